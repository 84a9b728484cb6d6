"""What the room sees: the right words at every moment, and nothing that was not revealed."""

import datetime as dt

from ue_tui.model.event import Event
from ue_tui.model.fold import fold
from ue_tui.model.room import Room, Show, room
from ue_tui.model.steps import Do, Step
from ue_tui.store.live_run import LiveRun

NINE = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)
TOKYO = dt.timezone(dt.timedelta(hours=9))


def seen(run: LiveRun, now: dt.datetime) -> Room:
    return room(run.event, run.run, {}, (), now, TOKYO)


def after(run: LiveRun, minutes: float, *steps: Do) -> dt.datetime:
    at = NINE + dt.timedelta(minutes=minutes)
    for do in steps:
        run.take(do, at)
    return at


def test_before_the_first_start_the_room_is_welcomed(event: Event) -> None:
    found = seen(LiveRun(event, "test"), NINE)

    assert found.show is Show.WELCOME
    assert found.heading == event.agenda.title
    assert found.digits == ""


def test_a_phase_shows_what_is_left_and_until_when(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    found = seen(run, NINE + dt.timedelta(minutes=2, seconds=19))

    assert (found.show, found.digits, found.under, found.tone) == (Show.CLOCK, "12:41", "until 09:15", "plain")
    assert found.heading == "Country-level work"
    assert found.form == event.session("stocktaking").form


def test_past_zero_it_counts_up_and_says_so_in_words(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    found = seen(run, NINE + dt.timedelta(minutes=15, seconds=12))

    assert (found.digits, found.under, found.tone) == ("+0:12", "over time", "late")


def test_a_pause_stands_still_and_says_so(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    after(run, 5, Do.PAUSE)
    found = seen(run, NINE + dt.timedelta(minutes=9))

    assert (found.digits, found.under, found.tone) == ("10:00", "paused", "paused")


def test_a_gap_says_what_comes_and_where_to_sit(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    found = seen(run, after(run, 15, Do.NEXT))

    assert found.show is Show.GAP
    assert found.heading == "Plenary discussion"
    assert found.line == "All together, facing the front."
    assert found.digits == ""


def test_a_break_says_when_it_is_over_and_then_that_we_start_soon(event: Event) -> None:
    lunch = next(phase for phase in event.timeline if phase.who is None)
    run = LiveRun(event, "test")
    run.take(Do.START, NINE, phase=lunch.id)
    found = seen(run, NINE + dt.timedelta(minutes=10))

    assert (found.show, found.heading, found.digits) == (Show.BREAK, "Lunch · back at 10:00", "10:00")
    late = seen(run, NINE + dt.timedelta(minutes=61))
    assert (late.show, late.heading, late.digits) == (Show.SOON, "We start soon", "")


def test_a_run_of_steps_that_mean_nothing_here_says_what_comes(event: Event) -> None:
    stray = Step("a", NINE, "test", Do.START, "no_such.phase", since=NINE)

    assert room(event, fold([stray]), {}, (), NINE, TOKYO).show is Show.GAP
