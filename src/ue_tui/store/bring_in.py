"""The one way in for worksheets from elsewhere: found on sticks, in Downloads and in folders, and merged cell by cell.

A worksheet is known by what is in it, not by its name: `norland.toml.txt`, `norland (1).toml` and the worksheets of a
whole event are found all the same. Looking writes nothing. Bringing in opens the event anew, so that it can be done
beside the app, which follows it as it follows every change. A file from elsewhere takes nothing out: what is here and
not in it stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ue_tui.model.errors import NotSaved, UeTuiError
from ue_tui.model.findings import Repair
from ue_tui.model.people import Owner, OwnerKind, folded
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.copies import original_of
from ue_tui.store.earlier import Difference, differences, some_earlier_sheets
from ue_tui.store.event_folder import AGENDA, EventFolder, Overtaken
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.saving import reason
from ue_tui.store.sheet_files import parse_sheet, tables_of
from ue_tui.store.sticks import Sticks, mounted_sticks
from ue_tui.store.toml_files import MOST_BYTES, BrokenToml, decode

MOST_FILES = 4_000
"""So many entries of one place are looked at: a stick with a photo collection is not searched to its end."""

DEEPEST = 4
"""So many folders below a place are looked into."""

MOST_TRIES = 20
"""A worksheet that changes under us more often than this is left alone."""

_ENDINGS = (".toml", ".txt")
_TABLE = re.compile(r"^\s*\[(delegation|group)\]", re.MULTILINE)
_NAME = re.compile(r"^\s*name\s*=\s*[\"'“”‘’]?([^\"'“”‘’\r\n#]*)", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:]+")


class State(StrEnum):
    """What can be done with a file that was found."""

    NEW = "new"
    """It says something that is not here yet."""
    SAME = "the same"
    """Everything that it says is here."""
    UNREADABLE = "cannot be read"
    """A slip; with its repair where there is one."""
    UNKNOWN = "nobody here"
    """No delegation or group of this event is called so."""


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where to look."""

    name: str
    """What people call it: the stick's label, `Downloads`, a folder's name."""
    root: Path
    is_stick: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A worksheet that was found, and what it would change."""

    path: Path
    where: SearchPlace
    changed: dt.datetime
    state: State
    name: str
    """Whose worksheet it says that it is."""
    owner: Owner | None = None
    differences: tuple[Difference, ...] = ()
    """Place by place what would change here; names and addresses of people are left out."""
    conflicts: int = 0
    """So many things are worded in two ways and would wait for a person."""
    trouble: str = ""
    """Why it cannot be read, with its line."""
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file."""

    found: Found
    changed: int = 0
    """So many answers were taken over."""
    waits: int = 0
    """So many wordings wait for a person."""
    failure: str = ""
    """Why it was not brought in."""
    receipt: Path | None = None
    """The note beside it on the stick; None where there is none."""


def search_places(sticks: Sticks = mounted_sticks, home: Path | None = None) -> tuple[SearchPlace, ...]:
    """Where worksheets come from: the sticks that are plugged in, then the Downloads of the person at this laptop."""
    found = [SearchPlace(one.name, one.root, is_stick=True) for one in sticks()]
    downloads = (home or Path.home()) / "Downloads"
    return (*found, *([SearchPlace("Downloads", downloads)] if downloads.is_dir() else []))


def look(folder: EventFolder, places: Sequence[SearchPlace], now: dt.datetime) -> tuple[Found, ...]:
    """Every worksheet in some places, the newest first, with what it would change here.

    Raises:
        UeTuiError: the event itself cannot be read.
    """
    live = folder.open(now).live
    files = [(place, path) for place in places for path in _files(place.root, folder.root)]
    found = [one for place, path in files if (one := _look_at(folder, live, place, path, now)) is not None]
    return tuple(sorted(found, key=lambda one: one.changed, reverse=True))


