"""The Table sheet of sessions 5 and 7: rows by columns of bullets, the prompt of the row in hand below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from ue_tui.model.bullets import Bullet
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Kind
from ue_tui.model.taking_over import Offer, already, offers, taken_over
from ue_tui.model.worksheet import Worksheet
from ue_tui.tui.cell_grids import CellGrid, SheetCell, table_grid
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
            with VerticalScroll(id="members", can_focus=False):
                yield Words(id="members-title")
                yield Words(id="members-offers")
                yield Words(id="members-taken")
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
        self._show_members()

    def _members(self) -> list[Worksheet]:
        """The worksheets of the group's members; none of a delegation's sheet, and none in a window of its own."""
        live = self.desk.live
        if live is None or self.owner.kind is not OwnerKind.GROUP:
            return []
        group = next((one for one in live.groups() if one.stem == self.owner.stem), None)
        known = live.delegations()
        return [known[stem] for stem in dict.fromkeys(group.members) if stem in known] if group is not None else []

    def _show_members(self) -> None:
        """Beside the sheet, what the members say in the cell in hand: first what the group has not taken over."""
        cell, members = self.cells.in_hand, self._members()
        shows = bool(members) and cell is not None and cell.field.kind is Kind.CELL
        self.query_one("#members").set_class(shows, "-shown")
        if not shows or cell is None:
            return
        said = [(member.name, member.bullets(*cell.place)) for member in members]
        offered = offers(self.sheet.bullets(*cell.place), said)
        rest = already(self.sheet.bullets(*cell.place), said)
        self.query_one("#members-title", Words).say(f"The members' sheets: {cell.field.label}")
        self.query_one("#members-offers", Words).say(_listed(offered) or "Nothing that the group does not have.")
        self.query_one("#members-taken", Words).say(f"Taken over:\n{_listed(rest)}" if rest else "")

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
        self._offer(cell, self.sheet.bullets(*cell.place), 0)

    def _offer(self, cell: SheetCell, here: tuple[Bullet, ...], taken: int) -> None:
        """Offer what the members have and the group has not, again after each that is taken, until all are."""
        found = offers(here, [(member.name, member.bullets(*cell.place)) for member in self._members()])
        if not found:
            if not taken:
                self.notify("The members have nothing for this cell that the group does not have.", markup=False)
            return

        def take(offer: Offer | None) -> None:
            if offer is not None:
                after = taken_over(here, offer)
                self.post_message(WriteCell(self.owner, cell.place, here, after))
                self._offer(cell, after, taken + 1)

        self.app.push_screen(TakeOverDialog(cell.field.label, found), take)


def _listed(some: Sequence[Offer]) -> str:
    """Bullets with whose they are, those that say the same as one."""
    tagged = ((f"{one.tag}: " if one.tag else "", one) for one in some)
    return "\n".join(f"• {tag}{one.text} ({', '.join(one.members)})" for tag, one in tagged)
