"""The one owner of what is open: every worksheet, its pending edits and undo, and the steps of the run.

Synchronous; no I/O and no Textual. Bytes that arrive are given to it, what is due to be written is taken from it, and
what became of a write is told to it, so that following, merging, saving and undo are tested without disk or screen.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from ue_tui.model.answers import Answer
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.event import Event
from ue_tui.model.findings import Finding, Problem, Severity
from ue_tui.model.merge import base_of, merge
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind, by_name, folded
from ue_tui.model.sheets import Place, dotted
from ue_tui.model.worksheet import Conflict, Worksheet, group_of, stem_of
from ue_tui.store.problems import SheetFile, problems_of
from ue_tui.store.sheet_files import ReadSheet, changes, parse_sheet, read_sheet, tables_of
from ue_tui.store.toml_files import BrokenToml, TomlText, Value, parse

SAVE_AFTER = dt.timedelta(milliseconds=300)
"""How long after the last edit a worksheet is written; with the write itself within half a second."""

_Derived = TypeVar("_Derived")

MOST_UNDO = 200
"""How many edits can be undone."""


@dataclass(frozen=True, slots=True)
class Write:
    """A worksheet that is due to be written."""

    owner: Owner
    path: str
    """Relative to the event."""
    digest: str
    """Of the bytes that the changes are meant for."""
    text: TomlText
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
    candidates: list[Worksheet] = field(default_factory=list)
    """Possible bases of a merge: the last version from outside and every version written since (definitions)."""
    found: tuple[Finding, ...] = ()
    broken: BrokenToml | None = None
    edited_at: dt.datetime | None = None
    saved_at: dt.datetime | None = None
    writing: bool = False
    failure: str = ""

    @property
    def view(self) -> SheetFile:
        """What its problems are found in."""
        return SheetFile(self.owner, self.path, self.text, self.value, self.found, self.broken)

    @property
    def is_dirty(self) -> bool:
        """Whether something on screen is not in the file yet."""
        return self.value is not None and self.value != self.disk


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of ours: what undo takes back."""

    owner: Owner
    place: Place
    before: Worksheet
    after: Worksheet


def owner_of(path: str) -> Owner | None:
    """Whose worksheet a path relative to the event is; None for other files."""
    pure = PurePosixPath(path)
    if pure.suffix != ".toml" or pure.name.startswith("."):
        return None
    stem = unicodedata.normalize("NFC", pure.stem)
    if pure.parent == PurePosixPath("worksheets"):
        return Owner(OwnerKind.DELEGATION, stem)
    if pure.parent == PurePosixPath("worksheets/groups"):
        return Owner(OwnerKind.GROUP, stem)
    return None


