"""`ue-tui reveal`: what the room is shown, from a shell."""

import shutil
from pathlib import Path

import pytest

from ue_tui.cli import _run
from ue_tui.model.picture import Of, Subject, read_subject
from ue_tui.model.projected import Picture
from ue_tui.store.event_folder import EventFolder


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / part)
    return tmp_path


def up(folder: Path) -> Picture | None:
    return EventFolder(folder).open().run.run.projected.picture


def reveal(folder: Path, *arguments: str) -> Subject:
    assert _run(["-C", str(folder), "reveal", *arguments]) == 0
    picture = up(folder)
    assert picture is not None
    return read_subject(picture.what)


def test_counts_are_put_up_without_names_and_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reveal(folder, "counts", "--items", "--group", "media").part.group == "media"
    picture = up(folder)
    assert picture is not None
    assert not picture.names
    assert "page 1, names off" in capsys.readouterr().out
    assert _run(["-C", str(folder), "reveal", "off"]) == 0
    assert up(folder) is None
    assert "sees no picture" in capsys.readouterr().out


def test_each_reveal_draws_another_order(folder: Path) -> None:
    seeds = set()
    for _ in range(3):
        reveal(folder, "marks")
        picture = up(folder)
        assert picture is not None
        seeds.add(picture.seed)
    assert len(seeds) == 3


def test_a_place_in_a_table_is_named_as_in_the_file(folder: Path) -> None:
    assert reveal(folder, "cell", "--at", "user_journey.objects.constraints") == Subject(
        Of.CELL, "user_journey", row="objects", column="constraints"
    )
    assert reveal(folder, "row", "--session", "7").row == "leaders_actions"
    assert reveal(folder, "sheet", "--for", "parliament", "--session", "5").group == "parliament"
    assert reveal(folder, "top", "--page", "2").of is Of.TOP
    picture = up(folder)
    assert picture is not None
    assert picture.page == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("cell", "--at", "object.constraint"), "Did you mean objects.constraints?"),
        (("counts", "--session", "5"), "has no picture"),
        (("sheet",), "No group speaks now"),
        (("sheet", "--for", "aurelia"), "is a delegation"),
        (("sheet", "--for", "parliament"), "Say with --session"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    assert _run(["-C", str(folder), "reveal", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert up(folder) is None
