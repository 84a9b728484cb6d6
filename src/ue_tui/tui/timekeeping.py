"""What only time brings: a bell, a laptop that slept, a clock that was set, a day that began late, another laptop.

It looks at the clock and at the run, and says what is to be rung, told or asked. Each thing is said once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from textual.app import App

from ue_tui.model.absence import CHOICES, Absence, absence
from ue_tui.model.bell import Ring
from ue_tui.model.holding import holding
from ue_tui.model.run import remaining
from ue_tui.model.schedule import late_start
from ue_tui.model.steps import Do
from ue_tui.store.live_run import LiveRun
from ue_tui.store.presence import (
    EVERY,
    Presence,
    forget_silent,
    last_sign,
    presence_name,
    read_presences,
    stopped_since,
    write_presence,
)
from ue_tui.store.steady_clock import ClockSet, SteadyClock
from ue_tui.tui.desk import Desk
from ue_tui.tui.messages import TakeStep


@dataclass(frozen=True, slots=True)
class Question:
    """Something that one key answers."""

    title: str
    words: str
    answers: tuple[str, ...]
    decide: Callable[[int, int], tuple[TakeStep, ...]]
    """The steps that an answer comes to, by its number from 1 and the minutes that were set with it."""
    usual: int = 0
    """What Enter answers; 0 where nothing is assumed."""
    left: int | None = None
    """Minutes that the phase has left, where they can be set right."""


Notice = Ring | Question | str
"""What is to be rung, asked or told."""


class Timekeeper:
    """Looks at the clock for one facilitator's window."""

    def __init__(self, desk: Desk, steady: SteadyClock | None) -> None:
        self._desk = desk
        self.steady = steady
        """The clock that counts through sleep; None where time is moved by hand."""
        self._name = presence_name()
        self._said_at: dt.datetime | None = None
        self._looked: dt.datetime | None = None
        self._late_asked = ""
        self._found: list[Presence] | None = None
        self._held_elsewhere: bool | None = None

    # This window's own sign of life

    def _open(self) -> None:
        """Read who was here before, in the queue of the desk; what follows from it comes with the next look."""
        root, machine, now = self._desk.folder.root, self._machine, self._desk.now()

        def read() -> list[Presence]:
            found = list(read_presences(root))
            forget_silent(root, machine, now)
            return found

        self._desk.submit(read, self._read, lambda _: None)

    def _read(self, found: list[Presence]) -> None:
        self._found = found

    @property
    def _machine(self) -> str:
        return self._desk.run.machine if self._desk.run is not None else ""

    def _say_alive(self, now: dt.datetime) -> None:
        if self._said_at is None or now - self._said_at >= EVERY * self._desk.clock.speed:
            self._said_at = now
            root, name, machine = self._desk.folder.root, self._name, self._machine
            self._desk.submit(lambda: write_presence(root, name, machine, now), lambda _: None, lambda _: None)

    # Looks

    def bring(self, app: App[int]) -> None:
        """Ring, tell or ask what time has brought."""
        for notice in self.look():
            if isinstance(notice, Question):
                _ask(app, notice)
            else:
                app.notify(notice[:1].upper() + notice[1:], timeout=20)
            if isinstance(notice, Ring):
                app.bell()

    def look(self) -> tuple[Notice, ...]:
        """What time has brought since the last look."""
        desk = self._desk
        if desk.live is None or desk.run is None:
            return ()
        now = desk.now()
        before, self._looked = self._looked, now
        if before is None:
            self._open()
        notices: list[Notice] = []
        if self._found is not None:
            notices += self._after_opening(self._found, now)
            self._found = None
        notices += self._taken_over(desk.run)
        notices += self._of_the_clock(before, now)
        if before is not None and not desk.is_muted:
            notices += desk.run.rings(before, now)
        notices += self._late_start(now)
        self._say_alive(now)
        return tuple(notices)

    def _after_opening(self, found: list[Presence], now: dt.datetime) -> list[Notice]:
        """Another laptop that holds the run, or a time in which no window of this one lived."""
        run = self._desk.run
        assert run is not None
        if run.is_held_elsewhere:
            return [self._held(last_sign(found, run.run.holder))]
        since = stopped_since(found, run.machine, now)
        away = absence(run.run, since, now) if since is not None else None
        return [self._away(away)] if away is not None else []

    def _taken_over(self, run: LiveRun) -> list[Notice]:
        """Another laptop that has taken the run while this window was open."""
        before, self._held_elsewhere = self._held_elsewhere, run.is_held_elsewhere
        return [f"{run.run.holder} has taken the run over."] if before is False and run.is_held_elsewhere else []

    def _of_the_clock(self, before: dt.datetime | None, now: dt.datetime) -> list[Notice]:
        """A machine that slept, a clock that was set."""
        if self.steady is None:
            return []
        notices: list[Notice] = []
        for one in self.steady.look():
            if isinstance(one, ClockSet):
                notices.append(one.sentence)
            elif (away := absence(self._desk.state, before or one.since, now)) is not None:
                notices.append(self._away(away))
        return notices

    def _away(self, away: Absence) -> Question:
        def decide(number: int, _: int) -> tuple[TakeStep, ...]:
            details = {"since": away.since, "until": away.until, "text": CHOICES[number - 1][0].value}
            return (TakeStep(Do.AWAY, away.phase, details),)  # type: ignore[arg-type] # these three, as a step has them

        words = f"{away.words(self._desk.zone)}: what was it?"
        usual = 0 if away.is_long else 3
        return Question("Away", words[:1].upper() + words[1:], tuple(text for _, text in CHOICES), decide, usual)

    def _held(self, sign: dt.datetime | None) -> Question:
        run = self._desk.run
        assert run is not None
        on, phase = run.run.on(), run.phase_on()
        left = None
        if on is not None and phase is not None:
            left = round(remaining(phase, on, self._desk.now()) / dt.timedelta(minutes=1))

        def decide(number: int, minutes: int) -> tuple[TakeStep, ...]:
            assert run is not None
            if number != 1:
                run.looks_only = True
                return ()
            add = (TakeStep(Do.ADD, details={"seconds": minutes * 60}),) if minutes else ()
            return (TakeStep(Do.HOLD), *add)

        words = holding(run.run, run.machine, sign).words(self._desk.zone)
        return Question("Another laptop", f"{words}.", ("take over", "look only"), decide, left=left)

    def _late_start(self, now: dt.datetime) -> list[Notice]:
        live, state = self._desk.live, self._desk.state
        assert live is not None
        late = late_start(live.event, state, now, self._desk.zone)
        if late is None or late.phase.id == self._late_asked:
            return []
        self._late_asked = late.phase.id

        def decide(number: int, _: int) -> tuple[TakeStep, ...]:
            assert late is not None
            return (TakeStep(Do.LATE, late.phase.id, {"number": 1 if number == 1 else 0}),)

        return [Question("Started late", late.question, ("the plan moves with it", "the day is behind"), decide)]


def _ask(app: App[int], question: Question) -> None:
    """Ask a question, and let the app take the steps that its answer comes to."""
    from ue_tui.tui.dialogs.choose_one import Answered, ChooseOneDialog  # with the first question

    def decide(answered: Answered | None) -> None:
        for step in question.decide(answered.number, answered.minutes) if answered is not None else ():
            app.post_message(step)

    dialog = ChooseOneDialog(question.title, question.words, question.answers, usual=question.usual, left=question.left)
    app.push_screen(dialog, decide)
