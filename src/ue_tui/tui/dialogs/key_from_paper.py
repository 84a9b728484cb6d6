"""Marks keyed in blind from paper, sheet after sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ue_tui.model.errors import Refused
from ue_tui.model.paper import PaperMark, read_paper
from ue_tui.model.sheets import Field
from ue_tui.tui.widgets.words import plain


class KeyFromPaperDialog(ModalScreen[tuple[PaperMark, ...] | None]):
    """Asks for the marks of one sheet of paper, shows what they would do, and returns them."""

    DEFAULT_CSS = """
    KeyFromPaperDialog {
        align: center middle;
        & > Vertical {
            width: 72; max-width: 95%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Input { margin: 1 0; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, whose: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._whose = whose
        self._fields = fields

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Key from paper"
            yield Static(plain(f"{self._whose}: the marks in the order of the paper, or codes"))
            yield Input(placeholder="2132-21   or   3 1, 3.2 2")
            yield Static("", id="preview")
            yield Static("Enter writes them, next sheet · - is not marked · Esc done", id="keys")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def show_preview(self, message: Input.Changed) -> None:
        preview = self.query_one("#preview", Static)
        try:
            marks = read_paper(self._fields, message.value)
        except Refused as refused:
            preview.update(plain(str(refused)))
        else:
            preview.update(plain("\n".join(_words(one, self._fields) for one in marks[:12])))

    @on(Input.Submitted)
    def accept(self, message: Input.Submitted) -> None:
        try:
            marks = read_paper(self._fields, message.value)
        except Refused as refused:
            self.query_one("#preview", Static).update(plain(str(refused)))
        else:
            self.dismiss(marks)

    def action_leave(self) -> None:
        self.dismiss(None)


def _words(mark: PaperMark, fields: Sequence[Field]) -> str:
    choices = next(field.choices for field in fields if field.place == mark.place)
    level = next((one.label for one in choices if one.id == mark.level), "not marked")
    return f"{mark.code:>4}  {level:<14} {mark.label}"
