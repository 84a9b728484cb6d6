"""`ue-tui reveal`: what the room is shown, as `V` shows it from a screen."""

from __future__ import annotations

from dataclasses import replace

import click

from ue_tui.cli.options import find_owner, find_session, folder_of, now, session_option
from ue_tui.cli.tally import find_part
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.event import Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.picture import Of, Subject, read_subject
from ue_tui.model.sheets import Maturity, Recommendations, Table, nearest
from ue_tui.model.side_by_side import cells_of
from ue_tui.model.steps import Do
from ue_tui.model.tally import EVERYBODY, Order
from ue_tui.store.event_folder import EventFolder, Opened

OFF = "off"
TABLES = (Of.CELL, Of.ROW, Of.BESIDE)


@click.command()
@click.argument("what", required=False, type=click.Choice([*(one.value for one in Of), OFF]))
@session_option
@click.option("--order", type=click.Choice([one.value for one in Order]), default="split", show_default=True)
@click.option("--items", is_flag=True, help="The items too.")
@click.option("--group", "part", metavar="G", help="Only a discussion group, or all that study a user group.")
@click.option("--at", metavar="ROW[.COLUMN]", help="For cell and row: where in the table.")
@click.option("--for", "owner", metavar="X", help="For sheet: the discussion group.")
@click.option("--names", is_flag=True, help="With the names of delegations.")
@click.option("--page", type=click.IntRange(1), metavar="N", help="Turn to page N.")
@click.pass_context
def reveal(
    context: click.Context,
    what: str | None,
    session: str | None,
    order: str,
    items: bool,
    part: str | None,
    at: str | None,
    owner: str | None,
    names: bool,
    page: int | None,
) -> int:
    """Show the room a picture (WHAT), or take it back (off); without WHAT say what it sees.

    Names are off unless they are asked for. Going to another phase takes the picture down.
    """
    folder = folder_of(context, None)
    opened = folder.open()
    if what == OFF:
        opened.run.take(Do.COVER, now())
    elif what is not None:
        inside = find_part(opened.live.groups(), part) if part else EVERYBODY
        subject = _subject(opened, Of(what), session, owner, at)
        subject = replace(subject, order=Order(order), items=items, part=inside)
        opened.run.take(Do.REVEAL, now(), text=subject.text, names=names)
    if page is not None:
        opened.run.take(Do.PAGE, now(), number=page - 1)
    _save(folder, opened)
    print(shown_line(opened))
    return 0


def _save(folder: EventFolder, opened: Opened) -> None:
    if steps := opened.run.unsaved():
        opened.run.saved(folder.append_steps(steps))


def shown_line(opened: Opened) -> str:
    """What the room is shown, in a line."""
    up = opened.run.run.projected.picture
    if up is None:
        return "The room sees no picture."
    try:
        subject = read_subject(up.what)
    except Refused:
        return f"The room sees {up.what}."
    session = next((one for one in opened.live.event.sessions if one.id == subject.session), None)
    title = session.title if session is not None else subject.session
    return f"The room sees {subject.of} of {title}, page {up.page + 1}, names {'on' if up.names else 'off'}."


def _subject(opened: Opened, of: Of, session: str | None, owner: str | None, at: str | None) -> Subject:
    """The picture that is meant, where its session has it.

    Raises:
        NotFound: the session has no such picture, or the place or the group is not there.
    """
    event = opened.live.event
    kinds: dict[Of, type] = {
        Of.TOP: Recommendations,
        Of.SHARED: Recommendations,
        Of.CELL: Table,
        Of.ROW: Table,
        Of.BESIDE: Table,
    }
    kind = kinds.get(of, Maturity)
    if of is Of.SHEET:
        stem = _group(opened, owner)
        on = opened.run.run.current.partition(".")[0]
        chosen = find_session(event, session or on) if session or on else None
        if chosen is None or OwnerKind.GROUP not in chosen.sheets:
            raise NotFound("Say with --session whose sheets of groups are meant.")
        return Subject(of, chosen.id, group=stem)
    found = [one for one in event.sessions if isinstance(one.grid, kind)]
    if session is not None:
        found = [one for one in found if one.id == find_session(event, session).id]
    on = opened.run.run.current.partition(".")[0]
    found.sort(key=lambda one: one.id != on)
    if not found:
        raise NotFound(f"That session has no picture “{of}”.")
    row, column = _place(found[0], of, at) if kind is Table else ("", "")
    return Subject(of, found[0].id, row=row, column=column)


def _group(opened: Opened, written: str | None) -> str:
    if written is not None:
        owner = find_owner(opened.live, written)
        if owner.kind is OwnerKind.GROUP:
            return owner.stem
        raise NotFound(f"“{written}” is a delegation: the room is shown a group's sheet.")
    speaking = opened.run.run.queue().speaking
    if speaking is None:
        raise NotFound("No group speaks now: say with --for whose sheet is meant.")
    return speaking.group


def _place(session: Session, of: Of, at: str | None) -> tuple[str, str]:
    """The row and the column that ROW.COLUMN names; the first ones where nothing is said."""
    cells = cells_of(session)
    parts = [part for part in (at or "").replace("-", "_").casefold().split(".") if part and part != session.id]
    row = parts[0] if parts else cells[0].row.id
    column = parts[1] if len(parts) > 1 else cells[0].column.id if of is Of.CELL else ""
    if row not in {cell.row.id for cell in cells} or column not in {"", *(cell.column.id for cell in cells)}:
        known = [f"{cell.row.id}.{cell.column.id}" for cell in cells]
        close = nearest(f"{row}.{column}", known)
        hint = f" Did you mean {close}?" if close else f" There are: {', '.join(known[:4])} …"
        raise NotFound(f"“{at}” is no place in the table of {session.title}.{hint}")
    return row, column if of is Of.CELL else ""
