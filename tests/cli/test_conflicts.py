"""`ue-tui conflicts`: what was worded in two ways is listed and decided, and copies are merged."""

import json
from pathlib import Path

import pytest

from ue_tui.cli import _run

CONFLICT = """
[[conflict]]
at = "user_journey.activities.current_practices"
kept = "Committee clerks telephone the census division"
other = "Committee clerks write to the census division"
since = 2025-12-02T03:00:00Z
"""


@pytest.fixture
def sheet(event: Path) -> Path:
    path = event / "worksheets" / "aurelia.toml"
    path.write_text(path.read_text(encoding="utf-8") + CONFLICT, encoding="utf-8", newline="\n")
    return path


def test_they_are_listed_for_people_and_for_programs(
    event: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(["-C", str(event), "conflicts"]) == 0
    said = capsys.readouterr().out
    assert "1  aurelia user_journey.activities.current_practices" in said
    assert "other: Committee clerks write" in said
    assert _run(["-C", str(event), "conflicts", "--json"]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert (one["for"], one["since"]) == ("aurelia", "2025-12-02T03:00:00+00:00")
    assert _run(["-C", str(event), "check"]) == 0
    assert "warning: Two wordings of user_journey.activities" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("take", "lines"),
    [
        ("kept", ["telephone"]),
        ("other", ["write to"]),
        ("both", ["telephone", "write to"]),
    ],
)
def test_one_is_decided_and_its_table_is_gone(event: Path, sheet: Path, take: str, lines: list[str]) -> None:
    assert _run(["-C", str(event), "conflicts", "--for", "aurelia", "--number", "1", "--take", take]) == 0

    text = sheet.read_text(encoding="utf-8")
    assert "[[conflict]]" not in text
    cell = text.partition("[user_journey.activities]")[2].partition("'''")[2].partition("'''")[0].strip().splitlines()
    assert [next((words for words in ("telephone", "write to") if words in line), "") for line in cell] == [*lines, ""]


def test_a_number_that_is_not_there_is_refused(event: Path, sheet: Path) -> None:
    assert _run(["-C", str(event), "conflicts", "--number", "2", "--take", "kept"]) == 2


def test_a_copy_is_merged_and_kept_aside(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    original = event / "worksheets" / "aurelia.toml"
    copy = event / "worksheets" / "aurelia (1).toml"
    line = "Committee clerks telephone the census division\n"
    text = original.read_text(encoding="utf-8").replace(line, f"{line}From the copy\n")
    copy.write_text(text, encoding="utf-8", newline="\n")
    assert _run(["-C", str(event), "conflicts"]) == 0
    assert "is a copy of aurelia" in capsys.readouterr().out

    assert _run(["-C", str(event), "conflicts", "--merge", "worksheets/aurelia (1).toml"]) == 0

    assert "From the copy" in original.read_text(encoding="utf-8")
    assert not copy.exists()
    assert [path.read_text(encoding="utf-8") for path in (event / ".ue-tui" / "aside").iterdir()] == [text]
    assert _run(["-C", str(event), "conflicts", "--merge", "worksheets/aurelia (1).toml"]) == 2
