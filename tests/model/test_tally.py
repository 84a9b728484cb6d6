"""What the plenary counts, against a second computation that does it the long way."""

import itertools
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.event import Event, Session
from ue_tui.model.people import DiscussionGroup, delegation
from ue_tui.model.sheets import Choice, Item, Maturity, Place, Stage
from ue_tui.model.tally import (
    Asked,
    Order,
    Part,
    Tally,
    asked_of,
    by_user_group,
    ordered,
    parts,
    tallies,
    who_said,
    within,
)
from ue_tui.model.worksheet import Worksheet

LEVELS = tuple(Choice(f"level_{number}", f"Level {number}") for number in range(1, 10))
ASKED = Asked("one", None, "1", "One")


def tally(*counts: int, not_marked: int = 0) -> Tally:
    return Tally(ASKED, LEVELS[: len(counts)], counts, not_marked)


def session_of(levels: int) -> Session:
    stages = (Stage("one", "One", (Item("a", "A"), Item("b", "B"))), Stage("two", "Two", ()))
    return Session("grid", 9, "Grid", (), Maturity(LEVELS[:levels], stages))


def sheet(stem: str, marks: dict[tuple[str, str], str]) -> Worksheet:
    return Worksheet(delegation(stem), {("grid", *place): mark for place, mark in marks.items()})


# Second, naive computations


def marks_of(counts: tuple[int, ...]) -> list[int]:
    return [level for level, count in enumerate(counts, 1) for _ in range(count)]


def naive_split(counts: tuple[int, ...]) -> float:
    """Over all pairs of marks: half the mean distance, of the most that there can be."""
    marks = marks_of(counts)
    if not marks or len(counts) < 2:
        return 0.0
    distance = sum(abs(one - other) for one in marks for other in marks) / len(marks) ** 2
    return distance / ((len(counts) - 1) / 2)


COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=9).map(tuple)


@given(COUNTS)
def test_split_is_half_the_mean_distance_of_two_marks_scaled_to_one(counts: tuple[int, ...]) -> None:
    found = tally(*counts).split
    assert float(found) == pytest.approx(naive_split(counts))
    assert 0 <= found <= 1


@given(COUNTS)
def test_median_names_what_statistics_calls_low_and_high_median(counts: tuple[int, ...]) -> None:
    marks = marks_of(counts)
    found = [level.id for level in tally(*counts).median]
    if not marks:
        assert found == []
    else:
        ends = (statistics.median_low(marks), statistics.median_high(marks))
        assert found == [f"level_{level}" for level in dict.fromkeys(ends)]


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), max_size=12), st.sampled_from(Order))
def test_order_agrees_with_looking_at_every_pair(rows: list[list[int]], order: Order) -> None:
    given_order = [Tally(Asked(str(at), None, str(at), ""), LEVELS[:3], tuple(row)) for at, row in enumerate(rows)]
    found = ordered(given_order, order)
    assert sorted(one.asked.stage for one in found) == sorted(one.asked.stage for one in given_order)
    for before, after in itertools.pairwise(found):
        assert not comes_first(after, before, order)


def comes_first(one: Tally, other: Tally, order: Order) -> bool:
    """Whether one has to stand before the other, said the long way."""
    pack = int(one.asked.stage) < int(other.asked.stage)
    if order is Order.PACK:
        return pack
    if not one.n or not other.n:
        return (bool(one.n) and not other.n) or (not one.n and not other.n and pack)
    if order is Order.SPLIT:
        first, second = naive_split(one.counts), naive_split(other.counts)
        return first > second + 1e-9 or (abs(first - second) < 1e-9 and pack)
    lowest = Fraction(one.counts[0], one.n), Fraction(other.counts[0], other.n)
    if lowest[0] != lowest[1]:
        return lowest[0] > lowest[1]
    middle = statistics.median(marks_of(one.counts)), statistics.median(marks_of(other.counts))
    return middle[0] < middle[1] if middle[0] != middle[1] else pack


MARKS = st.dictionaries(
    st.sampled_from([("one", "score"), ("one", "a"), ("one", "b"), ("two", "score")]),
    st.sampled_from([level.id for level in LEVELS[:4]]),
)
ROOM = st.lists(st.tuples(MARKS, st.booleans()), max_size=30)


