"""Where in a TOML text each key, value and table stands: for problems with line and column, and for changing a text.

A tolerant scanner of TOML 1.1: what it cannot follow ends the index, and what was found before stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import tomli

from ue_tui.model.sheets import Place

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_STRING = re.compile(
    r"""'''(?:[^']++|'(?!''))*+'{3,}"""
    r"""|"{3}(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,}"""
    r"""|'(?!'')[^'\n]*+'"""
    r"""|"(?!"")(?:[^"\\\n]++|\\.)*+\""""
)
_BARE_VALUE = re.compile(r"[^,\]}#\n\r]*")


class Made(StrEnum):
    """How a place is written."""

    TABLE = "table"
    """A `[table]` heading."""
    KEY = "key"
    """A `key = value` line of such a table."""
    INSIDE = "inside"
    """Inside a list or an inline table, or named by a dotted key."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a place stands: line and column from 1, in characters, and offsets into the text."""

    line: int
    column: int
    key: int
    """Where its key or heading begins."""
    start: int
    """Where its value begins; for a table, where its heading ends."""
    end: int
    """Where its value ends."""
    made: Made


@dataclass(slots=True)
class PlaceIndex:
    """Places of a text by path; the entries of a list have their number, from 0, as a key."""

    spans: dict[Place, Span] = field(default_factory=dict)
    last_key_of: dict[Place, Place] = field(default_factory=dict)
    """For each table that has a heading, the key that stands last below it."""
    headings: set[Place] = field(default_factory=set)
    """The tables that have a heading of their own, be there a key below it or not."""

    def get(self, place: Place) -> Span | None:
        """Where a place stands, or None."""
        return self.spans.get(place)

    def nearest(self, place: Place) -> Span | None:
        """Where a place stands, or the innermost thing around it that stands somewhere; None where nothing does."""
        return next((span for depth in range(len(place), 0, -1) if (span := self.spans.get(place[:depth]))), None)


def index(text: str) -> PlaceIndex:
    """Every place of a TOML text."""
    return _Scanner(text).run()


class _Lost(Exception):
    """The text is no TOML from here on."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found = PlaceIndex()
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.lists: dict[Place, int] = {}
        self.table: Place = ()

    def run(self) -> PlaceIndex:
        try:
            while self._skip(_BLANK):
                if self._next("["):
                    self._heading()
                else:
                    self._line()
        except (_Lost, RecursionError):
            pass  # what was found before stands
        return self.found

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Move past what a pattern matches; whether there is text left."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.text)

    def _next(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _take(self, sign: str) -> None:
        if not self._next(sign):
            raise _Lost
        self.at += len(sign)

    def _note(self, place: Place, key: int, start: int, end: int, made: Made) -> None:
        line = bisect_right(self.lines, key)
        span = Span(line, key - self.lines[line - 1] + 1, key, start, end, made)
        self.found.spans[place] = span

    def _imply(self, place: Place, depth: int, key: int, end: int, made: Made) -> None:
        """Note the tables above a place, from a depth on, that have not been met yet."""
        for above in range(depth, len(place)):
            if place[:above] not in self.found.spans:
                self._note(place[:above], key, end, end, made)

    def _heading(self) -> None:
        begin, is_list = self.at, self._next("[[")
        self._take("[[" if is_list else "[")
        self._skip(_SPACE)
        path = self._key()
        self._take("]]" if is_list else "]")
        place = self._numbered(path[:-1])
        if is_list:
            full = (*place, path[-1])
            self.lists[full] = self.lists.get(full, -1) + 1
            place = (*full, str(self.lists[full]))
        else:
            place = (*place, path[-1])
        self._imply(place, 1, begin, self.at, Made.TABLE)
        self._note(place, begin, self.at, self.at, Made.TABLE)
        self.found.headings.add(place)
        self.table = place

    def _numbered(self, path: Place) -> Place:
        """A heading's path with the number of the list entry that it lies in."""
        place: Place = ()
        for part in path:
            place = (*place, part)
            if place in self.lists:
                place = (*place, str(self.lists[place]))
        return place

    def _line(self) -> None:
        begin = self.at
        path = self._key()
        self._take("=")
        self._skip(_SPACE)
        place = (*self.table, *path)
        self._imply(place, len(self.table) + 1, begin, begin, Made.INSIDE)
        start = self.at
        self._value(place)
        self._note(place, begin, start, self.at, Made.KEY if len(path) == 1 else Made.INSIDE)
        self.found.last_key_of[self.table] = place

    def _key(self) -> Place:
        """A dotted key, up to what follows it."""
        path: Place = ()
        while True:
            self._skip(_SPACE)
            path = (*path, self._key_part())
            self._skip(_SPACE)
            if not self._next("."):
                return path
            self.at += 1

    def _key_part(self) -> str:
        if self._next('"') or self._next("'"):
            start = self.at
            self._string()
            try:
                return str(tomli.loads(f"key = {self.text[start : self.at]}")["key"])
            except tomli.TOMLDecodeError:
                raise _Lost from None
        match = _BARE_KEY.match(self.text, self.at)
        if match is None:
            raise _Lost
        self.at = match.end()
        return match[0]

    def _value(self, place: Place) -> None:
        if self._next('"') or self._next("'"):
            self._string()
        elif self._next("["):
            self._entries(place, "]")
        elif self._next("{"):
            self._entries(place, "}")
        else:
            match = _BARE_VALUE.match(self.text, self.at)
            bare = match[0].rstrip(" \t") if match else ""
            if not bare:
                raise _Lost
            self.at += len(bare)

    def _entries(self, place: Place, closing: str) -> None:
        """What stands in a list or an inline table."""
        self.at += 1
        for number in self._commas(closing):
            begin = self.at
            path: Place = (str(number),)
            if closing == "}":
                path = self._key()
                self._take("=")
                self._skip(_BLANK)
            start = self.at
            inner = (*place, *path)
            self._imply(inner, len(place) + 1, begin, begin, Made.INSIDE)
            self._value(inner)
            self._note(inner, begin, start, self.at, Made.INSIDE)

    def _commas(self, closing: str) -> Iterator[int]:
        number = 0
        while self._skip(_BLANK):
            if self._next(closing):
                self.at += 1
                return
            yield number
            number += 1
            self._skip(_BLANK)
            if not self._next(closing):
                self._take(",")
        raise _Lost

    def _string(self) -> None:
        """Move past a string of any of the four forms; up to two marks may stand right before the closing three."""
        match = _STRING.match(self.text, self.at)
        if match is None:
            raise _Lost
        self.at = match.end()
