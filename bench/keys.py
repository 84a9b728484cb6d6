"""From a key to the changed screen: cursor and marks in a sheet with 200 worksheets loaded, against a bare table of as
many rows; typing in a cell, against a bare text area.

    python bench/keys.py
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from _events import PROGRAM, make_event
from _figures import compare_keys
from _terminal import Terminal

PRESSES = 40
BARE = (sys.executable, str(Path(__file__).parent / "_bare.py"))


def ready(terminal: Terminal, text: str) -> Terminal:
    """The terminal once a text stands there and nothing more is written."""
    terminal.until(lambda: text in terminal.text)
    terminal.rest(0.6)
    return terminal


def answered(terminal: Terminal, key: str) -> float:
    """Seconds from a key to the first changed frame."""
    before = terminal.look()
    pressed = terminal.press(key)
    seen = terminal.until(lambda: terminal.look() != before, timeout=5, since=pressed)
    terminal.rest(0.12)
    return seen - pressed


def race(ours: Terminal, theirs: Terminal, keys: Sequence[str]) -> tuple[list[float], list[float]]:
    """The same keys in turn in two programs; the first round only warms up."""
    for key in keys:
        answered(ours, key)
        answered(theirs, key)
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(PRESSES):
        key = keys[number % len(keys)]
        taken[0].append(answered(ours, key))
        taken[1].append(answered(theirs, key))
    return taken


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        event = make_event(Path(folder) / "event", 200)
        sheet = (*PROGRAM, "-C", str(event), "sheet", "--for", "delegation-007", "--session")
        with Terminal((*sheet, "stocktaking")) as ours, Terminal((*BARE, "table", "32")) as theirs:
            ready(ours, "Initiating contact")
            ready(theirs, "Stage 1")
            compare_keys("cursor in a sheet", *race(ours, theirs, ("down", "up")), limit=1.5)
            compare_keys("a mark in a sheet", *race(ours, theirs, ("1", "2")), limit=1.5)
        with Terminal((*sheet, "employee_potential")) as ours, Terminal((*BARE, "area")) as theirs:
            ready(ours, "Employee potential")
            ready(theirs, "Bare area")
            compare_keys("typing in a cell", *race(ours, theirs, ("a", "b", "c")), limit=1.5)


if __name__ == "__main__":
    main()
