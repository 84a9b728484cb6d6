"""The lines of a worksheet's text as keys and sections, also where the text is no TOML: what repairs move about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ue_tui.model.sheets import Place

ASSIGNMENT = re.compile(r"^(\s*[A-Za-z0-9_\-\"'.]+\s*=\s*)(.*?)\s*$")
"""A key with its sign, and its value."""

HEADING = re.compile(r"^\s*\[{1,2}\s*([A-Za-z0-9_\-\"'. ]+?)\s*\]{1,2}\s*(#.*)?$")


def table_of(line: str) -> Place | None:
    """The table that a line is the heading of; None where it is none."""
    match = HEADING.match(line)
    return tuple(part.strip(" \"'") for part in match[1].split(".")) if match else None


def extent(lines: Sequence[str], at: int) -> int:
    """The line after the value that begins at a line."""
    match = ASSIGNMENT.match(lines[at])
    value = match[2] if match else ""
    for fence in ("'''", '"""'):
        if value.startswith(fence) and value.count(fence) == 1:
            return next((n + 1 for n in range(at + 1, len(lines)) if fence in lines[n]), at + 1)
    if value.startswith("[") and "]" not in value:
        return next((n + 1 for n in range(at + 1, len(lines)) if lines[n].strip().startswith("]")), at + 1)
    return at + 1


def section(lines: Sequence[str], at: int) -> int:
    """The line after the last value below a heading; explanations of what comes next are no part of it."""
    end = number = at + 1
    while number < len(lines) and not HEADING.match(lines[number]):
        if ASSIGNMENT.match(lines[number]):
            number = end = extent(lines, number)
        else:
            number += 1
    return end


def joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The lines of two sections as one: of a key in both, an empty value goes and two blocks become one."""
    parts = list(_parts(first))
    keys = {key: number for number, (key, _) in enumerate(parts) if key}
    for key, lines in _parts(second):
        number = keys.get(key)
        if not key or number is None:
            parts.append((key, lines))
            continue
        before = parts[number][1]
        if _is_empty(lines) or _value(lines) == _value(before):
            continue
        if _is_empty(before):
            parts[number] = (key, lines)
        elif _is_block(before) and _is_block(lines):
            parts[number] = (key, [*before[:-1], *lines[1:-1], before[-1]])
        else:
            parts.append((key, lines))
    return [line for _, lines in parts for line in lines]


def _parts(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each key with the lines of its value; other lines without a key."""
    number = 0
    while number < len(lines):
        match = ASSIGNMENT.match(lines[number])
        end = extent(lines, number) if match else number + 1
        yield (match[1].split("=")[0].strip() if match else ""), list(lines[number:end])
        number = end


def _value(lines: Sequence[str]) -> str:
    return "\n".join(lines).partition("=")[2].strip()


def _is_empty(lines: Sequence[str]) -> bool:
    """Whether a value says nothing: no mark, no text, no bullet."""
    return _value(lines).strip("'\"[] \t\r\n") in ("", "0")


def _is_block(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and lines[0].rstrip().endswith("'''") and lines[-1].strip() == "'''"