class LiveEvent:
    """An event that is open: its worksheets with their edits."""

    def __init__(self, event: Event, session_problems: Iterable[Problem] = ()) -> None:
        self.event = event
        self.session_problems = tuple(session_problems)
        self._files: dict[Owner, OpenSheet] = {}
        self._tables = {kind: tables_of(event, kind) for kind in OwnerKind}
        self._names: frozenset[str] = frozenset()
        self._undo: list[Edit] = []
        self._redo: list[Edit] = []
        self._derived: dict[object, Any] = {}
        """What was computed of the worksheets since the last of them changed: screens ask for it at every tick."""

    # What is there

    @property
    def files(self) -> Mapping[Owner, OpenSheet]:
        """Every worksheet's file that is known, readable or not."""
        return MappingProxyType(self._files)

    def sheet(self, owner: Owner) -> Worksheet:
        """What a worksheet says now, an empty one where its file was never readable.

        Raises:
            NotFound: there is no such file.
        """
        if owner not in self._files:
            raise NotFound(f"There is no worksheet of “{owner}”.")
        return self._files[owner].value or Worksheet(owner)

    def _once(self, what: object, compute: Callable[[], _Derived]) -> _Derived:
        """Something that follows from the worksheets, computed once until one of them changes."""
        if what not in self._derived:
            self._derived[what] = compute()
        found: _Derived = self._derived[what]
        return found

    def delegations(self) -> Mapping[str, Worksheet]:
        """The delegations' worksheets by stem, in alphabetical order of their names."""
        return self._once("delegations", lambda: MappingProxyType(self._sheets(OwnerKind.DELEGATION)))

    def _sheets(self, kind: OwnerKind) -> dict[str, Worksheet]:
        sheets = [self.sheet(owner) for owner in self._files if owner.kind is kind]
        return {one.owner.stem: one for one in sorted(sheets, key=lambda one: by_name(one.name))}

    def groups(self) -> tuple[DiscussionGroup, ...]:
        """The discussion groups, in alphabetical order of their names."""
        return self._once("groups", self._groups)

    def _groups(self) -> tuple[DiscussionGroup, ...]:
        delegations = self.delegations()
        sheets = self._sheets(OwnerKind.GROUP).values()
        return tuple(group_of(sheet, lambda written: stem_of(written, delegations)) for sheet in sheets)

    def group_of_delegation(self, stem: str) -> DiscussionGroup | None:
        """The group that a delegation sits in."""
        return next((group for group in self.groups() if stem in group.members), None)

    # Files that arrive

    def load(self, files: Iterable[tuple[str, bytes, str]]) -> None:
        """Take all worksheets as they stand on disk: path, bytes and digest of each."""
        parsed = [
            (path, digest, *parse_sheet(data, self._tables[owner.kind]))
            for path, data, digest in files
            if (owner := owner_of(path)) is not None
        ]
        names: set[str] = set()
        for path, _, _, raw in parsed:
            if isinstance(raw, dict):
                names |= _names_in(path, raw)
        self._names = frozenset(names)
        for path, digest, text, raw in parsed:
            self._take(path, digest, text, raw, None)

    def arrived(self, path: str, data: bytes | None, digest: str, now: dt.datetime) -> None:
        """Take a worksheet's file that is new or has changed, or None where it is gone; merge it with our edits."""
        if (owner := owner_of(path)) is None:
            return
        if data is None:
            file = self._files.get(owner)
            if file is not None and not file.is_dirty:
                del self._files[owner]
                self._derived.clear()
            return
        if owner in self._files and self._files[owner].digest == digest:
            return
        text, raw = parse_sheet(data, self._tables[owner.kind])
        if isinstance(raw, dict) and not _names_in(path, raw) <= self._names:
            self._names |= _names_in(path, raw)
            self._read_groups_again(now)
        self._take(path, digest, text, raw, now)

    def _read_groups_again(self, now: dt.datetime) -> None:
        """A new delegation's name may be the source of a bullet."""
        for file in list(self._files.values()):
            if file.owner.kind is OwnerKind.GROUP and file.text is not None and file.broken is None:
                self._take(file.path, file.digest, file.text, parse(file.text.text), now)

    def _take(
        self,
        path: str,
        digest: str,
        text: TomlText | None,
        raw: dict[str, Any] | BrokenToml,
        now: dt.datetime | None,
    ) -> None:
        owner = owner_of(path)
        assert owner is not None
        file = self._files.setdefault(owner, OpenSheet(owner, path))
        file.digest, file.text = digest, text
        self._derived.clear()
        if isinstance(raw, BrokenToml):
            file.broken = raw
            return
        file.broken = None
        read = read_sheet(self.event, owner, raw, self._is_delegation)
        self._merge_in(file, read, now)

    def _is_delegation(self, name: str) -> bool:
        return folded(name) in self._names

    @staticmethod
    def _merge_in(file: OpenSheet, read: ReadSheet, now: dt.datetime | None) -> None:
        """Merge what a file says with our edits, from the base that it most likely came from."""
        theirs = read.worksheet
        file.found = read.findings
        if file.value is not None and now is not None and file.value != theirs:
            file.value = merge(base_of(file.candidates, theirs), file.value, theirs, now).worksheet
            if file.value != theirs and file.edited_at is None:
                file.edited_at = now
        else:
            file.value = theirs
        file.disk = theirs
        file.candidates = [theirs]

    # Edits

    def edit(
        self, owner: Owner, place: Place, answer: Answer | None, now: dt.datetime, *, continues: bool = False
    ) -> None:
        """Write one answer; `continues` where it goes on with the last edit, so that both are one step of undo.

        Raises:
            Refused: there is no such question, or the file cannot be read and is not written to.
        """
        file = self._writable(owner)
        if self.event.field(owner.kind, place) is None:
            raise Refused(f"“{dotted(place)}” is not asked of {owner}.")
        before = self.sheet(owner)
        self._put(file, before.write(place, answer), now)
        if file.value is not None and file.value != before:
            last = self.undoable
            if continues and last is not None and (last.owner, last.place) == (owner, place):
                before = self._undo.pop().before
            self._undo.append(Edit(owner, place, before, file.value))
            del self._undo[:-MOST_UNDO]
            self._redo.clear()

    def _writable(self, owner: Owner) -> OpenSheet:
        self.sheet(owner)
        file = self._files[owner]
        if file.broken is not None:
            raise Refused(f"{file.path} cannot be read, so it is not written to: mend line {file.broken.line} first.")
        return file

    def _put(self, file: OpenSheet, value: Worksheet, now: dt.datetime) -> None:
        self._derived.clear()
        file.value = value
        file.edited_at = now

    def undo(self, now: dt.datetime) -> Edit | None:
        """Take back the last edit and nothing else; the edit, or None where there is none."""
        return self._step_back(self._undo, self._redo, now, backwards=True)

    def redo(self, now: dt.datetime) -> Edit | None:
        """Do the last undone edit again; the edit, or None where there is none."""
        return self._step_back(self._redo, self._undo, now, backwards=False)

    def _step_back(self, source: list[Edit], target: list[Edit], now: dt.datetime, *, backwards: bool) -> Edit | None:
        if not source:
            return None
        edit = source[-1]
        file = self._writable(edit.owner)
        base, ours = (edit.after, edit.before) if backwards else (edit.before, edit.after)
        merged = merge(base, ours, self.sheet(edit.owner), now)
        self._put(file, merged.worksheet, now)
        target.append(source.pop())
        return edit

    @property
    def undoable(self) -> Edit | None:
        """The edit that undo would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def redoable(self) -> Edit | None:
        """The edit that redo would do again."""
        return self._redo[-1] if self._redo else None

    # Saving

    def due(self, now: dt.datetime, *, at_once: bool = False) -> tuple[Write, ...]:
        """What is to be written now; `at_once` for everything that waits."""
        return tuple(
            self._write(file)
            for file in self._files.values()
            if file.is_dirty
            and not file.writing
            and file.broken is None
            and (at_once or file.edited_at is None or now - file.edited_at >= SAVE_AFTER)
        )

    def _write(self, file: OpenSheet) -> Write:
        assert file.value is not None
        assert file.text is not None
        file.writing = True
        disk = file.disk or Worksheet(file.owner)
        asked = changes(self.event, disk, file.value)
        order = tuple(self.event.fields(file.owner.kind))
        conflicts = file.value.conflicts if file.value.conflicts != disk.conflicts else None
        return Write(file.owner, file.path, file.digest, file.text, asked, order, file.value, conflicts)

    def written(self, write: Write, text: TomlText, digest: str, now: dt.datetime) -> None:
        """A write arrived on disk, as this text with this digest."""
        file = self._files[write.owner]
        self._derived.clear()
        file.writing, file.failure = False, ""
        file.text, file.digest, file.disk, file.saved_at = text, digest, write.value, now
        file.candidates.append(write.value)
        if not file.is_dirty:
            file.edited_at = None

    def overtaken(self, write: Write) -> None:
        """The file had changed on disk before the write: nothing was written; what arrives is merged first."""
        self._files[write.owner].writing = False

    def failed(self, write: Write, reason: str) -> None:
        """A write failed; the edit stays in memory and is tried again."""
        file = self._files[write.owner]
        file.writing, file.failure = False, reason

    # Problems

    def problems(self, severities: frozenset[Severity] = frozenset(Severity)) -> tuple[Problem, ...]:
        """What a person should know of the event's files, of these severities, by path and line."""
        return self._once(("problems", severities), lambda: self._problems(severities))

    def _problems(self, severities: frozenset[Severity]) -> tuple[Problem, ...]:
        files = [file.view for file in self._files.values()]
        of_sheets = problems_of(self.event, files, self.delegations(), self.groups(), severities)
        of_sessions = (one for one in self.session_problems if one.severity in severities)
        return tuple(sorted((*of_sessions, *of_sheets), key=lambda one: (one.path, one.line, one.column)))


def _names_in(path: str, raw: Mapping[str, Any]) -> set[str]:
    """What a delegation is called in the sources of bullets: its stem and its name."""
    owner = owner_of(path)
    if owner is None or owner.kind is not OwnerKind.DELEGATION:
        return set()
    table = raw.get("delegation")
    name = table.get("name") if isinstance(table, dict) else None
    return {folded(owner.stem), *([folded(name)] if isinstance(name, str) else [])}
