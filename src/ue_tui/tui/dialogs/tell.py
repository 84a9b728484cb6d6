"""A line for the room: a ready one by its number, or as it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

READY = (
    "Please come to an end",
    "Five more minutes",
    "Back in five minutes",
    "Please send your sheet",
    "Rapporteurs to the front, please",
    "Coffee is outside",
)
"""Lines that a number alone sends."""


class TellDialog(ModalScreen[str | None]):
    """Asks for a line for the room and returns it; an empty one takes off what is there, None leaves it."""

    DEFAULT_CSS = """
    TellDialog {
        align: center middle;
        & > Vertical {
            width: 60; max-width: 95%; height: auto;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Input { margin: 1 0; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("delete", "take_off", "take it off", priority=True),
    ]

    def __init__(self, now_shown: str) -> None:
        super().__init__()
        self._now_shown = now_shown

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Tell the room"
            shown = f"The room reads: {self._now_shown}" if self._now_shown else "The room reads no message."
            yield Static(Content(shown))
            yield Input(placeholder="type a line, or a number", max_length=120)
            lines = [Content.assemble((f"{number:>2}", "bold"), f"  {line}") for number, line in enumerate(READY, 1)]
            yield Static(Content("\n").join(lines))
            off = " · Delete takes it off" if self._now_shown else ""
            yield Static(Content(f"Enter sends it{off} · Esc leaves it as it was"), id="keys")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def accept(self, message: Input.Submitted) -> None:
        text = message.value.strip()
        self.dismiss(ready_line(text) if text else None)

    def action_take_off(self) -> None:
        """Take the message off; while something is typed, Delete is the field's."""
        field = self.query_one(Input)
        if field.value:
            field.action_delete_right()
        else:
            self.dismiss("" if self._now_shown else None)

    def action_leave(self) -> None:
        self.dismiss(None)


def ready_line(typed: str) -> str:
    """The ready line of a number alone; anything else as it was typed."""
    if typed.isdecimal() and 1 <= int(typed) <= len(READY):
        return READY[int(typed) - 1]
    return typed
