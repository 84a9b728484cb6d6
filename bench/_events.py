"""Events to measure with: as many delegations as wanted, in groups, with the sample's answers in their worksheets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parent.parent
PROGRAM = (sys.executable, "-m", "ue_tui")


def make_event(folder: Path, delegations: int, groups: int = 6) -> Path:
    """An event with so many delegations, each with the filled worksheet of one of the sample's."""
    folder.mkdir(parents=True)
    roster = folder.parent / f"{folder.name}.csv"
    rows = [f"Delegation {n:03},Office {n:03},Group {n % groups + 1},Parliament" for n in range(delegations)]
    roster.write_text("\n".join(["delegation,organization,group,user group", *rows, ""]), encoding="utf-8")
    subprocess.run([*PROGRAM, "init", folder, "--roster", roster], check=True, capture_output=True)
    samples = sorted((SAMPLE / "worksheets").glob("*.toml"))
    for number, path in enumerate(sorted((folder / "worksheets").glob("delegation-*.toml"))):
        text = samples[number % len(samples)].read_text(encoding="utf-8")
        names = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("name = ")]
        lines = [names[0] if line.startswith("name = ") else line for line in text.splitlines()]
        path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    return folder
