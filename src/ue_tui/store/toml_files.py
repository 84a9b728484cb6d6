"""Between bytes, TOML text and values: tolerant reading, and writing that changes only what is asked for.

A text is changed in place: a block between its fences, a mark or a line by itself, a list entry by entry with its
comments. What comes out is parsed again and compared place by place before anyone may use it; where that fails, the
file is written anew from its values, under the comments at its head.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

import tomli
import tomli_w

from ue_tui.model.errors import Unreadable
from ue_tui.model.findings import Repair
from ue_tui.model.sheets import Place
from ue_tui.store.places import Made, PlaceIndex, Span, index
from ue_tui.store.toml_sentences import explain, other_file

MOST_BYTES = 1_000_000
"""A larger worksheet is refused: parsers take seconds, and nobody wrote it by hand."""


_MANY_BRACKETS = re.compile(r"(?:[\[{][^\]}\[{\n]*){40}")
_MANY_DIGITS = re.compile(r"[0-9_]{4000}")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand between fences, one a line; none leave one empty line to write in."""

    lines: tuple[str, ...]


Value: TypeAlias = str | int | bool | tuple[str, ...] | Block


class BrokenToml(Unreadable):
    """A file that cannot be read, where, and what to do in words that a non-programmer can act on."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message
        self.is_encoding = False
        """Whether its bytes are in an encoding that is not read."""
        self.repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class TomlText:
    """A file's text with its own line endings, and how its bytes were written."""

    text: str
    newline: str = "\n"
    bom: bool = False
    encoding: str = "utf-8"


def decode(data: bytes) -> TomlText:
    """The text of a file: UTF-8 with or without a mark in front, or UTF-16 as Notepad writes it.

    Raises:
        BrokenToml: it is too large, or in another encoding.
    """
    if len(data) > MOST_BYTES:
        sentence = f"This file has {len(data):,} bytes; a worksheet has at most {MOST_BYTES:,}. Is it another file?"
        raise BrokenToml(1, 1, sentence)
    if sentence := other_file(data):
        raise BrokenToml(1, 1, sentence)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BrokenToml(1, 1, "This file is cut off in the middle of a letter: save it again.") from error
        return TomlText(text, _newline(text), False, "utf-16")
    bom = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        sentence = (
            "A letter here is not in UTF-8, as in files saved as ANSI: "
            "in Notepad choose Save as, Encoding UTF-8. Nothing is changed until then."
        )
        broken = BrokenToml(line, column, sentence)
        broken.is_encoding = True
        raise broken from error
    return TomlText(text, _newline(text), bom)


def _newline(text: str) -> str:
    """The line ending that most lines of a text have."""
    windows = text.count("\r\n")
    return "\r\n" if windows > text.count("\n") - windows else "\n"


def encode(text: TomlText) -> bytes:
    """The bytes of a text: always UTF-8, with the mark in front that it had; half a letter becomes a question mark."""
    return (codecs.BOM_UTF8 if text.bom else b"") + text.text.encode("utf-8", "replace")


def parse(text: str) -> dict[str, Any]:
    """The values of a TOML text.

    Raises:
        BrokenToml: it is no TOML; with line, column and a sentence.
    """
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        line, column, sentence = explain(text, error.lineno, error.colno, error.msg)
        raise BrokenToml(line, column, sentence) from error
    except RecursionError as error:
        line = _line_of(_MANY_BRACKETS, text)
        raise BrokenToml(line, 1, "Brackets stand inside brackets too deeply here: this is no worksheet.") from error
    except ValueError as error:
        line = _line_of(_MANY_DIGITS, text)
        raise BrokenToml(line, 1, "A number on this line is too long to be one.") from error


def _line_of(pattern: re.Pattern[str], text: str) -> int:
    """The line on which a pattern begins to match; the first where it does nowhere."""
    match = pattern.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 1


# Changing a text


def set_values(text: str, changes: Mapping[Place, Value], *, order: Sequence[Place] = ()) -> str:
    """The text with those places changed and every other character as it was.

    `order` lists the places of such a file in their order, to put a missing one where it belongs.
    """
    if not changes:
        return text
    before = parse(text)
    for way in (_spliced, _edited):
        after = way(text, changes, order)
        if after is not None and _says(after, before, changes):
            return after
    return _written_anew(text, before, changes)


