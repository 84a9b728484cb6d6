"""The queue of a plenary: which group speaks now and next, with the slot's clock inside the phase's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from ue_tui.model.event import TimedPhase
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.room import LIGHTS, clock_digits
from ue_tui.model.run import State, remaining
from ue_tui.model.speakers import Speaker, Turn, next_speaker, not_started, slots_to_come, speakers
from ue_tui.model.steps import Do
from ue_tui.model.words import minutes_and_seconds
from ue_tui.tui.commands import EVERYWHERE, MINUTES, QUEUE, REVEAL, RUN, STEERING, Command, Section, bindings
from ue_tui.tui.messages import ExportWord, TakeStep
from ue_tui.tui.queue_rows import QUEUE_COLUMNS, phase_with_slots, queue_rows
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words


class QueueScreen(SteeringScreen):
    """Groups in the order in which they speak; Enter starts and stops their slots."""

    NAME = "queue"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, RUN, REVEAL, QUEUE)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    PRIVATE = ""
    CSS_PATH = "queue.tcss"

    def content(self) -> Iterable[Widget]:
        with Horizontal(id="now"):
            with Vertical(id="time"):
                yield BigClock()
                yield Words(id="of")
            with Vertical(id="speaker"):
                yield Words(id="who")
                yield Words(id="whom")
                yield Words(id="then")
        yield Words(id="fits")
        yield RowList(QUEUE_COLUMNS, id="queue")
        yield Words(id="remind")
        yield Words(id="hands")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def phase(self) -> TimedPhase | None:
        """The plenary that the queue is of: the one that is on, else the next one, else the last one."""
        live = self.desk.live
        return phase_with_slots(live.event, self.desk.timeline, self.desk.state) if live is not None else None

    def where(self) -> str:
        phase, live = self.phase(), self.desk.live
        if phase is None or live is None:
            return "Queue"
        return f"{live.event.session(phase.session).number} · {phase.title} · queue"

    def queue(self) -> tuple[Speaker, ...]:
        """The groups as they stand now, in the order in which they speak."""
        phase, live = self.phase(), self.desk.live
        if phase is None or live is None:
            return ()
        return speakers(live.event, self.desk.state, phase, live.groups(), self.desk.now())

    def refresh_values(self) -> None:
        if self.desk.live is not None and self.phase() is None:
            self.query_one("#who", Words).say("No session of this event has presentations.")
        elif self.desk.live is not None:
            self._show_queue()

    def refresh_frame(self) -> None:
        super().refresh_frame()
        if self.phase() is not None:
            self._show_queue()

    def _show_queue(self) -> None:
        phase, live, now = self.phase(), self.desk.live, self.desk.now()
        assert phase is not None
        assert live is not None
        queue = self.queue()
        self.query_one("#queue", RowList).show(queue_rows(queue))
        fits = slots_to_come(live.event, self.desk.state, phase, queue, now)
        self.query_one("#fits", Words).say(fits.words if fits is not None and fits.groups else "")
        on = self.desk.state.current == phase.id
        self.query_one("#remind", Words).say(not_started(live.event, self.desk.state, queue, now) if on else "")
        hands = self.desk.state.hands
        self.query_one("#hands", Words).say(f"Hands raised: {', '.join(hands)}" if hands else "")
        speaking = next((one for one in queue if one.turn is Turn.SPEAKING), None)
        if speaking is not None and on:
            self._show_slot(phase, speaking, next_speaker(queue))
        else:
            self._show_phase(phase, next_speaker(queue))
        self.query_one(BigClock).refresh(layout=True)

    def _left(self, phase: TimedPhase) -> int:
        """Seconds that are left of the phase, or what it has where it is not on."""
        on_now = self.desk.state.on() if self.desk.state.current == phase.id else None
        return round(remaining(phase, on_now, self.desk.now()).total_seconds()) if on_now else phase.seconds

    def _show_slot(self, phase: TimedPhase, speaking: Speaker, upcoming: Speaker | None) -> None:
        """The slot's clock large, the phase's in words."""
        clock, left = self.query_one(BigClock), self._left(phase)
        tone, words = LIGHTS[speaking.light]
        clock.text, clock.state = speaking.clock, "paused" if speaking.paused else tone
        words = "paused" if speaking.paused else words
        of = f"of {minutes_and_seconds(speaking.seconds)}" + (f" · {words}" if words else "")
        self._say(of, speaking.name, speaking.rapporteur or speaking.question)
        over = f"{minutes_and_seconds(abs(left))} {'over' if left < 0 else 'left'}"
        self.query_one("#then", Words).say(
            f"Then {upcoming.name if upcoming else 'discussion'} · {phase.label.lower()} {over}"
        )

    def _show_phase(self, phase: TimedPhase, upcoming: Speaker | None) -> None:
        """The phase's clock large, and whom Enter starts."""
        clock, left, run, label = self.query_one(BigClock), self._left(phase), self.desk.state, phase.label.lower()
        is_on = run.current == phase.id
        clock.text = clock_digits(left)
        clock.state = "late" if left < 0 else "plain" if run.state is State.RUNNING and is_on else "paused"
        self._say(self._of_phase(phase, left), label.capitalize(), upcoming.question if upcoming and is_on else "")
        first = f"Enter starts {upcoming.name}" if upcoming else "Everybody has spoken: discussion"
        self.query_one("#then", Words).say(first if is_on else f"Space starts the {label}")

    def _of_phase(self, phase: TimedPhase, left: int) -> str:
        on_now = self.desk.state.on() if self.desk.state.current == phase.id else None
        of = f"of {minutes_and_seconds(phase.seconds + (on_now.added if on_now else 0))}"
        if on_now is None:
            return f"{of} · not started"
        paused = self.desk.state.state is State.PAUSED
        return f"{of} · paused" if paused else f"{of} · over its time" if left < 0 else of

    def _say(self, of: str, who: str, whom: str) -> None:
        for name, text in (("of", of), ("who", who), ("whom", whom)):
            self.query_one(f"#{name}", Words).say(text)

    # The row in hand

    def session_in_hand(self) -> str:
        phase = self.phase()
        return phase.session if phase is not None else ""

    def group_in_hand(self) -> DiscussionGroup | None:
        key = self.query_one("#queue", RowList).key
        return next((one for one in self.desk.live.groups() if one.stem == key), None) if self.desk.live else None

    # Keys

    def footer_word(self, command: Command) -> str:
        if command.action == "open_row":
            return "stop" if self.desk.state.queue().on else "start"
        return super().footer_word(command)

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        """Stop the slot that is on; else start that of the group in hand, or let it go on after its final time."""
        phase, queue, group = self.phase(), self.desk.state.queue(), self.group_in_hand()
        if phase is None or self.desk.state.current != phase.id:
            self.notify("The plenary is not on: Space starts it, then Enter starts the slots.")
        elif queue.is_twice(self.desk.now()):
            return  # a nervous finger: twice within two seconds counts once
        elif queue.on:
            self.post_message(TakeStep(Do.SLOT_STOP, phase.id, {"group": queue.on}))
            self._take_next_in_hand(queue.on)
        elif group is not None:
            self.post_message(TakeStep(Do.SLOT_START, phase.id, {"group": group.stem}))

    def _take_next_in_hand(self, done: str) -> None:
        """After a slot the next group is in hand, so that the same key starts it."""
        upcoming = next_speaker(self.queue())
        self.query_one("#queue", RowList).take_in_hand(upcoming.group if upcoming is not None else done)

    def action_start_or_pause(self) -> None:
        """The slot, where one is on in a phase that runs; else the phase."""
        run = self.desk.state
        slot = run.queue().speaking
        if slot is None or run.state is not State.RUNNING:
            super().action_start_or_pause()
        else:
            do = Do.SLOT_RESUME if slot.pause is not None else Do.SLOT_PAUSE
            self.post_message(TakeStep(do, run.current, {"group": slot.group}))

    def action_minutes(self, minutes: int) -> None:
        """One minute is the slot's while a group speaks; five are the phase's."""
        run = self.desk.state
        if abs(minutes) == 1 and run.queue().on:
            details = {"group": run.queue().on, "seconds": minutes * 60}
            self.post_message(TakeStep(Do.SLOT_ADD, run.current, details))  # type: ignore[arg-type] # of these two
        else:
            super().action_minutes(minutes)

    def _step(self, do: Do, before: str = "") -> None:
        """Do something with the slot of the group in hand."""
        phase, group = self.phase(), self.group_in_hand()
        if group is None or phase is None:
            return
        if self.desk.state.current != phase.id:
            self.notify("The order can be changed when the plenary is on: Space starts it.")
            return
        self.post_message(TakeStep(do, phase.id, {"group": group.stem, "before": before}))

    def action_absent(self) -> None:
        group, phase = self.group_in_hand(), self.phase()
        if group is not None and phase is not None:
            is_absent = group.stem in self.desk.state.queue(phase.id).absent
            self._step(Do.SLOT_PRESENT if is_absent else Do.SLOT_ABSENT)

    def action_later(self) -> None:
        self._step(Do.SLOT_MOVE)

    def action_move_row(self, by: int) -> None:
        """Let the group in hand speak one place earlier or later."""
        listing = self.query_one("#queue", RowList)
        keys = [row.key for row in listing.rows]
        at = listing.cursor
        if by < 0 and at > 0:
            self._step(Do.SLOT_MOVE, keys[at - 1])
        elif by > 0 and at + 1 < len(keys):
            self._step(Do.SLOT_MOVE, keys[at + 2] if at + 2 < len(keys) else "")

    def action_word(self) -> None:
        group, session = self.group_in_hand(), self.session_in_hand()
        if group is None or not session:
            self.notify("Take a group in hand: its brief is made then.")
        else:
            self.post_message(ExportWord("brief", session, Owner(OwnerKind.GROUP, group.stem)))

    def help_text(self) -> str:
        return (
            "Enter starts the slot of the group in hand, stops it, and starts the next one. The final time stays; "
            "Enter on it lets the group go on. An absent group's time goes to discussion: nobody is pulled forward."
        )
