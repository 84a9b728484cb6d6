"""A delegation that nobody expected: its name and organization, and it has a worksheet."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class NewDelegationDialog(ModalScreen[tuple[str, str] | None]):
    """Asks for a name and an organization and returns both; the latter may be empty."""

    DEFAULT_CSS = """
    NewDelegationDialog {
        align: center middle;
        & > Vertical {
            width: 64; max-width: 95%; height: auto;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Input { margin: 0 0 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, group: str) -> None:
        super().__init__()
        self._group = group

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "A new delegation"
            yield Static(Content("Its name"))
            yield Input(id="name")
            yield Static(Content("Its organization"))
            yield Input(id="organization")
            sits = f"It sits in {self._group}; < and > move it.\n" if self._group else ""
            yield Static(Content(f"{sits}Enter makes it, with its worksheet · Tab next field · Esc"), id="keys")

    def on_mount(self) -> None:
        self.query_one("#name").focus()

    @on(Input.Submitted)
    def accept(self) -> None:
        name = self.query_one("#name", Input).value.strip()
        self.dismiss((name, self.query_one("#organization", Input).value.strip()) if name else None)

    def action_leave(self) -> None:
        self.dismiss(None)
