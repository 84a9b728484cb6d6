"""The members' bullets for a group's cell, one of which is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from ue_tui.model.taking_over import Offer


class TakeOverDialog(ModalScreen[Offer | None]):
    """Shows what members wrote and returns the bullet that is to be taken over."""

    DEFAULT_CSS = """
    TakeOverDialog {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & OptionList { height: auto; max-height: 16; margin: 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, column: str, offers: Sequence[Offer]) -> None:
        super().__init__()
        self._column = column
        self._offers = tuple(offers)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Take over"
            yield Static(Content(f"{self._column}: what the members wrote"))
            yield OptionList(*(Content(f"• {one.text} ({', '.join(one.members)})") for one in self._offers))
            yield Static("Enter takes it over · Esc leaves it", id="keys")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def take(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(self._offers[message.option_index])

    def action_leave(self) -> None:
        self.dismiss(None)
