"""Who speaks in a plenary: the groups in their order, with rapporteur, slot, final time, and whether it all fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.event import Event, TimedPhase, Who
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run, State, remaining
from ue_tui.model.slots import AMBER, RED, Queue, Slot
from ue_tui.model.speaking import Feasibility, is_absent, order_now, slot_seconds
from ue_tui.model.words import minutes_and_seconds

NOT_STARTED = dt.timedelta(minutes=1)
"""How long the floor may be empty, beyond the changeover, before a word is said about it."""


class Turn(StrEnum):
    """Where a group is in the queue."""

    SPEAKING = "speaking"
    TO_COME = "to come"
    DONE = "done"
    ABSENT = "absent"


class Light(StrEnum):
    """How the clock of a slot warns; the same words beside it say it without colour."""

    GREEN = "in time"
    AMBER = "one minute"
    RED = "thirty seconds"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A group in the queue."""

    group: str
    """Its stem."""
    name: str
    rapporteur: str
    """Who speaks; empty where nobody is named."""
    turn: Turn
    seconds: int
    """Its slot, with what was added."""
    spoken: dt.timedelta
    """How long it has spoken; its final time once it is done."""
    paused: bool = False

    @property
    def left(self) -> dt.timedelta:
        """What is left of its slot; negative past zero."""
        return dt.timedelta(seconds=self.seconds) - self.spoken

    @property
    def light(self) -> Light:
        """Amber at 1:00, red at 0:30, then over."""
        return light(self.left)

    @property
    def clock(self) -> str:
        """`2:14` left, `+0:12` over; what it took, `3:12`, once it is done; the slot before."""
        if self.turn is Turn.DONE:
            return minutes_and_seconds(round(self.spoken.total_seconds()))
        return slot_clock(self.left)

    @property
    def question(self) -> str:
        """What is asked of a group that nobody is named for; else empty."""
        return "" if self.rapporteur or self.turn in (Turn.DONE, Turn.ABSENT) else f"Who speaks for {self.name}?"


def light(left: dt.timedelta) -> Light:
    """How the clock of a slot warns when so much is left."""
    if left < dt.timedelta():
        return Light.OVER
    return Light.RED if left <= RED else Light.AMBER if left <= AMBER else Light.GREEN


def slot_clock(left: dt.timedelta) -> str:
    """`2:14`, and `+0:12` past zero."""
    return minutes_and_seconds(round(left.total_seconds())).replace("-", "+")


def has_slots(event: Event, phase: TimedPhase | None) -> bool:
    """Whether groups present in a phase."""
    return phase is not None and phase.who is Who.PLENARY and slot_seconds(event, phase) > 0


def speakers(
    event: Event, run: Run, phase: TimedPhase, groups: Sequence[DiscussionGroup], now: dt.datetime
) -> tuple[Speaker, ...]:
    """The queue of a plenary, as it stands; `groups` in alphabetical order."""
    queue, by_stem = run.queue(phase.id), {group.stem: group for group in groups}
    found = []
    for stem in order_now(event, groups, run, phase.id):
        group, slot = by_stem[stem], queue.slots.get(stem)
        seconds = slot_seconds(event, phase) + (slot.added if slot is not None else 0)
        spoken = slot.elapsed(now) if slot is not None else dt.timedelta()
        turn = _turn(run, phase.id, queue, group, slot)
        speaks = group.rapporteurs.get(phase.session, "")
        paused = slot is not None and slot.pause is not None
        found.append(Speaker(stem, group.name, speaks, turn, seconds, spoken, paused))
    return tuple(found)


def _turn(run: Run, phase: str, queue: Queue, group: DiscussionGroup, slot: Slot | None) -> Turn:
    if queue.on == group.stem:
        return Turn.SPEAKING
    if slot is not None:
        return Turn.DONE
    return Turn.ABSENT if is_absent(run, phase, group) else Turn.TO_COME


def slots_to_come(
    event: Event, run: Run, phase: TimedPhase, queue: Sequence[Speaker], now: dt.datetime
) -> Feasibility | None:
    """Whether the slots that are to come fit into what is left of the phase; None where nobody presents.

    An absent group's slot goes to discussion, and what is left of the slot that is on is set apart first.
    """
    if not has_slots(event, phase):
        return None
    ran = run.phases.get(phase.id)
    to_come = sum(one.turn is Turn.TO_COME for one in queue)
    seconds = phase.seconds if ran is None else max(round(remaining(phase, ran, now).total_seconds()), 0)
    speaking = next((one for one in queue if one.turn is Turn.SPEAKING), None)
    if speaking is not None:
        seconds = max(seconds - max(round(speaking.left.total_seconds()), 0), 0)
    seconds = seconds // 60 * 60  # while the clock runs whole minutes are enough
    return Feasibility(to_come, slot_seconds(event, phase), event.agenda.defaults.changeover_seconds, seconds)


def next_speaker(queue: Sequence[Speaker]) -> Speaker | None:
    """The group that speaks next."""
    return next((one for one in queue if one.turn is Turn.TO_COME), None)


def not_started(event: Event, run: Run, queue: Sequence[Speaker], now: dt.datetime) -> str:
    """`Media has not started for 1:20` where the floor is empty for a minute beyond the changeover."""
    on, slots = run.on(), run.queue()
    upcoming = next_speaker(queue)
    if on is None or run.state is not State.RUNNING or slots.on or upcoming is None:
        return ""
    free = max([slot.ended for slot in slots.slots.values() if slot.ended] or [on.since])
    resumed = max((span.start for span in run.spans if span.phase == on.phase), default=free)
    waited = now - max(free, resumed)
    changeover = dt.timedelta(seconds=event.agenda.defaults.changeover_seconds if slots.slots else 0)
    if waited < NOT_STARTED + changeover:
        return ""
    return f"{upcoming.name} has not started for {minutes_and_seconds(int(waited.total_seconds()))}"
