"""`.ue-tui/run.toml`: the steps of the run; one is added at every transition, none is ever changed or lost.

A step that this version does not know (a newer program wrote it) is passed over in reading and kept in writing.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from ue_tui.model.steps import Do, Step, joined
from ue_tui.store.saving import lock, read_file, replace
from ue_tui.store.toml_files import BrokenToml, decode, parse

RUN_FILE = Path(".ue-tui") / "run.toml"

HEADER = (
    "# What happened with the clock. Written by ue-tui; a step is added, never changed. "
    "The state is computed from the steps.\n"
)


def new_id(window: str = "") -> str:
    """A random id for a step, by which copies of a run are joined; it begins with the window that made it."""
    return f"{window}-{secrets.token_hex(4)}" if window else secrets.token_hex(4)


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
    at, do = table.get("at"), table.get("do")
    if do not in set(Do) or not isinstance(at, dt.datetime) or not table.get("id"):
        return None
    says: dict[str, Any] = {key: read(table[key]) for key, read in _READ.items() if key in table}
    return Step(
        id=str(table["id"]),
        at=_utc(at),
        by=str(table.get("by", "")),
        do=Do(do),
        **{key: value for key, value in says.items() if value is not None},
    )


def _moment(value: object) -> dt.datetime | None:
    return _utc(value) if isinstance(value, dt.datetime) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _each(value: object) -> tuple[tuple[str, int], ...] | None:
    if not isinstance(value, dict):
        return None
    return tuple((str(phase), seconds) for phase, seconds in value.items() if _number(seconds) is not None)


_TEXTS = ("phase", "step", "block", "before", "group", "owner", "session", "who", "text")
_READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_TEXTS, str),
    **dict.fromkeys(("since", "until"), _moment),
    **dict.fromkeys(("seconds", "number"), _number),
    "names": bool,
    "each": _each,
}
"""What a step says beside who, when and what: how a value of the file is read, None for one that cannot be."""


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _table(step: Step) -> dict[str, Any]:
    """A step as a TOML table, with what it has."""
    table: dict[str, Any] = {"id": step.id, "at": step.at, "by": step.by, "do": step.do.value}
    table |= {key: value for key in _READ if (value := getattr(step, key))}
    if step.each:
        table["each"] = dict(step.each)
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
