"""The projector: what the room sees, in a window and a process of its own that shares nothing but files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from ue_tui.model.room import Room
from ue_tui.model.sheets import Maturity
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.signs import EVERY, remove_sign, sign_name, write_sign
from ue_tui.tui.commands import PROJECTOR, bindings
from ue_tui.tui.desk import Clock, Desk
from ue_tui.tui.messages import Done
from ue_tui.tui.projection import Projection
from ue_tui.tui.widgets.room_view import RoomView
from ue_tui.tui.widgets.test_page import TestPage

LOOK_EVERY = 1.0
"""Seconds between two looks whether the run can still be read."""

TOO_OLD = dt.timedelta(seconds=5)
"""A look that was not answered for so long means that the folder is gone."""


class ProjectorApp(App[int]):
    """One projector window: it follows the files, and no key of it changes them."""

    TITLE = "ue-tui projector"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(PROJECTOR),
        Binding("escape,f5", "nothing", show=False),
        Binding("ctrl+c", "nothing", show=False, priority=True),
    ]

    def __init__(self, folder: EventFolder, *, dark: bool = False, now: Clock | None = None) -> None:
        super().__init__()
        self.desk = Desk(folder, lambda apply: self.post_message(Done(apply)), now)
        self._projection = Projection(self.desk)
        self._dark = dark
        self._sign = sign_name()
        self._signed: tuple[str, dt.datetime] | None = None
        self._blank_here: bool | None = None
        """What `.` in this window says, until the facilitator says something else."""
        self._turned = 0
        """Pages that this window has turned on its own."""
        self._tested = False
        self._steps_at_start: int | None = None
        self._readable_at: dt.datetime | None = None
        self._unreadable = False
        self._looking_since: dt.datetime | None = None
        self._room: Room | None = None

    def compose(self) -> ComposeResult:
        yield TestPage()
        yield RoomView()

    def on_mount(self) -> None:
        self.theme = "textual-dark" if self._dark else "textual-light"
        self.query_one(RoomView).display = False
        self.set_interval(0.25, self._show)
        self.set_interval(LOOK_EVERY, self._look)
        self.call_after_refresh(self.desk.open)

    def on_unmount(self) -> None:
        self.desk.close()
        remove_sign(self.desk.folder.root, self._sign)

    @on(Done)
    def take_over(self, message: Done) -> None:
        message.apply()
        self._show()

    # What is shown

    def _show(self) -> None:
        """Draw what the room sees now."""
        desk = self.desk
        if desk.live is None or desk.run is None:
            return
        if self._steps_at_start is None:
            self._opened()
        if len(desk.run.steps) != self._steps_at_start:
            self._tested = True
        stale = self._stale()
        if self._room is None or not stale:
            self._take_room()
        self.query_one(TestPage).display = not self._tested
        view = self.query_one(RoomView)
        view.display = self._tested
        if (seen := self._room_here()) is not None:
            view.show(seen, stale=stale)
        self._say_sign()

    def _opened(self) -> None:
        live, run = self.desk.live, self.desk.run
        assert live is not None
        assert run is not None
        self._steps_at_start = len(run.steps)
        self._readable_at = self.desk.now()
        grids = [session.grid for session in live.event.sessions if isinstance(session.grid, Maturity)]
        if grids:
            self.query_one(TestPage).show_levels(tuple(level.label for level in grids[0].levels))

    def _take_room(self) -> None:
        """Take over what the room sees now; what this window turned to ends with what the facilitator does."""
        before, self._room = self._room, self._projection.room()
        if before is None or before.blank != self._room.blank:
            self._blank_here = None
        if before is None or (before.picture is None, before.page) != (self._room.picture is None, self._room.page):
            self._turned = 0

    def _is_blank(self) -> bool:
        """Whether this window is dark: what its own key said last, else the facilitator."""
        if self._blank_here is not None:
            return self._blank_here
        return self._room is not None and self._room.blank

    def _room_here(self) -> Room | None:
        """The room on the page that this window has turned to, dark if it is."""
        if self._room is None:
            return None
        pages = len(self._room.picture.pages) if self._room.picture is not None else 1
        page = max(0, min(self._room.page + self._turned, pages - 1))
        return replace(self._room, page=page, blank=self._is_blank())

    # Whether it is up to date

    def _look(self) -> None:
        """Ask whether the run can still be read; a folder that is gone may never answer."""
        if self._looking_since is not None or self.desk.run is None:
            return
        self._looking_since = self.desk.now()
        had = len(self.desk.run.steps)
        self.desk.submit(
            lambda: self.desk.folder.run_can_be_read(had > 0), self._looked, lambda _: self._looked(readable=False)
        )

    def _looked(self, readable: bool) -> None:
        self._looking_since = None
        self._unreadable = not readable
        if readable:
            self._readable_at = self.desk.now()

    def _stale(self) -> str:
        """`Not updated since 10:41`, where the run can no longer be read; empty while it can."""
        waits = (
            self._looking_since is not None and self.desk.now() - self._looking_since > TOO_OLD * self.desk.clock.speed
        )
        if not (self._unreadable or waits) or self._readable_at is None:
            return ""
        return f"Not updated since {self._readable_at.astimezone(self.desk.zone):%H:%M}"

    def _say_sign(self) -> None:
        """Say that this window lives, and what it shows."""
        now = self.desk.now()
        shows = self._words()
        if self._signed is None or self._signed[0] != shows or now - self._signed[1] >= EVERY * self.desk.clock.speed:
            self._signed = (shows, now)
            root, name = self.desk.folder.root, self._sign
            self.desk.submit(lambda: write_sign(root, name, shows, now), lambda _: None, lambda _: None)

    def _words(self) -> str:
        if not self._tested:
            return "test page"
        seen = self._room_here()
        if seen is None or (self._stale() and not seen.blank):
            return "old, the run cannot be read"
        return seen.words

    # Keys: a clicker's never change a phase

    def on_key(self, event: events.Key) -> None:
        """Any key ends the test page."""
        if not self._tested:
            self._tested = True
            event.stop()
            event.prevent_default()
            self._show()

    def action_blank(self) -> None:
        self._tested = True
        self._blank_here = not self._is_blank()
        self._show()

    def action_page(self, by: int) -> None:
        """Turn the picture's page."""
        self._tested = True
        seen = self._room_here()
        if self._room is not None and seen is not None and seen.picture is not None:
            last = len(seen.picture.pages) - 1
            self._turned = max(0, min(seen.page + by, last)) - self._room.page
        self._show()

    def action_nothing(self) -> None:
        """Keys of a clicker that would leave a slide show are ignored."""

    async def action_quit(self) -> None:
        self.exit(0)


def run_projector(folder: EventFolder, *, dark: bool = False) -> int:
    """Show what the room sees until the window is closed; the exit code."""
    return ProjectorApp(folder, dark=dark).run() or 0
