"""Events whose documents are looked at whole: the sample, empty ones, and one with the worst that people paste."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.events import event_of
from tests.word.samples import EVIL, NOW
from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.documents import Document, What, documents_of
from ue_tui.model.event import Event
from ue_tui.model.parking_lot import ParkedLine
from ue_tui.model.people import Owner, OwnerKind, delegation, group
from ue_tui.model.run import Run
from ue_tui.model.sheets import Field, Kind
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet import Worksheet, group_of
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.exports import snapshot_of

ZONE = dt.timezone(dt.timedelta(hours=9))


def sample(root: Path) -> Snapshot:
    return snapshot_of(EventFolder(root).open().live, Run(), NOW, ZONE)


def untouched(root: Path) -> Snapshot:
    """Everybody is there and nobody has written anything."""
    event = sample(root)
    return replace(event, sheets={owner: Worksheet(owner) for owner in event.sheets})


def deserted(root: Path) -> Snapshot:
    """Nobody is there."""
    return Snapshot(event_of(root), (), {}, NOW, ZONE)


def hostile(root: Path) -> Snapshot:
    event = event_of(root)
    agenda = replace(event.agenda, title=EVIL, dates="\ud800", place="<w:p>", language='en"')
    event = Event(agenda, event.sessions)
    sheets: dict[Owner, Worksheet] = {}
    for owner in (group("evil"), delegation("one"), delegation("two"), delegation("three")):
        answers = {place: _worst(field, at) for at, (place, field) in enumerate(event.fields(owner.kind).items())}
        sheets[owner] = Worksheet(owner, {place: answer for place, answer in answers.items() if answer})
    top = ("action_plan", "top")
    sheets[group("evil")] = sheets[group("evil")].write(top, "one.recommendation_1")
    groups = (group_of(sheets[group("evil")], lambda written: written),)
    parked = tuple(ParkedLine(str(number), NOW, EVIL, EVIL, EVIL, "x" * 5000) for number in range(2))
    return Snapshot(event, groups, sheets, NOW, ZONE, Run(parking_lot=parked), "seed")


def _worst(field: Field, at: int) -> Answer | None:
    """An answer of the field's kind that is hard on whoever writes or lays it out."""
    match field.kind:
        case Kind.MARK:
            return Unread(EVIL) if at % 9 == 0 else field.choices[at % len(field.choices)].id
        case Kind.CELL:
            cells = (
                tuple(
                    Bullet(f"{number} {EVIL}", field.tags[0] if field.tags else "", number == 3) for number in range(2)
                ),
                tuple(Bullet(f"Point of number {number}") for number in range(30)),
                (Bullet("x" * 5000), Bullet("word " * 1000, sources=(EVIL,))),
                (Bullet("سلام دنیا ۱۲ (CSV)"), Bullet("漢字かな交じり文" * 40), Bullet("e\u0301\u0323\u0300" * 99)),
                (Bullet("ພາສາລາວ ภาษาไทย ខ្មែរ"), Bullet("=1+1"), Bullet("[/b] ]]> &amp; <br/>")),
                Unread("[[\x00"),
            )
            return cells[at % len(cells)]
        case Kind.MEMBERS:
            return (Bullet("one"), Bullet("two"), Bullet("three"), Bullet(EVIL))
        case Kind.SHARED:
            return field.choices[0].id
        case Kind.TOP | Kind.COUNT:
            return None
        case _:
            return EVIL


EVENTS = {"sample": sample, "untouched": untouched, "deserted": deserted, "hostile": hostile}


def one_of_each(snapshot: Snapshot) -> Iterator[Document]:
    """The documents of an event: all but the worksheets, of which the first of each session and kind of owner."""
    seen = set()
    for document in documents_of(snapshot):
        kind = document.owner.kind if document.owner else None
        if document.what is What.DATA or (document.what is What.WORKSHEET and (document.session, kind) in seen):
            continue
        if document.what is What.WORKSHEET:
            seen.add((document.session, kind))
        yield document
    for owner in (one for one in snapshot.sheets if one.kind is OwnerKind.DELEGATION):
        yield from documents_of(snapshot, what=What.BLANK, owner=owner)
        return
