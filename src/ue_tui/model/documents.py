"""Which documents an event has, what they are called, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.blank_document import blank_blocks, has_blank
from ue_tui.model.brief import brief_blocks, brief_title
from ue_tui.model.event import Session
from ue_tui.model.file_names import safe_name
from ue_tui.model.first_page import short
from ue_tui.model.handout import Block, Handout
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.record import DISCREET, Included, record_blocks
from ue_tui.model.sheets import Recommendations
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet_document import worksheet_blocks


class What(StrEnum):
    """The kinds of documents."""

    BRIEF = "brief"
    """What a rapporteur speaks from."""
    WORKSHEET = "worksheet"
    """The pack's table for a session, filled."""
    BLANK = "blank"
    """The pack's table for a session, on paper."""
    RECORD = "record"
    """Everything, for the organisers."""
    DATA = "data"
    """Every answer, one a line, as CSV."""


WHOLE_EVENT = frozenset({What.RECORD, What.DATA})
"""The kinds of which an event has one each."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document that an event has."""

    what: What
    session: str = ""
    """Empty for a document of the whole event."""
    owner: Owner | None = None
    """Whose it is; None for a blank that is for everybody, and for a document of the whole event."""

    @property
    def suffix(self) -> str:
        """How its file's name ends."""
        return ".csv" if self.what is What.DATA else ".docx"


def documents_of(
    snapshot: Snapshot, *, what: What | None = None, session: str | None = None, owner: Owner | None = None
) -> tuple[Document, ...]:
    """The documents of an event, or some of them.

    A brief for each group that speaks, a worksheet for each sheet, a blank for each session, and for the whole event
    its record and its data. For one owner the blank bears its name.
    """
    return tuple(
        document
        for document in _all(snapshot, owner)
        if what in (None, document.what) and session in (None, document.session) and owner in (None, document.owner)
    )


def _all(snapshot: Snapshot, wanted: Owner | None) -> Iterator[Document]:
    groups = [Owner(OwnerKind.GROUP, group.stem) for group in snapshot.groups]
    owners = [*groups, *(owner for owner in snapshot.sheets if owner.kind is OwnerKind.DELEGATION)]
    for session in snapshot.event.sessions:
        if session.presentation_minutes > 0:
            yield from (Document(What.BRIEF, session.id, group) for group in groups)
        yield from (Document(What.WORKSHEET, session.id, one) for one in owners if _has_sheet(session, one.kind))
        if has_blank(session, wanted.kind if wanted else None):
            yield Document(What.BLANK, session.id, wanted)
    yield from (Document(what) for what in What if what in WHOLE_EVENT)


def in_hand(snapshot: Snapshot, session: str, owner: Owner | None) -> dict[What, Document]:
    """The Word documents that can be made of what is in hand: an owner's sheet for a session, a session, or nothing.

    The blank bears the owner's name where there is one for it.
    """
    found: list[Document] = []
    if session:
        found += documents_of(snapshot, what=What.BLANK, session=session)
        for what in (What.BRIEF, What.WORKSHEET, What.BLANK) if owner is not None else ():
            found += documents_of(snapshot, what=what, session=session, owner=owner)
    return {document.what: document for document in (*found, Document(What.RECORD))}


def document_name(snapshot: Snapshot, session: str, owner: Owner | None) -> str:
    """What is in hand, as a dialog names it: `Parliament · User journey`."""
    parts = (
        snapshot.sheet(owner).name if owner else "",
        snapshot.event.session(session).title if session else "",
    )
    return " · ".join(part for part in parts if part) or snapshot.event.agenda.title


def _has_sheet(session: Session, owner: OwnerKind) -> bool:
    """Whether that kind of owner has a sheet for a session; a group always has what its members share."""
    shared = owner is OwnerKind.GROUP and isinstance(session.grid, Recommendations)
    return shared or bool(session.fields(owner))


def file_stem(snapshot: Snapshot, document: Document) -> str:
    """What a document's file is called, what differs first: `S5 Parliament BRIEF 1402`, `RECORD 2025-12-02 1402`."""
    return f"{older_stem(snapshot, document)} {snapshot.local:%H%M}"


def older_stem(snapshot: Snapshot, document: Document) -> str:
    """What all files of the same document begin with, of whatever time: `S5 Parliament BRIEF`."""
    rehearsal = f"{safe_name(snapshot.mark)} " if snapshot.mark else ""
    kind = document.what.value.upper()
    if not document.session:
        return f"{rehearsal}{kind} {snapshot.local:%Y-%m-%d}"
    session = snapshot.event.session(document.session)
    if document.owner is None:
        name = safe_name(session.title) or session.id
    else:
        owner = document.owner
        name = safe_name(snapshot.sheet(owner).name) or safe_name(owner.stem) or owner.kind.value
    return f"{rehearsal}S{session.number} {name} {kind}"


def build(snapshot: Snapshot, document: Document, included: Included = DISCREET) -> Handout:
    """What stands in a Word document."""
    if document.what is What.RECORD:
        title = snapshot.event.agenda.title
        return handout(snapshot, document, title, title, record_blocks(snapshot, included), author="ue-tui")
    session = snapshot.event.session(document.session)
    sheet = snapshot.sheet(document.owner) if document.owner else None
    name = sheet.name if sheet else session.title
    title = brief_title(session, name) if sheet else session.heading or session.title
    return handout(snapshot, document, title, name, tuple(_blocks(snapshot, document)))


def handout(
    snapshot: Snapshot, document: Document, title: str, name: str, blocks: tuple[Block, ...], author: str = ""
) -> Handout:
    """Blocks with what stands around them in every document of an event."""
    event = snapshot.event
    mark = f"{snapshot.mark} · " if snapshot.mark else ""
    header = event.running_header
    kind = document.what.value.capitalize()
    return Handout(
        title=title,
        running_header=header if snapshot.mark in header else f"{mark}{header}",
        footer=f"{mark}{kind} of {short(name)} · as of {snapshot.as_of_words}",
        language=event.agenda.language,
        author=author or name,
        blocks=blocks,
    )


def _blocks(snapshot: Snapshot, document: Document) -> tuple[Block, ...]:
    event, session = snapshot.event, snapshot.event.session(document.session)
    sheet = snapshot.sheet(document.owner) if document.owner else None
    if document.what is What.BLANK or sheet is None:
        return blank_blocks(session, sheet, group=snapshot.group_of(sheet) if sheet else None)
    group = snapshot.group_of(sheet)
    delegations = snapshot.delegations
    if document.what is What.BRIEF and group is not None:
        return brief_blocks(event, session, group, sheet, groups=snapshot.speakers(session), delegations=delegations)
    return worksheet_blocks(session, sheet, group=group, delegations=delegations)
