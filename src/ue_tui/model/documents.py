"""Which Word documents an event has, what they are called, and what stands in them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.brief import brief_blocks, brief_title
from ue_tui.model.event import Event, Session
from ue_tui.model.first_page import short
from ue_tui.model.handout import Handout
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.sheets import Recommendations
from ue_tui.model.worksheet import Worksheet, group_of, stem_of
from ue_tui.model.worksheet_document import worksheet_blocks


class What(StrEnum):
    """The kinds of documents."""

    BRIEF = "brief"
    """What a rapporteur speaks from."""
    WORKSHEET = "worksheet"
    """The pack's table for a session, filled."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document that an event has."""

    what: What
    session: str
    owner: Owner


def documents_of(
    event: Event,
    groups: Sequence[DiscussionGroup],
    delegations: Mapping[str, Worksheet],
    *,
    what: What | None = None,
    session: str | None = None,
    owner: Owner | None = None,
) -> tuple[Document, ...]:
    """The documents of an event: a brief for each group that speaks, a worksheet for each sheet; or some of them."""
    owners = [
        *(Owner(OwnerKind.GROUP, group.stem) for group in groups),
        *(Owner(OwnerKind.DELEGATION, stem) for stem in delegations),
    ]
    return tuple(
        document
        for document in _all(event, owners)
        if what in (None, document.what) and session in (None, document.session) and owner in (None, document.owner)
    )


def _all(event: Event, owners: Sequence[Owner]) -> Iterator[Document]:
    for session in event.sessions:
        for owner in owners:
            if owner.kind is OwnerKind.GROUP and session.presentation_minutes > 0:
                yield Document(What.BRIEF, session.id, owner)
        for owner in owners:
            if _has_sheet(session, owner.kind):
                yield Document(What.WORKSHEET, session.id, owner)


def _has_sheet(session: Session, owner: OwnerKind) -> bool:
    """Whether that kind of owner has a sheet for a session; a group always has what its members share."""
    shared = owner is OwnerKind.GROUP and isinstance(session.grid, Recommendations)
    return shared or bool(session.fields(owner))


LONGEST_NAME = 100
"""Bytes of a name in a file's name: with all that stands around it under the 143 that an encrypted disk takes."""

_NEVER = frozenset('/\\:*?"<>|')
_JOINERS = frozenset("\u200c\u200d")
"""Without them words of Persian, Sinhala or Hindi are written wrongly."""


def file_stem(event: Event, document: Document, name: str, as_of: dt.datetime) -> str:
    """What a document's file is called, what differs first: `S5 Parliament BRIEF 1402`.

    `as_of` is in the event's time zone. Any script is kept; what a system refuses in a name is not. That the session
    stands in front keeps the names that Windows reserves, such as `CON`, from being one.
    """
    number = event.session(document.session).number
    safe = _safe(name) or _safe(document.owner.stem) or document.owner.kind.value
    return f"S{number} {safe} {document.what.value.upper()} {as_of:%H%M}"


def _safe(name: str) -> str:
    """A name without what a file's name may not hold, short enough for every disk."""
    kept = "".join(_kept(char) for char in unicodedata.normalize("NFC", name))
    whole = " ".join(kept.split()).strip(". \u200c\u200d")
    cut = whole
    while len(cut.encode()) > LONGEST_NAME:
        cut = cut[:-1]
    while cut and cut != whole and unicodedata.category(whole[len(cut)]) in ("Mn", "Mc", "Me", "Cf"):
        cut = cut[:-1]  # never a letter without its accents
    return cut.strip(". \u200c\u200d")


def _kept(char: str) -> str:
    """The character, a space for one that parts words, nothing for one that cannot be seen."""
    if char in _NEVER or char.isspace():
        return " "
    return char if char in _JOINERS or unicodedata.category(char)[0] != "C" else ""


def build(
    event: Event,
    document: Document,
    *,
    groups: Sequence[DiscussionGroup],
    sheets: Mapping[Owner, Worksheet],
    as_of: dt.datetime,
    zone: dt.tzinfo,
) -> Handout:
    """What stands in a document; `groups` in the order in which they speak."""
    session = event.session(document.session)
    sheet = sheets.get(document.owner) or Worksheet(document.owner)
    delegations = {owner.stem: one for owner, one in sheets.items() if owner.kind is OwnerKind.DELEGATION}
    group = _group_of(sheet, groups, delegations)
    if document.what is What.BRIEF and group is not None:
        blocks = brief_blocks(event, session, group, sheet, groups=groups, delegations=delegations)
    else:
        blocks = worksheet_blocks(session, sheet, group=group, delegations=delegations)
    return Handout(
        title=brief_title(session, sheet.name),
        running_header=event.running_header,
        footer=f"{document.what.value.capitalize()} of {short(sheet.name)} · as of {_moment(as_of, zone)}",
        language=event.agenda.language,
        author=sheet.name,
        blocks=blocks,
    )


def _group_of(
    sheet: Worksheet, groups: Sequence[DiscussionGroup], delegations: Mapping[str, Worksheet]
) -> DiscussionGroup | None:
    """The group that a worksheet is of, or that its delegation sits in."""
    if sheet.owner.kind is OwnerKind.DELEGATION:
        return next((group for group in groups if sheet.owner.stem in group.members), None)
    known = next((group for group in groups if group.stem == sheet.owner.stem), None)
    return known or group_of(sheet, lambda written: stem_of(written, delegations))


def _moment(as_of: dt.datetime, zone: dt.tzinfo) -> str:
    """`2 December 2025, 14:02`, in English whatever the machine speaks."""
    local = as_of.astimezone(zone)
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip
    return f"{local.day} {months[local.month - 1]} {local.year}, {local:%H:%M}"
