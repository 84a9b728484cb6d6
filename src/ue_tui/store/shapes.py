"""The files of `sessions/` as shapes that pydantic checks, and what they mean to the model.

A shape mirrors its file key by key, so that an error's path is a path in the file; the model's own dataclasses stand in
it wherever they agree with the file.
"""

from __future__ import annotations

import re
import zoneinfo
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ue_tui.model.event import Agenda, Block, Defaults, Example, Phase, Reference, Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import (
    Asks,
    Choice,
    Column,
    Grid,
    Item,
    Line,
    Maturity,
    Place,
    Recommendations,
    Stage,
    Table,
    TableRow,
)

ID = re.compile(r"[a-z][a-z0-9_]*")
MOST_LEVELS = 9
"""A mark is one key, and one digit in the file."""
RESERVED_ITEMS = ("score", "note")


@dataclass(frozen=True)
class EventTable:
    """`[event]` of the agenda."""

    title: str
    dates: str = ""
    place: str = ""
    timezone: str = ""
    language: str = "en"


@dataclass(frozen=True)
class AgendaFile:
    """`sessions/agenda.toml`."""

    format: int
    event: EventTable
    block: tuple[Block, ...]
    defaults: Defaults = field(default_factory=Defaults)


@dataclass(frozen=True)
class StageTable:
    """`[[maturity.stage]]`."""

    id: str
    label: str
    item: tuple[Item, ...] = ()


@dataclass(frozen=True)
class MaturityTable:
    """`[maturity]`."""

    level: tuple[Choice, ...]
    stage: tuple[StageTable, ...]
    corner: str = ""
    asks: Asks = "stages"


@dataclass(frozen=True)
class TableTable:
    """`[table]`."""

    column: tuple[Column, ...]
    row: tuple[TableRow, ...]
    corner: str = ""
    tags: tuple[str, ...] = ()
    tagged_column: str = ""


@dataclass(frozen=True)
class RecommendationsTable:
    """`[recommendations]`."""

    column: tuple[Column, ...]
    row: tuple[Column, ...]
    corner: str = ""
    at_least: int = 2


@dataclass(frozen=True)
class SessionFile:
    """One file of `sessions/`; the table of its kind stands under the kind's name."""

    format: int
    id: str
    number: int
    kind: Literal["maturity", "table", "recommendations", "none"]
    title: str
    phase: tuple[Phase, ...]
    heading: str = ""
    schedule: str = ""
    concept_paper: str = ""
    sheets: tuple[OwnerKind, ...] = ()
    presentation_minutes: float = 0
    form: str = ""
    bold: tuple[str, ...] = ()
    instructions: tuple[str, ...] = ()
    reference: Reference | None = None
    field: tuple[Line, ...] = ()
    maturity: MaturityTable | None = None
    table: TableTable | None = None
    recommendations: RecommendationsTable | None = None
    example: dict[str, Any] | None = None


