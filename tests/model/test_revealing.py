"""What the room is shown: names off means off, and no note, no absence and no small split is ever in a page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.errors import Refused
from ue_tui.model.event import Event
from ue_tui.model.people import DiscussionGroup, delegation, group
from ue_tui.model.picture import (
    FEWEST,
    Apart,
    Bars,
    Marks,
    Of,
    Shown,
    Subject,
    Texts,
    initials,
    read_subject,
)
from ue_tui.model.revealing import Material, body_words, drawn, shown
from ue_tui.model.tally import Order, Part
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.live_event import LiveEvent

SECRET_NOTE = "a note that nobody may see"


@pytest.fixture(scope="session")
def material(event: Event, groups: tuple[DiscussionGroup, ...], delegations: Mapping[str, Worksheet], live: LiveEvent):
    noted = {
        stem: sheet.write(("stocktaking", "initiating_contact", "note"), SECRET_NOTE)
        for stem, sheet in delegations.items()
    }
    return Material(event, noted, groups, {one.stem: live.sheet(group(one.stem)) for one in groups})


def subjects(event: Event) -> Iterator[Subject]:
    """Every picture that a screen can put up."""
    for session, of in product([one.id for one in event.sessions], Of):
        for part, items, order in product([Part(), Part(group="media"), Part(user_group="Media")], [0, 1], Order):
            yield Subject(of, session, order, bool(items), part)
        for row, column, stem in product(
            ["objects", "leaders_actions", "gone"], ["constraints", "current_practices"], ["media", "gone"]
        ):
            yield Subject(of, session, row=row, column=column, group=stem)


def texts(found: Shown) -> list[str]:
    return [text for page in found.pages for text in (page.title, page.under, *body_words(page.body))]


def test_names_and_notes_and_sources_are_in_no_page_with_names_off(event: Event, material: Material) -> None:
    names = [sheet.name for sheet in material.delegations.values()]
    for subject in subjects(event):
        for text in texts(shown(subject, material, names=False, seed=7)):
            assert not any(name in text for name in names), (subject, text)
            assert SECRET_NOTE not in text


def test_a_note_is_in_no_page_even_with_names_on(event: Event, material: Material) -> None:
    for subject in subjects(event):
        assert all(SECRET_NOTE not in text for text in texts(shown(subject, material, names=True, seed=7)))


def test_who_is_absent_is_in_no_page_of_marks(event: Event, material: Material) -> None:
    away = replace(material, absent=frozenset({"aurelia"}))
    for of, names in product((Of.COUNTS, Of.MARKS, Of.USER_GROUPS, Of.SHARED), (False, True)):
        session = "action_plan" if of is Of.SHARED else "stocktaking"
        assert all("Aurelia" not in text for text in texts(shown(Subject(of, session), away, names=names, seed=1)))


def test_no_split_of_fewer_than_three_is_shown_without_names(event: Event, material: Material) -> None:
    for subject in subjects(event):
        for page in shown(subject, material, names=False, seed=7).pages:
            if isinstance(page.body, Bars):
                assert all(bar.counts is None or sum(bar.counts) not in range(1, FEWEST) for bar in page.body.rows)
            if isinstance(page.body, Marks):
                assert all(len(row.marks) >= FEWEST for row in page.body.rows)
            if isinstance(page.body, Apart):
                shown_counts = [counts for one in page.body.groups for counts in one.counts if counts is not None]
                assert all(sum(counts) not in range(1, FEWEST) for counts in shown_counts)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5))
def test_what_is_hidden_does_not_follow_from_the_total(event: Event, sizes: list[int]) -> None:
    groups, delegations = [], {}
    for at, size in enumerate(sizes):
        stems = tuple(f"d{at}-{number}" for number in range(size))
        groups.append(DiscussionGroup(f"g{at}", f"G{at}", f"User group {at}", stems))
        for stem in stems:
            place = ("stocktaking", "initiating_contact", "score")
            delegations[stem] = Worksheet(delegation(stem)).write(place, "embedded")
    found = shown(
        Subject(Of.USER_GROUPS, "stocktaking"), Material(event, delegations, tuple(groups)), names=False, seed=1
    )
    bodies = [page.body for page in found.pages if isinstance(page.body, Apart)]
    first_row = [one.counts[0] for body in bodies for one in body.groups]
    hidden = [size for size, counts in zip(sizes, first_row, strict=True) if counts is None]
    others = [size for size, counts in zip(sizes, first_row, strict=True) if size and counts is not None]
    assert not hidden or sum(hidden) >= FEWEST or not others


def test_the_order_of_the_nameless_is_drawn_at_each_reveal(event: Event, material: Material) -> None:
    assert sorted(drawn("abcdef", "1")) == list("abcdef")
    assert drawn("abcdef", "1") == drawn("fedcba", "1")
    assert len({tuple(drawn("abcdef", str(seed))) for seed in range(50)}) > 30

    def columns(seed: int) -> set[tuple[int | None, ...]]:
        (page,) = shown(Subject(Of.MARKS, "stocktaking"), material, names=False, seed=seed).pages
        assert isinstance(page.body, Marks)
        assert page.body.heads == ()
        return {tuple(column) for column in zip(*(row.marks for row in page.body.rows), strict=True)}

    assert columns(1) == columns(2)


def test_names_on_says_who_stands_where(event: Event, material: Material) -> None:
    page = shown(Subject(Of.COUNTS, "stocktaking"), material, names=True, seed=1).page(0)
    assert isinstance(page.body, Bars)
    financing = next(bar for bar in page.body.rows if bar.code == "6")
    assert financing.counts is not None
    assert [len(names) for names in financing.who] == list(financing.counts)


def test_a_sheet_is_shown_a_row_a_page_with_its_context_first(event: Event, material: Material) -> None:
    found = shown(Subject(Of.SHEET, "user_journey", group="parliament"), material, names=False, seed=1)
    assert [page.title for page in found.pages][:2] == ["Parliament · User journey", "Parliament · Activities"]
    assert len(found.pages) == 6
    body = found.page(1).body
    assert isinstance(body, Texts)
    assert len(body.entries) == 3
    assert found.page(99) == found.pages[-1]
    assert found.words(1) == "picture 2 of 6, names off"


def test_an_empty_lever_is_a_page_of_its_own(event: Event, material: Material) -> None:
    bare = replace(material, group_sheets={one.stem: Worksheet(group(one.stem)) for one in material.groups})
    found = shown(Subject(Of.ROW, "employee_potential", row="leaders_actions"), bare, names=False, seed=1)
    entries = [entry for page in found.pages if isinstance(page.body, Texts) for entry in page.body.entries]
    assert len(entries) == 2 * len(material.groups)
    assert all(entry.lines == () for entry in entries)


def test_a_picture_of_nothing_is_a_page_that_says_so(event: Event, material: Material) -> None:
    found = shown(Subject(Of.COUNTS, "gone"), material, names=False, seed=1)
    assert found.page(0).title == "Nothing to show"


def test_thirty_delegations_stand_on_one_page_and_200_on_even_ones(event: Event) -> None:
    def page_sizes(count: int) -> list[int]:
        many = {f"d{number:03}": Worksheet(delegation(f"d{number:03}")) for number in range(count)}
        found = shown(Subject(Of.MARKS, "stocktaking"), Material(event, many), names=False, seed=1)
        return [len(page.body.rows[0].marks) for page in found.pages if isinstance(page.body, Marks)]

    assert page_sizes(30) == [30]
    assert page_sizes(31) == [16, 15]
    assert page_sizes(200) == [29] * 6 + [26]


@given(
    st.builds(
        Subject,
        st.sampled_from(Of),
        st.from_regex(r"[a-z][a-z0-9_]*", fullmatch=True),
        st.sampled_from(Order),
        st.booleans(),
        st.builds(Part, st.just(""), st.text(max_size=12)) | st.builds(Part, st.from_regex(r"[a-z-]+", fullmatch=True)),
        st.sampled_from(["", "objects"]),
        st.sampled_from(["", "constraints"]),
        st.sampled_from(["", "parliament"]),
    )
)
def test_a_subject_is_read_as_it_was_written(subject: Subject) -> None:
    assert read_subject(subject.text) == subject


def test_a_line_that_names_no_picture_is_refused() -> None:
    for text in ("", "counts", "poem stocktaking"):
        with pytest.raises(Refused, match="is no picture"):
            read_subject(text)
    assert read_subject("counts stocktaking order=sideways new=1") == Subject(Of.COUNTS, "stocktaking")


def test_levels_are_their_initials_where_these_differ() -> None:
    assert initials(["Unstructured", "In Progress", "Embedded"]) == ("U", "I", "E")
    assert initials(["Some", "Several", "All"]) == ("1", "2", "3")
    assert initials(["未", "中"]) == ("1", "2")
