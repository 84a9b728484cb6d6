"""Which Word documents an event has, what they are called, and what stands in them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.brief import brief_blocks
from ue_tui.model.event import Event, Session
from ue_tui.model.handout import Handout
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.worksheet import Worksheet
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
            if owner.kind is OwnerKind.GROUP and session.presentation_minutes and session.fields(owner.kind):
                yield Document(What.BRIEF, session.id, owner)
        for owner in owners:
            if session.fields(owner.kind):
                yield Document(What.WORKSHEET, session.id, owner)


LONGEST_NAME = 80

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def file_stem(event: Event, document: Document, name: str, as_of: dt.datetime) -> str:
    """What a document's file is called, what differs first: `S5 Parliament BRIEF 1402`.

    `as_of` is in the event's time zone. Any script is kept; what a system refuses in a name is not.
    """
    safe = "".join(
        " " if char in '/\\:*?"<>|' or not char.isprintable() or unicodedata.category(char) == "Cs" else char
        for char in unicodedata.normalize("NFC", name)
    )
    safe = " ".join(safe.split()).strip(". ")[:LONGEST_NAME].strip(". ")
    if not safe or _RESERVED.match(safe):
        safe = document.owner.stem if not _RESERVED.match(document.owner.stem) else f"{document.owner.stem}-"
    number = event.session(document.session).number
    return f"S{number} {safe} {document.what.value.upper()} {as_of:%H%M}"


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
    sheet = sheets[document.owner]
    delegations = {owner.stem: one for owner, one in sheets.items() if owner.kind is OwnerKind.DELEGATION}
    group = _group_of(document.owner, groups)
    if document.what is What.BRIEF and group is not None:
        blocks = brief_blocks(event, session, group, sheet, groups=groups, delegations=delegations)
    else:
        blocks = worksheet_blocks(session, sheet, group=group, delegations=delegations)
    return Handout(
        title=_title(session, sheet.name),
        running_header=event.running_header,
        footer=f"{document.what.value.capitalize()} of {sheet.name} · as of {_moment(as_of, zone)}",
        language=event.agenda.language,
        author=sheet.name,
        blocks=blocks,
    )


def _title(session: Session, name: str) -> str:
    return f"{name}: {session.title}"


def _group_of(owner: Owner, groups: Sequence[DiscussionGroup]) -> DiscussionGroup | None:
    if owner.kind is OwnerKind.GROUP:
        return next((group for group in groups if group.stem == owner.stem), None)
    return next((group for group in groups if owner.stem in group.members), None)


def _moment(as_of: dt.datetime, zone: dt.tzinfo) -> str:
    """`2 December 2025, 14:02`, in English whatever the machine speaks."""
    local = as_of.astimezone(zone)
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip
    return f"{local.day} {months[local.month - 1]} {local.year}, {local:%H:%M}"
