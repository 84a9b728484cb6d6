"""What a group says in a session, in the order in which its worksheet asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ue_tui.model.answers import Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Place, Recommendations, Table
from ue_tui.model.words import count_words
from ue_tui.model.worksheet import Worksheet, stem_of, top_reference


@dataclass(frozen=True, slots=True)
class Point:
    """Something to say, and what it is about where its part does not say so."""

    text: str
    about: str = ""
    first: bool = False
    spare: bool = False
    """Whether it is left out, for the rest to fit the slot."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a presentation: its title, and its points in the order in which they are said."""

    title: str
    points: tuple[Point, ...] = ()
    unread: int = 0
    """How many answers stand there that could not be read."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A presentation: the first sentence, then its parts."""

    opening: str
    parts: tuple[Part, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said, the first sentence and then a text for each point."""
        return (self.opening, *(text for part in self.parts for text in spoken(part.points)))

    @property
    def kept(self) -> Speech:
        """What is said when the spare points are left out."""
        parts = (replace(part, points=tuple(one for one in part.points if not one.spare)) for part in self.parts)
        return replace(self, parts=tuple(parts))

    @property
    def spare(self) -> int:
        """How many points are left out."""
        return sum(point.spare for part in self.parts for point in part.points)


def runs(points: Sequence[Point]) -> Iterator[tuple[str, tuple[Point, ...]]]:
    """The points that follow one another about the same thing, with its name.

    What is said first, and what is left out, stands apart.
    """
    for (_, _, about), few in groupby(points, key=lambda point: (point.spare, point.first, point.about)):
        yield about, tuple(few)


def spoken(points: Sequence[Point]) -> Iterator[str]:
    """A text for each point; points in a row about the same thing name it once."""
    for about, few in runs(points):
        yield f"{about}: {few[0].text}" if about else few[0].text
        yield from (point.text for point in few[1:])


def within(said: Speech, seconds: int, words_per_minute: int) -> Speech:
    """The speech with the points that are too much for so many seconds spare, at the end of their parts.

    The part with the most points gives its last one, until the rest fits. What the group wants said first is kept, and
    so is the only point of a part, as long as there is another way.
    """
    counted: dict[str, int] = {}

    def fits(parts: Sequence[Part]) -> bool:
        texts = replace(said, parts=tuple(parts)).kept.texts
        counted.update((text, count_words(text)) for text in texts if text not in counted)
        return round(sum(counted[text] for text in texts) * 60 / words_per_minute) <= seconds

    parts = list(said.parts)
    while not fits(parts) and (found := _next_to_leave_out(parts)):
        number, at = found
        points = list(parts[number].points)
        points[at] = replace(points[at], spare=True)
        parts[number] = replace(parts[number], points=tuple(points))
    last = [replace(part, points=tuple(sorted(part.points, key=lambda point: point.spare))) for part in parts]
    return replace(said, parts=tuple(last))


def _next_to_leave_out(parts: Sequence[Part]) -> tuple[int, int] | None:
    """The part and the place in it of the point that is missed least, None where none is left."""
    candidates = []
    for number, part in enumerate(parts):
        kept = [at for at, point in enumerate(part.points) if not point.spare]
        for at in kept:
            needed = 2 if len(kept) == 1 else int(part.points[at].first)
            candidates.append((needed, -len(kept), -number, -at))
    if not candidates:
        return None
    _, _, number, at = min(candidates)
    return -number, -at


def speech(session: Session, sheet: Worksheet, delegations: Mapping[str, Worksheet]) -> Speech:
    """What the owner of a sheet says in a session; the one place that knows which kind of worksheet asks for what."""
    match session.grid:
        case Table(lines=()) as grid:
            return Speech(_opening(sheet), tuple(_by_row(session, grid, sheet)))
        case Table() as grid:
            return Speech(_opening(sheet), tuple(_by_column(session, grid, sheet)))
        case Recommendations() as grid if sheet.owner.kind is OwnerKind.GROUP:
            return _top(session, grid, sheet, delegations)
        case Recommendations() as grid:
            which = sheet.text(session.id, "shared")
            return Speech(_opening(sheet), tuple(_requirements(session, grid, sheet, which)) if which else ())
    return Speech(_opening(sheet))


def _opening(sheet: Worksheet, and_so: str = "") -> str:
    """The first sentence: who speaks, whom they study, and what comes."""
    if sheet.owner.kind is OwnerKind.DELEGATION:
        return f"We are {_one_line(sheet.name)}{and_so}."
    name, users = _one_line(sheet.name), _one_line(sheet.text("group", "user_group"))
    studied = f" and study {users}" if users and users.casefold() != name.casefold() else ""
    return f"We are the group {name}{studied}{and_so}."


def _by_column(session: Session, grid: Table, sheet: Worksheet) -> Iterator[Part]:
    """What the sheet is about, then column by column, each point named by its row."""
    places = [(session.id, line.id) for line in grid.lines]
    labels = [line.label.rstrip(": ") for line in grid.lines]
    told = [
        Point(_one_line(sheet.text(*place)), label)
        for place, label in zip(places, labels, strict=True)
        if sheet.text(*place)
    ]
    yield Part(" · ".join(labels), tuple(told), _unread(sheet, places))
    for column in grid.columns:
        yield _part(column.label, sheet, {(session.id, row.id, column.id): row.label for row in grid.rows})


def _by_row(session: Session, grid: Table, sheet: Worksheet) -> Iterator[Part]:
    """Row by row, each point named by its column."""
    for row in grid.rows:
        yield _part(row.label, sheet, {(session.id, row.id, column.id): column.label for column in grid.columns})


def _requirements(session: Session, grid: Recommendations, sheet: Worksheet, which: str) -> Iterator[Part]:
    """A recommendation, then what it requires."""
    for row in grid.rows:
        yield _part(row.label, sheet, {(session.id, which, row.id): ""})


def _top(session: Session, grid: Recommendations, sheet: Worksheet, delegations: Mapping[str, Worksheet]) -> Speech:
    """A group's top recommendation with what it requires; without one, what its members share."""
    stem, which = top_reference(sheet.text(session.id, "top"), session, delegations)
    if stem in delegations and any(which == column.id for column in grid.columns):
        member = delegations[stem]
        opening = _opening(sheet, f", and our top recommendation comes from {_one_line(member.name)}")
        return Speech(opening, tuple(_requirements(session, grid, member, which)))
    shared: list[Point] = []
    unread = 0
    for member in members_of(sheet, delegations):
        if which := member.text(session.id, "shared"):
            part = _part("", member, {(session.id, which, grid.rows[0].id): _one_line(member.name)})
            shared += part.points
            unread += part.unread
    opening = _opening(sheet, ", and we have chosen no top recommendation yet")
    return Speech(opening, (Part("Shared by the members", tuple(shared), unread),))


def members_of(sheet: Worksheet, delegations: Mapping[str, Worksheet]) -> tuple[Worksheet, ...]:
    """The worksheets of a group's members, in the order of its file; one that has no worksheet is left out."""
    stems = [stem_of(bullet.text, delegations) for bullet in sheet.bullets("group", "members")]
    return tuple(delegations[stem] for stem in dict.fromkeys(stems) if stem in delegations)


def _part(title: str, sheet: Worksheet, cells: Mapping[Place, str]) -> Part:
    """The bullets of some cells, each named as its cell is, what is to be said first in front."""
    points = [
        Point(_words(bullet), _one_line(about), bullet.first)
        for place, about in cells.items()
        for bullet in sheet.bullets(*place)
    ]
    points.sort(key=lambda point: not point.first)
    return Part(_one_line(title), tuple(points), _unread(sheet, cells))


def _words(bullet: Bullet) -> str:
    return _one_line(f"{bullet.tag}: {bullet.text}" if bullet.tag else bullet.text)


def _unread(sheet: Worksheet, places: Iterable[Place]) -> int:
    return sum(isinstance(sheet.answers.get(place), Unread) for place in places)


def _one_line(text: str) -> str:
    return " ".join(text.split())