def _spliced(text: str, changes: Mapping[Place, Value], order: Sequence[Place]) -> str | None:
    """The text changed at the offsets where its values stand; None where that is not enough."""
    places, newline = index(text), _newline(text)
    splices: list[tuple[int, int, int, str]] = []
    missing: dict[Place, Value] = {}
    for place, value in changes.items():
        span = places.get(place)
        if span is None:
            missing[place] = value
            continue
        raw = _raw(value, text[span.start : span.end], newline) if _has_value(span) else None
        if raw is None:
            return None
        splices.append((span.start, span.end, 0, raw))
    for number, (offset, lines) in enumerate(_additions(text, places, missing, order, newline)):
        if offset is None:
            return None
        splices.append((offset, offset, number, lines))
    for start, end, _, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _has_value(span: Span) -> bool:
    """Whether a place is written as a value, which a heading and a table named by dots are not."""
    return span.made is not Made.TABLE and span.start < span.end


def _raw(value: Value, before: str, newline: str) -> str | None:
    """How a value is written in place of what stood there; None where a list has to be edited entry by entry."""
    if isinstance(value, Block):
        if before.startswith("["):
            return None
        if len(value.lines) <= 1 and before and not before.startswith(("'''", '"""')):
            return quoted(value.lines[0] if value.lines else "")
        return block(value.lines, newline)
    if isinstance(value, tuple):
        return None if before.startswith("[") and before.strip("[] \t") else string_list(value)
    return quoted(value) if isinstance(value, str) else tomli_w.dumps({"v": value})[4:].strip()


def quoted(text: str) -> str:
    """A text as a one-line TOML string."""
    return tomli_w.dumps({"v": text})[4:].rstrip("\n")


def string_list(lines: Sequence[str]) -> str:
    """Lines as a one-line TOML list of strings."""
    return f"[{', '.join(quoted(line) for line in lines)}]"


def block(lines: Sequence[str], newline: str = "\n") -> str:
    """Lines between fences; as a list of strings where a line holds what no fence can."""
    if any("'''" in line or not _is_plain(line) for line in lines):
        inner = "".join(f"  {quoted(line)},{newline}" for line in lines)
        return f"[{newline}{inner}]"
    return newline.join(("'''", *(lines or ("",)), "'''"))


def _is_plain(line: str) -> bool:
    """Whether a literal string can hold a line: no control character but the tab, and no half of a pair."""
    return all(
        char == "\t" or not (ord(char) < 32 or ord(char) == 127 or 0xD800 <= ord(char) <= 0xDFFF) for char in line
    )


def _additions(
    text: str, places: PlaceIndex, missing: Mapping[Place, Value], order: Sequence[Place], newline: str
) -> Iterator[tuple[int | None, str]]:
    """Where missing places go and the lines they are, table by table; no offset where a table has no heading."""
    rank = {place: number for number, place in enumerate(order)}
    by_table: dict[Place, list[Place]] = {}
    for place in sorted(missing, key=lambda place: rank.get(place, len(rank))):
        by_table.setdefault(place[:-1], []).append(place)
    for table, added in by_table.items():
        lines = {place: f"{_key_text(place[-1])} = {_raw(missing[place], '', newline)}{newline}" for place in added}
        heading = places.get(table)
        if not table or table in places.headings:
            for place, line in lines.items():
                after = _above_in_table(places, place, order)
                span = places.get(after) if after else heading
                yield _next_line(text, span.end, newline, line) if span else (None if places.spans else 0, line)
        elif heading is not None:
            yield None, ""
        else:
            title = f"[{'.'.join(map(_key_text, table))}]{newline}"
            after = _above_in_file(places, added[0], order)
            span = places.get(places.last_key_of.get(after[:-1], after)) if after else None
            yield _next_line(text, span.end if span else len(text), newline, newline + title + "".join(lines.values()))


def _next_line(text: str, offset: int, newline: str, new: str) -> tuple[int, str]:
    """The start of the next line after an offset, and what to put there."""
    end = text.find("\n", offset)
    if end >= 0:
        return end + 1, new
    return len(text), new if not text or text.endswith("\n") else newline + new


def _above_in_table(places: PlaceIndex, place: Place, order: Sequence[Place]) -> Place | None:
    """The key below which a missing one goes in its table; None for the top of it."""
    number = order.index(place) if place in order else len(order)
    siblings = [one for one in order if one[:-1] == place[:-1] and (span := places.get(one)) and span.made is Made.KEY]
    above = [one for one in siblings if order.index(one) < number]
    if above:
        return above[-1]
    return None if siblings and place[:-1] and number < len(order) else places.last_key_of.get(place[:-1])


