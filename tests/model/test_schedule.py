"""Planned and projected times, and how the day stands."""

import datetime as dt
from dataclasses import replace

from ue_tui.model.day import Day, ends_its_day
from ue_tui.model.event import Agenda, Block, Defaults, Event, Phase, Session, Who
from ue_tui.model.fold import fold
from ue_tui.model.run import Run, SpanKind
from ue_tui.model.schedule import (
    BlockTimes,
    Health,
    block_times,
    health,
    late_start,
    phase_times,
    seconds_off_break,
)
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
    assert found.behind == dt.timedelta(minutes=30)  # lunch keeps its planned end as long as it keeps 30 minutes
    assert times(two_days, run, 60)[2].planned_start == at(24 * 60 + 30)


def test_an_agenda_without_blocks_has_no_health() -> None:
    assert health(Event(Agenda("Empty", ()), ()), Run(), at(0), UTC) is None


def test_moving_between_tables_is_a_planned_gap() -> None:
    phases = (Phase("g", "WORK", Who.GROUP, 20), Phase("p", "PLENARY", Who.PLENARY, 40))
    event = Event(Agenda("Day", (ONE,), defaults=Defaults(moving_minutes=5)), (Session("one", 1, "One", phases),))
    run = run_of((0, Do.START, "one.g"), (20, Do.NEXT, "one.g"))
    assert times(event, run_of((0, Do.START, "one.g")), 0)[0].projected_end == at(65)
    assert phase_times(event, run, at(22), UTC)[1].start == at(25)
    assert phase_times(event, run, at(29), UTC)[1].start == at(29)
    found = health(event, run, at(29), UTC)
    assert found is not None
    assert found.minutes_behind == 4


def test_a_break_that_begins_late_keeps_its_planned_end_as_long_as_it_keeps_its_least_minutes() -> None:
    timed = event_of(replace(ONE, starts=dt.time(9)), replace(LUNCH, min_minutes=40), TWO)
    over_by_ten = times(timed, run_of((0, Do.START, "one.p0")), 30)[1]
    assert (over_by_ten.projected_start, over_by_ten.projected_end) == (at(70), at(120))
    over_by_thirty = times(timed, run_of((0, Do.START, "one.p0")), 50)[1]
    assert (over_by_thirty.projected_start, over_by_thirty.projected_end) == (at(90), at(130))
    lunch = timed.timeline[2]
    assert seconds_off_break(timed, Run(), lunch, at(70), UTC) == -600
    assert seconds_off_break(timed, Run(), lunch, at(90), UTC) == -1200
    assert seconds_off_break(timed, Run(), lunch, at(50), UTC) == 0


def test_blocks_left_out_and_moved_take_their_place_in_the_projection() -> None:
    out = run_of((0, Do.START, "one.p0"))
    out = replace(out, day=Day(left_out=frozenset({"lunch"})))
    found = health(DAY, out, at(0), UTC)
    assert found is not None
    assert (found.projected_end, found.planned_end) == (at(90), at(150))
    assert times(DAY, out, 0)[1].out
    moved = replace(out, day=Day(moves=(("two", "lunch"),)))
    assert [one.projected_start for one in times(DAY, moved, 0)] == [at(0), at(90), at(60)]


def test_minutes_of_a_replan_are_projected_and_the_plan_stays() -> None:
    run = replace(run_of((0, Do.START, "one.p0")), day=Day(seconds={"two.p0": 600}))
    assert (times(DAY, run, 0)[2].planned_end, times(DAY, run, 0)[2].projected_end) == (at(150), at(130))


def test_the_next_pin_and_its_slack_are_known() -> None:
    pinned = event_of(ONE, replace(LUNCH, starts=dt.time(10, 15)), replace(TWO, ends_by=dt.time(11, 20)))
    found = health(pinned, run_of((0, Do.START, "one.p0")), at(10), UTC)
    assert found is not None
    assert found.pin is not None
    assert found.pin.words(UTC) == "Lunch 10:15, 15 min slack"
    later = run_of((0, Do.START, "one.p0"), (60, Do.NEXT, "one.p0"), (60, Do.START, "one.p1"), (100, Do.NEXT, "one.p1"))
    found = health(pinned, later, at(100), UTC)
    assert found is not None
    assert found.pin is not None
    assert found.pin.words(UTC) == "Two ends by 11:20, 25 min late"


