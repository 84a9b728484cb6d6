"""Commands that look at an event's files."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from ue_tui.cli.options import folder_argument, folder_of, json_option, now, zone_of
from ue_tui.cli.run_steps import clock_line, clock_values
from ue_tui.model.attendance import Heard
from ue_tui.model.day import blocks_in_order
from ue_tui.model.event import Session
from ue_tui.model.findings import WRONG, Severity
from ue_tui.model.pace import Pace, paces
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.schedule import block_times
from ue_tui.model.worksheet import Worksheet, progress
from ue_tui.store.event_folder import BrokenEvent, Opened
from ue_tui.store.live_event import LiveEvent


@click.command()
@folder_argument
@click.option("--open", "with_open", is_flag=True, help="Add what is not done yet.")
@json_option
@click.pass_context
def check(context: click.Context, directory: Path | None, with_open: bool, as_json: bool) -> int:
    """Print the errors and warnings of every file, as path:line:column: severity: sentence.

    Nothing and exit 0 when there are none; warnings alone exit 0; errors exit 1.
    """
    folder = folder_of(context, directory)
    try:
        found = folder.open().live.problems(frozenset(Severity) if with_open else WRONG)
    except BrokenEvent as broken:
        found = broken.problems
    if as_json:
        keys = ("path", "line", "column", "severity", "message")
        print(json.dumps([{key: getattr(one, key) for key in keys} for one in found], ensure_ascii=False, indent=1))
    else:
        for problem in found:
            print(problem)
    return int(any(one.severity is Severity.ERROR for one in found))


@click.command()
@folder_argument
@json_option
@click.pass_context
def status(context: click.Context, directory: Path | None, as_json: bool) -> int:
    """Print the agenda, the clock and how far each worksheet is."""
    opened = folder_of(context, directory).open()
    if as_json:
        print(json.dumps(_status_values(opened), ensure_ascii=False, indent=1))
        return 0
    for line in _status_lines(opened):
        print(line)
    return 0


def _status_lines(opened: Opened) -> Iterator[str]:
    """The status in lines that can be listened to: what matters first."""
    live, event, moment = opened.live, opened.live.event, now()
    zone = zone_of(event)
    yield event.running_header
    yield f"Clock: {clock_line(opened, moment)}"
    yield ""
    times = block_times(event, opened.run.run, moment, zone)
    for number in blocks_in_order(event, opened.run.run.day):
        block, when = event.agenda.blocks[number], times[number]
        phases = [phase for phase in opened.run.timeline if phase.block == number]
        session = event.session(block.session) if block.session else None
        title = f"{session.number} {session.title}" if session else block.title
        minutes = round(sum(phase.seconds for phase in phases) / 60)
        starts = _starts(when.planned_start, when.projected_start, zone, bool(opened.run.steps))
        said = "left out" if when.out else f"{minutes} min, {'done' if when.done else starts}"
        yield f"{title}, {said}".removesuffix(", ")
    yield ""
    if (found := _paces(opened, moment)) is not None:
        session, some = found
        there = [one for one in some if not one.absent]
        yield f"Session {session.number}: {sum(one.done for one in there)} of {len(there)} sheets done"
        for one in some:
            told = "told " if one.is_told else ""
            yield f"  {one.name}: {told}{one.filled} of {one.total}, {one.words(zone)}".rstrip(", ")
        yield ""
    for file in live.files.values():
        if file.broken is not None:
            yield f"CANNOT BE READ: {file.path}, line {file.broken.line}: {file.broken.message}"
    for group in live.groups():
        yield _owner_line(live, Owner(OwnerKind.GROUP, group.stem))
        for stem in group.members:
            if stem in live.delegations():
                yield "  " + _owner_line(live, Owner(OwnerKind.DELEGATION, stem))
    grouped = {stem for group in live.groups() for stem in group.members}
    for stem in live.delegations():
        if stem not in grouped:
            yield _owner_line(live, Owner(OwnerKind.DELEGATION, stem))


def _paces(opened: Opened, moment: dt.datetime) -> tuple[Session, tuple[Pace, ...]] | None:
    """How far the sheets are of the session that is on; None between sessions."""
    live, phase = opened.live, opened.run.phase_on()
    if phase is None or not phase.session:
        return None
    session = live.event.session(phase.session)
    groups = [live.sheet(Owner(OwnerKind.GROUP, group.stem)) for group in live.groups()]
    sheets = [*groups, *live.delegations().values()]

    def sign_of(owner: Owner) -> Heard | None:
        return live.files[owner].heard(session.id)

    return session, paces(session, sheets, sign_of, opened.run.run, phase, moment)


def _starts(planned: dt.datetime | None, projected: dt.datetime, zone: dt.tzinfo, was_started: bool) -> str:
    if planned is None and not was_started:
        return ""
    plan = f" (planned {planned.astimezone(zone):%H:%M})" if planned and abs(projected - planned).seconds >= 60 else ""
    return f"starts {projected.astimezone(zone):%H:%M}{plan}"


def _owner_line(live: LiveEvent, owner: Owner) -> str:
    """A worksheet's name and how far each of its sheets is."""
    sheet = live.sheet(owner)
    parts = [f"session {one['session']}: {one['filled']} of {one['total']}" for one in _progress(live, sheet)]
    kind = "group " if owner.kind is OwnerKind.GROUP else ""
    return f"{kind}{sheet.name}: {', '.join(parts) or 'nothing is asked'}"


def _progress(live: LiveEvent, sheet: Worksheet) -> list[dict[str, int]]:
    found = []
    for session in live.event.sessions:
        if session.fields(sheet.owner.kind):
            done = progress(session, sheet)
            found.append({"session": session.number, "filled": done.filled, "total": done.total})
    return found


def _pace_values(one: Pace) -> dict[str, Any]:
    """How far a sheet of the session that is on is, for programs; `heard` and `forecast` are null where unknown."""
    return {
        "for": str(one.owner),
        "filled": one.filled,
        "total": one.total,
        "told": one.is_told,
        "heard": one.heard.at.isoformat() if one.heard else None,
        "heard_by": one.heard.how.value if one.heard else None,
        "silent": one.silent,
        "absent": one.absent,
        "forecast": one.forecast.at.isoformat() if one.forecast else None,
    }


def _status_values(opened: Opened) -> dict[str, Any]:
    live = opened.live
    found = _paces(opened, now())
    return {
        "title": live.event.agenda.title,
        "clock": clock_values(opened, now()),
        "on": [_pace_values(one) for one in found[1]] if found is not None else [],
        "worksheets": [
            {
                "for": str(owner),
                "name": live.sheet(owner).name,
                "readable": file.broken is None,
                "progress": _progress(live, live.sheet(owner)),
            }
            for owner, file in live.files.items()
        ],
    }


@click.command()
@folder_argument
@click.option("--write", is_flag=True, help="Write it into worksheets/, where the worksheets look for it.")
@click.pass_context
def schema(context: click.Context, directory: Path | None, write: bool) -> int:
    """Print the JSON Schema that gives editors completion and checks for worksheets."""
    from ue_tui.store.new_worksheet import SCHEMA_FILE  # only this command needs the schema
    from ue_tui.store.saving import replace
    from ue_tui.store.schema import schema_text

    folder = folder_of(context, directory)
    event, problems = folder.load_event()
    for problem in problems:
        print(problem, file=sys.stderr)
    text = schema_text(event)
    if write:
        path = folder.root / "worksheets" / SCHEMA_FILE
        path.parent.mkdir(exist_ok=True)
        replace(path, text.encode(), expect=None)
        print(path)
    else:
        print(text, end="")
    return 0
