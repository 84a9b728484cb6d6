"""`ue-tui tally`: what the plenary shows, as lines, JSON and CSV."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from ue_tui.cli import _run


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / part)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> str:
    assert _run(["-C", str(folder), *arguments]) == 0
    return capsys.readouterr().out


def test_the_most_split_stage_stands_first_with_its_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = said(capsys, folder, "tally").splitlines()[0]
    assert first == (
        "6 Financing user engagement: 2 Unstructured, 0 In Progress, 2 Embedded; "
        "median Unstructured / Embedded; split; n 4, 2 not marked"
    )


def test_json_has_what_scripts_are_promised(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = json.loads(said(capsys, folder, "tally", "--json", "--order", "pack", "--items"))
    assert len(values) == 32
    first = values[0]
    assert (first["stage"], first["item"]) == ("initiating_contact", None)
    assert first["counts"] == {"unstructured": 0, "in_progress": 3, "embedded": 2}
    assert (first["not_marked"], first["absent"], first["n"], first["median"]) == (1, 0, 5, "in_progress")
    assert values[1]["item"] == "user_identification"


def test_csv_is_a_table_with_the_texts_of_the_print(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, folder, "tally", "--csv"))))
    assert [row["code"] for row in rows[:2]] == ["6", "3"]
    assert rows[0]["text"] == "Financing user engagement"
    assert rows[0]["median"] == "unstructured/embedded"


def test_names_and_notes_are_said_only_when_they_are_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Sarda" not in said(capsys, folder, "tally")
    with_names = said(capsys, folder, "tally", "--names", "--group", "media")
    assert "  Sarda: Embedded (A donor project pays until 2027. After this we do not know.)" in with_names.splitlines()
    assert "Aurelia" not in with_names


def test_each_user_group_is_counted_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, folder, "tally", "--by-user-group").splitlines()
    assert [line.split(":")[0] for line in lines[1:4]] == ["  Business", "  Media", "  Parliament"]


def test_a_group_that_is_not_there_is_told_with_what_was_meant(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["-C", str(folder), "tally", "--group", "parlament"]) == 2
    assert "Did you mean “parliament”?" in capsys.readouterr().err


def test_the_groups_stand_under_each_cell_and_an_empty_one_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, folder, "tally", "--session", "5").splitlines()
    assert lines[0] == "Activities · Current practices"
    assert "  Parliament: Committee clerks telephone the census division (from Aurelia)" in lines
    assert any(line.endswith(": nothing recorded") for line in lines)
    values = json.loads(said(capsys, folder, "tally", "--session", "7", "--json"))
    assert values[0].keys() == {"row", "column", "for", "name", "bullets"}
    rows = list(csv.DictReader(io.StringIO(said(capsys, folder, "tally", "--session", "7", "--csv"))))
    assert {row["row"] for row in rows} >= {"leaders_actions"}


def test_the_groups_top_ones_come_first_and_then_all_that_were_shared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, folder, "tally", "--session", "6")
    assert text.index("Parliament: Aurelia, Recommendation 1") < text.index("All shared:")
    values = json.loads(said(capsys, folder, "tally", "--session", "6", "--json"))
    parliament = next(one for one in values if one["for"] == "groups/parliament")
    assert parliament["top"] == "aurelia.recommendation_1"
    assert [one["for"] for one in parliament["shared"]] == ["aurelia", "norland"]
    rows = list(csv.DictReader(io.StringIO(said(capsys, folder, "tally", "--session", "6", "--csv"))))
    assert [row["top"] for row in rows if row["for"] == "aurelia"] == ["yes"]


def test_a_talk_has_nothing_to_look_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talk = 'format = 1\nid = "talk"\nnumber = 9\nkind = "none"\ntitle = "A talk"\n'
    talk += '[[phase]]\nid = "talk"\nlabel = "TALK"\nwho = "plenary"\nminutes = 5\n'
    (folder / "sessions" / "9-talk.toml").write_text(talk, encoding="utf-8")
    assert _run(["-C", str(folder), "tally", "--session", "9"]) == 2
    assert "has no worksheet to look at" in capsys.readouterr().err
