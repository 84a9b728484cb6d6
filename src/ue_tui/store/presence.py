"""Which machines have this event open: each facilitator's window says so in a small file of its own.

The clock does not depend on it: a run that can be read is right whether or not a program lives. It tells from when on
the program was stopped, and, on another laptop, when the one that holds the run was last heard of.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tomli
import tomli_w

from ue_tui.store.saving import OWN_FOLDER

PATTERN = f"{OWN_FOLDER}/window-*.toml"

EVERY = dt.timedelta(seconds=4)
"""How often a window says that it lives."""

SILENT_AFTER = dt.timedelta(seconds=12)
"""After so long it has been closed, or its machine sleeps."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A facilitator's window."""

    name: str
    """The path of its file, relative to the event."""
    machine: str
    at: dt.datetime


def presence_name() -> str:
    """The path of a new window's file, relative to the event."""
    return PATTERN.replace("*", secrets.token_hex(3))


def write_presence(root: Path, name: str, machine: str, now: dt.datetime) -> None:
    """Say that a window lives; it is lost without harm, so failures are silent and nothing is flushed."""
    path = root / name
    temporary = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        values = {"at": now.astimezone(dt.UTC), "machine": machine}
        temporary.write_text(tomli_w.dumps(values), encoding="utf-8", newline="\n")
        temporary.replace(path)


def read_presences(root: Path) -> tuple[Presence, ...]:
    """Every window that was seen here, the last seen first."""
    found = []
    for path in root.glob(PATTERN):
        with contextlib.suppress(OSError, ValueError):
            values = tomli.loads(path.read_text(encoding="utf-8"))
            at = values.get("at")
            if isinstance(at, dt.datetime) and at.tzinfo is not None:
                found.append(Presence(path.relative_to(root).as_posix(), str(values.get("machine", "")), at))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def last_sign(presences: Iterable[Presence], machine: str) -> dt.datetime | None:
    """When a machine was last heard of."""
    return max((one.at for one in presences if one.machine == machine), default=None)


def stopped_since(presences: Iterable[Presence], machine: str, now: dt.datetime) -> dt.datetime | None:
    """Since when no window of a machine has lived, as a new one begins; None while one does, or none ever did."""
    last = last_sign(presences, machine)
    return last if last is not None and now - last > SILENT_AFTER else None


def set_back(presences: Iterable[Presence], machine: str, now: dt.datetime) -> dt.timedelta:
    """By how much this machine's clock stands before its own last sign: it was set back while no program ran."""
    last = last_sign(presences, machine)
    return max(last - now, dt.timedelta()) if last is not None else dt.timedelta()


def forget_silent(root: Path, machine: str, now: dt.datetime) -> None:
    """Take away what windows of this machine left behind that are no more."""
    for one in read_presences(root):
        if one.machine == machine and now - one.at > SILENT_AFTER:
            with contextlib.suppress(OSError):
                (root / one.name).unlink()
