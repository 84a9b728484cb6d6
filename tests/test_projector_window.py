"""The projector in its own pseudo-terminal: it follows the facilitator's, a shell, and a program that was killed."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":  # there is no pseudo-terminal of this kind
    pytest.skip("pexpect needs POSIX", allow_module_level=True)

from tests.terminal import Terminal, program
from ue_tui.store.run_file import RUN_FILE, read_steps
from ue_tui.store.setup import copy_sample

pytestmark = [pytest.mark.pty, pytest.mark.slow]

PLENARY = "user_journey.plenary"


def clock(root: Path, *command: str) -> str:
    """A clock command from a shell."""
    arguments = [sys.executable, "-m", "ue_tui", "-C", str(root), "clock", *command]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout


def seconds_left(text: str, pattern: str) -> int | None:
    """The minutes and seconds that a line says, as seconds."""
    found = re.search(pattern, text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def is_right(root: Path, text: str, pattern: str) -> bool:
    """Whether what is shown is what the steps on disk say, to the second that is just turning."""
    shown = seconds_left(text, pattern)
    steps = read_steps((root / RUN_FILE).read_bytes())
    since = next(step.since for step in reversed(steps) if step.phase == PLENARY and step.since is not None)
    return shown is not None and abs(75 * 60 - (time.time() - since.timestamp()) - shown) <= 1.5


IN_TITLE = r"plenary discussion, (\d+):(\d\d) left"
IN_TOP_LINE = r"(\d+):(\d\d) left"


def in_plenary(root: Path, front: Terminal) -> None:
    """Commands from a shell bring a running app into a plenary."""
    clock(root, "start", "user_journey")
    front.wait(lambda text: "70:00 left" in text or "69:5" in text)
    clock(root, "next")
    clock(root, "start", "user_journey")
    front.wait(lambda text: "75:00 left" in text or "74:5" in text)


def test_projector_follows_and_is_right_after_the_facilitators_program_was_killed(tmp_path: Path) -> None:
    root = tmp_path / "event"
    copy_sample(root)
    with program("projector", root, cwd=tmp_path) as room:
        room.wait("Can the back row read this line?")
        with program("-C", root, cwd=tmp_path) as front:
            front.wait("projector: test page")
            in_plenary(root, front)
            room.wait("First: Business")
            front.press("g", "q")
            front.wait("queue")
            front.press("Enter")
            room.wait(lambda text: is_right(root, text, IN_TITLE))
            front.wait("projector: who speaks")
            front.press(" ")
            room.wait("paused")
            front.press(" ")
            room.wait(lambda text: "paused" not in text)
            front.child.kill(signal.SIGKILL)
        room.wait(lambda text: is_right(root, text, IN_TITLE))
        with program("-C", root, cwd=tmp_path) as front:
            front.wait(lambda text: is_right(root, text.splitlines()[0], IN_TOP_LINE))
            front.wait("projector: who speaks")
            front.press("g", "q")
            front.wait("speaking")
            front.press("Enter")
            room.wait("Next: Media")
        assert "Business" not in room.text
        room.press("Ctrl+Q")
        assert room.end() == 0


def test_clock_commands_from_a_shell_steer_a_running_app_and_its_projector(tmp_path: Path) -> None:
    root = tmp_path / "event"
    copy_sample(root)
    with program("-C", root, cwd=tmp_path) as front, program("projector", root, cwd=tmp_path) as room:
        front.wait("Parliament")
        room.wait("Can the back row read this line?")
        assert "running" in clock(root, "start")
        front.wait("15:00 left")
        room.wait("until ")
        clock(root, "pause")
        front.wait("paused")
        room.wait("paused")
        clock(root, "resume")
        clock(root, "add", "5")
        front.wait(lambda text: "20:00 left" in text or "19:5" in text)
        clock(root, "next")
        front.wait("between phases")
        room.wait("All together, facing the front.")
        clock(root, "undo")
        room.wait("until ")
        front.press("Ctrl+Q", "Ctrl+Q")
        assert front.end() == 0
