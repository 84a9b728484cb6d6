"""A session while it runs: the phase's large clock, the task, and how far each sheet is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from ue_tui.model.attendance import Attendance
from ue_tui.model.event import Session, TimedPhase
from ue_tui.model.pace import pace, told_next
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.run import State, remaining
from ue_tui.model.steps import Do
from ue_tui.model.words import minutes_and_seconds
from ue_tui.store.live_event import LiveEvent
from ue_tui.tui.agenda_rows import SHEET_COLUMNS, minutes_text, sheet_rows
from ue_tui.tui.commands import EVERYWHERE, MINUTES, REVEAL, RUN, SESSION, STEERING, Section, bindings
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.task import TaskDialog
from ue_tui.tui.messages import ExportWord, OpenSheet, TakeStep
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words

SHEETS_EVERY = dt.timedelta(seconds=5)
"""How often forecasts are made anew while nothing arrives."""


class SessionScreen(SteeringScreen):
    """One session: its clock and its sheets."""

    NAME = "session"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, RUN, REVEAL, SESSION)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    PRIVATE = "#sheets"
    CSS_PATH = "session.tcss"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session

    def content(self) -> Iterable[Widget]:
        with Horizontal(id="now"):
            with Vertical(id="time"):
                yield BigClock()
                yield Words(id="until")
            with Vertical(id="task"):
                yield Words(id="phase")
                yield Words(id="room")
                yield Words(id="next")
        yield RowList(SHEET_COLUMNS, id="sheets")

    def on_mount(self) -> None:
        self.query_one("#sheets").focus()

    def where(self) -> str:
        return f"{self.session.number} · {self.session.title}"

    def address(self) -> str:
        return f"session {self.session.id}"

    def _phase(self) -> TimedPhase | None:
        """The phase of this session that is on, else the one that Space would start."""
        return self._own_phase() or self.next_to_start()

    def next_to_start(self) -> TimedPhase | None:
        """The next phase of this session, and when it has none left, of the agenda."""
        phases = self.desk.timeline
        mine = (phase for phase in phases if phase.session == self.session.id)
        return (
            next((phase for phase in mine if phase.id not in self.desk.state.phases), None) or super().next_to_start()
        )

    def refresh_values(self) -> None:
        live = self.desk.live
        if live is None:
            return
        self.session = next((one for one in live.event.sessions if one.id == self.session.id), self.session)
        self._show_phase()
        self._show_sheets(live)

    def refresh_frame(self) -> None:
        super().refresh_frame()
        self._show_phase()
        live, now = self.desk.live, self.desk.now()
        if live is not None and (self._sheets_at is None or abs(now - self._sheets_at) >= SHEETS_EVERY):
            self._show_sheets(live)

    _sheets_at: dt.datetime | None = None

    def _show_sheets(self, live: LiveEvent) -> None:
        """How far each sheet is; forecasts move with the time."""
        self._sheets_at = self.desk.now()
        rows = sheet_rows(live, self.session, self.desk.state, self._own_phase(), self.desk.now(), self.desk.zone)
        self.query_one("#sheets", RowList).show(rows)

    def _own_phase(self) -> TimedPhase | None:
        """The phase that is on, where it is one of this session."""
        on = self.phase_on()
        return on if on is not None and on.session == self.session.id else None

    def _show_phase(self) -> None:
        """The clock and the words beside it."""
        phase, run = self._phase(), self.desk.state
        clock = self.query_one(BigClock)
        if phase is None:
            clock.text = "0:00"
            self.query_one("#phase", Words).say("Every phase of the agenda has been run.")
            return
        on_now = run.on() if run.current == phase.id else None
        now = self.desk.now()
        left = round(remaining(phase, on_now, now).total_seconds()) if on_now else phase.seconds
        clock.text = minutes_and_seconds(left).replace("-", "+")
        clock.state = "late" if left < 0 else "paused" if run.state is State.PAUSED or not on_now else "plain"
        clock.refresh(layout=True)
        label = phase.label.capitalize() if phase.session == self.session.id else f"Next: {phase.name}"
        self.query_one("#phase", Words).say(label)
        self.query_one("#room", Words).say(phase.room)
        self.query_one("#until", Words).say(self._until(phase, left))
        self.query_one("#next", Words).say(self._next_words(phase))

    def _until(self, phase: TimedPhase, left: int) -> str:
        run = self.desk.state
        on_now = run.on() if run.current == phase.id else None
        of = f"of {minutes_text(phase.seconds + (on_now.added if on_now else 0))}"
        if on_now is None:
            return f"{of} · not started" + ("" if run.on() is not None else ", Space starts it")
        if run.state is State.PAUSED:
            return f"{of} · paused"
        if left < 0:
            return f"{of} · over its time"
        return f"{of} · until {(self.desk.now() + dt.timedelta(seconds=left)).astimezone(self.desk.zone):%H:%M}"

    def _next_words(self, phase: TimedPhase) -> str:
        """What comes after, and how presentations fit into a plenary."""
        live = self.desk.live
        if live is None:
            return ""
        timeline = self.desk.timeline
        after = [one for one in timeline[timeline.index(phase) + 1 :] if one.id not in self.desk.state.phases]
        return f"Next: {after[0].name}, {minutes_text(after[0].seconds)}" if after else "The last phase of the agenda."

    def session_in_hand(self) -> str:
        return self.session.id

    def _owner(self) -> Owner | None:
        """Whose sheet is in hand."""
        key = self.query_one("#sheets", RowList).key
        live = self.desk.live
        return next((owner for owner in live.files if str(owner) == key), None) if live is not None else None

    def group_in_hand(self) -> DiscussionGroup | None:
        owner, live = self._owner(), self.desk.live
        if live is None or owner is None:
            return None
        if owner.kind is OwnerKind.DELEGATION:
            return live.group_of_delegation(owner.stem)
        return next((one for one in live.groups() if one.stem == owner.stem), None)

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        owner = self._owner()
        if owner is None:
            self.notify(
                "This session has no sheets." if not self.session.sheets else "No worksheet is in hand.", markup=False
            )
        else:
            self.post_message(OpenSheet(owner, self.session.id))

    def action_absent(self) -> None:
        """Say that the delegation in hand is absent, or is there after all."""
        owner = self._owner()
        if owner is None or owner.kind is not OwnerKind.DELEGATION:
            self.notify("Take a delegation's sheet in hand: x says whether it is there.")
            return
        is_absent = self.desk.state.room.of(owner.stem) is Attendance.ABSENT
        was = Attendance.PRESENT if is_absent else Attendance.ABSENT
        self.post_message(TakeStep(Do.ATTEND, details={"owner": owner.stem, "text": was.value}))

    def action_task(self) -> None:
        self.app.push_screen(TaskDialog(self.session))

    def action_told(self, by: int) -> None:
        """A row further, or back, as the group in hand says it aloud."""
        owner, live = self._owner(), self.desk.live
        if owner is None or live is None:
            return
        heard = live.files[owner].heard(self.session.id)
        now = pace(self.session, live.sheet(owner), heard, self.desk.state, self._own_phase(), self.desk.now())
        number = told_next(self.session, now.filled, now.total, by)
        self.post_message(
            TakeStep(Do.TOLD, details={"owner": str(owner), "session": self.session.id, "number": number})
        )

    def action_key_from_paper(self) -> None:
        self.key_from_paper(self.session, self._owner())

    def action_word(self) -> None:
        owner = self._owner()
        is_brief = owner is not None and owner.kind is OwnerKind.GROUP and self.session.presentation_minutes
        what = "brief" if is_brief else "worksheet" if owner is not None else "blank"
        self.post_message(ExportWord(what, self.session.id, owner))

    def help_text(self) -> str:
        return "\n".join(self.session.instructions)
