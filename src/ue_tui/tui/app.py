"""The app: first screen, themes, and the hand that takes messages to the desk."""

from __future__ import annotations

import gc
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.notifications import SeverityLevel
from textual.reactive import reactive

from ue_tui.model.errors import UeTuiError
from ue_tui.model.people import Owner
from ue_tui.model.run import State
from ue_tui.store.event_folder import EventFolder
from ue_tui.tui import messages as ask
from ue_tui.tui.desk import Clock, Desk
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.screens.agenda import AgendaScreen
from ue_tui.tui.screens.opening import OpeningScreen
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.timekeeping import Timekeeper
from ue_tui.tui.ways import screen, sheet_screen
from ue_tui.tui.widgets.words import printable

if TYPE_CHECKING:
    from ue_tui.tui.documents import Documents

STARTED_AFTER = 3.0
"""Seconds after which what stands is there to stay, and Python looks for what can be dropped."""

BUG = 3
"""The exit code of a bug of ours."""

RETRY_EVERY = 2.0
"""Seconds after which a failed save is tried again."""


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


def _commands_provider() -> type[Provider]:
    from ue_tui.tui.palette import CommandsProvider  # loaded when the palette is first opened

    return CommandsProvider


class UeTuiApp(App[int]):
    """The workshop from the keyboard."""

    TITLE = "ue-tui"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands_provider}  # noqa: RUF012 - Textual declares it without ClassVar
    CSS = "SearchIcon { display: none; }"  # its glyph is two columns wide, and missing from many consoles
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+q", "quit", "quit")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-high")]  # noqa: RUF012 - the same
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-very-wide")]  # noqa: RUF012 - the same

    revision: reactive[int] = reactive(0)
    """Counts what has changed: screens take new values over when it does."""

    def __init__(
        self, folder: EventFolder, *, sheet: Owner | None = None, session: str | None = None, now: Clock | None = None
    ) -> None:
        super().__init__()
        self.desk = Desk(folder, lambda apply: self.post_message(ask.Done(apply)), now)
        self.time = Timekeeper(self.desk, self.desk.clock if now is None else None)
        self._only_sheet = sheet
        self._only_session = session
        self._quit_asked = False
        self.last_words = ""
        """What is said on the terminal after a bug of ours."""

    def on_mount(self) -> None:
        if "NO_COLOR" in os.environ and self.current_theme.ansi:
            self.theme = "textual-dark"  # an ANSI theme without colours is black on black
        first = AgendaScreen(self.desk) if self._only_sheet is None else OpeningScreen(self.desk)
        self.push_screen(first)
        self.set_interval(RETRY_EVERY, self.desk.save_again)
        if self._only_sheet is None:
            self.set_interval(0.5, lambda: self.time.bring(self))
        self.call_after_refresh(self.desk.open)
        self.set_timer(STARTED_AFTER, _collect_again)

    def on_unmount(self) -> None:
        self.desk.close()

    def changed(self) -> None:
        """Let the screens take new values over, and save in a moment."""
        self.revision += 1
        self.set_timer(0.32, self.desk.save_due)

    @on(ask.Done)
    def take_over(self, message: ask.Done) -> None:
        message.apply()
        if self._only_sheet is not None and self.desk.live is not None and isinstance(self.screen, OpeningScreen):
            self._show_only_sheet(self._only_sheet)
        elif self.desk.live is not None and self.desk.first_screen:
            self._show_again(self.desk.first_screen)
            self.desk.first_screen = ""
        self.revision += 1

    def _show_again(self, address: str) -> None:
        """The screen that was on when a bug ended the app."""
        kind, _, rest = address.partition(" ")
        live = self.desk.live
        assert live is not None
        ids = {session.id for session in live.event.sessions}
        owner = next((one for one in live.files if str(one) == rest.rpartition(" ")[0]), None)
        if kind == "problems":
            self.post_message(ask.GoTo(kind))
        elif kind == "session" and rest in ids:
            self.post_message(ask.OpenSession(rest))
        elif kind == "sheet" and owner is not None and rest.rpartition(" ")[2] in ids:
            self.post_message(ask.OpenSheet(owner, rest.rpartition(" ")[2]))

    def _fatal_error(self) -> None:
        """A bug of ours in the interface: the terminal as it was, one sentence, a crash file, exit code 3.

        Textual's own way would print the values of all variables, and with them what people wrote.
        """
        error = sys.exception()
        framed = [screen for screen in self.screen_stack if isinstance(screen, FramedScreen)]
        if framed:
            self.desk.keep_screen(framed[-1].address())
        if error is not None:
            self.last_words = self.desk.crash_sentence(error)
        self.panic()
        self._return_code = BUG

    def _show_only_sheet(self, owner: Owner) -> None:
        """The first sheet of the owner that `ue-tui sheet` was called for."""
        live = self.desk.live
        assert live is not None
        ids = [session.id for session in live.event.sessions if session.fields(owner.kind)]
        wanted = self._only_session if self._only_session in ids else self.desk.state.current.partition(".")[0]
        if ids:
            self.switch_screen(sheet_screen(self.desk, owner, wanted if wanted in ids else ids[0], alone=True))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in a corner; what people wrote is in most of it, so none of it is read as markup."""
        super().notify(printable(message), title=title, severity=severity, timeout=timeout, markup=False)

    # What screens ask for

    def _try(self, action: str, *args: object, **options: object) -> None:
        """Do something at the desk; a refusal is said in its own words."""
        try:
            getattr(self.desk, action)(*args, **options)
        except UeTuiError as refused:
            self.notify(str(refused), severity="warning", markup=False)
        self.changed()

    @on(ask.WriteAnswer)
    def write_answer(self, message: ask.WriteAnswer) -> None:
        self._try("write", message.owner, message.place, message.answer, continues=message.continues)

    @on(ask.WriteCell)
    def write_cell(self, message: ask.WriteCell) -> None:
        cell = (message.owner, message.place, message.base, message.bullets)
        self._try("write_cell", *cell, continues=message.continues)

    @on(ask.TakeStep)
    def take_step(self, message: ask.TakeStep) -> None:
        self._try("step", message.do, phase=message.phase, ago=message.ago, stack=message.stack, **message.details)

    @on(ask.ChangeSheets)
    def change_sheets(self, message: ask.ChangeSheets) -> None:
        try:
            if self.desk.live is not None:
                message.change(self.desk.live, self.desk.now())
        except UeTuiError as refused:
            self.notify(str(refused), severity="warning")
        self.changed()

    @on(ask.UndoEdit)
    def undo_edit(self) -> None:
        self._try("undo")

    @on(ask.RedoEdit)
    def redo_edit(self) -> None:
        self._try("redo")

    @cached_property
    def _documents(self) -> Documents:
        from ue_tui.tui.documents import Documents  # with the first document: the first frame needs none of it

        return Documents(self, self.desk)

    @on(ask.ExportWord)
    def export_word(self, message: ask.ExportWord) -> None:
        self._documents.ask(message, alone=self._only_sheet is not None)

    @on(ask.ExportReport)
    def export_report(self) -> None:
        from ue_tui.tui.reporting import make_report  # with the first report

        make_report(self, self.desk)

    @on(ask.NewDelegation)
    def new_delegation(self, message: ask.NewDelegation) -> None:
        from ue_tui.tui.newcomers import seat  # with the first delegation that nobody expected

        def made(what: str) -> None:
            self.notify(what)
            self.changed()

        seat(self.desk, message, made)

    @on(ask.SaveElsewhere)
    def save_elsewhere(self) -> None:
        def told(paths: list[Path]) -> None:
            names = ", ".join(str(path) for path in paths)
            self.notify(f"Saved elsewhere: {names}" if paths else "Everything is saved.", timeout=30, markup=False)

        self.desk.save_elsewhere(Path.home(), told)

    # Where to go

    @on(ask.OpenSession)
    def open_session(self, message: ask.OpenSession) -> None:
        self._open_of_session("session", message.session)

    @on(ask.OpenPlenary)
    def open_plenary(self, message: ask.OpenPlenary) -> None:
        self._open_of_session("plenary", message.session)

    def _open_of_session(self, name: str, session: str) -> None:
        """Show a session's own screen of that name; in place of the same screen of another session."""
        if self.desk.live is None:
            return
        shown = self.screen
        same = shown if isinstance(shown, SteeringScreen) and name == shown.NAME else None
        if same and same.session_in_hand() == session:
            return
        wanted = screen(name, self.desk, self.desk.live.event.session(session))
        if same:
            self.switch_screen(wanted)
        else:
            self.push_screen(wanted)

    @on(ask.OpenSheet)
    def open_sheet(self, message: ask.OpenSheet) -> None:
        if self.desk.live is None:
            return
        wanted = sheet_screen(self.desk, message.owner, message.session, alone=self._only_sheet is not None)
        if message.instead:
            self.switch_screen(wanted)
        else:
            self.push_screen(wanted)

    @on(ask.GoTo)
    def go_to(self, message: ask.GoTo) -> None:
        if message.name == "back":
            if len(self.screen_stack) > 2:
                self.pop_screen()
        elif message.name in ("problems", "projector view", "bring in"):
            if not (isinstance(self.screen, FramedScreen) and message.name == self.screen.NAME):
                self.push_screen(screen(message.name, self.desk))
        elif self._only_sheet is None:
            while len(self.screen_stack) > 2:
                self.pop_screen()
            if (session := self._current_session()) and message.name == "session":
                self.post_message(ask.OpenSession(session))
            elif session and message.name == "plenary":
                self.post_message(ask.OpenPlenary(session))
            elif message.name not in ("agenda", "session", "plenary"):
                self.push_screen(screen(message.name, self.desk))

    def _current_session(self) -> str:
        """The session that is on, else the last one that was, else the first one; empty where there is none."""
        live = self.desk.live
        ids = [session.id for session in live.event.sessions] if live is not None else []
        on = self.desk.state.current.partition(".")[0]
        latest = [name.partition(".")[0] for name in self.desk.state.phases if name.partition(".")[0] in ids]
        return on if on in ids else latest[-1] if latest else next(iter(ids), "")

    async def action_quit(self) -> None:
        if self.desk.state.state in (State.RUNNING, State.PAUSED) and not self._quit_asked and self._only_sheet is None:
            self._quit_asked = True
            self.set_timer(5, self._forget_quit)
            self.notify("The clock runs on without the app. Ctrl+Q again quits.", timeout=5, markup=False)
            return
        self.exit(0)

    def _forget_quit(self) -> None:
        self._quit_asked = False


def run_app(folder: EventFolder, *, sheet: Owner | None = None, session: str | None = None) -> int:
    """Run the app in an event's folder until it is quit; the exit code."""
    app = UeTuiApp(folder, sheet=sheet, session=session)
    app.run()
    if app.last_words:
        sys.stderr.write(f"ue-tui: {app.last_words}\n")
    return app.return_code or 0
