"""The real program in a pseudo-terminal: keys go in, and what a person would see comes out."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[1]
LONGEST = 30.0
"""Seconds after which a screen that is waited for is not going to come."""

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "Down": "\x1b[B",
    "Up": "\x1b[A",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
}


class Terminal:
    """A program on a screen of columns and lines."""

    def __init__(self, child: pexpect.spawn, columns: int, lines: int) -> None:
        self.child = child
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """Everything that the program wrote."""

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys, each a character, a name of `KEYS`, or `Ctrl+` and a letter."""
        for key in keys:
            self.child.send(chr(ord(key[-1]) & 0x1F) if key.startswith("Ctrl+") else KEYS.get(key, key))
            # A key right after Esc would be read as one with Alt.
            self._read(0.3 if key == "Esc" else 0.02)

    def wait(self, condition: str | Callable[[str], bool]) -> str:
        """Read until a text is on the screen, or a condition on its text holds."""
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            self._read(0.05)
            if condition in self.text if isinstance(condition, str) else condition(self.text):
                return self.text
        raise AssertionError(f"{condition!r} never came; the screen says:\n{self.text}")

    def _read(self, seconds: float) -> None:
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while chunk := self.child.read_nonblocking(65536, timeout=seconds):
                self.raw += chunk
                self._stream.feed(chunk)

    def end(self) -> int:
        """Wait until the program has ended; its exit code."""
        until = time.monotonic() + LONGEST
        while self.child.isalive() and time.monotonic() < until:
            self._read(0.05)
        self._read(0.05)
        self.child.close()
        return int(self.child.exitstatus)


@contextlib.contextmanager
def program(*arguments: str | Path, cwd: Path, size: tuple[int, int] = (80, 24), code: str = "") -> Iterator[Terminal]:
    """`ue-tui` with these arguments in a terminal of that size; `code` runs before it, to make it fail on purpose."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
    for name in ("NO_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)
    start = ["-m", "ue_tui"] if not code else ["-c", f"{code}\nfrom ue_tui.cli import main\nmain()"]
    child = pexpect.spawn(
        sys.executable,
        [*start, *map(str, arguments)],
        cwd=str(cwd),
        env=environment,
        dimensions=(size[1], size[0]),
        timeout=LONGEST,
    )
    try:
        yield Terminal(child, *size)
    finally:
        child.close(force=True)
