"""Marks keyed in from paper."""

import pytest

from ue_tui.model.errors import Refused
from ue_tui.model.event import Event
from ue_tui.model.paper import read_paper, sheet_number
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Field


@pytest.fixture
def fields(event: Event) -> tuple[Field, ...]:
    return event.session("stocktaking").fields(OwnerKind.DELEGATION)


def marks(fields: tuple[Field, ...], text: str) -> list[tuple[str, str | None]]:
    return [(mark.code, mark.level) for mark in read_paper(fields, text)]


def test_digits_in_a_row_are_the_stages_in_the_order_of_the_print(fields: tuple[Field, ...]) -> None:
    keyed = marks(fields, "213-012")
    assert [code for code, _ in keyed] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [level for _, level in keyed] == [
        "in_progress", "unstructured", "embedded", None, None, "unstructured", "in_progress",
    ]  # fmt: skip
    assert marks(fields, "2 1 3 - 0 1 2") == keyed


def test_all_marks_of_the_paper_can_be_keyed_in(fields: tuple[Field, ...]) -> None:
    assert len(marks(fields, "1" * 32)) == 32


def test_codes_and_marks_stand_in_pairs(fields: tuple[Field, ...]) -> None:
    assert marks(fields, "3.2 2") == [("3.2", "in_progress")]
    assert marks(fields, "3 1, 3.2 -") == [("3", "unstructured"), ("3.2", None)]
    assert marks(fields, "") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("123", "3 marks are neither the 7 that are asked nor all 32"),
        ("9.9 1", "no code 9.9"),
        ("3.2", "its mark is needed"),
        ("3.2 7", "“7” is no mark: 1 to 3"),
        ("12345-1", "“4” is no mark"),
        ("3.2 x", "“x” is no mark"),
    ],
)
def test_what_is_no_mark_is_refused(fields: tuple[Field, ...], text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_paper(fields, text)


def test_number_of_a_sheet_may_stand_before_its_marks(fields: tuple[Field, ...]) -> None:
    assert sheet_number(fields, "4 2132121", 6) == (4, "2132121")
    assert sheet_number(fields, "2132121", 6) == (0, "2132121")
    assert sheet_number(fields, "3 1", 6) == (0, "3 1")
    assert sheet_number(fields, "3 1, 3.2 2", 6) == (0, "3 1, 3.2 2")
    with pytest.raises(Refused, match="There is no sheet 7: there are 6"):
        sheet_number(fields, "7 2132121", 6)
