"""The run report: what a day took, phase by phase, gap by gap, slot by slot; made from the same steps as the clock.

Every moment from the first start on is in one row: what ran, what paused, the gaps, the nights. Boundaries are rounded
to whole seconds once, so that the rows add up to the wall clock to the second. Slots lie inside their plenary.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.attendance import Attendance
from ue_tui.model.day import timeline
from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run, Span, SpanKind, phase_by_id
from ue_tui.model.schedule import gap_before
from ue_tui.model.speakers import Turn, speakers
from ue_tui.model.speaking import slot_seconds
from ue_tui.model.steps import AwayWas


class Kind(StrEnum):
    """What a row is about."""

    PHASE = "phase"
    PAUSE = "pause"
    GAP = "gap"
    NIGHT = "night"
    SLOT = "slot"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report; seconds."""

    kind: Kind
    what: str
    """The phase as a line names it, the group, or what the gap lay before."""
    start: dt.datetime | None
    end: dt.datetime | None
    planned: int
    actual: int
    added: int = 0
    cut: int = 0
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is part of the sum: a slot lies inside its plenary."""
        return self.kind not in (Kind.SLOT, Kind.NOT_RUN)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What one day took; seconds."""

    start: dt.datetime
    end: dt.datetime
    planned: int
    """What its phases and gaps were to take."""
    ran: int
    paused: int
    gaps: int

    @property
    def actual(self) -> int:
        """From the first start to the end of the day."""
        return self.ran + self.paused + self.gaps


@dataclass(frozen=True, slots=True)
class Report:
    """A run from its first start up to a moment."""

    rows: tuple[Row, ...]
    """In the order of their beginnings; what was not run at the end."""
    days: tuple[DayTotal, ...]
    absences: tuple[str, ...]
    """Who was late or absent, and when the laptop was away."""
    until: dt.datetime

    @property
    def seconds(self) -> int:
        """What all rows that count take together: the wall clock from the first start on."""
        return sum(row.actual for row in self.rows if row.counts)


def report(
    event: Event,
    run: Run,
    groups: Sequence[DiscussionGroup],
    names: dict[str, str],
    now: dt.datetime,
    zone: dt.tzinfo | None,
) -> Report:
    """The report at a moment.

    Args:
        event: agenda and sessions.
        run: what the steps come to.
        groups: the discussion groups, in alphabetical order.
        names: the delegations' names by their stems.
        now: the moment up to which the phase that is on counts.
        zone: for the times of day in notes.
    """
    spans = _whole(run.spans, now)
    found = (*_phases(event, run, spans), *_gaps(event, run, spans), *_slots(event, run, groups, now))
    rows = sorted(found, key=_order)
    return Report(
        (*rows, *_not_run(event, run)),
        tuple(_days(spans, rows)),
        tuple(_absences(event, run, groups, names, zone)),
        now,
    )


def _order(row: Row) -> tuple[dt.datetime, bool]:
    assert row.start is not None
    return row.start, row.kind is Kind.SLOT


def _second(moment: dt.datetime) -> dt.datetime:
    return (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)


def _whole(spans: Sequence[Span], now: dt.datetime) -> tuple[tuple[Span, dt.datetime, dt.datetime], ...]:
    """The spans with boundaries of whole seconds; a night that is on is no row, for nobody knows its end."""
    found = []
    for span in spans:
        if span.end is None and span.kind is SpanKind.NIGHT:
            continue
        found.append((span, _second(span.start), _second(span.end or max(now, span.start))))
    return tuple(found)


_Whole = Sequence[tuple[Span, dt.datetime, dt.datetime]]


def _seconds(start: dt.datetime, end: dt.datetime) -> int:
    return round((end - start).total_seconds())


def _phases(event: Event, run: Run, spans: _Whole) -> Iterator[Row]:
    """What ran, one row a phase, and its pauses."""
    planned = {phase.id: phase for phase in event.timeline}
    for name, ran in run.phases.items():
        mine = [(start, end) for span, start, end in spans if (span.kind, span.phase) == (SpanKind.PHASE, name)]
        phase = planned.get(name)
        if not mine:
            continue
        was = phase.seconds if phase is not None else 0
        replanned = was - run.day.seconds.get(name, was)
        cut = ran.taken + max(replanned, 0)
        note = f"re-planned to {_minutes(run.day.seconds[name])}" if name in run.day.seconds else ""
        yield Row(
            Kind.PHASE,
            phase.name if phase is not None else name,
            mine[0][0],
            mine[-1][1],
            was,
            sum(_seconds(*one) for one in mine),
            ran.added + ran.taken,
            cut,
            note,
        )
    for span, start, end in spans:
        if span.kind is SpanKind.PAUSE and end > start:
            phase = planned.get(span.phase)
            yield Row(Kind.PAUSE, phase.name if phase else span.phase, start, end, 0, _seconds(start, end))


def _minutes(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02d} min" if rest else f"{whole} min"


