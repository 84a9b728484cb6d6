"""What commands have in common: the event they work on, whose worksheet, which session."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from ue_tui.model.errors import NotFound, NotSaved
from ue_tui.model.event import Event, Session
from ue_tui.model.people import Owner, folded
from ue_tui.model.sheets import nearest
from ue_tui.store.event_folder import EventFolder, Overtaken
from ue_tui.store.live_event import LiveEvent

MOST_TRIES = 20
"""A file that changes under us more often than this is left alone."""

Command = TypeVar("Command", bound=Callable[..., Any])
Result = TypeVar("Result")

folder_argument = click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
"""DIR: the event's folder; without it the folder one stands in, or the nearest parent that is an event."""

for_option = click.option(
    "--for", "owner", metavar="X", required=True, help="A delegation or group: name or file name."
)
session_option = click.option("--session", metavar="S", help="A session: number, id or title.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def folder_of(context: click.Context, directory: Path | None) -> EventFolder:
    """The event that a command works on.

    Raises:
        NotFound: there is none.
    """
    start: Path = context.obj
    return EventFolder.find(start / directory if directory is not None else start)


def now() -> dt.datetime:
    """The machine's time."""
    return dt.datetime.now(dt.UTC)


def zone_of(event: Event) -> dt.tzinfo:
    """The time zone of the agenda, else the laptop's."""
    name = event.agenda.timezone
    return zoneinfo.ZoneInfo(name) if name else now().astimezone().tzinfo or dt.UTC


def find_owner(live: LiveEvent, written: str) -> Owner:
    """The owner that a stem, `groups/STEM` or a name means.

    Raises:
        NotFound: nobody, or several, are meant.
    """
    wanted = folded(written.removesuffix(".toml"))
    owners = list(live.files)
    for spelled in (str, lambda owner: owner.stem):
        if len(found := [owner for owner in owners if folded(spelled(owner)) == wanted]) == 1:
            return found[0]
    found = [owner for owner in owners if folded(live.sheet(owner).name) == wanted or folded(owner.stem) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"“{written}” can be {_listed(found)}: write one of these.")
    close = nearest(written, [name for owner in owners for name in (owner.stem, live.sheet(owner).name)])
    hint = f" Did you mean “{close}”?" if close else ""
    raise NotFound(f"There is no delegation or group “{written}”.{hint}")


def _listed(owners: Sequence[Owner]) -> str:
    return " or ".join(str(owner) for owner in owners)


def find_session(event: Event, written: str) -> Session:
    """The session that a number, id or title means.

    Raises:
        NotFound: there is none.
    """
    wanted = folded(written).replace("-", "_")
    for session in event.sessions:
        if wanted in (str(session.number), session.id, folded(session.title)):
            return session
    known = ", ".join(f"{session.number} {session.title}" for session in event.sessions)
    raise NotFound(f"There is no session “{written}”. There are: {known}.")


def saved(folder: EventFolder, live: LiveEvent, owner: Owner | None = None) -> bool:
    """Write every edit; whether all are on disk, and none was overtaken by another program.

    With an `owner`, only that worksheet's: a file that was being written while the event was opened is another
    program's, and whether its write is overtaken says nothing about ours.
    """
    due = [one for one in live.due(now(), at_once=True) if owner in (None, one.owner)]
    results = [folder.save(write, now()) for write in due]
    return not any(isinstance(one, Overtaken) for one in results)


def edited(folder: EventFolder, edit: Callable[[LiveEvent], Result]) -> Result:
    """What an edit of an event returns, once it is on disk; made anew on what another program wrote meanwhile.

    Raises:
        NotSaved: another program is faster every time.
    """
    for _ in range(MOST_TRIES):
        live = folder.open().live
        result = edit(live)
        if saved(folder, live):
            return result
    raise NotSaved("The files change all the time: try again in a moment.")
