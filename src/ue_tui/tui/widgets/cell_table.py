"""The painted table of a cell sheet: wrapped bullets in columns, one cell in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ue_tui.model.answers import Answer
from ue_tui.model.people import Owner
from ue_tui.model.worksheet import Worksheet
from ue_tui.tui.cell_grids import CellGrid, SheetCell
from ue_tui.tui.widgets.cell_text import CellLine, cell_lines, clipped
from ue_tui.tui.widgets.row_list import fitted
from ue_tui.tui.widgets.wrapping import wrapped

GAP = 2
WIDE = 100
"""From this width on a row's question stands beside its name."""

LEAST_CELLS = 16
"""A column is not narrower (11 on the smallest screens, so that three fit): of too many some are shown, the others as
the hand comes to them."""

MOST_LINES = 5
"""A row that is not in hand shows at most so many lines."""

Position = tuple[int, int]
"""Row and column; the lines above the table are rows of one cell."""


@dataclass(slots=True)
class _Band:
    """A row as it is painted."""

    head: list[str]
    cells: list[list[CellLine]]
    top: int
    height: int


class CellTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows and columns of cells; the titles of the columns stay on top.

    The keys that a scroll view has would scroll away from the cell in hand: arrows are the sheet's around it.
    """

    DEFAULT_CSS = """
    CellTable {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .cell-table--title { color: $text-muted; text-style: bold; }
        & .cell-table--head { text-style: bold; }
        & .cell-table--row { color: $text-primary; text-style: bold; }
        & .cell-table--here { background: $primary; color: $text; }
        & .cell-table--first { text-style: bold; }
        & .cell-table--quiet { color: $text-muted; }
        & .cell-table--wrong { color: $text-error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "cell-table--title",
        "cell-table--head",
        "cell-table--row",
        "cell-table--here",
        "cell-table--first",
        "cell-table--quiet",
        "cell-table--wrong",
    }

    position: reactive[Position] = reactive((0, 0), repaint=False)

    @dataclass
    class Moved(Message):
        """Another cell is in hand."""

        cell: SheetCell

    @dataclass
    class Clicked(Message):
        """The cell in hand was clicked again: it is to be opened."""

    def __init__(self, grid: CellGrid, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._grid = grid
        self._sheets: Mapping[Owner, Worksheet] = {}
        self._bands: list[_Band] = []
        self._lines: list[tuple[int, int]] = []
        """For each line below the titles its row and which of the row's lines it is; -1 for an empty one between."""
        self._titles: list[list[str]] = [[]]
        self._first = 0
        """The first column that is shown."""
        self._sheet_rows = self._rows_of(grid)

    @staticmethod
    def _rows_of(grid: CellGrid) -> list[tuple[SheetCell, ...]]:
        return [*((cell,) for _, cell in grid.lines), *(row.cells for row in grid.rows)]

    @property
    def grid(self) -> CellGrid:
        """What is shown."""
        return self._grid

    @property
    def in_hand(self) -> SheetCell | None:
        """The cell in hand; None where the table has none."""
        row, column = self.position
        if row < len(self._sheet_rows) and column < len(self._sheet_rows[row]):
            return self._sheet_rows[row][column]
        return None

    @property
    def row_in_hand(self) -> int:
        """The number of the table's row in hand, -1 in a line above it."""
        return self.position[0] - len(self._grid.lines)

    def show(self, grid: CellGrid, sheets: Mapping[Owner, Worksheet]) -> None:
        """Take new values over; the cell in hand is found again by its owner and place."""
        same_shape = grid == self._grid
        if same_shape and all(self._sheets.get(owner) is sheet for owner, sheet in sheets.items()) and self._bands:
            return
        here = self.in_hand
        self._grid, self._sheets = grid, dict(sheets)
        self._sheet_rows = self._rows_of(grid)
        if not same_shape and here is not None:
            self.position = next(
                (
                    (row, column)
                    for row, cells in enumerate(self._sheet_rows)
                    for column, cell in enumerate(cells)
                    if (cell.owner, cell.place) == (here.owner, here.place)
                ),
                self._within(self.position),
            )
        self._lay_out()

    def answer(self, cell: SheetCell) -> Answer | None:
        """What stands in a cell."""
        sheet = self._sheets.get(cell.owner)
        return sheet.answers.get(cell.place) if sheet is not None else None

    # Layout

    @property
    def _head_cells(self) -> int:
        """The rows' names: a fifth of the width, and no word of them broken."""
        names = [row.short for row in self._grid.rows] + [label for label, _ in self._grid.lines]
        longest = max((cell_len(word) for name in names for word in name.split()), default=0)
        return max(14, min(26, max(self.size.width // 5, longest)))

    @property
    def title_height(self) -> int:
        """How many lines the titles of the columns take: they stand in full."""
        return max(len(lines) for lines in self._titles)

    @property
    def _shown(self) -> range:
        """The columns that are shown: all of them where they fit."""
        room = self.size.width - 3 - self._head_cells
        least = LEAST_CELLS if self.size.width >= 72 else 11
        count = min(len(self._grid.columns), max(room // (least + GAP), 1))
        first = min(self._first, len(self._grid.columns) - count)
        return range(first, first + count)

    def column_cells(self) -> int:
        """How wide each column is; the columns that are shown share the width alike."""
        count = max(len(self._shown), 1)
        return max((self.size.width - 3 - self._head_cells - GAP * count) // count, 8)

    def _lay_out(self) -> None:
        """Wrap every cell anew and repaint the lines that changed."""
        before, old_lines, old_titles = self._bands, self._lines, self._titles
        self._titles = self._wrapped_titles()
        room = max(self.size.height - self.title_height, 1)
        bands = [self._band(row, cells, clip=False) for row, cells in enumerate(self._sheet_rows)]
        full, gaps = sum(band.height for band in bands), len(self._grid.rows) - (not self._grid.lines)
        if full > room:
            bands = [self._band(row, cells, clip=True) for row, cells in enumerate(self._sheet_rows)]
        # Air between the rows, but where the sheet is seen whole without it.
        self._place(bands, airy=full > room or full + gaps <= room)
        height = len(self._lines) + self.title_height
        if height != self.virtual_size.height or self.size.width != self.virtual_size.width:
            self.virtual_size = Size(self.size.width, height)
        if (old_lines, old_titles) != (self._lines, self._titles) or len(before) != len(self._bands):
            self.refresh()
            return
        for was, now in zip(before, self._bands, strict=True):
            if was != now:
                self._repaint(now)

    def _place(self, bands: list[_Band], *, airy: bool) -> None:
        """Stack the rows; those above the table stand close together."""
        self._bands, self._lines = bands, []
        for row, band in enumerate(bands):
            band.top = len(self._lines)
            self._lines += [(row, part) for part in range(band.height)]
            if airy and len(self._grid.lines) - 1 <= row < len(bands) - 1:
                self._lines.append((row, -1))

    def _wrapped_titles(self) -> list[list[str]]:
        """The lines of each title, that of the rows' names first; a remark stands below its column's name."""
        shown = self._shown
        before, behind = shown.start, len(self._grid.columns) - shown.stop
        more = [f"‹ {before} more"] * bool(before) + [f"{behind} more ›"] * bool(behind)
        titles = [[*wrapped(self._grid.corner, self._head_cells), *more]]
        for column in self._grid.columns[shown.start : shown.stop]:
            remark = wrapped(column.remark, self.column_cells()) if column.remark else []
            titles.append([*wrapped(column.title, self.column_cells()), *remark])
        return titles

    def _band(self, row: int, cells: tuple[SheetCell, ...], *, clip: bool) -> _Band:
        above = len(self._grid.lines)
        if row < above:
            width = max(self.size.width - 3 - self._head_cells - GAP, 8)
            head, texts = (
                wrapped(self._grid.lines[row][0], self._head_cells),
                [cell_lines(self.answer(cells[0]), width)],
            )
        else:
            this = self._grid.rows[row - above]
            head = wrapped(this.title if self.size.width >= WIDE else this.short, self._head_cells)
            texts = [cell_lines(self.answer(cell), self.column_cells()) for cell in cells]
        if clip and row != self.position[0]:
            texts = [clipped(lines, max(MOST_LINES, len(head))) for lines in texts]
        height = max(len(head), *(len(lines) for lines in texts), 1)
        return _Band(head, texts, 0, height)

    def on_resize(self) -> None:
        self._lay_out()
        self.refresh()

    def _repaint(self, band: _Band) -> None:
        y = band.top + self.title_height - round(self.scroll_offset.y)
        self.refresh(Region(0, y, self.size.width, band.height + 1))

    def cell_region(self) -> Region:
        """Where the cell in hand stands in the widget, below the titles of the columns."""
        row, column = self.position
        band = self._bands[row]
        width = self.column_cells()
        x = 2 + self._head_cells + GAP + (column - self._shown.start) * (width + GAP)
        if row < len(self._grid.lines):
            x = 2 + self._head_cells + GAP
            width = max(self.size.width - 3 - self._head_cells - GAP, 8)
        return Region(x, band.top + self.title_height - round(self.scroll_offset.y), width, band.height)

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y < self.title_height:
            return self._title_line(y)
        at = y - self.title_height + round(self.scroll_offset.y)
        if at >= len(self._lines) or self._lines[at][1] < 0:
            return Strip.blank(width, self.rich_style)
        row, part = self._lines[at]
        band, base = self._bands[row], self.rich_style
        is_row_in_hand = row == self.position[0]
        mark = "> " if is_row_in_hand and part == 0 else "  "
        head_style = self._style("row" if is_row_in_hand else "head")
        head = band.head[part] if part < len(band.head) else ""
        segments = [Segment(mark + fitted(head, self._head_cells), head_style)]
        cells = self.column_cells() if row >= len(self._grid.lines) else max(width - 3 - self._head_cells - GAP, 8)
        shown = self._shown if row >= len(self._grid.lines) else range(1)
        for column in shown:
            lines = band.cells[column]
            text, look = lines[part] if part < len(lines) else ("", "plain")
            style = base if look == "plain" else self._style(look)
            here = (row, column) == self.position
            if here:
                style = self._style("here") + Style(bold=look == "first")
                text = text or ("type here" if part == 0 and not lines and self.has_focus else "")
            elif not lines and part == 0:
                text, style = "·", self._style("quiet")
            segments += [Segment(" " * GAP, base), Segment(fitted(text, cells), style)]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"cell-table--{name}")

    def _title_line(self, y: int) -> Strip:
        style = self.get_component_rich_style("cell-table--title")
        widths = [self._head_cells, *[self.column_cells()] * len(self._shown)]
        texts = [
            fitted(lines[y] if y < len(lines) else "", cells)
            for lines, cells in zip(self._titles, widths, strict=False)
        ]
        return Strip([Segment("  " + (" " * GAP).join(texts), style)]).adjust_cell_length(self.size.width, style)

    # Moving

    def _within(self, position: Position) -> Position:
        row = max(0, min(position[0], len(self._sheet_rows) - 1))
        columns = len(self._sheet_rows[row]) if self._sheet_rows else 1
        return row, max(0, min(position[1], columns - 1))

    def validate_position(self, position: Position) -> Position:
        return self._within(position)

    def watch_position(self, old: Position, new: Position) -> None:
        if not self.is_mounted or not self._bands:
            return
        self._show_column(new)
        if old[0] != new[0]:
            self._lay_out()
        for row in {old[0], new[0]}:
            if row < len(self._bands):
                self._repaint(self._bands[row])
        self.scroll_to_hand()
        if (cell := self.in_hand) is not None:
            self.post_message(self.Moved(cell))

    def _show_column(self, position: Position) -> None:
        """Bring the column in hand among those that are shown."""
        row, column = position
        shown = self._shown
        if row < len(self._grid.lines) or column in shown:
            return
        self._first = column if column < shown.start else column - len(shown) + 1
        self._lay_out()
        self.refresh()

    def scroll_to_hand(self) -> None:
        """Bring the row in hand into view, its first line before all."""
        band = self._bands[self.position[0]]
        visible = max(self.size.height - self.title_height, 1)
        top = round(self.scroll_offset.y)
        if band.top < top:
            self.scroll_to(y=band.top, animate=False, force=True)
        elif band.top + band.height > top + visible:
            self.scroll_to(y=min(band.top, band.top + band.height - visible), animate=False, force=True)

    def move(self, rows: int, columns: int) -> None:
        """Move the hand by rows and columns, staying within the table."""
        self.position = (self.position[0] + rows, self.position[1] + columns)

    def step(self, by: int) -> None:
        """To the next cell or the one before, in the order of reading, around the ends."""
        order = [(row, column) for row, cells in enumerate(self._sheet_rows) for column in range(len(cells))]
        if order:
            at = order.index(self.position) if self.position in order else 0
            self.position = order[(at + by) % len(order)]

    def next_empty(self) -> bool:
        """To the next empty cell, around the end; whether there is one."""
        order = [(row, column) for row, cells in enumerate(self._sheet_rows) for column in range(len(cells))]
        at = order.index(self.position) if self.position in order else 0
        for row, column in (*order[at + 1 :], *order[: at + 1]):
            if not self.answer(self._sheet_rows[row][column]):
                self.position = (row, column)
                return True
        return False

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        at = event.y - self.title_height + round(self.scroll_offset.y)
        if event.y < self.title_height or not 0 <= at < len(self._lines):
            return
        row = self._lines[at][0]
        x = event.x - 2 - self._head_cells - GAP
        shown = self._shown
        column = 0 if row < len(self._grid.lines) else shown.start + max(x, 0) // (self.column_cells() + GAP)
        target = self._within((row, column))
        if target == self.position:
            self.post_message(self.Clicked())
        self.position = target
