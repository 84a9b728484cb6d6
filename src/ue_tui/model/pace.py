"""How far the sheets of a session are, how and when each was last heard from, and when it will be done at this pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ue_tui.model.attendance import Heard, How, InTheRoom
from ue_tui.model.event import Session, TimedPhase, Who
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.run import PhaseRun, Run, remaining
from ue_tui.model.sheets import Table
from ue_tui.model.words import minutes_and_seconds
from ue_tui.model.worksheet import Worksheet, progress

ANSWERS_TO_FORECAST = 2

OF_ANOTHER_CLOCK = dt.timedelta(minutes=1)
"""A file that is dated later than that comes from a machine whose clock is wrong: its date is no sign."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a sheet will be done at this pace, and how long after the end of the phase that is."""

    at: dt.datetime
    late: dt.timedelta

    def words(self, zone: dt.tzinfo | None) -> str:
        """`done 11:20`, `done 11:41, 1:40 late`."""
        seconds = round(self.late.total_seconds())
        late = f", {minutes_and_seconds(seconds)} late" if seconds > 0 else ""
        return f"done {self.at.astimezone(zone):%H:%M}{late}"


@dataclass(frozen=True, slots=True)
class Pace:
    """One sheet of a session while people work on it."""

    owner: Owner
    name: str
    filled: int
    """What was counted from the sheet, or told where that is more."""
    total: int
    is_told: bool
    """Whether more was told than the sheet has."""
    heard: Heard | None
    """The last sign of it, told among them."""
    silent: bool
    """Not heard from in the phase that is on, a quarter of which is over, and not done: walk there."""
    absent: bool
    forecast: Forecast | None

    @property
    def done(self) -> bool:
        """Whether everything that is asked is there, or told to be."""
        return self.total > 0 and self.filled >= self.total

    def words(self, zone: dt.tzinfo | None) -> str:
        """What is to be said of it, the most important first: `not heard: walk here`, `told 10:46 · done 11:41`."""
        if self.absent:
            return "absent"
        said = ["not heard: walk here"] if self.silent else []
        if self.heard is not None and not self.silent:
            how = f"by {self.heard.how}" if self.heard.how in _BY else str(self.heard.how)
            said.append(f"{how} {self.heard.at.astimezone(zone):%H:%M}")
        if self.done:
            said.append("done, as told" if self.is_told else "done")
        elif self.forecast is not None:
            said.append(self.forecast.words(zone))
        return " · ".join(said)


_BY = (How.FORM, How.FILE, How.WORD)


def forecast(filled: int, total: int, phase: TimedPhase, on: PhaseRun, now: dt.datetime) -> Forecast | None:
    """Phase start + elapsed × total / filled, to the minute; None before a quarter of the phase and two answers.

    Pauses move it as they move the phase's end. Source: definitions, Counting.
    """
    elapsed = on.elapsed(now)
    planned = dt.timedelta(seconds=phase.seconds + on.added)
    if filled < ANSWERS_TO_FORECAST or filled >= total or elapsed < planned / 4:
        return None
    paused = now - on.since - elapsed
    at = _to_the_minute(on.since + paused + elapsed * total / filled)
    return Forecast(at, at - (now + remaining(phase, on, now)))


def _to_the_minute(at: dt.datetime) -> dt.datetime:
    return (at + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)


def pace(
    session: Session,
    sheet: Worksheet,
    file_sign: Heard | None,
    run: Run,
    phase: TimedPhase | None,
    now: dt.datetime,
) -> Pace:
    """How far one sheet is.

    `file_sign` is the last sign of its file; `phase` the one that is on, where it is this session's, else None: then
    nothing is forecast and nobody is waited for.
    """
    done = progress(session, sheet)
    heard = latest(file_sign, run.room.heard.get((str(sheet.owner), session.id)))
    told = run.room.told.get((str(sheet.owner), session.id))
    filled = min(max(done.filled, told.filled if told is not None else 0), done.total)
    on = run.on() if phase is not None else None
    signed = on is not None and heard is not None and on.since <= heard.at <= now + OF_ANOTHER_CLOCK
    is_done = done.total > 0 and filled >= done.total
    coming = forecast(filled, done.total, phase, on, now) if phase is not None and on is not None and signed else None
    absent = _is_absent(run.room, sheet.owner)
    waited_for = (
        phase is not None
        and on is not None
        and sheet.owner.kind is waits_for(session, phase)
        and on.elapsed(now) >= dt.timedelta(seconds=phase.seconds + on.added) / 4
    )
    silent = waited_for and not signed and not is_done and not absent
    return Pace(sheet.owner, sheet.name, filled, done.total, filled > done.filled, heard, silent, absent, coming)


def waits_for(session: Session, phase: TimedPhase) -> OwnerKind | None:
    """Whose sheets a phase waits for: those of whoever works in it; nobody's in a plenary."""
    if phase.who is Who.PLENARY or not session.sheets:
        return None
    return next((kind for kind in session.sheets if kind.value == phase.who), session.sheets[0])


def latest(*signs: Heard | None) -> Heard | None:
    """The last of some signs; in one second, where it came from says more than that it was typed here."""
    heard = (one for one in signs if one is not None)
    return max(heard, key=lambda one: (one.at.replace(microsecond=0), one.how is not How.HERE), default=None)


def _is_absent(room: InTheRoom, owner: Owner) -> bool:
    return room.attendance.get(str(owner)) == "absent"


def in_order(paces: Iterable[Pace]) -> tuple[Pace, ...]:
    """Who was not heard stands first, then what is not begun, who is absent last; else the order stays."""
    return tuple(sorted(paces, key=lambda one: (one.absent, not one.silent, one.filled > 0)))


def paces(
    session: Session,
    sheets: Sequence[Worksheet],
    sign_of: Callable[[Owner], Heard | None],
    run: Run,
    phase: TimedPhase | None,
    now: dt.datetime,
) -> tuple[Pace, ...]:
    """How far each sheet of a session is: the kind that counts first, who was not heard first in it."""
    found: list[Pace] = []
    for kind in session.sheets:
        mine = [sheet for sheet in sheets if sheet.owner.kind is kind and session.fields(kind)]
        found += in_order(pace(session, sheet, sign_of(sheet.owner), run, phase, now) for sheet in mine)
    return tuple(found)


def told_step(session: Session) -> int:
    """How many answers one row further is, as groups say it: the cells of a row, else one."""
    return len(session.grid.columns) if isinstance(session.grid, Table) else 1


def told_next(session: Session, filled: int, total: int, by: int) -> int:
    """What is told when a row more, or one less, is told; never over the total and never under nothing."""
    step = told_step(session)
    rows = filled // step + by if by > 0 else -(-filled // step) + by
    return max(0, min(rows * step, total))


def row_letters(session: Session, sheet: Worksheet) -> str:
    """For a table each row's letter: a capital where all its cells have a bullet, small where some, `-` where none."""
    grid = session.grid
    if not isinstance(grid, Table):
        return ""
    found = []
    for row in grid.rows:
        count = sum(bool(sheet.bullets(session.id, row.id, column.id)) for column in grid.columns)
        letter = (row.letter or row.label)[:1]
        found.append("-" if not count else letter.upper() if count == len(grid.columns) else letter.lower())
    return " ".join(found)
