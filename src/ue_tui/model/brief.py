"""What a rapporteur speaks from: a first page that fits the slot, the whole table behind it.

The first page is a budget of lines: at 14 pt a line of 17 cm holds about 78 characters and is 20 pt high, 4 pt follow a
paragraph, and a page is 706 pt high (measured on pages made with the document template). The tests let LibreOffice
count the pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event, Session
from ue_tui.model.handout import Block, Heading, Paragraph, Span, plain
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.sheets import Recommendations, Table
from ue_tui.model.words import count_words, minutes_and_seconds, speaking_seconds
from ue_tui.model.worksheet import Worksheet, top_reference
from ue_tui.model.worksheet_document import table_blocks

PAGE_HEIGHT = 670
"""Points of the first page that are planned with; the rest is margin for other fonts."""

LINE_HEIGHT, AFTER_PARAGRAPH, CHARACTERS = 20, 4, 70

HEAD_HEIGHT = 100
"""Points of the heading and the two lines below it."""

LEAD_LINE_HEIGHT, AROUND_LEAD, LEAD_CHARACTERS = 24, 14, 52


@dataclass(frozen=True, slots=True)
class Point:
    """Something to say: a bullet, and what it is about where its part does not say so."""

    bullet: Bullet
    about: str = ""

    @property
    def text(self) -> str:
        """The words to say."""
        tag = f"{self.bullet.tag}: " if self.bullet.tag else ""
        about = f"{self.about}: " if self.about else ""
        return f"{about}{tag}{self.bullet.text}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a presentation: its title, and its points in the order in which they are said."""

    title: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """A presentation: the first sentence, then its parts."""

    opening: str
    parts: tuple[Part, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said."""
        return (self.opening, *(point.text for part in self.parts for point in part.points))


def speech(session: Session, group: DiscussionGroup, sheet: Worksheet, delegations: Mapping[str, Worksheet]) -> Speech:
    """What a group says in a session, in the order in which the pack asks for it."""
    match session.grid:
        case Table(lines=()) as grid:
            return _lever_speech(session, grid, group, sheet)
        case Table() as grid:
            return _journey_speech(session, grid, group, sheet)
        case Recommendations() as grid:
            return _plan_speech(session, grid, group, sheet, delegations)
    return Speech(f"We are the group {group.name}.", ())


def _first_first(points: Sequence[Point]) -> tuple[Point, ...]:
    """What is marked to be said first comes first; the rest stays in order."""
    return tuple(sorted(points, key=lambda point: not point.bullet.first))


def _journey_speech(session: Session, grid: Table, group: DiscussionGroup, sheet: Worksheet) -> Speech:
    """Product and context, then column by column, each point named by its row."""
    told = {line.id: sheet.text(session.id, line.id) for line in grid.lines}
    subject = next(iter(told.values()), "")
    about = f" We looked at {subject}." if subject else ""
    opening = f"We are the group {group.name}{_studying(group)}.{about}"
    lines = tuple(Point(Bullet(told[line.id]), line.label.rstrip(":")) for line in grid.lines if told[line.id])
    names = " and ".join(line.label.rstrip(":").lower() for line in grid.lines)
    parts = [Part(names.capitalize(), lines)]
    for column in grid.columns:
        points = [
            Point(bullet, row.label) for row in grid.rows for bullet in sheet.bullets(session.id, row.id, column.id)
        ]
        parts.append(Part(column.label, _first_first(points)))
    return Speech(opening, tuple(parts))


def _lever_speech(session: Session, grid: Table, group: DiscussionGroup, sheet: Worksheet) -> Speech:
    """Row by row: what is done, and what is to improve."""
    parts = []
    for row in grid.rows:
        points = [
            Point(bullet, column.label)
            for column in grid.columns
            for bullet in sheet.bullets(session.id, row.id, column.id)
        ]
        parts.append(Part(row.label, _first_first(points)))
    return Speech(f"We are the group {group.name}{_studying(group)}.", tuple(parts))


def _plan_speech(
    session: Session,
    grid: Recommendations,
    group: DiscussionGroup,
    sheet: Worksheet,
    delegations: Mapping[str, Worksheet],
) -> Speech:
    """The top recommendation and what it requires; without one, what the members share."""
    stem, which = top_reference(sheet.text(session.id, "top"), session, delegations)
    if stem in delegations and which:
        member = delegations[stem]
        parts = tuple(
            Part(row.label, _first_first([Point(one) for one in member.bullets(session.id, which, row.id)]))
            for row in grid.rows
        )
        return Speech(f"The top recommendation of {group.name}{_studying(group)} comes from {member.name}.", parts)
    shared = [
        Point(bullet, delegations[stem].name)
        for stem in group.members
        if stem in delegations and (which := delegations[stem].text(session.id, "shared"))
        for bullet in delegations[stem].bullets(session.id, which, grid.rows[0].id)
    ]
    return Speech(f"{group.name} has not chosen its top recommendation yet.", (Part("Shared so far", tuple(shared)),))


def _studying(group: DiscussionGroup) -> str:
    differs = group.user_group and group.user_group.casefold() != group.name.casefold()
    return f", studying {group.user_group}" if differs else ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a speech fits its slot."""

    words: int
    seconds: int
    allowed: int
    """Seconds of the slot."""
    leave_out: int
    """How many points are too much."""

    @property
    def sentence(self) -> str:
        """`340 words, about 3:24 of 3:00: leave out 2`."""
        time = f"{self.words} words, about {minutes_and_seconds(self.seconds)} of {minutes_and_seconds(self.allowed)}"
        if not self.leave_out:
            return f"{time}: it fits"
        return f"{time}: leave out {self.leave_out} {'point' if self.leave_out == 1 else 'points'}"


def fit(said: Speech, minutes: float, words_per_minute: int) -> Fit:
    """How a speech fits a slot of so many minutes; points are left out from the end."""
    allowed = round(minutes * 60)
    texts = list(said.texts)
    seconds = speaking_seconds(texts, words_per_minute)
    leave_out, rest = 0, texts
    while len(rest) > 1 and speaking_seconds(rest, words_per_minute) > allowed:
        leave_out, rest = leave_out + 1, rest[:-1]
    return Fit(sum(map(count_words, texts)), seconds, allowed, leave_out)


def brief_blocks(
    event: Event,
    session: Session,
    group: DiscussionGroup,
    sheet: Worksheet,
    *,
    groups: Sequence[DiscussionGroup],
    delegations: Mapping[str, Worksheet],
) -> tuple[Block, ...]:
    """The brief of a group: page 1 to speak from, then the full table."""
    rate = event.agenda.defaults.words_per_minute
    said = speech(session, group, sheet, delegations)
    fits = fit(said, session.presentation_minutes, rate)
    top = (
        Heading(1, f"{group.name}: {session.title}"),
        Paragraph((Span(_who(session, group, groups)),), "body"),
        Paragraph((Span(fits.sentence, bold=True),), "body"),
        plain(said.opening, "lead"),
    )
    used = HEAD_HEIGHT + AROUND_LEAD + LEAD_LINE_HEIGHT * math.ceil(len(said.opening) / LEAD_CHARACTERS)
    return (
        *top,
        *_parts(said, rate, PAGE_HEIGHT - used),
        Heading(1, f"The whole table: {session.title}", page_break=True),
        *table_blocks(session, sheet, group=group, delegations=delegations),
    )


def _who(session: Session, group: DiscussionGroup, groups: Sequence[DiscussionGroup]) -> str:
    """Who speaks, how long, and when."""
    names = [one.name for one in groups if one.stem != group.stem or one is group]
    at = names.index(group.name)
    order = f"you speak {_ordinal(at + 1)} of {len(names)}" + (f", after {names[at - 1]}" if at else "")
    rapporteur = group.rapporteurs.get(session.id) or "rapporteur: none yet"
    minutes = f"{session.presentation_minutes:g} minutes"
    user_group = f"user group {group.user_group}" if group.user_group else ""
    return " · ".join(part for part in (rapporteur, user_group, minutes, order) if part)


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _height(text: str) -> int:
    return max(1, math.ceil(len(text) / CHARACTERS)) * LINE_HEIGHT + AFTER_PARAGRAPH


def _parts(said: Speech, rate: int, room: int) -> Iterator[Block]:
    """The numbered parts with the time at which each is over, as many points of each as the page has room for."""
    titles = len(said.parts) * _height("1")
    shown = _within(said, room - titles)
    elapsed = speaking_seconds([said.opening], rate)
    for number, (part, few) in enumerate(zip(said.parts, shown, strict=True), 1):
        elapsed += speaking_seconds([point.text for point in few], rate)
        until = f"  until {minutes_and_seconds(elapsed)}" if few else ""
        yield Paragraph((Span(f"{number}  {part.title}", bold=True), Span(until)), "speech")
        for point in few:
            about = (Span(f"{point.about}: ", bold=True),) if point.about else ()
            yield Paragraph((*about, Span(point.text.removeprefix(f"{point.about}: "))), "speech", bullet=True)
        if hidden := len(part.points) - len(few):
            yield plain(f"and {hidden} more in the table behind", "speech")
        elif not part.points:
            yield plain("not recorded", "speech")


def _within(said: Speech, room: int) -> list[tuple[Point, ...]]:
    """The points of each part that fit on the page: one of each in turn, until there is no room."""
    taken = [0 for _ in said.parts]
    room -= sum(_height("") for part in said.parts if not part.points)
    going = True
    while going:
        going = False
        for number, part in enumerate(said.parts):
            if taken[number] >= len(part.points):
                continue
            height = _height(part.points[taken[number]].text)
            more = _height("") if len(part.points) - taken[number] > 1 else 0
            if height + more <= room:
                room -= height
                taken[number] += 1
                going = True
    return [part.points[:count] for part, count in zip(said.parts, taken, strict=True)]
