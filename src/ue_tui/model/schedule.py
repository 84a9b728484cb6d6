"""How the day stands against its plan: planned times, projected times, and how far behind.

The plan is the agenda, with its own minutes and order. The projection walks from now over the day as it has become:
what is left of the phase that is on, then whole phases and planned gaps; a pinned block starts at its time or later,
and a break keeps its planned end as long as it keeps its least minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ue_tui.model.day import timeline
from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.run import Run, next_phase, phase_by_id, remaining

WORTH_SAYING = dt.timedelta(seconds=15)
"""A difference under this is not mentioned."""

WORTH_ASKING = dt.timedelta(minutes=1)
"""A day that began this late asks once whether the plan moves."""

_NOTHING = dt.timedelta()


@dataclass(frozen=True, slots=True)
class PhaseTimes:
    """When a phase was planned to start and end, and when it did or will."""

    phase: TimedPhase
    planned_start: dt.datetime | None
    planned_end: dt.datetime | None
    start: dt.datetime
    end: dt.datetime
    to_come: bool
    """Neither run, nor on, nor passed over."""
    earliest: dt.datetime
    """When it could start if no pin held it."""
    pin: dt.datetime | None = None
    """When its block is to start, for the first phase of a pinned one."""

    @property
    def length(self) -> dt.timedelta:
        """How long it took or will take."""
        return self.end - self.start


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
    out: bool = False
    """Whether it is left out."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A time that the agenda gives to a block that is still to come or on."""

    block: int
    title: str
    at: dt.datetime
    slack: dt.timedelta
    """Its time less the projected one; negative where it cannot be held."""
    is_end: bool = False

    def words(self, zone: dt.tzinfo | None) -> str:
        """`Lunch 12:45, 6 min slack`, `User journey ends by 17:00, 4 min late`."""
        minutes = round(self.slack / dt.timedelta(minutes=1))
        room = f"{minutes} min slack" if minutes >= 0 else f"{-minutes} min late"
        return f"{self.title}{' ends by' if self.is_end else ''} {self.at.astimezone(zone):%H:%M}, {room}"


@dataclass(frozen=True, slots=True)
class Health:
    """Where a day ends, and how far behind its plan that is."""

    projected_end: dt.datetime
    planned_end: dt.datetime
    behind: dt.timedelta
    """Never under zero."""
    pin: Pin | None = None
    """The next pin of the day."""
    closed: bool = False
    """Whether the day is over, and the next one is not on."""

    @property
    def minutes_behind(self) -> int:
        """Whole minutes; 0 where nothing is to be said."""
        return 0 if self.behind < WORTH_SAYING else max(1, round(self.behind / dt.timedelta(minutes=1)))

    def words(self, zone: dt.tzinfo | None) -> str:
        """`day 6 min behind · ends 17:06 (planned 17:00)`, that it is on time, or that the day is closed."""
        ends, planned = (f"{one.astimezone(zone):%H:%M}" for one in (self.projected_end, self.planned_end))
        if self.closed:
            return f"day closed {ends}" + (f" (planned {planned})" if ends != planned else "")
        if not self.minutes_behind:
            return f"on time · ends {ends}"
        return f"day {self.minutes_behind} min behind · ends {ends} (planned {planned})"


@dataclass(frozen=True, slots=True)
class LateStart:
    """A day that began after its planned time, about which nobody has decided yet."""

    phase: TimedPhase
    planned: dt.datetime
    started: dt.datetime

    @property
    def question(self) -> str:
        """What is asked, once."""
        late = f"{round((self.started - self.planned) / dt.timedelta(minutes=1))} min"
        return f"{self.phase.name} began {late} late. Does the plan move with it, or is the day {late} behind?"


def gap_before(event: Event, phases: Sequence[TimedPhase], number: int) -> dt.timedelta:
    """The planned gap before a phase: opening a session, or moving where other people work together than before."""
    phase, defaults = phases[number], event.agenda.defaults
    before = phases[number - 1] if number else None
    if before is None or not phase.session:
        return _NOTHING
    if before.session != phase.session:
        return dt.timedelta(minutes=defaults.opening_minutes)
    return dt.timedelta(minutes=defaults.moving_minutes if before.who is not phase.who else 0)


def day_numbers(event: Event, run: Run, phases: Sequence[TimedPhase]) -> tuple[int, ...]:
    """To which day each phase belongs: from one `day` of the agenda to the next, and from a night to the next."""
    numbers: list[int] = []
    date, day = None, -1
    for number, phase in enumerate(phases):
        named = event.agenda.blocks[phase.block].day
        if not number or (named is not None and named != date) or phase.id in run.mornings[1:]:
            day += 1
        date = named or date
        numbers.append(day)
    return tuple(numbers)


def _first_of_block(phases: Sequence[TimedPhase], number: int) -> bool:
    return not number or phases[number - 1].block != phases[number].block


