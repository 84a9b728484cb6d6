"""Worksheets from elsewhere: a stick or a shared folder brought in, and the merge that git asks for."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ue_tui.cli.options import find_owner, folder_argument, folder_of, json_option, now, zone_of
from ue_tui.model.errors import NotFound
from ue_tui.store.bring_in import Found, Received, SearchPlace, State, bring_in, look
from ue_tui.store.merge_files import merge_files
from ue_tui.store.sticks import mounted_sticks

FILES_HAVE_ERRORS = 1


@click.command()
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path, exists=True, file_okay=False))
@folder_argument
@click.option("--apply", is_flag=True, help="Bring them in; without it they are only shown.")
@click.option("--for", "owner", metavar="X", help="Only the worksheets of this delegation or group.")
@json_option
@click.pass_context
def collect(
    context: click.Context, source: Path, directory: Path | None, apply: bool, owner: str | None, as_json: bool
) -> int:
    """Show what the worksheets on a stick or in a shared FOLDER would change here, and bring them in with --apply.

    They are known by what is in them, and merged cell by cell; nothing that stands here is taken out. On a stick a
    receipt is left beside each file. The exit code is 1 where a file could not be read.
    """
    folder = folder_of(context, directory)
    root = source.resolve()
    is_stick = any(root.is_relative_to(stick.root.resolve()) for stick in mounted_sticks())
    found = look(folder, [SearchPlace(source.name or str(source), root, is_stick)], now())
    live = folder.open().live
    if owner is not None:
        whose = find_owner(live, owner)
        found = tuple(one for one in found if one.owner == whose)
    if not found:
        raise NotFound(f"There is no worksheet in {source}.")
    wrong = any(one.state in (State.UNREADABLE, State.UNKNOWN) for one in found)
    if not apply:
        print(_json_of_found(found) if as_json else "\n".join(line for one in found for line in _lines(one)))
        return FILES_HAVE_ERRORS * wrong
    chosen = [one for one in found if one.state is not State.SAME]
    received = bring_in(folder, chosen, now(), zone_of(live.event))
    if as_json:
        print(json.dumps([_values(one.found, one) for one in received], ensure_ascii=False, indent=1))
    for one in received if not as_json else ():
        stream = sys.stderr if one.failure else sys.stdout
        print(f"{one.found.path.name}: {one.failure or _outcome(one)}", file=stream)
    if not received and not as_json:
        print("Everything in these worksheets is here already.")
    return FILES_HAVE_ERRORS * any(one.failure for one in received)


def _lines(one: Found) -> list[str]:
    """A file, what it would change, and what is wrong with it."""
    counts = f"{len(one.differences)} answers would change" if one.state is State.NEW else one.state.value
    waits = f", {one.conflicts} worded in two ways" if one.conflicts else ""
    lines = [f"{one.path.name}  {one.name}: {counts}{waits}"]
    for difference in one.differences:
        lines.append(f"  {'.'.join(difference.place)}")
        lines += [f"    - {line}" for line in difference.before.splitlines()]
        lines += [f"    + {line}" for line in difference.after.splitlines()]
    if one.trouble:
        lines.append(f"  {one.trouble}")
    if one.repair is not None:
        lines += [f"  - {line}" for line in one.repair.before]
        lines += [f"  + {line}" for line in one.repair.after]
    return lines


def _outcome(one: Received) -> str:
    changed = f"{one.changed} answer{'s' * (one.changed != 1)} taken over"
    waits = f", {one.waits} worded in two ways: see “ue-tui conflicts”" if one.waits else ""
    return f"{changed}{waits}."


def _json_of_found(found: Sequence[Found]) -> str:
    return json.dumps([_values(one) for one in found], ensure_ascii=False, indent=1)


def _values(one: Found, received: Received | None = None) -> dict[str, object]:
    values: dict[str, object] = {
        "path": str(one.path),
        "for": str(one.owner) if one.owner is not None else None,
        "state": one.state.value,
        "differences": [
            {"place": ".".join(difference.place), "before": difference.before, "after": difference.after}
            for difference in one.differences
        ],
        "conflicts": one.conflicts,
        "message": one.trouble,
    }
    if received is not None:
        values |= {"changed": received.changed, "waits": received.waits, "failure": received.failure}
    return values


@click.command("merge-file")
@click.argument("base", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("ours", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("path", required=False, default="")
@click.pass_context
def merge_file(context: click.Context, base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge three versions of a worksheet into OURS cell by cell, as a git merge driver: PATH is its name in git (%P).

    Two wordings of one thing are kept in OURS as a [[conflict]], and the exit code is 0. It is 1, and OURS is
    untouched, where one of the three cannot be read.
    """
    # git stands at the top of the repository, and the event may be a folder in it.
    above = path.replace("\\", "/").rpartition("worksheets/")[0]
    folder = folder_of(context, Path(above) if above else None)
    trouble = merge_files(folder, base, ours, theirs, path, now())
    for line in trouble:
        print(line, file=sys.stderr)
    return FILES_HAVE_ERRORS * bool(trouble)
