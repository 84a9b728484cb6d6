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


class BigClock(Widget):
    """The time that is left, or over, in digits as large as its height of 5, 10, 15 … lines allows."""

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

    def watch_state(self, state: str) -> None:
        for name in ("soon", "late", "paused"):
            self.set_class(state == name, f"-{name}")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        rows = self.styles.height.value if self.styles.height is not None else ROWS
        return len(dots(self.text)[0]) * 2 * max(1, int(rows) // ROWS)

    def render_line(self, y: int) -> Strip:
        rows = dots(self.text)
        size = max(1, min(self.size.height // ROWS, self.size.width // max(len(rows[0]) * 2, 1)))
        row = y // size
        blank = self.rich_style
        if row >= ROWS:
            return Strip.blank(self.size.width, blank)
        filled = blank + Style(bgcolor=blank.color)
        segments = [Segment(" " * 2 * size, filled if dot == "#" else blank) for dot in rows[row]]
        return Strip(segments).adjust_cell_length(self.size.width, blank)
