"""A worksheet of the pack for one session as blocks of a document, filled: the same rows, columns and prompts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ue_tui.model.answers import Answer, Unread, choice_of
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.handout import Block, Cell, Heading, Paragraph, Row, Span, Table, plain
from ue_tui.model.people import DiscussionGroup, OwnerKind
from ue_tui.model.sheets import Maturity, Recommendations, Stage, TableRow
from ue_tui.model.sheets import Table as TableGrid
from ue_tui.model.worksheet import Worksheet, stem_of, top_reference

NO_MARK, MARK = "☐", "☒"
EMPTY_TABLE_CELL, EMPTY_RECOMMENDATION = "•", "-"
"""The print's own marks of a blank cell (definitions of documents)."""

NOT_RECORDED = "not recorded"
HEADER_SHADE, STAGE_SHADE = 2, 1
MOST_MEMBERS = 4
"""How many members' columns stand side by side on a page; more of them get a table of their own."""


def worksheet_blocks(
    session: Session, sheet: Worksheet, *, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]
) -> tuple[Block, ...]:
    """The whole worksheet: heading and task as printed, whose it is, and its table."""
    return (
        *task_blocks(session, whose(sheet, group, delegations)),
        *table_blocks(session, sheet, group=group, delegations=delegations),
    )


def task_blocks(session: Session, whose: Paragraph) -> tuple[Block, ...]:
    """What the print says above its table, with a line of whose worksheet it is."""
    return (
        Heading(1, session.heading or session.title),
        *(plain(text, "quiet") for text in (session.schedule, session.concept_paper) if text),
        whose,
        *(_instruction(text, session.bold) for text in session.instructions),
    )


def table_blocks(
    session: Session, sheet: Worksheet, *, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]
) -> tuple[Block, ...]:
    """The table of a worksheet with what stands above and below it; the one place that knows the kinds of tables."""
    blocks: Iterator[Block]
    notes: Iterator[Block] = iter(())
    match session.grid:
        case Maturity() as grid:
            blocks, notes = iter((maturity_table(session, grid, sheet),)), _notes(session, grid, sheet)
        case TableGrid() as grid:
            blocks = chain(_lines(session, grid, sheet), (bullets_table(session, grid, sheet),))
        case Recommendations() as grid if sheet.owner.kind is OwnerKind.GROUP:
            members = _members(sheet, group, delegations)
            blocks = _group_plan(session, grid, sheet, members, delegations)
        case Recommendations() as grid:
            blocks = _plan(session, grid, sheet)
        case _:
            blocks = iter((plain("This session has no worksheet."),))
    return (*blocks, *reference(session), *notes)


# ---------------------------------------------------------------------------------------------------- above and below


def whose(sheet: Worksheet, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]) -> Paragraph:
    """Name and organization of a delegation with its group, or a group with its user group and members."""
    parts = []
    user_group = f"user group {group.user_group}" if group and group.user_group else ""
    if sheet.owner.kind is OwnerKind.DELEGATION:
        parts += [sheet.text("delegation", "organization"), f"group {group.name}" if group else "", user_group]
    else:
        members = ", ".join(name for name, _ in _members(sheet, group, delegations))
        parts += [user_group, f"members {members}" if members else ""]
    return Paragraph((Span(sheet.name, bold=True), *(Span(f" · {part}") for part in parts if part)))


def _members(
    sheet: Worksheet, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]
) -> list[tuple[str, Worksheet | None]]:
    """The names of a group's members with their worksheets; a member without one by what the file calls it."""
    written = group.members if group else tuple(bullet.text for bullet in sheet.bullets("group", "members"))
    found = [(one, delegations.get(stem_of(one, delegations))) for one in dict.fromkeys(written)]
    return [(member.name if member else one, member) for one, member in found]


