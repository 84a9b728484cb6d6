"""The run of an open event: its steps, the state they come to, and those that are not on disk yet."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Unpack

from ue_tui.model.bell import Ring, rings
from ue_tui.model.day import ends_its_day, timeline
from ue_tui.model.errors import Refused
from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.fold import fold
from ue_tui.model.refusals import check_step
from ue_tui.model.run import Run, next_phase, phase_by_id, phase_to_go_back_to
from ue_tui.model.schedule import seconds_off_break
from ue_tui.model.steps import OF_THE_PHASE, Details, Do, Stack, Step, joined
from ue_tui.store.run_file import new_id
from ue_tui.store.steady_clock import zone_of

_MOMENT = dt.timedelta(milliseconds=1)
"""Times on disk are whole milliseconds."""


_BEHIND = dt.timedelta(minutes=1)


class LiveRun:
    """The steps of a run; synchronous, no I/O."""

    def __init__(self, event: Event, machine: str, steps: Iterable[Step] = ()) -> None:
        self.event = event
        self.machine = machine
        self.looks_only = False
        """Whether this window takes no steps: another machine holds the run, and this one looks."""
        self.window = ""
        """The name of a window that stays open; empty for a command."""
        self.speed = 1.0
        """How many times as fast as the wall the time runs, in a rehearsal."""
        self._steps = joined(steps, ())
        self._unsaved: tuple[Step, ...] = ()
        self._run = fold(self._steps)
        self._timeline = timeline(event, self._run.day)
        self._found = self._run.last
        self.failure = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in the order of their times."""
        return self._steps

    @property
    def run(self) -> Run:
        """What the steps come to."""
        return self._run

    @property
    def timeline(self) -> tuple[TimedPhase, ...]:
        """Every phase that is to be run, in today's order and with the minutes of the last re-plan."""
        return self._timeline

    def moment(self, now: dt.datetime) -> dt.datetime:
        """The time as the run sees it: never before its last step, so that a clock set back gives no time back."""
        last = self._run.last
        return max(now, last.at) if last is not None else now

    def clock_behind(self, now: dt.datetime) -> str:
        """What is told where the laptop's clock stands before the last step of the run; else empty."""
        last = self._run.last
        if last is None or last.at - now < _BEHIND:
            return ""
        minutes = round((last.at - now) / dt.timedelta(minutes=1))
        return (
            f"This laptop's clock is {minutes} min behind the run, whose last step was made on {last.by}. "
            "The run stands still until the clock has caught up: set the clock."
        )

    def phase_on(self) -> TimedPhase | None:
        """The phase that is on."""
        return phase_by_id(self._timeline, self._run.current)

    def take(
        self,
        do: Do,
        now: dt.datetime,
        *,
        phase: str = "",
        ago: dt.timedelta | None = None,
        stack: Stack = Stack.CLOCK,
        **details: Unpack[Details],
    ) -> Step:
        """Add a step of any kind, at `now`, to the phase it is for unless one is named (table in `model/steps.py`).

        `ago` says how long before now a start was; `stack` says what is undone or redone. A reveal draws its seed here.
        `next` on the last phase of a day closes the day.

        Raises:
            Refused: it would do nothing; the sentence says why.
        """
        if self.looks_only and do is not Do.HOLD:
            raise Refused(f"This window only looks: {self._run.holder} holds the run. Take over first.")
        at = self._time_of_step(now)
        if do is Do.REVEAL:
            details.setdefault("number", secrets.randbelow(2**31))
        if do is Do.UNDO and (last := self._run.undoables.get(stack)) is not None:
            details.setdefault("step", last.id)
        if do is Do.REDO and (undone := self._run.redoables.get(stack)) is not None:
            details.setdefault("step", undone.id)
        phase = phase or self._phase_for(do)
        if do is Do.START:
            self._start(phase, at - (ago or dt.timedelta()), details)
        if do is Do.NEXT and ends_its_day(self.event, self._run.day, phase):
            do = Do.CLOSE
        step = Step(id=new_id(self.window), at=at, by=self.machine, do=do, phase=phase, **details)
        check_step(self._timeline, self._run, step)
        self.looks_only = False
        self._unsaved += (step,)
        self._join((step,))
        return step

    @property
    def is_held_elsewhere(self) -> bool:
        """Whether another machine holds the run: then this one takes over, or looks only."""
        return self._run.holder not in ("", self.machine)

    def rings(self, before: dt.datetime, now: dt.datetime) -> tuple[Ring, ...]:
        """The rings that are due in this window between two looks: it made the last step, or a command here did."""
        last = self._run.last
        if last is None or last.by != self.machine:
            return ()
        window, _, rest = last.id.partition("-")
        mine = not rest or window == self.window or last == self._found
        return rings(self._timeline, self._run, before, now, speed=self.speed) if mine else ()

    def _start(self, phase: str, since: dt.datetime, details: Details) -> None:
        """What a start says; a break that begins late is shorter, so that it ends when people were told."""
        details["since"] = since
        begun = phase_by_id(self._timeline, phase)
        if begun is not None and phase not in self._run.phases:
            details["seconds"] = seconds_off_break(self.event, self._run, begun, since, self.zone)

    @property
    def zone(self) -> dt.tzinfo:
        """The time zone of the agenda, else the laptop's."""
        return zone_of(self.event.agenda.timezone)

    def _time_of_step(self, now: dt.datetime) -> dt.datetime:
        at = now.astimezone(dt.UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        last = self._run.last
        return at if last is None or at > last.at else last.at + _MOMENT

    def _phase_for(self, do: Do) -> str:
        if do is Do.START:
            upcoming = next_phase(self._timeline, self._run)
            return upcoming.id if upcoming else ""
        if do is Do.BACK:
            return phase_to_go_back_to(self._run)
        return self._run.current if do in OF_THE_PHASE else ""

    def _join(self, steps: Iterable[Step]) -> None:
        self._steps = joined(self._steps, steps)
        self._run = fold(self._steps)
        self._timeline = timeline(self.event, self._run.day)

    def arrived(self, steps: Iterable[Step]) -> None:
        """Steps that stand on disk, from another window or machine or from ourselves; what lacks there is unsaved."""
        found = tuple(steps)
        on_disk = {step.id for step in found}
        self._unsaved = tuple(step for step in self._steps if step.id not in on_disk)
        self._join(found)

    def unsaved(self) -> tuple[Step, ...]:
        """The steps that are not known to be on disk: not written yet, or lost there with their file."""
        return self._unsaved

    def saved(self, steps: Iterable[Step]) -> None:
        """What stands on disk after a write."""
        self.failure = ""
        self.arrived(steps)

    def goes_on_from(self, before: LiveRun) -> None:
        """Take the place of the same run as it was open before: what was not saved, and whose window it is."""
        self.window, self.looks_only, self.failure = before.window, before.looks_only, before.failure
        on_disk = self._steps
        self._join(before.steps)
        self.arrived(on_disk)

    def failed(self, reason: str) -> None:
        """The steps could not be written; the clock runs on from memory."""
        self.failure = reason
