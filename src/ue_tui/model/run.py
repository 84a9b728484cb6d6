"""The run: what the steps of a day come to, and what can be asked of it at any moment.

The state is computed from steps (`fold.py`), which are only ever added (`steps.py` has the table of their kinds). All
times are UTC; `remaining` is arithmetic and never counted down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ue_tui.model.attendance import InTheRoom
from ue_tui.model.day import Day
from ue_tui.model.event import TimedPhase
from ue_tui.model.parking_lot import ParkedLine
from ue_tui.model.projected import Projected
from ue_tui.model.slots import Queue
from ue_tui.model.steps import AwayWas, Stack, Step


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
    """Seconds added to the plan, less what was taken; negative where more was taken."""
    taken: int = 0
    """Seconds taken, those that a late break lost among them."""
    paused: dt.timedelta = dt.timedelta()
    """Pauses that are over."""
    pause: dt.datetime | None = None
    """Since when it is paused, if it is."""
    ended: dt.datetime | None = None

    def elapsed(self, now: dt.datetime) -> dt.timedelta:
        """The time it ran, without pauses, up to `now` or its end."""
        until = self.ended or self.pause or now
        return max(until - self.since - self.paused, dt.timedelta())


class SpanKind(StrEnum):
    """What a stretch of the wall clock was."""

    PHASE = "phase"
    PAUSE = "pause"
    GAP = "gap"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the wall clock from one thing that was done to the next; spans follow each other without a hole."""

    kind: SpanKind
    phase: str
    """The phase that ran or paused; for a gap or a night the one before it."""
    start: dt.datetime
    end: dt.datetime | None = None
    """None for the one that is on."""

    def length(self, now: dt.datetime) -> dt.timedelta:
        """How long it took, or has taken by now."""
        return max((self.end or now) - self.start, dt.timedelta())


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which the machine slept or the program was stopped, and what was made of it."""

    since: dt.datetime
    until: dt.datetime
    was: AwayWas


@dataclass(frozen=True, slots=True)
class Run:
    """What the steps come to: which phase is on, how each one went, and everything else that was done."""

    phases: Mapping[str, PhaseRun] = field(default_factory=dict)
    """By phase id, in the order in which they were started."""
    current: str = ""
    """The phase that is on, empty in a gap or when nothing is."""
    gap_since: dt.datetime | None = None
    """When the last phase ended, while the next one is not started and the day is not closed."""
    closed: dt.datetime | None = None
    """When the day was closed, until something is started again."""
    mornings: tuple[str, ...] = ()
    """The phases that a day began with: the first one of all, and each that was started after a night."""
    spans: tuple[Span, ...] = ()
    """The wall clock from the first start on."""
    aways: tuple[Away, ...] = ()
    day: Day = field(default_factory=Day)
    queues: Mapping[str, Queue] = field(default_factory=dict)
    """By phase id, where a slot was started or moved."""
    room: InTheRoom = field(default_factory=InTheRoom)
    projected: Projected = field(default_factory=Projected)
    parking_lot: tuple[ParkedLine, ...] = ()
    hands: tuple[str, ...] = ()
    """Whose hands are raised, in the order in which they went up."""
    checked: frozenset[str] = frozenset()
    """What was checked before doors."""
    late_start: Mapping[str, int] = field(default_factory=dict)
    """By the phase that a day began with: 1 where the plan moves to its start, 0 where the day is behind."""
    holder: str = ""
    """The machine that holds the run: the last one that took it, else the one of the first step."""
    last: Step | None = None
    """The last step of anyone, whether or not it did something."""
    undoables: Mapping[Stack, Step] = field(default_factory=dict)
    """The last step of each stack that took effect."""
    redoables: Mapping[Stack, Step] = field(default_factory=dict)
    """The step that the last undo of each stack took back."""

    @property
    def state(self) -> State:
        """Idle before the first start and after a day is closed, running or paused in a phase, a gap between two."""
        if self.current:
            return State.PAUSED if self.phases[self.current].pause else State.RUNNING
        return State.GAP if self.gap_since else State.IDLE

    @property
    def undoable(self) -> Step | None:
        """The last step of the clock that took effect."""
        return self.undoables.get(Stack.CLOCK)

    @property
    def redoable(self) -> Step | None:
        """The step of the clock that the last undo took back."""
        return self.redoables.get(Stack.CLOCK)

    def on(self) -> PhaseRun | None:
        """The phase that is on."""
        return self.phases.get(self.current)

    def queue(self, phase: str = "") -> Queue:
        """The queue of a phase, or of the one that is on."""
        return self.queues.get(phase or self.current, Queue())

    def is_over(self, phase: str) -> bool:
        """Whether a phase was run and ended."""
        return phase in self.phases and self.phases[phase].ended is not None


def remaining(phase: TimedPhase, run: PhaseRun, now: dt.datetime) -> dt.timedelta:
    """What is left of a phase; negative past zero."""
    return dt.timedelta(seconds=phase.seconds + run.added) - run.elapsed(now)


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


def phase_to_go_back_to(run: Run) -> str:
    """The last phase that ended, empty where there is none."""
    ended = [phase for phase in run.phases.values() if phase.ended is not None]
    return max(ended, key=lambda phase: phase.ended or phase.since).phase if ended else ""
