"""Words that a person wrote behind a `#`, where nobody reads them as an answer.

Explanations are known: they are those of a new worksheet of the same kind. A whole line of them may have been wrapped
anew; what is neither in them nor above the first key was put there by somebody who may take it for an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ue_tui.model.bullets import plain_words
from ue_tui.model.event import Event
from ue_tui.model.findings import Problem, Repair, Severity
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.store.conflict_text import HEADER
from ue_tui.store.new_worksheet import new_worksheet
from ue_tui.store.places import Made, PlaceIndex, index

MOST_TOLD = 10
"""A file with more such lines has explanations of its own, or of other sessions: it is told once."""

WORKSHEET_OF = "# Worksheet of "
"""How the one explanation begins that is different in each."""

LEAST_WORDS = 8
"""So many letters have to be the same before a line counts as an explanation that was wrapped in another way."""


@dataclass(frozen=True, slots=True)
class Explanations:
    """The comments of a new worksheet."""

    all_lines: frozenset[str]
    """Every line of it, so that one that was only filled in is known at a glance."""
    lines: frozenset[str]
    words: str
    """All of them, without space, case and punctuation."""

    def know(self, comment: str) -> bool:
        """Whether a whole line is one of them, as it is or wrapped in another way."""
        words = plain_words(comment)
        return comment in self.lines or not words or (len(words) >= LEAST_WORDS and words in self.words)


def explanations_of(event: Event, kind: OwnerKind) -> Explanations:
    """The comments that the worksheets of such owners begin with."""
    text = new_worksheet(event, Owner(kind, "x"), {})
    lines = [*(line.strip() for line in text.splitlines() if line.startswith("#")), *HEADER]
    whole = frozenset((*text.split("\n"), *HEADER))
    return Explanations(whole, frozenset(lines), "".join(map(plain_words, lines)))


def words_after_hash(path: str, text: str, known: Explanations) -> Iterator[Problem]:
    """A warning for each line with words behind a `#` that are no explanation."""
    lines = text.replace("\r\n", "\n").split("\n")
    others = [line for line in set(lines) - known.all_lines if "#" in line]
    if all(line.startswith(WORKSHEET_OF) for line in others):
        return  # the usual case: nothing has to be looked at
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    suspects = [
        number for number, line in enumerate(lines[first:], first) if "#" in line and line.strip() not in known.lines
    ]
    if not suspects:
        return
    places = index(text)
    inside, ends = _lines_of_values(text, places)
    found = []
    for number in suspects:
        line = lines[number]
        if number in inside:
            continue
        at = line.find("#", ends.get(number, 0))
        comment = line[at:].strip() if at >= 0 else ""
        is_whole_line = not line[:at].strip()
        if comment and plain_words(comment) and not (is_whole_line and known.know(comment)):
            found.append(_problem(path, lines, number, at, comment))
    if len(found) > MOST_TOLD:
        message = f"On {len(found)} lines words stand after a #, here first: they are not read as an answer."
        yield Problem(path, found[0].line, found[0].column, Severity.WARNING, message)
    else:
        yield from found


class WordsAfterHash:
    """Those of an event's worksheets, looked for once for each version of a file."""

    def __init__(self, event: Event) -> None:
        self._event = event
        self._known: dict[OwnerKind, Explanations] = {}
        self._found: dict[str, tuple[str, tuple[Problem, ...]]] = {}

    def of(self, kind: OwnerKind, path: str, text: str) -> tuple[Problem, ...]:
        """Those of one worksheet."""
        before = self._found.get(path)
        if before is not None and before[0] is text:
            return before[1]
        if kind not in self._known:
            self._known[kind] = explanations_of(self._event, kind)
        found = tuple(words_after_hash(path, text, self._known[kind]))
        self._found[path] = (text, found)
        return found


def _lines_of_values(text: str, places: PlaceIndex) -> tuple[set[int], dict[int, int]]:
    """The lines inside a value, from 0, and where on its last line each value ends."""
    inside: set[int] = set()
    ends: dict[int, int] = {}
    for span in places.spans.values():
        if span.made is not Made.KEY:
            continue
        begin, end = text.count("\n", 0, span.start), text.count("\n", 0, span.end)
        inside.update(range(begin, end))
        ends[end] = span.end - (text.rfind("\n", 0, span.end) + 1)
    return inside, ends


def _problem(path: str, lines: list[str], number: int, at: int, comment: str) -> Problem:
    """The warning; where a mark that is not made has its number behind the #, with its repair."""
    words = comment.lstrip("# ")
    short = words if len(words) <= 40 else words[:39] + "…"
    message = f"“{short}” stands after a #: it is not read as an answer. Write it without the #, where answers stand."
    head = lines[number][:at].rstrip()
    repair = None
    if head.endswith("= 0") and words.isdecimal():
        repair = Repair(number + 1, (lines[number],), (f"{head[:-1]}{words}",))
    return Problem(path, number + 1, at + 1, Severity.WARNING, message, (), repair)
