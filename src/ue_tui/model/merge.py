"""The three-way merge of worksheets, cell by cell; `theirs` is the file, `ours` the edits that are not in it yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet, align, lines
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Conflict, Worksheet

_Part = TypeVar("_Part")

Clash = tuple[str, str]
"""What was kept and what was not, of the same bullet or answer."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge and the places where both sides had changed the same thing differently."""

    worksheet: Worksheet
    conflicts: tuple[Conflict, ...] = ()


def differing(one: Worksheet, other: Worksheet) -> set[Place]:
    """The places in which two worksheets differ."""
    return {place for place in {*one.answers, *other.answers} if one.answers.get(place) != other.answers.get(place)}


@dataclass(frozen=True, slots=True)
class KeptHere:
    """An answer made here that an arriving file, from an editor opened before it, would have taken back."""

    place: Place
    here: Answer | None
    """What stands, and was kept."""
    file: Answer | None
    """What would stand if the file had been written in the knowledge of ours."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an arriving file and the edits that are not in it make together."""

    worksheet: Worksheet
    kept: tuple[KeptHere, ...] = ()


def base_of(candidates: Sequence[Worksheet], theirs: Worksheet) -> Worksheet:
    """The version that an arriving one most likely came from: the nearest, the oldest on a tie (definitions)."""
    return min(candidates, key=lambda one: len(differing(one, theirs)), default=theirs)


def without_removals(base: Worksheet, brought: Worksheet) -> Worksheet:
    """A base in which nothing stands that a worksheet from elsewhere has not: merged from it, that takes nothing out.

    Whoever brings a file may have begun from a version that nobody here knows; what is here then is not theirs to
    remove.
    """
    answers: dict[Place, Answer] = {}
    for place, answer in base.answers.items():
        other = brought.answers.get(place)
        if isinstance(answer, tuple) and isinstance(other, tuple):
            matched = align(answer, other)
            answers[place] = tuple(bullet for number, bullet in enumerate(answer) if number in matched)
        elif other:
            answers[place] = answer
    return replace(base, answers=answers)


def arrive(
    candidates: Sequence[Worksheet],
    ours: Worksheet,
    theirs: Worksheet,
    now: dt.datetime,
    *,
    knew_conflicts: bool = False,
) -> Arrival:
    """Merge a file that arrives into what is on screen, from the base that it most likely came from.

    Candidates are the last version from outside and every version written here since, in that order. A conflict is no
    answer: where the file answers all as we last wrote it, or its writer `knew_conflicts`, one that is not in it was
    decided by hand and does not come back. Where the newest candidate would give another result, the difference is
    told, so that a person can take the file's.
    """
    base, newest = base_of(candidates, theirs), candidates[-1] if candidates else theirs
    if not differing(newest, theirs) or (knew_conflicts and not theirs.conflicts):
        base = replace(base, conflicts=newest.conflicts)
    merged = merge(base, ours, theirs, now).worksheet
    if not differing(base, newest):
        return Arrival(merged)
    other = merge(newest, ours, theirs, now).worksheet
    places = sorted(differing(merged, other))
    return Arrival(merged, tuple(KeptHere(one, merged.answers.get(one), other.answers.get(one)) for one in places))


def merge(base: Worksheet, ours: Worksheet, theirs: Worksheet, now: dt.datetime) -> Merged:
    """The worksheet that holds the changes of both sides since `base`.

    Only the same bullet or answer changed differently on both sides is a conflict: the file's stays and ours is kept
    in the conflict.
    """
    answers: dict[Place, Answer] = {}
    conflicts: list[Conflict] = []
    places = dict.fromkeys((*theirs.answers, *ours.answers))
    for place in places:
        sides = (base.answers.get(place), ours.answers.get(place), theirs.answers.get(place))
        answer, clashes = merge_answers(*sides)
        if answer:
            answers[place] = answer
        conflicts += [Conflict(place, kept, other, now) for kept, other in clashes]
    both = _merge_conflicts(base.conflicts, ours.conflicts, theirs.conflicts)
    standing = tuple(one for one in both if not _is_settled(one, answers.get(one.at)))
    known = {(one.at, one.kept, one.other) for one in standing}
    fresh = tuple(one for one in conflicts if (one.at, one.kept, one.other) not in known)
    return Merged(replace(theirs, answers=answers, conflicts=(*standing, *fresh)), fresh)


def _merge_conflicts(
    base: Sequence[Conflict], ours: Sequence[Conflict], theirs: Sequence[Conflict]
) -> tuple[Conflict, ...]:
    """Conflicts of either side; one that a side had and took away is decided."""
    decided = {one for one in base if one not in ours or one not in theirs}
    return tuple(dict.fromkeys(one for one in (*theirs, *ours) if one not in decided))


