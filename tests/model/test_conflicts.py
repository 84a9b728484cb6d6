"""Deciding between two wordings."""

import datetime as dt

import pytest

from ue_tui.model.bullets import Bullet
from ue_tui.model.conflicts import Take, decide
from ue_tui.model.errors import Refused
from ue_tui.model.merge import merge
from ue_tui.model.people import delegation
from ue_tui.model.sheets import Choice, Field, Kind
from ue_tui.model.worksheet import Conflict, Worksheet

NOW = dt.datetime(2025, 12, 2, tzinfo=dt.UTC)
CELL = Field(("s", "a", "x"), Kind.CELL, "Cell", tags=("refine", "remove"))
NOTE = Field(("s", "a", "note"), Kind.TEXT, "Note", long=True)
LINE = Field(("s", "line"), Kind.TEXT, "Line")
MARK = Field(("s", "a", "score"), Kind.MARK, "Score", choices=(Choice("low", "Low"), Choice("high", "High")))


def sheet(field: Field, answer: object, kept: str, other: str) -> tuple[Worksheet, Conflict]:
    conflict = Conflict(field.place, kept, other, NOW)
    return Worksheet(delegation("aurelia"), {field.place: answer}, (conflict,)), conflict  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("take", "lines"),
    [
        (Take.KEPT, ["before", "for all of us", "after"]),
        (Take.OTHER, ["before", "for everybody", "after"]),
        (Take.BOTH, ["before", "for all of us", "for everybody", "after"]),
    ],
)
def test_a_bullet_is_decided_in_its_place(take: Take, lines: list[str]) -> None:
    cell = tuple(map(Bullet, ("before", "for all of us", "after")))
    worksheet, conflict = sheet(CELL, cell, "for all of us", "for everybody")

    decided = decide(worksheet, conflict, take, CELL)

    assert [one.line for one in decided.bullets(*CELL.place)] == lines
    assert decided.conflicts == ()


def test_a_bullet_that_differs_in_its_tag_alone_is_decided_too() -> None:
    worksheet, conflict = sheet(CELL, (Bullet("x", "refine"),), "refine: x", "remove: x")
    decided = decide(worksheet, conflict, Take.OTHER, CELL)
    assert decided.bullets(*CELL.place) == (Bullet("x", "remove"),)


def test_where_the_kept_one_is_gone_the_other_goes_to_the_end() -> None:
    worksheet, conflict = sheet(CELL, (Bullet("x"),), "gone", "other")
    decided = decide(worksheet, conflict, Take.OTHER, CELL)
    assert decided.bullets(*CELL.place) == (Bullet("x"), Bullet("other"))


def test_a_mark_can_only_be_one() -> None:
    worksheet, conflict = sheet(MARK, "low", "low", "high")
    assert decide(worksheet, conflict, Take.OTHER, MARK).text(*MARK.place) == "high"
    with pytest.raises(Refused, match="Only one of the two"):
        decide(worksheet, conflict, Take.BOTH, MARK)


def test_texts_can_stand_together() -> None:
    worksheet, conflict = sheet(NOTE, "one", "one", "two")
    assert decide(worksheet, conflict, Take.BOTH, NOTE).text(*NOTE.place) == "one\ntwo"
    worksheet, conflict = sheet(LINE, "one", "one", "two")
    assert decide(worksheet, conflict, Take.BOTH, LINE).text(*LINE.place) == "one / two"


def test_what_is_no_longer_asked_can_only_be_kept() -> None:
    worksheet, conflict = sheet(LINE, "one", "one", "two")
    assert decide(worksheet, conflict, Take.KEPT, None).conflicts == ()
    with pytest.raises(Refused):
        decide(worksheet, conflict, Take.OTHER, None)


def test_a_decision_is_taken_back_by_undo() -> None:
    worksheet, conflict = sheet(MARK, "low", "low", "high")
    decided = decide(worksheet, conflict, Take.OTHER, MARK)
    undone = merge(decided, worksheet, decided, NOW).worksheet
    assert undone == worksheet
