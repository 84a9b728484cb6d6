"""The line that a slip of the pen was meant to be: proposed only where the file then reads, or reads further.

Each look takes the place that was told and proposes lines; none is trusted before the parser has read the outcome.
Nothing that a person typed is left out: lines are moved, quotes, fences and signs are added, empty doubles go.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tomli

from ue_tui.model.errors import Refused
from ue_tui.model.findings import Repair
from ue_tui.model.sheets import Place
from ue_tui.store.places import Span
from ue_tui.store.toml_files import BrokenToml, TomlText, decode, encode, quoted
from ue_tui.store.toml_sections import ASSIGNMENT, HEADING, extent, joined, section, table_of

ANSI = "cp1252"
"""What Notepad calls ANSI on most machines; proposed, never taken without being asked."""

_STRAIGHT = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})
_CURLY = re.compile("[“”„‟«»‘’‚‛]")
_CURLY_FENCE = re.compile(r"(?:'{0,2}[‘’‚‛`]){3}|[‘’‚‛`']{3}|\"'|'\"")
_UNSEEN = re.compile("[\ufeff\u200b\u200c\u200d\u2060\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STRING = re.compile(r"^\s*[\"'].*[\"']\s*$")
_COLON = re.compile(r"^(\s*[A-Za-z_][A-Za-z0-9_]*)\s*:\s*(.*)$")


@dataclass(frozen=True, slots=True)
class _Slip:
    """A text that is no TOML: its lines, the line that was told, and the tables that such a file has."""

    lines: Sequence[str]
    at: int
    """From 0."""
    tables: Sequence[Place]

    @property
    def here(self) -> str:
        return self.lines[self.at]

    def change(self, start: int, end: int, *after: str) -> Repair:
        """Lines from `start` up to `end`, from 0, as they would be."""
        return Repair(start + 1, tuple(self.lines[start:end]), after)

    def line(self, after: str) -> Repair:
        """The told line as it would be."""
        return self.change(self.at, self.at + 1, after)


def repair_of(text: str, line: int, tables: Sequence[Place] = ()) -> Repair | None:
    """What makes a broken text read, or read beyond the line that was told; None where nothing is sure.

    `tables` are the tables that such a file has, in their order, to know which heading was lost.
    """
    lines = [one.removesuffix("\r") for one in text.split("\n")]
    slip = _Slip(lines, min(max(line, 1), len(lines)) - 1, tables)
    stopped = _stops_at(text)
    further: Repair | None = None
    for look in _LOOKS:
        for proposed in look(slip):
            if proposed.before == proposed.after:
                continue
            stops = _stops_at(changed_text(text, proposed))
            if stops is None:
                return proposed
            shift = len(proposed.after) - len(proposed.before)
            if further is None and stopped is not None and stops > stopped + max(shift, 0):
                further = proposed
    return further


def _stops_at(text: str) -> int | None:
    """The line at which the parser gives up; None where it does not."""
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        return error.lineno
    except (RecursionError, ValueError):
        return 0
    return None


def changed_text(text: str, repair: Repair) -> str:
    """The text with a repair made.

    Raises:
        Refused: the lines are no longer what the repair was proposed for.
    """
    lines = text.split("\n")
    start, end = repair.line - 1, repair.line - 1 + len(repair.before)
    if tuple(one.removesuffix("\r") for one in lines[start:end]) != repair.before:
        raise Refused("The file has changed since this repair was proposed: look at it again.")
    ending = "\r" if text.count("\r\n") * 2 > len(lines) - 1 > 0 else ""
    new = [line + ending for line in repair.after]
    if new and end >= len(lines):
        new[-1] = repair.after[-1]  # the last line of a file without an end of line
    lines[start:end] = new
    return "\n".join(lines)


def changed_bytes(data: bytes, repair: Repair) -> bytes:
    """The bytes of a file with a repair made; one in another encoding becomes UTF-8 and is changed in nothing else.

    Raises:
        Refused: the file is no longer what the repair was proposed for.
        BrokenToml: it can no longer be decoded.
    """
    if repair.encoding:
        text = data.decode(repair.encoding)
        if repair.after != (_line_of(text, repair.line),):
            raise Refused("The file has changed since this repair was proposed: look at it again.")
        return text.encode("utf-8")
    read = decode(data)
    return encode(TomlText(changed_text(read.text, repair), read.newline, read.bom, read.encoding))


def repair_of_file(data: bytes, broken: BrokenToml, tables: Sequence[Place] = ()) -> Repair | None:
    """The repair of a file that cannot be read, be it in its encoding or in its text; None where nothing is sure."""
    if broken.is_encoding:
        return repair_of_encoding(data, broken)
    try:
        return repair_of(decode(data).text, broken.line, tables)
    except BrokenToml:
        return None  # too large, or another program's: there is no line to mend


def repair_of_encoding(data: bytes, broken: BrokenToml) -> Repair | None:
    """The line with the first letter that is not in UTF-8 as it was meant, where the file was saved as ANSI."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data:
        return None
    try:
        text = data.decode(ANSI)
    except UnicodeDecodeError:
        return None
    before = _line_of(data.decode("utf-8", "replace"), broken.line)
    return Repair(broken.line, (before,), (_line_of(text, broken.line),), encoding=ANSI)


