"""Commands that read and write answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unicodedata import category

import click

from ue_tui.cli.options import (
    MOST_TRIES,
    find_owner,
    find_session,
    folder_argument,
    folder_of,
    for_option,
    json_option,
    now,
    saved,
    session_option,
)
from ue_tui.model.answers import Answer, read_answer, shown
from ue_tui.model.bullets import carry_sources
from ue_tui.model.errors import NotFound, NotSaved, Refused
from ue_tui.model.keys import resolve
from ue_tui.model.people import Owner, folded
from ue_tui.model.prompts import is_session_source
from ue_tui.model.sheets import Field, Kind, dotted
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.live_event import LiveEvent


@click.command()
@for_option
@session_option
@json_option
@click.argument("key", required=False)
@folder_argument
@click.pass_context
def show(
    context: click.Context, owner: str, session: str | None, as_json: bool, key: str | None, directory: Path | None
) -> int:
    """Print the answers of a worksheet: of all sessions, of one, or at one KEY."""
    live = folder_of(context, directory).open().live
    whose = find_owner(live, owner)
    sheet = live.sheet(whose)
    if key is not None:
        field, number = resolve(live.event, whose.kind, key)
        print(_one(field, sheet, number))
        return 0
    chosen = find_session(live.event, session) if session else None
    fields = chosen.fields(whose.kind) if chosen else tuple(live.event.fields(whose.kind).values())
    if as_json:
        values = {dotted(one.place): shown(one, sheet.answers.get(one.place)) for one in fields}
        print(json.dumps(values, ensure_ascii=False, indent=1))
        return 0
    table = ""
    for field in fields:
        if (here := dotted(field.place[:-1])) != table:
            table = here
            print(f"\n{here}" + (f"  {field.prompt}" if field.kind is Kind.CELL and field.prompt else ""))
        answer = shown(field, sheet.answers.get(field.place)) or "not recorded"
        lead = f"{field.code} {field.label}".strip()
        print(f"  {lead}: " + ("\n    ".join(["", *answer.splitlines()]) if "\n" in answer else answer))
    return 0


def _one(field: Field, sheet: Worksheet, number: int | None) -> str:
    """One answer as a text, or one bullet of it."""
    text = shown(field, sheet.answers.get(field.place))
    if number is None:
        return text
    lines = text.splitlines()
    if not 1 <= number <= len(lines):
        raise NotFound(f"There is no bullet {number}: the cell has {len(lines)}.")
    return lines[number - 1]


@click.command("set", context_settings={"ignore_unknown_options": True})
@for_option
@click.option("--add", is_flag=True, help="Append TEXT as bullets.")
@click.option("--stdin", "from_stdin", is_flag=True, help="Read the text from standard input, one bullet a line.")
@click.argument("key")
@click.argument("text", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def set_answer(context: click.Context, owner: str, add: bool, from_stdin: bool, key: str, text: tuple[str, ...]) -> int:
    """Write one answer: KEY is its path in the file, each TEXT a bullet.

    A KEY may be a code of paper (3.2), the end of a path (shared), or a cell and the number of a bullet (….2).
    "" empties the answer. A text may begin with a dash.
    """
    folder = folder_of(context, None)
    if from_stdin:
        text = (*text, *sys.stdin.read().splitlines())
    elif not text:
        raise click.UsageError('Nothing to write: give a TEXT, "" to empty the answer, or --stdin.')
    for _ in range(MOST_TRIES):
        live = folder.open().live
        whose = find_owner(live, owner)
        field, number = resolve(live.event, whose.kind, key)
        answer = _new_answer(live, whose, field, number, [_clean(one) for one in text], add)
        live.edit(whose, field.place, answer, now())
        if saved(folder, live, whose):
            print(f"{whose} {dotted(field.place)}: {shown(field, answer) or 'empty'}")
            return 0
    raise NotSaved(f"The file of {owner} changes all the time: try again in a moment.")


def _clean(text: str) -> str:
    """Text without control characters, which no file of ours holds; a line break stays one."""
    cleaned = "".join(" " if category(char) in ("Cc", "Cs") and char not in "\n\t" else char for char in text)
    if cleaned != text:
        print("ue-tui: control characters were taken out of the text.", file=sys.stderr)
    return cleaned


def _new_answer(
    live: LiveEvent, owner: Owner, field: Field, number: int | None, texts: list[str], add: bool
) -> Answer | None:
    """What a place is to say."""
    names = {folded(name) for stem, sheet in live.delegations().items() for name in (stem, sheet.name)}
    before = live.sheet(owner).answers.get(field.place)
    raw: object = "\n".join(texts) if field.kind in (Kind.CELL, Kind.MEMBERS) or field.long else " ".join(texts)
    answer = read_answer(field, raw, lambda name: folded(name) in names or is_session_source(live.event, name))
    if field.kind not in (Kind.CELL, Kind.MEMBERS):
        if add or number is not None:
            raise Refused(f"“{dotted(field.place)}” is one answer, not a list of bullets.")
        return answer
    old = before if isinstance(before, tuple) else ()
    new = answer if isinstance(answer, tuple) else ()
    if number is not None:
        if not 1 <= number <= len(old):
            raise NotFound(f"There is no bullet {number}: the cell has {len(old)}.")
        return (*old[: number - 1], *new, *old[number:])
    return (*old, *new) if add else carry_sources(old, new)
