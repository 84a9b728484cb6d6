"""Steps that would do nothing: refused, with why and what would help, in the same words everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ue_tui.model.errors import Refused
from ue_tui.model.event import TimedPhase
from ue_tui.model.fold import step_taken
from ue_tui.model.run import Run, State
from ue_tui.model.steps import OF_THE_PHASE, SLOTS, UNDO_FOR, Do, Step

_NO_PHASE = "No phase is running: start one first."


def check_step(timeline: Sequence[TimedPhase], run: Run, step: Step) -> None:
    """Refuse a step that would do nothing.

    Raises:
        Refused: with why, and what would help.
    """
    if step.do in (Do.UNDO, Do.REDO):
        _check_undo(run, step)
        return
    if step.do is Do.HOLD:
        if run.holder == step.by:
            raise Refused("This laptop holds the run already.")
        return
    names = {phase.id: phase.name for phase in timeline}
    reason = _start_or_back(names, run, step) or _in_phase(names, run, step) or _in_queue(run, step)
    if not reason and step_taken(run, step) is run:
        reason = _NOTHING_TO_DO.get(step.do, "That is so already.")
    if reason:
        raise Refused(reason)


_NOTHING_TO_DO = {
    Do.OUT: "It is left out already, or it is on: a block that is on can only be ended.",
    Do.IN: "It is not left out.",
    Do.MOVE: "It stands there already.",
    Do.REPLAN: "No phase would get other minutes.",
    Do.PARK: "Write a line for the parking lot first.",
    Do.COVER: "No picture is up.",
    Do.TELL: "Nothing was told to the room.",
    Do.CLOSE: "No day is on that could be closed.",
    Do.PARK_OWNER: "There is no such line in the parking lot, or it has that owner.",
    Do.PARK_ANSWER: "There is no such line in the parking lot, or it has that answer.",
    Do.PARK_DROP: "There is no such line in the parking lot, or it is dropped already.",
    Do.PARK_KEEP: "There is no such line in the parking lot, or it is kept already.",
}


def _start_or_back(names: dict[str, str], run: Run, step: Step) -> str:
    if step.do is Do.START and run.current:
        on = names.get(run.current, run.current)
        return f"{on} is running: go on with next before something else is started."
    if step.do is Do.START and step.phase not in names:
        return "Every phase of the agenda has been run."
    if step.do is Do.START and step.since and run.gap_since and step.since < run.gap_since:
        minutes = max(1, round((step.at - run.gap_since) / dt.timedelta(minutes=1)))
        return f"The phase before ended {minutes} min ago: it cannot have started earlier than that."
    if step.do is Do.BACK and not run.is_over(step.phase):
        return "There is no phase to go back to."
    return ""


def _in_phase(names: dict[str, str], run: Run, step: Step) -> str:
    if step.do not in OF_THE_PHASE or step.do in (Do.REVEAL, Do.PAGE, Do.COVER, Do.CLOSE):
        return ""
    if not run.current:
        return _NO_PHASE
    on = names.get(run.current, run.current)
    if step.phase != run.current:
        return f"{on} is on by now: that was meant for another phase."
    if step.do is Do.AWAY and step.until is not None and step.until <= run.phases[run.current].since:
        return f"{on} had not begun then."
    if step.do is Do.PAUSE and run.state is State.PAUSED:
        return f"{on} is paused already."
    if step.do is Do.RESUME and run.state is State.RUNNING:
        return f"{on} is running already."
    return ""


def _in_queue(run: Run, step: Step) -> str:
    if step.do not in SLOTS:
        return ""
    queue = run.queue()
    if step.do in (Do.SLOT_START, Do.SLOT_STOP) and queue.is_twice(step.at):
        return "Twice within two seconds counts once."
    if step.do is Do.SLOT_START and queue.on:
        return "A group is speaking: stop its slot before the next one is started."
    if step.do in (Do.SLOT_STOP, Do.SLOT_PAUSE, Do.SLOT_RESUME) and queue.on != step.group:
        return "No slot of that group is on."
    if step.do is Do.SLOT_ADD and step.group not in queue.slots:
        return "That group's slot has not begun: minutes are added while it runs."
    if step.do is Do.SLOT_ABSENT and queue.on == step.group:
        return "That group is speaking: stop its slot instead."
    return ""


def _check_undo(run: Run, step: Step) -> None:
    by_id = {one.id: one for one in (*run.undoables.values(), *run.redoables.values())}
    target = by_id.get(step.step)
    if step.do is Do.REDO and (target is None or target not in run.redoables.values()):
        raise Refused("There is nothing to redo.")
    if step.do is Do.UNDO and (target is None or target not in run.undoables.values()):
        raise Refused("There is nothing to undo.")
    if step.do is Do.UNDO and target is not None and step.at - target.at > UNDO_FOR:
        raise Refused(f"“{target.do}” was more than ten minutes ago: it can no longer be undone.")
