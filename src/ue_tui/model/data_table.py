"""Every answer of every session, one a line: what statisticians take into their own programs."""

from __future__ import annotations

from collections.abc import Iterator

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.event import Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Field, Kind, Recommendations, dotted, hands_field
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet import Worksheet

COLUMNS = (
    "session", "session_title", "owner_kind", "owner", "name", "group", "user_group", "key", "code", "row", "column",
    "number", "answer", "label", "tag", "first", "sources", "readable",
)  # fmt: skip
"""`key` is the place as `set` takes it, `number` the position of a bullet in its cell or of a level from the lowest;
`answer` what the file says, `label` the same in words where it is one of several choices."""


def data_rows(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    """The answers as rows of `COLUMNS`: session by session, groups before delegations, in the order of the print.

    A question without an answer has no row.
    """
    for session in snapshot.event.sessions:
        for kind in (OwnerKind.GROUP, OwnerKind.DELEGATION):
            for owner, sheet in snapshot.sheets.items():
                if owner.kind is kind:
                    yield from _of_sheet(snapshot, session, sheet)


def _of_sheet(snapshot: Snapshot, session: Session, sheet: Worksheet) -> Iterator[tuple[str, ...]]:
    group = snapshot.group_of(sheet)
    head = (
        str(session.number),
        session.title,
        sheet.owner.kind.value,
        sheet.owner.stem,
        sheet.name,
        group.name if group else "",
        group.user_group if group else "",
    )
    for field in _fields(session, sheet):
        answer = sheet.answers.get(field.place)
        if answer:
            row, column = _names(session, field)
            for rest in _values(field, answer):
                yield (*head, dotted(field.place), field.code, row, column, *rest)


def _fields(session: Session, sheet: Worksheet) -> Iterator[Field]:
    """The questions of a session, and the hands that were raised in a group."""
    yield from session.fields(sheet.owner.kind)
    if sheet.owner.kind is OwnerKind.GROUP and isinstance(session.grid, Recommendations):
        members = [place[2] for place in sheet.answers if len(place) == 3 and place[:2] == (session.id, "hands")]
        yield from (hands_field(session.id, member) for member in members)


def _names(session: Session, field: Field) -> tuple[str, str]:
    """The row and the column of the print that a question stands in."""
    labels = {one.id: one.label for one in (*getattr(session.grid, "rows", ()), *getattr(session.grid, "columns", ()))}
    if field.kind is Kind.CELL and len(field.place) == 3:
        return labels.get(field.place[1], field.place[1]), labels.get(field.place[2], field.place[2])
    if field.kind is Kind.COUNT:
        return field.place[-1], field.label
    return (field.prompt, field.label) if field.long else (field.label, "")


def _values(field: Field, answer: Answer) -> Iterator[tuple[str, ...]]:
    """The rest of a row, for each bullet or for the one value."""
    if isinstance(answer, Unread):
        yield "", str(answer.raw), "", "", "", "", "no"
    elif isinstance(answer, str):
        ids = [choice.id for choice in field.choices]
        at = ids.index(answer) if answer in ids else None
        number, label = ("", "") if at is None else (str(at + 1), field.choices[at].label)
        yield number, answer, label, "", "", "", "yes"
    else:
        for position, bullet in enumerate(answer, 1):
            first, sources = "yes" if bullet.first else "", ", ".join(bullet.sources)
            yield str(position), bullet.text, "", bullet.tag, first, sources, "yes"
