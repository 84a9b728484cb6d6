"""A program in a pseudo-terminal, timed as a person would see it. Linux and macOS.

What the program writes is rendered by pyte, a terminal emulator, and a moment counts when the rendered screen shows
what is waited for. A thread stamps each chunk as it arrives, so that slow rendering here delays nobody; a frame inside
synchronised output (mode 2026) is not on the screen before it ends.
"""

from __future__ import annotations

import fcntl
import os
import pty
import queue
import re
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import pyte

KEYS = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "enter": "\r", "tab": "\t"}

_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b[P_^X].*?\x1b\\|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]|\x1b\[[0-9;:?]*[ -/]+[@-~]|\x1b\[\?[0-9;]*u|\x1b\[[0-9;]*t",
    re.DOTALL,
)
_CUT_OFF = re.compile(rb"\x1b(?:[P_^X](?:(?!\x1b\\).)*|\[[0-9;:<=>?]*[ -/]*|\][^\x07\x1b]*)?\Z", re.DOTALL)
_SYNC = re.compile(rb"\x1b\[\?2026([hl])")
_QUESTIONS = {
    re.compile(rb"\x1b\[0?c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[6n"): b"\x1b[1;1R",
}


class Terminal:
    """One program on a screen of its own; leaves with it."""

    def __init__(self, command: Sequence[str], *, size: tuple[int, int] = (120, 40), cwd: Path | None = None) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._pending = b""
        self._held = False
        self._chunks: queue.Queue[tuple[float, bytes]] = queue.Queue()
        self.begun = time.perf_counter()
        self.pid, self._fd = self._start(command, size, cwd)
        threading.Thread(target=self._read, daemon=True).start()

    @staticmethod
    def _start(command: Sequence[str], size: tuple[int, int], cwd: Path | None) -> tuple[int, int]:
        leave_out = {"NO_COLOR", "TMUX", "TERM_PROGRAM", "CI", "COLUMNS", "LINES"}
        environment: Mapping[str, str] = {
            **{name: value for name, value in os.environ.items() if name not in leave_out},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        pid, fd = pty.fork()
        if pid == 0:
            if cwd is not None:
                os.chdir(cwd)
            os.execvpe(command[0], list(command), environment)
        columns, rows = size
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, columns * 9, rows * 18))
        return pid, fd

    def _read(self) -> None:
        data = b"-"
        while data:
            try:
                data = os.read(self._fd, 262144)
            except OSError:
                data = b""
            self._chunks.put((time.perf_counter(), data))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self.pid, sign)
            until = time.perf_counter() + 3
            while time.perf_counter() < until:
                self._pump(0.01)
                with suppress(ChildProcessError):
                    if os.waitpid(self.pid, os.WNOHANG)[0] == 0:
                        continue
                os.close(self._fd)
                return

    def press(self, key: str) -> float:
        """Send a key, and return the moment."""
        moment = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key).encode())
        return moment

    def _pump(self, timeout: float) -> float | None:
        """Take one chunk to the screen: its moment when a whole frame stands there, else None."""
        try:
            moment, data = self._chunks.get(timeout=max(timeout, 0))
        except queue.Empty:
            return None
        for question, answer in _QUESTIONS.items():
            if question.search(data):
                with suppress(OSError):
                    os.write(self._fd, answer)
        self._pending += data
        cut = _CUT_OFF.search(self._pending)
        at = cut.start() if cut else len(self._pending)
        whole, self._pending = self._pending[:at], self._pending[at:]
        for held in _SYNC.finditer(whole):
            self._held = held[1] == b"h"
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", whole))
        return None if self._held else moment

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def look(self) -> int:
        """A number that changes with anything visible: characters, colours, cursor."""
        cells = tuple(
            (cell.data, cell.fg, cell.bg, cell.reverse, cell.bold)
            for row in range(self.screen.lines)
            for cell in (self.screen.buffer[row][column] for column in range(self.screen.columns))
        )
        return hash((cells, self.screen.cursor.x, self.screen.cursor.y))

    def until(self, seen: Callable[[], bool], timeout: float = 60, since: float = 0) -> float:
        """The moment at which a whole frame showed it, of those that came after `since`.

        Raises:
            TimeoutError: it was not seen, with what stood there instead.
        """
        end = time.perf_counter() + timeout
        while (left := end - time.perf_counter()) > 0:
            moment = self._pump(left)
            if moment is not None and moment > since and seen():
                return moment
        raise TimeoutError(f"not seen within {timeout} s:\n{self.text}")

    def rest(self, seconds: float = 0.3) -> None:
        """Wait until nothing more is written for a while."""
        while not self._chunks.empty() or self._pump(seconds) is not None:
            self._pump(0)

    def cpu_seconds(self) -> float:
        """Processor time of the program up to now. Linux."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_megabytes(self) -> float:
        """The most memory that the program held. Linux."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        assert found is not None
        return int(found[1]) / 1024
