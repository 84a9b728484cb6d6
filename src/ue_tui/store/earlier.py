"""Earlier versions of a worksheet as worksheets: to compare, to bring back, and as possible bases of a merge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ue_tui.model.answers import Answer, shown
from ue_tui.model.errors import NotFound, NotSaved, UeTuiError
from ue_tui.model.event import Event
from ue_tui.model.merge import differing
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.history import Version, read_version, versions
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.saving import OWN_FOLDER, reason

ASIDE = f"{OWN_FOLDER}/aside"
"""Where files go that are taken out of the event, below its folder."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place at which two worksheets differ, with the answers as a person reads them."""

    place: Place
    label: str
    before: str
    after: str


def earlier_versions(root: Path, live: LiveEvent, owner: Owner) -> list[Version]:
    """The earlier versions of a worksheet's file, the newest first.

    Raises:
        NotFound: there is no such worksheet.
    """
    if owner not in live.files:
        raise NotFound(f"There is no worksheet of “{owner}”.")
    return versions(root, live.files[owner].path)


def earlier_sheet(live: LiveEvent, owner: Owner, version: Version) -> Worksheet | None:
    """What an earlier version said; None where it cannot be read."""
    return live.read(owner, read_version(version))


def earlier_sheets(root: Path, live: LiveEvent, owner: Owner) -> list[Worksheet]:
    """What the earlier versions said, the oldest first; those that cannot be read are left out."""
    return some_earlier_sheets(root, live, owner, most=10_000)


def some_earlier_sheets(root: Path, live: LiveEvent, owner: Owner, most: int = 8) -> list[Worksheet]:
    """The same, at most so many, spread over all of them: reading each of hundreds takes seconds."""
    known = earlier_versions(root, live, owner)
    step = max(1, -(-len(known) // most))
    found = (_read_quietly(live, owner, version) for version in reversed(known[::step]))
    return [sheet for sheet in found if sheet is not None]


def _read_quietly(live: LiveEvent, owner: Owner, version: Version) -> Worksheet | None:
    try:
        return earlier_sheet(live, owner, version)
    except UeTuiError:
        return None  # it was pruned while we looked


def differences(event: Event, before: Worksheet, after: Worksheet) -> tuple[Difference, ...]:
    """Where two worksheets of one owner differ, in the order of the worksheet."""
    kind = after.owner.kind
    order = {place: number for number, place in enumerate(event.fields(kind))}
    places = sorted(differing(before, after), key=lambda one: (order.get(one, len(order)), one))
    return tuple(_difference(event, place, before, after) for place in places)


def _difference(event: Event, place: Place, before: Worksheet, after: Worksheet) -> Difference:
    field = event.field(after.owner.kind, place)

    def said(answer: Answer | None) -> str:
        return shown(field, answer) if field is not None else str(answer or "")

    label = f"{field.code} {field.label}".strip() if field is not None else place[-1]
    return Difference(place, label, said(before.answers.get(place)), said(after.answers.get(place)))


def bring_back(live: LiveEvent, owner: Owner, version: Version, now: dt.datetime) -> None:
    """Write what an earlier version said over what a worksheet says now; one step of undo.

    Raises:
        Refused: the worksheet cannot be read and is not written to.
        NotFound: the version cannot be read.
    """
    sheet = earlier_sheet(live, owner, version)
    if sheet is None:
        raise NotFound("This version cannot be read: choose another one.")
    live.replace_answers(sheet, now)


def put_aside(root: Path, relative: str, now: dt.datetime) -> str:
    """Move a file of the event out of it, into a folder where it is kept; where it stands now.

    Raises:
        NotSaved: the disk refused; the file stands where it was.
    """
    source = root / relative
    pure = PurePosixPath(relative)
    folder = root / ASIDE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = next(
            path for path in _names(folder, f"{pure.stem} {now:%Y%m%d-%H%M%S}", pure.suffix) if not path.exists()
        )
        source.rename(target)
    except OSError as error:
        raise NotSaved(f"{relative} is not moved: {reason(error)}.") from error
    return target.relative_to(root).as_posix()


def _names(folder: Path, stem: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{stem}{suffix}"
    number = 2
    while True:
        yield folder / f"{stem} {number}{suffix}"
        number += 1
