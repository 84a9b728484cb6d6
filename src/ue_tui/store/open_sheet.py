"""One worksheet's file as it was last seen, what was done to it since, and what an arriving version makes of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ue_tui.model.attendance import Heard, How
from ue_tui.model.event import Event
from ue_tui.model.findings import Finding
from ue_tui.model.merge import KeptHere, arrive
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Conflict, Worksheet
from ue_tui.store.bases import Version
from ue_tui.store.conflict_text import HEADER
from ue_tui.store.problems import SheetFile
from ue_tui.store.sheet_files import ReadSheet, changes
from ue_tui.store.toml_files import BrokenToml, TomlText, Value


@dataclass(frozen=True, slots=True)
class Write:
    """A worksheet that is due to be written."""

    owner: Owner
    path: str
    """Relative to the event."""
    digest: str
    """Of the bytes that the changes are meant for."""
    text: TomlText
    before: Worksheet
    """What the file says that the changes are meant for."""
    changes: Mapping[Place, Value]
    order: tuple[Place, ...]
    """The places of a worksheet in their order, to put a missing one where it belongs."""
    value: Worksheet
    """What the file says once it is written."""
    conflicts: tuple[Conflict, ...] | None = None
    """The conflicts at its end, where they have changed."""


@dataclass(slots=True)
class OpenSheet:
    """One worksheet's file as it was last seen, and what has been done to it since."""

    owner: Owner
    path: str
    digest: str = ""
    text: TomlText | None = None
    disk: Worksheet | None = None
    """What the file said when it was last read or written; None while it was never readable."""
    value: Worksheet | None = None
    """What is on screen: the file with our edits."""
    bases: list[Version] = field(default_factory=list)
    """Possible bases of a merge: the last version from outside and every version written since (definitions)."""
    kept: tuple[KeptHere, ...] = ()
    """Answers made here that the last file to arrive would have taken back, for a person to look at."""
    found: tuple[Finding, ...] = ()
    broken: BrokenToml | None = None
    dated: dt.datetime | None = None
    """When its file was written, as the disk says, before we saw it."""
    signs: dict[str, Heard] = field(default_factory=dict)
    """The last sign of each session's sheet, by the session's id, that came while we looked."""
    edited_at: dt.datetime | None = None
    saved_at: dt.datetime | None = None
    writing: bool = False
    failure: str = ""

    def heard(self, session: str) -> Heard | None:
        """How and when a session's sheet was last heard from; as old as its file where nothing came since."""
        if session in self.signs or self.dated is None or self.value is None:
            return self.signs.get(session)
        has_answers = any(place[0] == session for place in self.value.answers)
        return Heard(How.FILE, self.dated) if has_answers else None

    def put(self, value: Worksheet, now: dt.datetime) -> None:
        """Take an edit of ours."""
        self._sign(self.value, value, How.HERE, now)
        self.value = value
        self.edited_at = now

    def _sign(self, before: Worksheet | None, after: Worksheet, how: How, now: dt.datetime) -> None:
        """Note of which sessions' sheets something was heard."""
        old = before.answers if before is not None else {}
        changed = {place[0] for place in {*old, *after.answers} if old.get(place) != after.answers.get(place)}
        self.signs.update(dict.fromkeys(changed, Heard(how, now)))

    @property
    def view(self) -> SheetFile:
        """What its problems are found in."""
        return SheetFile(self.owner, self.path, self.text, self.value, self.found, self.broken)

    @property
    def is_dirty(self) -> bool:
        """Whether something on screen is not in the file yet."""
        return self.value is not None and self.value != self.disk

    def write(self, event: Event) -> Write:
        """What is to be written to make the file say what is on screen."""
        assert self.value is not None
        assert self.text is not None
        self.writing = True
        disk = self.disk or Worksheet(self.owner)
        asked = changes(event, disk, self.value)
        order = tuple(event.fields(self.owner.kind))
        conflicts = self.value.conflicts if self.value.conflicts != disk.conflicts else None
        return Write(self.owner, self.path, self.digest, self.text, disk, asked, order, self.value, conflicts)

    def break_off(self, digest: str, text: TomlText | None, broken: BrokenToml) -> None:
        """The file cannot be read now: what was last read of it stays on screen."""
        self.digest, self.text, self.broken = digest, text, broken

    def take(
        self,
        digest: str,
        text: TomlText | None,
        read: ReadSheet,
        now: dt.datetime | None,
        recorded: Sequence[Version] = (),
    ) -> None:
        """Take what the file says now, merged with our edits where there are any."""
        theirs, seen = read.worksheet, self.digest
        if now is not None and self.disk is not None:
            self._sign(self.disk, theirs, How.FILE, now)
        self.digest, self.text, self.found, self.broken = digest, text, read.findings, None
        if self.value is None:
            self._begin(Version(digest, theirs), now, recorded)
        elif now is None or self.value == theirs:
            self.value, self.kept = theirs, ()
            self.bases = _up_to(recorded, digest) or [Version(digest, theirs)]
        else:
            self._merge(Version(digest, theirs), seen, now, recorded)
        self.disk = theirs
        if self.is_dirty and self.edited_at is None:
            self.edited_at = now

    def _begin(self, arriving: Version, now: dt.datetime | None, recorded: Sequence[Version]) -> None:
        """Take the file for the first time; it may have changed since we last saved it before a restart."""
        known = _up_to(recorded, arriving.digest)
        self.value, self.bases = arriving.sheet, known or [arriving]
        if now is not None and recorded and recorded[-1].digest != arriving.digest:
            self._arrive([one.sheet for one in recorded], recorded[-1].sheet, arriving.sheet, now)
            self.bases = [arriving]

    def _merge(self, arriving: Version, seen: str, now: dt.datetime, recorded: Sequence[Version]) -> None:
        """Merge an arriving version with our edits.

        What another process of ours wrote was built on what we saw last: that is its base. Anybody else may have had
        any of the candidates before them.
        """
        assert self.value is not None
        digests = [one.digest for one in recorded]
        is_ours = seen == arriving.digest or (
            {seen, arriving.digest} <= set(digests) and digests.index(seen) < digests.index(arriving.digest)
        )
        if is_ours and self.disk is not None:
            candidates = [self.disk]
        elif seen in digests:
            candidates = [one.sheet for one in recorded]
        else:
            candidates = [one.sheet for one in self.bases]
        self._arrive(candidates, self.value, arriving.sheet, now)
        self.bases = _up_to(recorded, arriving.digest) or [arriving]

    def _arrive(self, candidates: Sequence[Worksheet], ours: Worksheet, theirs: Worksheet, now: dt.datetime) -> None:
        knew = self.text is not None and HEADER[0] in self.text.text
        arrival = arrive(candidates, ours, theirs, now, knew_conflicts=knew)
        self.value, self.kept = arrival.worksheet, arrival.kept

    def saved(self, version: Version, text: TomlText, now: dt.datetime) -> None:
        """A write arrived on disk, as this text."""
        self.writing, self.failure = False, ""
        self.text, self.digest, self.disk, self.saved_at = text, version.digest, version.sheet, now
        self.bases.append(version)
        if not self.is_dirty:
            self.edited_at = None


def _up_to(recorded: Sequence[Version], digest: str) -> list[Version]:
    """The recorded versions up to that one; none where it is not among them."""
    digests = [one.digest for one in recorded]
    return list(recorded[: digests.index(digest) + 1]) if digest in digests else []
