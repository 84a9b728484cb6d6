"""A sheet of cells that one types into: the painted table, and an editor over the cell in hand while it is edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from ue_tui.model.answers import Answer, shown
from ue_tui.model.bullets import Bullet, align, carry_sources, read_bullets
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Kind
from ue_tui.model.worksheet import Worksheet
from ue_tui.tui.cell_grids import CellGrid, SheetCell
from ue_tui.tui.commands import CELLS, bindings
from ue_tui.tui.widgets.cell_editor import CellEditor
from ue_tui.tui.widgets.cell_table import CellTable
from ue_tui.tui.widgets.words import printable


class CellSheet(Widget):
    """Cells of bullets, typed in place; it posts what was written and never writes it."""

    DEFAULT_CSS = """
    CellSheet {
        layers: table editor;
        height: 1fr;
    }
    """
    BINDINGS = bindings(CELLS)

    @dataclass
    class BulletsWritten(Message):
        """A cell was written: what the editor began with or last handed on, and what stands in it now."""

        cell: SheetCell
        base: tuple[Bullet, ...]
        bullets: tuple[Bullet, ...]
        continues: bool
        """Whether it goes on with an edit that was handed on before."""

    @dataclass
    class TextWritten(Message):
        """A line above the table was written."""

        cell: SheetCell
        text: str
        continues: bool

    @dataclass
    class Moved(Message):
        """Another cell is in hand."""

        cell: SheetCell

    @dataclass
    class Arrived(Message):
        """While a cell was edited, bullets arrived for it from elsewhere."""

        count: int

    def __init__(self, grid: CellGrid, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._first_grid = grid
        self._editor: CellEditor | None = None
        self._edited: SheetCell | None = None
        self._base: tuple[Bullet, ...] = ()
        self._continues = False
        self.read_only = False

    def compose(self) -> ComposeResult:
        yield CellTable(self._first_grid)

    @property
    def table(self) -> CellTable:
        """The painted table."""
        return self.query_one(CellTable)

    @property
    def in_hand(self) -> SheetCell | None:
        """The cell in hand."""
        return self.table.in_hand

    @property
    def is_editing(self) -> bool:
        """Whether an editor lies over the cell in hand."""
        return self._editor is not None

    def show(self, grid: CellGrid, sheets: Mapping[Owner, Worksheet]) -> None:
        """Take new values over; an open editor keeps its text."""
        self.table.show(grid, sheets)
        self._place_editor()

    # Typing

    def on_key(self, event: events.Key) -> None:
        """A letter begins a bullet in the cell in hand."""
        if self._editor is None and event.is_printable and event.character and not self.read_only:
            event.stop()
            event.prevent_default()
            self.open_editor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        if self._editor is None and not self.read_only:
            event.stop()
            self.open_editor(printable(event.text))

    def open_editor(self, begin: str = "") -> None:
        """Lay an editor over the cell in hand; `begin` is a new bullet's first letters."""
        cell = self.in_hand
        if cell is None or self._editor is not None or self.read_only:
            return
        answer = self.table.answer(cell)
        one_line = cell.field.kind is Kind.TEXT
        self._base = answer if isinstance(answer, tuple) else ()
        if one_line:
            text = shown(cell.field, answer)
        else:
            text = "\n".join(bullet.words for bullet in self._base) or (
                "" if answer is None else shown(cell.field, answer)
            )
        self._edited, self._continues = cell, False
        editor = CellEditor(printable(text), one_line=one_line)
        self._editor = editor
        self.mount(editor)
        self._place_editor()
        editor.focus()
        if begin:
            self.call_later(self._begin, editor, begin, bool(text) and not one_line)

    @staticmethod
    def _begin(editor: CellEditor, begin: str, on_new_line: bool) -> None:
        editor.move_cursor(editor.document.end)
        editor.insert(("\n" if on_new_line else "") + begin)

    def _place_editor(self) -> None:
        """Put the editor over its cell, high enough for its text and inside the widget."""
        editor = self._editor
        if editor is None or not self.size:
            return
        region = self.table.cell_region()
        wanted = max(editor.wrapped_document.height + 1, region.height, 2)
        if self._edited is not None and self._edited.field.kind is Kind.TEXT:
            wanted = max(editor.wrapped_document.height, 1)
        titles = self.table.title_height
        height = min(wanted, max(self.size.height - titles, 1))
        y = max(titles, min(region.y, self.size.height - height))
        editor.styles.width, editor.styles.height = region.width + 1, height
        editor.offset = Offset(region.x, y)
        editor.styles.position = "absolute"

    @on(CellEditor.Written)
    def hand_on(self, message: CellEditor.Written) -> None:
        message.stop()
        cell = self._edited
        if cell is None:
            return
        self._place_editor()
        if cell.field.kind is Kind.TEXT:
            self.post_message(self.TextWritten(cell, " ".join(message.text.split()), self._continues))
        else:
            new = carry_sources(self._base, read_bullets(message.text, cell.field.tags))
            self.post_message(self.BulletsWritten(cell, self._base, new, self._continues))
            self._base = new
        self._continues = True

    @on(CellEditor.Left)
    def close_editor(self, message: CellEditor.Left) -> None:
        """Take the editor away and go on to the next cell, if that is wanted."""
        message.stop()
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        editor.remove()
        self.table.focus()
        self._tell_arrivals()
        self._edited = None
        if message.to:
            self.table.step(message.to)

    def _tell_arrivals(self) -> None:
        """Say how many bullets came to the cell from elsewhere while it was edited."""
        answer = self.table.answer(self._edited) if self._edited is not None else None
        if isinstance(answer, tuple):
            count = len(answer) - len(align(self._base, answer))
            if count > 0 and self._base:
                self.post_message(self.Arrived(count))

    def commit(self) -> None:
        """Hand on what is being typed and close the editor, before the screen goes away."""
        if self._editor is not None:
            self._editor.action_leave(0)

    # Commands

    def action_open_cell(self) -> None:
        self.open_editor()

    def action_cell(self, by: int) -> None:
        self.table.step(by)

    def action_move(self, rows: int, columns: int) -> None:
        self.table.move(rows, columns)

    def action_page_row(self, by: int) -> None:
        if self._editor is not None:
            self._editor.action_leave(0)
        self.table.move(by, 0)

    def action_next_empty(self) -> None:
        self.commit()
        if not self.table.next_empty():
            self.notify("No cell is empty.", markup=False)

    def action_first(self) -> None:
        """Say the first bullet of the cell in hand first in the brief, or no longer."""
        if self._editor is not None:
            self._editor.action_first()
        else:
            self._change_first(lambda bullet: replace(bullet, first=not bullet.first))

    def action_bullet_up(self) -> None:
        """Move the last bullet of the cell in hand up by one; in the editor, the line of the cursor."""
        if self._editor is not None:
            self._editor.action_line_up()
        else:
            self.open_editor()

    def action_tag(self) -> None:
        """The next tag for the bullet under the cursor, or for the cell's first one."""
        cell = self.in_hand
        if cell is None or not cell.field.tags:
            self.notify("Bullets of this column carry no tag.", markup=False)
        elif self._editor is not None:
            self._editor.tag_line(cell.field.tags)
        else:
            order = ("", *cell.field.tags)
            self._change_first(lambda one: replace(one, tag=order[(order.index(one.tag) + 1) % len(order)]))

    def _change_first(self, change: object) -> None:
        cell = self.in_hand
        answer: Answer | None = self.table.answer(cell) if cell is not None else None
        if cell is None or not isinstance(answer, tuple) or not answer or self.read_only or not callable(change):
            self.notify("There is no bullet in this cell.", markup=False)
            return
        self.post_message(self.BulletsWritten(cell, answer, (change(answer[0]), *answer[1:]), False))

    @on(CellTable.Moved)
    def pass_on_move(self, message: CellTable.Moved) -> None:
        message.stop()
        self.post_message(self.Moved(message.cell))

    @on(CellTable.Clicked)
    def open_clicked(self, message: CellTable.Clicked) -> None:
        message.stop()
        self.open_editor()

    def on_resize(self) -> None:
        self._place_editor()
