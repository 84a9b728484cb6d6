"""A group's top recommendation: a reference that follows its delegation's words, by choice or by hands."""

import pytest

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event, Session
from ue_tui.model.people import DiscussionGroup, delegation, group
from ue_tui.model.top_one import hands_words, leading, shared_by_members, top_one, tops
from ue_tui.model.worksheet import Worksheet

MEMBERS = DiscussionGroup("parliament", "Parliament", members=("aurelia", "norland", "gone"))


@pytest.fixture
def session(event: Event) -> Session:
    return event.session("action_plan")


def member(stem: str, shared: str = "recommendation_1", activity: str = "One form for all") -> Worksheet:
    sheet = Worksheet(delegation(stem)).write(("action_plan", "shared"), shared)
    cell = ("action_plan", "recommendation_1", "activity_strategy")
    return sheet.write(cell, (Bullet(activity),) if activity else None)


def room(**members: Worksheet) -> dict[str, Worksheet]:
    return members


def sheet(top: str = "", **hands: str) -> Worksheet:
    found = Worksheet(group("parliament")).write(("action_plan", "top"), top)
    for stem, count in hands.items():
        found = found.write(("action_plan", "hands", stem), count)
    return found


def test_the_top_one_says_what_its_delegation_says_now(session: Session) -> None:
    before = room(aurelia=member("aurelia"), norland=member("norland"))
    after = room(aurelia=member("aurelia", activity="Two forms"), norland=member("norland"))
    top = sheet("aurelia.recommendation_1")
    for delegations, text in ((before, "One form for all"), (after, "Two forms")):
        found = top_one(session, top, delegations)
        assert found is not None
        assert ([bullet.text for bullet in found.activity], found.trouble) == ([text], "")


def test_a_withdrawn_one_is_still_shown_and_told(session: Session) -> None:
    top = sheet("aurelia.recommendation_1")
    for changed, said in (
        (member("aurelia", "recommendation_2"), "withdrawn Recommendation 1, it shares Recommendation 2 now"),
        (member("aurelia", ""), "withdrawn Recommendation 1, it shares none now"),
        (member("aurelia", activity=""), "emptied Recommendation 1"),
    ):
        found = top_one(session, top, room(aurelia=changed))
        assert found is not None
        assert said in found.trouble
    gone = top_one(session, top, {})
    assert gone is not None
    assert "no worksheet any more" in gone.trouble
    assert top_one(session, sheet(), {}) is None


def test_a_reference_without_its_recommendation_means_the_shared_one(session: Session) -> None:
    delegations = room(aurelia=member("aurelia"), norland=member("norland"))
    shared = shared_by_members(session, MEMBERS, sheet("aurelia"), delegations)
    assert [(one.stem, one.reference, one.is_top) for one in shared] == [
        ("aurelia", "aurelia.recommendation_1", True),
        ("norland", "norland.recommendation_1", False),
    ]


def test_hands_name_the_one_with_the_most_and_a_tie_is_a_tie(session: Session) -> None:
    delegations = room(aurelia=member("aurelia"), norland=member("norland"))

    def said(**hands: str) -> tuple[list[str], str]:
        shared = shared_by_members(session, MEMBERS, sheet(**hands), delegations)
        return [one.stem for one in leading(shared)], hands_words(shared)

    assert said() == ([], "")
    assert said(aurelia="0") == ([], "")
    assert said(aurelia="7", norland="5") == (["aurelia"], "aurelia has the most hands, 7.")
    assert said(aurelia="5", norland="5") == (
        ["aurelia", "norland"],
        "A tie: aurelia and norland, 5 hands each. Talk, or count again.",
    )


def test_hands_for_a_member_that_shares_none_do_not_count(session: Session) -> None:
    delegations = room(aurelia=member("aurelia", ""), norland=member("norland"))
    shared = shared_by_members(session, MEMBERS, sheet(aurelia="9", norland="2"), delegations)
    assert [one.stem for one in leading(shared)] == ["norland"]


def test_the_plenary_goes_through_the_groups_with_what_else_was_shared(session: Session) -> None:
    delegations = room(aurelia=member("aurelia"), norland=member("norland"))
    found = tops(session, [MEMBERS], {"parliament": sheet("norland.recommendation_1")}, delegations)
    assert [(one.group.name, one.top.name if one.top else "", len(one.shared)) for one in found] == [
        ("Parliament", "norland", 2)
    ]
