"""The Stocktaking sheet: the stages of one delegation on one screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ue_tui.model.sheets import Maturity
from ue_tui.tui.commands import EVERYWHERE, MATURITY, MINUTES, REVEAL, SHEETS, STEERING, Section, bindings
from ue_tui.tui.dialogs.note import NoteDialog
from ue_tui.tui.sheet_frame import SheetScreen
from ue_tui.tui.widgets.maturity_sheet import MaturitySheet
from ue_tui.tui.widgets.words import Words, plain


class StocktakingScreen(SheetScreen):
    """Stages first, items behind each; the levels' descriptions in full below."""

    NAME = "stocktaking sheet"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, REVEAL, SHEETS, MATURITY)
    BINDINGS = bindings(EVERYWHERE, STEERING, MINUTES, REVEAL, SHEETS)
    CSS_PATH = "stocktaking.tcss"

    def content(self) -> Iterable[Widget]:
        yield MaturitySheet(self.session)
        yield Words(id="note")
        yield Static(id="levels")
        yield Words(self._reference(), id="reference")

    def _reference(self) -> str:
        reference = self.session.reference
        return f"{reference.label} {reference.text}" if reference is not None else ""

    def on_mount(self) -> None:
        self.query_one(MaturitySheet).focus()

    def beside(self) -> list[str]:
        done = self.done()
        grid = self.session.grid
        things = "stages" if isinstance(grid, Maturity) and grid.asks == "stages" else "marks"
        return [f"{done.filled} of {done.total} {things}"]

    def refresh_values(self) -> None:
        self.query_one(MaturitySheet).sheet = self.sheet
        self._show_row()

    @on(MaturitySheet.Moved)
    def _show_row(self) -> None:
        """The levels with the one that is marked, and the note, of the row in hand."""
        grid = self.query_one(MaturitySheet)
        asked = grid.in_hand
        marked = self.sheet.text(*asked.place)
        lines = []
        width = max(cell_len(choice.label) for choice in asked.choices)
        items = grid.items_in_hand()
        for number, choice in enumerate(asked.choices, 1):
            label = f"{number} {set_cell_size(choice.label, width)}  {choice.description}"
            count = sum(self.sheet.text(*item.place) == choice.id for item in items)
            suggests = f" · {count} {'item' if count == 1 else 'items'}" if count and self.size.width >= 72 else ""
            text = f"{'>' if choice.id == marked else ' '} {label}{suggests}"
            lines.append(plain(text).stylize("bold") if choice.id == marked else plain(text))
        self.query_one("#levels", Static).update(Content("\n").join(lines))
        note = self.sheet.text(*asked.place[:2], "note")
        wrong = grid.wrong_in_hand()
        said = f"“{wrong}” stands in the file and is no mark: 1 to {len(asked.choices)} marks it." if wrong else ""
        self.query_one("#note", Words).say(said or (f"Note: {note}" if note else ""))

    @on(MaturitySheet.Marked)
    def write_mark(self, message: MaturitySheet.Marked) -> None:
        self.write(message.place, message.level)

    @on(MaturitySheet.NoteWanted)
    def ask_note(self, message: MaturitySheet.NoteWanted) -> None:
        def write(note: str | None) -> None:
            if note is not None:
                self.write(message.place, note.strip() or None)

        self.app.push_screen(NoteDialog(message.label, self.sheet.text(*message.place)), write)
