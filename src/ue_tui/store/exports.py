"""Writing documents under names that every system takes: the newest in sight, those before it in `older/`."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ue_tui.model.errors import NotSaved
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.run import Run
from ue_tui.model.snapshot import Snapshot
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.saving import reason, replace, sweep

OLDER = "older"
"""The folder beside the documents that earlier ones move to."""

MOST_NAMES = 99


def snapshot_of(live: LiveEvent, run: Run, now: dt.datetime, zone: dt.tzinfo, *, mark: str = "") -> Snapshot:
    """The open event as documents are made of it; `mark` is that of a rehearsal."""
    owners = [
        *(Owner(OwnerKind.GROUP, group.stem) for group in live.groups()),
        *(Owner(OwnerKind.DELEGATION, stem) for stem in live.delegations()),
    ]
    sheets = {owner: live.sheet(owner) for owner in owners}
    return Snapshot(live.event, live.groups(), sheets, now, zone, run, secrets.token_hex(16), mark)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a document stands now."""

    path: Path
    beside: str = ""
    """The name that it should have had, where somebody holds that one open."""

    @property
    def sentence(self) -> str:
        """Why its name is another one; empty where it is not."""
        return f"{self.beside} is open in Word: the new one is {self.path.name}." if self.beside else ""


def write_document(folder: Path, stem: str, data: bytes, suffix: str = ".docx", *, older: str = "") -> Written:
    """Write a document, flushed to the disk, so that a stick can be pulled out.

    What stands there under `older` and a time, such as `S5 Parliament BRIEF 1330.docx`, moves to `older/`. A name that
    Word holds open is left to it: the new one gets ` (2)`.

    Raises:
        NotSaved: the disk refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSaved(f"{folder} cannot be made: {reason(error)}.") from error
    sweep(folder)
    if older:
        _put_aside(folder, older, suffix)
    for name in _names(stem, suffix):
        path = folder / name
        if not path.exists():
            replace(path, data, expect=None)
            return Written(path, "" if name == f"{stem}{suffix}" else f"{stem}{suffix}")
    raise NotSaved(f"{stem}{suffix} and {MOST_NAMES - 1} names after it are taken: make room in {folder}.")


def _names(stem: str, suffix: str) -> Iterable[str]:
    yield f"{stem}{suffix}"
    yield from (f"{stem} ({number}){suffix}" for number in range(2, MOST_NAMES + 1))


def _put_aside(folder: Path, stem: str, suffix: str) -> None:
    """Move earlier documents of the same stem to `older/`; one that somebody holds open stays."""
    earlier = re.compile(rf"{re.escape(stem)} \d{{4}}( \(\d+\))?{re.escape(suffix)}")
    for path in sorted(folder.iterdir()):
        if not earlier.fullmatch(path.name) or is_held(path):
            continue
        aside = folder / OLDER
        names = (aside / name for name in _names(path.stem, suffix))
        with contextlib.suppress(OSError):  # held, or the stick is full: then both stand there, which is no harm
            aside.mkdir(exist_ok=True)
            path.rename(next(name for name in names if not name.exists()))


def is_held(path: Path) -> bool:
    """Whether Word or LibreOffice has a document open: both put a file of their own beside it."""
    marks = (f"~${path.name[2:]}", f"~${path.name}", f".~lock.{path.name}#")
    return any((path.parent / mark).exists() for mark in marks)