for _shape in (
    *(AgendaFile, EventTable, Block, Defaults, SessionFile, Phase, Reference, Line, StageTable, Item, Choice),
    *(MaturityTable, TableTable, Column, TableRow, RecommendationsTable),
):
    # The model's dataclasses know nothing of pydantic: that a key they do not have is told is decided here.
    _shape.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[union-attr]  # pydantic's own hook


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a place of a file of `sessions/`; `fatal` unless the rest can be used as it is."""

    place: Place
    message: str
    fatal: bool = True


@cache
def _adapter(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _checked(shape: type, raw: Mapping[str, Any]) -> tuple[Any, list[Mistake]]:
    """The shape that the values of a file make, or None, and what is wrong with them."""
    mistakes: list[Mistake] = []
    values = dict(raw)
    for _ in range(2):
        try:
            return _adapter(shape).validate_python(values), mistakes
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=True, include_input=True)
            found = [_mistake(one, shape) for one in details]
            mistakes += found
            if any(one.fatal for one in found):
                return None, mistakes
            for one in details:  # only unknown keys: the rest is read without them
                values = _without(values, one["loc"])
    return None, mistakes


def _mistake(error: ErrorDetails, shape: type) -> Mistake:
    place = tuple(str(part) for part in error["loc"])
    key = place[-1] if place else ""
    match error["type"]:
        case "missing":
            return Mistake(place[:-1], f"“{key}” is missing here.")
        case "unexpected_keyword_argument" | "extra_forbidden":
            close = get_close_matches(key, _known_keys(shape, place), 1)
            hint = f" Did you mean “{close[0]}”?" if close else ""
            return Mistake(place, f"“{key}” is not a key of this table.{hint}", fatal=False)
        case "literal_error" | "enum":
            expected = str(error.get("ctx", {}).get("expected", ""))
            return Mistake(place, f"“{error['input']}” is not one of {expected.replace(' or ', ', ')}.")
        case "string_type":
            return Mistake(place, f"“{key}” has to be text between quotes.")
        case kind if kind.startswith(("int_", "float_")):
            return Mistake(place, f"“{key}” has to be a number, without quotes.")
        case kind if kind.startswith(("tuple_", "dataclass_type", "dict_type")):
            return Mistake(place, f"“{key}” has another form here: compare it with the sample event's file.")
        case kind if kind.startswith(("time_", "date_")):
            return Mistake(place, f"“{key}” is written like 09:30:00 for a time, 2025-12-02 for a day.")
    return Mistake(place, f"“{key}”: {error['msg']}.")


def _known_keys(shape: type, place: Place) -> Sequence[str]:
    """The keys that the table of a place may have; the numbers in between name no table."""
    tables: dict[str, type] = {
        "event": EventTable, "block": Block, "defaults": Defaults, "phase": Phase, "reference": Reference,
        "maturity": MaturityTable, "level": Choice, "stage": StageTable, "item": Item, "table": TableTable,
        "column": Column, "row": TableRow, "field": Line, "recommendations": RecommendationsTable,
    }  # fmt: skip
    names = [part for part in place[:-1] if not part.isdecimal()]
    return [one.name for one in fields(tables.get(names[-1], shape) if names else shape)]


def _without(values: Mapping[str, Any], loc: tuple[int | str, ...]) -> dict[str, Any]:
    """A copy of nested values without the key at a location."""
    here, *rest = loc

    def cut(value: Any) -> Any:
        if isinstance(value, list):
            return [_cut_at(one, rest[1:]) if index == rest[0] else one for index, one in enumerate(value)]
        return _cut_at(value, rest)

    if not rest:
        return {key: value for key, value in values.items() if key != here}
    return {key: cut(value) if key == here else value for key, value in values.items()}


def _cut_at(value: Any, rest: Sequence[int | str]) -> Any:
    return _without(value, tuple(rest)) if rest else value


def read_agenda(raw: Mapping[str, Any]) -> tuple[Agenda | None, list[Mistake]]:
    """The agenda that the values of `agenda.toml` say, or None, and what is wrong with them."""
    file, mistakes = _checked(AgendaFile, raw)
    if file is None:
        return None, mistakes
    mistakes += _agenda_rules(file)
    event = file.event
    agenda = Agenda(event.title, file.block, event.dates, event.place, event.timezone, event.language, file.defaults)
    return (None if any(one.fatal for one in mistakes) else agenda), mistakes


def _agenda_rules(file: AgendaFile) -> Iterator[Mistake]:
    if file.format != 1:
        yield Mistake(("format",), f"This file has format {file.format}; this version of ue-tui reads format 1.")
    if file.event.timezone and file.event.timezone not in zoneinfo.available_timezones():
        example = "such as Asia/Tokyo"
        yield Mistake(("event", "timezone"), f"“{file.event.timezone}” is no time zone: write its name, {example}.")
    if file.defaults.words_per_minute <= 0:
        yield Mistake(("defaults", "words_per_minute"), "The speaking rate has to be more than 0 words a minute.")
    sessions = Counter(block.session for block in file.block if block.session)
    for number, block in enumerate(file.block):
        place = ("block", str(number))
        if bool(block.session) == bool(block.title):
            yield Mistake(place, "A block has either a session or, for a break, a title and minutes.")
        elif block.title and block.minutes <= 0:
            yield Mistake(place, f"“{block.title}” needs minutes.")
        elif block.session and sessions[block.session] > 1:
            yield Mistake(place, f"“{block.session}” stands twice in the agenda.")


def read_session(raw: Mapping[str, Any]) -> tuple[Session | None, list[Mistake]]:
    """The session that the values of a session file say, or None, and what is wrong with them."""
    file, mistakes = _checked(SessionFile, raw)
    if file is None:
        return None, mistakes
    mistakes += _session_rules(file)
    if any(one.fatal for one in mistakes):
        return None, mistakes
    session = Session(
        id=file.id,
        number=file.number,
        title=file.title,
        phases=file.phase,
        grid=_grid(file),
        heading=file.heading,
        schedule=file.schedule,
        concept_paper=file.concept_paper,
        instructions=file.instructions,
        bold=file.bold,
        form=file.form,
        sheets=file.sheets,
        presentation_minutes=file.presentation_minutes,
        reference=file.reference,
        example=_example(file),
    )
    return session, mistakes


def _session_rules(file: SessionFile) -> Iterator[Mistake]:
    if file.format != 1:
        yield Mistake(("format",), f"This file has format {file.format}; this version of ue-tui reads format 1.")
    if file.kind != "none" and getattr(file, file.kind) is None:
        yield Mistake(("kind",), f"A session of kind “{file.kind}” needs a table [{file.kind}].")
    if file.kind != "none" and not file.sheets:
        yield Mistake((), '“sheets” is missing: write who has this sheet, such as ["delegation"].')
    for number, phase in enumerate(file.phase):
        if phase.minutes <= 0:
            yield Mistake(("phase", str(number), "minutes"), "A phase has to have more than 0 minutes.")
    yield from _id_rules(file)
    if file.maturity is not None and not 2 <= len(file.maturity.level) <= MOST_LEVELS:
        yield Mistake(("maturity", "level"), f"There are {len(file.maturity.level)} levels: 2 to {MOST_LEVELS} can be.")
    if file.table is not None and file.table.tagged_column not in ("", *(one.id for one in file.table.column)):
        place = ("table", "tagged_column")
        yield Mistake(place, f"“{file.table.tagged_column}” is not the id of a column of this table.")


def _id_rules(file: SessionFile) -> Iterator[Mistake]:
    """Ids name tables and keys of worksheets: they have to be plain, and each its own."""
    lists: list[tuple[Place, Sequence[Any]]] = [(("phase",), file.phase), (("field",), file.field)]
    if file.maturity is not None:
        lists += [(("maturity", "level"), file.maturity.level), (("maturity", "stage"), file.maturity.stage)]
        lists += [
            (("maturity", "stage", str(number), "item"), stage.item) for number, stage in enumerate(file.maturity.stage)
        ]
    for name in ("table", "recommendations"):
        if (table := getattr(file, name)) is not None:
            lists += [((name, "column"), table.column), ((name, "row"), table.row)]
    if not ID.fullmatch(file.id):
        yield Mistake(("id",), _id_sentence(file.id))
    for place, things in lists:
        seen: set[str] = set()
        for number, thing in enumerate(things):
            here = (*place, str(number), "id")
            if not ID.fullmatch(thing.id):
                yield Mistake(here, _id_sentence(thing.id))
            elif thing.id in seen:
                yield Mistake(here, f"The id “{thing.id}” stands twice in this list.")
            elif place[-1] == "item" and thing.id in RESERVED_ITEMS:
                yield Mistake(here, f"An item cannot be called “{thing.id}”: the stage's own answers are.")
            seen.add(thing.id)


def _id_sentence(name: str) -> str:
    return f"“{name}” cannot be an id: write small letters, digits and _, a letter first."


def _grid(file: SessionFile) -> Grid | None:
    if file.kind == "maturity" and file.maturity is not None:
        stages = tuple(Stage(stage.id, stage.label, stage.item) for stage in file.maturity.stage)
        return Maturity(file.maturity.level, stages, file.maturity.corner, file.maturity.asks)
    if file.kind == "table" and file.table is not None:
        table = file.table
        return Table(table.column, table.row, table.corner, file.field, table.tags, table.tagged_column)
    if file.kind == "recommendations" and file.recommendations is not None:
        table_ = file.recommendations
        return Recommendations(table_.column, table_.row, table_.corner, table_.at_least)
    return None


def _example(file: SessionFile) -> Example | None:
    """The example's table; what it says of a row or a line that the sheet does not have is left out."""
    if file.example is None or file.table is None:
        return None
    rows = {row.id for row in file.table.row}
    columns = {column.id for column in file.table.column}
    tables = {row: table for row, table in file.example.items() if row in rows and isinstance(table, dict)}
    return Example(
        heading=str(file.example.get("heading", "EXAMPLE:")),
        lines={line.id: str(file.example[line.id]) for line in file.field if line.id in file.example},
        prompts={row: str(table["prompt"]) for row, table in tables.items() if "prompt" in table},
        cells={
            (row, column): tuple(str(bullet) for bullet in bullets)
            for row, table in tables.items()
            for column, bullets in table.items()
            if column in columns and isinstance(bullets, list)
        },
    )
