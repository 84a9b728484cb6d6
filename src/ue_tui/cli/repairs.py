"""Mending slips in files: what each line was meant to be, shown, and written when asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ue_tui.cli.options import folder_argument, folder_of, json_option, now
from ue_tui.model.errors import Refused
from ue_tui.model.findings import Problem, Severity
from ue_tui.store.event_folder import BrokenEvent, EventFolder

MOST_ROUNDS = 200
"""A repair may uncover the next slip of its file; an event with more than this is left to a person."""


@click.command()
@click.option("--apply", is_flag=True, help="Write the repairs; each file is kept as it came.")
@click.option("--file", "only", metavar="FILE", help="Only this file, such as worksheets/laos.toml.")
@json_option
@folder_argument
@click.pass_context
def repair(context: click.Context, directory: Path | None, apply: bool, only: str | None, as_json: bool) -> int:
    """Show the line that each slip in the files was meant to be, and write it with --apply.

    Nothing is guessed: where two answers are possible, the file waits for a person.
    """
    folder = folder_of(context, directory)
    if not apply:
        found = [one for one in _problems(folder, only) if one.repair is not None]
        print(json.dumps([_values(one) for one in found], ensure_ascii=False, indent=1) if as_json else _told(found))
        return 0
    done = list(_applied(folder, only))
    print(json.dumps([_values(one) for one in done], ensure_ascii=False, indent=1) if as_json else _told(done))
    left = [one for one in _problems(folder, only) if one.severity is Severity.ERROR]
    for problem in left:
        print(problem, file=sys.stderr)
    return 0


def _problems(folder: EventFolder, only: str | None) -> list[Problem]:
    try:
        found = folder.open().live.problems()
    except BrokenEvent as broken:
        found = broken.problems
    wanted = only.replace("\\", "/").removeprefix("./") if only else ""
    chosen = [one for one in found if not wanted or one.path == wanted or one.path.endswith(f"/{wanted}")]
    if wanted and not chosen and not folder.path(wanted).exists():
        raise Refused(f"There is no file {only} in this event.")
    return chosen


def _applied(folder: EventFolder, only: str | None) -> Iterator[Problem]:
    """Write one repair after the other, as each may move the lines of the next."""
    for _ in range(MOST_ROUNDS):
        problem = next((one for one in _problems(folder, only) if one.repair is not None), None)
        if problem is None:
            return
        folder.repair(problem, now())
        yield problem


def _told(found: list[Problem]) -> str:
    """Each problem with its lines as they stand and as they would be."""
    lines: list[str] = []
    for problem in found:
        lines.append(str(problem))
        if problem.repair is not None:
            lines += [f"  - {line}" for line in problem.repair.before]
            lines += [f"  + {line}" for line in problem.repair.after]
    return "\n".join(lines) if lines else "Nothing that a repair is known for."


def _values(problem: Problem) -> dict[str, object]:
    repair = problem.repair
    assert repair is not None
    return {
        "path": problem.path,
        "line": repair.line,
        "message": problem.message,
        "before": list(repair.before),
        "after": list(repair.after),
        "encoding": repair.encoding,
    }
