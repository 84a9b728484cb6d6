"""What earlier sessions offer where recommendations are written, each with where it came from."""

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.people import delegation, group
from ue_tui.model.prompts import Prompt, is_session_source, prompts, taken_up
from ue_tui.model.worksheet import Worksheet

FINANCING = ("stocktaking", "financing_engagement", "score")
NEEDS = ("stocktaking", "user_needs", "score")
AREA = ("user_journey", "objects", "areas_for_improvement")


def offered(event: Event, sheet: Worksheet, group_sheet: Worksheet | None = None, *others: Worksheet) -> list[Prompt]:
    room = {one.owner.stem: one for one in (sheet, *others)}
    return list(prompts(event, event.session("action_plan"), sheet, group_sheet, room))


def marked(stem: str, level: str) -> Worksheet:
    return Worksheet(delegation(stem)).write(FINANCING, level)


def test_a_weak_stage_is_offered_with_its_source(event: Event) -> None:
    assert offered(event, marked("a", "unstructured")) == [
        Prompt("Financing user engagement", "session 4: you marked Unstructured", "session 4 stage 6")
    ]
    assert offered(event, marked("a", "embedded")) == []


def test_a_split_stage_is_offered_to_all_and_says_both_where_it_is_weak_too(event: Event) -> None:
    others = [marked("b", "embedded"), marked("c", "unstructured"), marked("d", "embedded")]
    (weak,) = offered(event, marked("a", "unstructured"), None, *others)
    assert weak.why == "session 4: you marked Unstructured and the room is split"
    (split,) = offered(event, marked("a", "embedded"), None, *others)
    assert split.why == "session 4: the room is split"


def test_two_marks_are_no_split_that_others_may_know_of(event: Event) -> None:
    assert offered(event, marked("a", "embedded"), None, marked("b", "unstructured")) == []


def test_areas_for_improvement_come_from_the_own_sheet_and_from_the_groups(event: Event) -> None:
    sheet = Worksheet(delegation("a")).write(AREA, (Bullet("One chart per message", "refine"),))
    group_sheet = (
        Worksheet(group("media"))
        .write(("group", "name"), "Media")
        .write(AREA, (Bullet("one chart, per message!"), Bullet("Drop the yearbook", "remove")))
    )
    assert [(one.text, one.why, one.source) for one in offered(event, sheet, group_sheet)] == [
        ("One chart per message", "session 5, Objects, refine", "session 5"),
        ("Drop the yearbook", "session 5, Objects, Media, remove", "session 5"),
    ]


def test_what_was_taken_up_is_known_by_its_source_and_its_words(event: Event) -> None:
    (prompt,) = offered(event, marked("a", "unstructured"))
    assert prompt.bullet.line == "Financing user engagement (from session 4 stage 6)"
    assert taken_up(prompt, [(prompt.bullet,)])
    assert taken_up(prompt, [(Bullet("Financing user engagement: a budget line", sources=(prompt.source,)),)])
    assert not taken_up(prompt, [(Bullet("Financing user engagement"),)])


def test_a_session_of_the_event_is_a_source_and_others_are_text(event: Event) -> None:
    assert is_session_source(event, "session 5")
    assert is_session_source(event, "Session 4 stage 6")
    for name in ("session 99", "sessions", "session", "Parliament", "session five"):
        assert not is_session_source(event, name)
