"""Time in which the machine slept or the program was stopped: what is asked about it, once.

The clock was right all the time; what nobody knows is whether the room went on. Until somebody says so it ran.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ue_tui.model.run import Run
from ue_tui.model.steps import AwayWas

WORTH_ASKING = dt.timedelta(seconds=30)
"""A shorter time away is not asked about: it ran."""

LONG = dt.timedelta(hours=2)
"""Over this nothing is assumed: the choice has to be made."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A time away while a phase was on."""

    phase: str
    since: dt.datetime
    until: dt.datetime

    @property
    def is_long(self) -> bool:
        """Whether nothing is assumed."""
        return self.until - self.since > LONG

    def words(self, zone: dt.tzinfo | None) -> str:
        """`away 14:02 to 14:10`, with the days where they differ."""
        since, until = self.since.astimezone(zone), self.until.astimezone(zone)
        if since.date() != until.date():
            return f"away {since:%d %b %H:%M} to {until:%d %b %H:%M}"
        return f"away {since:%H:%M} to {until:%H:%M}"


CHOICES = ((AwayWas.ENDED, "it ended then"), (AwayWas.PAUSE, "count it as a pause"), (AwayWas.RAN, "it ran"))
"""What can be said of a time away, in the order of the keys 1, 2, 3."""


def absence(run: Run, since: dt.datetime, until: dt.datetime) -> Absence | None:
    """What is to be asked about a time away; None where no phase was running, it was short, or it is decided.

    A step that somebody took meanwhile, in another window or from a shell, is a sign that the room was not alone.
    """
    on = run.on()
    if on is None or (on.pause is not None and on.pause <= since):
        return None
    began = max(since, on.since, run.last.at if run.last is not None and run.last.at < until else since)
    if until - began < WORTH_ASKING:
        return None
    if any(away.since < until and began < away.until for away in run.aways):
        return None
    return Absence(run.current, began, until)
