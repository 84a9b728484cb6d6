"""A workshop's walk through the real program in a pseudo-terminal: every session, a document, and a restart."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

if sys.platform == "win32":  # there is no pseudo-terminal of this kind
    pytest.skip("pexpect needs POSIX", allow_module_level=True)

from tests.terminal import Terminal, program
from ue_tui.store.setup import copy_sample

pytestmark = [pytest.mark.pty, pytest.mark.slow]


def minutes_left(text: str) -> float:
    """What the top line says is left of the phase."""
    [(minutes, seconds)] = re.findall(r"(\d+):(\d\d) left", text.splitlines()[0])
    return int(minutes) + int(seconds) / 60


def go_to_session(terminal: Terminal, title: str, downs: int) -> None:
    terminal.press("g", "a")
    terminal.wait("2-3 December 2025")
    terminal.press("\x1b[H", *["Down"] * downs, "Enter")
    terminal.wait(lambda text: title[:16] in text.splitlines()[0])


def test_whole_workshop_is_walked_through_and_is_there_again_after_a_restart(tmp_path: Path) -> None:
    with program("demo", tmp_path / "event", cwd=tmp_path) as terminal:
        terminal.wait("sheets 4 of 6")
        terminal.wait("Parliament")

        # Session 4: start it, and mark the seven stages of a delegation that has none.
        terminal.press(" ")
        terminal.wait("u undo: start")
        terminal.wait(lambda text: "4 · Stocktaking" in text.splitlines()[0])
        terminal.press("Enter")
        terminal.wait("Quill · Stocktaking")
        terminal.press(*"2132121")
        terminal.wait("7 of 7 stages")
        terminal.wait("saved ")

        # Session 5: a group fills a cell.
        terminal.press("Esc")
        go_to_session(terminal, "5 · User journey", 1)
        terminal.press("Enter")
        terminal.wait("Business · User journey")
        terminal.press("Down", "Down", *"Traders telephone us", "Esc")
        terminal.wait("• Traders")
        terminal.press("Ctrl+D")
        terminal.wait("Word document")
        terminal.press("Enter")
        terminal.wait(".docx")
        terminal.press("Esc", "Esc")

        # Session 6: a delegation writes a recommendation and shares it.
        go_to_session(terminal, "6 · Leadership-level action plan", 3)
        terminal.press("Enter")
        terminal.wait("Quill · Leadership")
        terminal.press(*"Meet the chamber each month", "Esc", "Ctrl+T")
        terminal.wait("Shared with the group: Recommendation 1")
        terminal.press("Esc")

        # Session 7: the group's summary.
        go_to_session(terminal, "7 · Employee potential", 4)
        terminal.press("Enter")
        terminal.wait("Business · Employee")
        terminal.press(*"Directors answer letters", "Esc")
        terminal.wait("1 of 10")
        terminal.wait("saved ")
        before = minutes_left(terminal.text) if "left" in terminal.text.splitlines()[0] else 15.0
        terminal.press("Ctrl+Q")
        terminal.wait("Ctrl+Q again quits")
        terminal.press("Ctrl+Q")
        assert terminal.end() == 0
        # The terminal is as it was: the other screen is left, the cursor is shown again.
        assert b"\x1b[?1049l" in terminal.raw
        assert b"\x1b[?25h" in terminal.raw.rpartition(b"\x1b[?1049l")[2] + terminal.raw[-200:]

    event = tmp_path / "event"
    quill = tomllib.loads((event / "worksheets" / "quill.toml").read_text(encoding="utf-8"))
    assert [stage["score"] for stage in quill["stocktaking"].values()] == [2, 1, 3, 2, 1, 2, 1]
    assert quill["action_plan"]["shared"] == 1
    assert list((event / "exports").glob("*.docx"))

    with program(cwd=event) as terminal:
        text = terminal.wait(lambda text: " left" in text.splitlines()[0])
        assert 0 < minutes_left(text) <= before
        terminal.wait("sheets 5 of 6")
        terminal.press("Enter")
        terminal.wait(lambda text: "4 · Stocktaking" in text.splitlines()[0])
        terminal.wait(lambda text: re.search(r"Quill .*7 of 7", text) is not None)
        go_to_session(terminal, "5 · User journey", 1)
        terminal.press("Enter")
        terminal.wait("Traders")
        terminal.press("Ctrl+Q", "Ctrl+Q")
        assert terminal.end() == 0


def test_bug_in_the_interface_gives_the_terminal_back_with_one_sentence(tmp_path: Path) -> None:
    broken = (
        "from ue_tui.tui.screens.session import SessionScreen\n"
        "def bug(self):\n    secret = 'what people wrote'\n    raise ZeroDivisionError(secret)\n"
        "SessionScreen.action_task = bug"
    )
    with program("demo", tmp_path / "event", cwd=tmp_path, code=broken) as terminal:
        terminal.wait("sheets 4 of 6")
        terminal.wait("Parliament")
        terminal.press("Enter")
        terminal.wait("Country-level work")
        terminal.press("e")
        assert terminal.end() == 3
        after = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
        assert len(re.findall("Something failed inside ue-tui", after)) == 1
        assert "what people wrote" not in terminal.raw.decode(errors="replace")
        assert "Traceback" not in after
        [crash] = (tmp_path / "event" / ".ue-tui").glob("crash-*.txt")
        assert crash.name in after

    with program(cwd=tmp_path / "event") as terminal:
        terminal.wait("Country-level work")
        terminal.press("Ctrl+Q")
        assert terminal.end() == 0


def test_scribe_opens_one_worksheet_in_a_small_terminal(tmp_path: Path) -> None:
    copy_sample(tmp_path / "event")
    with program("sheet", "--for", "media", tmp_path / "event", cwd=tmp_path, size=(60, 15)) as terminal:
        terminal.wait("Media · User journey")
        terminal.press("Ctrl+L", *"new", "Esc")
        terminal.wait("saved ")
        terminal.press("Ctrl+Q")
        assert terminal.end() == 0


def test_folder_without_an_event_offers_the_demo(tmp_path: Path) -> None:
    with program(cwd=tmp_path) as terminal:
        terminal.wait("There is no event in")
        terminal.press("1", "Enter")
        terminal.wait("sheets 4 of 6")
        terminal.press("Ctrl+Q")
        assert terminal.end() == 0
    assert (tmp_path / "ue-tui-demo" / "worksheets" / "aurelia.toml").exists()
