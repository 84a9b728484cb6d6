"""`ue-tui share` and `ue-tui top`: what a delegation shares, and what its group takes of it."""

from __future__ import annotations

import click

from ue_tui.cli.options import (
    edited,
    find_owner,
    find_session,
    folder_of,
    for_option,
    now,
    session_option,
)
from ue_tui.model.answers import read_answer
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind, folded
from ue_tui.model.sheets import Recommendations
from ue_tui.model.top_one import Shared, hands_words, leading, shared_by_members, top_one
from ue_tui.model.worksheet import stem_of
from ue_tui.store.live_event import LiveEvent

NONE = "none"


@click.command()
@for_option
@session_option
@click.argument("which", required=False)
@click.pass_context
def share(context: click.Context, owner: str, session: str | None, which: str | None) -> int:
    """Share the recommendation WHICH (1, 2, 3, its id, or none) with the group; without it, say which is shared."""

    def edit(live: LiveEvent) -> str:
        whose, chosen = find_owner(live, owner), _session(live, session)
        if whose.kind is OwnerKind.GROUP:
            raise Refused(f"{live.sheet(whose).name} is a group: it takes its top one with “ue-tui top”.")
        place = (chosen.id, "shared")
        if which is not None:
            field = live.event.field(whose.kind, place)
            assert field is not None
            live.edit(whose, place, None if folded(which) == NONE else read_answer(field, which), now())
        shared = live.sheet(whose).text(*place)
        grid = chosen.grid
        assert isinstance(grid, Recommendations)
        label = next((one.label for one in grid.columns if one.id == shared), "")
        return f"{live.sheet(whose).name} shares {label}." if label else f"{live.sheet(whose).name} shares none yet."

    print(edited(folder_of(context, None), edit))
    return 0


@click.command()
@for_option
@session_option
@click.option("--hands", multiple=True, metavar="MEMBER=NUMBER", help="Hands raised for what a member shares.")
@click.argument("member", required=False)
@click.pass_context
def top(context: click.Context, owner: str, session: str | None, hands: tuple[str, ...], member: str | None) -> int:
    """Take what MEMBER shares as the group's top one (none takes it back), or the one with the most hands.

    A tie is said and decides nothing. Without MEMBER and hands, say what was shared and taken.
    """

    def edit(live: LiveEvent) -> str:
        whose, chosen = find_owner(live, owner), _session(live, session)
        group = next((one for one in live.groups() if one.stem == whose.stem), None)
        if whose.kind is not OwnerKind.GROUP or group is None:
            raise Refused(f"{live.sheet(whose).name} is a delegation: it shares one with “ue-tui share”.")
        for one in hands:
            stem, count = _hands(live, group, one)
            live.edit(whose, (chosen.id, "hands", stem), count, now())
        shared = _shared(live, chosen, group, whose)
        if member is not None:
            _take(live, whose, chosen, shared, member)
        elif hands and len(first := leading(shared)) == 1:
            live.edit(whose, (chosen.id, "top"), first[0].reference, now())
        return "\n".join(_said(live, chosen, group, whose))

    print(edited(folder_of(context, None), edit))
    return 0


def _session(live: LiveEvent, written: str | None) -> Session:
    """The session that is meant, else the first with recommendations."""
    found = [one for one in live.event.sessions if isinstance(one.grid, Recommendations)]
    if written is not None:
        found = [one for one in found if one.id == find_session(live.event, written).id]
    if not found:
        raise NotFound("That session has no recommendations.")
    return found[0]


def _hands(live: LiveEvent, group: DiscussionGroup, written: str) -> tuple[str, str]:
    """The member and the number that `MEMBER=NUMBER` says."""
    name, _, number = written.partition("=")
    stem = stem_of(name.strip(), live.delegations())
    if stem not in group.members:
        raise NotFound(f"“{name}” is no member of {group.name}: {', '.join(group.members)}.")
    if not number.strip().isdecimal():
        raise Refused(f"“{written}” says no number of hands: write MEMBER=NUMBER, such as {stem}=7.")
    return stem, number.strip()


def _shared(live: LiveEvent, session: Session, group: DiscussionGroup, owner: Owner) -> tuple[Shared, ...]:
    return shared_by_members(session, group, live.sheet(owner), live.delegations())


def _take(live: LiveEvent, owner: Owner, session: Session, shared: tuple[Shared, ...], member: str) -> None:
    """Point at what a member shares, or at nothing."""
    if folded(member) == NONE:
        live.edit(owner, (session.id, "top"), None, now())
        return
    stem = stem_of(member, live.delegations())
    found = next((one for one in shared if one.stem == stem), None)
    if found is None:
        names = ", ".join(one.stem for one in shared)
        raise NotFound(f"“{member}” is no member of this group: {names}.")
    if not found.recommendation:
        raise Refused(f"{found.name} shares none yet: “ue-tui share --for {stem} 1”.")
    live.edit(owner, (session.id, "top"), found.reference, now())


def _said(live: LiveEvent, session: Session, group: DiscussionGroup, owner: Owner) -> list[str]:
    """What the members share, the hands, and the top one, in lines."""
    lines = []
    shared = _shared(live, session, group, owner)
    for one in shared:
        text = "; ".join(bullet.text for bullet in one.activity) or "shares none yet"
        hands = f" ({one.hands} hands)" if one.hands is not None else ""
        lines.append(f"{one.name}{hands}: {text}")
    lines += [sentence] if (sentence := hands_words(shared)) else []
    taken = top_one(session, live.sheet(owner), live.delegations())
    lines.append(f"The top one of {group.name}: {taken.name}, {taken.label}." if taken else "No top one is taken yet.")
    lines += [taken.trouble] if taken is not None and taken.trouble else []
    return lines
