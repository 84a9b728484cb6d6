"""An event as a folder: find it, read it, write one worksheet, add to its run; the one way to its files."""

from __future__ import annotations

import contextlib
import datetime as dt
import platform
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli

from ue_tui.model.errors import NotFound, NotSaved, Refused, UeTuiError, Unreadable
from ue_tui.model.event import Agenda, Event, Session
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.steps import Step
from ue_tui.store.bases import Version, bases_if_changed, read_bases, record
from ue_tui.store.conflict_text import with_conflicts
from ue_tui.store.history import keep
from ue_tui.store.live_event import LiveEvent, owner_of
from ue_tui.store.live_run import LiveRun
from ue_tui.store.open_sheet import Write
from ue_tui.store.places import index
from ue_tui.store.problems import broken_file
from ue_tui.store.rehearsal import Rehearsal, read_rehearsal
from ue_tui.store.run_file import RUN_FILE, append_steps, read_steps
from ue_tui.store.saving import ChangedUnderUs, lock, read_file, replace
from ue_tui.store.schema import refresh_schema, stale_schema
from ue_tui.store.steady_clock import SteadyClock, utc_now
from ue_tui.store.toml_files import BrokenToml, TomlText, decode, encode, parse, set_values
from ue_tui.store.toml_repairs import changed_bytes, repair_of_file

AGENDA = "sessions/agenda.toml"


