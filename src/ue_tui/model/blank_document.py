"""A worksheet of the pack on paper: as printed, with room to write in and the codes that marks are keyed in by."""

from __future__ import annotations

from collections.abc import Iterator

from ue_tui.model.event import Example, Session
from ue_tui.model.handout import Block, Cell, Heading, Paragraph, Row, Span, Table, plain
from ue_tui.model.people import DiscussionGroup, OwnerKind, delegation
from ue_tui.model.sheets import Line, Maturity, Recommendations
from ue_tui.model.sheets import Table as TableGrid
from ue_tui.model.worksheet import Worksheet
from ue_tui.model.worksheet_document import (
    EMPTY_TABLE_CELL,
    bullets_table,
    header_cells,
    maturity_table,
    paper_plan,
    reference,
    row_name,
    task_blocks,
    widths,
)

TO_WRITE_ON = "_" * 32
"""A line for a name."""
LINES_A_ROW = 8
"""Room in a row of a table: with its heading, three rows a page."""
LINES_A_REQUIREMENT = 6


def has_blank(session: Session, owner: OwnerKind | None) -> bool:
    """Whether there is a paper of a session: for everybody, or for one kind of owner.

    What a group says of its members' recommendations is written on theirs.
    """
    if session.grid is None:
        return False
    if isinstance(session.grid, Recommendations) and owner is OwnerKind.GROUP:
        return False
    return owner is None or owner in session.sheets


def blank_blocks(session: Session, sheet: Worksheet | None, *, group: DiscussionGroup | None) -> tuple[Block, ...]:
    """The whole paper; with whose it is on top, or with a line to write that on."""
    empty = Worksheet(sheet.owner if sheet else delegation(""))
    return (
        *task_blocks(session, _whose(session, sheet, group)),
        *_table(session, empty),
        *reference(session),
        *_example(session),
    )


def _whose(session: Session, sheet: Worksheet | None, group: DiscussionGroup | None) -> Paragraph:
    """Whose paper it is, who writes, and its number in the pile that is keyed in."""
    owner = sheet.owner.kind if sheet else session.sheets[0] if session.sheets else OwnerKind.DELEGATION
    name = sheet.name if sheet else TO_WRITE_ON
    spans = [Span(f"{owner.value.capitalize()}: ", bold=True), Span(name)]
    if owner is OwnerKind.DELEGATION:
        spans += [Span("   Group: ", bold=True), Span(group.name if group else TO_WRITE_ON)]
    if session.presentation_minutes and owner is OwnerKind.GROUP:
        spans += [Span("   Rapporteur: ", bold=True), Span(TO_WRITE_ON)]
    return Paragraph((*spans, Span("   Sheet: ", bold=True), Span("_____")))


def _table(session: Session, empty: Worksheet) -> Iterator[Block]:
    """The table of the print; the one place that knows how each kind is put on paper."""
    match session.grid:
        case Maturity() as grid:
            marks = "   ".join(f"{number} {level.label}" for number, level in enumerate(grid.levels, 1))
            yield Paragraph((Span("Cross one box a row: ", bold=True), Span(marks)))
            yield maturity_table(session, grid, empty, codes=True)
        case TableGrid() as grid:
            yield from (_line(line) for line in grid.lines)
            yield bullets_table(session, grid, empty, room=LINES_A_ROW)
        case Recommendations() as grid:
            yield paper_plan(session, grid, empty, LINES_A_REQUIREMENT)


def _line(line: Line) -> Paragraph:
    return Paragraph((Span(f"{line.label.rstrip(': ')}: ", bold=True), Span(TO_WRITE_ON * 2)))


def _example(session: Session) -> Iterator[Block]:
    """The filled table that the print gives to look at, with its own prompts, on a page of its own."""
    example, grid = session.example, session.grid
    if example is None or not isinstance(grid, TableGrid):
        return
    yield Heading(2, example.heading or "EXAMPLE", page_break=True)
    labels = [column.label for column in grid.columns]
    rows = [
        Row(
            (
                row_name(row, example.prompts.get(row.id, row.prompt)),
                *(_cell(example, row.id, column.id) for column in grid.columns),
            )
        )
        for row in grid.rows
    ]
    description = f"An example, row by row: {', '.join(labels)}."
    above = [f"{line.label} {example.lines[line.id]}" for line in grid.lines if example.lines.get(line.id)]
    header = header_cells(" · ".join(above) or grid.corner or session.title, *labels)
    yield Table(f"{session.title}, example", description, widths(30, len(labels)), header, tuple(rows))


def _cell(example: Example, row: str, column: str) -> Cell:
    bullets = example.cells.get((row, column), ())
    return Cell(tuple(plain(text, bullet=True) for text in bullets) or (plain(EMPTY_TABLE_CELL),))
