"""Sheets of a table beside each other: who says what under one cell, and who has left a row empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.bullets import Bullet, plain_words
from ue_tui.model.event import Session
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Column, Field, Kind, Table, TableRow
from ue_tui.model.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Cell:
    """A row and a column of a session's table."""

    row: TableRow
    column: Column

    @property
    def title(self) -> str:
        """`Objects · Constraints`."""
        return f"{self.row.label} · {self.column.label}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one owner says under a cell; without bullets that is a finding too."""

    owner: Owner
    name: str
    bullets: tuple[Bullet, ...]


def cells_of(session: Session) -> tuple[Cell, ...]:
    """The cells of a session's table, row by row; none where it has no table."""
    grid = session.grid
    if not isinstance(grid, Table):
        return ()
    return tuple(Cell(row, column) for row in grid.rows for column in grid.columns)


def presented(session: Session) -> OwnerKind:
    """Whose sheets the plenary goes through: those of the first kind that has them."""
    return session.sheets[0] if session.sheets else OwnerKind.GROUP


def under(session: Session, cell: Cell, sheets: Iterable[Worksheet]) -> tuple[Entry, ...]:
    """What each sheet says under a cell, in the order of `sheets`."""
    return tuple(
        Entry(sheet.owner, sheet.name, sheet.bullets(session.id, cell.row.id, cell.column.id)) for sheet in sheets
    )


def empty_rows(session: Session, sheet: Worksheet) -> tuple[TableRow, ...]:
    """The rows of a table in which a sheet says nothing at all: a finding, never dropped."""
    grid = session.grid
    if not isinstance(grid, Table):
        return ()
    return tuple(
        row for row in grid.rows if not any(sheet.bullets(session.id, row.id, column.id) for column in grid.columns)
    )


@dataclass(frozen=True, slots=True)
class Saying:
    """Bullets of several sheets that say the same, without case, space and punctuation."""

    text: str
    tags: tuple[str, ...]
    names: tuple[str, ...]


def together(entries: Sequence[Entry]) -> tuple[Saying, ...]:
    """The bullets under a cell, those that say the same as one, in the order in which they were first said."""
    found: dict[str, Saying] = {}
    for entry in entries:
        for bullet in entry.bullets:
            key = plain_words(bullet.text) or bullet.text
            before = found.get(key, Saying(bullet.text, (), ()))
            tags = (*before.tags, bullet.tag) if bullet.tag and bullet.tag not in before.tags else before.tags
            names = before.names if entry.name in before.names else (*before.names, entry.name)
            found[key] = Saying(before.text, tags, names)
    return tuple(found.values())


def cell_fields(session: Session, owner: OwnerKind) -> Mapping[tuple[str, str], Field]:
    """The questions of a table by row id and column id."""
    return {
        (field.place[1], field.place[2]): field
        for field in session.fields(owner)
        if field.kind is Kind.CELL and len(field.place) == 3
    }
