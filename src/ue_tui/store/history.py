"""Earlier versions of worksheets, kept small in `.ue-tui/history/`.

Each is a whole file, named by the moment until which it stood and the beginning of its digest. The newest ones are all
kept; of older ones, one for each hour.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ue_tui.store.saving import OWN_FOLDER, digest_of, read_file, replace

KEEP_ALL = 50
"""So many of the newest are kept."""

KEEP_HOURLY = 72
"""And one an hour of so many hours before."""

_STAMP = "%Y%m%dT%H%M%S%fZ"


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
    known = versions(root, relative)
    if known and known[0].path.stem.endswith(short):
        return
    stamp = now.astimezone(dt.UTC).strftime(_STAMP)
    replace(folder / f"{stamp}-{short}.toml", data, expect=None)
    _prune(known)


def versions(root: Path, relative: str) -> list[Version]:
    """The earlier versions of a file, the newest first."""
    found = []
    for path in _folder(root, relative).glob("*.toml"):
        with contextlib.suppress(ValueError):  # a file that somebody put there is none of ours
            until = dt.datetime.strptime(path.stem.rpartition("-")[0], _STAMP).replace(tzinfo=dt.UTC)
            found.append(Version(until, path))
    return sorted(found, key=lambda one: one.until, reverse=True)


def read_version(version: Version) -> bytes:
    """What a file was.

    Raises:
        UeTuiError: it cannot be read.
    """
    return read_file(version.path)[0]


def _prune(known: list[Version]) -> None:
    hours: set[str] = set()
    for version in known[KEEP_ALL:]:
        hour = version.until.strftime("%Y%m%d%H")
        if hour in hours or len(hours) >= KEEP_HOURLY:
            with contextlib.suppress(OSError):  # kept one too many: no harm
                version.path.unlink()
        hours.add(hour)
