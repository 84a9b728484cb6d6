"""What a sheet of cells shows: its lines above, columns and rows, each cell with its owner and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind, delegation
from ue_tui.model.sheets import Field, Place, Recommendations, Table
from ue_tui.model.top_one import shared_by_members
from ue_tui.model.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: whose worksheet it is written to, and where in it."""

    owner: Owner
    field: Field

    @property
    def place(self) -> Place:
        """Where its answer stands."""
        return self.field.place


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its title, and in words what is special about it, such as `shared`."""

    title: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its name, its id, and its cells."""

    id: str
    title: str
    """Its name, with its question where it has one."""
    short: str
    """Its letter and name: what stands beside the cells on a narrow screen."""
    prompt: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class CellGrid:
    """A sheet of cells."""

    lines: tuple[tuple[str, SheetCell], ...]
    """Label and cell of each line above the table."""
    corner: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]

    @property
    def cells(self) -> tuple[SheetCell, ...]:
        """Every cell in the order of reading."""
        return (*(cell for _, cell in self.lines), *(cell for row in self.rows for cell in row.cells))


def table_grid(session: Session, owner: Owner) -> CellGrid:
    """The sheet of a session with a table."""
    grid = session.grid
    assert isinstance(grid, Table)
    fields = {field.place: field for field in session.fields(owner.kind)}
    lines = tuple((line.label, SheetCell(owner, fields[session.id, line.id])) for line in grid.lines)
    rows = tuple(
        GridRow(
            row.id,
            f"{row.letter} {row.heading}".strip(),
            f"{row.letter} {row.label}".strip(),
            row.prompt,
            tuple(SheetCell(owner, fields[session.id, row.id, column.id]) for column in grid.columns),
        )
        for row in grid.rows
    )
    return CellGrid(lines, grid.corner, tuple(GridColumn(column.label) for column in grid.columns), rows)


def plan_grid(session: Session, sheet: Worksheet) -> CellGrid:
    """A delegation's recommendations side by side; the shared one says so."""
    grid = _recommendations(session)
    shared = sheet.text(session.id, "shared")
    fields = {field.place: field for field in session.fields(OwnerKind.DELEGATION)}
    columns = tuple(GridColumn(one.label, "shared" if one.id == shared else "") for one in grid.columns)
    rows = tuple(
        GridRow(
            row.id,
            row.label,
            row.label,
            "",
            tuple(SheetCell(sheet.owner, fields[session.id, column.id, row.id]) for column in grid.columns),
        )
        for row in grid.rows
    )
    return CellGrid((), grid.corner, columns, rows)


def group_plan_grid(
    session: Session, group: DiscussionGroup, sheet: Worksheet, delegations: Mapping[str, Worksheet]
) -> CellGrid:
    """A column for each member with the recommendation that it shares; what is written there is the member's own."""
    grid = _recommendations(session)
    fields = {field.place: field for field in session.fields(OwnerKind.DELEGATION)}
    members = [delegations[stem] for stem in dict.fromkeys(group.members) if stem in delegations]
    chosen = {member.owner.stem: shown_recommendation(session, member) for member in members}
    columns = []
    for one in shared_by_members(session, group, sheet, delegations):
        said = ["TOP ONE" if one.is_top else "shared" if one.recommendation else "shares none yet"]
        said += [f"{one.hands} hands"] if one.hands is not None else []
        columns.append(GridColumn(one.name, ", ".join(said)))
    rows = tuple(
        GridRow(
            row.id,
            row.label,
            row.label,
            "",
            tuple(
                SheetCell(delegation(member.owner.stem), fields[session.id, chosen[member.owner.stem], row.id])
                for member in members
            ),
        )
        for row in grid.rows
    )
    return CellGrid((), grid.corner, tuple(columns), rows)


def shown_recommendation(session: Session, member: Worksheet) -> str:
    """The recommendation that a group sees of a member: the shared one, else the first that has an empty activity."""
    grid = _recommendations(session)
    if shared := member.text(session.id, "shared"):
        return shared
    activity = grid.rows[0].id
    free = (column.id for column in grid.columns if not member.bullets(session.id, column.id, activity))
    return next(free, grid.columns[0].id)


def _recommendations(session: Session) -> Recommendations:
    assert isinstance(session.grid, Recommendations)
    return session.grid
