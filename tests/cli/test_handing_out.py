"""`ue-tui hand-out`: each folder is a small event, and what comes back is merged from what went out."""

import json
from pathlib import Path

import pytest
from docx import Document

from ue_tui.cli import _run
from ue_tui.store.event_folder import EventFolder

KEY = "user_journey.activities.constraints"


def run(event: Path, *arguments: str) -> None:
    assert _run(["-C", str(event), *arguments]) == 0


@pytest.fixture
def out(event: Path, tmp_path: Path) -> Path:
    run(event, "hand-out", "--to", str(tmp_path / "stick"), "--no-word")
    return tmp_path / "stick"


def test_each_delegation_and_group_gets_a_folder_that_is_an_event(event: Path, out: Path) -> None:
    owners = EventFolder(event).open().live.files
    assert len(list(out.iterdir())) == len(owners)
    for folder in out.iterdir():
        assert EventFolder.find(folder).root == folder
        assert _run(["-C", str(folder), "check"]) == 0
        assert (folder / "worksheets" / "worksheet.schema.json").exists()
        page = (folder / "READ ME FIRST.txt").read_bytes()
        assert page.startswith(b"\xef\xbb\xbf")
        assert page.count(b"\n") == page.count(b"\r\n") < 60


def test_a_blank_one_says_whose_it_is_and_nothing_else(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(out / "aurelia", "show", "--for", "aurelia", "--json")
    said = {key: value for key, value in json.loads(capsys.readouterr().out).items() if value}
    assert said == {"delegation.name": "Aurelia", "delegation.organization": said["delegation.organization"]}


def test_a_filled_one_is_the_file_as_it_is_here(event: Path, tmp_path: Path) -> None:
    run(event, "hand-out", "--filled", "--for", "aurelia", "--to", str(tmp_path / "stick"), "--no-word")
    [folder] = (tmp_path / "stick").iterdir()
    handed = folder / "worksheets" / "aurelia.toml"
    assert handed.read_bytes() == (event / "worksheets" / "aurelia.toml").read_bytes()


def test_a_group_gets_its_members_worksheets_too(event: Path, out: Path) -> None:
    live = EventFolder(event).open().live
    group = next(one for one in live.groups() if one.stem == "parliament")
    folder = out / "group parliament"
    assert {path.stem for path in (folder / "worksheets").glob("*.toml")} == set(group.members)
    assert "ue-tui sheet --for groups/parliament" in (folder / "READ ME FIRST.txt").read_text(encoding="utf-8-sig")


def test_nothing_that_is_there_already_is_overwritten(
    event: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = out / "aurelia" / "worksheets" / "aurelia.toml"
    path.write_bytes(path.read_bytes() + b"# mine\n")
    run(event, "hand-out", "--to", str(out), "--no-word")
    assert path.read_bytes().endswith(b"# mine\n")
    assert "aurelia/worksheets/aurelia.toml was there and is as it was" in capsys.readouterr().err


@pytest.mark.parametrize("filled", [True, False])
def test_what_comes_back_is_merged_with_what_was_written_here_meanwhile(
    event: Path, tmp_path: Path, filled: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    run(event, "hand-out", "--for", "aurelia", "--to", str(stick), "--no-word", *(["--filled"] if filled else []))
    run(event, "set", "--for", "aurelia", "--add", KEY, "Written in the room")
    run(stick / "aurelia", "set", "--for", "aurelia", "--add", KEY, "Written on the train")
    run(stick / "aurelia", "set", "--for", "aurelia", "stocktaking.initiating_contact.score", "2")

    run(event, "collect", str(stick), "--apply")

    capsys.readouterr()
    run(event, "show", "--for", "aurelia", KEY)
    lines = capsys.readouterr().out.splitlines()
    assert {"Written in the room", "Written on the train"} <= set(lines)
    run(event, "conflicts")
    assert capsys.readouterr().out == "Nothing waits to be decided.\n"


def test_the_word_worksheets_go_along_blank_or_filled(event: Path, tmp_path: Path) -> None:
    for filled, option in ((True, ["--filled"]), (False, [])):
        stick = tmp_path / f"stick-{filled}"
        run(event, "hand-out", "--for", "aurelia", "--to", str(stick), *option)
        names = sorted(path.name for path in (stick / "aurelia").glob("*.docx"))
        assert names == sorted(set(names))
        assert len(names) >= 4
        document = Document(str(stick / "aurelia" / next(name for name in names if name.startswith("S5"))))
        text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
        assert ("Committee clerks telephone" in text) is filled
