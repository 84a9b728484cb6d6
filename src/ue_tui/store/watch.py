"""Changes under an event's folder as plain events: a stat pass, two equal looks, and a hash.

The stat pass alone sees what another machine writes on a network folder; where the system reports changes it is woken
at once. An editor that truncates and writes in two steps is read when two looks agree.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ue_tui.model.errors import UeTuiError
from ue_tui.store.saving import read_file
from ue_tui.store.signs import PATTERN

FOLLOWED = ("sessions/*.toml", "worksheets/*.toml", "worksheets/groups/*.toml", ".ue-tui/run.toml", PATTERN)
"""What is followed, below the event's folder."""

SETTLE = 0.025
"""Seconds between the two looks that have to agree."""

Look = dict[str, tuple[int, int, int]]
"""For each file its size, its time of change in nanoseconds, and its inode."""


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

    def __init__(self, root: Path, patterns: Sequence[str] = FOLLOWED) -> None:
        self._root = root
        self._patterns = tuple(patterns)
        self._seen: Look = self._stat()
        self._digests: dict[str, str] = {path: digest for path in self._seen if (digest := self._digest(path))}
        self._unsettled: Look = {}
        self._missing: set[str] = set()

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
            self._missing.discard(path)
            if look == self._seen.get(path):
                self._unsettled.pop(path, None)
            elif self._unsettled.get(path) != look:
                self._unsettled[path] = look
            else:
                del self._unsettled[path]
                if (change := self._read(path)) is not None:
                    self._seen[path] = look
                    if change.digest != self._digests.get(path):
                        self._digests[path] = change.digest
                        yield change
        for path in [one for one in self._seen if one not in now]:
            if path in self._missing:  # gone in two looks: not a file that is just being replaced
                self._missing.discard(path)
                del self._seen[path]
                self._digests.pop(path, None)
                yield Change(path, None)
            else:
                self._missing.add(path)

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
