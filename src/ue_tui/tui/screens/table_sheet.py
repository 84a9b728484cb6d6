"""The Table sheet of sessions 5 and 7: rows by columns of bullets, the prompt of the row in hand below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Kind
from ue_tui.model.taking_over import Offer, offers, taken_over
from ue_tui.tui.cell_grids import CellGrid, table_grid
from ue_tui.tui.cell_screen import CellScreen
from ue_tui.tui.commands import CELLS, EVERYWHERE, TABLE, WRITING, Section, bindings
from ue_tui.tui.dialogs.take_over import TakeOverDialog
from ue_tui.tui.dialogs.task import TaskDialog
from ue_tui.tui.messages import WriteCell
from ue_tui.tui.widgets.cell_sheet import CellSheet
from ue_tui.tui.widgets.words import Words


class TableScreen(CellScreen):
    """Prompt and example at hand, typing in the cell itself."""

    NAME = "table sheet"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, WRITING, TABLE, CELLS)
    BINDINGS = bindings(EVERYWHERE, WRITING, TABLE)
    CSS_PATH = "table_sheet.tcss"
    TAKES_TEXT = True

    def content(self) -> Iterable[Widget]:
        with Horizontal(id="sheet"):
            with Vertical():
                yield CellSheet(self.grid())
                with VerticalScroll(id="prompt", can_focus=False):
                    yield Words(id="prompt-text")
            with VerticalScroll(id="example", can_focus=False):
                yield Words(id="example-text")

    def grid(self) -> CellGrid:
        return table_grid(self.session, self.owner)

    def beside(self) -> list[str]:
        done = self.done()
        return [*self.speaking_time(), f"{done.filled} of {done.total} cells"]

    def show_cell_in_hand(self) -> None:
        table = self.cells.table
        row = table.row_in_hand
        if row < 0:
            cell = table.in_hand
            self.query_one("#prompt-text", Words).say(cell.field.prompt or cell.field.label if cell else "")
        else:
            this = table.grid.rows[row]
            self.query_one("#prompt-text", Words).say(f"{this.title}  {this.prompt}")
        self.query_one("#example-text", Words).say(self._example_words(row))

    def _example_words(self, row: int) -> str:
        """What the example says in the row in hand."""
        example, grid = self.session.example, self.grid()
        if example is None or row < 0:
            return ""
        this = grid.rows[row]
        texts = [f"{example.heading} {' '.join(example.lines.values())}", example.prompts.get(this.id, "")]
        for column, cell in zip(grid.columns, this.cells, strict=True):
            bullets = example.cells.get((this.id, cell.place[-1]), ())
            if bullets:
                texts.append("\n".join([column.title, *(f"  • {bullet}" for bullet in bullets)]))
        return "\n\n".join(text for text in texts if text)

    def action_example(self) -> None:
        """Beside the sheet where there is room, else over it; it has the whole prompt too."""
        if self.has_class("-very-wide") and self.session.example is not None:
            self.query_one("#example").toggle_class("-shown")
            return
        row = self.cells.table.row_in_hand
        self.app.push_screen(TaskDialog(self.session, self.grid().rows[row].id if row >= 0 else ""))

    def action_tag(self) -> None:
        self.cells.action_tag()

    def action_take_over(self) -> None:
        """Offer the members' bullets for the cell in hand; the one that is chosen keeps its source."""
        self.cells.commit()
        cell, live = self.cells.in_hand, self.desk.live
        if live is None or cell is None or cell.field.kind is not Kind.CELL or self.owner.kind is not OwnerKind.GROUP:
            self.notify("Bullets are taken over into a group's cell: take one in hand.", markup=False)
            return
        group = next((one for one in live.groups() if one.stem == self.owner.stem), None)
        known = live.delegations()
        members = [known[stem] for stem in group.members if stem in known] if group is not None else []
        here = self.sheet.bullets(*cell.place)
        found = offers(here, [(member.name, member.bullets(*cell.place)) for member in members])
        if not found:
            self.notify("The members have nothing for this cell that the group does not have.", markup=False)
            return

        def take(offer: Offer | None) -> None:
            if offer is not None:
                self.post_message(WriteCell(self.owner, cell.place, here, taken_over(here, offer)))

        self.app.push_screen(TakeOverDialog(cell.field.label, found), take)
