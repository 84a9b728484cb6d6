"""The roster: a table of delegations and their groups, as a spreadsheet saves it; and file names made of names."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from slugify import slugify

from ue_tui.model.errors import Refused

COLUMNS = ("delegation", "organization", "group", "user group")
"""What the first line of a roster names, in any case and order."""

MOST_BYTES = 1_000_000
"""A roster over this size is something else."""

_OTHER_NAMES = {
    "country": "delegation",
    "organisation": "organization",
    "discussiongroup": "group",
    **{column.replace(" ", ""): column for column in COLUMNS},
}
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_LONGEST_STEM = 60
_MOST_SENTENCES = 10


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A delegation as the roster names it."""

    delegation: str
    organization: str = ""
    group: str = ""
    """The discussion group it sits in; empty for none yet."""
    user_group: str = ""
    """Whom the group studies."""
    line: int = field(default=0, compare=False)
    """Where it stands in its file."""


def read_roster(data: bytes) -> tuple[RosterRow, ...]:
    """The delegations in the bytes of a CSV file, in its order.

    Columns are found by name; commas, semicolons and tabs, UTF-8 and UTF-16 are read. A row that says again what
    another said is taken once.

    Raises:
        Refused: it is no roster; each line of the message says what is wrong in which line of the file.
    """
    rows = list(_rows(_text(data)))
    if not rows:
        raise Refused(f"The roster is empty: its first line names the columns {_listed(COLUMNS)}.")
    columns = _columns(*rows[0])
    found = [_row(cells, line, columns) for line, cells in rows[1:]]
    if mistakes := [*_mistakes(found)]:
        more = len(mistakes) - _MOST_SENTENCES
        tail = [f"There are {more} more lines like these."] if more > 0 else []
        raise Refused("\n".join([*mistakes[:_MOST_SENTENCES], *tail]))
    return _whole(found)


def _text(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise Refused("This is a workbook, not a CSV file: save its sheet as “CSV UTF-8” and give that file.")
    if len(data) > MOST_BYTES:
        raise Refused("This file is over 1 MB: a roster is a table with one line for each delegation.")
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        way_out = "save the table as “CSV UTF-8”, so that every name comes through as it is written."
        raise Refused(f"Line {line}: there is a letter that is not UTF-8: {way_out}") from error


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Without a byte order mark: the header is plain letters, so that every second byte of UTF-16 is nothing.
    return {b"\0": "utf-16-be"}.get(data[:1]) or {b"\0": "utf-16-le"}.get(data[1:2], "utf-8-sig")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line that it begins in."""
    lines = io.StringIO(text, newline="").readlines()
    skipped = 1 if lines and lines[0].casefold().startswith("sep=") else 0  # a line that only Excel reads
    del lines[:skipped]
    header = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    begins = 0
    try:
        for row in reader:
            cells = [_clean(cell) for cell in row]
            if any(cells):
                yield begins + skipped + 1, cells
            begins = reader.line_num
    except csv.Error as error:
        sentence = "this line cannot be read as a row of a table: look for a quotation mark that does not end."
        raise Refused(f"Line {begins + skipped + 1}: {sentence}") from error


def _clean(cell: str) -> str:
    """A cell as one line of visible characters."""
    kept = "".join(" " if unicodedata.category(char) == "Cc" else char for char in cell)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _columns(line: int, header: Sequence[str]) -> Mapping[str, int]:
    """Where each column stands."""
    found: dict[str, int] = {}
    for position, title in enumerate(header):
        plain = "".join(char for char in title.casefold() if char.isalnum())
        found.setdefault(_OTHER_NAMES.get(plain, ""), position)
    if missing := [column for column in COLUMNS if column not in found]:
        noun, verb = ("column", "is") if len(missing) == 1 else ("columns", "are")
        there = f"the first line names {_listed([title for title in header if title])}"
        raise Refused(f"Line {line}: the {noun} {_listed(missing)} {verb} missing; {there}.")
    return found


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " and ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _row(cells: Sequence[str], line: int, columns: Mapping[str, int]) -> RosterRow:
    delegation, organization, group, user_group = (
        cells[at] if (at := columns[column]) < len(cells) else "" for column in COLUMNS
    )
    return RosterRow(delegation, organization, group, user_group, line)


def same_name(name: str) -> str:
    """A name for telling whether two are one: without case. Accents tell names apart."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _mistakes(rows: Sequence[RosterRow]) -> Iterator[str]:
    seen: dict[str, RosterRow] = {}
    studies: dict[str, RosterRow] = {}
    for row in rows:
        if not row.delegation:
            yield f"Line {row.line}: there is no name in the column “delegation”."
            continue
        before = seen.setdefault(same_name(row.delegation), row)
        if same_name(before.group) != same_name(row.group):
            also = _also(row.group, before.group, before.line)
            yield f"Line {row.line}: “{row.delegation}” is in two groups: {also}."
        elif same_name(before.organization) != same_name(row.organization):
            also = _also(row.organization, before.organization, before.line)
            yield f"Line {row.line}: “{row.delegation}” has two organizations: {also}."
        if not row.user_group:
            continue
        if not row.group:
            yield f"Line {row.line}: “{row.delegation}” has a user group, but no group: a group studies a user group."
            continue
        first = studies.setdefault(same_name(row.group), row)
        if same_name(first.user_group) != same_name(row.user_group):
            also = _also(row.user_group, first.user_group, first.line)
            yield f"Line {row.line}: the group “{row.group}” has two user groups: {also}."


def _also(here: str, there: str, line: int) -> str:
    return f"{f'“{here}”' if here else 'nothing'} here, {f'“{there}”' if there else 'nothing'} in line {line}"


def _whole(rows: Sequence[RosterRow]) -> tuple[RosterRow, ...]:
    """Each delegation once; a group is spelled as it first is, and its user group stands in each of its rows."""
    names: dict[str, str] = {}
    studies: dict[str, str] = {}
    for row in rows:
        names.setdefault(same_name(row.group), row.group)
        if row.user_group:
            studies.setdefault(same_name(row.group), row.user_group)
    once: dict[str, RosterRow] = {}
    for row in rows:
        key = same_name(row.group)
        whole = replace(row, group=names[key], user_group=studies.get(key, ""))
        once.setdefault(same_name(row.delegation), whole)
    return tuple(once.values())


def stem_for(name: str, taken: Collection[str], fallback: str = "delegation") -> str:
    """A file name in ASCII for a name in any script, that no other has: `curacao`, then `curacao-2`.

    A name of which nothing is left gets the fallback and a number, as do names that Windows keeps for itself.
    """
    used = {unicodedata.normalize("NFC", stem).casefold() for stem in taken}
    stem = slugify(name, max_length=_LONGEST_STEM, word_boundary=True)
    if not stem:
        stem, number = fallback, len(used) + 1
    elif stem in _RESERVED or stem in used:
        number = 2
    else:
        return stem
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"
