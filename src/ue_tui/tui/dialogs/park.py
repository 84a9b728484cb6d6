"""A line for the parking lot, and who asked; from anywhere, also while something else is being typed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class ParkDialog(ModalScreen[tuple[str, str] | None]):
    """Asks for a line and who it is from, and returns both; who may be empty."""

    DEFAULT_CSS = """
    ParkDialog {
        align: center middle;
        & > Vertical {
            width: 72; max-width: 95%; height: auto;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Input { margin: 0 0 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "For the parking lot"
            yield Static(Content("What was asked"))
            yield Input(id="line")
            yield Static(Content("Who asked, if you know"))
            yield Input(id="who")
            yield Static(Content("Enter parks it · Tab who asked · Esc leaves it"), id="keys")

    def on_mount(self) -> None:
        self.query_one("#line").focus()

    @on(Input.Submitted)
    def accept(self) -> None:
        line = self.query_one("#line", Input).value.strip()
        self.dismiss((line, self.query_one("#who", Input).value.strip()) if line else None)

    def action_leave(self) -> None:
        self.dismiss(None)