def repair_of_value(text: str, span: Span, right: str, *, of_key: bool) -> Repair | None:
    """The line of a value, or of its key, with what was most likely meant; None where the file would not read.

    A heading that was meant goes above the key.
    """
    if right.startswith("[") and of_key:
        repair = Repair(text.count("\n", 0, span.key) + 1, (), (right,))
        return repair if _stops_at(changed_text(text, repair)) is None else None
    start, end = (span.key, span.start) if of_key else (span.start, span.end)
    if "\n" in text[span.key : span.end] and not of_key:
        return None
    new = f"{right} = " if of_key else right
    changed = text[:start] + new + text[end:]
    line = text.count("\n", 0, start) + 1
    repair = Repair(line, (_line_of(text, line),), (_line_of(changed, line),))
    return repair if _stops_at(changed) is None and repair.before != repair.after else None


def _line_of(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1].removesuffix("\r") if line <= len(lines) else ""


# Looks: what the told line was probably meant to be


def _unseen(slip: _Slip) -> Iterator[Repair]:
    """Characters that nobody sees, and the space that word processors put in."""
    if _UNSEEN.search(slip.here) or "\u00a0" in slip.here:
        yield slip.line(_UNSEEN.sub("", slip.here).replace("\u00a0", " "))


def _fences(slip: _Slip) -> Iterator[Repair]:
    """A fence that was made curly, has two marks, or is not there."""
    if (match := ASSIGNMENT.match(slip.here)) and match[2] and not match[2].startswith(("'''", '"""')):
        straight = match[2].translate(_STRAIGHT).replace("`", "'")
        if set(straight) <= set("'") and 2 <= len(straight) <= 4 and slip.at + 1 < len(slip.lines):
            yield slip.line(f"{match[1]}'''")
            yield from _closed(slip, f"{match[1]}'''")
    if match and not match[2] and any(line.strip() == "'''" for line in slip.lines[slip.at + 1 :]):
        yield slip.line(f"{match[1].rstrip()} '''")
    if match and match[2].startswith("'''") and match[2].count("'''") == 1:
        for number in range(slip.at + 1, _next_entry(slip)):
            text = slip.lines[number].strip()
            if text and len(text) <= 4 and set(text.translate(_STRAIGHT).replace("`", "'").replace('"', "'")) == {"'"}:
                yield slip.change(number, number + 1, "'''")
        yield from _closed(slip, slip.here)


def _next_entry(slip: _Slip) -> int:
    """The line of the next key or heading below the told one."""
    lines = slip.lines
    below = range(slip.at + 1, len(lines))
    return next((n for n in below if HEADING.match(lines[n]) or ASSIGNMENT.match(lines[n])), len(lines))


