"""Who speaks when: the groups of a plenary in their order, and whether its minutes are enough for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ue_tui.model.attendance import Attendance
from ue_tui.model.event import Event, TimedPhase, Who
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run
from ue_tui.model.words import minutes_and_seconds


def speaking_order(event: Event, groups: Sequence[DiscussionGroup], session: str) -> tuple[str, ...]:
    """The stems of the groups in the order in which a session begins: the first one of the session before is the last.

    `groups` in alphabetical order; only sessions with presentations are counted.
    """
    presented = [one.id for one in event.sessions if one.presentation_minutes]
    turn = presented.index(session) % len(groups) if session in presented and groups else 0
    stems = tuple(group.stem for group in groups)
    return (*stems[turn:], *stems[:turn])


def order_now(event: Event, groups: Sequence[DiscussionGroup], run: Run, phase: str) -> tuple[str, ...]:
    """The groups in the order in which they speak in a phase, with what was moved there."""
    return run.queue(phase).order(speaking_order(event, groups, phase.partition(".")[0]))


@dataclass(frozen=True, slots=True)
class Feasibility:
    """Whether the slots of a plenary fit into its minutes."""

    groups: int
    slot: int
    """Seconds for each group."""
    changeover: int
    """Seconds from one group to the next."""
    phase: int
    """Seconds of the plenary."""

    @property
    def taken(self) -> int:
        """Seconds that all slots take, each with its changeover."""
        return self.groups * (self.slot + self.changeover)

    @property
    def fits(self) -> bool:
        """Whether they fit."""
        return self.taken <= self.phase

    @property
    def longest(self) -> int:
        """The longest slot that would fit, in whole half minutes; 0 where none does."""
        left = self.phase // self.groups - self.changeover if self.groups else 0
        return max(left // 30 * 30, 0)

    @property
    def words(self) -> str:
        """`6 groups × 3:00 + 1:00 changeover = 24 of 40 min, 16 left for discussion`, or what would fit."""
        groups = f"{self.groups} group{'s' if self.groups != 1 else ''}"
        sum_of = f"{groups} × {minutes_and_seconds(self.slot)} + {minutes_and_seconds(self.changeover)} changeover"
        said = f"{sum_of} = {_minutes(self.taken)} of {_minutes(self.phase)} min"
        if self.fits:
            return f"{said}, {_minutes(self.phase - self.taken)} left for discussion"
        longest = f"{minutes_and_seconds(self.longest)} would fit" if self.longest else "no slot would fit"
        return f"{said}: {longest}"


def _minutes(seconds: int) -> str:
    minutes = seconds / 60
    return f"{minutes:.0f}" if minutes == int(minutes) else f"{minutes:.1f}"


def feasibility(event: Event, run: Run, phase: TimedPhase, groups: Sequence[DiscussionGroup]) -> Feasibility:
    """How the slots of a plenary fit; groups that are absent leave their time to the discussion."""
    added = run.phases[phase.id].added if phase.id in run.phases else 0
    speaking = sum(not is_absent(run, phase.id, group) for group in groups)
    changeover = event.agenda.defaults.changeover_seconds
    return Feasibility(speaking, slot_seconds(event, phase), changeover, phase.seconds + added)


def is_absent(run: Run, phase: str, group: DiscussionGroup) -> bool:
    """Whether a group cannot speak in a phase: it was said so, or all of its delegations are absent."""
    if group.stem in run.queue(phase).absent:
        return True
    return bool(group.members) and all(run.room.of(one) is Attendance.ABSENT for one in group.members)


def slot_seconds(event: Event, phase: TimedPhase) -> int:
    """What each group has to speak in a plenary, in seconds; 0 where nobody presents."""
    if phase.who is not Who.PLENARY:
        return 0
    return round(event.session(phase.session).presentation_minutes * 60)
