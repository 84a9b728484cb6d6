"""`ue-tui attend`, `speaks`, `told`, `roster`: who is there, who speaks, what was said aloud, who joins and leaves."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ue_tui.cli.options import MOST_TRIES, find_owner, find_session, saved, session_option
from ue_tui.cli.run_steps import add_step, open_all
from ue_tui.model.attendance import Attendance
from ue_tui.model.errors import NotFound, NotSaved, Refused
from ue_tui.model.event import Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.steps import Do
from ue_tui.model.worksheet import progress
from ue_tui.store.event_folder import Opened


@click.command()
@click.option("--for", "owner", metavar="X", help="A delegation: name or file name.")
@click.argument("attendance", required=False, type=click.Choice([one.value for one in Attendance]))
@click.pass_context
def attend(context: click.Context, owner: str | None, attendance: str | None) -> int:
    """Say that a delegation is present, late or absent; without --for print who is there."""
    folder, opened = open_all(context)
    if owner is None:
        if attendance is not None:
            raise click.UsageError("Say of whom: --for X.")
        print("\n".join(_attendance(opened)))
        return 0
    whose = find_owner(opened.live, owner)
    if whose.kind is not OwnerKind.DELEGATION:
        raise NotFound(f"{whose} is a group: its delegations are present, late or absent.")
    if attendance is not None:
        add_step(folder, opened.run, Do.ATTEND, owner=whose.stem, text=attendance)
    print(f"{opened.live.sheet(whose).name}: {opened.run.run.room.of(whose.stem).value}")
    return 0


def _attendance(opened: Opened) -> list[str]:
    """Who is there, group by group; who is not first in each."""
    live, room = opened.live, opened.run.run.room
    names = {stem: sheet.name for stem, sheet in live.delegations().items()}
    grouped = {stem for group in live.groups() for stem in group.members}
    parts = [(group.name, [stem for stem in group.members if stem in names]) for group in live.groups()]
    parts.append(("In no group", [stem for stem in names if stem not in grouped]))
    lines = []
    for heading, stems in parts:
        if stems:
            missing = sorted(stems, key=lambda stem: room.of(stem) is Attendance.PRESENT)
            lines.append(f"{heading}: " + ", ".join(f"{names[stem]} {room.of(stem).value}" for stem in missing))
    counts = [sum(room.of(stem) is one for stem in names) for one in Attendance]
    said = ", ".join(f"{count} {one.value}" for count, one in zip(counts, Attendance, strict=True))
    return [said, *lines]


@click.command()
@click.option("--for", "owner", metavar="X", help="A discussion group: name or file name.")
@session_option
@click.argument("name", required=False)
@click.pass_context
def speaks(context: click.Context, owner: str | None, session: str | None, name: str | None) -> int:
    """Say who speaks for a group in a session: NAME, "" for nobody; without NAME print who does."""
    folder, opened = open_all(context)
    sessions = [_presented(opened, session)] if session is not None else _all_presented(opened)
    if name is None:
        print("\n".join(_speakers(opened, sessions, owner)))
        return 0
    if owner is None:
        raise click.UsageError("Say for whom: --for X.")
    for _ in range(MOST_TRIES):
        whose = find_owner(opened.live, owner)
        if whose.kind is not OwnerKind.GROUP:
            raise NotFound(f"{whose} is a delegation: a rapporteur speaks for a group.")
        of = _presented(opened, session)
        opened.live.edit(whose, ("group", "rapporteurs", of.id), name.strip() or None, folder.now())
        if saved(folder, opened.live, whose):
            print(f"{opened.live.sheet(whose).name}, {of.title}: {name.strip() or 'nobody'}")
            return 0
        opened = folder.open()
    raise NotSaved(f"The file of {owner} changes all the time: try again in a moment.")


def _all_presented(opened: Opened) -> list[Session]:
    return [one for one in opened.live.event.sessions if one.presentation_minutes]


def _presented(opened: Opened, written: str | None) -> Session:
    """The session that is meant, else the one that is on: one with presentations."""
    phase = opened.run.phase_on()
    if written is None and (phase is None or not phase.session):
        raise click.UsageError("No session is on: say which with --session S.")
    event = opened.live.event
    found = find_session(event, written) if written is not None else event.session(phase.session if phase else "")
    if not found.presentation_minutes:
        raise Refused(f"Nobody presents in {found.title}.")
    return found


def _speakers(opened: Opened, sessions: list[Session], owner: str | None) -> list[str]:
    chosen = find_owner(opened.live, owner).stem if owner is not None else None
    return [
        f"{group.name}, {session.title}: {group.rapporteurs.get(session.id) or 'nobody yet'}"
        for session in sessions
        for group in opened.live.groups()
        if chosen in (None, group.stem)
    ]


@click.command()
@click.option("--for", "owner", metavar="X", required=True, help="A delegation or group: name or file name.")
@session_option
@click.argument("filled", type=click.IntRange(0))
@click.pass_context
def told(context: click.Context, owner: str, session: str | None, filled: int) -> int:
    """Note that a sheet has FILLED things, as its group said aloud."""
    folder, opened = open_all(context)
    event, phase = opened.live.event, opened.run.phase_on()
    if session is None and (phase is None or not phase.session):
        raise click.UsageError("No session is on: say which with --session S.")
    of = find_session(event, session) if session is not None else event.session(phase.session if phase else "")
    whose = find_owner(opened.live, owner)
    total = progress(of, opened.live.sheet(whose)).total
    if not total:
        raise Refused(f"Nothing is asked of {whose} in {of.title}.")
    if filled > total:
        raise Refused(f"{filled} is more than the {total} that {of.title} asks.")
    add_step(folder, opened.run, Do.TOLD, owner=str(whose), session=of.id, number=filled)
    print(f"{opened.live.sheet(whose).name}, {of.title}: told {filled} of {total}")
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--apply", "do_it", is_flag=True, help="Do it; without this it is only shown.")
@click.pass_context
def roster(context: click.Context, file: Path, do_it: bool) -> int:
    """Show what a roster changes: who joins, moves, is renamed, withdraws; with --apply, do it.

    FILE has the columns delegation, organization, group and user group. The worksheet of a delegation that withdraws is
    kept aside in .ue-tui/withdrawn.
    """
    from ue_tui.store.roster import read_roster  # only this command reads one
    from ue_tui.store.roster_changes import apply_plan, roster_plan
    from ue_tui.store.saving import read_file

    folder, opened = open_all(context)
    rows = read_roster(read_file(context.obj / file)[0])
    if not rows:
        raise Refused("The roster names no delegation: nothing is withdrawn by an empty table.")
    plan = roster_plan(opened.live, rows)
    for change in plan.changes:
        print(change)
    if not plan.changes:
        print("The event is as the roster says.", file=sys.stderr)
    elif do_it:
        apply_plan(folder, opened.live, plan, folder.now())
    else:
        print("Nothing was changed: --apply does it.", file=sys.stderr)
    return 0
