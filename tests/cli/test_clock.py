"""`ue-tui clock` steers the whole run without the app."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import docx
import pytest

from ue_tui.cli import _run
from ue_tui.model.run import Run
from ue_tui.store.event_folder import EventFolder


class Shell:
    """A shell in an event's folder."""

    def __init__(self, event: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.event = event
        self._capsys = capsys

    def does(self, *arguments: str) -> str:
        """What a command prints; it has to succeed."""
        code = _run(["-C", str(self.event), *arguments])
        said = self._capsys.readouterr()
        assert code == 0, said.err
        return said.out

    def refuses(self, *arguments: str) -> str:
        """Why a command does nothing."""
        code = _run(["-C", str(self.event), *arguments])
        said = self._capsys.readouterr()
        assert code == 2, said.out
        return said.err

    @property
    def run(self) -> Run:
        """The run as it stands on disk."""
        folder = EventFolder(self.event)
        return folder.open_run(folder.load_event()[0]).run


@pytest.fixture
def shell(event: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(event, capsys)


@pytest.fixture
def plenary(shell: Shell) -> Shell:
    """The plenary of session 5 is on."""
    shell.does("clock", "start", "5")
    shell.does("clock", "next")
    shell.does("clock", "start")
    return shell


def test_show_is_for_people_and_for_programs(shell: Shell) -> None:
    assert shell.does("clock", "show") == "not started\n"
    shell.does("clock", "start", "--ago", "5")
    shell.does("clock", "add", "2")
    shell.does("clock", "take", "1")
    values = json.loads(shell.does("clock", "show", "--json"))
    assert values.pop("remaining_seconds") == pytest.approx(660, abs=5)
    assert values == {
        "session": "stocktaking",
        "phase": "country",
        "state": "running",
        "planned_seconds": 900,
        "added_seconds": 60,
    }


def test_transitions_and_their_undoing(shell: Shell) -> None:
    shell.does("clock", "start")
    assert "paused" in shell.does("clock", "pause")
    assert "paused already" in shell.refuses("clock", "pause")
    shell.does("clock", "resume")
    assert "between two phases" in shell.does("clock", "next")
    assert "country-level work" in shell.does("clock", "undo")
    assert "between two phases" in shell.does("clock", "redo")
    assert "country-level work" in shell.does("clock", "back")
    assert "day closed" in shell.does("clock", "close")
    assert json.loads(shell.does("clock", "show", "--json"))["state"] == "idle"


def test_a_session_that_was_run_or_left_out_says_what_helps(shell: Shell) -> None:
    shell.does("clock", "out", "6")
    assert "“ue-tui clock in action_plan” takes it in again" in shell.refuses("clock", "start", "6")
    shell.does("clock", "in", "action_plan")
    assert "There is no block “9”" in shell.refuses("clock", "out", "9")


def test_a_break_and_a_phase_are_started_by_name(shell: Shell) -> None:
    assert "Lunch · 60:00 left" in shell.does("clock", "start", "lunch")
    shell.does("clock", "next")
    assert "action plan, plenary" in shell.does("clock", "start", "action_plan.plenary")
    shell.does("clock", "next")
    assert "Every phase of Lunch has been run" in shell.refuses("clock", "start", "Lunch")


def test_blocks_are_moved(shell: Shell) -> None:
    shell.does("clock", "move", "7", "Lunch")
    shell.does("clock", "move", "stocktaking")
    said = shell.does("status").splitlines()
    blocks = [line.partition(",")[0] for line in said[3:8]]
    assert [block[0] for block in blocks] == ["5", "7", "L", "6", "4"]


def test_the_queue_is_steered(plenary: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    said = plenary.does("clock", "slot", "show")
    assert "Business: to come, 5:00, Who speaks for Business?" in said
    assert "3 groups × 5:00 + 1:00 changeover = 18 of 7" in said
    plenary.does("clock", "slot", "absent", "media")
    plenary.does("clock", "slot", "later")
    plenary.does("clock", "slot", "move", "business", "parliament")
    assert plenary.does("clock", "slot", "start").startswith("Business: speaking")
    assert "counts once" in plenary.refuses("clock", "slot", "stop")
    plenary.does("clock", "slot", "pause")
    plenary.does("clock", "slot", "resume")
    plenary.does("clock", "slot", "add", "1")
    plenary.does("clock", "slot", "take", "0.5")
    monkeypatch.setattr("ue_tui.model.slots.PRESSED_TWICE", dt.timedelta())
    plenary.does("clock", "slot", "stop")
    plenary.does("clock", "slot", "present", "media")
    queue = json.loads(plenary.does("clock", "slot", "show", "--json"))
    assert [(one["group"], one["turn"]) for one in queue] == [
        ("media", "to come"),
        ("business", "done"),
        ("parliament", "to come"),
    ]
    assert queue[1]["planned_seconds"] == 330


def test_the_queue_says_why_it_does_nothing(plenary: Shell) -> None:
    assert "No group is speaking" in plenary.refuses("clock", "slot", "stop")
    assert "is a delegation: groups speak" in plenary.refuses("clock", "slot", "start", "aurelia")
    plenary.does("clock", "next")
    assert "No plenary with presentations is on" in plenary.refuses("clock", "slot", "show")


def test_a_replan_is_offered_and_applied(shell: Shell) -> None:
    shell.does("clock", "start", "--ago", "40")
    said = shell.does("clock", "replan")
    assert said.startswith("25:0")
    assert "ask the room" in said
    ways = json.loads(shell.does("clock", "replan", "--json"))
    assert [one["how"] for one in ways] == ["push", "shrink", "protect", "one"]
    assert "on time" in shell.does("clock", "replan", "--apply")
    assert shell.run.day.seconds
    assert "Nothing would change" in shell.refuses("clock", "replan", "--apply", "--how", "push")
    shell.does("clock", "undo")
    one = json.loads(shell.does("clock", "replan", "--how", "one", "--phase", "lunch", "--json"))[0]
    less = {phase["phase"] for phase in one["phases"] if phase["after_seconds"] < phase["before_seconds"]}
    assert less == {"lunch"}
    assert "There is no phase “tea”" in shell.refuses("clock", "replan", "--phase", "tea")


def test_a_late_start_is_asked_about(shell: Shell) -> None:
    agenda = shell.event / "sessions" / "agenda.toml"
    text = agenda.read_text(encoding="utf-8")
    pinned = text.replace('session = "stocktaking"', 'session = "stocktaking"\nstarts = 00:00:00', 1)
    agenda.write_text(pinned, encoding="utf-8", newline="\n")
    assert "No day began late" in shell.refuses("clock", "late", "moves")
    said = shell.does("clock", "start")
    if "began" in said:  # but at midnight in Tokyo
        assert "on time" in shell.does("clock", "late", "moves")
        assert "was said already" in shell.refuses("clock", "late", "behind")


def test_time_away_is_decided(shell: Shell) -> None:
    shell.does("clock", "start")
    assert "ends after it began" in shell.refuses("clock", "away", "pause", "10:00", "09:00")
    assert "had not begun then" in shell.refuses("clock", "away", "pause", "00:00", "00:00:01")


def test_who_holds_the_run_is_told_and_changed(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.does("clock", "start")
    assert shell.does("clock", "holder") == "this laptop holds the run\n"
    assert "holds the run already" in shell.refuses("clock", "take-over")
    monkeypatch.setattr("platform.node", lambda: "SPARE")
    assert "holds the run, last sign" in shell.does("clock", "holder")
    shell.does("clock", "take-over")
    assert shell.run.holder == "SPARE"


def test_the_report_is_for_people_for_spreadsheets_and_for_word(plenary: Shell) -> None:
    plenary.does("attend", "--for", "aurelia", "late")
    said = plenary.does("clock", "report")
    assert "User journey, group discussion: 0:0" in said
    assert "Not run: Lunch, planned 60:00" in said
    assert said.endswith("Aurelia: late\n")
    rows = list(csv.DictReader(io.StringIO(plenary.does("clock", "report", "--csv"))))
    assert rows[0]["what"] == "User journey, group discussion"
    assert rows[0]["planned_minutes"] == "70.00"
    out = plenary.event / "out"
    written = Path(plenary.does("clock", "report", "--csv", "--to", str(out)).strip())
    assert written.read_bytes().startswith(b"\xef\xbb\xbfday,start,end,kind,what")
    path = plenary.does("clock", "report", "--word").strip()
    texts = [paragraph.text for paragraph in docx.Document(path).paragraphs]
    assert "Run report" in texts
    assert "Either --csv or --word" in plenary.refuses("clock", "report", "--csv", "--word")


def test_a_report_of_nothing_says_so(shell: Shell) -> None:
    assert shell.does("clock", "report") == "Nothing has been started.\n"
    assert "nothing to report yet" in shell.refuses("clock", "report", "--word")


def test_the_hand_over_page_is_printed(plenary: Shell) -> None:
    said = plenary.does("clock", "hand-over")
    assert said.startswith("Now\n  User journey, plenary discussion: 75:00 left")
    assert "  Nobody is named to speak for Business in User journey\n" in said
