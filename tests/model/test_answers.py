"""Reading is generous, writing is exact; every refusal is a sentence that says what would be right."""

import pytest

from ue_tui.model.answers import Unread, choice_of, level_number, raw_value, read_answer, shown
from ue_tui.model.bullets import Bullet
from ue_tui.model.errors import Refused
from ue_tui.model.sheets import Choice, Field, Kind

LEVELS = (Choice("unstructured", "Unstructured"), Choice("in_progress", "In Progress"), Choice("embedded", "Embedded"))
MARK = Field(("s", "stage", "score"), Kind.MARK, "Stage", choices=LEVELS)
SHARED = Field(("p", "shared"), Kind.SHARED, "Shared", choices=(Choice("recommendation_1", "Recommendation 1"),))
TEXT = Field(("s", "product"), Kind.TEXT, "Product")
NOTE = Field(("s", "stage", "note"), Kind.TEXT, "Note", long=True)
CELL = Field(("s", "row", "column"), Kind.CELL, "Column", tags=("refine",))
MEMBERS = Field(("group", "members"), Kind.MEMBERS, "Members")
TOP = Field(("p", "top"), Kind.TOP, "Top")
COUNT = Field(("p", "hands", "aurelia"), Kind.COUNT, "Hands")


@pytest.mark.parametrize("raw", [2, "2", "In Progress", "in progress", "in-progress", "IN_PROGRESS", " in  progress "])
def test_a_mark_is_read_by_number_id_or_label(raw: object) -> None:
    assert read_answer(MARK, raw) == "in_progress"


@pytest.mark.parametrize("field", [MARK, SHARED, TEXT, NOTE, CELL, MEMBERS, TOP, COUNT])
@pytest.mark.parametrize("raw", [None, "", []])
def test_nothing_is_no_answer(field: Field, raw: object) -> None:
    assert read_answer(field, raw) is None


@pytest.mark.parametrize("raw", [0, "0", "-"])
def test_zero_is_not_marked(raw: object) -> None:
    assert read_answer(MARK, raw) is None


@pytest.mark.parametrize(
    ("field", "raw", "words"),
    [
        (MARK, 4, r"“4” is not one of 1 Unstructured, 2 In Progress, 3 Embedded \(0 not marked\)"),
        (MARK, "embeded", "Did you mean Embedded"),
        (MARK, True, "“true” is not one of"),
        (MARK, 1.5, "“1.5” is not one of"),
        (MARK, "x" * 100, "…"),
        (SHARED, 4, "0 not chosen"),
        (TEXT, ["x", 1], "is not text: write words"),
        (TEXT, False, "“false” is not text"),
        (CELL, {"a": 1}, "write one point a line"),
        (TOP, 3, "file name of a delegation"),
        (COUNT, -1, "“-1” is not a number of hands"),
        (COUNT, True, "not a number of hands"),
        (COUNT, "many", "not a number of hands"),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_be_right(field: Field, raw: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_answer(field, raw)


def test_text_is_trimmed_and_a_note_keeps_its_lines() -> None:
    assert read_answer(TEXT, "  Census \n report ") == "Census report"
    assert read_answer(TEXT, 2020) == "2020"
    assert read_answer(TEXT, ["Census", "report"]) == "Census report"
    assert read_answer(NOTE, "\none  \n\ntwo\n") == "one\n\ntwo"
    assert read_answer(NOTE, "\n \n") is None


@pytest.mark.parametrize("raw", ["one\n\n- two\n", ["one", "two"], ["one\ntwo"]])
def test_a_cell_is_read_from_a_block_or_a_list(raw: object) -> None:
    assert read_answer(CELL, raw) == (Bullet("one"), Bullet("two"))


def test_a_cell_of_one_number_is_a_bullet() -> None:
    assert read_answer(CELL, [2020]) == (Bullet("2020"),)
    assert read_answer(CELL, "- \n•") is None


def test_members_top_and_hands() -> None:
    assert read_answer(MEMBERS, [" aurelia ", "norland"]) == (Bullet("aurelia"), Bullet("norland"))
    assert read_answer(MEMBERS, [" "]) is None
    assert read_answer(TOP, " aurelia ") == "aurelia"
    assert read_answer(COUNT, "4") == "4"


def test_what_a_file_writes() -> None:
    assert raw_value(MARK, "embedded") == 3
    assert raw_value(MARK, None) == 0
    assert raw_value(SHARED, "recommendation_1") == 1
    assert raw_value(COUNT, "4") == 4
    assert raw_value(COUNT, None) == 0
    assert raw_value(TEXT, None) == ""
    assert raw_value(CELL, (Bullet("x", "refine", True),)) == ("! refine: x",)
    assert raw_value(CELL, None) == ()
    with pytest.raises(Refused, match="kept as it is"):
        raw_value(MARK, Unread("x"))


def test_what_a_person_sees() -> None:
    assert shown(MARK, "embedded") == "Embedded"
    assert shown(MARK, None) == ""
    assert shown(TEXT, "words") == "words"
    assert shown(CELL, (Bullet("a"), Bullet("b"))) == "a\nb"
    assert shown(MARK, Unread("raw")) == "raw"
    assert choice_of(LEVELS, "nothing") is None
    assert [level_number(LEVELS, one) for one in ("unstructured", "embedded", None)] == [1, 3, 0]
