"""The page that a rapporteur speaks from: what of a speech has room on one A4 page at 14 pt.

The page is a budget of points, counted here and not by a word processor: how many lines a text fills is computed from
rough widths of its characters, each a little too wide. The numbers were measured on pages made with the document
template: a page holds 706 pt, at 14 pt a line of 17 cm about 76 characters of Calibri. The tests let LibreOffice count
the pages.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ue_tui.model.handout import Paragraph, Span, plain
from ue_tui.model.speech import Part, Point, Speech, runs, spoken
from ue_tui.model.words import minutes_and_seconds, speaking_seconds

PAGE_HEIGHT = 684
"""Points that are planned with; the rest of the 706 is margin for other fonts."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How much room a paragraph of one style takes."""

    characters: int
    """Of average width, in a line."""
    line: float
    """Height of a line in points."""
    around: float
    """Above and below the paragraph."""

    def lines(self, text: str) -> int:
        """How many lines the text fills, broken between words, and within those that are longer than a line."""
        count, used = 1, 0.0
        for word in text.split():
            wide = sum(map(_width, word))
            if used and used + 1 + wide > self.characters:
                count, used = count + 1, 0.0
            used += wide + bool(used)
            if used > self.characters:
                count += math.ceil(used / self.characters) - 1
                used %= self.characters
        return count

    def height(self, text: str) -> float:
        """Points that the paragraph takes."""
        return self.lines(text) * self.line * _tallness(text) + self.around


HEADING = Measure(56, 21, 6)
LEAD = Measure(52, 24, 14)
SPEECH = Measure(76, 18.2, 3)
ITEM = Measure(73, 18.2, 3)
"""A paragraph to speak from with a bullet in front."""
RUNNING_HEADER = Measure(110, 11, 0)
HEADER_LINES = 3
"""How many lines of the running header the margin has room for; more of them push the page down."""

LONGEST_TITLE = 100
"""Characters of a name or title on this page; a longer one ends in `…`."""

_TALL, _IDEOGRAPHS = 1.6, 1.25
_WIDE, _BROAD, _CAPITAL, _AVERAGE = 2.4, 2.0, 1.4, 1.05
_SCRIPTS_FROM = 0x0530
"""Where the alphabets end that our font draws itself: Latin, Greek, Cyrillic."""
_SIGNS = range(0x1E00, 0x2E80)
"""More Latin and Greek, punctuation, arrows and signs."""


def _width(char: str) -> float:
    """A character's width in average ones, a little too wide."""
    if char.isascii():
        return _BROAD if char in "mwMW@%" else _CAPITAL if char.isupper() else _AVERAGE
    if unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return _CAPITAL if ord(char) < _SCRIPTS_FROM and not char.isupper() else _BROAD


def _tallness(text: str) -> float:
    """How much higher than Latin the lines of a text's tallest script are."""
    if text.isascii():
        return 1
    others = [char for char in text if ord(char) >= _SCRIPTS_FROM and ord(char) not in _SIGNS]
    if any(unicodedata.east_asian_width(char) not in "WF" for char in others):
        return _TALL
    return _IDEOGRAPHS if others else 1


def short(text: str, longest: int = LONGEST_TITLE) -> str:
    """A name or title on one line, short enough for this page."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


class Layout(IntEnum):
    """How close the points of a part stand: the first one that has room for all of them is taken."""

    LISTED = 0
    """Each on a line of its own."""
    GROUPED = 1
    """Those about the same thing share a line."""
    RUNNING = 2
    """All of a part in one paragraph."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page, and what of it is said."""

    paragraphs: tuple[Paragraph, ...]
    texts: tuple[str, ...]
    """What is said from this page: the first sentence, then a text for each point that is not left out."""
    hidden: int
    """How many points stand only in the table behind."""


def page(said: Speech, rate: int, room: float) -> Page:
    """The numbered parts of a speech in so much room, with the time at which each is over.

    Points to leave out stand in brackets and take no time. Where not all points have room even in running paragraphs,
    the first of each part are shown, and how many more there are is said.
    """
    shown = _titles_that_fit(said.parts, room)
    left_out = said.parts[shown:]
    room -= SPEECH.height("and more") if left_out else 0
    parts = said.parts[:shown]
    every = [len(part.points) for part in parts]
    for layout in Layout:
        if _height(parts, every, layout) <= room:
            return _page(said, every, rate, layout)
    return _page(said, _counts_that_fit(parts, room), rate, Layout.RUNNING)


