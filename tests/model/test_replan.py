"""Re-plan: four proposals that only shrink, and whose sums hold to the second."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.event import Agenda, Block, Defaults, Event, Phase, Session, Who
from ue_tui.model.fold import fold
from ue_tui.model.replan import HALF_MINUTE, Replan, Share, Way, shared_out
from ue_tui.model.run import Run
from ue_tui.model.schedule import health
from ue_tui.model.steps import Do, Step

UTC = dt.UTC
MORNING = dt.datetime(2025, 12, 2, 9, 0, tzinfo=UTC)


def at(minutes: float) -> dt.datetime:
    return MORNING + dt.timedelta(minutes=minutes)


ONE = Session(
    "one",
    1,
    "One",
    (Phase("work", "WORK", Who.GROUP, 40), Phase("plenary", "PLENARY", Who.PLENARY, 60)),
    presentation_minutes=5,
)
TWO = Session("two", 2, "Two", (Phase("short", "SHORT", Who.GROUP, 10), Phase("talk", "TALK", Who.PLENARY, 30)))
EVENT = Event(
    Agenda("Day", (Block("one"), Block(title="Tea", minutes=20), Block("two")), defaults=Defaults(60)), (ONE, TWO)
)


def late_by(minutes: float, event: Event = EVENT, groups: int = 6) -> Replan:
    run = fold([Step("0", at(0), "x", Do.START, "one.work", at(0))])
    return Replan(event, run, at(40 + minutes), UTC, groups)


def shares(replan: Replan, way: Way) -> dict[str, int]:
    return {share.phase: share.gives for share in replan.proposal(way).shares}


def test_push_takes_nothing_and_says_where_the_day_ends() -> None:
    pushed = late_by(12).proposal(Way.PUSH)
    assert (pushed.gives, pushed.ends, pushed.behind) == (0, at(172), dt.timedelta(minutes=12))


def test_shrink_all_takes_in_proportion_to_what_each_can_give_and_leaves_short_phases_alone() -> None:
    found = shares(late_by(12), Way.SHRINK)
    assert found == {"one.work": 0, "one.plenary": 420, "tea": 120, "two.short": 0, "two.talk": 180}
    assert late_by(12).proposal(Way.SHRINK).ends == at(160)


def test_the_slots_are_protected() -> None:
    replan = late_by(12, groups=9)
    proposal = replan.proposal(Way.PROTECT)
    assert proposal.share("one.plenary").least == 9 * 6 * 60
    assert proposal.gives == 12 * 60
    assert proposal.share("one.plenary").after >= 9 * 6 * 60
    assert proposal.share("one.plenary").gives < replan.proposal(Way.SHRINK).share("one.plenary").gives


def test_a_slot_that_was_held_is_no_longer_protected() -> None:
    steps = [
        Step("0", at(0), "x", Do.START, "one.plenary", at(0)),
        Step("1", at(1), "x", Do.SLOT_START, "one.plenary", group="media"),
        Step("2", at(6), "x", Do.SLOT_STOP, "one.plenary", group="media"),
    ]
    replan = Replan(EVENT, fold(steps), at(10), UTC, 6)
    assert replan.proposal(Way.PROTECT).share("one.plenary").least == 5 * 6 * 60


def test_one_phase_gives_it_all_or_as_much_as_it_can() -> None:
    assert shares(late_by(8), Way.ONE)["one.plenary"] == 480
    taken = late_by(12).proposal(Way.ONE, "tea")
    assert (taken.share("tea").gives, taken.gives, taken.behind) == (600, 600, dt.timedelta(minutes=2))
    assert late_by(2).proposal(Way.ONE, "two.short").gives == 120


def test_a_minimum_in_the_agenda_lets_a_short_phase_shrink() -> None:
    short = replace(TWO, phases=(replace(TWO.phases[0], min_minutes=5), TWO.phases[1]))
    event = Event(EVENT.agenda, (ONE, short))
    assert shares(late_by(12, event), Way.SHRINK)["two.short"] > 0


def test_a_number_is_edited_between_the_least_and_what_was_there() -> None:
    replan = late_by(12)
    proposal = replan.proposal(Way.SHRINK)
    talk = proposal.share("two.talk")
    less = replan.edited(proposal, "two.talk", talk.after - HALF_MINUTE)
    assert less.ends == proposal.ends - dt.timedelta(seconds=30)
    assert replan.edited(proposal, "two.talk", 99_999).share("two.talk").after == talk.before
    assert replan.edited(proposal, "two.talk", 0).share("two.talk").after == talk.least


def test_over_a_quarter_of_an_hour_the_room_is_asked() -> None:
    assert late_by(15).reminder == ""
    assert late_by(16).reminder.startswith("16 min is more than phases can give unnoticed: ask the room")


def test_a_pin_that_cannot_be_held_is_what_is_needed() -> None:
    pinned = replace(
        EVENT.agenda, blocks=(Block("one"), Block("two", starts=dt.time(10, 40)), Block(title="Tea", minutes=20))
    )
    replan = late_by(10, Event(pinned, EVENT.sessions))
    assert replan.need == dt.timedelta(minutes=10)
    found = shares(replan, Way.SHRINK)
    assert (found["one.plenary"], found["two.talk"]) == (600, 0)


def test_on_time_nothing_is_needed() -> None:
    replan = late_by(0)
    assert replan.need == dt.timedelta()
    assert {proposal.gives for proposal in replan.proposals()} == {0}
    assert Replan(EVENT, Run(), at(0), UTC).need == dt.timedelta()


def test_the_phase_that_is_on_gives_from_what_is_left() -> None:
    run = fold([Step("0", at(25), "x", Do.START, "one.work", at(25))])
    day = replace(EVENT.agenda, blocks=(Block("one", starts=dt.time(9)), *EVENT.agenda.blocks[1:]))
    replan = Replan(Event(day, EVENT.sessions), run, at(45), UTC, 6)
    proposal = replan.proposal(Way.SHRINK)
    work = proposal.share("one.work")
    assert (work.before, work.least) == (20 * 60, 0)
    assert work.gives > 0
    assert replan.seconds(proposal.shares)["one.work"] == 40 * 60 - work.gives


@given(st.integers(0, 5000), st.lists(st.integers(0, 4000), min_size=1, max_size=8))
def test_what_is_shared_out_adds_up_to_the_second(need: int, able: list[int]) -> None:
    given_ = shared_out(need, able, able)
    assert sum(given_) == min(need, sum(able))
    assert all(0 <= one <= most for one, most in zip(given_, able, strict=True))
    assert sum(one % HALF_MINUTE != 0 for one, most in zip(given_, able, strict=True) if one < most) <= 1


@pytest.mark.parametrize("way", list(Way))
@given(late=st.integers(1, 4000), groups=st.integers(0, 12))
def test_a_proposal_that_is_applied_ends_the_day_when_it_says(way: Way, late: int, groups: int) -> None:
    replan = late_by(late / 60, groups=groups)
    proposal = replan.proposal(way)
    each = tuple(replan.seconds(proposal.shares).items())
    step = Step("9", replan.now, "x", Do.REPLAN, text=way.value, each=each)
    run = fold([Step("0", at(0), "x", Do.START, "one.work", at(0)), step])
    after = health(EVENT, run, replan.now, UTC)
    assert after is not None
    assert after.projected_end == proposal.ends
    assert proposal.ends == at(160 + late / 60) - dt.timedelta(seconds=proposal.gives)
    assert proposal.gives <= late
    for share in proposal.shares:
        assert share.least <= share.after <= share.before


def test_a_share_knows_what_it_gives() -> None:
    assert Share("a", "A", 0, 600, 540, 300).gives == 60
