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
from ue_tui.tui.widgets.words import plain

MOST_LETTERS = 200
"""How much of a bullet is shown; it is taken over whole."""


class TakeOverDialog(ModalScreen[Offer | None]):
    """Shows what members wrote and returns the bullet that is to be taken over."""

    DEFAULT_CSS = """
    TakeOverDialog {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & OptionList { height: auto; max-height: 60vh; margin: 1 0; }
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
            yield Static(plain(f"{self._column}: what the members wrote"))
            yield OptionList(*(_line(one) for one in self._offers))
            yield Static("Enter takes it over · Esc leaves it", id="keys")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def take(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(self._offers[message.option_index])

    def action_leave(self) -> None:
        self.dismiss(None)


def _line(offer: Offer) -> Content:
    """A bullet with whose it is; a very long one is cut, so that the others are seen too."""
    text = offer.text if len(offer.text) <= MOST_LETTERS else f"{offer.text[:MOST_LETTERS]}…"
    return plain(f"• {text} ({', '.join(offer.members)})")