class _Plan:
    """The agenda's own times, phase by phase, in its own order."""

    def __init__(self, event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> None:
        phases = event.timeline
        self.days = dict(zip((one.id for one in phases), day_numbers(event, run, phases), strict=True))
        self.pins: dict[str, dt.datetime] = {}
        self.times: dict[str, tuple[dt.datetime, dt.datetime]] = {}
        date: dt.date | None = None
        at: dt.datetime | None = None
        for number, phase in enumerate(phases):
            block = event.agenda.blocks[phase.block]
            date = block.day or date
            new_day = bool(number) and self.days[phase.id] != self.days[phases[number - 1].id]
            if _first_of_block(phases, number) and block.starts is not None:
                self.pins[phase.id] = dt.datetime.combine(date or _first_date(run, now, zone), block.starts, zone)
            at = self._start(run, phase, None if new_day else at, gap_before(event, phases, number))
            if at is not None:
                end = at + dt.timedelta(seconds=phase.seconds)
                self.times[phase.id] = (at, end)
                at = end

    def _start(self, run: Run, phase: TimedPhase, after: dt.datetime | None, gap: dt.timedelta) -> dt.datetime | None:
        started = run.phases.get(phase.id)
        if started is not None and run.late_start.get(phase.id) == 1:
            return started.since
        if (pin := self.pins.get(phase.id)) is not None:
            return pin
        if after is not None:
            return after + gap
        return started.since if started is not None else None

    def break_end(self, phase: TimedPhase) -> dt.datetime | None:
        """When people were told that a break ends: on a day of which the agenda gives a time."""
        is_timed = any(self.days[pinned] == self.days[phase.id] for pinned in self.pins)
        return self.end(phase.id) if is_timed and not phase.session else None

    def start(self, phase: str) -> dt.datetime | None:
        return self.times[phase][0] if phase in self.times else None

    def end(self, phase: str) -> dt.datetime | None:
        return self.times[phase][1] if phase in self.times else None


def _first_date(run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> dt.date:
    """The date of a block that names none: that of the first start, else today."""
    began = run.spans[0].start if run.spans else now
    return began.astimezone(zone).date()


def phase_times(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[PhaseTimes, ...]:
    """Planned and projected times of every phase that is to be run, in today's order."""
    plan = _Plan(event, run, now, zone)
    phases = timeline(event, run.day)
    days = day_numbers(event, run, phases)
    order = [phase.id for phase in phases]
    latest = max((order.index(name) for name in run.phases if name in order), default=-1)
    found: list[PhaseTimes] = []
    here = phase_here(event, run, now, zone)
    at, day_on = now, days[order.index(here)] if here in order else 0
    for number, phase in enumerate(phases):
        pin = plan.pins.get(phase.id)
        if number and days[number] != days[number - 1] and days[number] > day_on:
            at = plan.start(phase.id) or pin or now  # another day does not follow from the evening before
        gap = gap_before(event, phases, number)
        one = _times_of(phase, plan, run, now, _earliest(run, at, gap, number == latest + 1), number < latest)
        found.append(one)
        at = one.end if one.to_come or phase.id == run.current else at
    return tuple(found)


def _earliest(run: Run, at: dt.datetime, gap: dt.timedelta, is_next: bool) -> dt.datetime:
    """When a phase can start: in a gap that is on, what it has taken already counts."""
    if is_next and not run.current:
        return max(at, run.gap_since + gap) if run.gap_since is not None else at
    return at + gap


def _times_of(
    phase: TimedPhase, plan: _Plan, run: Run, now: dt.datetime, earliest: dt.datetime, passed: bool
) -> PhaseTimes:
    planned = plan.start(phase.id), plan.end(phase.id)
    pin = plan.pins.get(phase.id)
    ran = run.phases.get(phase.id)
    if ran is not None:
        end = ran.ended or now + max(remaining(phase, ran, now), _NOTHING)
        return PhaseTimes(phase, *planned, ran.since, end, False, ran.since, pin)
    if passed:
        return PhaseTimes(phase, *planned, earliest, earliest, False, earliest, pin)
    start = max(earliest, pin) if pin is not None else earliest
    return PhaseTimes(phase, *planned, start, start + _length(phase, plan, start), True, earliest, pin)


def _length(phase: TimedPhase, plan: _Plan, start: dt.datetime) -> dt.timedelta:
    """What a phase that begins then takes; a break that begins late keeps its planned end as long as it can."""
    whole = dt.timedelta(seconds=phase.seconds)
    if (end := plan.break_end(phase)) is None:
        return whole
    return min(whole, max(end - start, dt.timedelta(seconds=phase.min_seconds)))


def seconds_off_break(event: Event, run: Run, phase: TimedPhase, since: dt.datetime, zone: dt.tzinfo | None) -> int:
    """By how many seconds a phase that begins then is shorter than its plan, negative; 0 for all but late breaks."""
    return round(_length(phase, _Plan(event, run, since, zone), since).total_seconds()) - phase.seconds


def block_times(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[BlockTimes, ...]:
    """Planned and projected times of every block, by its number in the agenda, walking on from `now`.

    Planned times need one planned start or one phase that was started: without them the projection is what would be
    if the next block began now. A block that is left out, or has no phases, takes no time.
    """
    of_block: dict[int, list[PhaseTimes]] = {}
    for one in phase_times(event, run, now, zone):
        of_block.setdefault(one.phase.block, []).append(one)
    plan = _Plan(event, run, now, zone)
    found = []
    for number in range(len(event.agenda.blocks)):
        mine = [phase for phase in event.timeline if phase.block == number]
        starts = [at for phase in mine if (at := plan.start(phase.id)) is not None]
        ends = [at for phase in mine if (at := plan.end(phase.id)) is not None]
        planned = (starts[0] if starts else None, ends[-1] if ends else None)
        found.append(_block(planned, of_block.get(number), run, now))
    return tuple(found)


def _block(
    planned: tuple[dt.datetime | None, dt.datetime | None], phases: list[PhaseTimes] | None, run: Run, now: dt.datetime
) -> BlockTimes:
    if not phases:
        return BlockTimes(*planned, now, now, False, out=True)
    first = phases[0]
    ran = [one for one in phases if one.phase.id in run.phases]
    done = bool(ran) and not any(one.to_come or one.phase.id == run.current for one in phases)
    slack = first.pin - first.earliest if first.pin is not None and first.to_come else None
    return BlockTimes(*planned, min(one.start for one in ran or phases), max(one.end for one in phases), done, slack)


def health(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> Health | None:
    """How the day that is on stands; None where nothing was started and nothing is pinned."""
    times = phase_times(event, run, now, zone)
    here = phase_here(event, run, now, zone)
    if here is None:
        return None
    plan = _Plan(event, run, now, zone)
    days = day_numbers(event, run, [one.phase for one in times])
    today = [one for one, day in zip(times, days, strict=True) if day == days[_at(times, here)]]
    planned = [end for phase, day in plan.days.items() if day == plan.days[here] and (end := plan.end(phase))]
    if not planned:
        return None
    planned_end, end = max(planned), max(one.end for one in today)
    pins = list(_pins(event, today, now, zone))
    closing = [pin.at for pin in pins if pin.is_end and pin.block == today[-1].phase.block]
    planned_end = closing[-1] if closing else planned_end
    if run.closed is not None and run.is_over(here):
        return Health(run.closed, planned_end, max(run.closed - planned_end, _NOTHING), closed=True)
    upcoming = next((pin for pin in pins if pin.is_end or times[_at(times, here)].phase.block != pin.block), None)
    return Health(end, planned_end, max(end - planned_end, _NOTHING), upcoming)


def _at(times: Sequence[PhaseTimes], phase: str) -> int:
    return next(number for number, one in enumerate(times) if one.phase.id == phase)


def phase_here(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> str | None:
    """The phase that is on, or the next one; after a day is closed the last one, until the next day has come."""
    phases = timeline(event, run.day)
    upcoming = next_phase(phases, run)
    last = next((name for name in reversed(tuple(run.phases)) if phase_by_id(phases, name)), None)
    if run.current and phase_by_id(phases, run.current):
        return run.current
    if run.closed is not None and last is not None:
        date = event.agenda.blocks[upcoming.block].day if upcoming is not None else None
        return upcoming.id if upcoming is not None and date == now.astimezone(zone).date() else last
    return upcoming.id if upcoming is not None else last


def _pins(event: Event, today: Sequence[PhaseTimes], now: dt.datetime, zone: dt.tzinfo | None) -> Iterator[Pin]:
    """The pins of a day that are still to be held, in their order."""
    for number, one in enumerate(today):
        block = event.agenda.blocks[one.phase.block]
        if one.pin is not None and one.to_come:
            yield Pin(one.phase.block, one.phase.title, one.pin, one.pin - one.earliest)
        is_last = number + 1 == len(today) or today[number + 1].phase.block != one.phase.block
        if block.ends_by is not None and is_last and one.end >= now:
            date = (one.planned_end or one.end).astimezone(zone).date()
            at = dt.datetime.combine(date, block.ends_by, zone)
            yield Pin(one.phase.block, one.phase.title, at, at - one.end, is_end=True)


def late_start(event: Event, run: Run, now: dt.datetime, zone: dt.tzinfo | None) -> LateStart | None:
    """The day that began late, where that was not decided yet; asked once, while its first phase is on."""
    if not run.mornings or run.mornings[-1] in run.late_start:
        return None
    first = phase_by_id(event.timeline, run.mornings[-1])
    ran = run.phases.get(run.mornings[-1])
    pin = _Plan(event, run, now, zone).pins.get(first.id) if first is not None else None
    if first is None or ran is None or pin is None or ran.since - pin < WORTH_ASKING:
        return None
    return LateStart(first, pin, ran.since)
