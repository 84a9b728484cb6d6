"""What a roster changes in an event that has begun: who joins, moves, is renamed or withdraws; shown, then done.

Nothing is deleted: the worksheet of a delegation that withdraws is kept aside in `.ue-tui/withdrawn/`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.errors import NotSaved, Refused
from ue_tui.model.people import DiscussionGroup, Owner, delegation, folded, group
from ue_tui.model.sheets import Place
from ue_tui.store.event_folder import EventFolder, Overtaken
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.new_worksheet import new_worksheet
from ue_tui.store.roster import RosterRow, same_name, stem_for
from ue_tui.store.saving import OWN_FOLDER, reason, replace

ALIKE = 0.6
"""Two names so much alike, of which one is gone and one is new, are one delegation."""


class Kind(StrEnum):
    """What happens to a delegation or a group."""

    JOIN = "joins"
    MOVE = "moves"
    RENAME = "is renamed"
    MEND = "changes"
    WITHDRAW = "withdraws"
    NEW_GROUP = "is a new group"


@dataclass(frozen=True, slots=True)
class RosterChange:
    """One thing that a roster changes."""

    kind: Kind
    owner: Owner
    name: str
    """As the roster spells it; of one that withdraws, as its worksheet does."""
    detail: str = ""

    def __str__(self) -> str:
        """`Quill moves: from Business to Media`."""
        return f"{self.name} {self.kind.value}" + (f": {self.detail}" if self.detail else "")


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """Everything that a roster changes, and how."""

    changes: tuple[RosterChange, ...]
    new: tuple[tuple[Owner, tuple[tuple[Place, Answer], ...]], ...]
    """Worksheets that are made, with their answers."""
    edits: tuple[tuple[Owner, Place, Answer | None], ...]
    withdrawn: tuple[Owner, ...]


def roster_plan(live: LiveEvent, rows: Sequence[RosterRow]) -> RosterPlan:
    """What a roster changes in an event: nothing is done."""
    return _Planning(live, rows).plan()


class _Planning:
    """A roster beside an event."""

    def __init__(self, live: LiveEvent, rows: Sequence[RosterRow]) -> None:
        self.live, self.rows = live, rows
        self.there = live.delegations()
        self.groups = live.groups()
        self.stem_of = self._stems()
        taken = {*self.there, *self.stem_of.values()}
        self.joining: dict[str, str] = {}
        for row in rows:
            if row.delegation not in self.stem_of:
                self.joining[row.delegation] = stem_for(row.delegation, taken)
                taken.add(self.joining[row.delegation])

    def _stems(self) -> dict[str, str]:
        """The stem of each delegation of the roster that is there, by its name in the roster."""
        found: dict[str, str] = {}
        by_name = {same_name(sheet.name): stem for stem, sheet in self.there.items()}
        by_fold = {folded(sheet.name): stem for stem, sheet in self.there.items()}
        for row in self.rows:
            for stem in (by_name.get(same_name(row.delegation)), by_fold.get(folded(row.delegation))):
                if stem is not None and stem not in found.values():
                    found.setdefault(row.delegation, stem)
        for row in self.rows:
            gone = [stem for stem in self.there if stem not in found.values()]
            if row.delegation not in found and (stem := self._renamed(row, gone)) is not None:
                found[row.delegation] = stem
        return found

    def _renamed(self, row: RosterRow, gone: Sequence[str]) -> str | None:
        """Which of those that are no longer in the roster is called so now."""
        wanted = folded(row.delegation)
        if stem_for(row.delegation, ()) in gone:
            return stem_for(row.delegation, ())
        ratios = [(SequenceMatcher(None, wanted, folded(self.there[stem].name)).ratio(), stem) for stem in gone]
        ratio, stem = max(ratios, default=(0.0, ""))
        return stem if ratio >= ALIKE else None

    def plan(self) -> RosterPlan:
        changes: list[RosterChange] = []
        new: list[tuple[Owner, tuple[tuple[Place, Answer], ...]]] = []
        edits: list[tuple[Owner, Place, Answer | None]] = []
        for row in self.rows:
            if row.delegation in self.joining:
                owner = delegation(self.joining[row.delegation])
                detail = f"in {row.group}" if row.group else "in no group yet"
                changes.append(RosterChange(Kind.JOIN, owner, row.delegation, detail))
                new.append((owner, tuple(_who(row))))
            else:
                for change, edit in self._mended(row):
                    changes.append(change)
                    edits.append(edit)
                changes += self._moved(row)
        withdrawn = [stem for stem in self.there if stem not in self.stem_of.values()]
        for stem in withdrawn:
            detail = "its worksheet is kept aside"
            changes.append(RosterChange(Kind.WITHDRAW, delegation(stem), self.there[stem].name, detail))
        for owner, name, place, answer, is_new in self._group_answers(withdrawn):
            if is_new:
                changes += [RosterChange(Kind.NEW_GROUP, owner, name)] if place == ("group", "name") else []
            else:
                edits.append((owner, place, answer))
                if place == ("group", "user_group"):
                    changes.append(RosterChange(Kind.MEND, owner, name, f"studies {answer}"))
        new += self._new_groups()
        return RosterPlan(tuple(changes), tuple(new), tuple(edits), tuple(delegation(stem) for stem in withdrawn))

    def _mended(self, row: RosterRow) -> Iterator[tuple[RosterChange, tuple[Owner, Place, Answer | None]]]:
        owner = delegation(self.stem_of[row.delegation])
        sheet = self.there[owner.stem]
        if sheet.name != row.delegation:
            change = RosterChange(Kind.RENAME, owner, row.delegation, f"was {sheet.name}")
            yield change, (owner, ("delegation", "name"), row.delegation)
        organization = sheet.text("delegation", "organization")
        if row.organization and organization != row.organization:
            change = RosterChange(Kind.MEND, owner, row.delegation, f"its organization is {row.organization}")
            yield change, (owner, ("delegation", "organization"), row.organization)

    def _moved(self, row: RosterRow) -> Iterator[RosterChange]:
        stem = self.stem_of[row.delegation]
        before = next((one for one in self.groups if stem in one.members), None)
        if before is None and not row.group:
            return
        if before is not None and same_name(before.name) == same_name(row.group):
            return
        where = f"from {before.name} " if before is not None else ""
        detail = f"{where}to {row.group}" if row.group else f"out of {before.name}" if before is not None else ""
        yield RosterChange(Kind.MOVE, delegation(stem), row.delegation, detail)

    def _members(self, name: str) -> list[str]:
        mine = [row.delegation for row in self.rows if same_name(row.group) == same_name(name)]
        return [self.stem_of.get(one) or self.joining[one] for one in mine]

    def _group_answers(self, withdrawn: Sequence[str]) -> Iterator[tuple[Owner, str, Place, Answer, bool]]:
        """What each group's worksheet is to say that it does not yet, and whether the group is new."""
        for one in self.groups:
            wanted = self._members(one.name)
            kept = [stem for stem in one.members if stem in wanted or stem not in {*self.there, *withdrawn}]
            members = [*kept, *(stem for stem in wanted if stem not in kept)]
            owner = group(one.stem)
            if tuple(members) != one.members:
                yield owner, one.name, ("group", "members"), tuple(Bullet(stem) for stem in members), False
            studies = self._studies(one.name)
            if studies and studies != one.user_group:
                yield owner, one.name, ("group", "user_group"), studies, False
        for owner, answers in self._new_groups():
            for place, answer in answers:
                yield owner, str(dict(answers)[("group", "name")]), place, answer, True

    def _studies(self, name: str) -> str:
        found = (row.user_group for row in self.rows if same_name(row.group) == same_name(name) and row.user_group)
        return next(found, "")

    def _new_groups(self) -> list[tuple[Owner, tuple[tuple[Place, Answer], ...]]]:
        known = {same_name(one.name) for one in self.groups}
        taken = {one.stem for one in self.groups}
        found = []
        for name in dict.fromkeys(row.group for row in self.rows if row.group and same_name(row.group) not in known):
            stem = stem_for(name, taken, "group")
            taken.add(stem)
            members = tuple(Bullet(one) for one in self._members(name))
            answers: dict[Place, Answer] = {("group", "name"): name, ("group", "members"): members}
            if studies := self._studies(name):
                answers["group", "user_group"] = studies
            found.append((group(stem), tuple(answers.items())))
        return found


