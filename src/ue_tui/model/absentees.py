"""Who was not there while a session lasted: what is counted of it stays as it was, whoever leaves afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from ue_tui.model.attendance import Attendance, InTheRoom
from ue_tui.model.fold import fold
from ue_tui.model.run import Run
from ue_tui.model.steps import Do, Step


def absent_in(session: str, run: Run, steps: Sequence[Step]) -> frozenset[str]:
    """The stems of the delegations that are absent in a session; in one that is over, those that were at its end."""
    phases = [phase for name, phase in run.phases.items() if name.partition(".")[0] == session]
    ends = [phase.ended for phase in phases if phase.ended is not None]
    if not phases or len(ends) < len(phases):
        return _absent(run.room)
    end = max(ends)
    if not any(step.do is Do.ATTEND and step.at > end for step in steps):
        return _absent(run.room)
    return _absent(fold([step for step in steps if step.at <= end]).room)


def _absent(room: InTheRoom) -> frozenset[str]:
    return frozenset(stem for stem, was in room.attendance.items() if was is Attendance.ABSENT)
