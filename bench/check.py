"""`ue-tui check` of 200 worksheets, as a whole process, against one that imports pydantic, builds one model and parses
the same files with tomli.

    python bench/check.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from _events import PROGRAM, make_event
from _figures import compare, in_turn

ROUNDS = 10
FLOOR = """
import sys, tomli
from pathlib import Path
from pydantic import BaseModel
class Phase(BaseModel):
    id: str
    minutes: float
Phase(id="group", minutes=70)
for path in sorted(Path(sys.argv[1]).glob("**/*.toml")):
    tomli.loads(path.read_text(encoding="utf-8"))
"""


def seconds(command: Sequence[str]) -> float:
    """How long a process takes."""
    begun = perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return perf_counter() - begun


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        event = make_event(Path(folder) / "event", 200)
        ours, theirs = in_turn(
            ROUNDS,
            lambda: seconds((*PROGRAM, "check", str(event))),
            lambda: seconds((sys.executable, "-c", FLOOR, str(event))),
        )
    compare("check of 200 worksheets, whole process", ours, theirs, 1.6)


if __name__ == "__main__":
    main()