def _is_settled(conflict: Conflict, answer: Answer | None) -> bool:
    """Whether the wording that waited stands now in place of the one that was kept: somebody has copied it up."""
    standing = lines(answer) if isinstance(answer, tuple) else (_text(answer),)
    return conflict.other in standing and conflict.kept not in standing


def merge_answers(
    base: Answer | None, ours: Answer | None, theirs: Answer | None
) -> tuple[Answer | None, tuple[Clash, ...]]:
    """One place's answer from both sides, and what clashed."""
    if ours in (theirs, base):
        return theirs, ()
    if theirs == base:
        return ours, ()
    if isinstance(ours, tuple | None) and isinstance(theirs, tuple | None) and isinstance(base, tuple | None):
        return merge_bullets(base or (), ours or (), theirs or ())
    if not theirs:  # changed here, taken away there: what was changed stays
        return ours, ()
    return theirs, (((_text(theirs), _text(ours)),) if ours else ())


def _text(answer: Answer | None) -> str:
    if isinstance(answer, Unread):
        return answer.raw
    return "\n".join(lines(answer)) if isinstance(answer, tuple) else answer or ""


def merge_bullets(
    base: Sequence[Bullet], ours: Sequence[Bullet], theirs: Sequence[Bullet]
) -> tuple[tuple[Bullet, ...], tuple[Clash, ...]]:
    """A cell's bullets from both sides; added ones are all kept, at one place the file's first."""
    in_ours, in_theirs = align(base, ours), align(base, theirs)
    merged: dict[int, Bullet] = {}
    clashes: list[Clash] = []
    for i, before in enumerate(base):
        here = ours[in_ours[i]] if i in in_ours else None
        there = theirs[in_theirs[i]] if i in in_theirs else None
        kept, clash = _merge_bullet(before, here, there)
        if kept:
            merged[i] = kept
        clashes += clash
    moved_there = list(in_theirs.values()) != sorted(in_theirs.values())
    lead, follow = (theirs, ours) if moved_there else (ours, theirs)
    of_lead, of_follow = (in_theirs, in_ours) if moved_there else (in_ours, in_theirs)
    order = _woven(lead, of_lead, follow, of_follow, file_leads=moved_there)
    sides = {"base": merged, "lead": dict(enumerate(lead)), "follow": dict(enumerate(follow))}
    found = (sides[side].get(position) for side, position in order)
    return tuple(bullet for bullet in found if bullet is not None), tuple(clashes)


def _merge_bullet(before: Bullet, here: Bullet | None, there: Bullet | None) -> tuple[Bullet | None, tuple[Clash, ...]]:
    """One matched bullet, part by part; changed against removed, the changed one stays."""
    if here is None or there is None:
        stays = here or there
        return (None if stays == before else stays), ()
    sources = tuple(
        source
        for source in dict.fromkeys((*there.sources, *here.sources))
        if source not in before.sources or (source in here.sources and source in there.sources)
    )
    clash = _differ(before.text, here.text, there.text) or _differ(before.tag, here.tag, there.tag)
    return (
        Bullet(
            _part(before.text, here.text, there.text),
            _part(before.tag, here.tag, there.tag),
            _part(before.first, here.first, there.first),
            sources,
        ),
        ((there.line, here.line),) if clash else (),
    )


def _part(before: _Part, here: _Part, there: _Part) -> _Part:
    return here if there == before else there


def _differ(before: object, here: object, there: object) -> bool:
    return here not in (before, there) and there != before


_Key = tuple[str, int]
"""Which bullet, before any text: of "base" by its position there, or added by the "lead" or the "follow" side."""


def _woven(
    lead: Sequence[Bullet],
    of_lead: Mapping[int, int],
    follow: Sequence[Bullet],
    of_follow: Mapping[int, int],
    *,
    file_leads: bool,
) -> list[_Key]:
    """The lead side's order, with what only the other side has put in after its neighbour there.

    The same text added on both sides stands once. What both added at one place: the file's first.
    """
    base_of_lead = {j: i for i, j in of_lead.items()}
    base_of_follow = {j: i for i, j in of_follow.items()}
    order: list[_Key] = [("base", base_of_lead[j]) if j in base_of_lead else ("lead", j) for j in range(len(lead))]
    added = {lead[j].text: ("lead", j) for j in range(len(lead)) if j not in base_of_lead}
    previous: _Key | None = None
    for j, bullet in enumerate(follow):
        key: _Key = ("base", base_of_follow[j]) if j in base_of_follow else ("follow", j)
        if key[0] == "follow" and bullet.text in added:
            key = added.pop(bullet.text)
        if key not in order:
            at = order.index(previous) + 1 if previous in order else 0
            while file_leads and at < len(order) and order[at][0] == "lead":
                at += 1
            order.insert(at, key)
        previous = key
    return order
