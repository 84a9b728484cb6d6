"""The run of an open event: its steps, the state they come to, and those that are not on disk yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ue_tui.model.event import Event
from ue_tui.model.run import (
    Do,
    Run,
    Step,
    check_step,
    fold,
    joined,
    next_phase,
    phase_to_go_back_to,
)
from ue_tui.store.run_file import new_id


class LiveRun:
    """The steps of a run; synchronous, no I/O."""

    def __init__(self, event: Event, machine: str, steps: Iterable[Step] = ()) -> None:
        self.event = event
        self.machine = machine
        self._steps = joined(steps, ())
        self._unsaved: tuple[Step, ...] = ()
        self._run = fold(self._steps)
        self.failure = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step, in the order of their times."""
        return self._steps

    @property
    def run(self) -> Run:
        """What the steps come to."""
        return self._run

    def take(
        self, do: Do, now: dt.datetime, *, phase: str = "", seconds: int = 0, ago: dt.timedelta | None = None
    ) -> Step:
        """Add a step of that kind, at `now`, to the phase it is for unless one is named.

        `ago` says how long before now a start was. Times on disk are whole milliseconds.

        Raises:
            Refused: it would do nothing; the sentence says why.
        """
        at = now.astimezone(dt.UTC)
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        step = Step(
            id=new_id(),
            at=at,
            by=self.machine,
            do=do,
            phase=phase or self._phase_for(do),
            since=at - (ago or dt.timedelta()) if do is Do.START else None,
            seconds=seconds,
            step=self._step_for(do),
        )
        check_step(self.event.timeline, self._run, step)
        self._unsaved += (step,)
        self._join((step,))
        return step

    def _phase_for(self, do: Do) -> str:
        match do:
            case Do.START:
                upcoming = next_phase(self.event.timeline, self._run)
                return upcoming.id if upcoming else ""
            case Do.BACK:
                return phase_to_go_back_to(self._run)
            case Do.UNDO | Do.REDO:
                return ""
        return self._run.current

    def _step_for(self, do: Do) -> str:
        if do is Do.UNDO and self._run.undoable:
            return self._run.undoable.id
        if do is Do.REDO and self._run.redoable:
            return self._run.redoable.id
        return ""

    def _join(self, steps: Iterable[Step]) -> None:
        self._steps = joined(self._steps, steps)
        self._run = fold(self._steps)

    def arrived(self, steps: Iterable[Step]) -> None:
        """Steps that stand on disk, from another window or machine or from ourselves."""
        self._join(steps)

    def unsaved(self) -> tuple[Step, ...]:
        """The steps that are not known to be on disk."""
        return self._unsaved

    def saved(self, steps: Iterable[Step]) -> None:
        """What stands on disk after a write."""
        on_disk = {step.id for step in steps}
        self._unsaved = tuple(step for step in self._unsaved if step.id not in on_disk)
        self.failure = ""
        self._join(steps)

    def failed(self, reason: str) -> None:
        """The steps could not be written; the clock runs on from memory."""
        self.failure = reason
