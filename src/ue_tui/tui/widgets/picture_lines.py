"""A picture's body as rows of styled pieces in a width: the same for the facilitator's screen and for the projector.

Levels are their initials on shades, so that a picture can be read without colours and in any terminal's font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from rich.cells import cell_len

from ue_tui.model.picture import Apart, Bar, Bars, Body, Entry, MarkRow, Marks, Texts, initials
from ue_tui.tui.widgets.row_list import fitted
from ue_tui.tui.widgets.wrapping import wrapped

Piece: TypeAlias = tuple[str, str]
"""A text and the look it has: plain, bold, quiet, late, or shade-0 to shade-4."""

Pieces: TypeAlias = tuple[Piece, ...]

GAP: Piece = ("  ", "plain")
SHADES = 5
BAR_PART = 8
"""A bar takes at most such a part of the width."""
WIDE = 100
"""From this width on not marked and absent have columns of their own."""
NARROW_COLUMN = 24
"""A column of words is not narrower than this."""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A row of a picture: its key finds it again when the counts change."""

    key: str
    lines: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as it is painted: titles that stay on top, and rows."""

    heads: tuple[Pieces, ...]
    rows: tuple[PictureRow, ...]


def shade(level: int, levels: int) -> str:
    """The look of a level: the lowest is the lightest shade, the highest the strongest."""
    return f"shade-{round(level * (SHADES - 1) / max(levels - 1, 1))}"


def draw(body: Body, width: int, first_column: int = 0, *, airy: bool = False) -> Drawing:
    """The picture in that many cells; of many columns those from `first_column` on that fit.

    `airy` leaves a line between bullets.
    """
    match body:
        case Bars():
            return _bars(body, width) if width >= 70 else _narrow_bars(body, width)
        case Marks():
            return _marks(body, width, first_column)
        case Apart():
            return _apart(body, width, first_column)
        case Texts():
            return _texts(body, width, airy)


def _label_lines(code: str, label: str, code_cells: int, cells: int, most: int) -> list[Piece]:
    """A code and its label on at most that many lines, the last one cut with an ellipsis."""
    lines = wrapped(label, max(cells, 4))
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    codes = [code, *[""] * len(lines)]
    return [
        (f"{fitted(one, code_cells)} {fitted(line, cells)}", "bold" if at == 0 else "plain")
        for at, (one, line) in enumerate(zip(codes, lines, strict=False))
    ]


def _stacked(columns: Sequence[tuple[Sequence[Pieces], int]]) -> tuple[Pieces, ...]:
    """Columns beside each other, each with its width: short ones are filled up with blanks."""
    lines = []
    for parts in zip_longest(*(column for column, _ in columns)):
        line: list[Piece] = []
        for part, (_, cells) in zip(parts, columns, strict=True):
            if line:
                line.append(GAP)
            line += part if part is not None else ((" " * cells, "plain"),)
        lines.append(tuple(line))
    return tuple(lines)


# Counts


def _bar_pieces(letter: str, look: str, count: int, most: int, cells: int, digits: int) -> Pieces:
    """A number and a bar of letters on a shade, `4 UUUU`, as long as its count of the most there can be."""
    scaled = count if most <= cells else max(round(count * cells / most), 1 if count else 0)
    length = min(cells, scaled)
    number = fitted(str(count), digits, "right")
    bar = ((letter * length, look),) if length else ()
    return ((f"{number} ", "bold" if count else "quiet"), *bar, (" " * (cells - length), "plain"))


def _bars(body: Bars, width: int) -> Drawing:
    letters, levels = initials(body.levels), len(body.levels)
    most = max((count for bar in body.rows for count in bar.counts or ()), default=0)
    digits = len(str(most))
    code_cells = max((len(bar.code) for bar in body.rows), default=1)
    is_wide = width >= WIDE
    has_apart = is_wide and any(bar.not_marked for bar in body.rows)
    has_absent = is_wide and any(bar.absent for bar in body.rows)
    ns = [str(bar.n) if is_wide or bar.n == bar.of else f"{bar.n} of {bar.of}" for bar in body.rows]
    n_cells = max((len(text) for text in ns), default=3)
    tail = 12 + 2 + n_cells + (2 + 8 if has_apart else 0) + (2 + 6 if has_absent else 0)
    left = width - code_cells - 1 - 2 - tail
    cells = max(4, min(max(width // BAR_PART, 4), left * 55 // 100 // levels - digits - 3))
    column = cells + digits + 1
    label_cells = max(left - levels * (column + 2), 10)
    longest = max((cell_len(bar.label) for bar in body.rows), default=10)
    label_cells = min(label_cells, max(longest, 10))
    heads: list[Piece] = [(" " * (code_cells + 1 + label_cells), "quiet")]
    for at, level in enumerate(body.levels):
        heads += [GAP, (fitted(level, column), shade(at, levels) if column < 4 else "quiet")]
    heads += [GAP, (fitted("spread", 12), "quiet"), GAP, (fitted("n", n_cells, "right"), "quiet")]
    heads += [GAP, (fitted("no mark", 8, "right"), "quiet")] if has_apart else []
    heads += [GAP, (fitted("absent", 6, "right"), "quiet")] if has_absent else []
    rows = []
    for bar, n in zip(body.rows, ns, strict=True):
        line: list[Piece] = []
        for at, letter in enumerate(letters):
            line += [GAP, *_bar_column(bar, at, letter, shade(at, levels), most, cells, digits)]
        line += [GAP, (fitted(bar.spread, 12), "bold" if bar.spread.startswith("split") else "plain")]
        line += [GAP, (fitted(n, n_cells, "right"), "plain")]
        line += [GAP, (fitted(str(bar.not_marked or ""), 8, "right"), "quiet")] if has_apart else []
        line += [GAP, (fitted(str(bar.absent or ""), 6, "right"), "quiet")] if has_absent else []
        labels = _label_lines(bar.code, bar.label, code_cells, label_cells, 2)
        lines = [(labels[0], *line), *((one,) for one in labels[1:])]
        rows.append(PictureRow(bar.code, (*lines, *_who_lines(bar, body.levels, width))))
    return Drawing((tuple(heads),), tuple(rows))


def _bar_column(bar: Bar, at: int, letter: str, look: str, most: int, cells: int, digits: int) -> Pieces:
    if bar.counts is None:
        text = "fewer than three" if at == 0 else ""
        return ((fitted(text, cells + digits + 1), "quiet"),)
    return _bar_pieces(letter, look, bar.counts[at], most, cells, digits)


def _who_lines(bar: Bar, levels: Sequence[str], width: int) -> list[Pieces]:
    """With names on: who stands at each level."""
    lines: list[Pieces] = []
    for level, names in zip(levels, bar.who, strict=False):
        for at, line in enumerate(wrapped(f"{level}: {', '.join(names)}", width - 6) if names else ()):
            lines.append((("    " if at == 0 else "      ", "plain"), (line, "quiet")))
    return lines


def _narrow_bars(body: Bars, width: int) -> Drawing:
    """The label over its bars: for a window that is small or far away."""
    letters, levels = initials(body.levels), len(body.levels)
    most = max((count for bar in body.rows for count in bar.counts or ()), default=0)
    digits = len(str(most))
    cells = max(3, (width - 4 - 14) // levels - digits - 3)
    heads: list[Piece] = [("    ", "quiet")]
    for level in body.levels:
        heads += [(fitted(level, cells + digits + 1), "quiet"), GAP]
    rows = []
    for bar in body.rows:
        line: list[Piece] = [("    ", "plain")]
        for at, letter in enumerate(letters):
            line += [*_bar_column(bar, at, letter, shade(at, levels), most, cells, digits), GAP]
        line.append((fitted(bar.spread or "", 12), "bold" if bar.spread.startswith("split") else "plain"))
        title = ((fitted(f"{bar.code:<3} {bar.label}", width), "bold"),)
        rows.append(PictureRow(bar.code, (title, tuple(line), *_who_lines(bar, body.levels, width))))
    return Drawing((tuple(heads),), tuple(rows))


# Stages × delegations


def letters_of(name: str) -> list[str]:
    """A name letter by letter, marks that combine with the one before kept on it."""
    found: list[str] = []
    for char in name:
        if found and (unicodedata.combining(char) or cell_len(char) == 0):
            found[-1] += char
        elif char.isprintable():
            found.append(char)
    return found


MOST_NAME = 10


def columns_that_fit(body: Body, width: int) -> tuple[int, int]:
    """How many columns of how many stand beside each other in that many cells; none in a picture without columns."""
    match body:
        case Marks():
            return marks_that_fit(body, width)[0], len(body.rows[0].marks) if body.rows else 0
        case Apart():
            code_cells, label_cells, _, column = _apart_cells(body, width)
            return max((width - code_cells - 1 - label_cells) // (column + 2), 1), len(body.groups)
    return 0, 0


def marks_that_fit(body: Marks, width: int) -> tuple[int, int]:
    """How many delegations stand beside each other in that many cells, and how many cells each has."""
    count = len(body.rows[0].marks) if body.rows else 0
    room = width - _marks_label(body, width) - 2
    wide_names = any(cell_len(letter) > 1 for name in body.heads for letter in letters_of(name))
    for cells in (3, 2, 1):
        if count * cells <= room and not (cells == 1 and wide_names):
            return count, cells
    cells = 2 if wide_names else 1
    return max(room // cells, 1), cells


def _marks_label(body: Marks, width: int) -> int:
    code = max((len(row.code) for row in body.rows), default=1)
    longest = max((cell_len(row.label) for row in body.rows), default=10)
    return code + 1 + min(longest, max(width // 3, 16))


def _marks(body: Marks, width: int, first: int) -> Drawing:
    letters, levels = initials(body.levels), len(body.levels)
    code_cells = max((len(row.code) for row in body.rows), default=1)
    label_cells = _marks_label(body, width) - code_cells - 1
    fit, cells = marks_that_fit(body, width)
    rows = []
    for row in body.rows:
        pieces = _mark_pieces(row, letters, levels, cells, first, fit)
        labels = _label_lines(row.code, row.label, code_cells, label_cells, 2)
        lines = ((labels[0], GAP, *pieces), *((one,) for one in labels[1:]))
        rows.append(PictureRow(row.code, lines))
    heads = _vertical(body.heads[first : first + fit], code_cells + 1 + label_cells + 2, cells)
    key = " · ".join(f"{letter} {level}" for letter, level in zip(letters, body.levels, strict=True))
    return Drawing((((fitted(f"{key} · - no mark", width), "quiet"),), *heads), tuple(rows))


def _mark_pieces(row: MarkRow, letters: Sequence[str], levels: int, cells: int, first: int, fit: int) -> Pieces:
    """One piece for each run of the same mark."""
    found: list[Piece] = []
    for mark in row.marks[first : first + fit]:
        text = "-" if mark is None else letters[mark]
        look = "quiet" if mark is None else shade(mark, levels)
        text = f" {text} " if cells == 3 else fitted(text, cells)
        if found and found[-1][1] == look:
            found[-1] = (found[-1][0] + text, look)
        else:
            found.append((text, look))
    return tuple(found)


def _vertical(names: Sequence[str], left: int, cells: int) -> list[Pieces]:
    """Names written downwards over their columns, ending where the columns begin."""
    spelled = [letters_of(name)[:MOST_NAME] for name in names]
    height = max((len(one) for one in spelled), default=0)
    lines: list[Pieces] = []
    for at in range(height):
        parts = []
        for one in spelled:
            letter = one[at - height + len(one)] if at >= height - len(one) else " "
            parts.append(fitted(f" {letter}" if cells == 3 else letter, cells))
        lines.append(((" " * left + "".join(parts), "plain"),))
    return lines


# Stages × user groups


def _apart_cells(body: Apart, width: int) -> tuple[int, int, int, int]:
    """The cells of a code and of a label, the digits of a count, and the cells of a user group."""
    code_cells = max((len(code) for code, _ in body.labels), default=1)
    longest = max((cell_len(label) for _, label in body.labels), default=10)
    label_cells = min(longest, max(width // 3, 16))
    digits = max((len(str(count)) for one in body.groups for counts in one.counts for count in counts or ()), default=1)
    return code_cells, label_cells, digits, max(len(body.levels) * (digits + 2), 10)


def _apart(body: Apart, width: int, first: int) -> Drawing:
    letters, levels = initials(body.levels), len(body.levels)
    code_cells, label_cells, digits, column = _apart_cells(body, width)
    fit, _ = columns_that_fit(body, width)
    groups = body.groups[first : first + fit]
    heads: list[Piece] = [(" " * (code_cells + 1 + label_cells), "quiet")]
    for one in groups:
        heads += [GAP, (fitted(one.name, column), "bold")]
    rows = []
    for number, (code, label) in enumerate(body.labels):
        line: list[Piece] = []
        for one in groups:
            counts = one.counts[number]
            line += [GAP, *_letters_and_counts(counts, letters, levels, digits, column)]
        labels = _label_lines(code, label, code_cells, label_cells, 2)
        rows.append(PictureRow(code, ((labels[0], *line), *((rest,) for rest in labels[1:]))))
    return Drawing((tuple(heads),), tuple(rows))


def _letters_and_counts(
    counts: tuple[int, ...] | None, letters: Sequence[str], levels: int, digits: int, column: int
) -> list[Piece]:
    """`U 2 I 0 E 1`, each letter on its shade; what is too few without names says so."""
    if counts is None:
        return [(fitted("fewer than 3", column), "quiet")]
    found: list[Piece] = []
    for at, (letter, count) in enumerate(zip(letters, counts, strict=True)):
        found.append((f"{letter}{fitted(str(count), digits, 'right')}", shade(at, levels) if count else "quiet"))
        found.append((" ", "plain"))
    used = levels * (digits + 2)
    return [*found, (" " * (column - used), "plain")]


# Words


def _entry_lines(entry: Entry, cells: int, empty: str, airy: bool) -> list[Pieces]:
    lines: list[Pieces] = []
    for at, line in enumerate(wrapped(entry.heading, cells)):
        lines.append(((fitted(line, cells), "bold" if at == 0 else "plain"),))
    lines += [((fitted(line, cells), "quiet"),) for line in (wrapped(entry.remark, cells) if entry.remark else ())]
    for text in entry.lines:
        lines += [((" " * cells, "plain"),)] if airy else []
        for at, line in enumerate(wrapped(text, max(cells - 2, 2))):
            lines.append(((fitted(f"{'•' if at == 0 else ' '} {line}", cells), "plain"),))
    for one in entry.then:
        lines.append(((fitted(one.heading, cells), "quiet"),))
        lines += _entry_lines(one, cells, empty, airy)[1:]
    if not entry.lines and not entry.then and empty:
        lines.append(((fitted(empty, cells), "late"),))
    return lines


def _texts(body: Texts, width: int, airy: bool) -> Drawing:
    """Entries as columns where there is room for all, else under each other."""
    count = len(body.entries)
    cells = (width - 2 * (count - 1)) // max(count, 1)
    if count > 1 and cells >= NARROW_COLUMN:
        columns = [(_entry_lines(entry, cells, body.empty, airy), cells) for entry in body.entries]
        return Drawing((), (PictureRow("all", _stacked(columns)),))
    if not count:
        return Drawing((), (PictureRow("none", (((body.empty, "quiet"),),)),) if body.empty else ())
    rows = []
    for at, entry in enumerate(body.entries):
        lines = (*_entry_lines(entry, width, body.empty, airy), (("", "plain"),))
        rows.append(PictureRow(f"{at}:{entry.heading}:{entry.remark}", lines))
    return Drawing((), tuple(rows))
