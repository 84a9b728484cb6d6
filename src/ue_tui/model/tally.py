"""What the plenary counts of a maturity grid: how many at each level, how far they differ, what is worth discussing.

Levels are ordinal: there are counts, a median and a spread, never an average and never a ranking of countries. Not
marked and absent are states of their own and are counted apart (definitions, Counting).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.sheets import Choice, Maturity, Place
from ue_tui.model.worksheet import Worksheet

AGREED_UNDER = Fraction(35, 100)
MIXED_UNDER = Fraction(70, 100)


class Order(StrEnum):
    """In which order the plenary takes stages and items."""

    SPLIT = "split"
    WEAKEST = "weakest"
    PACK = "pack"

    @property
    def words(self) -> str:
        """How a screen names it."""
        return {Order.SPLIT: "most split first", Order.WEAKEST: "weakest first", Order.PACK: "in the pack's order"}[
            self
        ]

    @property
    def after(self) -> Order:
        """The order that comes next when one key goes through them."""
        orders = tuple(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A stage, or an item of one, of which marks are counted."""

    stage: str
    item: str | None
    """None for the stage itself."""
    code: str
    label: str

    def place(self, session: str) -> Place:
        """Where its mark stands in a worksheet."""
        return (session, self.stage, self.item or "score")


@dataclass(frozen=True, slots=True)
class Tally:
    """The marks of a stage or item: `counts` by level from the lowest, the rest apart."""

    asked: Asked
    levels: tuple[Choice, ...]
    counts: tuple[int, ...]
    not_marked: int = 0
    absent: int = 0

    @property
    def n(self) -> int:
        """How many marks there are."""
        return sum(self.counts)

    @property
    def median(self) -> tuple[Choice, ...]:
        """The level in the middle; both where the middle lies between two, none without a mark."""
        if not self.n:
            return ()
        low, high = self._level_at((self.n - 1) // 2), self._level_at(self.n // 2)
        return tuple(self.levels[at] for at in dict.fromkeys((low, high)))

    def _level_at(self, position: int) -> int:
        """The level of the mark that stands at a position, from 0, when all stand in order."""
        for level, count in enumerate(self.counts):
            if position < count:
                return level
            position -= count
        raise IndexError(position)

    @property
    def split(self) -> Fraction:
        """From 0, all agree, to 1, half at each end: 4/(L-1) · Σ F(1-F) over the shares F at or below each level."""
        steps = len(self.levels) - 1
        if not self.n or steps < 1:
            return Fraction(0)
        below, total = 0, Fraction(0)
        for count in self.counts[:-1]:
            below += count
            share = Fraction(below, self.n)
            total += share * (1 - share)
        return Fraction(4, steps) * total

    @property
    def word(self) -> str:
        """The spread in a word: agreed, mixed or split; empty without a mark."""
        if not self.n:
            return ""
        return "agreed" if self.split < AGREED_UNDER else "mixed" if self.split < MIXED_UNDER else "split"

    @property
    def words(self) -> str:
        """The spread, and where all agree whether that is at an end: `agreed, low`."""
        ends = {self.levels[0].id: ", low", self.levels[-1].id: ", high"} if len(self.levels) > 1 else {}
        at = ends.get(self.median[0].id, "") if self.word == "agreed" and len(self.median) == 1 else ""
        return f"{self.word}{at}" if self.n else "no marks yet"

    @property
    def median_words(self) -> str:
        """The median by its name; both names where it lies between two."""
        return " / ".join(level.label for level in self.median)


def asked_of(session: Session) -> tuple[Asked, ...]:
    """The stages of a session and their items, as the pack numbers them; none where it has no maturity grid."""
    if not isinstance(session.grid, Maturity):
        return ()
    found = []
    for number, stage in enumerate(session.grid.stages, 1):
        found.append(Asked(stage.id, None, str(number), stage.label))
        found += [Asked(stage.id, one.id, f"{number}.{at}", one.text) for at, one in enumerate(stage.items, 1)]
    return tuple(found)


def levels_of(session: Session) -> tuple[Choice, ...]:
    """The levels of a session from the lowest."""
    return session.grid.levels if isinstance(session.grid, Maturity) else ()


def level_at(session: Session, sheet: Worksheet, asked: Asked) -> int | None:
    """The mark of one delegation as the number of its level from 0; None where there is no mark that can be read."""
    answer = sheet.answers.get(asked.place(session.id))
    return next((at for at, level in enumerate(levels_of(session)) if level.id == answer), None)


def tallies(
    session: Session, sheets: Iterable[Worksheet], absent: Collection[str] = (), *, items: bool = True
) -> tuple[Tally, ...]:
    """The counts of every stage, each followed by its items, over delegations' worksheets.

    `absent` holds the stems of delegations that are not there: they are counted apart, whatever their sheets say.
    """
    all_sheets = tuple(sheets)
    present = [sheet for sheet in all_sheets if sheet.owner.stem not in absent]
    levels = levels_of(session)
    found = []
    for asked in asked_of(session):
        if asked.item is not None and not items:
            continue
        counts = [0] * len(levels)
        for sheet in present:
            if (level := level_at(session, sheet, asked)) is not None:
                counts[level] += 1
        missing = len(present) - sum(counts)
        found.append(Tally(asked, levels, tuple(counts), missing, len(all_sheets) - len(present)))
    return tuple(found)


def ordered(found: Sequence[Tally], order: Order) -> tuple[Tally, ...]:
    """The tallies in the order that a plenary takes them; without marks they stand last, except in the pack's order.

    Weakest: the share at the lowest level, then the median, then the pack's order.
    """
    if order is Order.PACK:
        return tuple(found)
    if order is Order.SPLIT:
        return tuple(sorted(found, key=lambda one: (one.n == 0, -one.split)))
    return tuple(sorted(found, key=_weakness))


def _weakness(one: Tally) -> tuple[bool, Fraction, int]:
    if not one.n:
        return True, Fraction(0), 0
    positions = [one.levels.index(level) for level in one.median]
    return False, -Fraction(one.counts[0], one.n), sum(positions) * (1 if len(positions) == 2 else 2)


@dataclass(frozen=True, slots=True)
class Part:
    """Which delegations are counted: all, those of a discussion group, or those that study a user group."""

    group: str = ""
    """The stem of a discussion group."""
    user_group: str = ""

    def words(self, groups: Iterable[DiscussionGroup]) -> str:
        """How a screen names it; empty for all."""
        if self.group:
            return next((one.name for one in groups if one.stem == self.group), self.group)
        return self.user_group


EVERYBODY = Part()
"""All delegations of the event."""


def parts(groups: Iterable[DiscussionGroup]) -> tuple[Part, ...]:
    """What a plenary can be filtered by: all, each discussion group, each user group that is not one group's alone."""
    known = tuple(groups)
    shared = dict.fromkeys(one.user_group for one in known if one.user_group)
    several = [name for name in shared if sum(one.user_group == name for one in known) > 1]
    return (EVERYBODY, *(Part(group=one.stem) for one in known), *(Part(user_group=name) for name in several))


def within(sheets: Mapping[str, Worksheet], groups: Iterable[DiscussionGroup], part: Part) -> dict[str, Worksheet]:
    """The delegations' worksheets of a part, by stem and in the order given."""
    if not part.group and not part.user_group:
        return dict(sheets)
    members = {
        stem
        for one in groups
        if (part.group and one.stem == part.group) or (part.user_group and one.user_group == part.user_group)
        for stem in one.members
    }
    return {stem: sheet for stem, sheet in sheets.items() if stem in members}


def user_groups(groups: Iterable[DiscussionGroup]) -> tuple[str, ...]:
    """The user groups that are studied, in the order of their discussion groups."""
    return tuple(dict.fromkeys(one.user_group for one in groups if one.user_group))


@dataclass(frozen=True, slots=True)
class ByUserGroup:
    """The tallies of the delegations that study one user group."""

    user_group: str
    tallies: tuple[Tally, ...]


def by_user_group(
    session: Session,
    sheets: Mapping[str, Worksheet],
    groups: Sequence[DiscussionGroup],
    absent: Collection[str] = (),
    *,
    items: bool = False,
) -> tuple[ByUserGroup, ...]:
    """The counts of each user group apart: one column of the picture stages × user groups."""
    return tuple(
        ByUserGroup(name, tallies(session, within(sheets, groups, Part(user_group=name)).values(), absent, items=items))
        for name in user_groups(groups)
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What one delegation said of a stage or item; only for screens on which names are switched on."""

    stem: str
    name: str
    level: int | None
    """The number of the level from 0; None where it is not marked."""
    note: str
    absent: bool


def who_said(
    session: Session, asked: Asked, sheets: Mapping[str, Worksheet], absent: Collection[str] = ()
) -> tuple[Said, ...]:
    """Who said what, with the notes to the stage: from the lowest level up, then not marked, then absent."""
    found = [
        Said(
            stem,
            sheet.name,
            level_at(session, sheet, asked),
            sheet.text(session.id, asked.stage, "note"),
            stem in absent,
        )
        for stem, sheet in sheets.items()
    ]
    last = len(levels_of(session))
    return tuple(sorted(found, key=lambda one: (one.absent, last if one.level is None else one.level)))
