"""The run report: planned and actual minutes of every phase, gap and slot, and what they add up to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from ue_tui.model.report import Kind, Report, Row
from ue_tui.model.words import minutes_and_seconds
from ue_tui.tui.commands import EVERYWHERE, REVEAL, STEERING, Section, bindings
from ue_tui.tui.messages import ExportReport
from ue_tui.tui.reporting import report_of
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, RowList
from ue_tui.tui.widgets.words import Words

COLUMNS = (
    ListColumn("from"),
    ListColumn("to", drop=3),
    ListColumn("", grows=True),
    ListColumn("planned", align="right"),
    ListColumn("actual", align="right"),
    ListColumn("more", align="right", drop=2),
    ListColumn("", most=40, drop=1),
)


class ReportScreen(SteeringScreen):
    """Rows in the order of their beginnings; what they come to below."""

    NAME = "report"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, REVEAL)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    CSS_PATH = "report.tcss"

    def content(self) -> Iterable[Widget]:
        yield RowList(COLUMNS, id="rows")
        yield Words(id="sums")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def where(self) -> str:
        return "Run report"

    def refresh_values(self) -> None:
        found, zone = report_of(self.desk), self.desk.zone
        if found is None:
            return
        self.query_one(RowList).show([report_row(row, at, zone) for at, row in enumerate(found.rows)])
        self.query_one("#sums", Words).say(sums(found, zone))

    def refresh_frame(self) -> None:
        """What is on counts on."""
        super().refresh_frame()
        self.refresh_values()

    def action_word(self) -> None:
        self.post_message(ExportReport())

    def help_text(self) -> str:
        return "A slot lies inside its plenary. Phases, pauses and gaps add up to the wall clock. d makes Word and CSV."


def report_row(row: Row, at: int, zone: dt.tzinfo | None) -> ListRow:
    """One line: when, what, and how long it was to take and took."""
    start, end = (f"{one.astimezone(zone):%H:%M}" if one is not None else "" for one in (row.start, row.end))
    inside = "  " if row.kind is Kind.SLOT else ""
    paused = ", paused" if row.kind is Kind.PAUSE else ""
    planned = minutes_and_seconds(row.planned) if row.planned else ""
    actual = minutes_and_seconds(row.actual) if row.kind is not Kind.NOT_RUN else "not run"
    changed = row.added - row.cut
    more = f"{'+' if changed > 0 else '-'}{minutes_and_seconds(abs(changed))}" if changed else ""
    look = "plain" if row.kind is Kind.PHASE else "quiet"
    return ListRow(str(at), (start, end, f"{inside}{row.what}{paused}", planned, actual, more, row.note), look)  # type: ignore[arg-type] # a literal


def sums(found: Report, zone: dt.tzinfo | None) -> str:
    """What each day took, and who was away."""
    lines = [
        f"{day.start.astimezone(zone):%d %B}: {day.start.astimezone(zone):%H:%M} to {day.end.astimezone(zone):%H:%M}, "
        f"{minutes_and_seconds(day.actual)} = {minutes_and_seconds(day.ran)} in phases + "
        f"{minutes_and_seconds(day.paused)} paused + {minutes_and_seconds(day.gaps)} between; "
        f"planned {minutes_and_seconds(day.planned)}"
        for day in found.days
    ]
    return "\n".join([*lines, *found.absences]) or "Nothing has been run yet."
