"""What the two writing screens have in common: cells, taking over, saying first, the Word document."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on

from ue_tui.model.people import Owner
from ue_tui.model.worksheet import Worksheet
from ue_tui.tui.cell_grids import CellGrid
from ue_tui.tui.messages import WriteAnswer, WriteCell
from ue_tui.tui.sheet_frame import SheetScreen
from ue_tui.tui.widgets.cell_sheet import CellSheet


class CellScreen(SheetScreen):
    """A sheet whose cells are typed into."""

    def grid(self) -> CellGrid:
        """What the sheet shows now."""
        raise NotImplementedError  # every sheet has its own

    def shown_sheets(self) -> Mapping[Owner, Worksheet]:
        """The worksheets that the cells belong to."""
        return {self.owner: self.sheet}

    @property
    def cells(self) -> CellSheet:
        """The sheet of cells."""
        return self.query_one(CellSheet)

    def on_mount(self) -> None:
        self.cells.table.focus()

    def refresh_values(self) -> None:
        self.cells.read_only = self.read_only
        self.cells.show(self.grid(), self.shown_sheets())
        self.show_cell_in_hand()

    def show_cell_in_hand(self) -> None:
        """Bring what stands around the table up to date with the cell in hand."""

    @on(CellSheet.Moved)
    def follow_move(self) -> None:
        self.show_cell_in_hand()

    @on(CellSheet.BulletsWritten)
    def write_bullets(self, message: CellSheet.BulletsWritten) -> None:
        self.post_message(
            WriteCell(message.cell.owner, message.cell.place, message.base, message.bullets, message.continues)
        )

    @on(CellSheet.TextWritten)
    def write_text(self, message: CellSheet.TextWritten) -> None:
        self.post_message(WriteAnswer(message.cell.owner, message.cell.place, message.text or None, message.continues))

    @on(CellSheet.Arrived)
    def tell_arrival(self, message: CellSheet.Arrived) -> None:
        points = "1 point" if message.count == 1 else f"{message.count} points"
        self.notify(f"{points} arrived for this cell while it was edited.", markup=False)

    def action_undo(self) -> None:
        self.cells.commit()
        super().action_undo()

    def action_redo(self) -> None:
        self.cells.commit()
        super().action_redo()

    def action_back(self) -> None:
        self.cells.commit()
        super().action_back()

    def action_word(self) -> None:
        self.cells.commit()
        super().action_word()

    def action_neighbour(self, by: int) -> None:
        self.cells.commit()
        super().action_neighbour(by)

    def action_next_empty(self) -> None:
        self.cells.action_next_empty()

    def action_first(self) -> None:
        self.cells.action_first()

    def action_bullet_up(self) -> None:
        self.cells.action_bullet_up()

    async def action_quit(self) -> None:
        if not self.cells.is_editing:
            await super().action_quit()
            return
        self.cells.commit()
        # What is committed reaches the desk by messages: quitting waits for them.
        self.set_timer(0.1, super().action_quit)
