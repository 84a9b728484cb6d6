"""A note to a stage, in as many lines as it takes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from ue_tui.tui.widgets.words import plain, printable


class NoteDialog(ModalScreen[str | None]):
    """Asks for a note and returns it, empty to take it away; None leaves it as it was."""

    DEFAULT_CSS = """
    NoteDialog {
        align: center middle;
        & > Vertical {
            width: 72; max-width: 95%; height: auto;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & TextArea { height: 8; margin: 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", priority=True),
        Binding("enter", "accept", "accept", priority=True),
    ]

    def __init__(self, question: str, value: str) -> None:
        super().__init__()
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Note"
            yield Static(plain(self._question))
            yield TextArea(printable(self._value), soft_wrap=True)
            yield Static("Enter writes it · Esc leaves it as it was", id="keys")

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_accept(self) -> None:
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        self.dismiss(None)
