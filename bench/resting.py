"""Memory with 200 delegations and one sheet opened, against a bare Textual app; the processor while a clock runs and
nobody does anything; and how long a hand edit takes from the disk to the screen. Linux.

    python bench/resting.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from _events import PROGRAM, make_event
from _figures import compare
from _terminal import Terminal

BARE = (sys.executable, str(Path(__file__).parent / "_bare.py"), "app")
SECONDS = 20
EDITS = 10


def hand_edit(path: Path, terminal: Terminal, name: str) -> float:
    """Seconds from a replaced file to the screen that shows its new name."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("name = "))
    lines[at] = f'name = "{name}"'
    beside = path.with_name("beside.tmp")
    beside.write_text("\n".join([*lines, ""]), encoding="utf-8")
    begun = time.perf_counter()
    beside.replace(path)
    return terminal.until(lambda: name in terminal.text) - begun


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        event = make_event(Path(folder) / "event", 200, groups=2)
        subprocess.run([*PROGRAM, "-C", event, "clock", "start"], check=True, capture_output=True)
        with Terminal((*PROGRAM, "-C", str(event))) as ours, Terminal(BARE) as theirs:
            theirs.until(lambda: "Bare app" in theirs.text)
            ours.until(lambda: " of 200" in ours.text)
            ours.rest(0.4)
            before = ours.cpu_seconds()
            time.sleep(SECONDS)
            busy = (ours.cpu_seconds() - before) / SECONDS
            print(f"{'idle, clock running, 200 delegations':<58} {busy:5.1%} of a core (limit 2.5%)")
            path = event / "worksheets" / "delegation-000.toml"
            edits = [hand_edit(path, ours, f"Aaaland {number}") for number in range(EDITS)]
            print(f"{'a hand edit on disk to the screen':<58} {median(edits):5.2f} s (limit 0.30)", flush=True)
            ours.press("enter")
            ours.until(lambda: "Stocktaking" in ours.text)
            ours.rest(0.4)
            ours.press("enter")
            ours.until(lambda: "Initiating contact" in ours.text)
            ours.rest(0.4)
            compare(
                "memory, agenda with 200, one sheet opened", [ours.peak_megabytes()], [theirs.peak_megabytes()], 1.8
            )


if __name__ == "__main__":
    main()
