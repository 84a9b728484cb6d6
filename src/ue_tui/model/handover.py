"""The hand-over page: what somebody who takes over in the middle has to know, in the order in which it matters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.attendance import Attendance
from ue_tui.model.day import timeline
from ue_tui.model.event import Event, TimedPhase
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run, State, next_phase, phase_by_id, remaining
from ue_tui.model.schedule import health
from ue_tui.model.speakers import Turn, has_slots, next_speaker, speakers
from ue_tui.model.words import minutes_and_seconds


@dataclass(frozen=True, slots=True)
class HandOver:
    """The page, in sections; an empty one is left out."""

    on: tuple[str, ...]
    """What is going on."""
    cues: tuple[str, ...]
    """The facilitator's own notes for the phase that is on, or comes next; never projected."""
    upcoming: tuple[str, ...]
    undecided: tuple[str, ...]
    """Open problems: files, parked questions without an owner, groups without a speaker."""

    @property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each section that says something, with its heading."""
        named = (("Now", self.on), ("Cues", self.cues), ("Next", self.upcoming), ("Open", self.undecided))
        return tuple((heading, lines) for heading, lines in named if lines)


def hand_over(
    event: Event,
    run: Run,
    groups: Sequence[DiscussionGroup],
    names: Mapping[str, str],
    problems: Sequence[Problem],
    now: dt.datetime,
    zone: dt.tzinfo | None,
) -> HandOver:
    """The page as it is now; `groups` in alphabetical order, `names` those of the delegations by their stems."""
    phases = timeline(event, run.day)
    phase, upcoming = phase_by_id(phases, run.current), next_phase(phases, run)
    return HandOver(
        tuple(_on(event, run, phase, groups, now, zone)),
        _cues(event, phase or upcoming),
        tuple(_upcoming(run, phases)),
        tuple(_undecided(event, run, phase or upcoming, groups, names, problems)),
    )


def _on(
    event: Event,
    run: Run,
    phase: TimedPhase | None,
    groups: Sequence[DiscussionGroup],
    now: dt.datetime,
    zone: dt.tzinfo | None,
) -> Iterator[str]:
    on = run.on()
    if phase is not None and on is not None:
        left = round(remaining(phase, on, now).total_seconds())
        words = f"{minutes_and_seconds(-left)} over" if left < 0 else f"{minutes_and_seconds(left)} left"
        paused = ", paused" if run.state is State.PAUSED else ""
        yield f"{phase.name}: {words}{paused}, since {on.since.astimezone(zone):%H:%M}"
    elif run.gap_since is not None:
        yield f"Between two phases since {run.gap_since.astimezone(zone):%H:%M}"
    else:
        yield "The day is closed" if run.closed else "Nothing has been started"
    if (day := health(event, run, now, zone)) is not None:
        yield day.words(zone) + (f" · {day.pin.words(zone)}" if day.pin is not None else "")
    if phase is not None and has_slots(event, phase):
        queue = speakers(event, run, phase, groups, now)
        speaking = next((one for one in queue if one.turn is Turn.SPEAKING), None)
        if speaking is not None:
            yield f"{speaking.name} speaks: {speaking.clock}"
        if (following := next_speaker(queue)) is not None:
            yield f"Next to speak: {following.name}" + (f", {following.rapporteur}" if following.rapporteur else "")
    if run.projected.picture is not None:
        yield f"The room sees a picture: {run.projected.picture.what}"
    if run.projected.message:
        yield f"The room is told: {run.projected.message}"
    if run.projected.blank:
        yield "The projector is dark"


def _cues(event: Event, phase: TimedPhase | None) -> tuple[str, ...]:
    if phase is None or not phase.session:
        return ()
    session = event.session(phase.session)
    return next((one.cues for one in session.phases if phase.id == f"{session.id}.{one.id}"), ())


def _upcoming(run: Run, phases: Sequence[TimedPhase]) -> Iterator[str]:
    latest = next((name for name in (run.current, *reversed(tuple(run.phases))) if phase_by_id(phases, name)), "")
    order = [phase.id for phase in phases]
    after = order.index(latest) + 1 if latest else 0
    for phase in [one for one in phases[after:] if one.id not in run.phases][:3]:
        yield f"{phase.name}, {round(phase.seconds / 60)} min"


def _undecided(
    event: Event,
    run: Run,
    phase: TimedPhase | None,
    groups: Sequence[DiscussionGroup],
    names: Mapping[str, str],
    problems: Sequence[Problem],
) -> Iterator[str]:
    for problem in problems:
        if problem.severity is not Severity.OPEN:
            yield f"{problem.path}:{problem.line}: {problem.message}"
    if phase is not None and phase.session and event.session(phase.session).presentation_minutes:
        for group in groups:
            if not group.rapporteurs.get(phase.session):
                yield f"Nobody is named to speak for {group.name} in {phase.title}"
    away = sorted(stem for stem, one in run.room.attendance.items() if one is not Attendance.PRESENT)
    for stem in away:
        yield f"{names.get(stem, stem)} is {run.room.of(stem).value}"
    waiting = [line for line in run.parking_lot if not line.dropped and not line.answer]
    for line in waiting:
        yield f"Parked: {line.text}" + (f" ({line.who})" if line.who else "")
