"""The queue of a plenary: which group speaks now and next, and how long each of them took.

The slot's clock runs inside the phase's: it pauses with the phase, ends with it, and may pause alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ue_tui.model.steps import Do, Step

PRESSED_TWICE = dt.timedelta(seconds=2)
"""Start and stop within this time of each other are one press of a nervous finger."""

AMBER, RED = dt.timedelta(minutes=1), dt.timedelta(seconds=30)
"""What is left when the slot's clock warns, and when it warns again."""


@dataclass(frozen=True, slots=True)
class Slot:
    """How one group's slot went or goes."""

    group: str
    since: dt.datetime
    added: int = 0
    """Seconds."""
    paused: dt.timedelta = dt.timedelta()
    pause: dt.datetime | None = None
    ended: dt.datetime | None = None

    def elapsed(self, now: dt.datetime) -> dt.timedelta:
        """How long the group has spoken; its final time once the slot has ended."""
        return max((self.ended or self.pause or now) - self.since - self.paused, dt.timedelta())

    def left(self, seconds: int, now: dt.datetime) -> dt.timedelta:
        """What is left of a slot of so many seconds; negative past zero."""
        return dt.timedelta(seconds=seconds + self.added) - self.elapsed(now)


@dataclass(frozen=True, slots=True)
class Queue:
    """The slots of one plenary."""

    slots: Mapping[str, Slot] = field(default_factory=dict)
    """By group, those that were started, in that order."""
    on: str = ""
    """The group that speaks."""
    absent: frozenset[str] = frozenset()
    moves: tuple[tuple[str, str], ...] = ()
    """A group, and the one that it was put before; empty for the end."""
    pressed: dt.datetime | None = None
    """When a slot was last started or stopped."""

    @property
    def speaking(self) -> Slot | None:
        """The slot that is on."""
        return self.slots.get(self.on)

    def order(self, groups: Sequence[str]) -> tuple[str, ...]:
        """The groups, given in the order of the session, in the order in which they speak."""
        return moved(groups, self.moves)

    def upcoming(self, groups: Sequence[str]) -> tuple[str, ...]:
        """The groups that are still to speak, in their order."""
        return tuple(one for one in self.order(groups) if one not in self.slots and one not in self.absent)

    def is_twice(self, at: dt.datetime) -> bool:
        """Whether a press at that moment is the second of two."""
        return self.pressed is not None and abs(at - self.pressed) < PRESSED_TWICE


def moved(names: Sequence[str], moves: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Names in a new order, after each move of one before another; names that are not there move nothing."""
    order = list(names)
    for name, before in moves:
        if name not in order or name == before or (before and before not in order):
            continue
        order.remove(name)
        order.insert(order.index(before) if before else len(order), name)
    return tuple(order)


def queue_after(queue: Queue, step: Step) -> Queue:
    """The queue after one step of its own; the same one where the step does nothing."""
    group, slot = step.group, queue.slots.get(step.group)
    if not group:
        return queue
    match step.do:
        case Do.SLOT_START if not queue.on and not queue.is_twice(step.at):
            return _started(queue, step, slot)
        case Do.SLOT_STOP if slot is not None and queue.on == group and not queue.is_twice(step.at):
            return replace(_with(queue, _ended(slot, step.at)), on="", pressed=step.at)
        case Do.SLOT_PAUSE if slot is not None and queue.on == group and slot.pause is None:
            return _with(queue, replace(slot, pause=step.at))
        case Do.SLOT_RESUME if slot is not None and queue.on == group and slot.pause is not None:
            return _with(queue, replace(slot, pause=None, paused=slot.paused + (step.at - slot.pause)))
        case Do.SLOT_ADD if slot is not None:
            return _with(queue, replace(slot, added=slot.added + step.seconds))
        case Do.SLOT_ABSENT if group not in queue.absent and queue.on != group:
            return replace(queue, absent=queue.absent | {group})
        case Do.SLOT_PRESENT if group in queue.absent:
            return replace(queue, absent=queue.absent - {group})
        case Do.SLOT_MOVE if group != step.before:
            return replace(queue, moves=(*queue.moves, (group, step.before)))
    return queue


def _started(queue: Queue, step: Step, slot: Slot | None) -> Queue:
    if slot is None:
        slot = Slot(step.group, step.at)
    elif slot.ended is not None:  # it goes on after its final time
        slot = replace(slot, ended=None, paused=slot.paused + (step.at - slot.ended))
    return replace(_with(queue, slot), on=step.group, absent=queue.absent - {step.group}, pressed=step.at)


def _ended(slot: Slot, at: dt.datetime) -> Slot:
    at = max(at, slot.since)
    pause = max(at - slot.pause, dt.timedelta()) if slot.pause else dt.timedelta()
    return replace(slot, pause=None, paused=slot.paused + pause, ended=at)


def _with(queue: Queue, slot: Slot) -> Queue:
    return replace(queue, slots=MappingProxyType({**queue.slots, slot.group: slot}))


def paused_with_phase(queue: Queue, at: dt.datetime) -> Queue:
    """The queue when its phase pauses: who speaks stops counting."""
    slot = queue.speaking
    return _with(queue, replace(slot, pause=at)) if slot is not None and slot.pause is None else queue


def resumed_with_phase(queue: Queue, paused_at: dt.datetime, at: dt.datetime) -> Queue:
    """The queue when its phase goes on: the slot that paused with it does too."""
    slot = queue.speaking
    if slot is None or slot.pause != paused_at:
        return queue
    return _with(queue, replace(slot, pause=None, paused=slot.paused + (at - paused_at)))


def ended_with_phase(queue: Queue, at: dt.datetime) -> Queue:
    """The queue when its phase ends."""
    slot = queue.speaking
    return replace(_with(queue, _ended(slot, at)), on="") if slot is not None else queue


def away_in_slot(queue: Queue, since: dt.datetime, until: dt.datetime) -> Queue:
    """The queue when a part of its phase is counted as a pause."""
    slot = queue.speaking
    if slot is None:
        return queue
    length = min(until, slot.pause or until) - max(since, slot.since)
    return _with(queue, replace(slot, paused=slot.paused + max(length, dt.timedelta())))
