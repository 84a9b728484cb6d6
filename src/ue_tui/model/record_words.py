"""What the chapters of a record are written with: tables of plain cells, times and lengths in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ue_tui.model.bullets import Bullet
from ue_tui.model.handout import Cell, Row, Table, plain
from ue_tui.model.words import minutes_and_seconds
from ue_tui.model.worksheet_document import NOT_RECORDED, bullet_paragraph, header_cells


def text_cell(text: str, empty: str = NOT_RECORDED, *, bold: bool = False) -> Cell:
    """A cell with one text, or with what stands for none."""
    return Cell((plain(text or empty, "label" if bold else "body"),))


def bullets_cell(bullets: Sequence[Bullet]) -> Cell:
    """A cell with bullets."""
    return Cell(tuple(bullet_paragraph(one) for one in bullets)) if bullets else text_cell("")


def table(
    caption: str, description: str, widths: Sequence[int], header: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> Table:
    """A table with plain names of columns."""
    return Table(caption, description, tuple(widths), header_cells(*header), tuple(Row(tuple(row)) for row in rows))


def of(number: int, what: str) -> str:
    """`1 group`, `3 groups`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def length(time: dt.timedelta) -> str:
    """A length in minutes and seconds: `63:20`."""
    return minutes_and_seconds(round(time.total_seconds()))


def clock(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """`14:02` on the wall."""
    return f"{moment.astimezone(zone):%H:%M}"
