"""The run report as a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ue_tui.model.event import Event
from ue_tui.model.handout import Block, Cell, Handout, Heading, Table, plain
from ue_tui.model.handout import Row as TableRow
from ue_tui.model.report import DayTotal, Kind, Report, Row


def report_handout(event: Event, found: Report, zone: dt.tzinfo | None) -> Handout:
    """The report as a document: a table for each day, its sums, and who was late or absent."""
    as_of = f"{found.until.astimezone(zone):%d %B %Y, %H:%M}"
    return Handout(
        title=f"Run report, {event.agenda.title}",
        running_header=event.running_header,
        footer=f"Run report, as of {as_of}",
        language="en",
        author="",
        blocks=(Heading(1, "Run report"), *report_blocks(found, zone, as_of)),
        landscape=True,
    )


def report_blocks(found: Report, zone: dt.tzinfo | None, as_of: str) -> Iterator[Block]:
    """A table and a sum for each day, what was not run, and who was late or absent."""
    if not found.days:
        yield plain(f"Nothing has been started, as of {as_of}.")
    for number, day in enumerate(found.days, 1):
        yield Heading(2, f"{day.start.astimezone(zone):%A %d %B %Y}")
        yield plain(total_line(day, zone), "lead")
        later = [one.start for one in found.days[number:]]
        mine = [
            row
            for row in found.rows
            if row.start is not None
            and row.start >= day.start
            and (not later or row.start < later[0])
            and row.kind is not Kind.NIGHT
        ]
        yield _table(f"What day {number} took", mine, zone)
    not_run = [row for row in found.rows if row.kind is Kind.NOT_RUN]
    if not_run:
        yield Heading(2, "Not run")
        for row in not_run:
            note = f", {row.note}" if row.note else ""
            yield plain(f"{row.what}, {clock(row.planned)} planned{note}", bullet=True)
    if found.absences:
        yield Heading(2, "Late, absent, away")
        for line in found.absences:
            yield plain(line, bullet=True)


def total_line(day: DayTotal, zone: dt.tzinfo | None) -> str:
    """`09:03 to 17:12: 489 min, of which 451 ran, 6 paused, 32 between phases; planned 460.`."""
    start, end = (one.astimezone(zone) for one in (day.start, day.end))
    parts = f"{clock(day.ran)} ran, {clock(day.paused)} paused, {clock(day.gaps)} between phases"
    return f"{start:%H:%M} to {end:%H:%M}: {clock(day.actual)}, of which {parts}; planned {clock(day.planned)}."


def clock(seconds: int) -> str:
    """`63:20`: minutes and seconds, without hours, so that they can be added up."""
    sign = "-" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


_HEADER = ("From", "To", "What", "Planned", "Took", "Added", "Cut", "Note")
_WIDTHS = (8, 8, 40, 10, 10, 9, 9, 22)

WORDS = {
    Kind.PHASE: "{}",
    Kind.PAUSE: "Pause in {}",
    Kind.GAP: "Between phases, {}",
    Kind.NIGHT: "Night {}",
    Kind.SLOT: "Slot of {}",
    Kind.NOT_RUN: "Not run: {}",
}
"""How a row of each kind is named."""


def cells(row: Row, zone: dt.tzinfo | None) -> tuple[str, ...]:
    """A row as texts, in the order of the header; minutes and seconds."""
    start, end = (f"{one.astimezone(zone):%H:%M}" if one is not None else "" for one in (row.start, row.end))
    more = (clock(row.added) if row.added else "–", clock(row.cut) if row.cut else "–")
    return (start, end, name(row), clock(row.planned), clock(row.actual), *more, row.note or "–")


def name(row: Row) -> str:
    """What a row is about, in words: `Stocktaking, plenary discussion`, `Slot of Media`."""
    return WORDS[row.kind].replace("{}", row.what)


def _table(caption: str, rows: Sequence[Row], zone: dt.tzinfo | None) -> Table:
    return Table(
        caption=caption,
        description="From when to when each phase, gap and slot took, planned and actual minutes and seconds.",
        widths=_WIDTHS,
        header=tuple(Cell((plain(text, "label"),), shade=1) for text in _HEADER),
        rows=tuple(TableRow(tuple(Cell((plain(text),)) for text in cells(row, zone))) for row in rows),
    )
