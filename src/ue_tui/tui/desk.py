"""The open event as screens see it, and the one queue of reads and writes behind it.

Screens read values here and post messages; the app hands those on. Everything that touches the disk runs in one
thread, in order, and its results are taken over in the app's thread by a `Done` message, so that a screen that goes
away takes nothing with it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import queue
import secrets
import threading
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, Unpack

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.errors import Refused, UeTuiError
from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.findings import Problem
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.run import Run
from ue_tui.model.schedule import Health, health
from ue_tui.model.sheets import Place
from ue_tui.model.steps import Details, Do, Stack
from ue_tui.store.bases import Version
from ue_tui.store.crash import keep_screen, take_screen, write_crash
from ue_tui.store.event_folder import EventFolder, Opened, Outline, Overtaken, Saved
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.live_run import LiveRun
from ue_tui.store.open_sheet import Write
from ue_tui.store.signs import SIGNS, Sign, is_alive, read_sign, read_signs, room_line
from ue_tui.store.sticks import Sticks, mounted_sticks
from ue_tui.store.watch import Change, FolderWatch

Result = TypeVar("Result")

Clock = Callable[[], dt.datetime]


class Desk:
    """What is open: outline, worksheets, run, and what became of saving them."""

    def __init__(
        self, folder: EventFolder, deliver: Callable[[Callable[[], None]], object], now: Clock | None = None
    ) -> None:
        self.folder = folder
        self.sticks: Sticks = mounted_sticks
        """Who knows which sticks are plugged in; asked in the queue."""
        self.clock = folder.clock()
        """The machine's time: what sleep and a clock that was set did to it is told by its `look`."""
        self._now = now or self.clock.now
        self.window = secrets.token_hex(2)
        """The name of this window, among those that have the event open."""
        self.outline: Outline = folder.outline()
        self.first_screen = take_screen(folder.root)
        """Where a bug ended the app the last time; empty after an ordinary end."""
        self.live: LiveEvent | None = None
        self.run: LiveRun | None = None
        self.trouble = ""
        """What stays in the red bar until it is over."""
        self._deliver = deliver
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="ue-tui files", daemon=True)
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="ue-tui watch", daemon=True)
        self._watch_state: FolderWatch | None = None
        self._read_before: Mapping[str, str] = {}
        """What was read before the folder was followed, by path, as digests."""
        self._crashed = ""
        self._signs: dict[str, Sign] = {}
        self.is_muted = False
        self.is_mirrored = False
        """Whether the facilitator's screen is the one that the room sees."""
        self._unmasked_in: tuple[str, ...] | None = None

    def now(self) -> dt.datetime:
        """The time as the run sees it: never before its last step, so that a clock set back gives no time back."""
        return self.run.moment(self._now()) if self.run is not None else self._now()

    # The queue

    def open(self) -> None:
        """Read the event in the background."""
        self._worker.start()
        self._submit(lambda: self.folder.open(refresh=True), self._opened)

    def _submit(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[UeTuiError], None] | None = None,
    ) -> None:
        """Do work in the thread, then `done` or `failed` in the app's."""

        def job() -> None:
            try:
                result = work()
            except UeTuiError as error:
                refused = error
                self._deliver(lambda: (failed or self._failed)(refused))
            else:
                self._deliver(lambda: done(result))

        self._jobs.put(job)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception as error:  # noqa: BLE001 - a bug in a worker is a red bar and a crash file, not the end
                self._report_bug(error)

    def _report_bug(self, error: BaseException) -> None:
        self._crashed = self.crash_sentence(error)
        self._deliver(lambda: None)

    def crash_sentence(self, error: BaseException) -> str:
        """Keep what a bug of ours was, and say where."""
        try:
            where = str(write_crash(self.folder.root, error, self.now()))
        except OSError:
            where = "could not be written"
        return f"Something failed inside ue-tui. Your files are saved. Details: {where}"

    def keep_screen(self, screen: str) -> None:
        """Note the screen that a bug ended, for the next start."""
        with contextlib.suppress(OSError):
            keep_screen(self.folder.root, screen)

    def _failed(self, error: UeTuiError) -> None:
        self.trouble = str(error)

    def close(self) -> None:
        """Write everything that waits, and wait until it is written."""
        self._stop.set()
        self.save_due(at_once=True)
        self.save_steps()
        self._jobs.put(None)
        if self._worker.ident is not None:
            self._worker.join(timeout=10)

    def _opened(self, opened: Opened) -> None:
        first = self.live is None
        if self.run is not None:
            opened.run.goes_on_from(self.run)
        opened.run.window = self.window
        self.live, self.run = opened.live, opened.run
        if first:
            self._signs = {sign.window: sign for sign in read_signs(self.folder.root, self.now())}
        self.trouble = ""
        if first:
            self._read_before = {file.path: file.digest for file in opened.live.files.values()}
            self._watcher.start()

    # Following files

    def _watch(self) -> None:
        """Look at the folder until the app ends; what has changed is read here and taken over in the app's thread."""
        try:
            watch = self._watch_state = FolderWatch(self.folder.root, known=self._read_before)
            while not self._stop.is_set():
                watch.wait(self._stop, 0.5)
                if not self._stop.is_set() and (changes := watch.look()):
                    bases = {change.path: self.folder.bases(change.path) for change in changes}
                    self._deliver(lambda changes=changes, bases=bases: self._arrived(changes, bases))  # type: ignore[misc]
        except Exception as error:  # noqa: BLE001 - the same handler as the queue's, for its second thread
            self._report_bug(error)

    def _arrived(self, changes: tuple[Change, ...], bases: Mapping[str, Sequence[Version]]) -> None:
        if self.live is None or self.run is None:
            return
        for change in changes:
            if change.path.startswith("worksheets/"):
                self.live.arrived(change.path, change.data, change.digest, self.now(), bases[change.path])
            elif change.path.startswith(SIGNS):
                self._sign_arrived(change)
            elif change.path.startswith("sessions/"):
                self.save_due(at_once=True)  # in the words of the sessions that they were written under
                self._submit(self._reread, self._planned_anew)
            else:
                self._submit(self.folder.steps, self.run.arrived)
        self.save_due()

    def _reread(self) -> tuple[Event, tuple[Problem, ...], LiveRun]:
        event, problems = self.folder.load_event(refresh=True)
        return event, problems, self.folder.open_run(event)

    def _planned_anew(self, read: tuple[Event, tuple[Problem, ...], LiveRun]) -> None:
        """The sessions or the agenda have changed: the worksheets are read by them, and edits and undo stay."""
        event, problems, self.run = read
        if self.live is not None:
            self.live.plan(event, problems, self.now())
        self.trouble = ""

    def _sign_arrived(self, change: Change) -> None:
        """A projector window said that it lives, or is gone."""
        sign = read_sign(change.path, change.data) if change.data is not None else None
        if sign is None:
            self._signs.pop(change.path, None)
        else:
            self._signs[change.path] = replace(sign, at=self.now())  # another machine's clock may differ

    # Edits and saving

    def write(self, owner: Owner, place: Place, answer: Answer | None, *, continues: bool = False) -> None:
        """Write one answer; it is saved in a moment.

        Raises:
            Refused: the sentence says why.
        """
        if self.live is not None:
            self.live.edit(owner, place, answer, self.now(), continues=continues)

    def write_cell(
        self,
        owner: Owner,
        place: Place,
        base: tuple[Bullet, ...],
        bullets: tuple[Bullet, ...],
        *,
        continues: bool = False,
    ) -> None:
        """Merge an edited cell with what has come to it since the editor was opened.

        Raises:
            Refused: the sentence says why.
        """
        if self.live is not None:
            self.live.edit_cell(owner, place, base, bullets, self.now(), continues=continues)

    def undo(self) -> None:
        """Take back the last edit.

        Raises:
            Refused: there is none, or its worksheet cannot be written to.
        """
        if self.live is not None and self.live.undo(self.now()) is None:
            raise Refused("There is nothing to undo.")

    def redo(self) -> None:
        """Do the last undone edit again.

        Raises:
            Refused: there is none, or its worksheet cannot be written to.
        """
        if self.live is not None and self.live.redo(self.now()) is None:
            raise Refused("There is nothing to redo.")

    def save_due(self, *, at_once: bool = False) -> None:
        """Write what is due."""
        for write in self.live.due(self.now(), at_once=at_once) if self.live else ():
            self._save(write)

    def _save(self, write: Write) -> None:
        live = self.live
        assert live is not None

        def done(result: Saved | Overtaken) -> None:
            if isinstance(result, Saved):
                live.written(write, result.text, result.digest, self.now())
            else:
                live.overtaken(write)
                live.arrived(write.path, result.data, result.digest, self.now(), result.bases)
                self.save_due(at_once=True)

        self._submit(lambda: self.folder.save(write, self.now()), done, lambda error: live.failed(write, str(error)))

    def save_elsewhere(self, folder: Path, told: Callable[[list[Path]], None]) -> None:
        """Write every worksheet that could not be saved into another folder."""
        live = self.live
        if live is None:
            return
        writes = live.due(self.now(), at_once=True)

        def done(paths: list[Path]) -> None:
            for write in writes:
                live.failed(write, live.files[write.owner].failure or "not saved in the event yet")
            told(paths)

        self._submit(lambda: [self.folder.save_elsewhere(write, folder, self.now()) for write in writes], done)

    # The run

    def step(
        self,
        do: Do,
        *,
        phase: str = "",
        ago: dt.timedelta | None = None,
        stack: Stack = Stack.CLOCK,
        **details: Unpack[Details],
    ) -> None:
        """Do something with the run; it is on disk in a moment.

        Raises:
            Refused: the sentence says why.
        """
        if self.run is not None:
            self.run.take(do, self.now(), phase=phase, ago=ago, stack=stack, **details)
            self.save_steps()

    def save_again(self) -> None:
        """Try again what could not be written."""
        self.save_due()
        self.save_steps()

    def save_steps(self) -> None:
        """Write the steps that are not on disk."""
        run = self.run
        if run is None or not (steps := run.unsaved()):
            return
        self._submit(
            lambda: self.folder.append_steps(steps),
            run.saved,
            lambda error: run.failed(f"The run is not saved: {error}"),
        )

    def submit(
        self, work: Callable[[], Result], done: Callable[[Result], None], failed: Callable[[UeTuiError], None]
    ) -> None:
        """Do other work with files, such as making a document, in the same queue."""
        self._submit(work, done, failed)

    # What screens ask

    @property
    def state(self) -> Run:
        """What the clock is doing."""
        return self.run.run if self.run is not None else Run()

    @property
    def timeline(self) -> tuple[TimedPhase, ...]:
        """Every phase that is to be run, as the day has become."""
        return self.run.timeline if self.run is not None else ()

    @property
    def zone(self) -> dt.tzinfo:
        """The time zone of the agenda, else the laptop's."""
        name = self.live.event.agenda.timezone if self.live is not None else ""
        return zoneinfo.ZoneInfo(name) if name else self.now().astimezone().tzinfo or dt.UTC

    def health(self) -> Health | None:
        """How the day stands."""
        return health(self.live.event, self.state, self.now(), self.zone) if self.live is not None else None

    def room_line(self) -> str:
        """What the room sees, for the end of the top line: what the projector windows show, or this screen itself."""
        if self.is_mirrored:
            return "the room sees this, masked" if self.is_masked else "the room sees this"
        return room_line(tuple(self._signs.values()), self.now(), self.clock.speed)

    def has_projector(self) -> bool:
        """Whether a projector window gives signs of life."""
        return any(is_alive(sign, self.now(), self.clock.speed) for sign in self._signs.values())

    @property
    def is_masked(self) -> bool:
        """Whether marks, notes and names are hidden here, because the room sees this screen."""
        return self.is_mirrored and self._unmasked_in != tuple(self.state.phases)

    def unmask(self) -> None:
        """Show everything until the next phase is started."""
        self._unmasked_in = tuple(self.state.phases)

    @property
    def failure(self) -> str:
        """What the red bar says; empty when all is well."""
        failures = [file.failure for file in self.live.files.values() if file.failure] if self.live else []
        run = [self.run.failure] if self.run is not None and self.run.failure else []
        return next((text for text in (self._crashed, self.trouble, *failures, *run) if text), "")

    def saved_line(self, owner: Owner | None = None) -> str:
        """`saved 14:02:11`, of one worksheet or of the last one saved; empty before anything was."""
        if self.live is None:
            return ""
        files = [self.live.files[owner]] if owner and owner in self.live.files else list(self.live.files.values())
        if any(file.is_dirty for file in files):
            return "saving …"
        latest = max((file.saved_at for file in files if file.saved_at), default=None)
        kept = sum(len(file.kept) for file in files)
        note = f" · kept {kept} answer{'s' * (kept > 1)} made here" if kept else ""
        return f"saved {latest.astimezone(self.zone):%H:%M:%S}{note}" if latest else ""

    def owners(self, kind: OwnerKind) -> list[Owner]:
        """The owners of a kind in the order in which they are shown."""
        if self.live is None:
            return []
        if kind is OwnerKind.GROUP:
            return [Owner(kind, one.stem) for one in self.live.groups()]
        return [Owner(kind, stem) for stem in self.live.delegations()]
