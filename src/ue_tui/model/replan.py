"""Re-plan: what to do about time that is lost, as four proposals side by side; none is applied by itself.

A proposal only ever shrinks. What is needed is what the next pin that cannot be held, else the end of the day, is
overrun by. It comes in half minutes, the remainder from the longest phase, so that the sum holds to the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ue_tui.model.day import day_after
from ue_tui.model.event import Event, Who
from ue_tui.model.run import Run, remaining
from ue_tui.model.schedule import WORTH_SAYING, Health, PhaseTimes, day_numbers, health, phase_here, phase_times
from ue_tui.model.steps import Do, Step

HALF_MINUTE = 30

ASK_OVER = dt.timedelta(minutes=15)
"""Beyond this the room is asked first."""


class Way(StrEnum):
    """How time is won back."""

    PUSH = "push"
    SHRINK = "shrink"
    PROTECT = "protect"
    ONE = "one"


WORDS = {
    Way.PUSH: "Push everything",
    Way.SHRINK: "Shrink all",
    Way.PROTECT: "Shrink, protect the slots",
    Way.ONE: "Take it from one phase",
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one phase gets in a proposal; seconds that it still takes."""

    phase: str
    name: str
    block: int
    before: int
    after: int
    least: int
    """It can be given no less."""

    @property
    def gives(self) -> int:
        """Seconds that it loses."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to win time back."""

    way: Way
    shares: tuple[Share, ...]
    """Every phase that is on or to come, in the order of the day."""
    ends: dt.datetime
    """When the day ends then."""
    behind: dt.timedelta
    """How far behind its plan the day is then."""

    @property
    def words(self) -> str:
        """What it is called."""
        return WORDS[self.way]

    @property
    def gives(self) -> int:
        """Seconds that are won back."""
        return sum(share.gives for share in self.shares)

    def share(self, phase: str) -> Share:
        """What a phase gets.

        Raises:
            KeyError: it is not to come.
        """
        return {share.phase: share for share in self.shares}[phase]


