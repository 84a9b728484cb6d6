"""What a session asks: places, fields, and the three kinds of worksheet; the only code that knows the kinds.

A place is a path of keys: the path in the TOML file, the KEY of `set`, the cell of a merge, the address of a problem.
Everything that walks a worksheet loops over fields and names no kind of session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal, TypeAlias

from ue_tui.model.people import OwnerKind

Place: TypeAlias = tuple[str, ...]
"""A path of keys in a worksheet, such as `("user_journey", "objects", "constraints")`."""


def dotted(place: Place) -> str:
    """The place as people write it: `user_journey.objects.constraints`."""
    return ".".join(place)


class Kind(StrEnum):
    """What an answer at a place can be."""

    MARK = "mark"
    """The id of one of the field's choices; not marked is no answer."""
    TEXT = "text"
    """Words; several lines where the field is `long`."""
    CELL = "cell"
    """An ordered list of bullets."""
    SHARED = "shared"
    """The id of the recommendation that a delegation shares."""
    TOP = "top"
    """`DELEGATION.RECOMMENDATION`, the one that a group takes."""
    COUNT = "count"
    """A whole number, such as hands raised."""
    MEMBERS = "members"
    """Stems of delegations, each a bullet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a mark or a shared recommendation can have; files write its number, from 1."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a worksheet: where its answer stands and what it can be."""

    place: Place
    kind: Kind
    label: str
    prompt: str = ""
    code: str = ""
    """How paper names it: `3` for a stage, `3.2` for an item."""
    choices: tuple[Choice, ...] = ()
    counts: bool = False
    """Whether progress and "next unmarked" count it."""
    long: bool = False
    """Whether a text may have several lines."""
    tags: tuple[str, ...] = ()
    """The tags that a bullet of this cell may carry."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a stage, with a mark of its own."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of maturity and its items."""

    id: str
    label: str
    items: tuple[Item, ...]


Asks: TypeAlias = Literal["stages", "items", "both"]


@dataclass(frozen=True, slots=True)
class Maturity:
    """A grid of stages and items against ordinal levels."""

    levels: tuple[Choice, ...]
    stages: tuple[Stage, ...]
    corner: str = ""
    asks: Asks = "stages"

    def fields(self, session: str, owner: OwnerKind) -> Iterator[Field]:
        """Each stage's score and note, then its items; a group has none."""
        if owner is OwnerKind.GROUP:
            return
        for number, stage in enumerate(self.stages, 1):
            place = (session, stage.id)
            yield Field(
                (*place, "score"), Kind.MARK, stage.label, "", str(number), self.levels, self.asks in ("stages", "both")
            )
            yield Field((*place, "note"), Kind.TEXT, "Note", f"{number} {stage.label}", long=True)
            for position, item in enumerate(stage.items, 1):
                code = f"{number}.{position}"
                counts = self.asks in ("items", "both")
                yield Field((*place, item.id), Kind.MARK, item.text, "", code, self.levels, counts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its name and what it asks."""

    id: str
    label: str
    prompt: str = ""
    letter: str = ""
    question: str = ""

    @property
    def heading(self) -> str:
        """The row's name with its question, as printed above the prompt."""
        return f"{self.label} {self.question}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the table, such as the product or service that the sheet is about."""

    id: str
    label: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by columns of bullets, with lines above."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    corner: str = ""
    lines: tuple[Line, ...] = ()
    tags: tuple[str, ...] = ()
    tagged_column: str = ""

    def fields(self, session: str, owner: OwnerKind) -> Iterator[Field]:
        """The lines above, then the cells row by row."""
        for line in self.lines:
            yield Field((session, line.id), Kind.TEXT, line.label, line.prompt)
        for row in self.rows:
            for column in self.columns:
                tags = self.tags if column.id == self.tagged_column else ()
                place = (session, row.id, column.id)
                yield Field(place, Kind.CELL, column.label, row.prompt, counts=True, tags=tags)


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Recommendations side by side, each with the same requirements; one is shared, one is a group's top one."""

    columns: tuple[Column, ...]
    rows: tuple[Column, ...]
    corner: str = ""
    at_least: int = 2

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The recommendations as values of `shared`."""
        return tuple(Choice(column.id, column.label) for column in self.columns)

    def fields(self, session: str, owner: OwnerKind) -> Iterator[Field]:
        """A delegation's shared one and its recommendations; a group's top one."""
        if owner is OwnerKind.GROUP:
            yield Field((session, "top"), Kind.TOP, "Top recommendation", counts=True)
            return
        yield Field((session, "shared"), Kind.SHARED, "Shared with the group", choices=self.choices, counts=True)
        for column in self.columns:
            for row in self.rows:
                place = (session, column.id, row.id)
                yield Field(place, Kind.CELL, row.label, column.label, counts=row is self.rows[0])


Grid: TypeAlias = Maturity | Table | Recommendations


def hands_field(session: str, member: str) -> Field:
    """The hands that were raised for a member's shared recommendation, in the group's worksheet."""
    return Field((session, "hands", member), Kind.COUNT, "Hands")


def refusal_of(grid: Grid | None, place: Place) -> str | None:
    """Why a place that a session does not have is refused, where there is more to say than that; else None."""
    if isinstance(grid, Recommendations) and len(place) > 1 and re.fullmatch(r"recommendation_\d+", place[1]):
        most = len(grid.columns)
        return f"A delegation writes up to {most} recommendations: {place[1]} is one too many."
    return None


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that is most likely meant, or None."""
    matches = get_close_matches(word.casefold(), [name.casefold() for name in known], 1, 0.6)
    return next((name for name in known if matches and name.casefold() == matches[0]), None)
