"""The machine's time: a clock that counts through sleep, beside the wall clock, and what their difference tells.

The wall clock can be set, by a person or by the network. A clock that only counts cannot, but most of them stop while
the machine sleeps, so each system's clock that includes sleep is asked. In a running program the counting clock is
trusted; after a restart there is only the wall clock.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass

from ue_tui.store.rehearsal import Rehearsal

SET_OVER = dt.timedelta(seconds=2)
"""The two clocks apart by more than this: somebody set the wall clock."""

SLEPT_OVER = dt.timedelta(seconds=5)
"""Two looks apart by more than this: the machine slept, or the program was stopped."""


def zone_of(name: str) -> dt.tzinfo:
    """The time zone of that IANA name; for an empty one the laptop's own."""
    return zoneinfo.ZoneInfo(name) if name else dt.datetime.now(dt.UTC).astimezone().tzinfo or dt.UTC


if sys.platform == "win32":
    # This one runs on in sleep.
    seconds_with_sleep: Callable[[], float] = time.monotonic
elif sys.platform == "darwin":

    def seconds_with_sleep() -> float:
        """Seconds since some moment, through sleep."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)
else:

    def seconds_with_sleep() -> float:
        """Seconds since some moment, through sleep."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)


def utc_now() -> dt.datetime:
    """The wall clock."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Slept:
    """From one look to the next so much time went by that the machine slept, or the program was stopped."""

    since: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The wall clock was set, by so much; negative for back."""

    by: dt.timedelta

    @property
    def sentence(self) -> str:
        """What is told, once."""
        seconds = abs(round(self.by.total_seconds()))
        much = f"{round(seconds / 60)} min" if seconds >= 90 else f"{seconds} s"
        way = "back" if self.by < dt.timedelta() else "forward"
        return f"The laptop's clock was set {way} by {much}. The run's clock goes on as it was."


class SteadyClock:
    """The time as one running program sees it: it begins at the wall clock and cannot be set afterwards."""

    def __init__(
        self,
        wall: Callable[[], dt.datetime] = utc_now,
        counting: Callable[[], float] = seconds_with_sleep,
        rehearsal: Rehearsal | None = None,
    ) -> None:
        self._wall = wall
        self._counting = counting
        self._rehearsal = rehearsal
        self._began, self._began_at = counting(), wall()
        self._apart = dt.timedelta()
        self._looked = self._began_at

    @property
    def speed(self) -> float:
        """How many times as fast as the wall it runs: 1 but in a rehearsal."""
        return self._rehearsal.speed if self._rehearsal is not None else 1.0

    def now(self) -> dt.datetime:
        """The time, in UTC; in a rehearsal its own."""
        return self._own(self._steady())

    def _steady(self) -> dt.datetime:
        return self._began_at + dt.timedelta(seconds=self._counting() - self._began)

    def _own(self, moment: dt.datetime) -> dt.datetime:
        return self._rehearsal.at(moment) if self._rehearsal is not None else moment

    def look(self) -> tuple[Slept | ClockSet, ...]:
        """What became of the time since the last look; called at each tick."""
        now, wall = self._steady(), self._wall()
        found: list[Slept | ClockSet] = []
        if now - self._looked > SLEPT_OVER:
            found.append(Slept(self._own(self._looked), self._own(now)))
        apart = wall - now
        if abs(apart - self._apart) > SET_OVER:
            found.append(ClockSet(apart - self._apart))
            self._apart = apart
        self._looked = now
        return tuple(found)
