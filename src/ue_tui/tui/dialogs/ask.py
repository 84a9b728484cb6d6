"""One line asked for, such as who speaks or how many minutes ago."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.validation import Number
from textual.widgets import Input, Static

from ue_tui.tui.widgets.words import plain, printable


class AskDialog(ModalScreen[str | None]):
    """Asks for a line and returns it, or None when it was left as it was."""

    DEFAULT_CSS = """
    AskDialog {
        align: center middle;
        & > Vertical {
            width: 60; max-width: 95%; height: auto;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Input { margin: 1 0 0 0; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, title: str, question: str, *, value: str = "", number: bool = False) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._value = value
        self._number = number

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self._title
            yield Static(plain(self._question))
            checks = [Number(minimum=0, maximum=24 * 60)] if self._number else []
            yield Input(printable(self._value), type="number" if self._number else "text", validators=checks)
            yield Static("Enter does it · Esc leaves it as it was", id="keys")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def accept(self, message: Input.Submitted) -> None:
        if message.validation_result is None or message.validation_result.is_valid:
            self.dismiss(message.value)
        else:
            self.query_one("#keys", Static).update("Write minutes from 0 to 1440, such as 3")

    def action_leave(self) -> None:
        self.dismiss(None)
