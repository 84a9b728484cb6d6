"""`ue-tui history`: earlier versions are listed, compared and brought back."""

import json
from pathlib import Path

import pytest

from ue_tui.cli import _run

KEY = "user_journey.activities.constraints"


@pytest.fixture
def twice(event: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    for text in ("First words", "Second words"):
        assert _run(["-C", str(event), "set", "--for", "aurelia", KEY, text]) == 0
    capsys.readouterr()
    return event


def test_versions_are_listed_the_newest_first(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["-C", str(twice), "history", "--for", "aurelia"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert all("1 answer other than now" in line for line in lines)


def test_a_version_is_shown_beside_what_stands_now(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["-C", str(twice), "history", "--for", "aurelia", "--show", "1"]) == 0
    assert capsys.readouterr().out == f"{KEY}\n  now   Second words\n  then  First words\n"
    assert _run(["-C", str(twice), "history", "--for", "aurelia", "--show", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"place": KEY, "now": "Second words", "then": "First words"}]
    assert _run(["-C", str(twice), "history", "--for", "aurelia", "--show", "9"]) == 2


def test_a_version_is_brought_back_and_what_stood_is_an_earlier_one(
    twice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = twice / "worksheets" / "aurelia.toml"
    now = path.read_bytes()
    assert _run(["-C", str(twice), "history", "--for", "aurelia", "--bring-back", "1"]) == 0
    assert "First words" in path.read_text(encoding="utf-8")
    assert "Second words" not in path.read_text(encoding="utf-8")
    assert _run(["-C", str(twice), "history", "--for", "aurelia", "--bring-back", "1"]) == 0
    assert path.read_bytes() == now


def test_where_there_is_none_it_says_so(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["-C", str(event), "history", "--for", "norland"]) == 0
    assert capsys.readouterr().out == "There is no earlier version of the worksheet of norland.\n"
    assert _run(["-C", str(event), "history", "--for", "norland", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
