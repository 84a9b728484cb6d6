"""Every question of every session is filled by keys alone and by `set`, and the file differs in those values only."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tui.helpers import opened, sample_event, show_sheet, wait_until
from ue_tui.cli import _run
from ue_tui.model.event import Event
from ue_tui.model.people import OwnerKind, delegation
from ue_tui.model.sheets import Field, Kind, Place
from ue_tui.store.event_folder import EventFolder

QUILL = delegation("quill")
OWN = 'my_own = "mine"   # and this stays'


@pytest.fixture
def event_with_own_key(tmp_path: Path) -> Path:
    """The sample event; the worksheet that is filled has a key and a comment that a person added."""
    path = sample_event(tmp_path) / "worksheets" / "quill.toml"
    text = path.read_text(encoding="utf-8")
    marked = text.replace("user_identification = 0", f"{OWN}\nuser_identification = 0", 1)
    path.write_text(marked, encoding="utf-8", newline="\n")
    return tmp_path


def asked(event: Event, session: str) -> list[Field]:
    """The marks, cells and lines of a session's sheet, in the order of the print."""
    fields = event.session(session).fields(OwnerKind.DELEGATION)
    return [one for one in fields if one.kind in (Kind.MARK, Kind.CELL) or (one.kind is Kind.TEXT and not one.long)]


def values(raw: Any, path: Place = ()) -> Iterator[tuple[Place, object]]:
    """Every value of a TOML file by its path."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from values(value, (*path, key))
    else:
        yield path, raw


def assert_only_answers_differ(before: str, after: str, fields: list[Field]) -> None:
    """Every value but those asked, and every comment, heading and blank line, stands where it stood."""
    old, new = dict(values(tomllib.loads(before))), dict(values(tomllib.loads(after)))
    filled = {field.place for field in fields}

    assert {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)} == filled
    assert structure(before) == structure(after)
    gone = [line[2:] for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line.startswith("- ")]
    # What is replaced is a number, an empty text, or the empty line of an empty block.
    assert all(line == "" or line.partition(" = ")[2] in ("0", '""') for line in gone)
    assert OWN in after


def structure(text: str) -> list[str]:
    """The comments and headings of a file, each with the number of empty lines before it."""
    found, empty = [], 0
    for line in re.sub(r"'''.*?'''", "block", text, flags=re.DOTALL).splitlines():
        if line.startswith(("#", "[")):
            found.append(f"{empty} {line}")
        empty = 0 if line else empty + 1
    return found


def written(root: Path) -> str:
    return (root / "worksheets" / "quill.toml").read_text(encoding="utf-8")


async def test_every_stage_and_item_is_marked_by_keys(event_with_own_key: Path) -> None:
    before = written(event_with_own_key)
    async with opened(event_with_own_key) as (app, pilot):
        assert app.desk.live is not None
        fields = asked(app.desk.live.event, "stocktaking")
        assert len(fields) == 7 + 25
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press(*"1231231", "home")
        for stage in [field for field in fields if "." not in field.code]:
            items = [field for field in fields if field.code.startswith(f"{stage.code}.")]
            await pilot.press("right", "down", *("123"[int(item.code[-1]) % 3] for item in items))
        live = app.desk.live
        await wait_until(pilot, lambda: all(live.sheet(QUILL).text(*field.place) for field in fields))
    assert_only_answers_differ(before, written(event_with_own_key), fields)


@pytest.mark.parametrize(("session", "count"), [("user_journey", 15), ("employee_potential", 10), ("action_plan", 12)])
async def test_every_cell_is_written_by_keys(event_with_own_key: Path, session: str, count: int) -> None:
    before = written(event_with_own_key)
    async with opened(event_with_own_key) as (app, pilot):
        live = app.desk.live
        assert live is not None
        fields = asked(live.event, session)
        assert sum(field.kind is Kind.CELL for field in fields) == count
        await show_sheet(app, pilot, QUILL, session)
        for number in range(len(fields)):
            await pilot.press(*f"Point {number}", "tab")
        await wait_until(pilot, lambda: all(live.sheet(QUILL).answers.get(field.place) for field in fields))
    after = written(event_with_own_key)
    assert_only_answers_differ(before, after, fields)
    assert all(f"Point {number}" in after for number in range(len(fields)))


@pytest.mark.parametrize("session", ["stocktaking", "user_journey", "employee_potential", "action_plan"])
def test_every_question_is_answered_by_the_command(
    event_with_own_key: Path, session: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = written(event_with_own_key)
    fields = asked(EventFolder(event_with_own_key).open().live.event, session)
    for number, field in enumerate(fields):
        text = str(number % 3 + 1) if field.kind is Kind.MARK else f"Point {number}"
        key = ".".join(field.place)
        assert _run(["-C", str(event_with_own_key), "set", "--for", "quill", key, text]) == 0, capsys.readouterr()
    assert_only_answers_differ(before, written(event_with_own_key), fields)