TWO_DAYS = event_of(
    replace(ONE, day=dt.date(2025, 12, 2), starts=dt.time(9)),
    LUNCH,
    replace(TWO, day=dt.date(2025, 12, 3), starts=dt.time(9, 30)),
)
FIRST_DAY = (
    (0, Do.START, "one.p0"),
    (20, Do.NEXT, "one.p0"),
    (20, Do.START, "one.p1"),
    (60, Do.NEXT, "one.p1"),
    (60, Do.START, "lunch"),
    (124, Do.CLOSE, "lunch"),
)


def test_a_closed_day_stays_closed_over_night_and_the_next_one_begins_on_its_date() -> None:
    run = run_of(*FIRST_DAY)
    evening = health(TWO_DAYS, run, at(600), UTC)
    assert evening is not None
    assert evening.words(UTC) == "day closed 11:04 (planned 11:00)"
    morning = health(TWO_DAYS, run, at(24 * 60 + 10), UTC)
    assert morning is not None
    assert (morning.closed, morning.minutes_behind) == (False, 0)
    assert morning.planned_end == at(24 * 60 + 60)
    late = health(TWO_DAYS, run, at(24 * 60 + 40), UTC)
    assert late is not None
    assert late.minutes_behind == 10


def test_without_days_in_the_agenda_a_night_parts_two_days() -> None:
    run = run_of(*FIRST_DAY[:2], (21, Do.CLOSE, ""), (1440, Do.START, "one.p1"))
    found = health(DAY, run, at(1440), UTC)
    assert found is not None
    assert (found.planned_end, found.minutes_behind) == (at(1440 + 130), 0)


def test_a_gap_over_night_is_a_night_although_nobody_closed_the_day() -> None:
    run = run_of(*FIRST_DAY[:2], (1440, Do.START, "one.p1"))
    assert [span.kind for span in run.spans] == [SpanKind.PHASE, SpanKind.NIGHT, SpanKind.PHASE]
    assert run.mornings == ("one.p0", "one.p1")


def test_the_last_phase_of_a_day_is_known() -> None:
    assert ends_its_day(TWO_DAYS, Day(), "lunch")
    assert not ends_its_day(TWO_DAYS, Day(), "one.p1")
    assert ends_its_day(TWO_DAYS, Day(left_out=frozenset({"lunch"})), "one.p1")
    assert ends_its_day(DAY, Day(), "two.p0")
    assert not ends_its_day(DAY, Day(), "nowhere")


def test_a_late_start_is_asked_about_once() -> None:
    run = run_of((8, Do.START, "one.p0"))
    asked = late_start(TWO_DAYS, run, at(9), UTC)
    assert asked is not None
    assert asked.question.startswith("One, work began 8 min late. Does the plan move with it")
    behind = fold([*STEPS_LATE, Step("z", at(9), "x", Do.LATE, "one.p0", number=0)])
    assert late_start(TWO_DAYS, behind, at(9), UTC) is None
    moved = fold([*STEPS_LATE, Step("z", at(9), "x", Do.LATE, "one.p0", number=1)])
    found = health(TWO_DAYS, moved, at(9), UTC)
    assert found is not None
    assert (found.planned_end, found.minutes_behind) == (at(128), 0)


STEPS_LATE = [Step("0", at(8), "x", Do.START, "one.p0", at(8))]


def test_a_start_on_time_is_not_asked_about() -> None:
    assert late_start(TWO_DAYS, run_of((0.5, Do.START, "one.p0")), at(9), UTC) is None
    assert late_start(DAY, run_of((8, Do.START, "one.p0")), at(9), UTC) is None
    assert late_start(DAY, Run(), at(9), UTC) is None
