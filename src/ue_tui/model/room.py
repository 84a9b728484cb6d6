"""What the room sees, as one value: the projector view draws it and knows nothing else.

It is computed from the event, the run, the worksheets and the time, and holds nothing that was not revealed: no notes,
no marks, no cues, no names of delegations but those of a picture that was put up with names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from ue_tui.model.attendance import Attendance
from ue_tui.model.day import timeline
from ue_tui.model.event import Event, TimedPhase, Who
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.picture import Shown
from ue_tui.model.run import Run, State, next_phase, phase_by_id, remaining
from ue_tui.model.speakers import Light, Speaker, Turn, has_slots, next_speaker, speakers
from ue_tui.model.words import minutes_and_seconds
from ue_tui.model.worksheet import Worksheet, progress

Tone = Literal["plain", "soon", "late", "paused"]
"""How the large digits are coloured; the words beside them say the same."""

LIGHTS: Mapping[Light, tuple[Tone, str]] = {
    Light.GREEN: ("plain", ""),
    Light.AMBER: ("soon", "one minute left"),
    Light.RED: ("late", "half a minute left"),
    Light.OVER: ("late", "over time"),
}
"""How a slot's clock looks, and the same in words."""

PAUSED: tuple[Tone, str] = ("paused", "paused")

WHERE_TO_SIT = {
    Who.DELEGATION: "Please sit with your delegation.",
    Who.GROUP: "Please sit with your discussion group.",
    Who.PLENARY: "All together, facing the front.",
}


class Show(StrEnum):
    """What the projector shows, as the sign of life names it."""

    WELCOME = "welcome"
    CLOCK = "clock"
    SLOT = "who speaks"
    GAP = "what comes"
    BREAK = "break"
    SOON = "we start soon"
    CLOSED = "thank you"


@dataclass(frozen=True, slots=True)
class Room:
    """What the room sees at one moment."""

    show: Show
    title: str
    """Where we are: `5 · User journey`."""
    heading: str = ""
    """The one thing to know: the phase, the group that speaks, what comes, or `Lunch · back at 13:45`."""
    line: str = ""
    """The phase's own line, who speaks for the group, or where to sit."""
    digits: str = ""
    """What stands as large as the window allows: what is left, or over with a plus; empty where no time runs."""
    tone: Tone = "plain"
    under: str = ""
    """What the digits mean, in words: `until 11:28`, `over time`, `paused`."""
    upcoming: str = ""
    """`Next: Media`, while groups speak."""
    form: str = ""
    """The address of the form, while answers come in by it."""
    sheets: str = ""
    """`22 of 30 sheets in`."""
    message: str = ""
    """What the facilitator tells the room."""
    blank: bool = False
    """Whether the projector is dark."""
    picture: Shown | None = None
    """What was put up, in place of all but the clock."""
    page: int = 0
    """The picture's page, from 0."""
    mark: str = ""
    """`REHEARSAL`, where it is one."""

    @property
    def words(self) -> str:
        """What it shows, as the facilitator's top line says it: `clock`, `picture 2 of 7, names off`, `blank`."""
        if self.blank:
            return "blank"
        return self.picture.words(self.page) if self.picture is not None else self.show.value


def room(
    event: Event,
    run: Run,
    worksheets: Mapping[Owner, Worksheet],
    groups: Sequence[DiscussionGroup],
    now: dt.datetime,
    zone: dt.tzinfo | None,
    *,
    picture: Shown | None = None,
    mark: str = "",
) -> Room:
    """What the room sees now.

    Args:
        event: agenda and sessions.
        run: the state of the clock.
        worksheets: every worksheet; they are counted, never shown.
        groups: the discussion groups with their rapporteurs, in alphabetical order.
        now: the moment, with a zone.
        zone: the event's time zone, for the times of day that are shown.
        picture: the picture that the run says is up, made of the worksheets as they were revealed.
        mark: what stands on every page, such as that this is a rehearsal.
    """
    phase = phase_by_id(timeline(event, run.day), run.current)
    if phase is None:
        seen = _between(event, run)
    elif phase.who is None:
        seen = _break(event, run, phase, now, zone)
    elif run.queue().on and has_slots(event, phase):
        seen = _slot(event, run, phase, speakers(event, run, phase, groups, now), now)
    else:
        seen = _phase(event, run, phase, worksheets, groups, now, zone)
    up = run.projected.picture
    return replace(
        seen,
        message=run.projected.message,
        blank=run.projected.blank,
        picture=picture if up is not None else None,
        page=up.page if up is not None else 0,
        mark=mark,
    )


