"""Between the values of a worksheet's file and the answers of the model; generous in reading, exact in writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ue_tui.model.answers import Answer, Unread, raw_value, read_answer
from ue_tui.model.errors import Refused
from ue_tui.model.event import Event
from ue_tui.model.findings import Finding, Repair, Severity
from ue_tui.model.people import Owner, OwnerKind, folded
from ue_tui.model.sheets import Field, Kind, Place, dotted, nearest, refusal_of
from ue_tui.model.worksheet import Conflict, Worksheet
from ue_tui.store.toml_files import Block, BrokenToml, TomlText, Value, decode, parse
from ue_tui.store.toml_repairs import repair_of_file

FORMAT = 1
"""The format of worksheets that this version reads and writes."""

OURS = ("format", "conflict")
"""Keys at the top of a worksheet that are no answers."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a worksheet's file says, and what in it could not be read or is not known."""

    worksheet: Worksheet
    findings: tuple[Finding, ...] = ()


def parse_sheet(data: bytes, tables: Sequence[Place] = ()) -> tuple[TomlText | None, dict[str, Any] | BrokenToml]:
    """The text of a worksheet's file as far as it can be decoded, and its values or why it cannot be read.

    With `tables`, those of such a worksheet in their order, a broken file comes with its repair where there is one.
    """
    text: TomlText | None = None
    try:
        text = decode(data)
        raw = parse(text.text)
    except BrokenToml as broken:
        broken.repair = repair = repair_of_file(data, broken, tables)
        if repair is not None and not repair.before and repair.after[0].startswith("["):
            broken.message = f"The heading {repair.after[0]} is missing above this line: write it there."
        return text, broken
    if "format" not in raw:
        return text, _no_worksheet(text.text, raw)
    if isinstance(raw.get("format"), int) and raw["format"] > FORMAT:
        sentence = f"This file has format {raw['format']}: a newer ue-tui wrote it. This version reads format {FORMAT}."
        return text, BrokenToml(1, 1, sentence)
    return text, raw


def _no_worksheet(text: str, raw: Mapping[str, Any]) -> BrokenToml:
    """Why a text that is TOML, but has no format, is no worksheet."""
    if not raw:
        return BrokenToml(1, 1, "This file is empty or cut off: there is no line “format = 1” in it.")
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.lstrip().startswith("[")), 0)
    if any(kind.value in raw for kind in OwnerKind):
        broken = BrokenToml(first + 1, 1, "The line “format = 1” is missing above the first heading: write it there.")
        broken.repair = Repair(first + 1, (), (f"format = {FORMAT}",))
        return broken
    return BrokenToml(1, 1, "This is a file of another program, not a worksheet: take it out of this folder.")


def tables_of(event: Event, kind: OwnerKind) -> tuple[Place, ...]:
    """The tables that the worksheet of such an owner has, in their order."""
    return tuple(dict.fromkeys(place[:-1] for place in event.fields(kind)))


def names_in(owner: Owner | None, raw: Mapping[str, Any] | BrokenToml) -> set[str]:
    """What a delegation is called in the sources of bullets: its stem and its name; nothing for another file."""
    if owner is None or owner.kind is not OwnerKind.DELEGATION or isinstance(raw, BrokenToml):
        return set()
    table = raw.get("delegation")
    name = table.get("name") if isinstance(table, dict) else None
    return {folded(owner.stem), *([folded(name)] if isinstance(name, str) else [])}


def read_sheet(event: Event, owner: Owner, raw: Mapping[str, Any], is_delegation: Callable[[str], bool]) -> ReadSheet:
    """The answers in the values of a file; one that cannot be read is kept as it is and told."""
    answers: dict[Place, Answer] = {}
    found: list[Finding] = []
    for place, value in _leaves(event, owner.kind, raw):
        field = event.field(owner.kind, place)
        if field is None:
            found.append(_below_a_lost_heading(event, owner.kind, place, raw) or _unknown(event, owner.kind, place))
            continue
        try:
            answer = read_answer(field, value, is_delegation)
        except Refused as refused:
            answer = Unread(_as_written(value))
            found.append(Finding(place, Severity.ERROR, str(refused), refused.meant))
        if answer:
            answers[place] = answer
    return ReadSheet(Worksheet(owner, answers, tuple(_conflicts(raw))), tuple(found))