def _titles_that_fit(parts: Sequence[Part], room: float) -> int:
    """How many parts have room for their title and a line saying what there is."""
    shown = 0
    for part in parts:
        room -= _height([Part(part.title)], [0], Layout.LISTED) + 2 * SPEECH.height("more")
        if room < SPEECH.height("and more"):
            break
        shown += 1
    return shown


def _counts_that_fit(parts: Sequence[Part], room: float) -> list[int]:
    """How many points of each part have room: one of each in turn, until no next one has."""
    counts = [0 for _ in parts]
    going = [number for number, part in enumerate(parts) if part.points]
    while going:
        for number in tuple(going):
            more = [count + (at == number) for at, count in enumerate(counts)]
            if _height(parts, more, Layout.RUNNING) <= room:
                counts = more
            if counts is not more or counts[number] == len(parts[number].points):
                going.remove(number)
    return counts


def _height(parts: Sequence[Part], counts: Sequence[int], layout: Layout) -> float:
    """Points of the page that the parts take with so many points of each."""
    return sum(
        (ITEM if paragraph.bullet else SPEECH).height(paragraph.text)
        for number, (part, count) in enumerate(zip(parts, counts, strict=True), 1)
        for paragraph in _part(number, part, count, "  until 00:00", layout)
    )


def _part(number: int, part: Part, count: int, until: str, layout: Layout) -> Iterator[Paragraph]:
    """A part: its title, the points that are shown, and what stands only in the table behind."""
    yield Paragraph((Span(f"{number}  {short(part.title)}", bold=True), Span(until)), "speech")
    yield from _points(part.points[:count], layout)
    if hidden := len(part.points) - count:
        yield plain(f"and {hidden} more in the table behind", "speech")
    if part.unread:
        answers = "1 answer" if part.unread == 1 else f"{part.unread} answers"
        yield plain(f"{answers} could not be read: see the table behind", "speech")
    elif not part.points:
        yield plain("not recorded", "speech")


def _points(points: Sequence[Point], layout: Layout) -> Iterator[Paragraph]:
    """The points as list items, or as one that holds them all; what they are about is set bold in front."""
    groups = [(about, [_words(point) for point in few]) for about, few in runs(points)]
    if layout is Layout.LISTED:
        groups = [(about if at == 0 else "", [text]) for about, texts in groups for at, text in enumerate(texts)]
    lines = [_line(about, texts) for about, texts in groups]
    if layout is Layout.RUNNING and lines:
        joined = lines[0]
        for line in lines[1:]:
            joined = (*joined, Span("" if joined[-1].text.endswith((".", "?", "!")) else "."), Span(" "), *line)
        lines = [joined]
    yield from (Paragraph(line, "speech", bullet=True) for line in lines)


def _line(about: str, texts: Sequence[str]) -> tuple[Span, ...]:
    name = (Span(f"{short(about)}: ", bold=True),) if about else ()
    return (*name, Span("; ".join([*(text.rstrip(".;") for text in texts[:-1]), texts[-1]])))


def _words(point: Point) -> str:
    return f"({point.text})" if point.spare else point.text


def _page(said: Speech, counts: Sequence[int], rate: int, layout: Layout) -> Page:
    texts = [said.opening]
    paragraphs: list[Paragraph] = []
    for number, (part, count) in enumerate(zip(said.parts, counts, strict=False), 1):
        kept = [point for point in part.points[:count] if not point.spare]
        texts += spoken(kept)
        until = f"  until {minutes_and_seconds(speaking_seconds(texts, rate))}" if kept else ""
        paragraphs += _part(number, part, count, until, layout)
    if left_out := len(said.parts) - len(counts):
        paragraphs.append(plain(f"and {left_out} more parts in the table behind", "speech"))
    hidden = sum(len(part.points) for part in said.parts) - sum(counts)
    return Page(tuple(paragraphs), tuple(texts), hidden)
