"""The event: its agenda of blocks, its sessions and their phases, as the files of `sessions/` say them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Field, Grid, Kind, Place, Recommendations, hands_field
from ue_tui.model.words import WORDS_PER_MINUTE

SHORT = 600
"""A phase of so many seconds or fewer is left alone by a re-plan unless the agenda says otherwise."""


class Who(StrEnum):
    """Who works in a phase."""

    DELEGATION = "delegation"
    GROUP = "group"
    PLENARY = "plenary"


@dataclass(frozen=True, slots=True)
class Phase:
    """A timed part of a session."""

    id: str
    label: str
    who: Who
    minutes: float
    room: str = ""
    """One line for the room."""
    cues: tuple[str, ...] = ()
    """The facilitator's own notes; never projected."""
    channels: tuple[str, ...] = ()
    """How answers come in: form, file, word, paper."""
    min_minutes: float | None = None
    """A re-plan never goes below; half the minutes unless said."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference line under a grid."""

    label: str
    text: str
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A filled table to look at; read-only, never anyone's answer."""

    heading: str = "EXAMPLE:"
    lines: Mapping[str, str] = field(default_factory=dict)
    """Lines above the table by their id, such as the context."""
    prompts: Mapping[str, str] = field(default_factory=dict)
    """Prompts by row id where the example's own differs from the blank sheet's."""
    cells: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """Bullets by row id and column id."""


@dataclass(frozen=True)
class Session:
    """One numbered session, with phases and at most one kind of worksheet."""

    id: str
    number: int
    title: str
    phases: tuple[Phase, ...]
    grid: Grid | None = None
    """None for a talk."""
    heading: str = ""
    schedule: str = ""
    concept_paper: str = ""
    instructions: tuple[str, ...] = ()
    bold: tuple[str, ...] = ()
    """Words of the instructions that the print sets bold."""
    form: str = ""
    """The address of the form that answers come in by."""
    sheets: tuple[OwnerKind, ...] = ()
    """Who has this sheet; the first one is presented and counted."""
    presentation_minutes: float = 0
    reference: Reference | None = None
    example: Example | None = None

    def fields(self, owner: OwnerKind) -> tuple[Field, ...]:
        """The questions to a delegation or to a group, in the order of the print; none where it has no sheet."""
        return self._fields[owner]

    @cached_property
    def _fields(self) -> Mapping[OwnerKind, tuple[Field, ...]]:
        return {
            kind: tuple(self.grid.fields(self.id, kind)) if self.grid and kind in self.sheets else ()
            for kind in OwnerKind
        }

    @property
    def seconds(self) -> int:
        """What its phases take together."""
        return sum(round(phase.minutes * 60) for phase in self.phases)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the agenda: a session by its id, or a break with a title and minutes; pinned where times are given."""

    session: str = ""
    title: str = ""
    minutes: float = 0
    min_minutes: float | None = None
    day: dt.date | None = None
    starts: dt.time | None = None
    ends_by: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where nothing else is said."""

    changeover_seconds: int = 60
    opening_minutes: float = 0
    moving_minutes: float = 0
    words_per_minute: int = WORDS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Agenda:
    """The plan: what is on and in which order. It is not written during the day."""

    title: str
    blocks: tuple[Block, ...]
    dates: str = ""
    place: str = ""
    timezone: str = ""
    """An IANA name; empty for the laptop's own zone."""
    language: str = "en"
    defaults: Defaults = Defaults()


@dataclass(frozen=True, slots=True)
class TimedPhase:
    """A phase in the line of everything that the clock runs through; a break is one too."""

    id: str
    """`SESSION.PHASE`, or the slug of a break's title: what a step of the run acts on."""
    block: int
    """Which block of the agenda it belongs to."""
    title: str
    """The session's title, or the break's."""
    label: str
    """The phase's label as printed; empty for a break."""
    seconds: int
    min_seconds: int
    session: str = ""
    """The id of its session; empty for a break."""
    who: Who | None = None
    room: str = ""
    shrinks: bool = True
    """Whether a re-plan may take from it: over ten minutes, or where the agenda gives a minimum."""

    @property
    def name(self) -> str:
        """How a line of text names it: `Stocktaking, country-level work` or `Lunch`."""
        return f"{self.title}, {self.label.lower()}" if self.label else self.title


