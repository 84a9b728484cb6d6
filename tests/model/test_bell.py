"""The bell rings once for each moment, and for none that nobody was awake for."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.bell import Ring, rings
from ue_tui.model.event import TimedPhase, Who
from ue_tui.model.fold import fold
from ue_tui.model.run import Run
from ue_tui.model.steps import Do, Step

START = dt.datetime(2025, 12, 2, 9, 0, tzinfo=dt.UTC)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def timeline(who: Who | None = Who.GROUP, seconds: int = 900) -> tuple[TimedPhase, ...]:
    return (TimedPhase("a.one", 0, "A", "ONE", seconds, 0, "a", who),)


RUN = fold([Step("0", at(0), "x", Do.START, "a.one", at(0))])


def all_rings(run: Run, looks: list[float], phases: tuple[TimedPhase, ...]) -> list[Ring]:
    return [ring for before, now in pairwise(looks) for ring in rings(phases, run, at(before), at(now))]


def test_it_rings_five_minutes_before_the_end_and_at_the_end() -> None:
    looks = [second / 2 for second in range(2000)]
    assert all_rings(RUN, looks, timeline()) == [Ring.EARLY, Ring.END]
    assert rings(timeline(), RUN, at(599.5), at(600)) == (Ring.EARLY,)


@pytest.mark.parametrize(("who", "seconds"), [(Who.PLENARY, 900), (None, 900), (Who.GROUP, 599)])
def test_it_never_rings_in_plenary_in_a_break_or_in_a_short_phase(who: Who | None, seconds: int) -> None:
    assert all_rings(RUN, list(range(1000)), timeline(who, seconds)) == []


def test_a_moment_that_passed_in_sleep_is_not_rung_for() -> None:
    assert rings(timeline(), RUN, at(590), at(700)) == ()


def test_nothing_rings_while_paused_or_between_phases() -> None:
    paused = fold([*STEPS, Step("1", at(595), "x", Do.PAUSE, "a.one")])
    assert all_rings(paused, list(range(590, 950)), timeline()) == []
    assert rings(timeline(), Run(), at(0), at(1)) == ()


STEPS = [Step("0", at(0), "x", Do.START, "a.one", at(0))]


@given(st.lists(st.floats(0.05, 5), min_size=300, max_size=600))
def test_however_the_looks_fall_no_moment_rings_twice(waits: list[float]) -> None:
    looks = [0.0]
    for wait in waits:
        looks.append(looks[-1] + wait)
    found = all_rings(RUN, looks, timeline())
    assert found == [ring for ring, moment in ((Ring.EARLY, 600), (Ring.END, 900)) if looks[-1] >= moment]
