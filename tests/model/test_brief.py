"""What a rapporteur speaks from: what is said, whether it fits, and what of it the first page holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.nasty import NASTY
from ue_tui.model.answers import Unread
from ue_tui.model.brief import brief_blocks, fit, fitted
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Agenda, Event
from ue_tui.model.first_page import PAGE_HEIGHT, page, short
from ue_tui.model.handout import Heading, Paragraph, Table
from ue_tui.model.people import DiscussionGroup, delegation, group
from ue_tui.model.speech import Part, Point, Speech, speech, within
from ue_tui.model.words import speaking_seconds
from ue_tui.model.worksheet import Worksheet

PARLIAMENT = DiscussionGroup("parliament", "Parliament", "MPs and clerks", ("aurelia", "norland"),
                             {"user_journey": "Ms Ito"})  # fmt: skip
MEDIA = DiscussionGroup("media", "Media", "Media")
EMPTY = Worksheet(
    group("parliament"),
    {
        ("group", "name"): "Parliament",
        ("group", "user_group"): "MPs and clerks",
        ("group", "members"): (Bullet("aurelia"), Bullet("norland")),
    },
)


def first_page(
    event: Event, session: str, sheet: Worksheet, delegations: dict[str, Worksheet] | None = None
) -> list[str]:
    """The paragraphs of page 1 under its heading."""
    blocks = brief_blocks(
        event, event.session(session), PARLIAMENT, sheet, groups=(MEDIA, PARLIAMENT), delegations=delegations or {}
    )
    first = []
    for block in blocks[1:]:
        if isinstance(block, Heading):
            assert block.page_break
            break
        assert isinstance(block, Paragraph)
        first.append(block.text)
    assert any(isinstance(block, Table) for block in blocks)
    return first


def journey(**cells: tuple[Bullet, ...]) -> Worksheet:
    sheet = EMPTY.write(("user_journey", "product"), "Census report").write(("user_journey", "context"), "A request")
    for name, bullets in cells.items():
        row, column = name.split("__")
        sheet = sheet.write(("user_journey", row, column), bullets)
    return sheet


def test_page_one_says_who_how_long_and_when(event: Event) -> None:
    lines = first_page(event, "user_journey", journey())
    assert lines[0] == ("Rapporteur Ms Ito · user group MPs and clerks · 5 minutes · you speak 2nd of 2, after Media")
    assert lines[2] == "We are the group Parliament and study MPs and clerks."


def test_a_rapporteur_who_is_not_named_is_asked_for(event: Event) -> None:
    assert "Rapporteur not named yet" in first_page(event, "employee_potential", EMPTY)[0]


def test_the_parts_come_in_the_order_in_which_the_pack_asks(event: Event) -> None:
    sheet = journey(
        objects__areas_for_improvement=(Bullet("Portal", "refine"),),
        activities__constraints=(Bullet("Later"), Bullet("First of all", first=True)),
        user__current_practices=(Bullet("Clerks"),),
    )
    lines = first_page(event, "user_journey", sheet)
    parts = [line for line in lines if line[:1].isdigit() and "  " in line]
    assert [part.split("  ")[1] for part in parts] == [
        "Product/service · Context", "Current practices", "Constraints", "Areas for improvement",
    ]  # fmt: skip
    constraints = lines.index(parts[2])
    assert lines[constraints + 1 : constraints + 3] == ["Activities: First of all", "Activities: Later"]
    assert lines[-1] == "Objects: refine: Portal"


def test_each_part_says_when_it_is_over(event: Event) -> None:
    sheet = journey(user__current_practices=(Bullet("word " * 98),))
    lines = first_page(event, "user_journey", sheet)
    assert next(line for line in lines if line.startswith("2")).endswith("until 1:09")


def test_what_is_not_recorded_is_said(event: Event) -> None:
    lines = first_page(event, "user_journey", EMPTY)
    assert lines.count("not recorded") == 4


def test_an_answer_that_cannot_be_read_is_not_passed_over(event: Event) -> None:
    sheet = journey().write(("user_journey", "user", "constraints"), Unread("[["))
    assert "1 answer could not be read: see the table behind" in first_page(event, "user_journey", sheet)


def test_levers_are_said_one_by_one(event: Event) -> None:
    sheet = EMPTY.write(("employee_potential", "leaders_actions", "current_practices"), (Bullet("Letters"),))
    sheet = sheet.write(("employee_potential", "leaders_actions", "areas_for_improvement"), (Bullet("Targets"),))
    lines = first_page(event, "employee_potential", sheet)
    at = lines.index("Current practices: Letters")
    assert lines[at - 1].startswith("1  Leader's actions")
    assert lines[at + 1] == "Areas for improvement: Targets"


def test_the_top_recommendation_follows_its_delegation(event: Event, delegations: dict[str, Worksheet]) -> None:
    sheet = EMPTY.write(("action_plan", "top"), "aurelia.recommendation_1")
    lines = first_page(event, "action_plan", sheet, delegations)
    assert "comes from Aurelia" in lines[2]
    place = ("action_plan", "recommendation_1", "activity_strategy")
    mended = {**delegations, "aurelia": delegations["aurelia"].write(place, (Bullet("Mended words"),))}
    assert "Mended words" in first_page(event, "action_plan", sheet, mended)


def test_without_a_top_one_the_shared_ones_are_listed(event: Event, delegations: dict[str, Worksheet]) -> None:
    lines = first_page(event, "action_plan", EMPTY, delegations)
    assert "have chosen no top recommendation yet" in lines[2]
    assert any(line.startswith("Aurelia: ") for line in lines)


def test_a_delegation_says_what_it_shares(event: Event, delegations: dict[str, Worksheet]) -> None:
    session = event.session("action_plan")
    said = speech(session, delegations["aurelia"], delegations)
    assert said.opening == "We are Aurelia."
    assert [part.title for part in said.parts] == [row.label for row in session.grid.rows]  # type: ignore[union-attr]  # a plan has rows
    assert speech(session, Worksheet(delegation("sarda")), delegations).parts == ()


def test_a_session_without_a_worksheet_has_a_first_sentence_only(event: Event) -> None:
    talk = replace(event.session("stocktaking"), grid=None)
    assert speech(talk, EMPTY, {}) == Speech("We are the group Parliament and study MPs and clerks.")


def test_nothing_is_cut_silently(event: Event) -> None:
    many = tuple(Bullet(f"A practice of number {number} that takes some words to tell") for number in range(60))
    sheet = journey(activities__current_practices=many, user__constraints=many[:3])
    lines = first_page(event, "user_journey", sheet)
    shown = sum(line.count("of number") for line in lines)
    hidden = sum(int(line.split()[1]) for line in lines if line.startswith("and "))
    assert shown + hidden == 63
    assert shown > 5
    assert "leave out" in lines[1]
    assert "on this page" in lines[1]


def test_parts_that_have_no_room_are_counted() -> None:
    said = Speech("We are a group.", tuple(Part(f"Lever {number}", (Point("A word"),)) for number in range(40)))
    shown = page(said, 100, PAGE_HEIGHT)
    [last] = [one.text for one in shown.paragraphs if one.text.startswith("and ")]
    titles = sum(one.text.lstrip("0123456789 ").startswith("Lever") for one in shown.paragraphs)
    assert last == f"and {40 - titles} more parts in the table behind"


def test_long_names_leave_room_for_the_speech(event: Event) -> None:
    crowded = Event(Agenda("x " * 400, ()), event.sessions)
    lines = first_page(crowded, "user_journey", journey().write(("group", "name"), "long " * 200))
    assert lines[2].endswith("…")
    assert len(lines[2]) <= 300
    assert short("  a\nb ") == "a b"


def test_text_of_people_stands_on_the_page_as_it_is(event: Event) -> None:
    assert f"Activities: {NASTY}" in first_page(
        event, "user_journey", journey(activities__constraints=(Bullet(NASTY),))
    )


def test_whether_it_fits_says_by_how_much() -> None:
    points = tuple(Point(f"{name} " + "word " * 49) for name in "abcd")
    said = Speech("word " * 10, (Part("One", points),))
    _, fits = fitted(said, 3, 100)
    assert (fits.words, fits.seconds, fits.leave_out) == (210, 126, 0)
    assert fits.sentence == "210 words, about 2:06 of 3:00: it fits"
    assert fitted(said, 1, 100)[1].sentence == "210 words, about 2:06 of 1:00: leave out 3 points"
    assert fitted(said, 1.75, 100)[1].sentence.endswith("leave out 1 point")
    assert fits.short == "210 words, 2:06 of 3:00"
    assert fitted(said, 1, 100)[1].short == "210 words, 2:06 of 1:00, leave out 3"


def spare(said: Speech) -> list[str]:
    """What is left out, in the order in which it stands."""
    return [point.text for part in said.parts for point in part.points if point.spare]


def test_the_longest_part_gives_its_last_point_and_what_is_said_first_is_kept() -> None:
    long = tuple(Point(name * 3, first=name == "d") for name in "abcd")
    said = Speech("", (Part("Long", long), Part("Short", (Point("eee"),)), Part("Nothing")))
    left = [spare(within(said, seconds, 60)) for seconds in range(6)]
    assert left == [
        ["aaa", "bbb", "ccc", "ddd", "eee"],
        ["aaa", "bbb", "ccc", "eee"],
        ["aaa", "bbb", "ccc"],
        ["bbb", "ccc"],
        ["ccc"],
        [],
    ]
    assert [point.text for point in within(said, 3, 60).parts[0].points] == ["aaa", "ddd", "bbb", "ccc"]


@given(st.lists(st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=8), max_size=5), st.integers(0, 90))
def test_what_is_kept_fits_and_nothing_is_lost(lengths: list[list[tuple[int, bool]]], seconds: int) -> None:
    said = Speech(
        "We are here.",
        tuple(
            Part(str(n), tuple(Point(f"p{at} " + "word " * (length - 1), first=first) for at, (length, first) in part_))
            for n, part_ in enumerate(list(enumerate(one)) for one in lengths)
        ),
    )
    fits = within(said, seconds, 100)
    kept = fits.kept.texts
    assert speaking_seconds(kept, 100) <= seconds or kept == ("We are here.",)
    for before, after in zip(said.parts, fits.parts, strict=True):
        assert sorted(point.text for point in before.points) == sorted(point.text for point in after.points)


def test_points_to_leave_out_stand_in_brackets_and_take_no_time(event: Event) -> None:
    short_slot = replace(event.session("user_journey"), presentation_minutes=1)
    crowded = Event(event.agenda, (short_slot,))
    sheet = journey(user__current_practices=tuple(Bullet(f"{name} " + "word " * 39) for name in "abc"))
    lines = first_page(crowded, "user_journey", sheet)
    assert lines[1].endswith("of 1:00: leave out 1 point, in brackets")
    assert [line[:10] for line in lines if line.endswith(")")] == ["User: (c w"]
    assert next(line for line in lines if line.startswith("2  ")).endswith("until 0:58")


def test_the_app_counts_what_the_brief_counts(event: Event, delegations: dict[str, Worksheet]) -> None:
    sheet = journey(user__current_practices=(Bullet("word " * 98),))
    fits = fit(event, event.session("user_journey"), sheet)
    assert fits is not None
    assert first_page(event, "user_journey", sheet)[1] == fits.sentence
    assert fit(event, event.session("stocktaking"), sheet) is None
    top = EMPTY.write(("action_plan", "top"), "aurelia.recommendation_1")
    there = fit(event, event.session("action_plan"), top, delegations)
    assert there is not None
    assert first_page(event, "action_plan", top, delegations)[1] == there.sentence


@pytest.mark.parametrize(("few", "layout"), [(6, "listed"), (24, "grouped"), (42, "running")])
def test_points_stand_closer_where_they_are_many(few: int, layout: str) -> None:
    points = tuple(Point(f"Point of number {number} in a line", f"Row {number // 8}") for number in range(few))
    shown = page(Speech("We are here.", (Part("Practices", points),)), 100, 400)
    bullets = [one.text for one in shown.paragraphs if one.bullet]
    assert shown.hidden == 0
    assert len(bullets) == {"listed": few, "grouped": 3, "running": 1}[layout]
    assert all(f"of number {number} " in " ".join(bullets) for number in range(few))


@pytest.mark.parametrize(
    ("position", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st")]
)
def test_the_place_in_the_queue_is_said_in_words(event: Event, position: int, word: str) -> None:
    others = tuple(DiscussionGroup(f"g{n}", f"Group {n}") for n in range(position - 1))
    session = event.session("user_journey")
    who = brief_blocks(event, session, PARLIAMENT, EMPTY, groups=(*others, PARLIAMENT), delegations={})[1]
    assert isinstance(who, Paragraph)
    assert f"you speak {word} of {position}" in who.text


def test_a_group_that_is_not_in_the_queue_has_no_place_in_it(event: Event) -> None:
    who = brief_blocks(event, event.session("user_journey"), PARLIAMENT, EMPTY, groups=(), delegations={})[1]
    assert isinstance(who, Paragraph)
    assert "you speak" not in who.text
