"""`ue-tui repair`: what it shows, what it writes, and what it leaves to a person."""

import json
from pathlib import Path

import pytest

from ue_tui.cli import _run


def spoil(path: Path, old: str, new: str) -> bytes:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return path.read_bytes()


def test_a_slip_is_shown_and_not_written_without_apply(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = event / "worksheets" / "aurelia.toml"
    spoilt = spoil(path, 'name = "Aurelia"', "name = “Aurelia”")

    assert _run(["-C", str(event), "repair"]) == 0

    said = capsys.readouterr().out
    assert "worksheets/aurelia.toml:10:" in said
    assert '  - name = “Aurelia”\n  + name = "Aurelia"\n' in said
    assert path.read_bytes() == spoilt


def test_two_slips_of_one_file_and_one_of_the_agenda_are_repaired_and_kept_as_they_came(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, agenda = event / "worksheets" / "aurelia.toml", event / "sessions" / "agenda.toml"
    good = sheet.read_bytes(), agenda.read_bytes()
    spoil(agenda, 'title = "', "title = “")
    spoil(sheet, 'name = "Aurelia"', "name = “Aurelia”")
    came = spoil(sheet, "score = 2", "score = In Progress")

    assert _run(["-C", str(event), "repair", "--apply"]) == 0

    assert "score = In Progress" in capsys.readouterr().out
    assert agenda.read_bytes() == good[1]
    assert sheet.read_bytes() == good[0].replace(b"score = 2", b'score = "In Progress"', 1)
    kept = [path.read_bytes() for path in (event / ".ue-tui" / "history").rglob("*.toml")]
    assert came in kept
    assert _run(["-C", str(event), "check"]) == 0


def test_a_wrong_mark_an_unknown_key_and_a_member_by_another_name_are_mended_by_the_nearest_right_one(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, group = event / "worksheets" / "aurelia.toml", event / "worksheets" / "groups" / "parliament.toml"
    good = sheet.read_bytes(), group.read_bytes()
    spoil(sheet, "score = 2", 'score = "In Progres"')
    spoil(sheet, "user_identification =", "user_identificaton =")
    spoil(group, '"aurelia"', '"aurelai"')

    assert _run(["-C", str(event), "repair", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 3
    assert _run(["-C", str(event), "repair", "--apply"]) == 0

    assert (sheet.read_bytes(), group.read_bytes()) == good


def test_what_has_no_sure_repair_is_left_and_told(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = event / "worksheets" / "aurelia.toml"
    spoilt = spoil(path, "score = 2", "score = 2\nscore = 3")

    assert _run(["-C", str(event), "repair", "--apply"]) == 0

    assert path.read_bytes() == spoilt
    assert "stands twice here" in capsys.readouterr().err


def test_one_file_can_be_chosen_and_one_that_is_not_there_is_refused(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(event / "worksheets" / "aurelia.toml", 'name = "Aurelia"', "name = “Aurelia”")
    assert _run(["-C", str(event), "repair", "--file", "worksheets/norland.toml"]) == 0
    assert capsys.readouterr().out == "Nothing that a repair is known for.\n"
    assert _run(["-C", str(event), "repair", "--file", "aurelia.toml"]) == 0
    assert "Aurelia" in capsys.readouterr().out
    assert _run(["-C", str(event), "repair", "--file", "worksheets/nobody.toml"]) == 2
