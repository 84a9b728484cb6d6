"""Changes under an event's folder as plain events: a stat pass, two equal looks, and a hash.

The stat pass alone sees what another machine writes on a network folder; where the system reports changes it is woken
at once. An editor that truncates and writes in two steps is read when two looks agree. A file that is empty, cut off or
no TOML then may still be under way, and one that is gone may be on its way back: they are looked at for a little longer
before anybody is told.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomli

from ue_tui.model.errors import UeTuiError
from ue_tui.store.saving import read_file
from ue_tui.store.signs import PATTERN
from ue_tui.store.toml_files import BrokenToml, decode

FOLLOWED = ("sessions/*.toml", "worksheets/*.toml", "worksheets/groups/*.toml", ".ue-tui/run.toml", PATTERN)
"""What is followed, below the event's folder."""

SETTLE = 0.025
"""Seconds between the two looks that have to agree."""

PATIENCE = 10
"""So many looks have to agree before a file is told as broken or gone: a quarter of a second."""

Stat = tuple[int, int, int]
"""A file's size, its time of change in nanoseconds, and its inode."""

Look = dict[str, Stat]


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is new, has other bytes, or is gone."""

    path: str
    """Relative to the event, with forward slashes."""
    data: bytes | None
    """Its bytes; None when it is gone."""
    digest: str = ""


class FolderWatch:
    """What has changed in a folder since the last look; synchronous and without threads of its own."""

    def __init__(self, root: Path, patterns: Sequence[str] = FOLLOWED, known: Mapping[str, str] | None = None) -> None:
        """Follow a folder; of `known`, the digests by path that were read before, what has changed since is told."""
        self._root = root
        self._patterns = tuple(patterns)
        self._seen: Look = self._stat()
        self._digests: dict[str, str] = {path: digest for path in self._seen if (digest := self._digest(path))}
        self._unsettled: dict[str, tuple[Stat, int]] = {}
        self._missing: dict[str, int] = {}
        for path, digest in (known or {}).items():
            if self._digests.get(path) != digest:
                self._digests[path] = digest
                self._seen[path] = (-1, -1, -1)

    def wait(self, stop: threading.Event, timeout: float) -> None:
        """Sleep until the system reports a change below the folder, or for the time given, in seconds."""
        if self._unsettled or self._missing:
            stop.wait(SETTLE)
            return
        from watchfiles import watch  # here: it starts a thread, and the first frame does not wait for it

        folders = {self._root / pattern.rpartition("/")[0] for pattern in self._patterns}
        present = [folder for folder in folders if folder.is_dir()]
        if not present:
            stop.wait(timeout)
            return
        try:
            for _ in watch(
                *present,
                stop_event=stop,
                rust_timeout=round(timeout * 1000),
                yield_on_timeout=True,
                debounce=20,
                step=10,
                recursive=False,
                raise_interrupt=False,
            ):
                return
        except (OSError, RuntimeError):
            stop.wait(timeout)  # no reports from the system here: the stat pass sees it

    def look(self) -> tuple[Change, ...]:
        """What has changed and come to rest since the last look."""
        return tuple(self._changes(self._stat()))

    def _changes(self, now: Look) -> Iterator[Change]:
        for path, look in now.items():
            self._missing.pop(path, None)
            if look == self._seen.get(path):
                self._unsettled.pop(path, None)
                continue
            before, times = self._unsettled.get(path, (None, 0))
            times = times + 1 if before == look else 1
            self._unsettled[path] = (look, times)
            change = self._read(path) if times == 2 or times >= PATIENCE else None
            if change is not None and (times >= PATIENCE or is_whole(path, change.data)):
                del self._unsettled[path]
                self._seen[path] = look
                if change.digest != self._digests.get(path):
                    self._digests[path] = change.digest
                    yield change
        yield from self._gone(now)

    def _gone(self, now: Look) -> Iterator[Change]:
        """The files that are gone for good; where the whole folder is, a stick was pulled, and nobody took them out."""
        if not any((self._root / pattern.rpartition("/")[0]).is_dir() for pattern in self._patterns):
            return
        for path in [one for one in self._seen if one not in now]:
            self._unsettled.pop(path, None)
            self._missing[path] = self._missing.get(path, 0) + 1
            if self._missing[path] >= PATIENCE:
                del self._missing[path]
                del self._seen[path]
                self._digests.pop(path, None)
                yield Change(path, None)

    def _read(self, path: str) -> Change | None:
        """A file's bytes; None where it cannot be read now and is looked at again."""
        try:
            return Change(path, *read_file(self._root / path))
        except UeTuiError:
            return None

    def _digest(self, path: str) -> str:
        change = self._read(path)
        return change.digest if change is not None else ""

    def _stat(self) -> Look:
        found: Look = {}
        for pattern in self._patterns:
            for path in self._root.glob(pattern):
                if path.name.startswith((".", "~")) and not pattern.startswith("."):
                    continue
                try:
                    stat = path.stat()
                except OSError:
                    continue  # gone between two moments of the pass
                found[path.relative_to(self._root).as_posix()] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
        return found


def is_whole(path: str, data: bytes | None) -> bool:
    """Whether a file's bytes look as if its writer was done: TOML, and a worksheet with its format in it."""
    if not path.endswith(".toml") or data is None:
        return True
    try:
        raw = tomli.loads(decode(data).text)
    except (BrokenToml, ValueError, RecursionError):
        return False
    return "format" in raw if path.startswith("worksheets/") else bool(raw)
