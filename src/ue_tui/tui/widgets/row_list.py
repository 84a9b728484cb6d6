"""A list of rows with aligned columns and one row in hand: the agenda, the sheets of a session, the problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ue_tui.tui.commands import ROWS, bindings
from ue_tui.tui.widgets.words import printable


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the list: it is as wide as its longest text, or takes what is left."""

    title: str = ""
    grows: bool = False
    """Takes the width that the others leave; one column does."""
    align: Literal["left", "right"] = "left"
    drop: int = 0
    """Left out when there is no room, the highest number first; 0 stays."""
    most: int = 72
    """The most cells it takes: on a very wide screen the columns stay near each other."""


Look: TypeAlias = Literal["plain", "bold", "quiet", "late"]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: its key finds it again when the rows change."""

    key: str
    texts: tuple[str, ...]
    look: Look = "plain"


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor; it paints only the rows that changed."""

    DEFAULT_CSS = """
    RowList {
        height: auto;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .row-list--title { color: $text-muted; }
        & .row-list--here { background: $primary; color: $text; text-style: bold; }
        & .row-list--here-away { background: $panel; }
        & .row-list--quiet { color: $text-muted; }
        & .row-list--late { color: $text-error; text-style: bold; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--title",
        "row-list--here",
        "row-list--here-away",
        "row-list--quiet",
        "row-list--late",
    }
    BINDINGS = bindings(ROWS)

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Opened(Message):
        """Enter or a second click on a row."""

        listing: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list it comes from, for selectors of handlers."""
            return self.listing

    @dataclass
    class Moved(Message):
        """Another row is in hand."""

        listing: RowList
        key: str

        @property
        def control(self) -> RowList:
            """The list it comes from, for selectors of handlers."""
            return self.listing

    def __init__(self, columns: Sequence[ListColumn], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._rows: tuple[ListRow, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._titled = any(column.title for column in columns)

    @property
    def key(self) -> str:
        """The key of the row in hand, empty when there is none."""
        return self._rows[self.cursor].key if self.cursor < len(self._rows) else ""

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """The rows as they are shown."""
        return self._rows

    def show(self, rows: Sequence[ListRow]) -> None:
        """Take new rows over; the row in hand is found again by its key."""
        new = tuple(rows)
        if new == self._rows:
            return
        key, old, before = self.key, self._rows, self._widths
        self._rows = new
        keys = [row.key for row in new]
        self.cursor = keys.index(key) if key in keys else min(self.cursor, max(len(new) - 1, 0))
        self._fit()
        if len(old) != len(new) or before != self._widths:
            self.refresh(layout=len(old) != len(new))
        else:
            for y, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now:
                    self._repaint(y)

    def take_in_hand(self, key: str) -> None:
        """Move to the row with that key, if there is one."""
        keys = [row.key for row in self._rows]
        if key in keys:
            self.cursor = keys.index(key)

    def _fit(self) -> None:
        self._widths = column_widths(self._columns, self._rows, max(self.size.width - 3, 10))
        self.virtual_size = Size(self.size.width, len(self._rows) + self._titled)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self._rows) + self._titled, 1)

    def on_resize(self) -> None:
        self._fit()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        at = y + round(self.scroll_offset.y) - self._titled
        if y == 0 and self._titled:
            titles = tuple(column.title for column in self._columns)
            return Strip([Segment(self._line("  ", titles, width), self._style("row-list--title"))], width)
        if not 0 <= at < len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        here = at == self.cursor
        style = self.rich_style
        if row.look == "bold":
            style += Style(bold=True)
        elif row.look != "plain":
            style = self._style(f"row-list--{row.look}")
        if here:
            style += self._style("row-list--here" if self.has_focus else "row-list--here-away")
        mark = ("> " if self.has_focus else "› ") if here else "  "
        return Strip([Segment(self._line(mark, row.texts, width), style)], width)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)

    def _line(self, mark: str, texts: Sequence[str], width: int) -> str:
        """One line of text, each column cut or padded to its width."""
        parts = []
        for text, column, cells in zip(texts, self._columns, self._widths, strict=False):
            if cells:
                parts.append(fitted(text, cells, column.align))
        return set_cell_size(mark + "  ".join(parts), width)

    def _repaint(self, index: int) -> None:
        y = index + self._titled - round(self.scroll_offset.y)
        self.refresh(Region(0, y, self.size.width, 1))

    def watch_cursor(self, old: int, new: int) -> None:
        if not self.is_mounted:
            return
        self._repaint(old)
        self._repaint(new)
        self.scroll_to_region(Region(0, max(new + self._titled - (new == 0), 0), 1, 1 + (new == 0)), animate=False)
        if self.key:
            self.post_message(self.Moved(self, self.key))

    def validate_cursor(self, value: int) -> int:
        return max(0, min(value, len(self._rows) - 1))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_row(self, by: int) -> None:
        self.cursor += by

    def action_first_row(self) -> None:
        self.cursor = 0

    def action_last_row(self) -> None:
        self.cursor = len(self._rows) - 1

    def action_page(self, by: int) -> None:
        self.cursor += by * max(self.size.height - 1 - self._titled, 1)

    def on_click(self, event: events.Click) -> None:
        at = event.y + round(self.scroll_offset.y) - self._titled
        if not 0 <= at < len(self._rows):
            return
        again = at == self.cursor
        self.cursor = at
        if again:
            self.post_message(self.Opened(self, self.key))


def fitted(text: str, cells: int, align: Literal["left", "right"] = "left") -> str:
    """The text in exactly that many cells: padded, or cut with an ellipsis; control characters become spaces."""
    plain = printable(text).replace("\n", " ")
    length = cell_len(plain)
    if length > cells:
        return set_cell_size(set_cell_size(plain, cells - 1).rstrip() + "…", cells)
    return " " * (cells - length) + plain if align == "right" else plain + " " * (cells - length)


def column_widths(columns: Sequence[ListColumn], rows: Sequence[ListRow], width: int) -> tuple[int, ...]:
    """How many cells each column gets; 0 for those that are left out."""
    wanted = []
    for number, column in enumerate(columns):
        longest = max((cell_len(row.texts[number]) for row in rows if number < len(row.texts)), default=0)
        wanted.append(min(max(longest, cell_len(column.title) if longest else 0), column.most))
    kept = [number for number, cells in enumerate(wanted) if cells]
    least = [min(wanted[number], 30) if columns[number].grows else wanted[number] for number in range(len(columns))]
    for number in sorted(kept, key=lambda one: -columns[one].drop):
        if columns[number].drop and sum(least[one] for one in kept) + 2 * (len(kept) - 1) > width:
            kept.remove(number)
    left = width - sum(wanted[one] for one in kept if not columns[one].grows) - 2 * (len(kept) - 1)
    return tuple(
        (0 if number not in kept else min(max(left, 8), columns[number].most) if columns[number].grows else cells)
        for number, cells in enumerate(wanted)
    )
