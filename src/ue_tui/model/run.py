"""The run: what happened with the clock, as a list of steps, and the state that is computed from them.

Steps are only ever added. Undo is a step that names another one. A step whose phase is not the running one is ignored,
so that two presses within a moment advance once. Copies of a run join by the ids of their steps. All times are UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from ue_tui.model.errors import Refused
from ue_tui.model.event import TimedPhase

UNDO_FOR = dt.timedelta(minutes=10)
"""How long after a step it can be undone."""


class Do(StrEnum):
    """What a step does."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    BACK = "back"
    ADD = "add"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done with the clock."""

    id: str
    """Random; two copies of a run are joined by it."""
    at: dt.datetime
    """When the key was pressed."""
    by: str
    """Which machine it was."""
    do: Do
    phase: str = ""
    """The phase it acts on; empty for undo and redo."""
    since: dt.datetime | None = None
    """For a start: when the phase began, earlier than `at` when it was forgotten."""
    seconds: int = 0
    """For add: how much, negative for taken."""
    step: str = ""
    """For undo and redo: the id of the step they act on."""


class State(StrEnum):
    """What the clock is doing."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class PhaseRun:
    """How one phase went or goes."""

    phase: str
    since: dt.datetime
    added: int = 0
    """Seconds added to the plan, negative for taken."""
    paused: dt.timedelta = dt.timedelta()
    """Pauses that are over."""
    pause: dt.datetime | None = None
    """Since when it is paused, if it is."""
    ended: dt.datetime | None = None

    def elapsed(self, now: dt.datetime) -> dt.timedelta:
        """The time it ran, without pauses, up to `now` or its end."""
        until = self.ended or self.pause or now
        return max(until - self.since - self.paused, dt.timedelta())


@dataclass(frozen=True, slots=True)
class Run:
    """What the steps come to: which phase is on, and how each one went."""

    phases: Mapping[str, PhaseRun] = field(default_factory=dict)
    """By phase id, in the order in which they were started."""
    current: str = ""
    """The phase that is on, empty in a gap or when nothing is."""
    gap_since: dt.datetime | None = None
    """When the last phase ended, while the next one is not started."""
    undoable: Step | None = None
    """The last step that took effect."""
    redoable: Step | None = None
    """The step that the last undo took back."""

    @property
    def state(self) -> State:
        """Idle before the first start, running or paused in a phase, a gap between two."""
        if self.current:
            return State.PAUSED if self.phases[self.current].pause else State.RUNNING
        return State.GAP if self.gap_since else State.IDLE

    def on(self) -> PhaseRun | None:
        """The phase that is on."""
        return self.phases.get(self.current)

    def is_over(self, phase: str) -> bool:
        """Whether a phase was run and ended."""
        return phase in self.phases and self.phases[phase].ended is not None


def remaining(phase: TimedPhase, run: PhaseRun, now: dt.datetime) -> dt.timedelta:
    """What is left of a phase; negative past zero."""
    return dt.timedelta(seconds=phase.seconds + run.added) - run.elapsed(now)


def joined(one: Iterable[Step], other: Iterable[Step]) -> tuple[Step, ...]:
    """Two copies of a run as one: each step once, in the order of their times."""
    by_id = {step.id: step for step in (*one, *other)}
    return tuple(sorted(by_id.values(), key=lambda step: (step.at, step.id)))


def fold(steps: Sequence[Step]) -> Run:
    """The state that steps come to."""
    effective, undone = _without_undone(steps)
    run = Run()
    last: Step | None = None
    for step in effective:
        after = _apply(run, step)
        if after is not run:
            run, last = after, step
    return replace(run, undoable=last, redoable=undone[-1] if undone else None)


