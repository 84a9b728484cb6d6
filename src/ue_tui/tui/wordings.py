"""Two wordings of one thing, and answers kept against a file that arrived: what a person decides, as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ue_tui.model.answers import shown
from ue_tui.model.conflicts import Take
from ue_tui.model.merge import KeptHere
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Kind, Place
from ue_tui.model.worksheet import Conflict
from ue_tui.store.live_event import LiveEvent

Change = Callable[[LiveEvent, dt.datetime], None]
"""What is done to the open worksheets, at a time."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing that was worded in two ways."""

    owner: Owner
    name: str
    """Whose worksheet it is."""
    where: str
    """The session and the question."""
    here: str
    theirs: str
    takes: tuple[Take, ...]
    """What can be decided."""
    what: Conflict | KeptHere

    def decided(self, take: Take) -> Change:
        """The change that a decision makes."""
        what = self.what
        if isinstance(what, Conflict):
            return lambda live, now: live.decide(self.owner, what, take, now)
        if take is Take.OTHER:
            return lambda live, now: live.take_from_file(self.owner, what, now)
        return lambda live, _: live.keep_ours(self.owner, what)


def conflicts_of(live: LiveEvent, owners: Iterable[Owner]) -> tuple[Wording, ...]:
    """What waits to be decided in some worksheets."""
    found = []
    for owner in owners:
        for one in live.sheet(owner).conflicts:
            field = live.event.field(owner.kind, one.at)
            one_only = field is None or field.kind not in (Kind.CELL, Kind.MEMBERS, Kind.TEXT)
            takes = (Take.KEPT, Take.OTHER) if one_only else (Take.KEPT, Take.OTHER, Take.BOTH)
            name = live.sheet(owner).name
            found.append(Wording(owner, name, _where(live, owner, one.at), one.kept, one.other, takes, one))
    return tuple(found)


def kept_of(live: LiveEvent, owner: Owner) -> tuple[Wording, ...]:
    """The answers of a worksheet that were made here and that the last file to arrive would have taken back."""
    file = live.files.get(owner)
    found = []
    for one in file.kept if file is not None else ():
        field = live.event.field(owner.kind, one.place)
        texts = [shown(field, answer) if field is not None else "" for answer in (one.here, one.file)]
        here, theirs = (text or "nothing" for text in texts)
        where, takes = _where(live, owner, one.place), (Take.KEPT, Take.OTHER)
        found.append(Wording(owner, live.sheet(owner).name, where, here, theirs, takes, one))
    return tuple(found)


def _where(live: LiveEvent, owner: Owner, place: Place) -> str:
    """`5 User journey · Objects · Constraints`, in the words of the session."""
    session = next((one for one in live.event.sessions if one.id == place[0]), None)
    field = live.event.field(owner.kind, place)
    if session is None or field is None:
        return ".".join(place)
    row = place[1].replace("_", " ").capitalize() if len(place) > 2 else ""
    return " · ".join(text for text in (f"{session.number} {session.title}", row, field.label) if text)
