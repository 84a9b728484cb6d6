"""A group's top recommendation: one of those that its members share, by choice or by hands; a reference, not a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup, OwnerKind
from ue_tui.model.sheets import Recommendations
from ue_tui.model.worksheet import Worksheet, top_reference


@dataclass(frozen=True, slots=True)
class Shared:
    """What a member shares with its group."""

    stem: str
    name: str
    recommendation: str
    """The id of the recommendation, empty where the member shares none yet."""
    activity: tuple[Bullet, ...]
    hands: int | None
    """Hands that were raised for it; None where nobody counted."""
    is_top: bool

    @property
    def reference(self) -> str:
        """How the group's worksheet names it: `aurelia.recommendation_2`."""
        return f"{self.stem}.{self.recommendation}"


@dataclass(frozen=True, slots=True)
class TopOne:
    """The top recommendation of a group as it reads now."""

    stem: str
    name: str
    recommendation: str
    label: str
    requirements: tuple[tuple[str, tuple[Bullet, ...]], ...]
    """Each requirement's name and what stands there, the activity first."""
    trouble: str = ""
    """What happened to it since it was taken, in a sentence; empty where it stands as it was shared."""

    @property
    def activity(self) -> tuple[Bullet, ...]:
        """What is to be done."""
        return self.requirements[0][1] if self.requirements else ()


def shared_by_members(
    session: Session, group: DiscussionGroup, sheet: Worksheet, delegations: Mapping[str, Worksheet]
) -> tuple[Shared, ...]:
    """What each member of a group shares, in the order of the group's file, with the hands in the group's sheet."""
    grid = _grid(session)
    top, which = top_reference(sheet.text(session.id, "top"), session, delegations)
    found = []
    for stem in dict.fromkeys(group.members):
        if (member := delegations.get(stem)) is None:
            continue
        shared = member.text(session.id, "shared")
        hands = sheet.text(session.id, "hands", stem)
        activity = member.bullets(session.id, shared, grid.rows[0].id) if shared else ()
        found.append(
            Shared(
                stem,
                member.name,
                shared,
                activity,
                int(hands) if hands.isdecimal() else None,
                bool(shared) and (top, which) == (stem, shared),
            )
        )
    return tuple(found)


def leading(shared: Sequence[Shared]) -> tuple[Shared, ...]:
    """Those with the most hands: one, several on a tie, none where no hand was raised."""
    most = max((one.hands or 0 for one in shared if one.recommendation), default=0)
    return tuple(one for one in shared if one.recommendation and one.hands == most) if most else ()


def hands_words(shared: Sequence[Shared]) -> str:
    """What the hands come to, in a sentence: `Aurelia has the most hands, 7.` or `A tie: …`; empty before any."""
    first = leading(shared)
    if not first:
        return ""
    if len(first) == 1:
        return f"{first[0].name} has the most hands, {first[0].hands}."
    names = f"{', '.join(one.name for one in first[:-1])} and {first[-1].name}"
    return f"A tie: {names}, {first[0].hands} hands each. Talk, or count again."


def top_one(session: Session, sheet: Worksheet, delegations: Mapping[str, Worksheet]) -> TopOne | None:
    """The top recommendation of a group's sheet in the words that its delegation has for it now; None before one.

    One that the delegation no longer shares, or has emptied, is still shown, and `trouble` tells.
    """
    written = sheet.text(session.id, "top")
    if not written:
        return None
    stem, which = top_reference(written, session, delegations)
    grid = _grid(session)
    member = delegations.get(stem)
    label = next((one.label for one in grid.columns if one.id == which), which)
    if member is None:
        return TopOne(stem, stem, which, label, (), f"{stem} has no worksheet any more: take another one.")
    rows = tuple((row.label, member.bullets(session.id, which, row.id)) for row in grid.rows) if which else ()
    return TopOne(stem, member.name, which, label, rows, withdrawn(session, written, delegations))


def withdrawn(session: Session, written: str, delegations: Mapping[str, Worksheet]) -> str:
    """What became of the recommendation that `top` names, in a sentence; empty where it stands as it was shared."""
    stem, which = top_reference(written, session, delegations)
    member, grid = delegations.get(stem), _grid(session)
    if member is None or not which:
        return ""
    labels = {one.id: one.label for one in grid.columns}
    shared = member.text(session.id, "shared")
    label = labels.get(which, which)
    if shared != which:
        now = f"shares {labels.get(shared, shared)} now" if shared else "shares none now"
        return f"{member.name} has withdrawn {label}, it {now}: take another one, or ask."
    if not member.bullets(session.id, which, grid.rows[0].id):
        return f"{member.name} has emptied {label}: take another one, or ask."
    return ""


@dataclass(frozen=True, slots=True)
class GroupsTop:
    """A group and its top recommendation, as the plenary goes through them."""

    group: DiscussionGroup
    top: TopOne | None
    shared: tuple[Shared, ...]


def tops(
    session: Session,
    groups: Sequence[DiscussionGroup],
    sheets: Mapping[str, Worksheet],
    delegations: Mapping[str, Worksheet],
) -> tuple[GroupsTop, ...]:
    """The groups' top ones and what else was shared, in the order of `groups`; `sheets` holds the groups' by stem."""
    return tuple(
        GroupsTop(
            group,
            top_one(session, sheets[group.stem], delegations),
            shared_by_members(session, group, sheets[group.stem], delegations),
        )
        for group in groups
        if group.stem in sheets
    )


def _grid(session: Session) -> Recommendations:
    if not isinstance(session.grid, Recommendations):
        raise TypeError(f"{session.id} has no recommendations")
    return session.grid


def chooses_a_top_one(session: Session) -> bool:
    """Whether groups of a session point at one recommendation of theirs."""
    return isinstance(session.grid, Recommendations) and OwnerKind.GROUP in session.sheets
