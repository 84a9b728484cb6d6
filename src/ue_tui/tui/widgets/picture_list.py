"""A picture as a list that is scrolled through, one row in hand: what the facilitator looks at in a plenary."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ue_tui.model.picture import Body, Texts
from ue_tui.tui.commands import ROWS
from ue_tui.tui.widgets.picture_lines import Drawing, PictureRow, Pieces, columns_that_fit, draw

LOOKS = ("plain", "bold", "quiet", "late", *(f"shade-{number}" for number in range(5)))

PICTURE_CSS = """
        & .picture--quiet { color: $text-muted; }
        & .picture--late { color: $text-warning; text-style: bold; }
        & .picture--shade-0 { background: $primary 22%; color: $text; }
        & .picture--shade-1 { background: $primary 40%; color: $text; }
        & .picture--shade-2 { background: $primary 58%; color: $text; }
        & .picture--shade-3 { background: $primary 78%; color: $text; }
        & .picture--shade-4 { background: $primary; color: $text; text-style: bold; }
"""
"""The shades of levels, from the lowest to the highest; each carries its letter too."""

PICTURE_CLASSES = frozenset(f"picture--{look}" for look in LOOKS)


class PictureList(ScrollView, can_focus=True):
    """Rows of a picture; when the counts change, the row in hand stays in hand and nothing jumps."""

    DEFAULT_CSS = f"""
    PictureList {{
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        {PICTURE_CSS}
        & .picture--here {{ color: $text-primary; text-style: bold; }}
    }}
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {*PICTURE_CLASSES, "picture--here"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(command.binding for command in ROWS.commands if not command.action.startswith("page")),
        # Pages are the screen's: they may be those of what the room sees.
        Binding("pageup", "screen.page(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """Another row is in hand."""

        key: str

    @dataclass
    class Opened(Message):
        """The row in hand was clicked again."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._body: Body = Texts((), "")
        self._drawing = Drawing((), ())
        self._tops: list[int] = []
        self._first_column = 0

    @property
    def key(self) -> str:
        """The key of the row in hand, empty where there is none."""
        rows = self._drawing.rows
        return rows[self.cursor].key if self.cursor < len(rows) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the rows in their order."""
        return tuple(row.key for row in self._drawing.rows)

    def show(self, body: Body, *, afresh: bool = False) -> None:
        """Take a picture over; the row in hand is found again by its key, unless it is another picture (`afresh`)."""
        if body == self._body and not afresh:
            return
        self._body = body
        self._lay_out(afresh=afresh)

    def take_in_hand(self, key: str) -> None:
        """Move to the row with that key, if there is one."""
        if key in self.keys:
            self.cursor = self.keys.index(key)

    def _lay_out(self, *, afresh: bool = False) -> None:
        """Draw the picture anew and repaint the lines that changed."""
        key, before = self.key, self._drawing
        offset = self._tops[self.cursor] - round(self.scroll_offset.y) if self.cursor < len(self._tops) else 0
        _, columns = columns_that_fit(self._body, self._cells)
        self._first_column = 0 if afresh else min(self._first_column, max(columns - 1, 0))
        self._drawing = self._with_air(draw(self._body, self._cells, self._first_column))
        self._tops, top = [], 0
        for row in self._drawing.rows:
            self._tops.append(top)
            top += len(row.lines)
        height = top + len(self._drawing.heads)
        if (self.size.width, height) != self.virtual_size:
            self.virtual_size = Size(self.size.width, height)
        self.set_reactive(PictureList.cursor, self._found_again(key, afresh))
        self._keep_in_view(offset, afresh)
        if [row.key for row in before.rows] == list(self.keys) and before.heads == self._drawing.heads:
            self._repaint_changed(before)
        else:
            self.refresh()

    def _with_air(self, drawing: Drawing) -> Drawing:
        """An empty line after each row where all rows fit with it."""
        lines = len(drawing.heads) + sum(len(row.lines) + 1 for row in drawing.rows)
        if isinstance(self._body, Texts) or lines > self.size.height:
            return drawing
        rows = tuple(PictureRow(row.key, (*row.lines, ())) for row in drawing.rows)
        return Drawing((*drawing.heads, ()), rows)

    def _found_again(self, key: str, afresh: bool) -> int:
        if afresh:
            return 0
        return self.keys.index(key) if key in self.keys else max(min(self.cursor, len(self.keys) - 1), 0)

    def _keep_in_view(self, offset: int, afresh: bool) -> None:
        """Leave the row in hand where it was on the screen, though rows above it have come or gone."""
        if afresh:
            self.scroll_to(y=0, animate=False, force=True)
        elif self._tops and round(self.scroll_offset.y) != max(self._tops[self.cursor] - offset, 0):
            self.scroll_to(y=max(self._tops[self.cursor] - offset, 0), animate=False, force=True)

    def _repaint_changed(self, before: Drawing) -> None:
        for at, (was, now) in enumerate(zip(before.rows, self._drawing.rows, strict=True)):
            if len(was.lines) != len(now.lines):
                self.refresh()
                return
            if was != now:
                self._repaint(at)

    def turn_columns(self, by: int) -> bool:
        """Show the columns before or after those in view; whether there are any."""
        fit, count = columns_that_fit(self._body, self._cells)
        first = self._first_column + by * fit
        if not 0 <= first < count:
            return False
        self._first_column = first
        self._lay_out()
        return True

    def columns_words(self) -> str:
        """`1 to 52 of 200`, where not all columns fit; else empty."""
        fit, count = columns_that_fit(self._body, self._cells) if self.size.width else (0, 0)
        if count <= fit:
            return ""
        return f"{self._first_column + 1} to {min(self._first_column + fit, count)} of {count}"

    @property
    def _cells(self) -> int:
        """How wide the picture is drawn: beside the mark of the row in hand and the scroll bar."""
        return max(self.size.width - 3, 20)

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        heads = self._drawing.heads
        if y < len(heads):
            return self._strip((("  ", "plain"), *heads[y]), width)
        at = y - len(heads) + round(self.scroll_offset.y)
        row = bisect_right(self._tops, at) - 1
        if row < 0 or at >= self._tops[row] + len(self._drawing.rows[row].lines):
            return Strip.blank(width, self.rich_style)
        part = at - self._tops[row]
        pieces = self._drawing.rows[row].lines[part]
        here = row == self.cursor
        mark = "> " if here and part == 0 else "  "
        return self._strip(((mark, "here" if here else "plain"), *pieces), width, here=here)

    def _strip(self, pieces: Pieces, width: int, *, here: bool = False) -> Strip:
        segments = []
        for text, look in pieces:
            style = self._style(look)
            if here and look in ("plain", "bold", "quiet"):
                style += self.get_component_rich_style("picture--here", partial=True)
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, look: str) -> Style:
        if look == "plain":
            return self.rich_style
        if look == "bold":
            return self.rich_style + Style(bold=True)
        return self.get_component_rich_style(f"picture--{look}")

    def _repaint(self, row: int) -> None:
        if row < len(self._tops):
            y = self._tops[row] + len(self._drawing.heads) - round(self.scroll_offset.y)
            self.refresh(Region(0, y, self.size.width, len(self._drawing.rows[row].lines)))

    # Moving

    def validate_cursor(self, value: int) -> int:
        return max(0, min(value, len(self._drawing.rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if not self.is_mounted or not self._tops:
            return
        self._repaint(old)
        self._repaint(new)
        self._scroll_to_hand()
        self.post_message(self.Moved(self.key))

    def _scroll_to_hand(self) -> None:
        """Bring the row in hand into view, its first line before all."""
        top, height = self._tops[self.cursor], len(self._drawing.rows[self.cursor].lines)
        visible = max(self.size.height - len(self._drawing.heads), 1)
        y = round(self.scroll_offset.y)
        if top < y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + height > y + visible:
            self.scroll_to(y=min(top, top + height - visible), animate=False, force=True)

    def action_row(self, by: int) -> None:
        """To the next row; within a row that is taller than the screen a line further."""
        if len(self._drawing.rows) == 1:
            self.scroll_relative(y=by, animate=False)
        self.cursor += by

    def action_first_row(self) -> None:
        self.cursor = 0
        self.scroll_to(y=0, animate=False, force=True)

    def action_last_row(self) -> None:
        self.cursor = len(self._drawing.rows) - 1

    def action_page(self, by: int) -> None:
        visible = max(self.size.height - len(self._drawing.heads) - 1, 1)
        if not self._tops:
            return
        target = self._tops[self.cursor] + by * visible
        self.cursor = max(bisect_right(self._tops, max(target, 0)) - 1, 0)

    def on_click(self, event: events.Click) -> None:
        at = event.y - len(self._drawing.heads) + round(self.scroll_offset.y)
        row = bisect_right(self._tops, at) - 1
        if event.y < len(self._drawing.heads) or row < 0:
            return
        again = row == self.cursor
        self.cursor = row
        if again:
            self.post_message(self.Opened(self.key))

    def on_resize(self) -> None:
        self._lay_out()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()
