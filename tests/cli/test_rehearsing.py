"""`ue-tui rehearse`: a copy that says so everywhere, whose clock is faster, and that leaves the event alone."""

import datetime as dt
from pathlib import Path

import docx
import pytest

from tests.cli.test_clock import Shell
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.rehearsal import Rehearsal, read_rehearsal
from ue_tui.store.steady_clock import SteadyClock


@pytest.fixture
def shell(event: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(event, capsys)


def test_the_copy_is_marked_and_the_event_is_not_touched(shell: Shell) -> None:
    shell.does("clock", "start")
    files = {path: path.read_bytes() for path in shell.event.rglob("*") if path.is_file()}
    said = shell.does("rehearse", "--speed", "10", "--no-open")
    copy = shell.event.with_name("event-rehearsal")
    assert said.startswith(f"REHEARSAL ×10 in {copy}")
    assert {path: path.read_bytes() for path in shell.event.rglob("*") if path.is_file()} == files
    folder = EventFolder(copy)
    title = folder.load_event()[0].agenda.title
    assert title.startswith("REHEARSAL ×10: Enhancing leadership")
    assert folder.outline().title == title
    assert folder.steps() == ()
    assert EventFolder(shell.event).mark == ""


def test_documents_of_a_rehearsal_say_so(shell: Shell) -> None:
    shell.does("rehearse", "--no-open")
    other = Shell(shell.event.with_name("event-rehearsal"), shell._capsys)
    path = other.does("export", "--what", "worksheet", "--for", "aurelia", "--session", "4").splitlines()[0]
    header = "".join(paragraph.text for paragraph in docx.Document(path).sections[0].header.paragraphs)
    assert header.startswith("REHEARSAL: Enhancing leadership")


def test_a_rehearsal_is_made_anew_and_a_folder_that_is_none_is_left(shell: Shell) -> None:
    copy = shell.event.with_name("event-rehearsal")
    shell.does("rehearse", "--no-open")
    Shell(copy, shell._capsys).does("clock", "start")
    shell.does("rehearse", "--no-open")
    assert EventFolder(copy).steps() == ()
    assert "rehearsal already" in Shell(copy, shell._capsys).refuses("rehearse", "--no-open")
    mine = shell.event.with_name("mine")
    mine.mkdir()
    assert "is no rehearsal: it is not overwritten" in shell.refuses("rehearse", "--to", str(mine), "--no-open")


def test_its_clock_begins_at_the_first_planned_time(shell: Shell) -> None:
    agenda = shell.event / "sessions" / "agenda.toml"
    text = agenda.read_text(encoding="utf-8")
    pinned = 'session = "stocktaking"\nday = 2025-12-02\nstarts = 09:00:00'
    agenda.write_text(text.replace('session = "stocktaking"', pinned, 1), encoding="utf-8", newline="\n")
    shell.does("rehearse", "--speed", "60", "--no-open")
    found = read_rehearsal(shell.event.with_name("event-rehearsal"))
    assert found is not None
    assert found.as_if == dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def test_every_window_of_a_rehearsal_sees_the_same_faster_time() -> None:
    began = dt.datetime(2025, 11, 24, 12, 0, tzinfo=dt.UTC)
    made = Rehearsal(began, dt.datetime(2025, 12, 2, tzinfo=dt.UTC), 10)
    counted, wall = 0.0, began + dt.timedelta(seconds=30)
    clock = SteadyClock(lambda: wall, lambda: counted, made)
    assert clock.now() == made.at(wall) == made.as_if + dt.timedelta(seconds=300)
    counted, wall = 1.0, wall + dt.timedelta(seconds=1)
    assert clock.now() == made.as_if + dt.timedelta(seconds=310)
    assert clock.look() == ()
    assert clock.speed == 10


@pytest.mark.parametrize("text", ["", "began = 1", "speed = 2.0\nbegan = 2025-01-01T00:00:00Z", "["])
def test_a_mark_that_cannot_be_read_is_no_mark(tmp_path: Path, text: str) -> None:
    (tmp_path / ".ue-tui").mkdir()
    (tmp_path / ".ue-tui" / "rehearsal.toml").write_text(text, encoding="utf-8")
    assert read_rehearsal(tmp_path) is None
