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


def dot_size(columns: int, width: int, height: int) -> tuple[int, int]:
    """Cells wide and lines high of a dot, so that this many columns of dots fill a space.

    A cell of a terminal is about twice as high as wide; digits that are a little slender or broad still read well, and
    so more of the space is used than whole multiples would.
    """
    high = max(1, height // ROWS)
    wide = max(1, min(width // max(columns, 1), round(high * 2.6)))
    return wide, max(1, min(high, round(wide / 1.4)))


class BigClock(Widget):
    """The time that is left, or over, in digits as large as its height of 5, 10, 15 … lines allows.

    With `fills` they take the width and height that the layout gives them, and stand in its middle.
    """

    DEFAULT_CSS = """
    BigClock {
        height: 5;
        color: $foreground;
        &.-late { color: $text-error; }
        &.-paused { color: $text-muted; }
        &.-soon { color: $text-warning; }
    }
    """

    text: reactive[str] = reactive("")
    state: reactive[Literal["plain", "soon", "late", "paused"]] = reactive("plain")

    def __init__(self, *, fills: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fills = fills

    def watch_state(self, state: str) -> None:
        for name in ("soon", "late", "paused"):
            self.set_class(state == name, f"-{name}")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        rows = self.styles.height.value if self.styles.height is not None else ROWS
        return len(dots(self.text)[0]) * 2 * max(1, int(rows) // ROWS)

    def _dot(self, columns: int) -> tuple[int, int]:
        """Cells wide and lines high of a dot."""
        if self._fills:
            return dot_size(columns, self.size.width, self.size.height)
        size = max(1, min(self.size.height // ROWS, self.size.width // max(columns * 2, 1)))
        return 2 * size, size

    def render_line(self, y: int) -> Strip:
        rows = dots(self.text)
        wide, high = self._dot(len(rows[0]))
        left = max(self.size.width - wide * len(rows[0]), 0) // 2 if self._fills else 0
        top = max(self.size.height - high * ROWS, 0) // 2 if self._fills else 0
        blank = self.rich_style
        row = (y - top) // high
        if not 0 <= row < ROWS:
            return Strip.blank(self.size.width, blank)
        filled = blank + Style(bgcolor=blank.color)
        segments = [Segment(" " * wide, filled if dot == "#" else blank) for dot in rows[row]]
        return Strip([Segment(" " * left, blank), *segments]).adjust_cell_length(self.size.width, blank)
