"""What a person wrote at a place, as an answer, and back; each sentence that refuses a value stands here once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ue_tui.model.bullets import Bullet, lines, nobody, read_bullets
from ue_tui.model.errors import Refused
from ue_tui.model.people import folded
from ue_tui.model.sheets import Choice, Field, Kind, nearest


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands at a place and is no answer: kept as it is, shown, never counted."""

    raw: str


Answer: TypeAlias = str | tuple[Bullet, ...] | Unread
"""Text, the id of a choice, a number as digits, or bullets; an empty answer is None or absent."""

IsDelegation: TypeAlias = Callable[[str], bool]


def read_answer(field: Field, raw: object, is_delegation: IsDelegation = nobody) -> Answer | None:
    """The answer that a value of a file or a command says; generous, None when it says nothing.

    Raises:
        Refused: it is no answer to this question; the sentence says what would be.
    """
    if raw in (None, "", []) or (isinstance(raw, str) and raw.isspace()):
        return None
    match field.kind:
        case Kind.MARK | Kind.SHARED:
            return _read_choice(field, raw)
        case Kind.TEXT:
            return _read_text(field, raw)
        case Kind.CELL:
            return read_bullets(_joined(raw), field.tags, is_delegation) or None
        case Kind.MEMBERS:
            stems = (stem.strip() for stem in _joined(raw).splitlines())
            return tuple(Bullet(unicodedata.normalize("NFC", stem)) for stem in stems if stem) or None
        case Kind.TOP:
            return _only_string(raw, "the file name of a delegation and its recommendation").strip() or None
        case Kind.COUNT:
            return _read_count(raw)


def _read_choice(field: Field, raw: object) -> str | None:
    """A choice by its number, id or label, in any case; 0 is not marked."""
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise Refused(_choices_sentence(field, _shown(raw)), _number_meant(field, raw))
    text = str(raw).strip()
    if text in ("", "0", "-"):
        return None
    if text.isdecimal() and 1 <= int(text) <= len(field.choices):
        return field.choices[int(text) - 1].id
    wanted = _plain(text)
    for choice in field.choices:
        if wanted in (_plain(choice.id), _plain(choice.label)):
            return choice.id
    raise Refused(_choices_sentence(field, _shown(text)), _number_meant(field, text))


def _number_meant(field: Field, raw: object) -> str:
    """The number of the choice that a value most likely means; empty where nobody can tell."""
    if isinstance(raw, list) and len(raw) == 1:
        raw = raw[0]
    if isinstance(raw, float) and raw.is_integer() and 0 <= raw <= len(field.choices):
        return str(int(raw))
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= len(field.choices):
        return str(raw)
    close = nearest(raw, [choice.label for choice in field.choices]) if isinstance(raw, str) else None
    return str([choice.label for choice in field.choices].index(close) + 1) if close else ""


def _choices_sentence(field: Field, text: str) -> str:
    numbered = ", ".join(f"{number} {choice.label}" for number, choice in enumerate(field.choices, 1))
    none = "not chosen" if field.kind is Kind.SHARED else "not marked"
    close = nearest(text, [choice.label for choice in field.choices])
    hint = f" Did you mean {close}?" if close else ""
    return f"“{text}” is not one of {numbered} (0 {none}).{hint}"


def _read_text(field: Field, raw: object) -> str | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        raw = str(raw)
    if isinstance(raw, list) and all(isinstance(part, str) for part in raw):
        raw = "\n".join(raw)
    text = unicodedata.normalize("NFC", _only_string(raw, "words"))
    if field.long:
        return "\n".join(line.rstrip() for line in text.strip().splitlines()) or None
    return " ".join(text.split()) or None


def _read_count(raw: object) -> str | None:
    if isinstance(raw, str) and raw.strip().isdecimal():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise Refused(f"“{_shown(raw)}” is not a number of hands: write 0 or more.")
    return str(raw)


def _joined(raw: object) -> str:
    """The lines of a string or of a list of strings."""
    if isinstance(raw, list):
        return "\n".join(_joined(part) for part in raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return str(raw)
    return _only_string(raw, "one point a line")


def _only_string(raw: object, wanted: str) -> str:
    if not isinstance(raw, str):
        raise Refused(f"“{_shown(raw)}” is not text: write {wanted}, between quotes.")
    return raw


def _shown(raw: object) -> str:
    """A value of a file as its reader wrote it, short enough for a sentence."""
    text = str(raw).lower() if isinstance(raw, bool) else str(raw)
    return text if len(text) <= 60 else text[:59] + "…"


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", folded(text)).strip()


def raw_value(field: Field, answer: Answer | None) -> str | int | tuple[str, ...]:
    """What a file writes for an answer: marks and shared as numbers, bullets and members as lines.

    Raises:
        Refused: the answer is what could not be read; it stands in the file as it is and is not written.
    """
    if isinstance(answer, Unread):
        raise Refused(f"“{answer.raw}” stands there and is no answer; it is kept as it is.")
    match field.kind:
        case Kind.MARK | Kind.SHARED:
            ids = [choice.id for choice in field.choices]
            return ids.index(str(answer)) + 1 if answer else 0
        case Kind.COUNT:
            return int(str(answer or 0))
        case Kind.CELL | Kind.MEMBERS:
            return lines(answer) if isinstance(answer, tuple) else ()
        case Kind.TEXT | Kind.TOP:
            return str(answer or "")


def shown(field: Field, answer: Answer | None) -> str:
    """An answer as one text for a person: the label of a choice, bullets one a line."""
    if isinstance(answer, Unread):
        return answer.raw
    if isinstance(answer, tuple):
        return "\n".join(lines(answer))
    choice = choice_of(field.choices, answer)
    return choice.label if choice else answer or ""


def choice_of(choices: Sequence[Choice], answer: Answer | None) -> Choice | None:
    """The choice that an answer is, or None."""
    return next((choice for choice in choices if choice.id == answer), None)


def level_number(choices: Sequence[Choice], answer: Answer | None) -> int:
    """The number of the level that an answer is, from 1; 0 when it is none."""
    return next((number for number, choice in enumerate(choices, 1) if choice.id == answer), 0)
