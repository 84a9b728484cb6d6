"""An event as it stands at a moment: what every document is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from ue_tui.model.event import Event, Session, Who
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.run import Run
from ue_tui.model.speaking import is_absent, order_now
from ue_tui.model.worksheet import Worksheet, group_of, stem_of

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The event with everybody's worksheets and the run, at one moment."""

    event: Event
    groups: tuple[DiscussionGroup, ...]
    """In alphabetical order of their names."""
    sheets: Mapping[Owner, Worksheet]
    """Delegations in alphabetical order of their names."""
    as_of: dt.datetime
    zone: dt.tzinfo
    run: Run = field(default_factory=Run)
    seed: str = ""
    """What the order of delegations that are not named is drawn from: random, and written nowhere."""
    mark: str = ""
    """What stands wherever a rehearsal is seen, such as `REHEARSAL ×10`; empty for the event itself."""

    @property
    def local(self) -> dt.datetime:
        """The moment by the clock on the wall."""
        return self.as_of.astimezone(self.zone)

    @property
    def as_of_words(self) -> str:
        """`2 December 2025, 14:02`, in English whatever the machine speaks."""
        return f"{date_words(self.local)}, {self.local:%H:%M}"

    def sheet(self, owner: Owner) -> Worksheet:
        """The worksheet of an owner, an empty one where there is none."""
        return self.sheets.get(owner) or Worksheet(owner)

    @property
    def delegations(self) -> Mapping[str, Worksheet]:
        """The delegations' worksheets by stem."""
        return {owner.stem: one for owner, one in self.sheets.items() if owner.kind is OwnerKind.DELEGATION}

    def group_of(self, sheet: Worksheet) -> DiscussionGroup | None:
        """The group that a worksheet is of, or that its delegation sits in."""
        if sheet.owner.kind is OwnerKind.DELEGATION:
            return next((group for group in self.groups if sheet.owner.stem in group.members), None)
        known = next((group for group in self.groups if group.stem == sheet.owner.stem), None)
        return known or group_of(sheet, lambda written: stem_of(written, self.delegations))

    def speakers(self, session: Session) -> tuple[DiscussionGroup, ...]:
        """The groups in the order in which they speak in a session, as its queue stands; none that is absent."""
        plenary = next((f"{session.id}.{one.id}" for one in session.phases if one.who is Who.PLENARY), session.id)
        by_stem = {group.stem: group for group in self.groups}
        order = (by_stem[stem] for stem in order_now(self.event, self.groups, self.run, plenary))
        return tuple(group for group in order if not is_absent(self.run, plenary, group))


def date_words(day: dt.date) -> str:
    """`2 December 2025`, in English whatever the machine speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
