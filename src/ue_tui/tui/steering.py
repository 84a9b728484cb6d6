"""Steering screens: where nothing is typed, and single keys run the clock."""

from __future__ import annotations

import datetime as dt

from textual.timer import Timer

from ue_tui.model.event import TimedPhase
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.run import State, needs_confirming, next_phase, phase_by_id
from ue_tui.model.steps import Do
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.ask import AskDialog
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.messages import OpenSession, TakeStep, WriteAnswer

CONFIRM_WITHIN = 5.0
"""Seconds in which a second press confirms."""


class SteeringScreen(FramedScreen):
    """A screen with the clock's keys."""

    _confirming: Timer | None = None

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)

    def next_to_start(self) -> TimedPhase | None:
        """The phase that `Space` starts: the next one of the agenda, unless the screen has another in hand."""
        return next_phase(self.desk.timeline, self.desk.state)

    def phase_on(self) -> TimedPhase | None:
        """The phase that is on."""
        return phase_by_id(self.desk.timeline, self.desk.state.current)

    def action_start_or_pause(self) -> None:
        state = self.desk.state.state
        if state is State.RUNNING:
            self.post_message(TakeStep(Do.PAUSE))
        elif state is State.PAUSED:
            self.post_message(TakeStep(Do.RESUME))
        else:
            self.start(self.next_to_start(), None)

    def start(self, phase: TimedPhase | None, ago: dt.timedelta | None) -> None:
        """Start a phase and show the screen that it needs."""
        if phase is None:
            self.notify("Every phase of the agenda has been run.", markup=False)
            return
        self.post_message(TakeStep(Do.START, phase.id, ago=ago))
        if phase.session:
            self.post_message(OpenSession(phase.session))

    def action_next_phase(self) -> None:
        phase, on_now = self.phase_on(), self.desk.state.on()
        if phase is None or on_now is None:
            upcoming = self.next_to_start()
            what = f"Space starts {upcoming.name}." if upcoming else "Every phase of the agenda has been run."
            self.notify(f"No phase is running. {what}", markup=False)
            return
        if self._confirming is None and needs_confirming(phase, on_now, self.desk.now()):
            self._confirming = self.set_timer(CONFIRM_WITHIN, self._forget_confirming)
            self.notify(
                f"More than half of {phase.name} is unused: n again ends it.", timeout=CONFIRM_WITHIN, markup=False
            )
            return
        self._forget_confirming()
        self.post_message(TakeStep(Do.NEXT, phase.id))

    def _forget_confirming(self) -> None:
        if self._confirming is not None:
            self._confirming.stop()
        self._confirming = None

    def action_minutes(self, minutes: int) -> None:
        if self.phase_on() is None:
            self.notify("No phase is running: there is nothing to add minutes to.", markup=False)
            return
        self.post_message(TakeStep(Do.ADD, details={"seconds": minutes * 60}))

    def action_started_earlier(self) -> None:
        phase = self.next_to_start()
        if self.phase_on() is not None or phase is None:
            self.notify("A phase is running already: u undoes its start, then s starts it earlier.", markup=False)
            return

        def start(minutes: str | None) -> None:
            if minutes:
                self.start(phase, dt.timedelta(minutes=float(minutes)))

        question = f"{phase.name} started how many minutes ago?"
        self.app.push_screen(AskDialog("Started earlier", question, number=True), start)

    def action_who_speaks(self) -> None:
        group, session = self.group_in_hand(), self.session_in_hand()
        live = self.desk.live
        if group is None or live is None or not session or not live.event.session(session).presentation_minutes:
            self.notify(
                "A rapporteur is named for a group in a session with presentations: take one in hand.", markup=False
            )
            return
        title = live.event.session(session).title
        place = ("group", "rapporteurs", session)
        owner = Owner(OwnerKind.GROUP, group.stem)

        def write(name: str | None) -> None:
            if name is not None:
                self.post_message(WriteAnswer(owner, place, name.strip() or None))

        before = group.rapporteurs.get(session, "")
        self.app.push_screen(AskDialog("Who speaks", f"{group.name}, {title}", value=before), write)

    def group_in_hand(self) -> DiscussionGroup | None:
        """The group that is meant by `w`."""
        return None

    def session_in_hand(self) -> str:
        """The id of the session that is meant."""
        return ""
