"""Digits as large as the room allows, painted as filled cells so that no font has to have them."""

from __future__ import annotations

from typing import Literal

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

_SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "-": ("   ", "   ", "###", "   ", "   "),
}
ROWS = 5


def dots(text: str) -> tuple[str, ...]:
    """The five rows of dots of a text of digits, `#` for a filled one."""
    return tuple(" ".join(_SHAPES[char][row] for char in text if char in _SHAPES) for row in range(ROWS))


def scale(text: str, width: int, height: int, most: int) -> int:
    """How many lines a dot is high (and half as many cells wide), at least 1, so that the text fits."""
    across = len(dots(text)[0]) * 2
    return max(1, min(most, height // ROWS, width // across if across else 1))


class BigClock(Widget):
    """The time that is left, or over, in large digits."""

    DEFAULT_CSS = """
    BigClock {
        height: 5;
        color: $foreground;
        &.-late { color: $error; }
        &.-paused { color: $text-muted; }
        &.-soon { color: $warning; }
    }
    """

    text: reactive[str] = reactive("")
    state: reactive[Literal["plain", "soon", "late", "paused"]] = reactive("plain")

    def __init__(self, *, most: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self._most = most

    def watch_state(self, state: str) -> None:
        for name in ("soon", "late", "paused"):
            self.set_class(state == name, f"-{name}")

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        return len(dots(self.text)[0]) * 2

    def render_line(self, y: int) -> Strip:
        size = scale(self.text, self.size.width, self.size.height, self._most)
        row, rows = y // size, dots(self.text)
        blank = self.rich_style
        if row >= ROWS:
            return Strip.blank(self.size.width, blank)
        filled = blank + Style(bgcolor=blank.color)
        segments = [Segment(" " * 2 * size, filled if dot == "#" else blank) for dot in rows[row]]
        return Strip(segments).adjust_cell_length(self.size.width, blank)
