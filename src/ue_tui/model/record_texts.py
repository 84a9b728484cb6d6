"""Recommendations in a record: the groups' top ones, and all of them with the top ones marked."""

from __future__ import annotations

from collections.abc import Iterator

from ue_tui.model.event import Session
from ue_tui.model.handout import Block, Cell, Heading, Paragraph, Span, plain
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.record_words import bullets_cell, of, table
from ue_tui.model.sheets import Recommendations
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.top_one import GroupsTop, tops
from ue_tui.model.worksheet import top_reference
from ue_tui.model.worksheet_document import answer_cell


def top_blocks(snapshot: Snapshot, session: Session) -> Iterator[Block]:
    """Each group's top recommendation with what it requires, in the order in which the groups speak."""
    sheets = {owner.stem: sheet for owner, sheet in snapshot.sheets.items() if owner.kind is OwnerKind.GROUP}
    found = tops(session, snapshot.groups, sheets, snapshot.delegations)
    if not found:
        yield plain("There are no groups yet.")
        return
    labels = [row.label for row in session.grid.rows] if isinstance(session.grid, Recommendations) else []
    rows = [(_whose(one), *_requirements(one, len(labels))) for one in found]
    description = f"The top recommendation of each group, row by row: {', '.join(labels)}."
    yield table("Top recommendations", description, (4, 5, *[3] * (len(labels) - 1)), ("Group", *labels), rows)
    for one in found:
        if one.top is not None and one.top.trouble:
            yield Paragraph((Span(f"{one.group.name}: ", bold=True), Span(one.top.trouble)))


def _whose(one: GroupsTop) -> Cell:
    """The group, and from whom its top one comes."""
    studied = one.group.user_group if one.group.user_group.casefold() != one.group.name.casefold() else ""
    where = f"from {one.top.name}, {one.top.label}" if one.top else ""
    return Cell((plain(one.group.name, "label"), *(plain(text) for text in (studied, where) if text)))


def _requirements(one: GroupsTop, rows: int) -> tuple[Cell, ...]:
    if one.top is None:
        shared = of(sum(1 for member in one.shared if member.recommendation), "recommendation")
        return (Cell((plain(f"none chosen yet; {shared} shared by the members"),), span=rows),)
    if not one.top.requirements:
        return (Cell((plain("not recorded"),), span=rows),)
    return tuple(bullets_cell(bullets) for _, bullets in one.top.requirements)


def recommendations_blocks(snapshot: Snapshot, session: Session, grid: Recommendations) -> Iterator[Block]:
    """Every recommendation of every delegation; the shared ones and the top ones say so."""
    top = {
        top_reference(snapshot.sheet(Owner(OwnerKind.GROUP, group.stem)).text(session.id, "top"), session,
                      snapshot.delegations): group.name
        for group in snapshot.groups
    }  # fmt: skip
    silent = []
    for stem, sheet in snapshot.delegations.items():
        shared = sheet.text(session.id, "shared")
        rows = []
        for column in grid.columns:
            answers = [sheet.answers.get((session.id, column.id, row.id)) for row in grid.rows]
            if not any(answers):
                continue
            said = [
                f"top recommendation of {top[stem, column.id]}" if (stem, column.id) in top else "",
                "shared" if column.id == shared else "",
            ]
            mark = [Paragraph((Span(text, bold=True),)) for text in said if text]
            rows.append((Cell((plain(column.label, "label"), *mark)), *(answer_cell(one, "-") for one in answers)))
        if not rows:
            silent.append(sheet.name)
            continue
        yield Heading(2, sheet.name)
        labels = [row.label for row in grid.rows]
        description = f"The recommendations of {sheet.name}, row by row: {', '.join(labels)}."
        widths = (4, 5, *[3] * (len(labels) - 1))
        yield table(
            f"Recommendations of {sheet.name}", description, widths, (grid.corner or session.title, *labels), rows
        )
    if silent:
        yield Paragraph((Span("No recommendation recorded: ", bold=True), Span(", ".join(silent))))
    elif not snapshot.delegations:
        yield plain("There are no delegations yet.")
