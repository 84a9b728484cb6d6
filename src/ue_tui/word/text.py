"""Text made fit for Word: cleaned of what a document cannot hold, and cut into runs of one script.

Nothing that a reader could see is lost: what cannot be kept is either invisible or leaves a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import bidirectional, category

from ue_tui.word.scripts import ARABIC, HAN, PLAIN, Script, script_of, shared_scripts

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
# Blocks with letters that need more than the Latin font; a text without any stays one run.
_MARKED = re.compile("[\u0590-\u1cff\u2e80-\U0010ffff]")
_SPACES = re.compile(r"\s+")


def _mended(match: re.Match[str]) -> str:
    """What stands in the place of one character that XML or Word refuses."""
    character = match[0]
    if "\x80" <= character <= "\x9f":
        # Old Windows text read as Latin-1: its quotes, dashes and the ellipsis come as control characters.
        return character.encode("latin-1").decode("cp1252", "ignore")
    return ""


def clean(text: str) -> str:
    """The text with only what Word can hold.

    Every kind of line end becomes a newline and tabs stay. Two halves of a character are joined, a half on its own
    becomes U+FFFD. Other control characters, U+FFFE, U+FFFF and byte order marks go: nothing shows them.
    """
    if not _UNFIT.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNFIT.sub(_mended, text)


def one_line(text: str) -> str:
    """The text cleaned and on one line, for names, captions and properties."""
    return _SPACES.sub(" ", clean(text)).strip()


def blank(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    stripped = text.strip()
    if not stripped or stripped[0].isalnum():
        return not stripped
    return all(category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for character in stripped)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one script."""

    text: str
    script: Script


def script(text: str, language: str = "") -> Script:
    """The script that a text begins with, which is what its paragraph is laid out by.

    The first character with a direction of its own decides, as in the Unicode bidirectional algorithm.
    """
    if not _MARKED.search(text):
        return PLAIN
    for character in text:
        if bidirectional(character) in {"L", "R", "AL"}:
            found = script_of(character)
            han, arabic = shared_scripts(text, language)
            return han if found is HAN else arabic if found is ARABIC else found
    return PLAIN


def runs(parts: Sequence[str], language: str = "") -> list[list[Run]]:
    """The runs of each part of one paragraph, in order.

    The parts are looked at together, since a space or a bracket takes its script from what stands around it, be that
    in the next part. `language` is the document's and decides where several languages share their letters.
    """
    whole = "".join(parts)
    if not _MARKED.search(whole):
        return [[Run(part, PLAIN)] if part else [] for part in parts]
    scripts = _resolved(whole, language)
    result: list[list[Run]] = []
    start = 0
    for part in parts:
        result.append(_grouped(part, scripts[start : start + len(part)]))
        start += len(part)
    return result


def _grouped(text: str, scripts: Sequence[Script]) -> list[Run]:
    """Neighbouring characters of the same script put together."""
    groups: list[Run] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or scripts[index] is not scripts[start]:
            groups.append(Run(text[start:index], scripts[start]))
            start = index
    return groups


def _resolved(text: str, language: str) -> list[Script]:
    """The script of every character, with spaces and punctuation given to a neighbour.

    They go with their neighbours when these run the same way, and with the paragraph's direction when they do not or
    when one is missing.
    """
    base = script(text, language)
    base = base if base.rtl else PLAIN
    stretches = [(own, len(list(group))) for own, group in groupby(_own_scripts(text, language))]
    scripts: list[Script] = []
    for index, (own, length) in enumerate(stretches):
        before = stretches[index - 1][0] if index else None
        after = stretches[index + 1][0] if index + 1 < len(stretches) else None
        scripts += [own or _neighbour(before, after, base)] * length
    return scripts


def _own_scripts(text: str, language: str) -> Iterator[Script | None]:
    """The script that each character has by itself, None for one that belongs to any.

    A mark goes with the character that it stands on, a number with the letters before it.
    """
    han, arabic = shared_scripts(text, language)
    before: Script | None = None
    letters: Script | None = None
    for character in text:
        direction = bidirectional(character)
        own: Script | None = script_of(character)
        if before is not None and direction in {"NSM", "BN"}:
            own = before
        elif own is HAN or own is ARABIC:
            own = han if own is HAN else arabic
        elif own is PLAIN and direction != "L":
            own = letters if direction == "EN" else None
        before = own
        letters = own or letters
        yield own


def _neighbour(before: Script | None, after: Script | None, base: Script) -> Script:
    if before is not None and after is not None and before.rtl == after.rtl:
        return before
    for candidate in (before, after):
        if candidate is not None and candidate.rtl == base.rtl:
            return candidate
    return base
