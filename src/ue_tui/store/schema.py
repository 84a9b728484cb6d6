"""The JSON Schema of an event's worksheets: with it a text editor completes, explains and checks what people write.

Exact where the program is generous, so that an editor says one clear thing: a mark is a number, a cell a block.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from ue_tui.model.event import Event
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Choice, Field, Kind, Place
from ue_tui.store.new_worksheet import SCHEMA_FILE
from ue_tui.store.saving import replace

Schema: TypeAlias = dict[str, Any]

SCHEMA_PATH = f"worksheets/{SCHEMA_FILE}"
"""Where it stands in an event."""

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that every editor's TOML extension knows."""

_STRING: Schema = {"type": "string"}
_TITLES = {OwnerKind.DELEGATION: "Worksheet of a delegation", OwnerKind.GROUP: "Worksheet of a discussion group"}


def schema_text(event: Event) -> str:
    """The schema as it stands in `worksheets/worksheet.schema.json`."""
    return json.dumps(json_schema(event), ensure_ascii=False, indent=1) + "\n"


def stale_schema(root: Path, event: Event) -> Problem | None:
    """A warning where an event's folder has a schema that is not that of its sessions; none where it has none."""
    path = root / SCHEMA_PATH
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = None
    if text == schema_text(event) or (text is None and not path.exists()):
        return None
    message = (
        "This schema is not that of the sessions: text editors complete and check worksheets by other questions. "
        "“ue-tui schema --write” writes it anew, and so does opening the app."
    )
    return Problem(SCHEMA_PATH, 1, 1, Severity.WARNING, message)


def refresh_schema(root: Path, event: Event) -> bool:
    """Write the schema that editors check worksheets with, where there is none or another; whether it was written.

    Raises:
        NotSaved: the disk refused.
    """
    path = root / SCHEMA_PATH
    if not path.parent.is_dir() or (path.exists() and stale_schema(root, event) is None):
        return False
    replace(path, schema_text(event).encode(), expect=None)
    return True


def json_schema(event: Event) -> Schema:
    """The schema of the worksheets of an event: a delegation's or a group's, every key known.

    What may stand at a place is said at the root, and `oneOf` says only which keys each of the two has: with the whole
    sheets under `oneOf`, editors underline the whole file for one wrong mark.
    """
    sheets = [_sheet(event, kind) for kind in OwnerKind]
    whole = _joined(*sheets)
    return {
        "$schema": DRAFT,
        "title": f"Worksheets of {event.agenda.title}",
        **whole,
        "required": ["format"],
        "oneOf": [
            {"title": title, "required": [kind.value], **_keys(sheet, whole)}
            for (kind, title), sheet in zip(_TITLES.items(), sheets, strict=True)
        ],
    }


def _joined(one: Schema, other: Schema) -> Schema:
    """A table with the keys of both; what both have is a table of both, or the same."""
    tables: Schema = {**other["properties"], **one["properties"]}
    for key in one["properties"].keys() & other["properties"].keys():
        if "properties" in tables[key]:
            tables[key] = _joined(one["properties"][key], other["properties"][key])
    ordered = {key: tables[key] for key in (*one["properties"], *other["properties"])}
    return {**one, "properties": ordered}


def _keys(own: Schema, whole: Schema) -> Schema:
    """Which keys a sheet has, table by table, where these are not all that any sheet has."""
    found: Schema = {}
    if own["properties"].keys() != whole["properties"].keys():
        found["propertyNames"] = {"enum": [*own["properties"]]}
    below = {
        key: keys
        for key, table in own["properties"].items()
        if "properties" in table and (keys := _keys(table, whole["properties"][key]))
    }
    return {**found, "properties": below} if below else found


def _sheet(event: Event, kind: OwnerKind) -> Schema:
    """The exact sheet of a delegation or of a group."""
    sheet = _table()
    sheet["properties"]["format"] = {"const": 1, "description": "The form of this file; leave it as it is."}
    headings = {session.id: session.heading or session.title for session in event.sessions}
    for place, field in event.fields(kind).items():
        table = sheet
        for key in place[:-1]:
            table = table["properties"].setdefault(key, _table(headings.get(key, "")))
        table["properties"][place[-1]] = _answer(event, field)
    sheet["properties"][kind.value]["required"] = ["name"]
    for session, hands in _hands(event, kind):
        sheet["properties"][session]["properties"]["hands"] = hands
    sheet["properties"]["conflict"] = _conflicts()
    return sheet


def _table(description: str = "", required: Sequence[str] = ()) -> Schema:
    """A table in which every key is known; each call is a value of its own."""
    table: Schema = {"type": "object"}
    if description:
        table["description"] = description
    if required:
        table["required"] = list(required)
    return {**table, "properties": {}, "additionalProperties": False}


def _answer(event: Event, field: Field) -> Schema:
    """What may stand at a place, and what it means."""
    schema: Schema
    match field.kind:
        case Kind.MARK | Kind.SHARED:
            schema = {"type": "integer", "enum": [*range(len(field.choices) + 1)]}
        case Kind.CELL:
            schema = _block()
        case Kind.TEXT:
            schema = _block() if field.long else _STRING
        case Kind.TOP:
            schema = {**_STRING, "pattern": _top_pattern(event, field.place)}
        case Kind.MEMBERS:
            schema = {"type": "array", "items": _STRING, "uniqueItems": True}
        case Kind.COUNT:
            schema = {"type": "integer", "minimum": 0}
    return {"description": _description(field), **schema}


def _block() -> Schema:
    """A block of lines; also the list of strings that is written where a block cannot hold the text."""
    return {"type": ["string", "array"], "items": _STRING}


def _description(field: Field) -> str:
    """The pack's own words for a place, on one line each."""
    name = f"{field.code} {field.label}".strip()
    parts = [name, field.prompt]
    if field.choices:
        none = "not marked" if field.kind is Kind.MARK else "not chosen"
        parts += [f"0 {none}", *(f"{number} {_level(choice)}" for number, choice in enumerate(field.choices, 1))]
    return "\n".join(part for part in parts if part)


def _level(choice: Choice) -> str:
    return f"{choice.label}: {choice.description}" if choice.description else choice.label


def _top_pattern(event: Event, place: Place) -> str:
    """A delegation and one of the recommendations that delegations share in the same session; or nothing yet."""
    shared = event.field(OwnerKind.DELEGATION, (*place[:-1], "shared"))
    choices = "|".join(choice.id for choice in shared.choices) if shared else "[^.]+"
    return rf"^([^.]+(\.({choices}))?)?$"


def _hands(event: Event, kind: OwnerKind) -> Iterator[tuple[str, Schema]]:
    """The sessions in whose sheet hands are counted, one line for each delegation by its file name."""
    for session in event.sessions:
        if (field := event.field(kind, (session.id, "hands", "any"))) is not None:
            description = "Hands raised for each delegation, by its file name"
            yield session.id, {**_table(description), "additionalProperties": _answer(event, field)}


def _conflicts() -> Schema:
    """Two wordings of one thing, which a person decides; ue-tui writes these tables."""
    conflict = _table("Two wordings of one thing: write the right one above, and take this table away.", ["at"])
    conflict["properties"] = {
        "at": {**_STRING, "description": "The place, such as user_journey.objects.constraints"},
        "kept": {**_STRING, "description": "What stands there now"},
        "other": {**_STRING, "description": "What was written elsewhere at the same time"},
        "since": {**_STRING, "format": "date-time", "description": "When the two met"},
    }
    return {"type": "array", "items": conflict}
