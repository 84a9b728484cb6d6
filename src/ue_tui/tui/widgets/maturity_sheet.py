"""The maturity sheet: stages on one screen, each of which opens to its items; one level each is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ue_tui.model.answers import Unread, level_number, shown
from ue_tui.model.event import Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Choice, Field, Kind, Place
from ue_tui.model.worksheet import Worksheet
from ue_tui.tui.commands import MATURITY, bindings
from ue_tui.tui.widgets.row_list import fitted
from ue_tui.tui.widgets.wrapping import wrapped

GAP = 2
MARK_CELLS = 2
"""`> ` in front of the row in hand."""


@dataclass(slots=True)
class SheetRow:
    """A stage or an item as it stands on screen."""

    asked: Field
    stage: int
    is_stage: bool
    lines: list[str] = field(default_factory=list)
    """Its label, wrapped."""
    top: int = 0
    """The first of its lines."""


class MaturitySheet(ScrollView, can_focus=True):
    """Stages and items against levels; it posts marks and never writes them."""

    DEFAULT_CSS = """
    MaturitySheet {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .maturity-sheet--head { color: $text-muted; }
        & .maturity-sheet--here { background: $primary; color: $text; text-style: bold; }
        & .maturity-sheet--marked { background: $boost; color: $text-accent; text-style: bold; }
        & .maturity-sheet--open { color: $text-muted; }
        & .maturity-sheet--wrong { color: $text-error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "maturity-sheet--head",
        "maturity-sheet--here",
        "maturity-sheet--marked",
        "maturity-sheet--open",
        "maturity-sheet--wrong",
    }
    BINDINGS = bindings(MATURITY)

    sheet: reactive[Worksheet | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Marked(Message):
        """A level was marked at a place, or the mark taken away."""

        place: Place
        level: str | None

    @dataclass
    class NoteWanted(Message):
        """The note of a stage is to be written."""

        place: Place
        label: str

    @dataclass
    class Moved(Message):
        """Another row is in hand."""

        row: Field

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.session = session
        marks = [one for one in session.fields(OwnerKind.DELEGATION) if one.kind is Kind.MARK]
        self._levels: tuple[Choice, ...] = marks[0].choices if marks else ()
        self._stages: list[list[Field]] = []
        for one in marks:
            if "." in one.code:
                self._stages[-1].append(one)
            else:
                self._stages.append([one])
        self._asks_items = bool(marks) and any(one.counts and "." in one.code for one in marks)
        self._open: set[int] = set()
        self._rows: list[SheetRow] = []
        self._lines: list[tuple[int, int]] = []
        """For each line of the sheet its row and which of the row's lines it is; -1 for an empty line between."""
        self._lay_out()

    # Rows and lines

    @property
    def in_hand(self) -> Field:
        """The question in hand."""
        return self._rows[self.cursor].asked

    @property
    def _level_cells(self) -> list[int]:
        return [cell_len(level.label) + 2 for level in self._levels]

    @property
    def _info_cells(self) -> int:
        return 21 if self.size.width >= 96 else 8

    @property
    def _label_cells(self) -> int:
        """What is left for a stage's number and label."""
        levels = sum(self._level_cells) + (len(self._levels) - 1)
        left = self.size.width - 1 - MARK_CELLS - 2 * GAP - levels - self._info_cells
        return max(min(left, 64), 16)

    def _lay_out(self) -> None:
        """Find the rows and their lines anew, the row in hand by its place."""
        place = self._rows[self.cursor].asked.place if self._rows else None
        rows: list[SheetRow] = []
        for number, (stage, *items) in enumerate(self._stages):
            rows.append(SheetRow(stage, number, True))
            if number in self._open:
                rows += [SheetRow(item, number, False) for item in items]
        width = self._label_cells
        lines: list[tuple[int, int]] = []
        height = max(self.size.height - 1, 1)
        for index, row in enumerate(rows):
            indent = len(row.asked.code) + 2 + (0 if row.is_stage else 3)
            cells = width if row.is_stage else width + self._levels_width - self._initials_width
            row.lines = wrapped(row.asked.label, max(cells - indent, 8))
            row.top = len(lines)
            lines += [(index, part) for part in range(len(row.lines))]
        if len(lines) + len(self._stages) <= height:
            lines = self._with_air(rows)
        self._rows, self._lines = rows, lines
        self.virtual_size = Size(self.size.width, len(lines))
        places = [row.asked.place for row in rows]
        if place in places:
            self.cursor = places.index(place)
        self.cursor = min(self.cursor, len(rows) - 1)

    @staticmethod
    def _with_air(rows: Sequence[SheetRow]) -> list[tuple[int, int]]:
        """The lines with an empty one before each stage."""
        lines: list[tuple[int, int]] = []
        for index, row in enumerate(rows):
            if row.is_stage and lines:
                lines.append((index, -1))
            row.top = len(lines)
            lines += [(index, part) for part in range(len(row.lines))]
        return lines

    def on_resize(self) -> None:
        self._lay_out()
        self.refresh()

    def watch_sheet(self, old: Worksheet | None, new: Worksheet | None) -> None:
        """Repaint the rows whose answers have changed."""
        for index, row in enumerate(self._rows):
            stage = self._stages[row.stage][0].place[:-1]
            if old is None or new is None or _of_stage(old, stage) != _of_stage(new, stage):
                self._repaint(index)

    def watch_cursor(self, old: int, new: int) -> None:
        if not self.is_mounted or not self._rows:
            return
        for index in (old, new):
            if index < len(self._rows):
                self._repaint(index)
        row = self._rows[new]
        self.scroll_to_region(Region(0, row.top, 1, len(row.lines)), animate=False, force=True)
        self.post_message(self.Moved(row.asked))

    def validate_cursor(self, value: int) -> int:
        return max(0, min(value, len(self._rows) - 1))

    def _repaint(self, index: int) -> None:
        row = self._rows[index]
        y = row.top - round(self.scroll_offset.y)
        self.refresh(Region(0, y, self.size.width, len(row.lines)))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    # Painting

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        at = y + round(self.scroll_offset.y)
        if at >= len(self._lines) or self._lines[at][1] < 0:
            return Strip.blank(width, self.rich_style)
        index, part = self._lines[at]
        row, base = self._rows[index], self.rich_style
        here = index == self.cursor
        style = base + self.get_component_rich_style("maturity-sheet--here") if here else base
        if row.is_stage:
            style += Style(bold=True)
        segments = [Segment(("> " if here and part == 0 else "  ") + self._label(row, part), style)]
        segments.append(Segment(" " * GAP, style))
        room = self._levels_width if row.is_stage else self._initials_width
        segments += self._level_segments(row, style, here) if part == 0 else [Segment(" " * room, style)]
        info = self._info(row) if part == 0 else ""
        segments.append(Segment(" " * GAP + fitted(info, self._info_cells), style))
        return Strip(segments).adjust_cell_length(width, style)

    @property
    def _levels_width(self) -> int:
        return sum(self._level_cells) + len(self._levels) - 1

    @property
    def _initials_width(self) -> int:
        """An item's levels are initials, so that its text has more room."""
        return min(4 * len(self._levels) - 1, self._levels_width)

    def _label(self, row: SheetRow, part: int) -> str:
        """A line of the label, behind the code on the first one."""
        lead = f"{row.asked.code}  " if row.is_stage else f"   {row.asked.code}  "
        lead = lead if part == 0 else " " * len(lead)
        wider = 0 if row.is_stage else self._levels_width - self._initials_width
        return fitted(lead + row.lines[part], self._label_cells + wider)

    def _level_segments(self, row: SheetRow, style: Style, here: bool) -> list[Segment]:
        """The levels side by side: the marked one in brackets, a stage's in words, an item's by its initial."""
        answer = self.sheet.answers.get(row.asked.place) if self.sheet else None
        if isinstance(answer, Unread):
            wrong = self.get_component_rich_style("maturity-sheet--wrong")
            room = self._levels_width if row.is_stage else self._initials_width
            return [Segment(fitted(f"? {answer.raw}", room), style if here else wrong)]
        marked = level_number(self._levels, answer)
        segments = []
        for number, (level, cells) in enumerate(zip(self._levels, self._level_cells, strict=True), 1):
            word = level.label if row.is_stage else level.label[:1]
            text = f"[{word}]" if number == marked else f" {word} "
            space = cells - cell_len(text) if row.is_stage else 0
            text = " " * (space // 2) + text + " " * (space - space // 2)
            look = style
            if not here:
                name = "maturity-sheet--marked" if number == marked else "maturity-sheet--open"
                look = self.get_component_rich_style(name)
            elif number == marked:
                look = style + Style(reverse=True)
            segments.append(Segment(text, look))
            if number < len(self._levels):
                segments.append(Segment(" ", style))
        return segments

    def _info(self, row: SheetRow) -> str:
        """How many of a stage's items are marked, and whether there is a note."""
        if self.sheet is None:
            return ""
        answer = self.sheet.answers.get(row.asked.place)
        if not row.is_stage:
            return ""
        items = self._stages[row.stage][1:]
        done = sum(self.sheet.text(*item.place) != "" for item in items)
        note = bool(self.sheet.text(*row.asked.place[:-1], "note"))
        if self._info_cells < 10:
            return " ".join(
                words for words in (f"{done}/{len(items)}" if done else "", "note" if note else "") if words
            )
        words = [f"items {done} of {len(items)}"] if done else []
        words += ["note"] if note else []
        return " · ".join(words) or ("" if answer else "not marked")

    # Keys and mouse

    def action_mark(self, number: int) -> None:
        if number > len(self._levels) or not self._rows:
            return
        row = self._rows[self.cursor]
        self.post_message(self.Marked(row.asked.place, self._levels[number - 1].id if number else None))
        if number:
            self._move_on(row)

    def _move_on(self, row: SheetRow) -> None:
        """To the next row of the same sort: from a stage to the next one, unless its items are asked and open."""
        following = range(self.cursor + 1, len(self._rows))
        skips_items = row.is_stage and not (self._asks_items and row.stage in self._open)
        target = next((at for at in following if self._rows[at].is_stage or not skips_items), None)
        if target is not None:
            self.cursor = target

    def action_next_unmarked(self) -> None:
        """To the next question that counts and has no mark, around the end."""
        order = [one for stage in self._stages for one in stage]
        at = order.index(self.in_hand)
        for one in (*order[at + 1 :], *order[: at + 1]):
            if one.counts and not (self.sheet and self.sheet.answers.get(one.place)):
                self._show(one)
                return
        self.app.bell()

    def _show(self, asked: Field) -> None:
        """Take a question in hand, opening its stage where it is an item."""
        stage = next(number for number, stage in enumerate(self._stages) if asked in stage)
        if "." in asked.code and stage not in self._open:
            self._open.add(stage)
            self._lay_out()
            self.refresh()
        self.cursor = [row.asked for row in self._rows].index(asked)

    def action_open_items(self) -> None:
        self._set_open(self._rows[self.cursor].stage, True)

    def action_close_items(self) -> None:
        row = self._rows[self.cursor]
        stage_at = next(at for at, one in enumerate(self._rows) if one.is_stage and one.stage == row.stage)
        self.cursor = stage_at
        self._set_open(row.stage, False)

    def _set_open(self, stage: int, is_open: bool) -> None:
        (self._open.add if is_open else self._open.discard)(stage)
        self._lay_out()
        self.refresh()
        last = [row for row in self._rows if row.stage == stage][-1]
        self.scroll_to_region(Region(0, last.top, 1, len(last.lines)), animate=False, force=True)
        row = self._rows[self.cursor]
        self.scroll_to_region(Region(0, row.top, 1, len(row.lines)), animate=False, force=True)

    def action_note(self) -> None:
        stage = self._stages[self._rows[self.cursor].stage][0]
        self.post_message(self.NoteWanted((*stage.place[:-1], "note"), f"{stage.code} {stage.label}"))

    def action_row(self, by: int) -> None:
        self.cursor += by

    def action_first_row(self) -> None:
        self.cursor = 0

    def action_last_row(self) -> None:
        self.cursor = len(self._rows) - 1

    def action_page(self, by: int) -> None:
        """A screen up or down, to the row that stands there."""
        line = self._rows[self.cursor].top + by * max(self.size.height - 1, 1)
        self.cursor = self._lines[max(0, min(line, len(self._lines) - 1))][0]

    def on_click(self, event: events.Click) -> None:
        at = event.y + round(self.scroll_offset.y)
        if not 0 <= at < len(self._lines):
            return
        self.cursor, row = self._lines[at][0], self._rows[self._lines[at][0]]
        x = event.x - MARK_CELLS - self._label_cells - GAP
        level_cells = self._level_cells
        if not row.is_stage:
            x -= self._levels_width - self._initials_width
            level_cells = [3] * len(self._levels)
        for level, cells in zip(self._levels, level_cells, strict=True):
            if 0 <= x < cells:
                self.post_message(self.Marked(row.asked.place, level.id))
                return
            x -= cells + 1
        if x >= 0:
            self._set_open(row.stage, row.stage not in self._open)

    def items_in_hand(self) -> Sequence[Field]:
        """The items of the stage in hand; none where an item itself is in hand."""
        row = self._rows[self.cursor]
        return self._stages[row.stage][1:] if row.is_stage else ()

    def wrong_in_hand(self) -> str:
        """What stands at the question in hand and is no mark; empty when all is well."""
        answer = self.sheet.answers.get(self.in_hand.place) if self.sheet else None
        return shown(self.in_hand, answer) if isinstance(answer, Unread) else ""


def _of_stage(sheet: Worksheet, stage: Place) -> dict[Place, object]:
    return {place: answer for place, answer in sheet.answers.items() if place[: len(stage)] == stage}