def _closed(slip: _Slip, opening: str) -> Iterator[Repair]:
    """The block closed above the next key or heading, and above the explanations in front of that."""
    end = _next_entry(slip)
    while end > slip.at + 1 and (not slip.lines[end - 1].strip() or slip.lines[end - 1].lstrip().startswith("#")):
        end -= 1
    yield slip.change(slip.at, end, opening, *(slip.lines[slip.at + 1 : end] or ("",)), "'''")


def _lost_heading(slip: _Slip) -> Iterator[Repair]:
    """A heading that lacks above a key which the table above has already."""
    lines = slip.lines
    if not slip.tables or not ASSIGNMENT.match(slip.here):
        return
    present = {table for line in lines if (table := table_of(line))}
    above = next((table for line in reversed(lines[: slip.at]) if (table := table_of(line))), None)
    below = next((table for line in lines[slip.at :] if (table := table_of(line))), None)
    first = slip.tables.index(above) + 1 if above in slip.tables else 0
    last = slip.tables.index(below) if below in slip.tables else len(slip.tables)
    lost = [table for table in slip.tables[first:last] if table not in present]
    if lost:
        yield slip.change(slip.at, slip.at, f"[{'.'.join(lost[0])}]")


def _key_twice(slip: _Slip) -> Iterator[Repair]:
    """A key that stands twice in a table: the empty one goes, two blocks become one."""
    lines = slip.lines
    if (match := ASSIGNMENT.match(slip.here)) is None:
        return
    for above in range(slip.at - 1, -1, -1):
        if HEADING.match(lines[above]):
            return
        other = ASSIGNMENT.match(lines[above])
        if other is not None and other[1].split("=")[0].strip() == match[1].split("=")[0].strip():
            first, second = extent(lines, above), extent(lines, slip.at)
            if first <= slip.at:
                one = joined(lines[above:first], lines[slip.at : second])
                yield slip.change(above, second, *one, *lines[first : slip.at])
            return


def _heading_twice(slip: _Slip) -> Iterator[Repair]:
    """A heading that stands twice: what stands below the second one goes below the first."""
    lines = slip.lines
    table = table_of(slip.here)
    above = next((n for n in range(slip.at) if table and table_of(lines[n]) == table), None)
    if above is None:
        return
    first, second = section(lines, above), section(lines, slip.at)
    both = joined(lines[above + 1 : first], lines[slip.at + 1 : second])
    yield slip.change(above, second, lines[above], *both, *lines[first : slip.at])


def _curly(slip: _Slip) -> Iterator[Repair]:
    """Quotation marks of a word processor."""
    here = slip.here
    if not _CURLY.search(here):
        return
    if match := ASSIGNMENT.match(here):
        inner = match[2].strip("“”„‟«»‘’‚‛\"'")
        if not match[2].startswith("["):
            yield slip.line(match[1] + _requoted(inner))
    elif here.strip()[:1] in "“”„‟«»‘’‚‛":
        indent = here[: len(here) - len(here.lstrip())]
        yield slip.line(f"{indent}{_requoted(here.strip().strip(',').strip('“”„‟«»‘’‚‛'))},")
    yield slip.line(here.translate(_STRAIGHT))


def _requoted(text: str) -> str:
    """A text between the quotation marks that it does not hold itself."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else quoted(text)


def _list(slip: _Slip) -> Iterator[Repair]:
    """A comma or a bracket that lacks."""
    lines, here = slip.lines, slip.here.rstrip()
    if _STRING.match(here) and not here.endswith(","):
        yield slip.line(f"{here},")
    match = ASSIGNMENT.match(here)
    if match is None or not match[2].startswith("["):
        return
    if "]" not in here:
        yield slip.line(f"{here}]")
    yield slip.line(match[1] + re.sub(r"([\"'])\s+([\"'])", r"\1, \2", match[2]))
    end = slip.at + 1
    while end < len(lines) and re.match(r"^\s*[\"']", lines[end]):
        end += 1
    yield slip.change(slip.at, end, *lines[slip.at : end], "]")


def _broken_string(slip: _Slip) -> Iterator[Repair]:
    """A text between quotes that goes on on the next lines."""
    match = ASSIGNMENT.match(slip.here)
    if match is None or match[2][:1] not in ("'", '"') or match[2].startswith(("'''", '"""')):
        return
    mark = match[2][0]
    for end in range(slip.at + 1, min(slip.at + 8, len(slip.lines))):
        text = slip.lines[end].strip()
        if ASSIGNMENT.match(text) or HEADING.match(text):
            return
        if text.endswith(mark):
            inner = [match[2][1:], *slip.lines[slip.at + 1 : end], text.removesuffix(mark)]
            yield slip.change(slip.at, end + 1, f"{match[1]}'''", *(line for line in inner if line.strip()), "'''")
            return


