"""The versions that an editor may have started from, kept for each worksheet so that they survive a restart.

One line of JSON each: the last version that came from outside with all its answers, then what each of our own saves
changed. They stand in a folder of this machine's own: what another machine wrote came from outside.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.merge import differing
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Conflict, Worksheet
from ue_tui.store.saving import OWN_FOLDER

MOST_BYTES = 256_000
"""A file that grows beyond this is written anew with the newest versions."""

MOST_KEPT = 100
"""So many of our own versions are left in it then; an editor that is open for longer is merged from the nearest."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a worksheet: the digest of its file and what it said."""

    digest: str
    sheet: Worksheet


@cache
def _machine() -> str:
    """The folder of this machine."""
    return re.sub(r"[^A-Za-z0-9]+", "-", platform.node()).strip("-") or "laptop"


def _file(root: Path, relative: str) -> Path:
    return root / OWN_FOLDER / "bases" / _machine() / PurePosixPath(relative).with_suffix(".jsonl")


def read_bases(root: Path, relative: str, owner: Owner) -> tuple[Version, ...]:
    """The last version of a worksheet that came from outside and every version that was saved here since.

    A line that a crash cut off ends them.
    """
    try:
        lines = _file(root, relative).read_bytes().splitlines()
    except OSError:
        return ()
    found: list[Version] = []
    sheet = Worksheet(owner)
    for line in lines:
        try:
            entry = json.loads(line)
            sheet = _changed(sheet, entry)
            found.append(Version(str(entry["digest"]), sheet))
        except (ValueError, TypeError, KeyError, IndexError):
            break
    return tuple(found)


def bases_if_changed(root: Path, relative: str, owner: Owner, digest: str) -> tuple[Version, ...]:
    """The same, where the file is no longer as it was last saved here; else none are needed, and none are read."""
    return () if _last_digest(_file(root, relative)) in ("", digest) else read_bases(root, relative, owner)


def record(root: Path, relative: str, before: Version, after: Version) -> None:
    """Remember a save: what the file said before and what it says now.

    Raises:
        OSError: the disk refused; the save itself is done, and a later merge knows one version less.
    """
    path = _file(root, relative)
    if _last_digest(path) == before.digest and path.stat().st_size < MOST_BYTES:
        with path.open("ab") as file:
            file.write(_line(before.sheet, after))
        return
    known = read_bases(root, relative, before.sheet.owner)
    if not known or known[-1].digest != before.digest:
        known = (before,)
    kept = (known[0], *known[1:][-MOST_KEPT:], after)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(_lines(kept)))


def _lines(versions: Sequence[Version]) -> Iterator[bytes]:
    sheet = Worksheet(versions[0].sheet.owner)
    for version in versions:
        yield _line(sheet, version)
        sheet = version.sheet


def _last_digest(path: Path) -> str:
    """The digest in the last line, which stands at its end; empty where there is none."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - 64, 0))
            tail = file.read()
    except OSError:
        return ""
    return tail.rpartition(b'"digest": "')[2].removesuffix(b'"}\n').decode("ascii", "replace")


def _line(before: Worksheet, after: Version) -> bytes:
    entry: dict[str, Any] = {
        "changed": [
            [list(place), _written(after.sheet.answers.get(place))] for place in sorted(differing(before, after.sheet))
        ]
    }
    if before.conflicts != after.sheet.conflicts:
        entry["conflicts"] = [
            [list(one.at), one.kept, one.other, one.since.isoformat()] for one in after.sheet.conflicts
        ]
    entry["digest"] = after.digest
    return json.dumps(entry).encode("ascii") + b"\n"


def _written(answer: Answer | None) -> object:
    if isinstance(answer, Unread):
        return {"raw": answer.raw}
    if isinstance(answer, tuple):
        return [[one.text, one.tag, one.first, list(one.sources)] for one in answer]
    return answer


def _changed(sheet: Worksheet, entry: dict[str, Any]) -> Worksheet:
    answers = dict(sheet.answers)
    for place, written in entry["changed"]:
        key: Place = tuple(map(str, place))
        if written:
            answers[key] = _read(written)
        else:
            answers.pop(key, None)
    conflicts = sheet.conflicts
    if "conflicts" in entry:
        conflicts = tuple(
            Conflict(tuple(map(str, at)), str(kept), str(other), dt.datetime.fromisoformat(since))
            for at, kept, other, since in entry["conflicts"]
        )
    return replace(sheet, answers=answers, conflicts=conflicts)


def _read(written: Any) -> Answer:
    if isinstance(written, dict):
        return Unread(str(written["raw"]))
    if isinstance(written, list):
        return tuple(Bullet(str(text), str(tag), bool(first), tuple(sources)) for text, tag, first, sources in written)
    return str(written)
