"""A bullet and its line; the one way to match bullets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.bullets import Bullet, align, carry_sources, lines, nobody, plain_words, read_bullet, read_bullets

TAGS = ("refine", "remove")


def is_known(name: str) -> bool:
    return name in ("Aurelia", "Norland")


@pytest.mark.parametrize(
    ("line", "bullet"),
    [
        ("Committee clerks telephone", Bullet("Committee clerks telephone")),
        ("  - Committee clerks  telephone ", Bullet("Committee clerks telephone")),
        ("• 1. First of all", Bullet("First of all")),
        ("2) Second", Bullet("Second")),
        ("2020 was the census", Bullet("2020 was the census")),
        ("-5 degrees", Bullet("-5 degrees")),
        ("! Requests reach four divisions", Bullet("Requests reach four divisions", first=True)),
        ("refine: One form", Bullet("One form", "refine")),
        ("Refine: One form", Bullet("One form", "refine")),
        ("! remove: Printed copies", Bullet("Printed copies", "remove", first=True)),
        ("remove: ! Printed copies", Bullet("Printed copies", "remove", first=True)),
        ("note: not a tag", Bullet("note: not a tag")),
        ("One form (from Norland)", Bullet("One form", sources=("Norland",))),
        ("One form (from Aurelia, Norland)", Bullet("One form", sources=("Aurelia", "Norland"))),
        ("Data (from the census)", Bullet("Data (from the census)")),
        ("(from Norland)", Bullet("(from Norland)")),
        ("!", Bullet("!")),
        ("refine:", Bullet("refine:")),
        ("e\u0301", Bullet("é")),
    ],
)
def test_a_line_says_a_bullet(line: str, bullet: Bullet) -> None:
    assert read_bullet(line, TAGS, is_known) == bullet


@pytest.mark.parametrize("line", ["", "   ", "-", "•", "* ", "1.", "- -"])
def test_a_lone_mark_of_habit_is_no_bullet(line: str) -> None:
    assert read_bullet(line, TAGS) is None


def test_a_tag_counts_only_where_the_column_has_it() -> None:
    assert read_bullet("refine: One form") == Bullet("refine: One form")


@given(st.text(max_size=40), st.sampled_from([(), TAGS]))
def test_what_was_read_is_written_so_that_it_reads_the_same(text: str, tags: tuple[str, ...]) -> None:
    bullets = read_bullets(text, tags, is_known)
    assert read_bullets("\n".join(lines(bullets)), tags, is_known) == bullets


WORDS = st.sampled_from(["one", "two", "three", "one form for all", "one form for each", "four", "éa", "x"])
CELLS = st.lists(st.builds(Bullet, WORDS), max_size=7)


@given(CELLS, CELLS)
def test_alignment_is_a_matching_that_loses_no_equal_text(old: list[Bullet], new: list[Bullet]) -> None:
    pairs = align(old, new)
    assert len(set(pairs.values())) == len(pairs)
    for text in {bullet.text for bullet in old}:
        paired = sum(old[i].text == text == new[j].text for i, j in pairs.items())
        both = min([one.text for one in old].count(text), [one.text for one in new].count(text))
        assert paired <= both
    assert align(old, old) == {i: i for i in range(len(old))}


def test_a_reworded_line_is_the_same_bullet_and_another_one_is_not() -> None:
    old = [Bullet("One form for all requests"), Bullet("Printed copies")]
    new = [Bullet("Telephone"), Bullet("One form for every request"), Bullet("Printed copies")]
    assert align(old, new) == {0: 1, 1: 2}


def test_in_a_replaced_run_of_equal_length_position_decides() -> None:
    assert align([Bullet("a"), Bullet("b")], [Bullet("xyz"), Bullet("uvw")]) == {0: 0, 1: 1}


def test_a_moved_line_is_found_again() -> None:
    old = [Bullet("one"), Bullet("two"), Bullet("three")]
    assert align(old, [old[2], old[0], old[1]]) == {0: 1, 1: 2, 2: 0}


def test_an_edit_as_text_keeps_where_a_bullet_came_from() -> None:
    old = (Bullet("One form", sources=("Norland",)), Bullet("Copies"))
    new = (Bullet("Copies"), Bullet("One form for all"))
    assert carry_sources(old, new) == (Bullet("Copies"), Bullet("One form for all", sources=("Norland",)))


def test_bullets_say_the_same_without_case_space_and_punctuation() -> None:
    assert plain_words("One form, for ALL.") == plain_words("one form for all")
    assert not nobody("Norland")


def test_a_bullet_made_of_two_keeps_the_sources_of_both_and_each_part_of_one_keeps_its_own() -> None:
    old = (
        Bullet("Send the note on a fixed date", sources=("Aurelia",)),
        Bullet("before they ask for it", sources=("Norland",)),
    )
    merged = carry_sources(old, read_bullets("Send the note on a fixed date before they ask for it"))
    assert [bullet.sources for bullet in merged] == [("Aurelia", "Norland")]
    split = carry_sources(
        (Bullet("Send the note on a fixed date, before they ask for it", sources=("Aurelia",)),),
        read_bullets("Send the note on a fixed date\nbefore they ask for it\nx"),
    )
    assert [bullet.sources for bullet in split] == [("Aurelia",), ("Aurelia",), ()]
