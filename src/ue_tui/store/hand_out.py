"""The way out: a folder for each delegation and group, which is a small event of its own and comes back through `I`.

In it stand the worksheet with the sessions and the schema, so that `ue-tui sheet` runs and an editor checks what is
typed, the Word worksheets, and one page to read first. A group gets its members' worksheets too: what its members
share is written into them. Nothing that is there already is overwritten: somebody may have begun to fill it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ue_tui.model.answers import Answer
from ue_tui.model.event import Event
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.history import keep
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.new_worksheet import new_worksheet
from ue_tui.store.saving import read_file
from ue_tui.store.schema import schema_text
from ue_tui.store.setup import SCHEMA, Created, NewFiles

READ_FIRST = "READ ME FIRST.txt"


@dataclass(frozen=True, slots=True)
class Page:
    """A document that goes along: its name and its bytes."""

    name: str
    data: bytes


def folder_name(owner: Owner) -> str:
    """What an owner's folder is called: `aurelia`, `group parliament`."""
    return f"group {owner.stem}" if owner.kind is OwnerKind.GROUP else owner.stem


def sheets_along(live: LiveEvent, owner: Owner) -> tuple[Owner, ...]:
    """Whose worksheets an owner gets: its own, and a group its members' too."""
    if owner.kind is OwnerKind.DELEGATION:
        return (owner,)
    group = next((one for one in live.groups() if one.stem == owner.stem), None)
    known = live.delegations()
    members = [stem for stem in (group.members if group is not None else ()) if stem in known]
    return (owner, *(Owner(OwnerKind.DELEGATION, stem) for stem in members))


def blank_sheet(sheet: Worksheet) -> Worksheet:
    """A worksheet that says who it is of, and nothing else."""
    kind = sheet.owner.kind.value
    who: dict[Place, Answer] = {place: answer for place, answer in sheet.answers.items() if place[0] == kind}
    return Worksheet(sheet.owner, who)


def hand_out(
    folder: EventFolder,
    live: LiveEvent,
    owner: Owner,
    target: Path,
    pages: Iterable[Page],
    now: dt.datetime,
    *,
    filled: bool,
) -> Created:
    """Make one owner's folder below `target`.

    Filled, the worksheets are copies of the event's files; else they are new ones with the names alone. What is handed
    out is kept as an earlier version, from which what comes back is merged.

    Raises:
        NotSaved: the folder cannot be written to.
        UeTuiError: a file of the event cannot be read.
    """
    new = NewFiles(target / folder_name(owner))
    along = sheets_along(live, owner)
    for one in along:
        relative = f"worksheets/{one}.toml"
        data, _ = read_file(folder.path(live.files[one].path))
        keep(folder.root, live.files[one].path, data, now)
        text = None if filled else new_worksheet(live.event, one, blank_sheet(live.sheet(one)).answers)
        new.write(relative, data if text is None else _for_notepad(text))
    new.write(SCHEMA, schema_text(live.event).encode())
    for page in pages:
        new.write(page.name, page.data)
    new.write(READ_FIRST, _for_notepad("\n".join(read_first(live.event, live.sheet(owner), filled=filled)), mark=True))
    new.copy(folder.root, ("sessions",))
    return new.created()


def _for_notepad(text: str, *, mark: bool = False) -> bytes:
    """Bytes that Notepad shows as they are meant, also an old one."""
    return text.replace("\n", "\r\n").encode("utf-8-sig" if mark else "utf-8")


def read_first(event: Event, sheet: Worksheet, *, filled: bool) -> Iterator[str]:
    """The one page to read first: what this is, how to write, how it comes back."""
    owner, path = sheet.owner, f"worksheets/{sheet.owner}.toml"
    whose = f"the discussion group {sheet.name}" if owner.kind is OwnerKind.GROUP else sheet.name
    yield event.agenda.title
    if event.agenda.dates or event.agenda.place:
        yield " · ".join(part for part in (event.agenda.dates, event.agenda.place) if part)
    yield ""
    yield f"This folder is for {whose}."
    yield "It holds what you have written so far." if filled else "It holds your worksheet, with room to write."
    yield ""
    yield "Write in ONE of these three ways, whichever you like best:"
    yield ""
    yield "1. Word. Open the document of a session, write into its table, save."
    yield ""
    yield f"2. Notepad, or any editor of plain text. Open {path}."
    yield "   Write between the two lines of '''. One point a line, no quotes, no commas."
    if owner.kind is OwnerKind.DELEGATION:
        yield "   Write marks as a number: score = 2"
    yield "   Leave the lines that begin with # or [ as they are. Save."
    yield ""
    yield "3. ue-tui, where it is installed. Open a terminal in this folder and type:"
    yield f"   ue-tui sheet --for {owner}"
    if owner.kind is OwnerKind.GROUP:
        yield ""
        yield "The worksheets of your members are in the folder worksheets too. What a member shares with the"
        yield "group is written into that member's worksheet."
    yield ""
    yield "Then give the whole folder back, on a stick or as you got it. The names of the files do not matter."
    yield "Nothing that you wrote is lost: where somebody else wrote too, both are kept and a person decides."
    yield "On a stick you find a note beside your file afterwards: what was read, and what needs a person."
    yield ""
