"""Earlier versions of worksheets, kept small in `.ue-tui/history/`.

Each is a whole file, named by the moment until which it stood and the beginning of its digest. The newest ones are all
kept; of older ones, one for each hour.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ue_tui.store.saving import OWN_FOLDER, digest_of, read_file, replace

KEEP_ALL = 50
"""So many of the newest are kept."""

KEEP_HOURLY = 72
"""And one an hour of so many hours before."""

_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{8}\.toml")
"""A file that somebody else put there is none of ours."""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a file."""

    until: dt.datetime
    """When it was replaced."""
    path: Path


def _folder(root: Path, relative: str) -> Path:
    return root / OWN_FOLDER / "history" / PurePosixPath(relative).with_suffix("")


def keep(root: Path, relative: str, data: bytes, now: dt.datetime) -> None:
    """Keep the bytes that a file had until now; the same bytes twice in a row are kept once.

    Raises:
        NotSaved: the disk refused.
    """
    folder = _folder(root, relative)
    folder.mkdir(parents=True, exist_ok=True)
    short = digest_of(data)[:8]
    known = _kept(folder)
    if known and known[0].stem.endswith(short):
        return
    stamp = now.astimezone(dt.UTC).strftime(_STAMP)
    replace(folder / f"{stamp}-{short}.toml", data, expect=None, sync=False)
    _prune(known)


def versions(root: Path, relative: str) -> list[Version]:
    """The earlier versions of a file, the newest first."""
    stamped = ((path.stem.rpartition("-")[0], path) for path in _kept(_folder(root, relative)))
    return [Version(dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC), path) for stamp, path in stamped]


def _kept(folder: Path) -> list[Path]:
    """The files of earlier versions, the newest first: their names are in the order of time."""
    found = (path for path in folder.glob("*.toml") if _NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: path.name, reverse=True)


def read_version(version: Version) -> bytes:
    """What a file was.

    Raises:
        UeTuiError: it cannot be read.
    """
    return read_file(version.path)[0]


def _prune(known: list[Path]) -> None:
    hours: set[str] = set()
    for path in known[KEEP_ALL:]:
        hour = path.name[: len("20251202T09")]
        if hour in hours or len(hours) >= KEEP_HOURLY:
            with contextlib.suppress(OSError):  # kept one too many: no harm
                path.unlink()
        hours.add(hour)
