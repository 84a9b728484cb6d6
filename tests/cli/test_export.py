"""`ue-tui export`: every document, named, counted, and none of them lost because another one failed."""

import csv
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ue_tui.cli import group
from ue_tui.model.errors import Refused
from ue_tui.word import exporting, render
from ue_tui.word.template import template


@pytest.fixture
def event(root: Path, tmp_path: Path) -> Path:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / "event" / part)
    return tmp_path / "event"


def run(event: Path, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["-C", str(event), "export", *arguments], standalone_mode=False)


def names(folder: Path) -> list[str]:
    """The files of a folder without their times."""
    return sorted(" ".join(path.name.split(" ")[:-1]) for path in folder.iterdir() if path.is_file())


def test_all_documents_of_the_event_are_made_in_one_go(event: Path) -> None:
    result = run(event)
    assert result.return_value == 0
    printed = result.stdout.splitlines()
    assert len(printed) == 9 + 33 + 4 + 1 + 1
    assert all(Path(line).is_file() for line in printed)
    assert {"S5 Parliament BRIEF", "S4 Aurelia WORKSHEET", "S7 Employee potential BLANK"} <= set(
        names(event / "exports")
    )


def test_some_documents_go_into_another_folder_and_the_older_ones_aside(event: Path, tmp_path: Path) -> None:
    for _ in range(2):
        result = run(event, "--what", "brief", "--session", "5", "--for", "Media", "--to", str(tmp_path / "stick"))
        assert result.return_value == 0
    assert names(tmp_path / "stick") == names(tmp_path / "stick" / "older") == ["S5 Media BRIEF"]


def test_data_is_a_table_of_every_answer(event: Path) -> None:
    [path] = run(event, "--what", "data").stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(Path(path).read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) > 100
    assert {row["session"] for row in rows} == {"4", "5", "6", "7"}


def test_a_document_that_fails_is_named_and_the_others_are_made(event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = render

    def failing(handout: object, **options: object) -> bytes:
        if "Media" in handout.title:  # type: ignore[attr-defined]  # a handout
            raise Refused("It does not want to.")
        return real(handout, **options)  # type: ignore[arg-type]  # what it was called with

    monkeypatch.setattr(exporting, "render", failing)
    result = run(event, "--what", "brief", "--session", "5")
    assert result.return_value == 1
    assert len(result.stdout.splitlines()) == 2
    assert "ue-tui: S5 Media BRIEF" in result.stderr
    assert "It does not want to." in result.stderr
    assert "1 of 3 documents could not be made." in result.stderr


def test_what_word_holds_open_gets_the_next_name_and_a_sentence(event: Path) -> None:
    arguments = ("--what", "brief", "--session", "5", "--for", "Media")
    [first] = run(event, *arguments).stdout.splitlines()
    (Path(first).parent / f"~${Path(first).name[2:]}").touch()
    result = run(event, *arguments)
    if (made := Path(result.stdout.strip())).name.endswith("(2).docx"):  # unless a minute has begun
        assert f"is open in Word: the new one is {made.name}" in result.stderr
    assert Path(first).is_file()


def test_the_record_names_nobody_unless_asked_for(event: Path) -> None:
    for more, word in (((), b"without the names"), (("--names", "--notes"), b"with the names of delegations and with")):
        [path] = run(event, "--what", "record", *more).stdout.splitlines()
        assert word in zipfile.ZipFile(path).read("word/document.xml")


def test_a_house_template_is_taken_and_a_broken_one_refused(event: Path, tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    house.write_bytes(template())
    assert run(event, "--what", "record", "--template", str(house)).return_value == 0
    house.write_bytes(b"no document")
    with pytest.raises(Refused, match=r"house\.docx is no Word document"):
        raise run(event, "--what", "record", "--template", str(house)).exception or AssertionError
    assert len(list((event / "exports").iterdir())) == 1


def test_what_an_event_has_not_is_said(event: Path) -> None:
    result = run(event, "--what", "brief", "--for", "Aurelia")
    assert "There is no such document in this event" in str(result.exception)
