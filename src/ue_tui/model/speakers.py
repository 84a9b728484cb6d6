"""Who speaks in a plenary: the groups in their order, with rapporteur, slot, final time, and whether it all fits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.attendance import Attendance
from ue_tui.model.event import Event, TimedPhase, Who
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run, State, remaining
from ue_tui.model.slots import AMBER, RED, Queue, Slot
from ue_tui.model.words import minutes_and_seconds

NOT_STARTED = dt.timedelta(minutes=1)
"""How long the floor may be empty, beyond the changeover, before a word is said about it."""

QUARTER = 15
"""The longest slot that fits is told in quarters of a minute."""


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
            return minutes_and_seconds(int(self.spoken.total_seconds()))
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


def session_order(event: Event, session: str, groups: Sequence[str]) -> tuple[str, ...]:
    """The groups, given in alphabetical order, as they speak in a session: who began before speaks last."""
    presenting = [one.id for one in event.sessions if one.presentation_minutes]
    turns = presenting.index(session) if session in presenting else 0
    first = turns % len(groups) if groups else 0
    return (*groups[first:], *groups[:first])


def has_slots(event: Event, phase: TimedPhase | None) -> bool:
    """Whether groups present in a phase."""
    return phase is not None and phase.who is Who.PLENARY and slot_seconds(event, phase) > 0


def slot_seconds(event: Event, phase: TimedPhase) -> int:
    """The slot of each group in a phase; 0 where none presents."""
    if phase.who is not Who.PLENARY:
        return 0
    return round(event.session(phase.session).presentation_minutes * 60)


def is_absent(run: Run, queue: Queue, group: DiscussionGroup) -> bool:
    """Whether a group cannot speak: it was said so, or all of its delegations are absent."""
    if group.stem in queue.absent:
        return True
    return bool(group.members) and all(run.room.of(one) is Attendance.ABSENT for one in group.members)


def speakers(
    event: Event, run: Run, phase: TimedPhase, groups: Sequence[DiscussionGroup], now: dt.datetime
) -> tuple[Speaker, ...]:
    """The queue of a plenary, as it stands; `groups` in alphabetical order."""
    queue, by_stem = run.queue(phase.id), {group.stem: group for group in groups}
    order = queue.order(session_order(event, phase.session, tuple(by_stem)))
    found = []
    for stem in order:
        group, slot = by_stem[stem], queue.slots.get(stem)
        seconds = slot_seconds(event, phase) + (slot.added if slot is not None else 0)
        spoken = slot.elapsed(now) if slot is not None else dt.timedelta()
        turn = _turn(run, queue, group, slot)
        speaks = group.rapporteurs.get(phase.session, "")
        paused = slot is not None and slot.pause is not None
        found.append(Speaker(stem, group.name, speaks, turn, seconds, spoken, paused))
    return tuple(found)


def _turn(run: Run, queue: Queue, group: DiscussionGroup, slot: Slot | None) -> Turn:
    if queue.on == group.stem:
        return Turn.SPEAKING
    if slot is not None:
        return Turn.DONE
    return Turn.ABSENT if is_absent(run, queue, group) else Turn.TO_COME


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether the slots fit into their plenary."""

    groups: int
    slot: int
    """Seconds."""
    changeover: int
    seconds: int
    """What the phase has."""

    @property
    def needed(self) -> int:
        """Seconds that all slots take, each with its changeover."""
        return self.groups * (self.slot + self.changeover)

    @property
    def left(self) -> int:
        """Seconds that are left for discussion; negative where it does not fit."""
        return self.seconds - self.needed

    @property
    def longest_slot(self) -> int:
        """The longest slot that fits, in quarters of a minute; the slot itself where it does."""
        if self.left >= 0 or not self.groups:
            return self.slot
        return max((self.seconds // self.groups - self.changeover) // QUARTER * QUARTER, 0)

    @property
    def words(self) -> str:
        """`6 groups × 3:00 + 1:00 changeover = 24 of 40 min, 16 left for discussion`."""
        noun = "group" if self.groups == 1 else "groups"
        sum_ = f"{self.groups} {noun} × {minutes_and_seconds(self.slot)}"
        if self.changeover:
            sum_ += f" + {minutes_and_seconds(self.changeover)} changeover"
        sum_ += f" = {_minutes(self.needed)} of {_minutes(self.seconds)} min"
        if self.left >= 0:
            return f"{sum_}, {_minutes(self.left)} left for discussion"
        longest = minutes_and_seconds(self.longest_slot)
        fits = f"the longest slot that fits is {longest}" if self.longest_slot else "no slot fits"
        return f"{sum_}, {_minutes(-self.left)} too many: {fits}"


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    return minutes_and_seconds(seconds) if rest else str(whole)


def feasibility(
    event: Event, run: Run, phase: TimedPhase, queue: Sequence[Speaker], now: dt.datetime
) -> Feasibility | None:
    """Whether the slots that are to come fit into what the phase has; None where nobody presents.

    An absent group's slot goes to discussion. While the phase is on, what is left of it counts, without who speaks now.
    """
    if not has_slots(event, phase):
        return None
    ran = run.phases.get(phase.id)
    to_come = sum(one.turn is Turn.TO_COME for one in queue)
    seconds = phase.seconds if ran is None else max(round(remaining(phase, ran, now).total_seconds()), 0)
    speaking = next((one for one in queue if one.turn is Turn.SPEAKING), None)
    if speaking is not None:
        seconds = max(seconds - max(round(speaking.left.total_seconds()), 0), 0)
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