def _files(root: Path, own: Path) -> Iterator[Path]:
    """Files below a folder that may be worksheets, breadth first; nothing of the event itself."""
    waiting, seen, own = [(root, 0)], 0, own.resolve()
    while waiting:
        folder, depth = waiting.pop(0)
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            continue  # another person's folder, or a stick that was just pulled out
        for entry in entries:
            seen += 1
            if seen > MOST_FILES:
                return
            if entry.name.startswith((".", "~", "$")) or entry.is_symlink():
                continue
            if entry.is_dir():
                if depth < DEEPEST and entry.resolve() != own and entry.name not in ("node_modules", "exports"):
                    waiting.append((entry, depth + 1))
            elif entry.suffix.casefold() in _ENDINGS and " RECEIVED " not in entry.name:
                yield entry


def _look_at(folder: EventFolder, live: LiveEvent, where: SearchPlace, path: Path, now: dt.datetime) -> Found | None:
    """What a file is; None where it is no worksheet."""
    if path.parent.name == "sessions" and (path.parent / Path(AGENDA).name).exists():
        return None
    try:
        stat = path.stat()
        if not 0 < stat.st_size <= MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None  # gone between two moments of looking
    changed = dt.datetime.fromtimestamp(stat.st_mtime, dt.UTC)
    kind, name = _head(data)
    if kind is None:
        return None
    owner = _owner(live, kind, name, path)
    shown = name or path.name.partition(".")[0]
    _, raw = parse_sheet(data, tables_of(live.event, kind))
    if isinstance(raw, BrokenToml):
        trouble = f"Line {raw.line}: {raw.message}"
        return Found(path, where, changed, State.UNREADABLE, shown, owner, trouble=trouble, repair=raw.repair)
    if owner is None:
        return Found(path, where, changed, State.UNKNOWN, shown, trouble=f"Nobody in this event is called “{shown}”.")
    brought = live.read(owner, data)
    assert brought is not None
    before = live.sheet(owner)
    after = live.merged(without_people(before, brought), some_earlier_sheets(folder.root, live, owner), now)
    changes = tuple(map(_without_names, differences(live.event, before, after)))
    waits = len(set(after.conflicts) - set(before.conflicts))
    state = State.NEW if changes or waits else State.SAME
    return Found(path, where, changed, state, live.sheet(owner).name, owner, changes, waits)


def _head(data: bytes) -> tuple[OwnerKind | None, str]:
    """The kind of owner that a file names, and the name, also where the file cannot be read as a whole."""
    try:
        text = decode(data).text
    except BrokenToml:
        text = data.decode("cp1252", "replace")
    if (table := _TABLE.search(text)) is None or ("format" not in text and "#:schema" not in text):
        return None, ""
    name = _NAME.search(text, table.end())
    return OwnerKind(table[1]), name[1].strip() if name else ""


def _owner(live: LiveEvent, kind: OwnerKind, name: str, path: Path) -> Owner | None:
    """Whose worksheet a file is: by the name in it, else by its own name, whatever was added to that."""
    owners = [owner for owner in live.files if owner.kind is kind]
    named = [owner for owner in owners if name and folded(live.sheet(owner).name) == folded(name)]
    if len(named) == 1:
        return named[0]
    stem = path.name
    for ending in (".txt", ".toml"):
        stem = stem[: -len(ending)] if stem.casefold().endswith(ending) else stem
    stems = [owner.stem for owner in named or owners]
    same = next((one for one in stems if folded(one) == folded(stem)), None)
    original = original_of(stem, stems)
    found = same or (original[0] if original else None)
    return Owner(kind, found) if found is not None else None


def without_people(here: Worksheet, brought: Worksheet) -> Worksheet:
    """A worksheet from elsewhere with the owner's own name as it is here: a file does not rename anybody."""
    answers = dict(brought.answers)
    for place in ((brought.owner.kind.value, "name"), (brought.owner.kind.value, "organization")):
        if place in here.answers:
            answers[place] = here.answers[place]
    return Worksheet(brought.owner, answers, brought.conflicts)