def _as_written(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _leaves(event: Event, kind: OwnerKind, raw: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    """Every place of a file with its value; a table that no question stands in is one place."""
    tables = event.tables(kind)

    def walk(place: Place, values: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
        for key, value in values.items():
            here = (*place, key)
            if isinstance(value, dict) and (here in tables or key == "hands"):
                yield from walk(here, value)
            else:
                yield here, value

    return walk((), {key: value for key, value in raw.items() if key not in OURS})


def _below_a_lost_heading(event: Event, kind: OwnerKind, place: Place, raw: Mapping[str, Any]) -> Finding | None:
    """What to say of a key that stands in another table of such a worksheet, and there is not in this file."""
    lost = [known[:-1] for known in event.fields(kind) if known[-1] == place[-1] and not _has(raw, known)]
    if len(lost) != 1:
        return None
    heading = f"[{dotted(lost[0])}]"
    message = f"The heading {heading} is missing above “{place[-1]}”: write it there, so that it is read."
    return Finding(place, Severity.ERROR, message, heading, of_key=True)


def _has(raw: Mapping[str, Any], place: Place) -> bool:
    """Whether a file has anything at a place."""
    values: Any = raw
    for key in place:
        if not isinstance(values, dict) or key not in values:
            return False
        values = values[key]
    return True


def _unknown(event: Event, kind: OwnerKind, place: Place) -> Finding:
    """What to say of a key that no question stands behind."""
    for session in event.sessions:
        if session.id == place[0] and (refusal := refusal_of(session.grid, place)):
            return Finding(place, Severity.ERROR, refusal)
    other = OwnerKind.GROUP if kind is OwnerKind.DELEGATION else OwnerKind.DELEGATION
    if place == (other.value,):
        where = "worksheets/groups/" if other is OwnerKind.GROUP else "worksheets/"
        return Finding(place, Severity.ERROR, f"This is the worksheet of a {other}: its file belongs in {where}.")
    depth = len(place)
    siblings = {known[depth - 1] for known in event.fields(kind) if known[: depth - 1] == place[:-1]}
    close = nearest(place[-1], sorted(siblings))
    hint = f" Did you mean “{close}”?" if close else ""
    message = f"“{dotted(place)}” is not asked; it is kept, but nobody sees it.{hint}"
    return Finding(place, Severity.WARNING, message, close or "", of_key=True)


def _conflicts(raw: Mapping[str, Any]) -> Iterator[Conflict]:
    tables = raw.get("conflict", ())
    for table in tables if isinstance(tables, list) else ():
        if isinstance(table, dict) and "at" in table:
            since = table.get("since")
            at = tuple(str(table["at"]).split("."))
            when = since if isinstance(since, dt.datetime) else dt.datetime.fromtimestamp(0, dt.UTC)
            yield Conflict(at, str(table.get("kept", "")), str(table.get("other", "")), when)


def changes(event: Event, before: Worksheet, after: Worksheet) -> dict[Place, Value]:
    """What has to be written where, to make the file of `before` say `after`."""
    written: dict[Place, Value] = {}
    for place in dict.fromkeys((*before.answers, *after.answers)):
        answer = after.answers.get(place)
        field = event.field(after.owner.kind, place)
        if field is not None and answer != before.answers.get(place) and not isinstance(answer, Unread):
            written[place] = toml_value(field, answer)
    return written


def toml_value(field: Field, answer: Answer | None) -> Value:
    """An answer as the TOML layer writes it: bullets and notes as blocks, marks as numbers."""
    value = raw_value(field, answer)
    if field.kind is Kind.CELL:
        return Block(value if isinstance(value, tuple) else ())
    if field.long:
        return Block(tuple(str(value).splitlines()))
    return value
