"""The one owner of what is open: every worksheet, its pending edits and undo, and the steps of the run.

Synchronous; no I/O and no Textual. Bytes that arrive are given to it, what is due to be written is taken from it, and
what became of a write is told to it, so that following, merging, saving and undo are tested without disk or screen.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.conflicts import Take, decide
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.event import Event
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.merge import KeptHere, base_of, merge, merge_bullets, without_removals
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind, by_name, folded
from ue_tui.model.sheets import Place, dotted
from ue_tui.model.worksheet import Conflict, Worksheet, group_of, stem_of
from ue_tui.store.bases import Version
from ue_tui.store.comments import WordsAfterHash
from ue_tui.store.copies import Copy, copies_among
from ue_tui.store.edits import Edit, Edits
from ue_tui.store.open_sheet import OpenSheet, Write
from ue_tui.store.problems import of_comments, of_copies, problems_of
from ue_tui.store.sheet_files import names_in, parse_sheet, read_sheet, tables_of
from ue_tui.store.toml_files import BrokenToml, TomlText, parse

SAVE_AFTER = dt.timedelta(milliseconds=300)
"""How long after the last edit a worksheet is written; with the write itself within half a second."""

_Derived = TypeVar("_Derived")


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
        self._edits = Edits()
        self._comments = WordsAfterHash(event)
        self._derived: dict[object, Any] = {}
        """What was computed of the worksheets since the last of them changed: screens ask for it at every tick."""

    # What is there

    @property
    def files(self) -> Mapping[Owner, OpenSheet]:
        """Every worksheet's file that is known, readable or not; a copy beside one is none."""
        return self._once("files", self._counted)

    def _counted(self) -> Mapping[Owner, OpenSheet]:
        copies = self._copies()
        return MappingProxyType({owner: file for owner, file in self._files.items() if owner not in copies})

    def copies(self) -> tuple[Copy, ...]:
        """The copies that synchronising programs and people left beside worksheets, in the order of their paths."""
        found = (Copy(self._files[one].path, of, self._files[one].value) for one, of in self._copies().items())
        return tuple(sorted(found, key=lambda one: one.path))

    def _copies(self) -> dict[Owner, Owner]:
        """Which file is a copy of which."""
        return self._once("copies", lambda: copies_among({owner: file.value for owner, file in self._files.items()}))

    def sheet(self, owner: Owner) -> Worksheet:
        """What a worksheet says now, an empty one where its file was never readable.

        Raises:
            NotFound: there is no such file.
        """
        if owner not in self.files:
            raise NotFound(f"There is no worksheet of “{owner}”.")
        return self._files[owner].value or Worksheet(owner)

    def read(self, owner: Owner, data: bytes) -> Worksheet | None:
        """What some bytes say as a worksheet of an owner, such as an earlier version; None where they are none."""
        _, raw = parse_sheet(data)
        if isinstance(raw, BrokenToml):
            return None
        return read_sheet(self.event, owner, raw, self.is_delegation).worksheet

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
        sheets = [self.sheet(owner) for owner in self.files if owner.kind is kind]
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

    def load(
        self,
        files: Iterable[tuple[str, bytes, str]],
        bases: Mapping[str, Sequence[Version]] | None = None,
        now: dt.datetime | None = None,
    ) -> None:
        """Take all worksheets as they stand on disk: path, bytes and digest of each.

        `bases` are, by path, the versions that were saved here before the program ended. A file that changed since is
        merged with the last of them at the time `now`, as it would have been while the program ran.
        """
        parsed = [
            (path, digest, *parse_sheet(data, self._tables[owner.kind]))
            for path, data, digest in files
            if (owner := owner_of(path)) is not None
        ]
        self._names = frozenset(name for path, _, _, raw in parsed for name in names_in(owner_of(path), raw))
        for path, digest, text, raw in parsed:
            self._take(path, digest, text, raw, now, (bases or {}).get(path, ()))

    def arrived(
        self, path: str, data: bytes | None, digest: str, now: dt.datetime, bases: Sequence[Version] = ()
    ) -> None:
        """Take a worksheet's file that is new or has changed, or None where it is gone; merge it with our edits.

        `bases` are the versions that were saved on this machine, by this program or another of ours.
        """
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
        if not (names := names_in(owner, raw)) <= self._names:
            self._names |= names
            self._read_again([OwnerKind.GROUP], now)  # a new delegation's name may be the source of a bullet
        self._take(path, digest, text, raw, now, bases)

    def cannot_be_read(self, path: str, why: str) -> None:
        """A worksheet's file is there, and the system does not let us read it."""
        self._take(path, "", None, BrokenToml(1, 1, why), None)

    def plan(self, event: Event, session_problems: Iterable[Problem], now: dt.datetime) -> None:
        """Take other sessions, or another agenda, for the same worksheets; edits and undo stay."""
        self.event, self.session_problems = event, tuple(session_problems)
        self._tables = {kind: tables_of(event, kind) for kind in OwnerKind}
        self._comments = WordsAfterHash(event)
        self._read_again(OwnerKind, now)

    def _read_again(self, kinds: Iterable[OwnerKind], now: dt.datetime) -> None:
        self._derived.clear()
        for file in [one for one in self._files.values() if one.owner.kind in tuple(kinds)]:
            if file.text is not None and file.broken is None:
                self._take(file.path, file.digest, file.text, parse(file.text.text), now)

    def _take(
        self,
        path: str,
        digest: str,
        text: TomlText | None,
        raw: dict[str, Any] | BrokenToml,
        now: dt.datetime | None,
        bases: Sequence[Version] = (),
    ) -> None:
        owner = owner_of(path)
        assert owner is not None
        file = self._files.setdefault(owner, OpenSheet(owner, path))
        self._derived.clear()
        if isinstance(raw, BrokenToml):
            file.break_off(digest, text, raw)
        else:
            file.take(digest, text, read_sheet(self.event, owner, raw, self.is_delegation), now, bases)

    def is_delegation(self, name: str) -> bool:
        """Whether a name is that of a delegation here, so that it can be the source of a bullet."""
        return folded(name) in self._names

    # Edits

    def edit(
        self, owner: Owner, place: Place, answer: Answer | None, now: dt.datetime, *, continues: bool = False
    ) -> None:
        """Write one answer; `continues` where it goes on with the last edit, so that both are one step of undo.

        Raises:
            Refused: there is no such question, or the file cannot be read and is not written to.
        """
        self._change(owner, place, self.sheet(owner).write(place, answer), now, continues=continues)

    def edit_cell(
        self,
        owner: Owner,
        place: Place,
        base: tuple[Bullet, ...],
        bullets: tuple[Bullet, ...],
        now: dt.datetime,
        *,
        continues: bool = False,
    ) -> None:
        """Merge a cell edited from `base` with what has come to it since; two wordings of a bullet wait as a conflict.

        Raises:
            Refused: there is no such question, or the file cannot be read and is not written to.
        """
        sheet = self.sheet(owner)
        merged, clashes = merge_bullets(base, bullets, sheet.bullets(*place))
        fresh = (Conflict(place, kept, other, now) for kept, other in clashes)
        after = replace(sheet.write(place, merged), conflicts=tuple(dict.fromkeys((*sheet.conflicts, *fresh))))
        self._change(owner, place, after, now, continues=continues)

    def decide(self, owner: Owner, conflict: Conflict, take: Take, now: dt.datetime) -> None:
        """Decide between two wordings; can be undone as an edit.

        Raises:
            Refused: both cannot stand, or the file cannot be read and is not written to.
        """
        field = self.event.field(owner.kind, conflict.at)
        after = decide(self.sheet(owner), conflict, take, field, self.is_delegation)
        self._change(owner, conflict.at if field is not None else (), after, now)

    def take_from_file(self, owner: Owner, kept: KeptHere, now: dt.datetime) -> None:
        """Take the answer of the file that arrived instead of the one that was kept here; can be undone as an edit.

        Raises:
            Refused: the file cannot be read and is not written to.
        """
        self.edit(owner, kept.place, kept.file, now)
        file = self._files[owner]
        file.kept = tuple(one for one in file.kept if one != kept)

    def keep_ours(self, owner: Owner, kept: KeptHere) -> None:
        """Let an answer that was kept here stand: it is not asked about again."""
        file = self._files[owner]
        file.kept = tuple(one for one in file.kept if one != kept)

    def merge_copy(self, copy: Copy, earlier: Sequence[Worksheet], now: dt.datetime) -> None:
        """Merge a copy into the worksheet that it stands beside; can be undone as an edit.

        `earlier` are earlier versions of the worksheet, any of which the copy may have been made from. Two wordings
        wait as conflicts, the worksheet's own stands.

        Raises:
            Refused: one of the two cannot be read.
        """
        if copy.sheet is None:
            raise Refused(f"{copy.path} cannot be read: mend it first.")
        theirs = replace(copy.sheet, owner=copy.of)
        self.merge_sheet(theirs, earlier, now)

    def merge_sheet(self, brought: Worksheet, earlier: Sequence[Worksheet], now: dt.datetime) -> None:
        """Merge a worksheet that was brought in into the one of the same owner; can be undone as an edit.

        Raises:
            Refused: the worksheet here cannot be read.
        """
        self._writable(brought.owner)
        self._change(brought.owner, (), self.merged(brought, earlier, now), now)

    def merged(self, brought: Worksheet, earlier: Sequence[Worksheet], now: dt.datetime) -> Worksheet:
        """What a worksheet would say with one that is brought in from elsewhere; what is not in that one stays."""
        candidates = [*earlier, *(one.sheet for one in self._files[brought.owner].bases), Worksheet(brought.owner)]
        base = without_removals(base_of(candidates, brought), brought)
        return merge(base, brought, self.sheet(brought.owner), now).worksheet

    def replace_answers(self, sheet: Worksheet, now: dt.datetime) -> None:
        """Write all answers of a worksheet, such as an earlier version's, over those of its owner; one step of undo.

        Raises:
            Refused: the worksheet here cannot be read.
        """
        after = replace(self.sheet(sheet.owner), answers=sheet.answers)
        self._change(sheet.owner, (), after, now)

    def _change(
        self, owner: Owner, place: Place, after: Worksheet, now: dt.datetime, *, continues: bool = False
    ) -> None:
        """Put a worksheet in place of what it was, as one step of undo; without a place it is changed in many."""
        file, before = self._writable(owner), self.sheet(owner)
        if place and self.event.field(owner.kind, place) is None:
            raise Refused(f"“{dotted(place)}” is not asked of {owner}.")
        if after == before:
            return
        self._put(file, after, now)
        self._edits.add(Edit(owner, place, before, after), continues=continues)

    def _writable(self, owner: Owner) -> OpenSheet:
        self.sheet(owner)
        file = self._files[owner]
        if file.broken is not None:
            raise Refused(f"{file.path} cannot be read, so it is not written to: mend line {file.broken.line} first.")
        return file

    def _put(self, file: OpenSheet, value: Worksheet, now: dt.datetime) -> None:
        self._derived.clear()
        file.put(value, now)

    def undo(self, now: dt.datetime) -> Edit | None:
        """Take back the last edit and nothing else; the edit, or None where there is none."""
        return self._step(self._edits.undoable, now, backwards=True)

    def redo(self, now: dt.datetime) -> Edit | None:
        """Do the last undone edit again; the edit, or None where there is none."""
        return self._step(self._edits.redoable, now, backwards=False)

    def _step(self, edit: Edit | None, now: dt.datetime, *, backwards: bool) -> Edit | None:
        if edit is not None:
            file = self._writable(edit.owner)
            base, ours = (edit.after, edit.before) if backwards else (edit.before, edit.after)
            self._put(file, merge(base, ours, self.sheet(edit.owner), now).worksheet, now)
            self._edits.step(backwards=backwards)
        return edit

    @property
    def undoable(self) -> Edit | None:
        """The edit that undo would take back."""
        return self._edits.undoable

    @property
    def redoable(self) -> Edit | None:
        """The edit that redo would do again."""
        return self._edits.redoable

    # Saving

    def due(self, now: dt.datetime, *, at_once: bool = False) -> tuple[Write, ...]:
        """What is to be written now; `at_once` for everything that waits."""
        return tuple(
            file.write(self.event)
            for file in self.files.values()
            if file.is_dirty
            and not file.writing
            and file.broken is None
            and (at_once or file.edited_at is None or now - file.edited_at >= SAVE_AFTER)
        )

    def written(self, write: Write, text: TomlText, digest: str, now: dt.datetime) -> None:
        """A write arrived on disk, as this text with this digest."""
        file = self._files[write.owner]
        self._derived.clear()
        file.saved(Version(digest, write.value), text, now)

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
        files = [file.view for file in self.files.values()]
        of_sheets = problems_of(self.event, files, self.delegations(), self.groups(), severities)
        mine = (*self.session_problems, *of_copies(self.copies()), *of_comments(files, self._comments))
        others = (one for one in mine if one.severity in severities)
        return tuple(sorted((*others, *of_sheets), key=lambda one: (one.path, one.line, one.column)))
