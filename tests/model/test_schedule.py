"""Planned and projected times, and how the day stands."""

import datetime as dt
from dataclasses import replace

from ue_tui.model.event import Agenda, Block, Defaults, Event, Phase, Session, Who
from ue_tui.model.fold import fold
from ue_tui.model.run import Run
from ue_tui.model.schedule import BlockTimes, Health, block_times, health
from ue_tui.model.steps import Do, Step

UTC = dt.UTC
MORNING = dt.datetime(2025, 12, 2, 9, 0, tzinfo=UTC)


def at(minutes: float) -> dt.datetime:
    return MORNING + dt.timedelta(minutes=minutes)


PLAIN = Defaults()


def session(name: str, *minutes: float) -> Session:
    phases = tuple(Phase(f"p{number}", "WORK", Who.PLENARY, length) for number, length in enumerate(minutes))
    return Session(name, 1, name.title(), phases)


def event_of(*blocks: Block, defaults: Defaults = PLAIN) -> Event:
    return Event(Agenda("Day", blocks, defaults=defaults), (session("one", 20, 40), session("two", 30)))


ONE, LUNCH, TWO = Block("one"), Block(title="Lunch", minutes=60), Block("two")
DAY = event_of(ONE, LUNCH, TWO)


def run_of(*steps: tuple[float, Do, str]) -> Run:
    made = [Step(f"{n:03}", at(m), "x", do, phase, at(m)) for n, (m, do, phase) in enumerate(steps)]
    return fold(made)


def times(event: Event, run: Run, minutes: float) -> tuple[BlockTimes, ...]:
    return block_times(event, run, at(minutes), UTC)


def test_without_times_and_before_the_start_there_is_no_plan() -> None:
    assert health(DAY, Run(), at(0), UTC) is None
    assert [one.planned_start for one in times(DAY, Run(), 0)] == [None, None, None]
    assert [one.projected_start for one in times(DAY, Run(), 0)] == [at(0), at(60), at(120)]


def test_the_plan_is_the_first_start_and_all_minutes() -> None:
    run = run_of((5, Do.START, "one.p0"))
    found = health(DAY, run, at(10), UTC)
    assert found is not None
    assert (found.planned_end, found.projected_end, found.behind) == (at(155), at(155), dt.timedelta())
    assert found.words(UTC) == "on time · ends 11:35"


def test_time_over_is_time_behind() -> None:
    run = run_of((0, Do.START, "one.p0"))
    found = health(DAY, run, at(26), UTC)
    assert found is not None
    assert found.behind == dt.timedelta(minutes=6)
    assert found.words(UTC) == "day 6 min behind · ends 11:36 (planned 11:30)"


def test_a_gap_is_time_behind_and_going_on_early_gains() -> None:
    run = run_of((0, Do.START, "one.p0"), (15, Do.NEXT, "one.p0"))
    early = health(DAY, run, at(15), UTC)
    late = health(DAY, run, at(23), UTC)
    assert early is not None
    assert late is not None
    assert (early.projected_end, early.behind) == (at(145), dt.timedelta())
    assert late.behind == dt.timedelta(minutes=3)


def test_under_fifteen_seconds_nothing_is_said() -> None:
    a_moment = Health(at(150) + dt.timedelta(seconds=14), at(150), dt.timedelta(seconds=14))
    assert a_moment.words(UTC).startswith("on time")
    assert replace(a_moment, behind=dt.timedelta(seconds=16)).words(UTC).startswith("day 1 min behind")


def test_a_pinned_block_starts_at_its_time_or_later() -> None:
    pinned = event_of(ONE, replace(LUNCH, starts=dt.time(10, 15)), TWO)
    run = run_of((0, Do.START, "one.p0"))
    lunch = times(pinned, run, 10)[1]
    assert (lunch.projected_start, lunch.slack) == (at(75), dt.timedelta(minutes=15))
    assert lunch.planned_start == at(75)
    over = times(pinned, run_of((0, Do.START, "one.p0"), (60, Do.NEXT, "one.p0")), 60)[1]
    assert (over.projected_start, over.slack) == (at(100), dt.timedelta(minutes=-25))


def test_a_planned_end_counts_where_it_is_given() -> None:
    ending = event_of(ONE, LUNCH, replace(TWO, ends_by=dt.time(11, 20)))
    found = health(ending, run_of((0, Do.START, "one.p0")), at(1), UTC)
    assert found is not None
    assert found.behind == dt.timedelta(minutes=10)


def test_planned_gaps_before_sessions_count() -> None:
    opening = event_of(ONE, LUNCH, TWO, defaults=Defaults(opening_minutes=5))
    assert times(opening, run_of((0, Do.START, "one.p0")), 1)[2].planned_start == at(125)


def test_a_block_that_was_run_is_done_and_keeps_its_times() -> None:
    run = run_of((0, Do.START, "one.p0"), (20, Do.NEXT, "one.p0"), (25, Do.START, "one.p1"), (70, Do.NEXT, "one.p1"))
    one, lunch, _ = times(DAY, run, 75)
    assert (one.done, one.projected_start, one.projected_end) == (True, at(0), at(70))
    assert lunch.projected_start == at(75)


def test_a_day_does_not_follow_from_the_evening_before() -> None:
    two_days = event_of(
        replace(ONE, day=dt.date(2025, 12, 2), starts=dt.time(9)),
        LUNCH,
        replace(TWO, day=dt.date(2025, 12, 3), starts=dt.time(9, 30)),
    )
    run = run_of((60, Do.START, "one.p0"))
    found = health(two_days, run, at(60), UTC)
    assert found is not None
    assert found.behind == dt.timedelta(minutes=60)
    assert times(two_days, run, 60)[2].planned_start == at(24 * 60 + 30)


def test_an_agenda_without_blocks_has_no_health() -> None:
    assert health(Event(Agenda("Empty", ()), ()), Run(), at(0), UTC) is None
