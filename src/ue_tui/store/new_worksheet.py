"""The text of a new worksheet, written for the person who will edit it: explanations, prompts, and room to write.

What is asked comes from the event's sessions; here stands only how the three kinds of grid are laid out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import tomli_w

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.event import Event, Session
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Choice, Column, Field, Kind, Maturity, Place, Recommendations, Table
from ue_tui.model.worksheet import is_answered
from ue_tui.store.sheet_files import toml_value
from ue_tui.store.toml_files import Block, block, quoted

WIDTH = 76
"""Comments are wrapped at this column, so that an editor's window of any size shows them whole."""

SCHEMA_FILE = "worksheet.schema.json"
"""The schema's file in `worksheets/`, which the first line of each worksheet names."""

_HOW_TO_WRITE = "Write between the two lines of '''. One point a line, no quotes, no commas."
_RULE = "# " + "=" * 72
_LONGEST_LINE = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def new_worksheet(event: Event, owner: Owner, answers: Mapping[Place, Answer]) -> str:
    """The text of a worksheet with these answers, in the form of every worksheet that ue-tui makes.

    What is not answered stands there as an empty block, an empty text or a 0. Answers at places that the event does not
    ask this kind of owner are left out. Reading the text gives the same answers.
    """
    return "\n".join(_Writer(event, owner, answers).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """One worksheet on its way to text, line by line."""

    event: Event
    owner: Owner
    answers: Mapping[Place, Answer]

    def lines(self) -> Iterator[str]:
        kind = self.owner.kind
        name = self.answers.get((kind.value, "name"))
        shown = name if isinstance(name, str) else self.owner.stem
        up, whose = ("../", f"the discussion group {shown}") if kind is OwnerKind.GROUP else ("./", shown)
        yield f"#:schema {up}{SCHEMA_FILE}"
        yield ""
        yield from _comment(f"Worksheet of {whose}.")
        yield "# Write, save: it is in the room a moment later. Lines that begin with # are"
        yield "# explanations; what is written after a # is not read as an answer."
        yield ""
        yield "format = 1"
        yield ""
        yield from self._head()
        for session in self.event.sessions:
            if session.fields(kind):
                yield from self._session(session)

    def _head(self) -> Iterator[str]:
        """Who it is: the fields before those of the first session, table by table."""
        sessions = {session.id for session in self.event.sessions}
        table: Place = ()
        for place, field in self.event.fields(self.owner.kind).items():
            if place[0] in sessions:
                continue
            if place[:-1] != table:
                if len(table) < len(place[:-1]) == 2:
                    yield from ("", "# Who speaks for the group, and who types, session by session")
                table = place[:-1]
                yield _heading(table)
            if field.kind is Kind.MEMBERS:
                yield "# The file names of its delegations, without .toml"
            yield from self._value(field)

    def _session(self, session: Session) -> Iterator[str]:
        yield from ("", _RULE)
        yield from _comment(session.heading or f"Session {session.number}: {session.title}")
        for paragraph in session.instructions:
            yield from _comment(paragraph)
        yield _RULE
        match session.grid:
            case Maturity() as grid:
                yield from self._maturity(session, grid)
            case Table() as grid:
                yield from self._table(session, grid)
            case Recommendations() as grid:
                yield from self._recommendations(session, grid)

    def _maturity(self, session: Session, grid: Maturity) -> Iterator[str]:
        for stage in grid.stages:
            score, note, *items = self._below(session.id, stage.id)
            yield from _section(stage.label, score.code)
            yield from _levels(grid.levels)
            yield _heading((session.id, stage.id))
            yield from self._stage(score, note, items)

    def _stage(self, score: Field, note: Field, items: Sequence[Field]) -> Iterator[str]:
        if not score.counts:
            yield "# The score of the stage is for your own work; it may stay 0."
        yield from self._value(score)
        yield from self._value(note)
        if items and not items[0].counts:
            yield "# The items are for your own work; they may stay 0."
        for item in items:
            yield from _comment(f"{item.code} {item.label}")
            yield from self._value(item)

    def _table(self, session: Session, grid: Table) -> Iterator[str]:
        if grid.lines:
            yield from ("", _heading((session.id,)))
        for line in grid.lines:
            # A label with a colon is half a sentence that the prompt ends; another says less than the prompt.
            whole = f"{line.label} {line.prompt}" if line.label.endswith(":") else line.prompt or line.label
            yield from _comment(whole)
            yield from self._value(self._field(session.id, line.id))
        for row in grid.rows:
            yield from _section(row.heading)
            yield from _comment(row.prompt)
            yield f"# {_HOW_TO_WRITE}"
            yield _heading((session.id, row.id))
            for field in self._below(session.id, row.id):
                yield from self._value(field)

    def _recommendations(self, session: Session, grid: Recommendations) -> Iterator[str]:
        yield from ("", _heading((session.id,)))
        if self.owner.kind is OwnerKind.GROUP:
            yield "# The group's top one: a delegation (by file name) and its recommendation"
            yield from self._value(self._field(session.id, "top"))
            yield from self._hands(session)
            return
        yield f"# The number of the one that you share with your group: {_numbers(grid.choices)} (0 not chosen)"
        yield from self._value(self._field(session.id, "shared"))
        for column in grid.columns:
            yield from self._recommendation(session, column)

    def _recommendation(self, session: Session, column: Column) -> Iterator[str]:
        yield from _section(column.label)
        yield _heading((session.id, column.id))
        for field in self._below(session.id, column.id):
            yield from _comment(field.label)
            yield from self._value(field)

    def _hands(self, session: Session) -> Iterator[str]:
        """Hands that were counted; where none were, how to write them: a 0 would say that nobody raised one."""
        table = (session.id, "hands")
        counted = [place for place in self.answers if place[:-1] == table]
        yield "# Hands raised for each, if they were counted"
        if not counted:
            yield "# One line for each: its file name, = and the number, such as  aurelia = 4"
        yield _heading(table)
        for place in counted:
            yield from self._value(self._field(*place))

    def _field(self, *place: str) -> Field:
        field = self.event.field(self.owner.kind, place)
        assert field is not None, place
        return field

    def _below(self, *table: str) -> list[Field]:
        fields = self.event.fields(self.owner.kind)
        return [field for place, field in fields.items() if place[:-1] == table]

    def _value(self, field: Field) -> Iterator[str]:
        """The line or the block that says a field's answer."""
        answer = self.answers.get(field.place)
        key = _key(field.place[-1])
        if isinstance(answer, Unread):
            yield f"{key} = {quoted(answer.raw)}"  # is as unreadable as it was, and is told as such
            return
        value = toml_value(field, answer if is_answered(answer) else None)
        if isinstance(value, Block):
            yield f"{key} = {block(value.lines)}"
        elif isinstance(value, tuple):
            yield from _array(key, value)
        else:
            yield f"{key} = {quoted(value) if isinstance(value, str) else value}"


def _comment(text: str) -> Iterator[str]:
    """A text as comments, wrapped; a word that is longer than a line, such as an address, stays whole."""
    lines = textwrap.wrap(_one_line(text), WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    yield from (f"# {line}" for line in lines)


def _one_line(text: str) -> str:
    """A text without line breaks and other control characters: TOML allows none in a comment."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _section(title: str, code: str = "") -> Iterator[str]:
    yield ""
    yield f"# ---- {f'{code}  ' if code else ''}{_one_line(title)} ----"


def _levels(levels: Sequence[Choice]) -> Iterator[str]:
    """How to mark, in one line where it is short enough to be seen whole."""
    numbered = [f"{number} {_one_line(level.label)}" for number, level in enumerate(levels, 1)]
    line = f"# Write {_numbers(levels)}:  {'   '.join(numbered)}   (0 not marked)"
    if len(line) <= _LONGEST_LINE:
        yield line
        return
    yield f"# Write {_numbers(levels)} (0 not marked):"
    yield from (f"#   {level}" for level in numbered)


def _numbers(choices: Sequence[Choice]) -> str:
    """`1, 2 or 3`."""
    *first, last = map(str, range(1, len(choices) + 1))
    return f"{', '.join(first)} or {last}" if first else last


def _heading(table: Place) -> str:
    return f"[{'.'.join(map(_key, table))}]"


def _array(key: str, values: Sequence[str]) -> Iterator[str]:
    """A list in one line while that can be seen whole, else one value a line."""
    line = f"{key} = [{', '.join(map(quoted, values))}]"
    if len(line) <= _LONGEST_LINE:
        yield line
        return
    yield f"{key} = ["
    for value in values:
        yield f"  {quoted(value)},"
    yield "]"


def _key(key: str) -> str:
    """A key as TOML writes it, in quotes where it has to be: a file's name may hold anything."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
