"""Checks before doors: what has to be true before the room is let in, seen by the program or ticked by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ue_tui.model.event import Event
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run

BY_HAND = (
    ("back row", "The back row reads the projector's test page"),
    ("glyphs", "The bars of the test page stand in line"),
    ("form", "A telephone on the room's network opened the form and sent a mark"),
    ("clicker", "The clicker turns pages and does nothing else"),
    ("paper", "Blank sheets and pens lie on the tables"),
    ("power", "The laptop is on power and does not go to sleep"),
    ("second", "A second person knows where the event's folder is, and how to take over"),
)
"""What nobody but a person can see, by the name that a step of the run keeps."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be true before doors."""

    id: str
    """Empty for what the program sees by itself."""
    text: str
    done: bool
    hint: str = ""
    """What to do about it while it is not."""


def checks(
    event: Event,
    run: Run,
    groups: Sequence[DiscussionGroup],
    problems: Sequence[Problem],
    delegations: int,
    *,
    has_projector: bool,
) -> tuple[Check, ...]:
    """What the program sees, then what a person ticks."""
    errors = sum(one.severity is Severity.ERROR for one in problems)
    first = next((one for one in event.sessions if one.presentation_minutes), None)
    silent = [one.name for one in groups if first is not None and not one.rapporteurs.get(first.id)]
    seated = {stem for group in groups for stem in group.members}
    pinned = any(block.starts is not None for block in event.agenda.blocks)
    seen = [
        Check("", "A projector window runs", has_projector, "in a second terminal: ue-tui projector"),
        Check("", "Every file can be read", not errors, f"{errors} to mend: ! shows them"),
        Check("", f"{delegations} delegations have a worksheet", delegations > 0, "ue-tui init DIR --roster FILE.csv"),
        Check("", "Every delegation sits in a group", len(seated) >= delegations, "g d shows who sits where"),
        Check("", "The agenda has a planned time", pinned, "starts = 09:00:00 in sessions/agenda.toml"),
    ]
    if first is not None:
        named = f"Every group has named who speaks in {first.title}"
        seen.append(Check("", named, not silent, f"not yet: {', '.join(silent)}"))
    by_hand = [
        Check(name, text, name in run.checked, "Enter ticks it")
        for name, text in BY_HAND
        if name != "form" or any(session.form for session in event.sessions)
    ]
    return (*seen, *by_hand)