@dataclass(frozen=True, slots=True)
class OutlineBlock:
    """A line of the agenda before its session's file was checked."""

    number: int
    """The session's number, 0 for a break."""
    title: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Outline:
    """What the first frame is drawn from: read in milliseconds, checked by nobody."""

    title: str
    when_and_where: str
    blocks: tuple[OutlineBlock, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    """Name and members of each discussion group."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An event that was read whole."""

    live: LiveEvent
    run: LiveRun


@dataclass(frozen=True, slots=True)
class Saved:
    """A worksheet arrived on disk as this text."""

    text: TomlText
    digest: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """The file had changed before the write, which was not done: these are its bytes now, None where it is gone."""

    data: bytes | None
    digest: str
    bases: tuple[Version, ...] = ()
    """The versions that were saved on this machine."""


class BrokenEvent(Unreadable):
    """An event whose agenda cannot be read: what is wrong, place by place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class EventFolder:
    """The folder of an event."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def find(cls, start: Path) -> EventFolder:
        """The event that a folder is, or the nearest parent that is one.

        Raises:
            NotFound: there is none.
        """
        for folder in (start, *start.resolve().parents):
            if (folder / AGENDA).is_file():
                return cls(folder)
        missing = f"There is no event in {start}: sessions/agenda.toml is missing."
        raise NotFound(f"{missing} Make one with “ue-tui init DIR”, or try “ue-tui demo”.")

    def path(self, relative: str) -> Path:
        """Where a path relative to the event stands on this machine."""
        return self.root / relative

    # Time

    @cached_property
    def rehearsal(self) -> Rehearsal | None:
        """How its time runs, where the folder is a rehearsal."""
        return read_rehearsal(self.root)

    @property
    def mark(self) -> str:
        """What stands wherever a rehearsal is seen; empty for the event itself."""
        return self.rehearsal.mark if self.rehearsal is not None else ""

    def clock(self) -> SteadyClock:
        """The time of a program that stays open."""
        return SteadyClock(rehearsal=self.rehearsal)

    def now(self) -> dt.datetime:
        """The time of a command that ends at once, in UTC; in a rehearsal its own."""
        return self.rehearsal.at(utc_now()) if self.rehearsal is not None else utc_now()

    def _titled(self, title: str) -> str:
        """A title with the mark of a rehearsal: it stands on every screen and in every document."""
        return f"{self.mark}: {title}" if self.mark else title

    # Reading

    def outline(self) -> Outline:
        """Titles, minutes and names, by the TOML parser alone; what cannot be read is left out."""
        agenda = _loosely(self.root / AGENDA)
        sessions = {str(raw.get("id")): raw for path in self._session_paths() if (raw := _loosely(path))}
        event = agenda.get("event", {})
        blocks = []
        for block in agenda.get("block", ()):
            session = sessions.get(str(block.get("session")), {})
            minutes = sum(phase.get("minutes", 0) for phase in session.get("phase", ())) or block.get("minutes", 0)
            title = str(session.get("title") or block.get("title") or block.get("session"))
            blocks.append(OutlineBlock(session.get("number", 0), title, minutes))
        groups = [raw["group"] for path in self._worksheet_paths("groups/") if "group" in (raw := _loosely(path))]
        named = [(str(group.get("name", "")), tuple(map(str, group.get("members", ())))) for group in groups]
        when_and_where = " · ".join(str(event[key]) for key in ("dates", "place") if event.get(key))
        title = self._titled(str(event.get("title", self.root.name)))
        return Outline(title, when_and_where, tuple(blocks), tuple(sorted(named)))

    def _session_paths(self) -> list[Path]:
        agenda = self.root / AGENDA
        return sorted(path for path in (self.root / "sessions").glob("*.toml") if path != agenda and _visible(path))

    def _worksheet_paths(self, below: str = "") -> list[Path]:
        folder = self.root / "worksheets" / below
        return sorted(path for path in folder.glob("*.toml") if _visible(path))

    def relative(self, path: Path) -> str:
        """A path below the event with forward slashes, in composed characters."""
        return unicodedata.normalize("NFC", path.relative_to(self.root).as_posix())

    def load_event(self, *, refresh: bool = False) -> tuple[Event, tuple[Problem, ...]]:
        """The agenda and the sessions, and what is wrong with their files.

        A session that cannot be read is left out, with its blocks; the rest stands.

        Raises:
            BrokenEvent: the agenda cannot be read; with every mistake and its place.
        """
        # Imported here: pydantic takes longer than everything else, and the first frame does not need it.
        from ue_tui.store.shapes import read_agenda, read_session

        agenda, problems = self._checked(self.root / AGENDA, read_agenda)
        sessions: list[Session] = []
        for path in self._session_paths():
            session, found = self._checked(path, read_session)
            problems += found
            if session is not None and session.id in {one.id for one in sessions}:
                message = f"The id “{session.id}” is that of another session's file."
                problems.append(Problem(self.relative(path), 1, 1, Severity.ERROR, message))
            elif session is not None:
                sessions.append(session)
        if not isinstance(agenda, Agenda):
            raise BrokenEvent(problems)
        known = {session.id for session in sessions}
        problems += self._missing_sessions(agenda, known)
        blocks = tuple(block for block in agenda.blocks if not block.session or block.session in known)
        order = {block.session: number for number, block in enumerate(blocks) if block.session}
        sessions.sort(key=lambda one: (order.get(one.id, len(order) + 1), one.number))
        shown = replace_fields(agenda, title=self._titled(agenda.title), blocks=blocks)
        event = Event(shown, tuple(sessions))
        return event, (*problems, *self._schema_problems(event, refresh=refresh))

    def _schema_problems(self, event: Event, *, refresh: bool) -> Iterator[Problem]:
        if refresh:
            with contextlib.suppress(NotSaved):  # a folder that is read-only keeps its schema, and the warning
                refresh_schema(self.root, event)
        if (stale := stale_schema(self.root, event)) is not None:
            yield stale

    def _checked(self, path: Path, reader: Any) -> tuple[Any, list[Problem]]:
        """What a file of `sessions/` says, by its reader, and its problems with line and column."""
        name = self.relative(path)
        data = read_file(path)[0]
        try:
            text = decode(data).text
            value, mistakes = reader(parse(text))
        except BrokenToml as broken:
            broken.repair = repair_of_file(data, broken)
            return None, [broken_file(name, broken)]
        places = index(text) if mistakes else None
        problems = []
        for mistake in mistakes:
            span = places.nearest(mistake.place) if places is not None else None
            line, column = (span.line, span.column) if span is not None else (1, 1)
            severity = Severity.ERROR if mistake.fatal else Severity.WARNING
            problems.append(Problem(name, line, column, severity, mistake.message, mistake.place))
        return value, problems

    def _missing_sessions(self, agenda: Agenda, known: set[str]) -> Iterator[Problem]:
        places = index(decode(read_file(self.root / AGENDA)[0]).text)
        for number, block in enumerate(agenda.blocks):
            if block.session and block.session not in known:
                span = places.get(("block", str(number), "session"))
                message = f"There is no readable session “{block.session}” in sessions/: this block is left out."
                line, column = (span.line, span.column) if span else (1, 1)
                yield Problem(AGENDA, line, column, Severity.ERROR, message)

    def _written(self, relative: str) -> dt.datetime | None:
        """When a file was last written, as the disk says."""
        try:
            return dt.datetime.fromtimestamp(self.path(relative).stat().st_mtime, dt.UTC)
        except OSError:
            return None

    def open(self, now: dt.datetime | None = None, *, refresh: bool = False) -> Opened:
        """Everything: sessions, worksheets and the run, at a time that is now where none is given.

        `refresh` brings the editors' schema up to date with the sessions, where the folder can be written to.
        """
        event, problems = self.load_event(refresh=refresh)
        live = LiveEvent(event, problems)
        unreadable: dict[str, str] = {}
        files = list(self.worksheet_files(unreadable))
        bases = {
            path: found
            for path, _, digest in files
            if (owner := owner_of(path)) and (found := bases_if_changed(self.root, path, owner, digest))
        }
        live.load(files, bases, now or dt.datetime.now(dt.UTC))
        for file in live.files.values():
            file.dated = self._written(file.path)
        for path, why in unreadable.items():
            live.cannot_be_read(path, why)
        return Opened(live, self.open_run(event))

    def worksheet_files(self, unreadable: dict[str, str] | None = None) -> Iterator[tuple[str, bytes, str]]:
        """Every worksheet: its path relative to the event, its bytes and their digest.

        Where `unreadable` is given, it gets the paths that the system does not let us read, with why.

        Raises:
            UeTuiError: a file cannot be read, and nobody takes note of it.
        """
        for path in (*self._worksheet_paths(), *self._worksheet_paths("groups/")):
            if owner_of(name := self.relative(path)):
                try:
                    data, digest = read_file(path)
                except UeTuiError as error:
                    if unreadable is None:
                        raise
                    unreadable[name] = str(error)
                else:
                    yield name, data, digest

    def open_run(self, event: Event) -> LiveRun:
        """The run as it stands on disk; one that cannot be read begins anew and is kept aside by the first step."""
        run = LiveRun(event, platform.node() or "laptop", self.steps())
        run.speed = self.rehearsal.speed if self.rehearsal is not None else 1.0
        if not self.run_can_be_read(was_there=False):
            name = RUN_FILE.as_posix()
            run.failed(f"{name} cannot be read: the clock begins anew, and the file is kept aside with the first step.")
        return run

    def steps(self) -> tuple[Step, ...]:
        """The steps of the run on disk, none where there is no readable run."""
        path = self.root / RUN_FILE
        try:
            return read_steps(read_file(path)[0]) if path.exists() else ()
        except BrokenToml:
            return ()

    def run_can_be_read(self, was_there: bool) -> bool:
        """Whether the run on disk is readable; where it `was_there`, one that is gone is not."""
        path = self.root / RUN_FILE
        try:
            if was_there or path.exists():
                read_steps(read_file(path)[0])
        except UeTuiError:
            return False
        return self.root.is_dir()

    # Writing

    def save(self, write: Write, now: dt.datetime) -> Saved | Overtaken:
        """Write a worksheet's changes: lock, read, compare, edit the text, check it, replace the file, unlock.

        Raises:
            NotSaved: the disk refused; the file is as it was.
        """
        path = self.path(write.path)
        with lock(self.root):
            if not path.is_file():
                raise NotSaved(f"{write.path} is no longer there.")
            data, digest = read_file(path)
            if digest != write.digest:
                return Overtaken(data, digest, self.bases(write.path))
            text = encode_changes(write)
            keep(self.root, write.path, data, now)
            try:
                digest = replace(path, encode(text), expect=digest)
            except ChangedUnderUs:
                return Overtaken(*read_file(path), self.bases(write.path))
            with contextlib.suppress(OSError):  # the save is done; a later merge knows one version less
                record(self.root, write.path, Version(write.digest, write.before), Version(digest, write.value))
        return Saved(text, digest)

    def bases(self, relative: str) -> tuple[Version, ...]:
        """The versions of a worksheet that were saved on this machine, for `LiveEvent.arrived`."""
        owner = owner_of(relative)
        return read_bases(self.root, relative, owner) if owner is not None else ()

    def repair(self, problem: Problem, now: dt.datetime) -> bytes:
        """Write the repair of a problem and keep the file as it came; what stands in the file then.

        Raises:
            Refused: there is no repair, or the file has changed since it was proposed.
            NotSaved: the disk refused; the file is as it was.
        """
        if problem.repair is None:
            raise Refused(f"{problem.path} has no repair that is sure: mend line {problem.line} in an editor.")
        path = self.path(problem.path)
        with lock(self.root):
            data, digest = read_file(path)
            mended = changed_bytes(data, problem.repair)
            keep(self.root, problem.path, data, now)
            try:
                replace(path, mended, expect=digest)
            except ChangedUnderUs as changed:
                raise Refused(f"{problem.path} has changed since: look at it again.") from changed
        return mended

    def save_elsewhere(self, write: Write, folder: Path, now: dt.datetime) -> Path:
        """Write a worksheet with its changes into another folder, under a name of its own."""
        target = folder / f"{Path(write.path).stem} UNSAVED {now:%H%M%S}.toml"
        replace(target, encode(encode_changes(write)), expect=None)
        return target

    def append_steps(self, steps: Sequence[Step]) -> tuple[Step, ...]:
        """Add steps to the run on disk; all steps that stand there then.

        Raises:
            NotSaved: the disk refused; the clock runs on from memory.
        """
        return append_steps(self.root, steps)


def encode_changes(write: Write) -> TomlText:
    """The text of a worksheet with the changes of a write."""
    text = set_values(write.text.text, write.changes, order=write.order)
    if write.conflicts is not None:
        text = with_conflicts(text, write.conflicts, write.text.newline)
    return TomlText(text, write.text.newline, write.text.bom, "utf-8")


def _visible(path: Path) -> bool:
    return not path.name.startswith((".", "~"))


def _loosely(path: Path) -> dict[str, Any]:
    """The values of a TOML file, empty where it cannot be read: the whole reading tells why."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
