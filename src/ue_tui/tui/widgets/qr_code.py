"""The QR code of an address, dark on light in every theme, so that a telephone reads it from the back row."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

QUIET = 2
"""Light modules around the code; readers find it by them."""

# A code has to be dark on light whatever the theme is: readers do not look for the opposite.
_DARK, _LIGHT = "#000000", "#ffffff"
_UPPER_HALF = "▀"


@lru_cache(maxsize=8)
def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The code's rows of modules with the quiet ones around them, True for a dark one; none without an address."""
    if not address:
        return ()
    import segno  # here: only a projector with a form needs it

    rows = [tuple(bool(one) for one in row) for row in segno.make(address, error="m", micro=False).matrix]
    width = len(rows[0]) + 2 * QUIET
    beside = (False,) * QUIET
    around = [(False,) * width] * QUIET
    return (*around, *((*beside, *row, *beside) for row in rows), *around)


def code_size(address: str, width: int, height: int) -> tuple[int, int, int]:
    """How a code fits: cells wide, lines high, and lines a module (0 for half of one, -1 where it does not fit).

    A module is twice as wide in cells as it is high in lines; where there is no room for that, it is one cell and half
    a line.
    """
    size = len(modules(address))
    if size:
        if (scale := min(width // (2 * size), height // size)) >= 1:
            return 2 * size * scale, size * scale, scale
        if size <= width and (size + 1) // 2 <= height:
            return size, (size + 1) // 2, 0
    return 0, 0, -1


class QrCode(Widget):
    """An address as a QR code, as large as the room that the layout gives it."""

    DEFAULT_CSS = """
    QrCode { width: auto; height: auto; }
    """

    _address = ""
    _most = (0, 0)

    def show(self, address: str, width: int, height: int) -> None:
        """Show the code of an address in at most that many cells and lines; none where it does not fit."""
        if (address, (width, height)) != (self._address, self._most):
            self._address, self._most = address, (width, height)
            self.display = code_size(address, width, height)[2] >= 0
            self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return code_size(self._address, *self._most)[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return code_size(self._address, *self._most)[1]

    def render_line(self, y: int) -> Strip:
        cells, lines, scale = code_size(self._address, *self._most)
        rows = modules(self._address)
        if y >= lines:
            return Strip.blank(self.size.width)
        if scale:
            row = rows[y // scale]
            segments = [Segment(" " * 2 * scale, Style(bgcolor=_DARK if one else _LIGHT)) for one in row]
            return Strip(segments, cells)
        upper = rows[2 * y]
        lower = rows[2 * y + 1] if 2 * y + 1 < len(rows) else (False,) * len(upper)
        pairs = zip(upper, lower, strict=True)
        return Strip(
            [
                Segment(_UPPER_HALF, Style(color=_DARK if above else _LIGHT, bgcolor=_DARK if below else _LIGHT))
                for above, below in pairs
            ],
            cells,
        )
