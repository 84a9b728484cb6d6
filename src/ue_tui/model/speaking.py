"""Who speaks when: the groups of a plenary in their order, which begins with another group in each session."""

from __future__ import annotations

from collections.abc import Sequence

from ue_tui.model.event import Event
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run


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