def _without_undone(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """The steps that stand, and those that can be redone, the last undone at the end."""
    standing: list[Step] = []
    undone: list[Step] = []
    for step in steps:
        if step.do is Do.UNDO:
            if standing and standing[-1].id == step.step and step.at - standing[-1].at <= UNDO_FOR:
                undone.append(standing.pop())
        elif step.do is Do.REDO:
            if undone and undone[-1].id == step.step:
                standing.append(undone.pop())
        else:
            standing.append(step)
            undone.clear()
    return standing, undone


def _apply(run: Run, step: Step) -> Run:
    """The run after one step; the same run where the step does not apply."""
    if step.do is Do.START:
        return _start(run, step)
    if step.do is Do.BACK:
        return _back(run, step)
    on = run.on()
    if on is None or step.phase != run.current:
        return run
    match step.do:
        case Do.PAUSE if on.pause is None:
            return _with(run, replace(on, pause=step.at))
        case Do.RESUME if on.pause is not None:
            return _with(run, replace(on, pause=None, paused=on.paused + (step.at - on.pause)))
        case Do.ADD:
            return _with(run, replace(on, added=on.added + step.seconds))
        case Do.NEXT:
            return replace(_with(run, _ended(on, step.at)), current="", gap_since=step.at)
    return run


def _ended(on: PhaseRun, at: dt.datetime) -> PhaseRun:
    paused = on.paused + (at - on.pause if on.pause else dt.timedelta())
    return replace(on, pause=None, paused=paused, ended=at)


def _with(run: Run, phase: PhaseRun) -> Run:
    return replace(run, phases=MappingProxyType({**run.phases, phase.phase: phase}))


def _start(run: Run, step: Step) -> Run:
    if run.current or not step.phase:
        return run
    since = step.since or step.at
    before = run.phases.get(step.phase)
    if before is not None and before.ended is not None:  # run before: it goes on where it stood
        gap = since - before.ended
        again = replace(before, ended=None, paused=before.paused + gap)
        return replace(_with(run, again), current=step.phase, gap_since=None)
    return replace(_with(run, PhaseRun(step.phase, since)), current=step.phase, gap_since=None)


def _back(run: Run, step: Step) -> Run:
    """Back to the phase that the step names: it goes on as it stood when it ended; what was on since is forgotten."""
    before = run.phases.get(step.phase)
    if before is None or before.ended is None:
        return run
    phases = {name: phase for name, phase in run.phases.items() if name != run.current}
    again = replace(before, ended=None, paused=before.paused + (step.at - before.ended))
    return replace(_with(replace(run, phases=phases), again), current=step.phase, gap_since=None)


def next_phase(timeline: Sequence[TimedPhase], run: Run) -> TimedPhase | None:
    """What comes next: the first phase after the one that is on, or after the last one started, that was not run."""
    order = [phase.id for phase in timeline]
    latest = run.current or next((name for name in reversed(tuple(run.phases)) if name in order), "")
    after = order.index(latest) + 1 if latest in order else 0
    return next((phase for phase in timeline[after:] if phase.id not in run.phases), None)


def phase_by_id(timeline: Sequence[TimedPhase], phase_id: str) -> TimedPhase | None:
    """The phase of that id in the line of phases."""
    return next((phase for phase in timeline if phase.id == phase_id), None)


def needs_confirming(phase: TimedPhase, run: PhaseRun, now: dt.datetime) -> bool:
    """Whether going on would leave more than half of the phase unused."""
    return remaining(phase, run, now) > dt.timedelta(seconds=phase.seconds + run.added) / 2


def check_step(timeline: Sequence[TimedPhase], run: Run, step: Step) -> None:
    """Refuse a step that would do nothing.

    Raises:
        Refused: with why, and what would help.
    """
    names = {phase.id: phase.name for phase in timeline}
    on = names.get(run.current, run.current)
    if step.do is Do.START and run.current:
        raise Refused(f"{on} is running: go on with next before something else is started.")
    if step.do is Do.START and step.phase not in names:
        raise Refused("Every phase of the agenda has been run.")
    if step.do in (Do.PAUSE, Do.RESUME, Do.NEXT, Do.ADD) and not run.current:
        raise Refused("No phase is running: start one first.")
    if step.do is Do.PAUSE and run.state is State.PAUSED:
        raise Refused(f"{on} is paused already.")
    if step.do is Do.RESUME and run.state is State.RUNNING:
        raise Refused(f"{on} is running already.")
    if step.do is Do.BACK and not run.is_over(step.phase):
        raise Refused("There is no phase to go back to.")
    if step.do is Do.UNDO and (run.undoable is None or run.undoable.id != step.step):
        raise Refused("There is nothing to undo.")
    if step.do is Do.UNDO and run.undoable is not None and step.at - run.undoable.at > UNDO_FOR:
        raise Refused(f"“{run.undoable.do}” was more than ten minutes ago: it can no longer be undone.")
    if step.do is Do.REDO and (run.redoable is None or run.redoable.id != step.step):
        raise Refused("There is nothing to redo.")


def phase_to_go_back_to(run: Run) -> str:
    """The last phase that ended, empty where there is none."""
    ended = [phase for phase in run.phases.values() if phase.ended is not None]
    return max(ended, key=lambda phase: phase.ended or phase.since).phase if ended else ""
