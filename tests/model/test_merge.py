"""Three-way merge: what one side did is taken, what both did is kept, and nothing typed disappears."""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.merge import merge, merge_answers, merge_bullets
from ue_tui.model.people import delegation
from ue_tui.model.worksheet import Conflict, Worksheet

NOW = dt.datetime(2025, 12, 2, tzinfo=dt.UTC)
OWNER = delegation("aurelia")

TEXTS = st.sampled_from([f"{word} {n}" for word in ("census", "telephone", "library", "portal") for n in range(3)])
BULLETS = st.builds(Bullet, TEXTS, st.sampled_from(["", "refine"]), st.booleans(), st.sampled_from([(), ("Norland",)]))
CELLS = st.lists(BULLETS, max_size=5, unique_by=lambda bullet: bullet.text).map(tuple)
PLACES = st.sampled_from([("s", "a", "x"), ("s", "a", "y"), ("s", "b", "x")])
SHEETS = st.dictionaries(PLACES, CELLS.filter(bool), max_size=3)


def sheet(answers: Mapping[tuple[str, ...], Answer]) -> Worksheet:
    return Worksheet(OWNER, dict(answers))


@given(SHEETS, SHEETS)
def test_a_change_on_one_side_only_is_taken(base: dict, changed: dict) -> None:
    one = merge(sheet(base), sheet(changed), sheet(base), NOW)
    other = merge(sheet(base), sheet(base), sheet(changed), NOW)
    assert one.worksheet.answers == other.worksheet.answers == changed
    assert one.conflicts == other.conflicts == ()


@given(SHEETS)
def test_merging_a_thing_with_itself_changes_nothing(answers: dict) -> None:
    assert merge(sheet(answers), sheet(answers), sheet(answers), NOW).worksheet == sheet(answers)


@given(SHEETS, SHEETS, SHEETS)
def test_nothing_typed_on_either_side_is_absent_from_the_result_or_its_conflicts(
    base: dict, ours: dict, theirs: dict
) -> None:
    merged = merge(sheet(base), sheet(ours), sheet(theirs), NOW)
    for place in {*ours, *theirs}:
        known = {bullet.text for bullet in base.get(place, ())}
        stands = {bullet.text for bullet in merged.worksheet.bullets(*place)}
        waits = " ".join(one.other for one in merged.conflicts if one.at == place)
        for bullet in (*ours.get(place, ()), *theirs.get(place, ())):
            if bullet.text not in known:
                assert bullet.text in stands or bullet.text in waits


@given(
    CELLS,
    st.lists(st.text("pqrs", min_size=3, max_size=6), max_size=3),
    st.lists(st.text("xyz", min_size=3), max_size=3),
)
def test_bullets_added_on_both_sides_are_all_kept(base: tuple, here: list[str], there: list[str]) -> None:
    ours = (*base, *map(Bullet, dict.fromkeys(here)))
    theirs = (*base, *map(Bullet, dict.fromkeys(there)))
    merged, clashes = merge_bullets(base, ours, theirs)
    assert clashes == ()
    assert sorted(one.text for one in merged) == sorted({one.text for one in (*ours, *theirs)})
    swapped, _ = merge_bullets(base, theirs, ours)
    assert sorted(one.text for one in swapped) == sorted(one.text for one in merged)


@given(SHEETS, SHEETS, SHEETS)
def test_undo_takes_back_our_edit_where_nobody_else_touched_it(before: dict, after: dict, other: dict) -> None:
    elsewhere = {("t", *place): cell for place, cell in other.items()}
    undone = merge(sheet(after), sheet(before), sheet({**after, **elsewhere}), NOW)
    assert undone.worksheet.answers == {**before, **elsewhere}


def test_added_at_the_same_place_the_files_come_first() -> None:
    base = (Bullet("a"),)
    merged, _ = merge_bullets(base, (*base, Bullet("mine")), (*base, Bullet("of the file")))
    assert [one.text for one in merged] == ["a", "of the file", "mine"]


def test_the_same_text_added_twice_stands_once() -> None:
    merged, _ = merge_bullets((), (Bullet("x"), Bullet("y")), (Bullet("y"), Bullet("z")))
    assert sorted(one.text for one in merged) == ["x", "y", "z"]


def test_changed_against_removed_stays_changed() -> None:
    base = (Bullet("one form for all"),)
    changed = (Bullet("one form for everybody"),)
    assert merge_bullets(base, changed, ())[0] == changed
    assert merge_bullets(base, (), changed)[0] == changed


def test_two_wordings_keep_the_files_and_tell_ours() -> None:
    base = (Bullet("one form for all"),)
    merged, clashes = merge_bullets(base, (Bullet("one form for everybody"),), (Bullet("one form for all of us"),))
    assert merged == (Bullet("one form for all of us"),)
    assert clashes == (("one form for all of us", "one form for everybody"),)


def test_parts_of_a_bullet_merge_one_by_one() -> None:
    base = (Bullet("one form for all", sources=("Aurelia",)),)
    ours = (Bullet("one form for all", "refine", sources=("Aurelia", "Norland")),)
    theirs = (Bullet("one form for everyone", first=True),)
    merged, clashes = merge_bullets(base, ours, theirs)
    assert merged == (Bullet("one form for everyone", "refine", True, ("Norland",)),)
    assert clashes == ()


def test_an_order_changed_on_one_side_is_taken() -> None:
    base = tuple(map(Bullet, ("alpha", "beta!", "gamma")))
    moved = (base[2], base[0], base[1])
    added = (*base, Bullet("delta"))
    assert [one.text for one in merge_bullets(base, moved, added)[0]] == ["gamma", "delta", "alpha", "beta!"]
    assert [one.text for one in merge_bullets(base, added, moved)[0]] == ["gamma", "delta", "alpha", "beta!"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "answer", "clashes"),
    [
        ("a", "b", "a", "b", ()),
        ("a", "a", "b", "b", ()),
        ("a", "b", "c", "c", (("c", "b"),)),
        ("a", None, "c", "c", ()),
        ("a", "b", None, "b", ()),
        (None, "b", "c", "c", (("c", "b"),)),
        ("a", Unread("?"), "c", "c", (("c", "?"),)),
        ((Bullet("x"),), Unread("?"), (Bullet("y"),), (Bullet("y"),), (("y", "?"),)),
    ],
)
def test_one_answer(base: object, ours: object, theirs: object, answer: object, clashes: object) -> None:
    assert merge_answers(base, ours, theirs) == (answer, clashes)  # type: ignore[arg-type]


def test_a_conflict_stays_until_a_side_has_taken_it_away_and_is_not_made_twice() -> None:
    place = ("s", "a", "x")
    base, ours, theirs = (sheet({place: text}) for text in ("a", "b", "c"))
    merged = merge(base, ours, theirs, NOW)
    assert merged.conflicts == (Conflict(place, "c", "b", NOW),)
    again = merge(base, ours, merged.worksheet, NOW)
    assert again.worksheet.conflicts == merged.conflicts
    decided = merge(merged.worksheet, merged.worksheet, theirs, NOW)
    assert decided.worksheet.conflicts == ()
