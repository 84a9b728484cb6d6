"""A picture for the room as a value: what it is of, by name, and its pages.

A page holds what the projector draws and nothing else: no note, no name that was not put up, no mark of a delegation
that could be told from it. The run keeps only the name of a picture (`Subject.text`), as a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias
from urllib.parse import quote, unquote

from ue_tui.model.errors import Refused
from ue_tui.model.sheets import Choice
from ue_tui.model.tally import EVERYBODY, Order, Part

FEWEST = 3
"""Without names no split of fewer marks than these is shown: it would tell who said what."""


class Of(StrEnum):
    """What a picture is of."""

    COUNTS = "counts"
    """Stages and items by level."""
    MARKS = "marks"
    """Stages × delegations."""
    USER_GROUPS = "user-groups"
    """Stages × user groups."""
    CELL = "cell"
    """What the groups, or the delegations, say under one cell of a table."""
    ROW = "row"
    """A row of a table, such as a lever: the sheets that are presented beside each other."""
    BESIDE = "beside"
    """A row of a table, such as a lever: the delegations' sheets beside each other."""
    SHEET = "sheet"
    """One group's sheet, a row a page."""
    TOP = "top"
    """The groups' top recommendations."""
    SHARED = "shared"
    """All shared recommendations."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of: the words that a step of the run keeps."""

    of: Of
    session: str
    order: Order = Order.SPLIT
    items: bool = False
    part: Part = EVERYBODY
    row: str = ""
    column: str = ""
    group: str = ""
    """For a sheet: the stem of the group."""

    @property
    def text(self) -> str:
        """The subject in a line, such as `counts stocktaking order=weakest items=yes`."""
        said = {
            "order": self.order.value if self.order is not Order.SPLIT else "",
            "items": "yes" if self.items else "",
            "of": self.part.group,
            "studies": self.part.user_group,
            "row": self.row,
            "column": self.column,
            "group": self.group,
        }
        return " ".join([self.of.value, self.session, *(f"{key}={quote(said[key])}" for key in said if said[key])])


def read_subject(text: str) -> Subject:
    """The subject that a line names; words that this version does not know are passed over.

    Raises:
        Refused: it names no picture.
    """
    words = text.split()
    if len(words) < 2 or words[0] not in set(Of):
        kinds = ", ".join(Of)
        raise Refused(f"“{text}” is no picture. There are: {kinds}.")
    said = {key: unquote(value) for key, _, value in (word.partition("=") for word in words[2:])}
    order = said.get("order", "")
    return Subject(
        Of(words[0]),
        words[1],
        Order(order) if order in set(Order) else Order.SPLIT,
        said.get("items") == "yes",
        Part(said.get("of", ""), said.get("studies", "")),
        said.get("row", ""),
        said.get("column", ""),
        said.get("group", ""),
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage or item: how many at each level."""

    code: str
    label: str
    counts: tuple[int, ...] | None
    """From the lowest level; None where they are too few to show without names."""
    n: int
    of: int
    """How many delegations were asked."""
    spread: str
    median: str
    who: tuple[tuple[str, ...], ...] = ()
    """With names on: who stands at each level."""
    not_marked: int = 0
    """On the facilitator's screen alone, as the next one; the room sees `n` of `of`."""
    absent: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Stages and items against levels."""

    levels: tuple[str, ...]
    rows: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A stage and each delegation's level, by its number from 0; None where it is not marked."""

    code: str
    label: str
    marks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Stages × delegations."""

    levels: tuple[str, ...]
    heads: tuple[str, ...]
    """Who stands in each column; empty without names."""
    rows: tuple[MarkRow, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A column of stages × user groups: its name and its counts for each row."""

    name: str
    counts: tuple[tuple[int, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Stages × user groups."""

    levels: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    """Code and label of each row."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading and what stands under it."""

    heading: str
    lines: tuple[str, ...]
    """One a bullet; none is a finding, and said."""
    remark: str = ""
    then: tuple[Entry, ...] = ()
    """What stands under it in its place, such as the cells of a row."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Entries under or beside each other."""

    entries: tuple[Entry, ...]
    empty: str = "nothing recorded"
    """What stands under a heading that has nothing."""


Body: TypeAlias = Bars | Marks | Apart | Texts


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a picture."""

    title: str
    body: Body
    under: str = ""
    """A line under it, such as how many sheets it counts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture whole; it has at least one page."""

    pages: tuple[Page, ...]
    names: bool

    def page(self, number: int) -> Page:
        """A page by its number from 0; beyond the last one the last."""
        return self.pages[max(0, min(number, len(self.pages) - 1))]

    def words(self, number: int) -> str:
        """How the facilitator's top line says what the room sees: `picture 2 of 7, names off`."""
        at = max(0, min(number, len(self.pages) - 1)) + 1
        where = f" {at} of {len(self.pages)}" if len(self.pages) > 1 else ""
        return f"picture{where}, names {'on' if self.names else 'off'}"


def initials(levels: Sequence[Choice] | Sequence[str]) -> tuple[str, ...]:
    """One letter for each level; their numbers where two begin alike or with no letter."""
    labels = [level.label if isinstance(level, Choice) else level for level in levels]
    letters = [label[:1].upper() for label in labels]
    told_apart = len(set(letters)) == len(letters) and all(letter.isalpha() and letter.isascii() for letter in letters)
    return tuple(letters if told_apart else [str(number) for number in range(1, len(labels) + 1)])
