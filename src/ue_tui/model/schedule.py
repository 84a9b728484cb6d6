"""How the day stands against its plan: planned times, projected times, and how far behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ue_tui.model.event import Agenda, Block, Event, TimedPhase
from ue_tui.model.run import Run, phase_by_id, remaining

WORTH_SAYING = dt.timedelta(seconds=15)
"""A difference under this is not mentioned."""


@dataclass(frozen=True, slots=True)
class BlockTimes:
    """When a block of the agenda was planned to start and end, and when it will."""

    planned_start: dt.datetime | None
    planned_end: dt.datetime | None
    projected_start: dt.datetime
    projected_end: dt.datetime
    done: bool
    slack: dt.timedelta | None = None
    """For a pinned block that is still to come: its time less its projected start."""


@dataclass(frozen=True, slots=True)
class Health:
    """Where a day ends, and how far behind its plan that is."""

    projected_end: dt.datetime
    planned_end: dt.datetime
    behind: dt.timedelta
    """Never under zero."""

    def words(self, zone: dt.tzinfo | None) -> str:
        """`day 6 min behind · ends 17:06 (planned 17:00)`, or that it is on time."""
        ends = f"{self.projected_end.astimezone(zone):%H:%M}"
        if self.behind < WORTH_SAYING:
            return f"on time · ends {ends}"
        behind = f"{max(1, round(self.behind.total_seconds() / 60))} min"
        return f"day {behind} behind · ends {ends} (planned {self.planned_end.astimezone(zone):%H:%M})"


def block_times(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[BlockTimes, ...]:
    """Planned and projected times of every block, walking on from `now`.

    A day is the blocks from one `day` to the next. Planned times need one planned start or one phase that was started:
    without them the plan is what would be if the next block began now.
    """
    times: list[BlockTimes] = []
    day: dt.date | None = None
    planned = projected = None
    for number, block in enumerate(event.agenda.blocks):
        phases = [phase for phase in event.timeline if phase.block == number]
        if block.day is not None and block.day != day:
            planned = projected = None  # a new day does not follow from the evening before
            day = block.day
        pin = _pin(block, day, now, zone)
        gap = _planned_gap(event.agenda, number, planned)
        planned = _planned_start(pin, planned, gap, phases, run)
        one = _block_times(pin, planned, projected, phases, run, now)
        times.append(one)
        planned, projected = one.planned_end, one.projected_end
    return tuple(times)


def _planned_gap(agenda: Agenda, number: int, planned: dt.datetime | None) -> dt.timedelta:
    minutes = agenda.defaults.opening_minutes if planned is not None and agenda.blocks[number].session else 0
    return dt.timedelta(minutes=minutes)


def _pin(block: Block, day: dt.date | None, now: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime | None:
    if block.starts is None:
        return None
    return dt.datetime.combine(day or now.astimezone(zone).date(), block.starts, zone)


def _planned_start(
    pin: dt.datetime | None, after: dt.datetime | None, gap: dt.timedelta, phases: list[TimedPhase], run: Run
) -> dt.datetime | None:
    if pin is not None:
        return pin
    if after is not None:
        return after + gap
    started = [run.phases[phase.id].since for phase in phases if phase.id in run.phases]
    return min(started) if started else None


def _block_times(
    pin: dt.datetime | None,
    planned: dt.datetime | None,
    follows: dt.datetime | None,
    phases: list[TimedPhase],
    run: Run,
    now: dt.datetime,
) -> BlockTimes:
    started = [run.phases[phase.id] for phase in phases if phase.id in run.phases]
    done = bool(phases) and all(run.is_over(phase.id) for phase in phases)
    earliest = max(now, follows) if follows else now
    slack = None
    if started:
        start = min(phase.since for phase in started)
    else:
        start = max(earliest, pin) if pin else earliest
        slack = pin - earliest if pin else None
    if done:
        end = max(phase.ended for phase in started if phase.ended)
    else:
        end = start if not started else earliest
        for left in _left(phases, run, now):
            end += left
    total = dt.timedelta(seconds=sum(phase.seconds for phase in phases))
    return BlockTimes(planned, planned + total if planned else None, start, end, done, slack)


def _left(phases: list[TimedPhase], run: Run, now: dt.datetime) -> Iterator[dt.timedelta]:
    """What each phase of a block still takes."""
    for phase in phases:
        if phase.id not in run.phases:
            yield dt.timedelta(seconds=phase.seconds)
        elif not run.is_over(phase.id):
            yield max(remaining(phase, run.phases[phase.id], now), dt.timedelta())


def health(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> Health | None:
    """How the day that is on stands; None where nothing was started and nothing is pinned."""
    times = block_times(event, run, now, zone)
    here = _block_on(event, run)
    last = here
    for number in range(here + 1, len(times)):
        if event.agenda.blocks[number].day not in (None, event.agenda.blocks[here].day):
            break
        last = number
    if not times or times[last].planned_end is None:
        return None
    end = times[last]
    assert end.planned_end is not None
    ends_by = event.agenda.blocks[last].ends_by
    planned = end.planned_end
    if ends_by is not None:
        planned = dt.datetime.combine(planned.astimezone(zone).date(), ends_by, zone)
    return Health(end.projected_end, planned, max(end.projected_end - planned, dt.timedelta()))


def _block_on(event: Event, run: Run) -> int:
    """The block that is on, or the one of the last phase that was started, or the first."""
    for phase_id in (run.current, *reversed(tuple(run.phases))):
        if (phase := phase_by_id(event.timeline, phase_id)) is not None:
            return phase.block
    return 0
