"""A page of a picture for the room: as large as the window allows, and nothing that does not stand in the page."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from ue_tui.model.picture import Page, Texts
from ue_tui.tui.widgets.picture_lines import Drawing, PictureRow, Pieces, draw
from ue_tui.tui.widgets.picture_list import PICTURE_CLASSES, PICTURE_CSS
from ue_tui.tui.widgets.row_list import fitted

MOST_WIDTH = 170
"""On a wider window words and bars stay near each other."""

THICKEST = 4
"""The most lines that a bar is high."""


class PictureView(Widget):
    """Draws one page without its title; what does not fit into the window is cut at its end, with a word that it is."""

    DEFAULT_CSS = f"""
    PictureView {{
        width: 100%; height: 1fr;
        {PICTURE_CSS}
    }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = set(PICTURE_CLASSES)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._page: Page | None = None
        self._lines: tuple[Pieces, ...] = ()

    def show(self, page: Page) -> None:
        """Draw a page, if it is another one."""
        if page != self._page:
            self._page = page
            self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        if self._page is None or not self.size:
            return
        self._lines = page_lines(self._page, min(self.size.width, MOST_WIDTH), self.size.height)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        left = max((width - MOST_WIDTH) // 2, 0)
        segments = [Segment(" " * left, self.rich_style)]
        segments += [Segment(text, self._style(look)) for text, look in self._lines[y]]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, look: str) -> Style:
        if look == "plain":
            return self.rich_style
        if look == "bold":
            return self.rich_style + Style(bold=True)
        return self.get_component_rich_style(f"picture--{look}")


def page_lines(page: Page, width: int, height: int) -> tuple[Pieces, ...]:
    """The lines of a page in a window: the picture spread over the height, and what stands under it."""
    room = height - (1 if page.under else 0)
    body = _words(page.body, width, room) if isinstance(page.body, Texts) else _spread(draw(page.body, width), room)
    if len(body) > room:
        body = [*body[: max(room - 1, 0)], (("… more than this window holds", "quiet"),)]
    if page.under:
        body += [*([()] if len(body) < room else []), ((fitted(page.under, width), "quiet"),)]
    return tuple(body[:height])


def _words(body: Texts, width: int, room: int) -> list[Pieces]:
    """Entries with a line between bullets where there is room, a little above the middle."""
    lines: list[Pieces] = []
    for airy in (True, False):
        lines = [line for row in draw(body, width, airy=airy).rows for line in row.lines]
        if len(lines) <= room:
            break
    return [*[()] * (max(room - len(lines), 0) // 4), *lines]


def _spread(drawing: Drawing, room: int) -> list[Pieces]:
    """Heads and rows, higher bars and an empty line between rows where there is room for them."""
    count = max(len(drawing.rows), 1)
    used = len(drawing.heads) + sum(len(row.lines) for row in drawing.rows)
    gap = 1 if used + count - 1 <= room else 0
    height = 1
    while height < THICKEST:
        higher = sum(len(thickened(row, height + 1).lines) for row in drawing.rows)
        if len(drawing.heads) + higher + (count - 1) * gap > room:
            break
        height += 1
    body: list[Pieces] = [*drawing.heads, *([()] if gap and drawing.heads and used + count <= room else [])]
    for at, row in enumerate(drawing.rows):
        body += [()] if at and gap else []
        body += thickened(row, height).lines
    return body


def thickened(row: PictureRow, height: int) -> PictureRow:
    """The row with its bars so many lines high: the shades go on, the words beside them do not."""
    at = next((at for at, line in enumerate(row.lines) if any(look.startswith("shade") for _, look in line)), None)
    if at is None:
        return row
    bars = row.lines[at]
    lines = list(row.lines)
    for more in range(1, height):
        label = lines[at + more][:1] if at + more < len(lines) and len(lines[at + more]) == 1 else None
        rest = tuple(piece if piece[1].startswith("shade") else (" " * cell_len(piece[0]), "plain") for piece in bars)
        if label is not None:
            lines[at + more] = (*label, *rest[1:])
        else:
            lines.insert(at + more, rest)
    return PictureRow(row.key, tuple(lines))