@dataclass(frozen=True)
class Event:
    """One workshop: its agenda and its sessions."""

    agenda: Agenda
    sessions: tuple[Session, ...]
    """In the order of the agenda, then by number."""

    @property
    def running_header(self) -> str:
        """Title, dates and place, as they stand at the top of every page."""
        when_and_where = ", ".join(part for part in (self.agenda.dates, self.agenda.place) if part)
        return f"{self.agenda.title} {when_and_where}".strip()

    def session(self, session_id: str) -> Session:
        """The session of that id.

        Raises:
            KeyError: there is none.
        """
        return self._by_id[session_id]

    @cached_property
    def _by_id(self) -> Mapping[str, Session]:
        return {session.id: session for session in self.sessions}

    @cached_property
    def timeline(self) -> tuple[TimedPhase, ...]:
        """Every phase of every block, breaks among them, in the order of the agenda."""
        phases: list[TimedPhase] = []
        for number, block in enumerate(self.agenda.blocks):
            if block.session:
                session = self.session(block.session)
                phases += [_timed(number, session, phase) for phase in session.phases]
            else:
                seconds = round(block.minutes * 60)
                least = round((block.minutes / 2 if block.min_minutes is None else block.min_minutes) * 60)
                slug = re.sub(r"[^a-z0-9]+", "_", block.title.casefold()).strip("_") or "break"
                same = sum(phase.id.rpartition("-")[0] == slug or phase.id == slug for phase in phases)
                phase_id = f"{slug}-{same + 1}" if same else slug
                shrinks = seconds > SHORT or block.min_minutes is not None
                phases.append(TimedPhase(phase_id, number, block.title, "", seconds, least, shrinks=shrinks))
        return tuple(phases)

    @cached_property
    def block_ids(self) -> tuple[str, ...]:
        """What steps of the run call the agenda's blocks: a session by its id, a break by that of its phase."""
        breaks = {phase.block: phase.id for phase in self.timeline if not phase.session}
        return tuple(block.session or breaks[number] for number, block in enumerate(self.agenda.blocks))

    def fields(self, owner: OwnerKind) -> Mapping[Place, Field]:
        """Every question to that kind of owner by its place: who it is first, then session by session."""
        return self._fields[owner]

    @cached_property
    def _fields(self) -> Mapping[OwnerKind, Mapping[Place, Field]]:
        found = {}
        for kind in OwnerKind:
            asked = [*_who_it_is(kind, self.sessions), *(f for s in self.sessions for f in s.fields(kind))]
            found[kind] = MappingProxyType({one.place: one for one in asked})
        return found

    def tables(self, owner: OwnerKind) -> frozenset[Place]:
        """The tables that the questions to that kind of owner stand in."""
        return self._tables[owner]

    @cached_property
    def _tables(self) -> Mapping[OwnerKind, frozenset[Place]]:
        return {
            kind: frozenset(place[:depth] for place in self.fields(kind) for depth in range(1, len(place)))
            for kind in OwnerKind
        }

    def field(self, owner: OwnerKind, place: Place) -> Field | None:
        """The question at a place, or None where that kind of owner has none there."""
        if (known := self.fields(owner).get(place)) is not None:
            return known
        if owner is OwnerKind.GROUP and len(place) == 3 and place[1] == "hands":
            session = self._by_id.get(place[0])
            if session and isinstance(session.grid, Recommendations):
                return hands_field(place[0], place[2])
        return None


def _timed(block: int, session: Session, phase: Phase) -> TimedPhase:
    least = phase.minutes / 2 if phase.min_minutes is None else phase.min_minutes
    return TimedPhase(
        f"{session.id}.{phase.id}",
        block,
        session.title,
        phase.label,
        round(phase.minutes * 60),
        round(least * 60),
        session.id,
        phase.who,
        phase.room,
        phase.minutes * 60 > SHORT or phase.min_minutes is not None,
    )


def _who_it_is(owner: OwnerKind, sessions: tuple[Session, ...]) -> Iterator[Field]:
    """The questions at the head of a worksheet."""
    if owner is OwnerKind.DELEGATION:
        yield Field(("delegation", "name"), Kind.TEXT, "Name")
        yield Field(("delegation", "organization"), Kind.TEXT, "Organization")
        return
    yield Field(("group", "name"), Kind.TEXT, "Name")
    yield Field(("group", "user_group"), Kind.TEXT, "User group")
    yield Field(("group", "members"), Kind.MEMBERS, "Members")
    presented = [session for session in sessions if session.presentation_minutes]
    for role, label in (("rapporteurs", "Rapporteur"), ("scribes", "Scribe")):
        for session in presented:
            yield Field(("group", role, session.id), Kind.TEXT, f"{label}, {session.title}")
