"""The rows of a plenary's queue: who speaks, in which order, and how long each of them took."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.run import Run
from ue_tui.model.speakers import Light, Speaker, Turn, has_slots, next_speaker
from ue_tui.model.words import minutes_and_seconds
from ue_tui.tui.widgets.row_list import ListColumn, ListRow

QUEUE_COLUMNS = (
    ListColumn("", align="right"),
    ListColumn("Group", most=26),
    ListColumn("Speaks", grows=True),
    ListColumn("Slot", align="right"),
    ListColumn("", most=40),
)


def phase_with_slots(event: Event, timeline: Sequence[TimedPhase], run: Run) -> TimedPhase | None:
    """The plenary whose queue is meant: the one that is on, else the next one to come, else the last one that was."""
    with_slots = [phase for phase in timeline if has_slots(event, phase)]
    on = [phase for phase in with_slots if phase.id == run.current]
    to_come = [phase for phase in with_slots if phase.id not in run.phases]
    return next((some[at] for some, at in ((on, 0), (to_come, 0), (with_slots, -1)) if some), None)


def queue_rows(queue: Sequence[Speaker]) -> list[ListRow]:
    """The groups in the order in which they speak; a final time stays where it was made."""
    upcoming = next_speaker(queue)
    return [
        ListRow(
            one.group,
            (
                str(number),
                one.name,
                one.rapporteur or ("who speaks? w" if one.question else "nobody named"),
                minutes_and_seconds(one.seconds),
                _state(one, is_next=one is upcoming),
            ),
            _look(one),
        )
        for number, one in enumerate(queue, 1)
    ]


def time_words(one: Speaker) -> str:
    """`2:14 left`, `0:12 over`."""
    left = round(one.left.total_seconds())
    return f"{minutes_and_seconds(-left)} over" if left < 0 else f"{minutes_and_seconds(left)} left"


def _state(one: Speaker, *, is_next: bool) -> str:
    match one.turn:
        case Turn.SPEAKING:
            return f"{'paused' if one.paused else 'speaking'}, {time_words(one)}"
        case Turn.DONE:
            return f"took {one.clock}" + (f", {time_words(one)}" if one.light is Light.OVER else "")
        case Turn.ABSENT:
            return "absent: its time goes to discussion"
        case _:
            return "next" if is_next else ""


def _look(one: Speaker) -> Literal["plain", "bold", "quiet", "late"]:
    if one.turn is Turn.SPEAKING:
        return "late" if one.light is Light.OVER else "bold"
    return "plain" if one.turn is Turn.TO_COME else "quiet"
