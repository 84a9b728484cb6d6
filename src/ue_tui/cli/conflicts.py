"""Two wordings of one thing: listed, decided, and copies beside worksheets merged."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ue_tui.cli.options import edited, find_owner, folder_argument, folder_of, json_option, now
from ue_tui.model.conflicts import Take
from ue_tui.model.errors import NotFound
from ue_tui.model.people import Owner
from ue_tui.model.sheets import dotted
from ue_tui.model.worksheet import Conflict
from ue_tui.store.earlier import earlier_sheets, put_aside
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.live_event import LiveEvent


@click.command()
@click.option("--for", "owner", metavar="X", help="Only those of a delegation or group.")
@click.option("--number", type=click.IntRange(1), metavar="N", help="Decide only this one of the list.")
@click.option("--take", type=click.Choice([str(one) for one in Take]), help="Decide: what stands, what waits, or both.")
@click.option("--merge", "copy", metavar="FILE", help="Merge a copy that stands beside a worksheet, and take it away.")
@json_option
@folder_argument
@click.pass_context
def conflicts(
    context: click.Context,
    owner: str | None,
    number: int | None,
    take: str | None,
    copy: str | None,
    as_json: bool,
    directory: Path | None,
) -> int:
    """List what was worded in two ways, and decide with --take; and copies beside worksheets, to --merge."""
    folder = folder_of(context, directory)
    if copy is not None:
        return _merge(folder, copy)
    if take is not None:
        return _decide(folder, owner, number, Take(take))
    live = folder.open().live
    found = _listed(live, owner)
    if as_json:
        print(json.dumps([_values(whose, one) for whose, one in found], ensure_ascii=False, indent=1))
        return 0
    for position, (whose, one) in enumerate(found, 1):
        print(f"{position}  {whose} {dotted(one.at)}")
        print(f"   kept:  {one.kept}")
        print(f"   other: {one.other}")
    for left in live.copies():
        print(f"{left.path} is a copy of {left.of}: merge it with “ue-tui conflicts --merge {left.path}”.")
    if not found and not live.copies():
        print("Nothing waits to be decided.")
    return 0


def _listed(live: LiveEvent, owner: str | None) -> list[tuple[Owner, Conflict]]:
    chosen = [find_owner(live, owner)] if owner else sorted(live.files)
    return [(whose, one) for whose in chosen for one in live.sheet(whose).conflicts]


def _values(owner: Owner, one: Conflict) -> dict[str, str]:
    values = {"for": str(owner), "at": dotted(one.at), "kept": one.kept, "other": one.other}
    return {**values, "since": one.since.isoformat()}


def _decide(folder: EventFolder, owner: str | None, number: int | None, take: Take) -> int:
    asked: list[tuple[Owner, Conflict]] | None = None

    def change(live: LiveEvent) -> None:
        nonlocal asked
        found = _listed(live, owner)
        if asked is None:
            if number is not None and number > len(found):
                raise NotFound(f"There is no number {number}: {len(found)} wait to be decided.")
            asked = found[number - 1 : number] if number is not None else found
        for whose, one in asked:
            if one in live.sheet(whose).conflicts:  # else somebody decided it in the meantime
                live.decide(whose, one, take, now())

    edited(folder, change)
    for whose, one in asked or ():
        print(f"{whose} {dotted(one.at)}: {take}")
    if not asked:
        print("Nothing waits to be decided.")
    return 0


def _merge(folder: EventFolder, path: str) -> int:
    wanted = path.replace("\\", "/").removeprefix("./")

    def change(live: LiveEvent) -> None:
        copy = next((one for one in live.copies() if one.path in (wanted, f"worksheets/{wanted}")), None)
        if copy is None:
            raise NotFound(f"{path} is no copy beside a worksheet of this event.")
        live.merge_copy(copy, earlier_sheets(folder.root, live, copy.of), now())
        merged.append((copy.path, copy.of))

    merged: list[tuple[str, Owner]] = []
    edited(folder, change)
    source, of = merged[-1]
    aside = put_aside(folder.root, source, now())
    print(f"{source} is merged into {of}, and kept as {aside}.")
    return 0
