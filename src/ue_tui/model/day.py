"""The day as it has become: blocks left out, taken in again or moved, and the minutes of a re-plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.slots import moved
from ue_tui.model.steps import Do, Step


@dataclass(frozen=True, slots=True)
class Day:
    """What was changed of the agenda during the event; the agenda's file is the plan and stays as it is."""

    left_out: frozenset[str] = frozenset()
    """Ids of blocks."""
    moves: tuple[tuple[str, str], ...] = ()
    """A block, and the one that it was put before; empty for the end."""
    seconds: Mapping[str, int] = field(default_factory=dict)
    """What a re-plan gave to phases, by their id."""


def day_after(day: Day, step: Step) -> Day:
    """The day after one step; the same value where the step does nothing."""
    match step.do:
        case Do.OUT if step.block and step.block not in day.left_out:
            return replace(day, left_out=day.left_out | {step.block})
        case Do.IN if step.block in day.left_out:
            return replace(day, left_out=day.left_out - {step.block})
        case Do.MOVE if step.block and step.block != step.before:
            return replace(day, moves=(*day.moves, (step.block, step.before)))
        case Do.REPLAN if step.each:
            return replace(day, seconds=MappingProxyType({**day.seconds, **dict(step.each)}))
    return day


def blocks_in_order(event: Event, day: Day) -> tuple[int, ...]:
    """The numbers of the agenda's blocks in the order in which they come, those left out among them."""
    numbers = {name: number for number, name in enumerate(event.block_ids)}
    return tuple(numbers[name] for name in moved(event.block_ids, day.moves))


def is_left_out(event: Event, day: Day, block: int) -> bool:
    """Whether a block, by its number in the agenda, is left out."""
    return event.block_ids[block] in day.left_out


def timeline(event: Event, day: Day) -> tuple[TimedPhase, ...]:
    """Every phase that the clock runs through, as the day has become: in its order, with its minutes."""
    by_block: dict[int, list[TimedPhase]] = {}
    for phase in event.timeline:
        seconds = day.seconds.get(phase.id, phase.seconds)
        by_block.setdefault(phase.block, []).append(
            phase if seconds == phase.seconds else replace(phase, seconds=seconds)
        )
    order = (number for number in blocks_in_order(event, day) if not is_left_out(event, day, number))
    return tuple(phase for number in order for phase in by_block.get(number, ()))


def day_of_block(event: Event, day: Day, block: int) -> tuple[int, ...]:
    """The numbers of the blocks of the same day as one, in their order: from one that names a day to the next."""
    found: list[int] = []
    date: object = None
    for number in blocks_in_order(event, day):
        starts_on = event.agenda.blocks[number].day
        if starts_on is not None and starts_on != date:
            if block in found:
                break
            date, found = starts_on, []
        found.append(number)
    return tuple(found)


def ends_its_day(event: Event, day: Day, phase: str) -> bool:
    """Whether a phase is the last one of its day."""
    here = next((one for one in event.timeline if one.id == phase), None)
    if here is None:
        return False
    blocks = day_of_block(event, day, here.block)
    last = [one.id for one in timeline(event, day) if one.block in blocks]
    return bool(last) and last[-1] == phase