@dataclass(frozen=True)
class Replan:
    """A day that is to be planned again, as it stands at a moment."""

    event: Event
    run: Run
    now: dt.datetime
    zone: dt.tzinfo | None
    groups: int = 0
    """How many discussion groups present."""

    @property
    def health(self) -> Health | None:
        """How the day stands."""
        return health(self.event, self.run, self.now, self.zone)

    @property
    def need(self) -> dt.timedelta:
        """How much is lost: what the next pin that cannot be held is missed by, else the end of the day."""
        need, _ = self._goal()
        return need

    @property
    def reminder(self) -> str:
        """What to do before more than a quarter of an hour is taken; else empty."""
        if self.need <= ASK_OVER:
            return ""
        minutes = round(self.need / dt.timedelta(minutes=1))
        return f"{minutes} min is more than phases can give unnoticed: ask the room what it would rather leave out."

    def _goal(self) -> tuple[dt.timedelta, int | None]:
        """What is needed, and the block before which it has to be won; None for the end of the day."""
        day = self.health
        if day is None or day.closed:
            return dt.timedelta(), None
        if day.pin is not None and not day.pin.is_end and -day.pin.slack >= WORTH_SAYING:
            return -day.pin.slack, day.pin.block
        return (day.behind if day.behind >= WORTH_SAYING else dt.timedelta()), None

    def _left(self) -> tuple[PhaseTimes, ...]:
        """The phases of the day that are on or to come."""
        times = phase_times(self.event, self.run, self.now, self.zone)
        days = _today(self.event, self.run, times, self.now, self.zone)
        return tuple(one for one in times if (one.to_come or one.phase.id == self.run.current) and one.phase.id in days)

    def shares(self, way: Way) -> tuple[Share, ...]:
        """What is left of each phase, and the least that it can be given, before anything is taken."""
        found = []
        for one in self._left():
            before = round((one.end - (one.start if one.to_come else self.now)).total_seconds())
            least = self._least(one, before, way)
            phase = one.phase
            found.append(Share(phase.id, phase.name, phase.block, before, before, min(least, before)))
        return tuple(found)

    def _least(self, one: PhaseTimes, before: int, way: Way) -> int:
        phase, ran = one.phase, self.run.phases.get(one.phase.id)
        if not phase.shrinks and way is not Way.ONE:
            return before
        done = round(ran.elapsed(self.now).total_seconds()) if ran is not None else 0
        least = max(phase.min_seconds - done, 0)
        if way is Way.PROTECT and phase.who is Who.PLENARY:
            session = self.event.session(phase.session)
            slots = self.groups - len(self.run.queue(phase.id).slots)
            slot = session.presentation_minutes * 60
            if slot:
                least = max(least, round(slots * (slot + self.event.agenda.defaults.changeover_seconds)))
        return max(least, before - phase.seconds)

    def proposals(self, one: str = "") -> tuple[Proposal, ...]:
        """The four ways, in their order; `one` is the phase of the last, else the one that can give most."""
        return tuple(self.proposal(way, one) for way in Way)

    def proposal(self, way: Way, one: str = "") -> Proposal:
        """One way to win the time back, as far as it can be."""
        shares = self.shares(way)
        need, before_block = self._goal()
        if way is Way.PUSH or not need:
            return self._proposal(way, shares)
        stop = next((n for n, share in enumerate(shares) if share.block == before_block), len(shares))
        if way is Way.ONE:
            chosen = one or max(shares[:stop], key=lambda share: share.before - share.least).phase if stop else ""
            able = [share.before - share.least if share.phase == chosen else 0 for share in shares]
        else:
            able = [share.before - share.least if n < stop else 0 for n, share in enumerate(shares)]
        taken = shared_out(round(need.total_seconds()), able, [share.before for share in shares])
        cut = tuple(replace(share, after=share.before - take) for share, take in zip(shares, taken, strict=True))
        return self._proposal(way, cut)

    def edited(self, proposal: Proposal, phase: str, seconds: int) -> Proposal:
        """The proposal with another number for a phase, never under its least and never over what it had."""
        shares = tuple(
            replace(share, after=min(max(seconds, share.least), share.before)) if share.phase == phase else share
            for share in proposal.shares
        )
        return self._proposal(proposal.way, shares)

    def _proposal(self, way: Way, shares: Sequence[Share]) -> Proposal:
        each = self.seconds(shares)
        step = Step("", self.now, "", Do.REPLAN, each=tuple(each.items()))
        after = replace(self.run, day=day_after(self.run.day, step))
        day = health(self.event, after, self.now, self.zone)
        ends = day.projected_end if day is not None else self.now
        return Proposal(way, tuple(shares), ends, day.behind if day is not None else dt.timedelta())

    def seconds(self, shares: Sequence[Share]) -> Mapping[str, int]:
        """What the step of a re-plan says: whole seconds of each phase that shrinks, what has run of it among them."""
        left = {one.phase.id: one.phase for one in self._left()}
        found = {}
        for share in shares:
            if share.gives:
                phase = left[share.phase]
                ran = self.run.phases.get(phase.id)
                rest = round(remaining(phase, ran, self.now).total_seconds()) if ran is not None else phase.seconds
                # A break that has lost minutes by beginning late is cut from what it still has.
                found[phase.id] = phase.seconds - share.gives - max(rest - share.before, 0)
        return found


def _today(
    event: Event, run: Run, times: Sequence[PhaseTimes], now: dt.datetime, zone: dt.tzinfo | None
) -> frozenset[str]:
    """The phases of the day that is on."""
    days = dict(zip((one.phase.id for one in times), day_numbers(event, run, [o.phase for o in times]), strict=True))
    here = phase_here(event, run, now, zone)
    return frozenset(phase for phase, day in days.items() if here in days and day == days[here])


def shared_out(need: int, able: Sequence[int], lengths: Sequence[int]) -> tuple[int, ...]:
    """What each gives of `need` seconds, in proportion to what it is able to, the rest from the longest.

    All but the rest are half minutes. Their sum is `need`, or where that is less all that they are able to give.
    """
    total = sum(able)
    if total <= need:
        return tuple(able)
    given = [need * one // total // HALF_MINUTE * HALF_MINUTE for one in able]
    for number in sorted(range(len(able)), key=lambda n: lengths[n], reverse=True):
        missing = need - sum(given)
        given[number] += min(missing, able[number] - given[number])
    return tuple(given)