def _gaps(event: Event, run: Run, spans: _Whole) -> Iterator[Row]:
    """The gaps, each named by what came after it, and the nights."""
    phases = timeline(event, run.day)
    order = [phase.id for phase in phases]
    for number, (span, start, end) in enumerate(spans):
        if span.kind not in (SpanKind.GAP, SpanKind.NIGHT) or end <= start:
            continue
        after = next((one.phase for one, _, _ in spans[number + 1 :] if one.kind is SpanKind.PHASE), "")
        following = phase_by_id(phases, after)
        planned, name = 0, f"before {following.name}" if following is not None else "until now"
        if span.kind is SpanKind.GAP and following is not None:
            planned = round(gap_before(event, phases, order.index(after)).total_seconds())
        kind = Kind.NIGHT if span.kind is SpanKind.NIGHT else Kind.GAP
        note = "" if planned or kind is Kind.NIGHT else "not planned"
        yield Row(kind, name, start, end, planned, _seconds(start, end), note=note)


def _slots(event: Event, run: Run, groups: Sequence[DiscussionGroup], now: dt.datetime) -> Iterator[Row]:
    """How long each group spoke, and whose slot went to discussion."""
    for phase in event.timeline:
        if phase.id not in run.phases or not slot_seconds(event, phase):
            continue
        queue = run.queue(phase.id)
        for speaker in speakers(event, run, phase, groups, now):
            slot = queue.slots.get(speaker.group)
            if slot is not None:
                planned = slot_seconds(event, phase)
                start, end = _second(slot.since), _second(slot.ended or now)
                added = (max(slot.added, 0), max(-slot.added, 0))
                actual = round(slot.elapsed(now).total_seconds())
                yield Row(Kind.SLOT, speaker.name, start, end, planned, actual, *added, speaker.rapporteur)
            elif speaker.turn is Turn.ABSENT:
                since = _second(run.phases[phase.id].since)
                note = "absent: its slot went to discussion"
                yield Row(Kind.SLOT, speaker.name, since, since, slot_seconds(event, phase), 0, note=note)


def _not_run(event: Event, run: Run) -> Iterator[Row]:
    to_come = {phase.id for phase in timeline(event, run.day)}
    for phase in event.timeline:
        if phase.id not in run.phases:
            note = "" if phase.id in to_come else "left out"
            yield Row(Kind.NOT_RUN, phase.name, None, None, phase.seconds, 0, note=note)


def _days(spans: _Whole, rows: Sequence[Row]) -> Iterator[DayTotal]:
    """The sums of each day: from a first start to the night."""
    today: list[tuple[Span, dt.datetime, dt.datetime]] = []
    for one in (*spans, None):
        if one is not None and one[0].kind is not SpanKind.NIGHT:
            today.append(one)
            continue
        if today:
            start, end = today[0][1], today[-1][2]
            counted = [row for row in rows if row.counts and row.start is not None and start <= row.start < end]
            planned = sum(row.planned for row in counted)
            sums = [sum(_seconds(a, b) for span, a, b in today if span.kind is kind) for kind in _OF_A_DAY]
            yield DayTotal(start, end, planned, *sums)
        today = []


_OF_A_DAY = (SpanKind.PHASE, SpanKind.PAUSE, SpanKind.GAP)


_AWAY = {AwayWas.RAN: "it ran", AwayWas.PAUSE: "counted as a pause", AwayWas.ENDED: "the phase ended then"}


def _absences(
    event: Event, run: Run, groups: Sequence[DiscussionGroup], names: dict[str, str], zone: dt.tzinfo | None
) -> Iterator[str]:
    for stem, attendance in sorted(run.room.attendance.items(), key=lambda one: names.get(one[0], one[0])):
        if attendance is not Attendance.PRESENT:
            yield f"{names.get(stem, stem)}: {attendance.value}"
    by_stem = {group.stem: group.name for group in groups}
    for phase_id, queue in run.queues.items():
        phase: TimedPhase | None = phase_by_id(event.timeline, phase_id)
        for group in sorted(queue.absent):
            yield f"{by_stem.get(group, group)} did not speak in {phase.name if phase else phase_id}"
    for away in run.aways:
        times = f"{away.since.astimezone(zone):%H:%M} to {away.until.astimezone(zone):%H:%M}"
        yield f"The laptop was away {times}: {_AWAY[away.was]}"


COLUMNS = (
    *("day", "start", "end", "kind", "what", "planned_minutes", "actual_minutes"),
    *("added_minutes", "cut_minutes", "actual_seconds", "note"),
)
"""What stands above the columns of the report as a table for programs."""


def table(found: Report, zone: dt.tzinfo | None) -> tuple[tuple[str, ...], ...]:
    """The report as rows of texts, without the header: minutes with two digits, and whole seconds, which add up."""
    rows = []
    for row in found.rows:
        start, end = (one.astimezone(zone) if one is not None else None for one in (row.start, row.end))
        rows.append(
            (
                f"{start:%Y-%m-%d}" if start else "",
                f"{start:%H:%M:%S}" if start else "",
                f"{end:%H:%M:%S}" if end else "",
                row.kind.value,
                row.what,
                *(f"{seconds / 60:.2f}" for seconds in (row.planned, row.actual, row.added, row.cut)),
                str(row.actual),
                row.note,
            )
        )
    return tuple(rows)
