"""The order of the groups in a plenary, and whether their slots fit."""

import datetime as dt

from ue_tui.model.event import Event
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run
from ue_tui.model.speaking import Feasibility, feasibility, order_now, slot_seconds, speaking_order
from ue_tui.model.steps import Do
from ue_tui.store.live_run import LiveRun

GROUPS = tuple(DiscussionGroup(stem, stem.title()) for stem in ("business", "media", "parliament"))
NOW = dt.datetime(2025, 12, 2, tzinfo=dt.UTC)


def test_each_session_begins_with_another_group(event: Event) -> None:
    orders = [speaking_order(event, GROUPS, session.id) for session in event.sessions if session.presentation_minutes]

    assert len({order[0] for order in orders}) == len(GROUPS)
    assert all(sorted(order) == sorted(group.stem for group in GROUPS) for order in orders)
    assert speaking_order(event, GROUPS, "no such session") == tuple(group.stem for group in GROUPS)
    assert speaking_order(event, (), event.sessions[1].id) == ()


def test_what_was_moved_in_a_plenary_stands_there_and_nowhere_else(event: Event) -> None:
    run = LiveRun(event, "test")
    run.take(Do.START, NOW, phase="user_journey.plenary")
    run.take(Do.SLOT_MOVE, NOW, group="business")

    assert order_now(event, GROUPS, run.run, "user_journey.plenary")[-1] == "business"
    assert order_now(event, GROUPS, run.run, "action_plan.plenary")[-1] == "business"
    assert order_now(event, GROUPS, run.run, "action_plan.plenary")[0] == "media"


def test_slots_that_fit_say_what_is_left_for_discussion() -> None:
    assert Feasibility(6, 180, 60, 2400).words == (
        "6 groups × 3:00 + 1:00 changeover = 24 of 40 min, 16 left for discussion"
    )


def test_slots_that_do_not_fit_say_the_longest_that_does() -> None:
    tight = Feasibility(8, 300, 60, 2400)

    assert tight.words == "8 groups × 5:00 + 1:00 changeover = 48 of 40 min: 4:00 would fit"
    assert Feasibility(8, tight.longest, 60, 2400).fits
    assert Feasibility(50, 60, 60, 2400).words.endswith("no slot would fit")
    assert Feasibility(0, 300, 60, 2400).fits


def test_the_absent_leave_their_time_to_the_discussion(event: Event) -> None:
    plenary = next(phase for phase in event.timeline if phase.id == "user_journey.plenary")
    run = LiveRun(event, "test")
    assert feasibility(event, Run(), plenary, GROUPS).groups == 3
    run.take(Do.START, NOW, phase=plenary.id)
    run.take(Do.ADD, NOW, seconds=60)
    run.take(Do.SLOT_ABSENT, NOW, group="media")

    found = feasibility(event, run.run, plenary, GROUPS)
    assert (found.groups, found.slot, found.phase) == (2, 300, plenary.seconds + 60)


def test_only_a_plenary_with_presentations_has_slots(event: Event) -> None:
    slots = {phase.id: slot_seconds(event, phase) for phase in event.timeline}

    assert slots["user_journey.plenary"] == 300
    assert slots["user_journey.group"] == 0
    assert slots["stocktaking.plenary"] == 0