def _above_in_file(places: PlaceIndex, place: Place, order: Sequence[Place]) -> Place | None:
    before = order[: order.index(place)] if place in order else ()
    return next((one for one in reversed(before) if (span := places.get(one)) and span.made is Made.KEY), None)


def _key_text(key: str) -> str:
    is_bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if is_bare else quoted(key)


def _edited(text: str, changes: Mapping[Place, Value], order: Sequence[Place]) -> str | None:
    """The text changed by the TOML library: lists entry by entry, tables that are written inline or by dotted keys.

    What stands by itself is spliced all the same, so that a block stays one.
    """
    import tomlrt  # here: only odd files need it, and it takes longer to import than to save a worksheet

    by_library: dict[Place, Value] = {}
    for place, value in changes.items():
        after = _spliced(text, {place: value}, order)
        if after is None:
            by_library[place] = value
        else:
            text = after
    try:
        document: Any = tomlrt.loads(text)
        for place, value in by_library.items():
            table = document
            for key in place[:-1]:
                if key not in table:
                    table[key] = {}
                table = table[key]
            _set_item(table, place[-1], value)
        return tomlrt.dumps(document)
    except (tomlrt.TOMLError, KeyError, TypeError, ValueError, IndexError):
        return None  # what it cannot change is written anew


def _set_item(table: Any, key: str, value: Value) -> None:
    """Write one value by the library, a list that stands there entry by entry."""
    lines = value.lines if isinstance(value, Block) else value
    before = table.get(key)
    if not isinstance(lines, tuple):
        table[key] = lines
    elif isinstance(before, list):
        new = list(lines)
        old = list(before)
        for op, a1, a2, b1, b2 in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
            if op in ("delete", "replace"):
                common = min(a2 - a1, b2 - b1)
                for at in range(common):
                    before[a1 + at] = new[b1 + at]
                for at in range(a2 - 1, a1 + common - 1, -1):
                    del before[at]
                for at, line in enumerate(new[b1 + common : b2]):
                    before.insert(a1 + common + at, line)
            elif op == "insert":
                for at, line in enumerate(new[b1:b2]):
                    before.insert(a1 + at, line)
    else:
        table[key] = list(lines)


def _says(text: str, before: Mapping[str, Any], changes: Mapping[Place, Value]) -> bool:
    """Whether a text says what is asked at the changed places, and what it said at all others."""
    try:
        was, now = dict(_leaves(before)), dict(_leaves(tomli.loads(text)))
    except (ValueError, RecursionError):
        return False
    for place, value in changes.items():
        if not _is_said(now.pop(place, None), value):
            return False
        if place in was:
            del was[place]
            continue
        # What stood there goes, be it a whole table, and a table above it is no longer empty.
        was = {
            one: said
            for one, said in was.items()
            if one[: len(place)] != place and not (said == {} and one == place[: len(one)])
        }
    return was.keys() == now.keys() and all(_same(value, now[place]) for place, value in was.items())


def _same(one: object, other: object) -> bool:
    """Whether two values are one: true is not 1, and what is not a number is itself."""
    return one == other if isinstance(one, str) else repr(one) == repr(other)


def _leaves(values: Mapping[str, Any], place: Place = ()) -> Iterator[tuple[Place, Any]]:
    for key, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*place, key))
        else:
            yield (*place, key), value


def _is_said(found: object, value: Value) -> bool:
    """Whether a value as parsed is the one that was to be written."""
    if not isinstance(value, Block):
        return repr(found) == repr(list(value) if isinstance(value, tuple) else value)
    if isinstance(found, list):
        return found == list(value.lines)
    if not isinstance(found, str):
        return False
    lines = tuple(found.removesuffix("\n").split("\n"))
    return lines == (value.lines or ("",))


def _written_anew(text: str, before: Mapping[str, Any], changes: Mapping[Place, Value]) -> str:
    """The file from its values alone, under the comments at its head: the last resort, which loses other comments."""
    values: dict[str, Any] = _copied(before)
    for place, value in changes.items():
        table = values
        for key in place[:-1]:
            inner = table.get(key)
            table[key] = inner if isinstance(inner, dict) else {}
            table = table[key]
        lines = value.lines if isinstance(value, Block) else value
        table[place[-1]] = list(lines) if isinstance(lines, tuple) else lines
    head = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        head.append(line)
    newline = _newline(text)
    return newline.join([*head, *tomli_w.dumps(values).split("\n")])


def _copied(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _copied(value) if isinstance(value, dict) else value for key, value in values.items()}
