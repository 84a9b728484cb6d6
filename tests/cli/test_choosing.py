"""`ue-tui share` and `ue-tui top`: by choice, by hands, and a tie that decides nothing."""

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


def refused(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> str:
    assert _run(["-C", str(folder), *arguments]) == 2
    return capsys.readouterr().err


def test_one_is_shared_by_its_number_and_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, folder, "share", "--for", "quill", "2") == "Quill shares Recommendation 2.\n"
    assert "shared = 2" in (folder / "worksheets" / "quill.toml").read_text(encoding="utf-8")
    assert said(capsys, folder, "share", "--for", "Quill", "none") == "Quill shares none yet.\n"
    assert "is not one of" in refused(capsys, folder, "share", "--for", "quill", "4")
    assert "is a group" in refused(capsys, folder, "share", "--for", "media", "1")


def test_the_most_hands_take_the_top_one_and_a_tie_takes_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, folder, "top", "--for", "parliament", "none")
    tie = said(capsys, folder, "top", "--for", "parliament", "--hands", "aurelia=4", "--hands", "Norland=4")
    assert "A tie: Aurelia and Norland, 4 hands each." in tie
    assert "No top one is taken yet." in tie
    won = said(capsys, folder, "top", "--for", "parliament", "--hands", "norland=5")
    assert "Norland has the most hands, 5." in won
    assert "The top one of Parliament: Norland" in won
    chosen = said(capsys, folder, "top", "--for", "parliament", "aurelia")
    assert "The top one of Parliament: Aurelia" in chosen
    text = (folder / "worksheets" / "groups" / "parliament.toml").read_text(encoding="utf-8")
    assert 'top = "aurelia.recommendation_1"' in text


def test_a_withdrawn_top_one_is_told_by_top_and_by_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, folder, "top", "--for", "parliament", "aurelia")
    said(capsys, folder, "share", "--for", "aurelia", "none")
    assert "Aurelia has withdrawn Recommendation 1" in said(capsys, folder, "top", "--for", "parliament")
    assert "warning: Aurelia has withdrawn Recommendation 1" in said(capsys, folder, "check")


def test_what_makes_no_sense_is_refused_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, sentence in (
        (("parliament", "quill"), "is no member of this group"),
        (("parliament", "--hands", "quill=3"), "is no member of Parliament"),
        (("parliament", "--hands", "aurelia=many"), "says no number of hands"),
        (("aurelia",), "is a delegation"),
        (("business", "quill"), "shares none yet"),
    ):
        assert sentence in refused(capsys, folder, "top", "--for", *arguments)
