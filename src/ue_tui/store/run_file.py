"""`.ue-tui/run.toml`: the steps of the run; one is added at every transition, none is ever changed or lost.

A step that this version does not know (a newer program wrote it) is passed over in reading and kept in writing.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from ue_tui.model.run import Do, Step, joined
from ue_tui.store.saving import lock, read_file, replace
from ue_tui.store.toml_files import BrokenToml, decode, parse

RUN_FILE = Path(".ue-tui") / "run.toml"

HEADER = (
    "# What happened with the clock. Written by ue-tui; a step is added, never changed. "
    "The state is computed from the steps.\n"
)


def new_id() -> str:
    """A random id for a step; copies of a run are joined by it."""
    return secrets.token_hex(4)


def read_steps(data: bytes) -> tuple[Step, ...]:
    """The steps of a run file, in the order of their times.

    Raises:
        BrokenToml: the file cannot be read.
    """
    return _steps(_tables(data))


def _tables(data: bytes) -> list[dict[str, Any]]:
    tables = parse(decode(data).text).get("step", [])
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def _steps(tables: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    return joined((step for table in tables if (step := _step(table)) is not None), ())


def _step(table: dict[str, Any]) -> Step | None:
    at, since = table.get("at"), table.get("since")
    do = table.get("do")
    if do not in set(Do) or not isinstance(at, dt.datetime) or not table.get("id"):
        return None
    seconds = table.get("seconds", 0)
    return Step(
        id=str(table["id"]),
        at=_utc(at),
        by=str(table.get("by", "")),
        do=Do(do),
        phase=str(table.get("phase", "")),
        since=_utc(since) if isinstance(since, dt.datetime) else None,
        seconds=seconds if isinstance(seconds, int) else 0,
        step=str(table.get("step", "")),
    )


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _table(step: Step) -> dict[str, Any]:
    """A step as a TOML table, with what it has."""
    table: dict[str, Any] = {"id": step.id, "at": step.at, "by": step.by, "do": step.do.value}
    if step.phase:
        table["phase"] = step.phase
    if step.since:
        table["since"] = step.since
    if step.seconds:
        table["seconds"] = step.seconds
    if step.step:
        table["step"] = step.step
    return table


def append_steps(root: Path, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Add steps to the run of an event folder and return all that are there now.

    A file that cannot be read is moved aside and kept, so that the clock goes on.

    Raises:
        NotSaved: the disk refused; nothing was changed.
    """
    path = root / RUN_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with lock(root):
        tables: list[dict[str, Any]] = []
        expect = None
        if path.exists():
            data, expect = read_file(path)
            try:
                tables = _tables(data)
            except BrokenToml:
                path.replace(path.with_name(f"run-unreadable-{steps[0].at:%Y%m%d-%H%M%S}.toml"))
                expect = None
        known = {table.get("id") for table in tables}
        added = [_table(step) for step in steps if step.id not in known]
        if added:
            tables += added
            text = HEADER + tomli_w.dumps({"format": 1, "step": tables})
            replace(path, text.encode(), expect=expect)
    return _steps(tables)
