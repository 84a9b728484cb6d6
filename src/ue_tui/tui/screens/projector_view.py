"""What the room sees, in the facilitator's own window, with the clock's keys alive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from ue_tui.model.steps import Do
from ue_tui.tui.commands import EVERYWHERE, PROJECTOR_VIEW, Section, bindings
from ue_tui.tui.desk import Desk
from ue_tui.tui.facing import CONFIRM_WITHIN
from ue_tui.tui.messages import GoTo, TakeStep
from ue_tui.tui.projection import Projection
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.room_view import RoomView

_OF_THE_APP = ("help", "F1"), ("palette", "Ctrl+P"), ("park", "Ctrl+N"), ("quit", "Ctrl+Q"), ("go_to", "Ctrl+G")
HERE = Section(EVERYWHERE.name, tuple(one for one in EVERYWHERE.commands if (one.action, one.key) in _OF_THE_APP))
"""What works everywhere works here too, but for Esc and undo: a clicker sends Esc, and u undoes."""


class ProjectorViewScreen(SteeringScreen):
    """The projector's view without lines around it."""

    NAME = "projector view"
    SECTIONS: ClassVar[tuple[Section, ...]] = (HERE, PROJECTOR_VIEW)
    BINDINGS = [*bindings(*SECTIONS), Binding("escape,f5", "nothing", show=False)]  # noqa: RUF012 - as Textual has it
    UNDOES = "clock"
    PRIVATE = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._projection = Projection(desk)

    def compose(self) -> ComposeResult:
        yield from self.content()

    def content(self) -> Iterable[Widget]:
        yield RoomView()

    def on_mount(self) -> None:
        self.app.clear_notifications()  # what was said to the facilitator is not for the room

    def where(self) -> str:
        return "What the room sees"

    def refresh_values(self) -> None:
        """Everything is drawn at each tick."""

    def refresh_frame(self) -> None:
        """There are no lines around this view."""
        self.query_one(RoomView).show(self._projection.room())

    def _mask(self) -> None:
        """The room is meant to see this."""

    def action_next_phase(self) -> None:
        """Always twice: nobody sees here what a stray key would end."""
        phase = self.phase_on()
        if phase is not None and self._confirming is None:
            self._confirming = self.set_timer(CONFIRM_WITHIN, self._forget_confirming)
            self.notify("n again ends this phase.", timeout=CONFIRM_WITHIN)
            return
        if phase is None:
            super().action_next_phase()
            return
        self._forget_confirming()
        self.post_message(TakeStep(Do.NEXT, phase.id))

    def action_start_or_pause(self) -> None:
        """The view stays: the room sees what was started."""
        phase = self.next_to_start()
        if self.phase_on() is None and phase is not None:
            self.post_message(TakeStep(Do.START, phase.id))
        else:
            super().action_start_or_pause()

    def action_slot(self) -> None:
        """Stop the slot that is on, else start the next one."""
        speaking = self.desk.state.queue().speaking
        upcoming = self._projection.next_group()
        if self.desk.state.queue().is_twice(self.desk.now()):
            return
        if speaking is not None:
            self.post_message(TakeStep(Do.SLOT_STOP, details={"group": speaking.group}))
        elif upcoming:
            self.post_message(TakeStep(Do.SLOT_START, details={"group": upcoming}))

    def action_page(self, by: int) -> None:
        """Turn the picture's page, in all windows."""
        room = self._projection.room()
        if room.picture is not None:
            page = max(0, min(room.page + by, len(room.picture.pages) - 1))
            if page != room.page:
                self.post_message(TakeStep(Do.PAGE, details={"number": page}))

    def action_back_from_view(self) -> None:
        self.post_message(GoTo("back"))

    def action_nothing(self) -> None:
        """Keys of a clicker that would leave a slide show are ignored."""
