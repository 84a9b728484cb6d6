"""What the room sees, as one value: the projector view draws it and knows nothing else.

It is computed from the event, the run, the worksheets and the time, and holds nothing that was not revealed: no notes,
no marks, no cues, no names of delegations but those of a picture that was put up with names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ue_tui.model.event import Event, TimedPhase, Who
from ue_tui.model.people import Owner
from ue_tui.model.run import Run, State, next_phase, phase_by_id, remaining
from ue_tui.model.words import minutes_and_seconds
from ue_tui.model.worksheet import Worksheet, progress

Tone = Literal["plain", "soon", "late", "paused"]
"""How the large digits are coloured; the words beside them say the same."""

WHERE_TO_SIT = {
    Who.DELEGATION: "Please sit with your delegation.",
    Who.GROUP: "Please sit with your discussion group.",
    Who.PLENARY: "All together, facing the front.",
}


class Show(StrEnum):
    """What the projector shows, as the sign of life names it."""

    WELCOME = "welcome"
    CLOCK = "clock"
    GAP = "what comes"
    BREAK = "break"
    SOON = "we start soon"


@dataclass(frozen=True, slots=True)
class Room:
    """What the room sees at one moment."""

    show: Show
    title: str
    """Where we are: `5 · User journey`."""
    heading: str = ""
    """The one thing to know: the phase, what comes, or `Lunch · back at 13:45`."""
    line: str = ""
    """The phase's own line, or where to sit."""
    digits: str = ""
    """What stands as large as the window allows: what is left, or over with a plus; empty where no time runs."""
    tone: Tone = "plain"
    under: str = ""
    """What the digits mean, in words: `until 11:28`, `over time`, `paused`."""
    form: str = ""
    """The address of the form, while answers come in by it."""
    sheets: str = ""
    """`22 of 30 sheets in`."""

    @property
    def words(self) -> str:
        """What it shows, as the facilitator's top line says it: `clock`, `blank`."""
        return self.show.value


def room(
    event: Event,
    run: Run,
    worksheets: Mapping[Owner, Worksheet],
    now: dt.datetime,
    zone: dt.tzinfo | None,
) -> Room:
    """What the room sees now.

    Args:
        event: agenda and sessions.
        run: the state of the clock.
        worksheets: every worksheet; they are counted, never shown.
        now: the moment, with a zone.
        zone: the event's time zone, for the times of day that are shown.
    """
    phase = phase_by_id(event.timeline, run.current)
    if phase is None:
        return _between(event, run)
    if phase.who is None:
        return _break(event, run, phase, now, zone)
    return _phase(event, run, phase, worksheets, now, zone)


def _title(event: Event, phase: TimedPhase) -> str:
    return f"{event.session(phase.session).number} · {phase.title}" if phase.session else phase.title


def _between(event: Event, run: Run) -> Room:
    """Before the first start, and in a gap: what comes and where to sit."""
    upcoming = next_phase(event.timeline, run)
    when_and_where = " · ".join(part for part in (event.agenda.dates, event.agenda.place) if part)
    if run.state is State.IDLE or upcoming is None:
        thanks = "" if run.state is State.IDLE else "Thank you."
        return Room(Show.WELCOME, when_and_where, event.agenda.title, thanks)
    if upcoming.who is None:
        return Room(Show.GAP, event.agenda.title, upcoming.title)
    return Room(Show.GAP, _title(event, upcoming), upcoming.label.capitalize(), WHERE_TO_SIT[upcoming.who])


def _break(event: Event, run: Run, phase: TimedPhase, now: dt.datetime, zone: dt.tzinfo | None) -> Room:
    left = remaining(phase, run.phases[phase.id], now)
    upcoming = next_phase(event.timeline, run)
    then = f"then: {upcoming.title}" if upcoming else ""
    if left <= dt.timedelta():
        return Room(Show.SOON, phase.title, "We start soon", then)
    back = f"{(now + left).astimezone(zone):%H:%M}"
    return Room(Show.BREAK, event.agenda.title, f"{phase.title} · back at {back}", then, digits=back)


def _phase(
    event: Event,
    run: Run,
    phase: TimedPhase,
    worksheets: Mapping[Owner, Worksheet],
    now: dt.datetime,
    zone: dt.tzinfo | None,
) -> Room:
    left = round(remaining(phase, run.phases[phase.id], now).total_seconds())
    tone, under = _tone(run, left, now, zone)
    works = phase.who is not Who.PLENARY
    return Room(
        Show.CLOCK,
        _title(event, phase),
        phase.label.capitalize(),
        phase.room,
        digits=clock_digits(left),
        tone=tone,
        under=under,
        form=event.session(phase.session).form if works else "",
        sheets=_sheets(event, phase, worksheets) if works else "",
    )


def clock_digits(seconds: int) -> str:
    """`12:41`, and `+0:12` past zero."""
    return minutes_and_seconds(seconds).replace("-", "+")


def _tone(run: Run, left: int, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[Tone, str]:
    if run.state is State.PAUSED:
        return "paused", "paused"
    if left < 0:
        return "late", "over time"
    return "plain", f"until {(now + dt.timedelta(seconds=left)).astimezone(zone):%H:%M}"


def _sheets(event: Event, phase: TimedPhase, worksheets: Mapping[Owner, Worksheet]) -> str:
    session = event.session(phase.session)
    counted = [sheet for owner, sheet in worksheets.items() if session.sheets and owner.kind is session.sheets[0]]
    done = sum(progress(session, sheet).done for sheet in counted)
    return f"{done} of {len(counted)} sheets in" if counted else ""
