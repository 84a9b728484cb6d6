"""The bell: which rings are due between two looks at the clock.

It rings at the end of country and group work and five minutes before it, in phases of ten minutes or more; never for a
rapporteur, never for a moment that passed while the machine slept. One window rings: the one that made the last step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from ue_tui.model.event import SHORT, TimedPhase, Who
from ue_tui.model.run import Run, State, phase_by_id, remaining

EARLY = dt.timedelta(minutes=5)
"""How long before the end it rings first."""

ASLEEP_OVER = dt.timedelta(seconds=5)
"""Two looks further apart than this: what passed between them passed unseen."""


class Ring(StrEnum):
    """Why it rings, in words."""

    EARLY = "five minutes left"
    END = "time is up"


def rings(
    timeline: Sequence[TimedPhase], run: Run, before: dt.datetime, now: dt.datetime, *, speed: float = 1
) -> tuple[Ring, ...]:
    """The rings whose moment came after one look and not after the next, in their order.

    `speed` is that of a rehearsal, in which two looks are further apart.
    """
    on, phase = run.on(), phase_by_id(timeline, run.current)
    if on is None or phase is None or run.state is not State.RUNNING or now - before > ASLEEP_OVER * speed:
        return ()
    if phase.who not in (Who.DELEGATION, Who.GROUP) or phase.seconds + on.added < SHORT:
        return ()
    end = now + remaining(phase, on, now)
    moments = ((end - EARLY, Ring.EARLY), (end, Ring.END))
    return tuple(ring for moment, ring in moments if max(before, on.since) < moment <= now)