def _instruction(text: str, bold: Sequence[str]) -> Paragraph:
    """An instruction with the words that the print sets bold."""
    words = sorted((one for one in bold if one), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", text) if words else [text]
    return Paragraph(tuple(Span(piece, bold=bool(at % 2)) for at, piece in enumerate(pieces) if piece))


def reference(session: Session) -> Iterator[Block]:
    """The reference line under the table, as printed."""
    if (line := session.reference) is not None:
        label, text = Span(f"{line.label} "), Span(line.text, underline=line.underlined)
        yield Paragraph((label, text), "quiet")


def _notes(session: Session, grid: Maturity, sheet: Worksheet) -> Iterator[Block]:
    """The notes to stages, where there are any."""
    notes = [(stage.label, answer_text(sheet.answers.get((session.id, stage.id, "note")))) for stage in grid.stages]
    if any(text for _, text in notes):
        yield Heading(2, "Notes")
        yield from (Paragraph((Span(f"{label}: ", bold=True), Span(text))) for label, text in notes if text)


# -------------------------------------------------------------------------------------------------------------- cells


def answer_text(answer: Answer | None) -> str:
    """An answer in words; what could not be read as it stands."""
    if isinstance(answer, Unread):
        return f"{answer.raw} (could not be read)"
    return answer if isinstance(answer, str) else ""


def bullet_paragraph(bullet: Bullet) -> Paragraph:
    """A bullet with its tag as the word in front, and at its end where it was taken over from."""
    tag = (Span(f"{bullet.tag}: ", italic=True),) if bullet.tag else ()
    sources = (Span(f" (from {', '.join(bullet.sources)})", italic=True),) if bullet.sources else ()
    return Paragraph((*tag, Span(bullet.text), *sources), bullet=True)


def answer_cell(answer: Answer | None, empty: str) -> Cell:
    """A cell with an answer, or with the print's mark of a blank one."""
    if isinstance(answer, tuple) and answer:
        return Cell(tuple(bullet_paragraph(bullet) for bullet in answer))
    return Cell((plain(answer_text(answer) or empty),))


def header_cells(*texts: str) -> tuple[Cell, ...]:
    """The cells of a header row."""
    return tuple(Cell((plain(text, "label"),), shade=HEADER_SHADE) for text in texts)


def widths(first: int, columns: int) -> tuple[int, ...]:
    """Shares of the text's width: the first column in hundredths, the others alike."""
    return (first * columns, *[100 - first] * columns)


# ------------------------------------------------------------------------------------------------- stages and levels


def maturity_table(session: Session, grid: Maturity, sheet: Worksheet, *, codes: bool = False) -> Table:
    """Stages and items against levels, the marked one crossed; on paper with the codes that they are keyed in by."""
    header = list(header_cells(grid.corner or session.title))
    for level in grid.levels:
        below = (plain(level.description, "prompt"),) if level.description else ()
        header.append(Cell((plain(level.label, "label"), *below), shade=HEADER_SHADE))
    rows = [
        row
        for number, stage in enumerate(grid.stages, 1)
        for row in _stage_rows(session, grid, stage, sheet, str(number) if codes else "")
    ]
    labels = ", ".join(level.label for level in grid.levels)
    description = f"Stages and their items, row by row, with the level that {sheet.name} marked: {labels}."
    if codes:
        description = f"Stages and their items, row by row with their codes, and a box for each level: {labels}."
    return Table(session.title, description, widths(34, len(grid.levels)), tuple(header), tuple(rows))


def _stage_rows(session: Session, grid: Maturity, stage: Stage, sheet: Worksheet, code: str) -> Iterator[Row]:
    """A stage in bold, and its items below; with a code in front of each where the stage has one."""
    score = sheet.answers.get((session.id, stage.id, "score"))
    name = f"{code}  {stage.label}" if code else stage.label
    yield Row((Cell((plain(name, "label"),), shade=STAGE_SHADE), *_marks(grid, score, STAGE_SHADE)))
    for number, item in enumerate(stage.items, 1):
        mark = sheet.answers.get((session.id, stage.id, item.id))
        said = plain(f"{code}.{number}  {item.text}") if code else plain(item.text, bullet=True)
        yield Row((Cell((said,)), *_marks(grid, mark, 0)))


def _marks(grid: Maturity, answer: Answer | None, shade: int) -> Iterator[Cell]:
    """A box for each level; the marked one is crossed and named, so that it reads without the header too."""
    if answer and choice_of(grid.levels, answer) is None:
        text = answer_text(answer if isinstance(answer, Unread) else Unread(str(answer)))
        yield Cell((plain(text),), shade=shade, span=len(grid.levels))
        return
    for level in grid.levels:
        crossed = Paragraph((Span(f"{MARK} {level.label}", bold=True),))
        yield Cell((crossed if level.id == answer else plain(NO_MARK),), shade=shade)


# -------------------------------------------------------------------------------------------------- rows and columns


def _lines(session: Session, grid: TableGrid, sheet: Worksheet) -> Iterator[Paragraph]:
    """The lines above the table."""
    for line in grid.lines:
        answer = answer_text(sheet.answers.get((session.id, line.id))) or NOT_RECORDED
        yield Paragraph((Span(f"{line.label.rstrip(': ')}: ", bold=True), Span(answer)))


def bullets_table(session: Session, grid: TableGrid, sheet: Worksheet, *, room: int = 0) -> Table:
    """Rows with their prompts, bullets in the columns; on paper with so many lines of room to write in."""
    rows = []
    for row in grid.rows:
        answers = [sheet.answers.get((session.id, row.id, column.id)) for column in grid.columns]
        cells = (answer_cell(answer, EMPTY_TABLE_CELL) for answer in answers)
        rows.append(Row((row_name(row, row.prompt), *cells), room=room))
    labels = [column.label for column in grid.columns]
    description = f"What {sheet.name} wrote, row by row: {', '.join(labels)}."
    if room:
        description = f"Room to write in, row by row: {', '.join(labels)}."
    header = header_cells(grid.corner or session.title, *labels)
    return Table(session.title, description, widths(30, len(labels)), header, tuple(rows))


def row_name(row: TableRow, prompt: str) -> Cell:
    """A row's name with its question, and a prompt below, as printed."""
    question = (Span(f" {row.question}"),) if row.question else ()
    below = (plain(prompt, "prompt"),) if prompt else ()
    return Cell((Paragraph((Span(row.label, bold=True), *question)), *below))


# ---------------------------------------------------------------------------------------------------- recommendations


@dataclass(frozen=True, slots=True)
class _Column:
    """A recommendation: what stands above it, and whose and which it is."""

    title: str
    sheet: Worksheet
    which: str


def _plan(session: Session, grid: Recommendations, sheet: Worksheet) -> Iterator[Block]:
    """A delegation's recommendations side by side."""
    shared = sheet.answers.get((session.id, "shared"))
    columns = [
        _Column(f"{one.label} · shared with the group" if one.id == shared else one.label, sheet, one.id)
        for one in grid.columns
    ]
    if isinstance(shared, Unread):
        yield Paragraph((Span("Shared with the group: ", bold=True), Span(answer_text(shared))))
    yield _requirements(session, grid, columns, session.title, f"The recommendations of {sheet.name}")


def paper_plan(session: Session, grid: Recommendations, sheet: Worksheet, room: int) -> Table:
    """A delegation's recommendations with room to write in."""
    columns = [_Column(one.label, sheet, one.id) for one in grid.columns]
    return _requirements(session, grid, columns, session.title, "Room to write in", room)


def _group_plan(
    session: Session,
    grid: Recommendations,
    sheet: Worksheet,
    members: Sequence[tuple[str, Worksheet | None]],
    delegations: Mapping[str, Worksheet],
) -> Iterator[Block]:
    """What each member shares with its group, the top one marked; a few members a table."""
    labels = {column.id: column.label for column in grid.columns}
    stem, which = top_reference(sheet.text(session.id, "top"), session, delegations)
    known = stem in delegations and which in labels
    named = f"{delegations[stem].name}, {labels[which]}" if known else _unknown_top(session, sheet)
    yield Paragraph((Span("Top recommendation: ", bold=True), Span(named)))
    top = (stem, which) if known else None
    columns = [_member_column(session, labels, sheet, name, member, top) for name, member in members]
    if top and not any((one.sheet.owner.stem, one.which) == top for one in columns):
        columns.append(
            _Column(f"{delegations[stem].name} · {labels[which]} · top recommendation", delegations[stem], which)
        )
    if not columns:
        yield plain("This group has no members.")
        return
    tables = math.ceil(len(columns) / MOST_MEMBERS)
    few = math.ceil(len(columns) / tables)
    for number in range(tables):
        caption = f"{session.title}, part {number + 1} of {tables}" if tables > 1 else session.title
        part = columns[number * few : (number + 1) * few]
        yield _requirements(session, grid, part, caption, f"What the members of {sheet.name} share")


def _unknown_top(session: Session, sheet: Worksheet) -> str:
    """What stands where a group's top recommendation should, when it names none."""
    answer = sheet.answers.get((session.id, "top"))
    if answer and not isinstance(answer, Unread):
        return f"{answer_text(answer)} (is shared by no delegation)"
    return answer_text(answer) or "none chosen yet"


def _member_column(
    session: Session,
    labels: Mapping[str, str],
    sheet: Worksheet,
    name: str,
    member: Worksheet | None,
    top: tuple[str, str] | None,
) -> _Column:
    """The column of a member with what it shares, whether that is the top one, and the hands raised for it."""
    if member is None:
        return _Column(f"{name} · no worksheet", sheet, "")
    shared = member.answers.get((session.id, "shared"))
    which = shared if isinstance(shared, str) and shared in labels else ""
    hands = answer_text(sheet.answers.get((session.id, "hands", member.owner.stem)))
    parts = (
        name,
        labels[which] if which else answer_text(shared) or "none shared yet",
        "top recommendation" if top == (member.owner.stem, which) else "",
        f"{hands} {'hand' if hands == '1' else 'hands'}" if hands else "",
    )
    return _Column(" · ".join(part for part in parts if part), member, which)


def _requirements(
    session: Session, grid: Recommendations, columns: Sequence[_Column], caption: str, what: str, room: int = 0
) -> Table:
    """Recommendations side by side, each with the same requirements."""
    rows = []
    for row in grid.rows:
        answers = [one.sheet.answers.get((session.id, one.which, row.id)) for one in columns]
        cells = (answer_cell(answer, EMPTY_RECOMMENDATION) for answer in answers)
        rows.append(Row((Cell((plain(row.label, "label"),)), *cells), room=room))
    description = f"{what}, column by column: {', '.join(row.label for row in grid.rows)}."
    header = header_cells(grid.corner or session.title, *(one.title for one in columns))
    return Table(
        caption, description, widths(30 if len(columns) < MOST_MEMBERS else 24, len(columns)), header, tuple(rows)
    )