def _title(event: Event, phase: TimedPhase) -> str:
    return f"{event.session(phase.session).number} · {phase.title}" if phase.session else phase.title


def _between(event: Event, run: Run) -> Room:
    """Before the first start, in a gap, and when the day is over: what comes and where to sit."""
    upcoming = next_phase(timeline(event, run.day), run)
    when_and_where = " · ".join(part for part in (event.agenda.dates, event.agenda.place) if part)
    if run.closed or (upcoming is None and run.phases):
        then = f"We go on with {upcoming.title}." if upcoming else event.agenda.title
        return Room(Show.CLOSED, when_and_where, "Thank you", then)
    if run.state is State.IDLE or upcoming is None:
        return Room(Show.WELCOME, when_and_where, event.agenda.title, "We start soon.")
    if upcoming.who is None:
        return Room(Show.GAP, event.agenda.title, upcoming.title)
    return Room(Show.GAP, _title(event, upcoming), upcoming.label.capitalize(), WHERE_TO_SIT[upcoming.who])


def _break(event: Event, run: Run, phase: TimedPhase, now: dt.datetime, zone: dt.tzinfo | None) -> Room:
    left = remaining(phase, run.phases[phase.id], now)
    upcoming = next_phase(timeline(event, run.day), run)
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
    groups: Sequence[DiscussionGroup],
    now: dt.datetime,
    zone: dt.tzinfo | None,
) -> Room:
    left = round(remaining(phase, run.phases[phase.id], now).total_seconds())
    tone, under = _tone(run, left, now, zone)
    works = phase.who is not Who.PLENARY
    session = event.session(phase.session)
    queue = speakers(event, run, phase, groups, now) if has_slots(event, phase) else ()
    return Room(
        Show.CLOCK,
        _title(event, phase),
        phase.label.capitalize(),
        phase.room,
        digits=clock_digits(left),
        tone=tone,
        under=under,
        upcoming=_upcoming(queue),
        form=session.form if works else "",
        sheets=_sheets(event, run, phase, worksheets) if works else "",
    )


def _slot(event: Event, run: Run, phase: TimedPhase, queue: Sequence[Speaker], now: dt.datetime) -> Room:
    """Who speaks now, with the slot's clock, and who comes next; the phase's clock in words."""
    speaking = next(one for one in queue if one.turn is Turn.SPEAKING)
    tone, words = PAUSED if speaking.paused else LIGHTS[speaking.light]
    of_phase = round(remaining(phase, run.phases[phase.id], now).total_seconds())
    rest = f"{minutes_and_seconds(abs(of_phase))} {'over' if of_phase < 0 else 'left'}"
    return Room(
        Show.SLOT,
        f"{_title(event, phase)} · {phase.label.lower()}, {rest}",
        speaking.name,
        speaking.rapporteur,
        digits=speaking.clock,
        tone=tone,
        under=words,
        upcoming=_upcoming(queue),
    )


def _upcoming(queue: Sequence[Speaker]) -> str:
    """`First: Parliament` or `Next: Media`; who is absent is not named, and not called."""
    upcoming = next_speaker(queue)
    if upcoming is None:
        return ""
    begun = any(one.turn in (Turn.SPEAKING, Turn.DONE) for one in queue)
    return f"{'Next' if begun else 'First'}: {upcoming.name}"


def clock_digits(seconds: int) -> str:
    """`12:41`, and `+0:12` past zero."""
    return minutes_and_seconds(seconds).replace("-", "+")


def _tone(run: Run, left: int, now: dt.datetime, zone: dt.tzinfo | None) -> tuple[Tone, str]:
    if run.state is State.PAUSED:
        return "paused", "paused"
    if left < 0:
        return "late", "over time"
    return "plain", f"until {(now + dt.timedelta(seconds=left)).astimezone(zone):%H:%M}"


def _sheets(event: Event, run: Run, phase: TimedPhase, worksheets: Mapping[Owner, Worksheet]) -> str:
    """How many of the sheets that count are done; those of the absent are not waited for."""
    session = event.session(phase.session)
    if not session.sheets:
        return ""
    kind = session.sheets[0]
    counted = [
        sheet
        for owner, sheet in worksheets.items()
        if owner.kind is kind and (kind is OwnerKind.GROUP or run.room.of(owner.stem) is not Attendance.ABSENT)
    ]
    done = sum(progress(session, sheet).done for sheet in counted)
    return f"{done} of {len(counted)} sheets in" if counted else ""