def _who(row: RosterRow) -> Iterator[tuple[Place, Answer]]:
    yield ("delegation", "name"), row.delegation
    if row.organization:
        yield ("delegation", "organization"), row.organization


def move_plan(live: LiveEvent, stem: str, to: DiscussionGroup | None) -> RosterPlan:
    """What moving one delegation to a group, or out of all, changes."""
    edits: list[tuple[Owner, Place, Answer | None]] = []
    for one in live.groups():
        members = [member for member in one.members if member != stem]
        if to is not None and one.stem == to.stem:
            members = [*members, stem] if stem not in one.members else list(one.members)
        if tuple(members) != one.members:
            edits.append((group(one.stem), ("group", "members"), tuple(Bullet(member) for member in members)))
    name = live.sheet(delegation(stem)).name
    change = RosterChange(Kind.MOVE, delegation(stem), name, f"to {to.name}" if to is not None else "out of all groups")
    return RosterPlan((change,), (), tuple(edits), ())


def join_plan(live: LiveEvent, row: RosterRow) -> RosterPlan:
    """What one more delegation changes: its worksheet, and its group's members."""
    there = [
        RosterRow(sheet.name, sheet.text("delegation", "organization"), one.name if one is not None else "")
        for stem, sheet in live.delegations().items()
        for one in (live.group_of_delegation(stem),)
    ]
    if any(same_name(one.delegation) == same_name(row.delegation) for one in there):
        raise Refused(f"{row.delegation} is there already.")
    return roster_plan(live, (*there, row))


def apply_plan(folder: EventFolder, live: LiveEvent, plan: RosterPlan, now: dt.datetime) -> None:
    """Do what a plan says: new worksheets first, then what changes in others, withdrawals last.

    Raises:
        Refused: a worksheet that would change cannot be read; nothing was done.
        NotSaved: the disk refused, or a file changed meanwhile; doing it again goes on where it ended.
    """
    for owner, place, answer in plan.edits:
        live.edit(owner, place, answer, now)
    for owner, answers in plan.new:
        path = folder.path(f"worksheets/{owner}.toml")
        if path.exists():
            raise NotSaved(f"worksheets/{owner}.toml is there already: it was not overwritten.")
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, new_worksheet(live.event, owner, dict(answers)).encode(), expect=None)
    for write in live.due(now, at_once=True):
        if isinstance(folder.save(write, now), Overtaken):
            raise NotSaved(f"{write.path} has just changed: do it again.")
    for owner in plan.withdrawn:
        _keep_aside(folder, owner, now)


def _keep_aside(folder: EventFolder, owner: Owner, now: dt.datetime) -> None:
    aside = folder.root / OWN_FOLDER / "withdrawn"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        path = folder.path(f"worksheets/{owner}.toml")
        path.replace(aside / f"{owner.stem}-{now.astimezone(dt.UTC):%Y%m%d-%H%M%S}.toml")
    except OSError as error:
        raise NotSaved(f"The worksheet of {owner} cannot be kept aside: {reason(error)}.") from error
