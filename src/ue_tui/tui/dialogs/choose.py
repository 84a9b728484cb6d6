"""One of several, by Up and Down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from ue_tui.tui.widgets.words import plain


class ChooseDialog(ModalScreen[int | None]):
    """Shows lines and returns the position of the one that is taken, or None when it was left as it was."""

    DEFAULT_CSS = """
    ChooseDialog {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & OptionList { height: auto; max-height: 16; margin: 0 0 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, title: str, options: Sequence[str], here: int = 0) -> None:
        super().__init__()
        self._title = title
        self._options = tuple(options)
        self._here = here

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = plain(self._title)
            yield OptionList(*(plain(text) for text in self._options))
            yield Static("Enter takes it · Esc leaves it as it was", id="keys")

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = self._here

    @on(OptionList.OptionSelected)
    def take(self, message: OptionList.OptionSelected) -> None:
        self.dismiss(message.option_index)

    def action_leave(self) -> None:
        self.dismiss(None)