def _without_names(one: Difference) -> Difference:
    """A difference without names and addresses of people: the screen may be on the projector."""
    if _names_a_person(one.place):
        return Difference(one.place, one.label, "a name" if one.before else "", "another name" if one.after else "")
    return Difference(one.place, one.label, *(_ADDRESS.sub("(address)", text) for text in (one.before, one.after)))


def _names_a_person(place: Place) -> bool:
    return len(place) > 1 and place[0] == "group" and place[1] in ("rapporteurs", "scribes")


# Bringing in


def bring_in(folder: EventFolder, found: Sequence[Found], now: dt.datetime, zone: dt.tzinfo) -> tuple[Received, ...]:
    """Merge what was found into the event, the oldest first, and leave a receipt beside each file on a stick.

    What clashes waits in the worksheet; of a file that cannot be merged the reason is told, and the others go on.
    """
    done: list[Received] = []
    brought: dict[Owner, list[Worksheet]] = {}
    for one in sorted(found, key=lambda one: one.changed):
        try:
            received = _bring(folder, one, brought, now)
        except UeTuiError as refused:
            received = Received(one, failure=str(refused))
        done.append(_with_receipt(folder, received, now.astimezone(zone)))
    return tuple(done)


def _bring(folder: EventFolder, one: Found, brought: dict[Owner, list[Worksheet]], now: dt.datetime) -> Received:
    if one.owner is None or one.state is State.UNREADABLE:
        return Received(one, failure=one.trouble)
    for _ in range(MOST_TRIES):
        live = folder.open(now).live
        before = live.sheet(one.owner)
        try:
            data = one.path.read_bytes()
        except OSError as error:
            return Received(one, failure=f"{one.path.name} cannot be read: {reason(error)}.")
        sheet = live.read(one.owner, data)
        if sheet is None:
            return Received(one, failure=f"{one.path.name} has changed, and cannot be read now.")
        sheet = without_people(before, sheet)
        earlier = [*some_earlier_sheets(folder.root, live, one.owner), *brought.get(one.owner, ())]
        live.merge_sheet(sheet, earlier, now)
        after = live.sheet(one.owner)
        if not any(isinstance(folder.save(write, now), Overtaken) for write in live.due(now, at_once=True)):
            brought.setdefault(one.owner, []).append(sheet)
            waits = len(set(after.conflicts) - set(before.conflicts))
            return Received(one, len(differences(live.event, before, after)), waits)
    raise NotSaved(f"The worksheet of {one.name} changes all the time: try again in a moment.")


def _with_receipt(folder: EventFolder, received: Received, local: dt.datetime) -> Received:
    """The same with its receipt, where the file is on a stick that can be written to."""
    one = received.found
    if not one.where.is_stick:
        return received
    path = one.path.parent / f"{one.path.name.partition('.')[0]} RECEIVED {local:%H%M}.txt"
    text = "\r\n".join((*_receipt(folder.outline().title, received, local), ""))
    try:
        path.write_text(text, encoding="utf-8-sig", newline="")
    except OSError:
        return received  # a stick that is read-only gets no receipt; the screen says what was read
    return Received(one, received.changed, received.waits, received.failure, path)


def _receipt(event: str, received: Received, local: dt.datetime) -> Iterator[str]:
    """What was read and what needs a person, in lines for the person who gets the stick back."""
    one = received.found
    yield f"{event}"
    yield f"{one.path.name}, received {local:%Y-%m-%d} at {local:%H:%M}"
    yield ""
    if received.failure:
        yield "NOT READ. It needs a person:"
        yield received.failure
        yield "Mend it, and hand it in again. Nothing of the file was changed."
        return
    yield f"Read: whole. Taken over: {received.changed} answer{'s' * (received.changed != 1)}."
    if received.waits:
        yield f"Needs a person: {received.waits} answer{'s' * (received.waits != 1)} worded in two ways; both are kept."
    else:
        yield "Nothing needs a person."
