"""Sheets of a table beside each other: who says what under one cell, and who has left a row empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Column, Table, TableRow
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


def silent_words(session: Session, sheets: Iterable[Worksheet], row: str) -> str:
    """Who says nothing at all in a row, and how many other rows are empty: `nothing from Business · 3 more empty rows`.

    Empty where every sheet has something in every row.
    """
    found = [(sheet.name, {one.id for one in empty_rows(session, sheet)}) for sheet in sheets]
    here = ", ".join(name for name, rows in found if row in rows)
    others = sum(len(rows - {row}) for _, rows in found)
    more = f"{others} {'more ' if here else ''}empty {'row' if others == 1 else 'rows'}" if others else ""
    return " · ".join(text for text in (f"nothing from {here}" if here else "", more) if text)
