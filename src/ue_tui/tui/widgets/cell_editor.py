"""The text area that lies over a cell while it is edited: one bullet a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from ue_tui.tui.widgets.words import printable

COMMIT_AFTER = 0.2
"""Seconds without a key after which what was typed is handed on, so that it is saved within half a second."""


class CellEditor(TextArea):
    """Writes the lines of one cell; it posts what was written and where to go next."""

    DEFAULT_CSS = """
    CellEditor {
        layer: editor;
        border: none;
        padding: 0;
        background: $surface-lighten-1;
        scrollbar-size-vertical: 1;
        &:focus { border: none; }
        & .text-area--cursor-line { background: $surface-lighten-2; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "leave(1)", "next cell", show=False),
        Binding("shift+tab", "leave(-1)", "cell before", show=False),
        Binding("escape", "leave(0)", "done", show=False),
        Binding("ctrl+u", "line_up", "bullet up", show=False),
        Binding("ctrl+b", "first", "say this first", show=False),
    ]

    @dataclass
    class Written(Message):
        """The text of the cell as it stands after a pause or at the end."""

        text: str

    @dataclass
    class Left(Message):
        """The editor is to be closed: 0 stays in the cell, 1 goes to the next one, -1 to the one before."""

        to: int

    def __init__(self, text: str, *, one_line: bool) -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False
        )
        self._one_line = one_line
        self._handed_on = text

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        message.stop()
        self.set_timer(COMMIT_AFTER, self._after_pause)

    def _after_pause(self) -> None:
        if self.is_attached:
            self.hand_on()

    def hand_on(self) -> None:
        """Post what is written, if it is new."""
        if self.text != self._handed_on:
            self._handed_on = self.text
            self.post_message(self.Written(self.text))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; none once it is taken away: a repaint may come before the next layout, when its styles are gone.

        Textual's text area ends the app then (seen with 8.2.8).
        """
        if not self.is_attached:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._one_line:
            event.stop()
            event.prevent_default()
            self.action_leave(1)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = printable(event.text)
        self.insert(" ".join(text.split()) if self._one_line else text)

    def action_leave(self, to: int) -> None:
        self.hand_on()
        self.post_message(self.Left(to))

    def action_line_up(self) -> None:
        """Exchange the line of the cursor with the one above."""
        row, column = self.cursor_location
        if row == 0:
            return
        lines = self.text.split("\n")
        lines[row - 1], lines[row] = lines[row], lines[row - 1]
        self.replace("\n".join(lines), self.document.start, self.document.end)
        self.move_cursor((row - 1, column))

    def action_first(self) -> None:
        """Put `!` in front of the line of the cursor, or take it away."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        new = line[1:].lstrip() if line.startswith("!") else f"! {line}"
        self._write_line(row, new, column + len(new) - len(line))

    def tag_line(self, tags: tuple[str, ...]) -> None:
        """Give the line of the cursor the next tag: none, then each of them."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        mark = "! " if line.startswith("! ") else ""
        rest = line[len(mark) :]
        order = ("", *tags)
        now = next((number for number, tag in enumerate(order) if tag and rest.startswith(f"{tag}:")), 0)
        rest = rest[len(order[now]) + 1 :].lstrip() if now else rest
        after = order[(now + 1) % len(order)]
        new = f"{mark}{after}: {rest}" if after else f"{mark}{rest}"
        self._write_line(row, new, column + len(new) - len(line))

    def _write_line(self, row: int, new: str, column: int) -> None:
        self.replace(new, (row, 0), (row, len(self.document.get_line(row))))
        self.move_cursor((row, max(column, 0)))
