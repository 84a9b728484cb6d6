"""What the facilitator looks at in a plenary: which pictures a session has, and each of them whole.

The room is shown less (`revealing.py`): here nothing is on pages, small counts stand, and not marked and absent are
counted apart. Names and who said what come only when names are switched on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup, OwnerKind
from ue_tui.model.picture import Apart, Bar, Bars, Body, Entry, Group, MarkRow, Marks, Of, Subject, Texts
from ue_tui.model.revealing import Material, bullet_words, drawn, sheets_beside
from ue_tui.model.sheets import Maturity, Recommendations, Table
from ue_tui.model.side_by_side import Cell, cells_of, presented, under
from ue_tui.model.tally import (
    Order,
    Tally,
    by_user_group,
    level_at,
    levels_of,
    ordered,
    tallies,
    user_groups,
    within,
)
from ue_tui.model.top_one import GroupsTop, hands_words, tops


def pictures_of(session: Session, groups: Sequence[DiscussionGroup]) -> tuple[Subject, ...]:
    """The pictures that a session's plenary has, the one to begin with first; none for a talk."""
    grid = session.grid
    if isinstance(grid, Maturity):
        has_items = any(stage.items for stage in grid.stages)
        items = grid.asks == "items"
        first = [Subject(Of.COUNTS, session.id, items=items)]
        first += [Subject(Of.COUNTS, session.id, items=True)] if has_items and not items else []
        last = [Subject(Of.USER_GROUPS, session.id)] if user_groups(groups) else []
        return (*first, Subject(Of.MARKS, session.id, order=Order.PACK), *last)
    if isinstance(grid, Table):
        row, column = grid.rows[0].id, grid.columns[0].id
        found = [Subject(Of.CELL, session.id, row=row, column=column), Subject(Of.ROW, session.id, row=row)]
        if session.fields(OwnerKind.DELEGATION) and presented(session) is OwnerKind.GROUP:
            found.append(Subject(Of.BESIDE, session.id, row=row))
        return tuple(found)
    if isinstance(grid, Recommendations):
        return (Subject(Of.TOP, session.id), Subject(Of.SHARED, session.id))
    return ()


def picture_name(subject: Subject) -> str:
    """What a screen calls a picture."""
    match subject.of:
        case Of.COUNTS:
            return "stages and items" if subject.items else "stages"
        case Of.MARKS:
            return "stages × delegations"
        case Of.USER_GROUPS:
            return "stages × user groups"
        case Of.CELL:
            return "cell by cell"
        case Of.ROW:
            return "row by row"
        case Of.BESIDE:
            return "the delegations' sheets, row by row"
        case Of.SHEET:
            return "a group's sheet"
        case Of.TOP:
            return "the groups' top ones"
        case Of.SHARED:
            return "all shared ones"


def cell_of(session: Session, subject: Subject) -> Cell | None:
    """The cell that a picture of a table has in hand; of a row its first one."""
    return next(
        (cell for cell in cells_of(session) if cell.row.id == subject.row and subject.column in ("", cell.column.id)),
        None,
    )


def neighbour(session: Session, subject: Subject, by: int) -> Subject:
    """The picture of the next cell or row, or the one before, around the ends."""
    cells = cells_of(session)
    if not cells:
        return subject
    if subject.of in (Of.ROW, Of.BESIDE):
        rows = list(dict.fromkeys(cell.row.id for cell in cells))
        at = rows.index(subject.row) if subject.row in rows else -by
        return replace(subject, row=rows[(at + by) % len(rows)])
    places = [(cell.row.id, cell.column.id) for cell in cells]
    here = (subject.row, subject.column)
    at = places.index(here) if here in places else -by
    row, column = places[(at + by) % len(places)]
    return replace(subject, row=row, column=column)


def overview(subject: Subject, session: Session, material: Material, *, names: bool, seed: object) -> Body:
    """A picture whole, for the facilitator."""
    match subject.of:
        case Of.COUNTS:
            return _counts(subject, session, material, names)
        case Of.MARKS:
            return _marks(subject, session, material, names, str(seed))
        case Of.USER_GROUPS:
            return _user_groups(subject, session, material)
        case Of.CELL | Of.ROW | Of.BESIDE:
            return _cells(subject, session, material, names, str(seed))
        case Of.TOP:
            return Texts(tuple(_top(one) for one in _tops(session, material)), "none chosen yet")
        case Of.SHARED:
            return _shared(session, material)
        case Of.SHEET:
            return Texts(())


