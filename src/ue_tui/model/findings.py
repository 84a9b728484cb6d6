"""What a person should know of a worksheet: errors, warnings, and what is not done yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ue_tui.model.event import Event, Session
from ue_tui.model.people import OwnerKind, folded
from ue_tui.model.sheets import Place, Recommendations, nearest
from ue_tui.model.top_one import withdrawn
from ue_tui.model.worksheet import Worksheet, progress, stem_of, top_reference


class Severity(StrEnum):
    """How much a finding matters: an error is wrong, a warning may be, open is not done yet."""

    ERROR = "error"
    WARNING = "warning"
    OPEN = "open"


WRONG = frozenset({Severity.ERROR, Severity.WARNING})
"""What is wrong or may be, without what is only not done yet."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Lines of a file as they stand and as they were meant; with it the file, or the answer, reads."""

    line: int
    """The first of them, from 1."""
    before: tuple[str, ...]
    """Without their ends; none where lines are put in above `line`."""
    after: tuple[str, ...]
    """None where they are taken out."""
    encoding: str = ""
    """The encoding that the whole file is taken to be in, where that is the slip."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding with its place in a file, as `check` prints it and the Problems screen lists it."""

    path: str
    """Relative to the event, with forward slashes."""
    line: int
    column: int
    """Both from 1; 1 and 1 where the whole file is meant."""
    severity: Severity
    message: str
    place: Place = ()
    repair: Repair | None = None

    def __str__(self) -> str:
        """`worksheets/laos.toml:12:9: error: sentence`."""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something at a place of a worksheet that a person should know."""

    place: Place
    severity: Severity
    message: str
    right: str = ""
    """What was most likely meant, as it stands in a file; empty where nobody can tell."""
    of_key: bool = False
    """Whether `right` is for the key and not for the value; a heading goes above the key."""


def findings(event: Event, worksheet: Worksheet, delegations: Mapping[str, Worksheet]) -> Iterator[Finding]:
    """What the answers of one worksheet show by themselves or against the delegations, by stem."""
    if not worksheet.text(worksheet.owner.kind.value, "name"):
        place = (worksheet.owner.kind.value, "name")
        yield Finding(place, Severity.WARNING, f"There is no name: “{worksheet.owner.stem}” is shown instead.")
    for session in event.sessions:
        if isinstance(session.grid, Recommendations):
            if worksheet.owner.kind is OwnerKind.DELEGATION:
                yield from _shared_findings(session, session.grid, worksheet)
            else:
                yield from _top_findings(session, session.grid, worksheet, delegations)
    if worksheet.owner.kind is OwnerKind.GROUP:
        yield from _member_findings(worksheet, delegations)
    yield from _open_findings(event, worksheet)


def _shared_findings(session: Session, grid: Recommendations, worksheet: Worksheet) -> Iterator[Finding]:
    shared = worksheet.text(session.id, "shared")
    if shared and not worksheet.bullets(session.id, shared, grid.rows[0].id):
        label = next(column.label for column in grid.columns if column.id == shared)
        message = f"{label} is shared, but has no {grid.rows[0].label.lower()} yet."
        yield Finding((session.id, "shared"), Severity.WARNING, message)


def _top_findings(
    session: Session, grid: Recommendations, worksheet: Worksheet, delegations: Mapping[str, Worksheet]
) -> Iterator[Finding]:
    place = (session.id, "top")
    if not (top := worksheet.text(*place)):
        return
    stem, recommendation = top_reference(top, session, delegations)
    members = {folded(bullet.text) for bullet in worksheet.bullets("group", "members")}
    if stem not in delegations:
        message = f"“{top}” names no delegation: write its file name, such as {min(members, default='aurelia')}."
        yield Finding(place, Severity.ERROR, message)
    elif folded(stem) not in members and folded(delegations[stem].name) not in members:
        yield Finding(place, Severity.ERROR, f"“{stem}” is not a member of this group, so it cannot be its top one.")
    elif not recommendation:
        message = f"{delegations[stem].name} shares no recommendation yet, so “{top}” points at nothing."
        yield Finding(place, Severity.WARNING, message)
    elif recommendation not in {column.id for column in grid.columns}:
        yield Finding(place, Severity.ERROR, f"“{recommendation}” is none of the recommendations of {stem}.")
    elif sentence := withdrawn(session, top, delegations):
        yield Finding(place, Severity.WARNING, sentence)


def _member_findings(worksheet: Worksheet, delegations: Mapping[str, Worksheet]) -> Iterator[Finding]:
    place = ("group", "members")
    seen: set[str] = set()
    for number, bullet in enumerate(worksheet.bullets(*place)):
        stem = stem_of(bullet.text, delegations)
        if stem not in delegations:
            close = nearest(stem, list(delegations))
            hint = f" Is it “{close}” now?" if close else ""
            message = f"“{bullet.text}” has no worksheet: there is no {bullet.text}.toml.{hint}"
            yield Finding((*place, str(number)), Severity.ERROR, message, f'"{close}"' if close else "")
        elif stem in seen:
            yield Finding(place, Severity.WARNING, f"“{bullet.text}” is named twice in this group.")
        seen.add(stem)


def _open_findings(event: Event, worksheet: Worksheet) -> Iterator[Finding]:
    kind = worksheet.owner.kind
    for session in event.sessions:
        if session.sheets and session.sheets[0] is kind and session.fields(kind):
            done = progress(session, worksheet)
            if not done.done:
                message = f"Session {session.number}: {done.filled} of {done.total} filled."
                yield Finding((session.id,), Severity.OPEN, message)
        if kind is OwnerKind.GROUP and session.presentation_minutes:
            place = ("group", "rapporteurs", session.id)
            if not worksheet.text(*place):
                yield Finding(place, Severity.OPEN, f"Nobody is named to speak in session {session.number}.")
