"""A bullet, its line, and the one way to match bullets.

A line of a cell is `! refine: Text (from Aurelia, Norland)`: `!` says "say this first", `refine:` or `remove:` is the
tag, `(from ...)` where it was taken over from, when these are delegations. Everything else is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

ALIKE = 0.5
"""The ratio from which two different lines count as the same bullet in two wordings."""

_HABIT = re.compile(r"^(?:[-*•‣▪·–—]|\d{1,2}[.)])(?:\s+|$)")
_SOURCES = re.compile(r"\s*\(from ([^()]+)\)$")
_TAG = re.compile(r"^([A-Za-z]+):\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point of a cell; it has no identity but its words."""

    text: str
    tag: str = ""
    first: bool = False
    sources: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The bullet as it stands in the file."""
        return f"{self.words} (from {', '.join(self.sources)})" if self.sources else self.words

    @property
    def words(self) -> str:
        """The bullet as it is typed: its line without the sources."""
        return f"{'! ' if self.first else ''}{f'{self.tag}: ' if self.tag else ''}{self.text}"


def nobody(_name: str) -> bool:
    """For sheets whose bullets name no source: nothing in brackets is one."""
    return False


def read_bullet(line: str, tags: Sequence[str] = (), is_delegation: Callable[[str], bool] = nobody) -> Bullet | None:
    """The bullet that a line says; None for a line with nothing but a mark of habit such as `-`."""
    text = unicodedata.normalize("NFC", " ".join(line.split()))
    text = _without_habit(text)
    if not text:
        return None
    first, tag, rest = False, "", text
    for _ in range(2):  # `!` and the tag, in either order
        if not first and rest.startswith("!") and rest[1:].strip():
            first, rest = True, _without_habit(rest[1:].strip())
        if not tag and (match := _TAG.match(rest)) and match[1].casefold() in tags:
            tag, rest = match[1].casefold(), rest[match.end() :]
    sources: tuple[str, ...] = ()
    if match := _SOURCES.search(rest):
        names = tuple(name.strip() for name in match[1].split(","))
        if rest[: match.start()].strip() and all(name and is_delegation(name) for name in names):
            sources, rest = names, rest[: match.start()]
    return Bullet(rest, tag, first, sources) if rest else Bullet(text)


def _without_habit(text: str) -> str:
    """The text without the dashes, dots and numbers that people type in front by habit."""
    while match := _HABIT.match(text):
        text = text[match.end() :]
    return text


def read_bullets(
    text: str, tags: Sequence[str] = (), is_delegation: Callable[[str], bool] = nobody
) -> tuple[Bullet, ...]:
    """The bullets of a block, one a line; empty lines are none."""
    found = (read_bullet(line, tags, is_delegation) for line in text.splitlines())
    return tuple(bullet for bullet in found if bullet is not None)


def lines(bullets: Sequence[Bullet]) -> tuple[str, ...]:
    """The lines of a cell."""
    return tuple(bullet.line for bullet in bullets)


def plain_words(text: str) -> str:
    """The text without case, space and punctuation: two bullets "say the same" when these are equal."""
    normal = unicodedata.normalize("NFC", text).casefold()
    return "".join(char for char in normal if char.isalnum())


def alike(one: str, other: str) -> float:
    """How much two lines have in common, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def align(old: Sequence[Bullet], new: Sequence[Bullet]) -> dict[int, int]:
    """Which bullet of `new` is which of `old`: positions in old to positions in new.

    Equal texts by longest common run, what is left of them has been moved; in a replaced run of equal length by
    position; otherwise the most alike from 0.5 up, the first on a tie.
    """
    keys_old, keys_new = [b.text.strip() for b in old], [b.text.strip() for b in new]
    pairs: dict[int, int] = {}
    runs: list[tuple[range, range]] = []
    for op, a1, a2, b1, b2 in SequenceMatcher(None, keys_old, keys_new, autojunk=False).get_opcodes():
        if op == "equal":
            pairs.update(zip(range(a1, a2), range(b1, b2), strict=True))
        else:
            runs.append((range(a1, a2), range(b1, b2)))
    _pair_moved(keys_old, keys_new, pairs)
    taken = set(pairs.values())
    for old_run, new_run in runs:
        if len(old_run) == len(new_run) and not pairs.keys() & set(old_run) and not taken & set(new_run):
            pairs.update(zip(old_run, new_run, strict=True))
    _pair_alike(keys_old, keys_new, pairs)
    return pairs


def _pair_moved(keys_old: Sequence[str], keys_new: Sequence[str], pairs: dict[int, int]) -> None:
    free: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for j, key in enumerate(keys_new):
        if j not in taken:
            free.setdefault(key, []).append(j)
    for i, key in enumerate(keys_old):
        if i not in pairs and free.get(key):
            pairs[i] = free[key].pop(0)


def _pair_alike(keys_old: Sequence[str], keys_new: Sequence[str], pairs: dict[int, int]) -> None:
    used = set(pairs.values())
    left = [i for i in range(len(keys_old)) if i not in pairs]
    right = [j for j in range(len(keys_new)) if j not in used]
    scores = sorted((-ratio, i, j) for i in left for j in right if (ratio := alike(keys_old[i], keys_new[j])) >= ALIKE)
    for _, i, j in scores:
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)


def carry_sources(old: Sequence[Bullet], new: Sequence[Bullet]) -> tuple[Bullet, ...]:
    """The new bullets of a cell edited as text, with the sources of the old ones that they match.

    The tag and the `!` are part of the text that was edited; where a bullet was taken over from is not. A bullet that
    was made of two keeps the sources of both, and each part of one that was split keeps its sources.
    """
    result = list(new)
    pairs = align(old, new)
    for i, j in pairs.items():
        if not new[j].sources:
            result[j] = replace(new[j], sources=old[i].sources)
    matched = set(pairs.values())
    for i, before in enumerate(old):
        for j, after in enumerate(new) if before.sources else ():
            was_merged = i not in pairs and _is_part(before.text, after.text)
            was_split = j not in matched and _is_part(after.text, before.text)
            if was_merged or was_split:
                result[j] = replace(result[j], sources=tuple(dict.fromkeys((*result[j].sources, *before.sources))))
    return tuple(result)


PART = 6
"""So many letters make a part of a bullet; fewer are found in any."""


def _is_part(part: str, whole: str) -> bool:
    """Whether one text stands inside another, without case, space and punctuation."""
    words = plain_words(part)
    return len(words) >= PART and words in plain_words(whole)
