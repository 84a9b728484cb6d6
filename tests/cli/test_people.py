"""Who is there, who speaks, what was told, what is parked, from a shell."""

from pathlib import Path

import pytest

from tests.cli.test_clock import Shell
from ue_tui.store.event_folder import EventFolder

ROSTER = """delegation,organization,group,user group
Aurelia,Statistics Aurelia,Media,Media and journalists
Norland,Statistics Norland,Parliament,Parliament
Boréalis,Borealis Statistical Office,Media,Media and journalists
Sarda,Sarda Statistics,Media,Media and journalists
Tamara,Tamara Statistics,Business,Business
Zephyria,Statistics Zephyria,Academia,Universities
"""


@pytest.fixture
def shell(event: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(event, capsys)


def test_attendance_is_said_and_listed(shell: Shell) -> None:
    assert shell.does("attend", "--for", "Aurelia", "absent") == "Aurelia: absent\n"
    said = shell.does("attend").splitlines()
    assert said[0] == "5 present, 0 late, 1 absent"
    assert "Parliament: Aurelia absent, Norland present" in said
    assert "is a group" in shell.refuses("attend", "--for", "media", "late")
    assert "Say of whom" in shell.refuses("attend", "late")
    shell.does("clock", "undo", "--of", "people")
    assert shell.does("attend", "--for", "aurelia") == "Aurelia: present\n"


def test_a_rapporteur_is_named(shell: Shell, nasty: str) -> None:
    assert "No session is on" in shell.refuses("speaks", "--for", "media", nasty)
    shell.does("speaks", "--for", "media", "--session", "6", nasty)
    assert f"Media, Leadership-level action plan: {nasty}\n" in shell.does("speaks", "--session", "6")
    shell.does("speaks", "--for", "media", "--session", "6", "")
    assert "Media, Leadership-level action plan: nobody yet\n" in shell.does("speaks", "--for", "media")
    assert "Nobody presents in Stocktaking" in shell.refuses("speaks", "--for", "media", "--session", "4", "X")
    assert "is a delegation" in shell.refuses("speaks", "--for", "aurelia", "--session", "5", "X")


def test_what_a_group_says_is_noted(shell: Shell) -> None:
    assert "No session is on" in shell.refuses("told", "--for", "media", "4")
    shell.does("clock", "start", "5")
    assert shell.does("told", "--for", "media", "4") == "Media, User journey: told 4 of 15\n"
    assert "more than the 15" in shell.refuses("told", "--for", "media", "16")
    assert "Nothing is asked of groups/media" in shell.refuses("told", "--for", "media", "--session", "4", "1")
    assert shell.run.room.told["groups/media", "user_journey"].filled == 4


def test_the_room_is_told(shell: Shell, nasty: str) -> None:
    assert shell.does("tell") == "the room is told nothing\n"
    assert shell.does("tell", nasty) == f"{nasty}\n"
    assert shell.does("tell", "--blank") == f"the projector is dark; {nasty}\n"
    shell.does("tell", "--show")
    assert shell.does("tell", "--off") == "the room is told nothing\n"
    assert "Nothing was told" in shell.refuses("tell", "--off")
    assert "One thing at a time" in shell.refuses("tell", "x", "--off")


def test_questions_are_parked(shell: Shell, nasty: str) -> None:
    assert shell.does("park") == "The parking lot is empty.\n"
    shell.does("park", nasty, "--who", "Mr Oda")
    shell.does("park", "--owner", "1", "Secretariat")
    assert shell.does("park", "--answer", "1", "Next", "year") == (
        f"1 {nasty}, asked by Mr Oda, owner Secretariat, answer: Next year\n"
    )
    assert shell.does("park", "--drop", "1").endswith("dropped\n")
    shell.does("park", "--keep", "1")
    assert "There is no line 2" in shell.refuses("park", "--drop", "2")
    assert "Write a line" in shell.refuses("park", "--who", "Mr Oda")
    assert "One thing at a time" in shell.refuses("park", "--drop", "1", "--keep", "1")


def test_a_roster_is_shown_then_done_and_nothing_is_lost(shell: Shell, tmp_path: Path) -> None:
    table = tmp_path / "roster.csv"
    table.write_text(ROSTER, encoding="utf-8")
    quill = (shell.event / "worksheets" / "quill.toml").read_bytes()
    before = sorted(path.name for path in shell.event.rglob("*.toml"))
    shown = shell.does("roster", str(table))
    assert sorted(path.name for path in shell.event.rglob("*.toml")) == before
    assert "Aurelia moves: from Parliament to Media\n" in shown
    assert "Boréalis is renamed: was Borealis\n" in shown
    assert "Zephyria joins: in Academia\n" in shown
    assert "Academia is a new group\n" in shown
    assert "Quill withdraws: its worksheet is kept aside\n" in shown
    assert shell.does("roster", str(table), "--apply") == shown
    live = EventFolder(shell.event).open().live
    assert {group.name: group.members for group in live.groups()} == {
        "Academia": ("zephyria",),
        "Business": ("tamara",),
        "Media": ("borealis", "sarda", "aurelia"),
        "Parliament": ("norland",),
    }
    assert live.delegations()["borealis"].name == "Boréalis"
    assert "quill" not in live.delegations()
    (kept,) = (shell.event / ".ue-tui" / "withdrawn").iterdir()
    assert kept.read_bytes() == quill
    assert shell.does("roster", str(table)) == ""


def test_an_empty_roster_withdraws_nobody(shell: Shell, tmp_path: Path) -> None:
    table = tmp_path / "roster.csv"
    table.write_text("delegation,organization,group,user group\n", encoding="utf-8")
    assert "nothing is withdrawn by an empty table" in shell.refuses("roster", str(table), "--apply")
