"""A worksheet of the pack for one session as blocks of a document, filled: the same rows, columns and prompts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.handout import Block, Cell, Heading, Paragraph, Row, Span, Table, plain
from ue_tui.model.people import DiscussionGroup, OwnerKind
from ue_tui.model.sheets import Maturity, Recommendations
from ue_tui.model.sheets import Table as TableGrid
from ue_tui.model.worksheet import Worksheet, top_reference

NO_MARK, MARK = "☐", "☒"
EMPTY_TABLE_CELL, EMPTY_RECOMMENDATION = "•", "-"
"""The print's own marks of a blank cell (definitions of documents)."""

HEADER_SHADE, STAGE_SHADE = 2, 1


def worksheet_blocks(
    session: Session, sheet: Worksheet, *, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]
) -> tuple[Block, ...]:
    """The whole worksheet: heading and task as printed, whose it is, and its table."""
    return (
        Heading(1, session.heading or session.title),
        *(plain(text, "quiet") for text in (session.schedule, session.concept_paper) if text),
        _whose(sheet, group, delegations),
        *(_instruction(text, session.bold) for text in session.instructions),
        *table_blocks(session, sheet, group=group, delegations=delegations),
    )


def table_blocks(
    session: Session, sheet: Worksheet, *, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]
) -> tuple[Block, ...]:
    """The table of a worksheet with what stands above and below it in the print."""
    blocks: Iterator[Block] = iter(())
    match session.grid:
        case Maturity() as grid:
            blocks = _maturity(session, grid, sheet)
        case TableGrid() as grid:
            blocks = itertools.chain(_table(session, grid, sheet), _reference(session))
        case Recommendations() as grid:
            is_group = sheet.owner.kind is OwnerKind.GROUP and group is not None
            plan = (
                _group_plan(session, grid, sheet, group, delegations)
                if group and is_group
                else _plan(session, grid, sheet)
            )
            blocks = itertools.chain(plan, _reference(session))
    return tuple(blocks)


def _whose(sheet: Worksheet, group: DiscussionGroup | None, delegations: Mapping[str, Worksheet]) -> Paragraph:
    """Name and organization of a delegation with its group, or a group with its members."""
    spans = [Span(sheet.name, bold=True)]
    if sheet.owner.kind is OwnerKind.DELEGATION:
        if organization := sheet.text("delegation", "organization"):
            spans.append(Span(f", {organization}"))
        if group is not None:
            about = f", user group {group.user_group}" if group.user_group else ""
            spans.append(Span(f" · group {group.name}{about}"))
    elif group is not None:
        if group.user_group:
            spans.append(Span(f" · user group {group.user_group}"))
        if members := ", ".join(delegations[stem].name for stem in group.members if stem in delegations):
            spans.append(Span(f" · {members}"))
    return Paragraph(tuple(spans))


def _instruction(text: str, bold: Sequence[str]) -> Paragraph:
    """An instruction with the words that the print sets bold."""
    for words in bold:
        if words in text:
            before, after = text.split(words, 1)
            return Paragraph(tuple(span for span in (Span(before), Span(words, bold=True), Span(after)) if span.text))
    return plain(text)


def _reference(session: Session) -> Iterator[Block]:
    if (reference := session.reference) is not None:
        label, text = Span(f"{reference.label} "), Span(reference.text, underline=reference.underlined)
        yield Paragraph((label, text), "quiet")


def bullet_paragraph(bullet: Bullet) -> Paragraph:
    """A bullet with its tag as the word in front."""
    tag = (Span(f"{bullet.tag}: ", italic=True),) if bullet.tag else ()
    return Paragraph((*tag, Span(bullet.text)), bullet=True)


def answer_cell(answer: Answer | None, empty: str) -> Cell:
    """A cell with an answer, or with the print's mark of a blank one."""
    if isinstance(answer, Unread):
        return Cell((plain(f"{answer.raw} (could not be read)"),))
    if isinstance(answer, tuple) and answer:
        return Cell(tuple(bullet_paragraph(bullet) for bullet in answer))
    return Cell((plain(answer if isinstance(answer, str) and answer else empty),))


def _header(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((plain(text, "label"),), shade=HEADER_SHADE) for text in texts)


