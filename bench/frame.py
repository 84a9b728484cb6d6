"""From the command to the agenda, and to every sheet's progress on it, against a bare Textual app's first paint.

    python bench/frame.py

Wants a built wheel in its environment, not an editable install: those are slower to import from.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _events import PROGRAM, make_event
from _figures import compare, in_turn
from _terminal import Terminal

ROUNDS = 10
BARE = (sys.executable, str(Path(__file__).parent / "_bare.py"), "app")


def paint(command: tuple[str, ...], text: str, cwd: Path) -> float:
    """Seconds until a text stands on the screen."""
    with Terminal(command, cwd=cwd) as terminal:
        return terminal.until(lambda: text in terminal.text) - terminal.begun


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        events = {size: make_event(Path(folder) / f"event{size}", size) for size in (12, 30, 200)}
        frame, few, many, bare = in_turn(
            ROUNDS,
            lambda: paint(PROGRAM, "Stocktaking", events[30]),
            lambda: paint(PROGRAM, " of 12", events[12]),
            lambda: paint(PROGRAM, " of 200", events[200]),
            lambda: paint(BARE, "Bare app", Path(folder)),
        )
    compare("frame with the agenda, 30 delegations", frame, bare, 1.5)
    compare("every sheet's progress, 12 delegations", few, bare, 2.0)
    compare("every sheet's progress, 200 delegations", many, bare, 3.0)


if __name__ == "__main__":
    main()
