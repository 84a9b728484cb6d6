"""Steering screens: where nothing is typed, and single keys run the clock."""

from __future__ import annotations

import datetime as dt

from textual.timer import Timer

from ue_tui.model.event import Session, TimedPhase, Who
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.replan import Proposal, Replan, Way
from ue_tui.model.run import State, needs_confirming, next_phase, phase_by_id
from ue_tui.model.sheets import Kind
from ue_tui.model.speakers import has_slots
from ue_tui.model.steps import Do
from ue_tui.tui.commands import Command
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.ask import AskDialog
from ue_tui.tui.dialogs.key_from_paper import KeyFromPaperDialog
from ue_tui.tui.facing import CONFIRM_WITHIN, FacingScreen
from ue_tui.tui.messages import GoTo, OpenPlenary, OpenSession, TakeStep, WriteAnswer


class SteeringScreen(FacingScreen):
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
        if self.desk.live is not None and has_slots(self.desk.live.event, phase):
            self.post_message(GoTo("queue"))
        elif phase.session and phase.who is Who.PLENARY:
            self.post_message(OpenPlenary(phase.session))
        elif phase.session:
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

    def footer_word(self, command: Command) -> str:
        if command.action == "replan":
            day = self.desk.health()
            return command.footer if day is not None and day.minutes_behind else ""
        return super().footer_word(command)

    def action_replan(self) -> None:
        """Show what can be done about time that is lost; nothing is done without Enter."""
        from ue_tui.tui.dialogs.replan import ReplanDialog  # with the first re-plan

        live = self.desk.live
        if live is None:
            return
        replan = Replan(live.event, self.desk.state, self.desk.now(), self.desk.zone, len(live.groups()))
        if not replan.shares(Way.PUSH):
            self.notify("Nothing is to come today that could be planned again.")
            return

        def apply(proposal: Proposal | None) -> None:
            if proposal is None:
                return
            each = tuple(replan.seconds(proposal.shares).items())
            ends = f"{proposal.ends.astimezone(self.desk.zone):%H:%M}"
            if each:
                self.post_message(TakeStep(Do.REPLAN, details={"each": each, "text": proposal.way.value}))
                self.notify(f"Planned again: the day ends at {ends}. u takes it back.")
            else:
                self.notify(f"Every phase keeps its minutes: the day ends at {ends}.")

        self.app.push_screen(ReplanDialog(replan), apply)

    def key_from_paper(self, session: Session, owner: Owner | None, *, alone: bool = False) -> None:
        """Key marks in from paper, sheet after sheet, beginning with one owner's; `alone` only that one."""
        live = self.desk.live
        owners = [one for one in self.desk.owners(OwnerKind.DELEGATION) if not alone or one == owner]
        fields = [one for one in session.fields(OwnerKind.DELEGATION) if one.kind is Kind.MARK]
        if live is None or not owners or not fields:
            self.notify("Marks are keyed in from paper for a session with levels.", markup=False)
            return
        sheets = [(one, live.sheet(one).name) for one in owners]
        at = owners.index(owner) if owner in owners else 0
        self.app.push_screen(KeyFromPaperDialog(sheets, at, fields))

    def action_hand(self) -> None:
        """Note a raised hand; without a name the first one has spoken and comes off the list."""
        hands = self.desk.state.hands
        first = f"\nEnter alone: {hands[0]} has spoken." if hands else ""
        waiting = f"Waiting: {', '.join(hands)}." if hands else "Nobody waits."

        def note(name: str | None) -> None:
            if name is not None and name.strip():
                self.post_message(TakeStep(Do.HAND, details={"who": name.strip()}))
            elif name is not None and hands:
                self.post_message(TakeStep(Do.HAND_DOWN, details={"who": hands[0]}))

        self.app.push_screen(AskDialog("Hand raised", f"{waiting}{first}"), note)

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
