"""The run: any transitions, restarts and pauses leave the right time; undo is exact."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.errors import Refused
from ue_tui.model.event import TimedPhase
from ue_tui.model.fold import fold
from ue_tui.model.refusals import check_step
from ue_tui.model.run import (
    Run,
    State,
    needs_confirming,
    next_phase,
    phase_by_id,
    phase_to_go_back_to,
    remaining,
)
from ue_tui.model.steps import UNDO_FOR, Do, Step, joined

START = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)
TIMELINE = (
    TimedPhase("a.one", 0, "A", "ONE", 900, 450, "a"),
    TimedPhase("a.two", 0, "A", "TWO", 600, 300, "a"),
    TimedPhase("lunch", 1, "Lunch", "", 3600, 1800),
)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


class Steps:
    """Makes steps with ids that count up."""

    def __init__(self) -> None:
        self.made: list[Step] = []

    def do(self, do: Do, moment: float, phase: str = "a.one", **more: object) -> Step:
        step = Step(f"{len(self.made):04}", at(moment), "laptop", do, phase, **more)  # type: ignore[arg-type]
        self.made.append(step)
        return step

    @property
    def run(self) -> Run:
        return fold(self.made)

    def left(self, seconds: float) -> float:
        on_now = self.run.on()
        assert on_now is not None
        phase = phase_by_id(TIMELINE, on_now.phase)
        assert phase is not None
        return remaining(phase, on_now, at(seconds)).total_seconds()


def test_a_phase_counts_down_and_then_up() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    assert steps.run.state is State.RUNNING
    assert steps.left(60) == 840
    assert steps.left(912) == -12


def test_a_forgotten_start_counts_from_when_it_began() -> None:
    steps = Steps()
    steps.do(Do.START, 300, since=at(60))
    assert steps.left(300) == 660


def test_pauses_do_not_count() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    steps.do(Do.PAUSE, 100)
    assert steps.run.state is State.PAUSED
    assert steps.left(500) == 800
    steps.do(Do.RESUME, 400)
    assert steps.left(500) == 700


def test_minutes_are_added_and_taken() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    steps.do(Do.ADD, 10, seconds=120)
    steps.do(Do.ADD, 20, seconds=-300)
    assert steps.left(100) == 900 + 120 - 300 - 100


def test_next_ends_a_phase_and_leaves_a_gap() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    steps.do(Do.PAUSE, 50)
    steps.do(Do.NEXT, 100)
    run = steps.run
    assert run.state is State.GAP
    assert run.gap_since == at(100)
    assert run.is_over("a.one")
    assert run.phases["a.one"].elapsed(at(9999)).total_seconds() == 50
    assert next_phase(TIMELINE, run) == TIMELINE[1]


def test_two_next_in_a_moment_advance_once() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    steps.do(Do.NEXT, 100)
    steps.do(Do.START, 101, "a.two")
    steps.do(Do.NEXT, 101.2, "a.one")
    assert steps.run.current == "a.two"


def test_back_goes_on_where_the_phase_stood() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    steps.do(Do.NEXT, 100)
    steps.do(Do.START, 130, "a.two")
    assert phase_to_go_back_to(steps.run) == "a.one"
    steps.do(Do.BACK, 200, "a.one")
    assert steps.run.current == "a.one"
    assert steps.left(210) == 900 - 100 - 10
    assert "a.two" not in steps.run.phases


def test_a_phase_started_again_goes_on_where_it_stood() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    steps.do(Do.NEXT, 100)
    steps.do(Do.START, 400, "a.one")
    assert steps.left(410) == 900 - 110


def test_undo_restores_the_clock_for_ten_minutes_and_redo_takes_it_back() -> None:
    steps = Steps()
    steps.do(Do.START, 0)
    last = steps.do(Do.NEXT, 100)
    steps.do(Do.UNDO, 130, "", step=last.id)
    assert steps.left(150) == 750
    assert steps.run.redoable == last
    steps.do(Do.REDO, 160, "", step=last.id)
    assert steps.run.state is State.GAP
    assert steps.run.gap_since == at(100)
    late = UNDO_FOR.total_seconds() + 101
    steps.do(Do.UNDO, late, "", step=last.id)
    assert steps.run.state is State.GAP


def test_only_the_last_step_is_undone() -> None:
    steps = Steps()
    first = steps.do(Do.START, 0)
    steps.do(Do.ADD, 5, seconds=60)
    steps.do(Do.UNDO, 10, "", step=first.id)
    assert steps.run.current == "a.one"
    steps.do(Do.REDO, 11, "", step="nothing")
    assert steps.left(0) == 960


def test_steps_that_do_not_apply_change_nothing() -> None:
    steps = Steps()
    steps.do(Do.PAUSE, 0)
    steps.do(Do.START, 1, "")
    steps.do(Do.BACK, 2, "a.two")
    assert steps.run.spans == ()
    assert steps.run.state is State.IDLE
    steps.do(Do.START, 3)
    for do in (Do.RESUME, Do.START):
        before = steps.run
        steps.do(do, 4)
        assert steps.run.phases == before.phases
    steps.do(Do.PAUSE, 5)
    before = steps.run
    steps.do(Do.PAUSE, 6)
    assert steps.run.phases == before.phases


def test_a_summer_time_change_takes_no_hour() -> None:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/Berlin")
    before = dt.datetime(2026, 3, 29, 1, 50, tzinfo=zone)
    steps = [Step("1", before, "x", Do.START, "a.one", before)]
    on_now = fold(steps).on()
    assert on_now is not None
    after = dt.datetime(2026, 3, 29, 3, 0, tzinfo=zone).astimezone(dt.UTC)
    assert remaining(TIMELINE[0], on_now, after) == dt.timedelta(minutes=5)


ANY_STEPS = st.lists(
    st.tuples(
        st.sampled_from([Do.START, Do.PAUSE, Do.RESUME, Do.NEXT, Do.BACK, Do.ADD, Do.UNDO, Do.REDO]),
        st.sampled_from(["a.one", "a.two", "lunch"]),
        st.integers(1, 900),
        st.integers(-300, 300),
    ),
    max_size=25,
)


def steps_of(drawn: list[tuple[Do, str, int, int]]) -> list[Step]:
    """Steps in order of time; undo and redo name what they would act on then."""
    made: list[Step] = []
    moment = 0
    for number, (do, phase, wait, seconds) in enumerate(drawn):
        moment += wait
        run = fold(made)
        target = {Do.UNDO: run.undoable, Do.REDO: run.redoable}.get(do)
        made.append(
            Step(f"{number:04}", at(moment), "x", do, phase, at(moment), seconds, target.id if target else "nothing")
        )
    return made


@given(ANY_STEPS, st.randoms())
def test_copies_of_a_run_join_to_the_same_state_in_any_order(drawn: list, random: object) -> None:
    steps = steps_of(drawn)
    shuffled = list(steps)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    half = len(steps) // 2
    assert fold(joined(shuffled[:half], shuffled)) == fold(steps)


@given(ANY_STEPS)
def test_undo_of_the_last_step_is_exact(drawn: list) -> None:
    steps = steps_of([one for one in drawn if one[0] not in (Do.UNDO, Do.REDO)])
    run = fold(steps)
    last = run.undoable
    if last is None:
        return
    undone = fold([*steps, Step("zzzz", last.at, "x", Do.UNDO, step=last.id)])
    before = fold([step for step in steps if step.at < last.at])
    if steps[-1].id == last.id:
        assert (undone.phases, undone.current, undone.gap_since) == (before.phases, before.current, before.gap_since)


@given(ANY_STEPS, st.integers(0, 40_000))
def test_what_ran_never_takes_longer_than_the_wall_clock(drawn: list, later: int) -> None:
    steps = steps_of(drawn)
    run = fold(steps)
    end = steps[-1].at + dt.timedelta(seconds=later) if steps else START
    total = sum((phase.elapsed(end) for phase in run.phases.values()), dt.timedelta())
    assert dt.timedelta() <= total <= end - START


@pytest.mark.parametrize(
    ("steps", "step", "words"),
    [
        ([], Step("n", at(9), "x", Do.PAUSE), "No phase is running"),
        ([], Step("n", at(9), "x", Do.BACK, "a.one"), "no phase to go back to"),
        ([], Step("n", at(9), "x", Do.START, ""), "Every phase of the agenda has been run"),
        ([], Step("n", at(9), "x", Do.UNDO, step="q"), "nothing to undo"),
        ([], Step("n", at(9), "x", Do.REDO, step="q"), "nothing to redo"),
        ([Do.START], Step("n", at(9), "x", Do.START, "a.two"), "A, one is running"),
        ([Do.START], Step("n", at(9), "x", Do.RESUME, "a.one"), "running already"),
        ([Do.START, Do.PAUSE], Step("n", at(9), "x", Do.PAUSE, "a.one"), "paused already"),
        ([Do.START], Step("n", at(9999), "x", Do.UNDO, step="0000"), "more than ten minutes ago"),
    ],
)
def test_a_step_that_would_do_nothing_is_refused_with_why(steps: list[Do], step: Step, words: str) -> None:
    made = Steps()
    for second, do in enumerate(steps):
        made.do(do, second)
    with pytest.raises(Refused, match=words):
        check_step(TIMELINE, made.run, step)


def test_a_step_that_does_something_passes() -> None:
    made = Steps()
    check_step(TIMELINE, made.run, Step("n", at(0), "x", Do.START, "a.one"))
    made.do(Do.START, 0)
    check_step(TIMELINE, made.run, Step("n", at(1), "x", Do.NEXT, "a.one"))


def test_going_on_early_wants_confirming_only_with_more_than_half_unused() -> None:
    made = Steps()
    made.do(Do.START, 0)
    on_now = made.run.on()
    assert on_now is not None
    assert needs_confirming(TIMELINE[0], on_now, at(400))
    assert not needs_confirming(TIMELINE[0], on_now, at(451))


def test_after_the_last_phase_nothing_comes_next() -> None:
    made = Steps()
    made.do(Do.START, 0, "lunch")
    assert next_phase(TIMELINE, made.run) is None
    assert phase_by_id(TIMELINE, "nowhere") is None
    assert next_phase(TIMELINE, Run()) == TIMELINE[0]
    assert phase_to_go_back_to(Run()) == ""