@given(ROOM)
def test_counts_agree_with_counting_one_by_one(room: list[tuple[dict[tuple[str, str], str], bool]]) -> None:
    session = session_of(4)
    sheets = [sheet(f"d{number}", marks) for number, (marks, _) in enumerate(room)]
    absent = {f"d{number}" for number, (_, away) in enumerate(room) if away}
    for found in tallies(session, sheets, absent):
        place = (found.asked.stage, found.asked.item or "score")
        for level, count in zip(found.levels, found.counts, strict=True):
            assert count == sum(marks.get(place) == level.id and not away for marks, away in room)
        assert found.not_marked == sum(place not in marks and not away for marks, away in room)
        assert found.absent == sum(away for _, away in room)
        assert found.n + found.not_marked + found.absent == len(room)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((3, 0, 3), "split"),
        ((2, 1, 3), "split"),
        ((1, 3, 2), "split"),
        ((5, 1, 0), "agreed, low"),
        ((0, 1, 5), "agreed, high"),
        ((0, 6, 0), "agreed"),
        ((2, 4, 0), "mixed"),
        ((0, 0, 0), "no marks yet"),
    ],
)
def test_spread_is_said_in_words(counts: tuple[int, ...], words: str) -> None:
    assert tally(*counts).words == words


def test_split_is_one_with_half_at_each_end_and_none_where_all_agree() -> None:
    assert tally(4, 0, 4).split == 1
    assert tally(4, 0, 0, 0, 4).split == 1
    assert tally(0, 8, 0).split == 0
    assert tally(8).split == 0


def test_an_even_median_between_two_levels_names_both() -> None:
    assert tally(1, 1, 0).median_words == "Level 1 / Level 2"
    assert tally(1, 0, 1).median_words == "Level 1 / Level 3"
    assert tally(0, 2, 0).median_words == "Level 2"


def test_words_are_never_in_the_way_of_the_limits() -> None:
    assert tally(9, 0, 1).split == Fraction(36, 100)
    assert tally(9, 0, 1).word == "mixed"


def test_a_mark_that_cannot_be_read_counts_as_not_marked() -> None:
    answers: dict[Place, Answer] = {("grid", "one", "score"): Unread("perhaps")}
    found = tallies(session_of(3), [Worksheet(delegation("x"), answers)], items=False)
    assert (found[0].counts, found[0].not_marked) == ((0, 0, 0), 1)
    assert [one.asked.stage for one in found] == ["one", "two"]


def test_stages_and_items_are_numbered_as_in_print(event: Event) -> None:
    asked = asked_of(event.session("stocktaking"))
    assert len(asked) == 32
    assert [one.code for one in asked[:4]] == ["1", "1.1", "1.2", "2"]
    assert asked_of(event.session("user_journey")) == ()


GROUPS = (
    DiscussionGroup("p", "P", "Parliament", ("a", "b")),
    DiscussionGroup("q", "Q", "Media", ("c",)),
    DiscussionGroup("r", "R", "Media", ("d", "gone")),
)


def test_a_part_is_a_discussion_group_or_all_that_study_a_user_group() -> None:
    sheets = {stem: sheet(stem, {}) for stem in "abcde"}
    assert list(within(sheets, GROUPS, Part())) == list("abcde")
    assert list(within(sheets, GROUPS, Part(group="p"))) == ["a", "b"]
    assert list(within(sheets, GROUPS, Part(user_group="Media"))) == ["c", "d"]
    assert parts(GROUPS) == (Part(), Part(group="p"), Part(group="q"), Part(group="r"), Part(user_group="Media"))
    assert Part(group="p").words(GROUPS) == "P"


def test_each_user_group_is_counted_apart() -> None:
    sheets = {stem: sheet(stem, {("one", "score"): "level_1"}) for stem in "abcd"}
    found = by_user_group(session_of(3), sheets, GROUPS, {"d"})
    assert [(one.user_group, one.tallies[0].counts, one.tallies[0].absent) for one in found] == [
        ("Parliament", (2, 0, 0), 0),
        ("Media", (1, 0, 0), 1),
    ]


def test_who_said_what_stands_from_the_lowest_level_up_with_the_note() -> None:
    sheets = {
        "a": sheet("a", {("one", "score"): "level_2", ("one", "note"): "Since 2019"}),
        "b": sheet("b", {("one", "score"): "level_1"}),
        "c": sheet("c", {}),
        "d": sheet("d", {("one", "score"): "level_1"}),
    }
    found = who_said(session_of(3), ASKED, sheets, {"d"})
    assert [(one.stem, one.level, one.note, one.absent) for one in found] == [
        ("b", 0, "", False),
        ("a", 1, "Since 2019", False),
        ("c", None, "", False),
        ("d", 0, "", True),
    ]