def _maturity(session: Session, grid: Maturity, sheet: Worksheet) -> Iterator[Block]:
    """Stages and items against levels, the marked one crossed."""
    header = [Cell((plain(grid.corner or session.title, "label"),), shade=HEADER_SHADE)]
    for level in grid.levels:
        texts = [plain(level.label, "label"), *([plain(level.description, "prompt")] if level.description else [])]
        header.append(Cell(tuple(texts), shade=HEADER_SHADE))
    rows = []
    notes = []
    for number, stage in enumerate(grid.stages, 1):
        place = (session.id, stage.id)
        name = Cell((plain(f"{number}  {stage.label}", "label"),), shade=STAGE_SHADE)
        rows.append(Row((name, *_marks(grid, sheet.answers.get((*place, "score")), STAGE_SHADE))))
        for position, item in enumerate(stage.items, 1):
            text = Cell((plain(f"{number}.{position}  {item.text}"),))
            rows.append(Row((text, *_marks(grid, sheet.answers.get((*place, item.id)), 0))))
        if note := sheet.text(*place, "note"):
            notes.append(Paragraph((Span(f"{number}  {stage.label}: ", bold=True), Span(" ".join(note.split())))))
    widths = (40, *(round(60 / len(grid.levels)) for _ in grid.levels))
    description = (
        f"Stages and items with the level that is marked for each: {', '.join(one.label for one in grid.levels)}."
    )
    yield Table(session.title, description, widths, tuple(header), tuple(rows))
    yield from _reference(session)
    if notes:
        yield Heading(2, "Notes")
        yield from notes


def _marks(grid: Maturity, answer: Answer | None, shade: int) -> Iterator[Cell]:
    """A box for each level; the marked one is crossed and named, so that it reads without the header too."""
    if isinstance(answer, Unread):
        yield Cell((plain(f"{answer.raw} (could not be read)"),), shade=shade, span=len(grid.levels))
        return
    for level in grid.levels:
        if level.id == answer:
            yield Cell((Paragraph((Span(f"{MARK} {level.label}", bold=True),)),), shade=shade)
        else:
            yield Cell((plain(NO_MARK),), shade=shade)


def _table(session: Session, grid: TableGrid, sheet: Worksheet) -> Iterator[Block]:
    """Rows with their prompts, bullets in the columns."""
    for line in grid.lines:
        answer = sheet.text(session.id, line.id) or "not recorded"
        yield Paragraph((Span(f"{line.label.rstrip(':')}: ", bold=True), Span(answer)))
    rows = []
    for row in grid.rows:
        name = [Paragraph((Span(row.label, bold=True), *([Span(f" {row.question}")] if row.question else [])))]
        name += [plain(row.prompt, "prompt")] if row.prompt else []
        cells = [
            answer_cell(sheet.answers.get((session.id, row.id, column.id)), EMPTY_TABLE_CELL) for column in grid.columns
        ]
        rows.append(Row((Cell(tuple(name)), *cells)))
    widths = (30, *(round(70 / len(grid.columns)) for _ in grid.columns))
    description = f"What {sheet.name} wrote: {', '.join(column.label.lower() for column in grid.columns)}, row by row."
    header = _header(grid.corner or session.title, *(column.label for column in grid.columns))
    yield Table(session.title, description, widths, header, tuple(rows))


def _plan(session: Session, grid: Recommendations, sheet: Worksheet) -> Iterator[Block]:
    """A delegation's recommendations side by side."""
    shared = sheet.text(session.id, "shared")
    titles = [f"{one.label} · shared with the group" if one.id == shared else one.label for one in grid.columns]
    columns = [(sheet, column.id) for column in grid.columns]
    yield _requirements(session, grid, titles, columns, f"The recommendations of {sheet.name} with what each requires.")


def _group_plan(
    session: Session,
    grid: Recommendations,
    sheet: Worksheet,
    group: DiscussionGroup,
    delegations: Mapping[str, Worksheet],
) -> Iterator[Block]:
    """What each member shares with its group, the top one named."""
    members = [delegations[stem] for stem in group.members if stem in delegations]
    top, _ = top_reference(sheet.text(session.id, "top"), session, delegations)
    titles, columns = [], []
    for member in members:
        shared = member.text(session.id, "shared")
        remark = "shares none yet" if not shared else "the group's top one" if member.owner.stem == top else "shared"
        titles.append(f"{member.name} · {remark}")
        columns.append((member, shared))
    if not members:
        yield plain("This group has no members.")
    else:
        yield _requirements(session, grid, titles, columns, f"What the members of {group.name} share with it.")


def _requirements(
    session: Session,
    grid: Recommendations,
    titles: Sequence[str],
    columns: Sequence[tuple[Worksheet, str]],
    description: str,
) -> Table:
    rows = []
    for row in grid.rows:
        cells = [
            answer_cell(one.answers.get((session.id, which, row.id)), EMPTY_RECOMMENDATION) for one, which in columns
        ]
        rows.append(Row((Cell((plain(row.label, "label"),)), *cells)))
    widths = (22, *(round(78 / len(columns)) for _ in columns))
    return Table(session.title, description, widths, _header(grid.corner or session.title, *titles), tuple(rows))
