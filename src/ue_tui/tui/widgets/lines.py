"""The lines at the top and the bottom of every screen, and the red bar between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from ue_tui.tui.commands import Command
from ue_tui.tui.widgets.words import plain


class TopLine(Widget):
    """Where we are, to the right what matters most, and at the end what the room sees.

    What does not fit is left out from the end of the parts; the last word and the beginning of the first stay.
    """

    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $panel;
        color: $foreground;
        text-style: bold;
    }
    """

    _left = ""
    _parts: tuple[str, ...] = ()
    _end = ""

    def show(self, left: str, parts: Sequence[str], end: str = "") -> None:
        """Paint new texts, if they are new."""
        if (left, tuple(parts), end) != (self._left, self._parts, self._end):
            self._left, self._parts, self._end = left, tuple(parts), end
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        left = plain(f" {self._left}")
        most = max(width - min(left.cell_length, 16 if self._end else 24) - 3, 0)
        kept: list[str] = []
        for part in self._parts:
            if Content(" · ".join(text for text in (*kept, part, self._end) if text)).cell_length > most:
                break
            kept.append(part)
        right = Content(" · ".join(text for text in (*kept, self._end) if text)).truncate(most, ellipsis=True)
        room = max(width - right.cell_length - 2, 1)
        shown = left.truncate(room, ellipsis=True, pad=True)
        return Content.assemble(shown, " ", right, " ")


class FailureBar(Widget):
    """The red bar: it stays until what it says is over."""

    DEFAULT_CSS = """
    FailureBar {
        height: auto;
        max-height: 3;
        display: none;
        background: $error;
        color: $text;
        padding: 0 1;
        &.-shown { display: block; }
    }
    """

    _text = ""

    def show(self, text: str) -> None:
        """Say what failed; an empty text takes the bar away."""
        if text != self._text:
            self._text = text
            self.set_class(bool(text), "-shown")
            self.refresh(layout=True)

    def render(self) -> Content:
        return plain(f"! {self._text}")


class BottomLine(Widget):
    """The keys that matter here, each a button for the mouse, and what was saved or can be undone."""

    DEFAULT_CSS = """
    BottomLine {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    @dataclass
    class Pressed(Message):
        """A key of the line was clicked."""

        action: str

    _commands: tuple[tuple[Command, str], ...] = ()
    _right = ""

    def show(self, commands: Sequence[tuple[Command, str]], right: str) -> None:
        """Paint new keys and texts, if they are new."""
        if (tuple(commands), right) != (self._commands, self._right):
            self._commands, self._right = tuple(commands), right
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        right = plain(self._right).truncate(max(width // 2, 1), ellipsis=True)
        room = width - right.cell_length - (2 if right else 1)
        pieces = [_piece(command, word) for command, word in self._commands]
        # Help stands last and is never the one that is left out: from there everything else is found.
        last = pieces.pop() if self._commands and self._commands[-1][0].action == "help" else Content("")
        left = Content(" ")
        for piece in pieces:
            wider = Content.assemble(left, piece, "   ")
            if wider.cell_length + last.cell_length > room:
                break
            left = wider
        left = Content.assemble(left, last)
        return Content.assemble(left.truncate(max(width - right.cell_length - 1, 1), pad=True), right, " ")

    def on_click(self, event: events.Click) -> None:
        action = event.style.meta.get("action")
        if action:
            self.post_message(self.Pressed(action))


def _piece(command: Command, word: str) -> Content:
    """A key in bold and its word; a click on it does what the key does."""
    keys, words = command.key, word
    if word.startswith(f"{command.key} "):
        keys, _, words = word.rpartition(" ")
    key = Content(keys).stylize(Style(bold=True))
    return Content.assemble(key, f" {words}").stylize(Style.from_meta({"action": command.action}))