def _labels(session: Session) -> tuple[str, ...]:
    return tuple(level.label for level in levels_of(session))


def _counts(subject: Subject, session: Session, material: Material, names: bool) -> Bars:
    inside = within(material.delegations, material.groups, subject.part)
    found = ordered(tallies(session, inside.values(), material.absent, items=subject.items), subject.order)
    rows = []
    for one in found:
        of = one.n + one.not_marked + one.absent
        bar = Bar(one.asked.code, one.asked.label, one.counts, one.n, of, one.words, one.median_words)
        who = _who(session, one, material, subject) if names else ()
        rows.append(replace(bar, who=who, not_marked=one.not_marked, absent=one.absent))
    return Bars(_labels(session), tuple(rows))


def _who(session: Session, one: Tally, material: Material, subject: Subject) -> tuple[tuple[str, ...], ...]:
    present = material.present(subject).values()
    return tuple(
        tuple(sheet.name for sheet in present if level_at(session, sheet, one.asked) == level)
        for level in range(len(one.counts))
    )


def _marks(subject: Subject, session: Session, material: Material, names: bool, seed: str) -> Marks:
    present = material.present(subject)
    stems = list(present) if names else drawn(present, seed)
    found = ordered(tallies(session, present.values(), items=subject.items), subject.order)
    rows = tuple(
        MarkRow(one.asked.code, one.asked.label, tuple(level_at(session, present[stem], one.asked) for stem in stems))
        for one in found
    )
    return Marks(_labels(session), tuple(present[stem].name for stem in stems) if names else (), rows)


def _user_groups(subject: Subject, session: Session, material: Material) -> Apart:
    columns = by_user_group(session, material.delegations, material.groups, material.absent, items=subject.items)
    labels = tuple((one.asked.code, one.asked.label) for one in columns[0].tallies) if columns else ()
    groups = tuple(Group(one.user_group, tuple(row.counts for row in one.tallies)) for one in columns)
    return Apart(_labels(session), labels, groups)


def _cells(subject: Subject, session: Session, material: Material, names: bool, seed: str) -> Texts:
    """The sheets under a cell; along a row every cell of each sheet, an empty one told."""
    cells = [
        cell
        for cell in cells_of(session)
        if cell.row.id == subject.row and (subject.of is not Of.CELL or cell.column.id == subject.column)
    ]
    shows_sources = subject.of is not Of.BESIDE or names
    entries = []
    for heading, sheet in sheets_beside(subject, session, material, names, seed):
        found = [
            Entry(cell.column.label, tuple(bullet_words(bullet, names=shows_sources) for bullet in one.bullets))
            for cell in cells
            for one in under(session, cell, [sheet])
        ]
        if subject.of is Of.CELL:
            entries += [replace(one, heading=heading) for one in found]
        else:
            entries.append(Entry(heading, (), then=tuple(found)))
    return Texts(tuple(entries))


def _tops(session: Session, material: Material) -> tuple[GroupsTop, ...]:
    return tops(session, material.groups, material.group_sheets, material.delegations)


def _top(one: GroupsTop) -> Entry:
    """A group's top one in its delegation's words, with what the hands say and what became of it."""
    hands = hands_words(one.shared)
    if one.top is None:
        return Entry(one.group.name, (), hands)
    lines = []
    for at, (label, bullets) in enumerate(one.top.requirements):
        said = [bullet_words(bullet, names=True) for bullet in bullets]
        lines += said if at == 0 else [f"{label}: {'; '.join(said) or 'not recorded'}"]
    remark = " ".join(part for part in (f"from {one.top.name}.", hands, one.top.trouble) if part)
    return Entry(one.group.name, tuple(lines), remark)


def _shared(session: Session, material: Material) -> Texts:
    entries = [
        Entry(
            shared.name,
            tuple(bullet_words(bullet, names=True) for bullet in shared.activity),
            f"{one.group.name}, the top one" if shared.is_top else one.group.name,
        )
        for one in _tops(session, material)
        for shared in one.shared
    ]
    return Texts(tuple(entries), "shares none yet")