def _quotes(slip: _Slip) -> Iterator[Repair]:
    """A quotation mark that lacks at one end, or one too many inside."""
    match = ASSIGNMENT.match(slip.here)
    if match is None or match[2].startswith(("'''", '"""', "[", "{")):
        return
    value = match[2]
    bare, _, comment = value.partition(" #")
    note = f"  #{comment}" if comment else ""
    for mark in ('"', "'"):
        if value.startswith(mark) and value.count(mark) == 1:
            yield slip.line(f"{match[1]}{_requoted(bare[1:].strip())}{note}")
        if value.endswith(mark) and not value.startswith(mark) and value.count(mark) == 1:
            yield slip.line(match[1] + _requoted(value[:-1]))
        if value.startswith(mark) and value.endswith(mark) and len(value) > 1:
            yield slip.line(match[1] + _requoted(value[1:-1]))


def _bare_words(slip: _Slip) -> Iterator[Repair]:
    """Words without quotation marks."""
    match = ASSIGNMENT.match(slip.here)
    if match is None or match[2].startswith(('"', "'", "[", "{")):
        return
    bare, _, comment = match[2].partition(" #")
    yield slip.line(match[1].rstrip() + f" {_requoted(bare.strip())}" + (f"  #{comment}" if comment else ""))


def _colon(slip: _Slip) -> Iterator[Repair]:
    """A colon where the sign = has to be."""
    if match := _COLON.match(slip.here):
        yield slip.line(f"{match[1]} = {match[2]}")
        yield slip.line(f"{match[1]} = {_requoted(match[2].strip())}")


def _stray_words(slip: _Slip) -> Iterator[Repair]:
    """Words below a block, or explanations that lost their sign."""
    lines, first = slip.lines, slip.at
    if not slip.here.strip() or HEADING.match(slip.here):
        return
    fence = first - 1
    while fence >= 0 and not lines[fence].strip():
        fence -= 1
    end = first
    while end < len(lines) and lines[end].strip() and not _begins(lines[end]):
        end += 1
    if end == first:
        return
    words = [line for line in lines[first:end] if "'''" not in line]
    if fence > 0 and lines[fence].strip() == "'''" and len(words) == end - first:
        start = fence
        while start > 0 and not lines[start - 1].strip():
            start -= 1  # the empty line that was left to write in
        yield slip.change(start, end, *words, "'''")
        yield slip.change(fence, end, *words, "'''")
    is_above = end < len(lines) and _begins(lines[end]) and not HEADING.match(lines[end])
    if is_above or (fence >= 0 and lines[fence].lstrip().startswith("#")):
        yield slip.change(first, end, *(f"# {line.strip()}" for line in lines[first:end]))


def _begins(line: str) -> bool:
    return bool(ASSIGNMENT.match(line) or HEADING.match(line)) or line.lstrip().startswith("#")


def _heading(slip: _Slip) -> Iterator[Repair]:
    """A heading without its closing bracket, or without both."""
    here = slip.here.rstrip()
    if here.lstrip().startswith("[") and "]" not in here:
        yield slip.line(f"{here}]")
    if here.strip().removesuffix("]") in {".".join(table) for table in slip.tables}:
        yield slip.line(f"[{here.strip().removesuffix(']')}]")


_LOOKS = (
    _unseen,
    _heading,
    _fences,
    _lost_heading,
    _key_twice,
    _heading_twice,
    _curly,
    _list,
    _broken_string,
    _quotes,
    _colon,
    _stray_words,
    _bare_words,
)
