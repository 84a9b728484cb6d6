"""The answers of one delegation or group to all sessions, by place; frozen, an edit is a new value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.people import Delegation, DiscussionGroup, Owner, OwnerKind, folded
from ue_tui.model.sheets import Place, Recommendations


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two wordings of one thing; `kept` stands in the worksheet, `other` waits for a person."""

    at: Place
    kept: str
    other: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The answers of one owner; an empty answer is absent."""

    owner: Owner
    answers: Mapping[Place, Answer] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def text(self, *place: str) -> str:
        """The text answer at a place, empty where there is none."""
        answer = self.answers.get(place)
        return answer if isinstance(answer, str) else ""

    def bullets(self, *place: str) -> tuple[Bullet, ...]:
        """The bullets of a cell, none where it is empty."""
        answer = self.answers.get(place)
        return answer if isinstance(answer, tuple) else ()

    def write(self, place: Place, answer: Answer | None) -> Worksheet:
        """The worksheet with that answer; None or an empty one takes it away."""
        answers = dict(self.answers)
        if answer:
            answers[place] = answer
        else:
            answers.pop(place, None)
        return replace(self, answers=MappingProxyType(answers))

    @property
    def name(self) -> str:
        """What its owner is called; the file's stem where the file does not say."""
        return self.text(self.owner.kind.value, "name") or self.owner.stem


def delegation_of(worksheet: Worksheet) -> Delegation:
    """Who the delegation of a worksheet is."""
    return Delegation(worksheet.owner.stem, worksheet.name, worksheet.text("delegation", "organization"))


def group_of(worksheet: Worksheet, stem_of: Callable[[str], str]) -> DiscussionGroup:
    """Who the group of a worksheet is; `stem_of` turns a member as written into the stem of a delegation."""
    by_role: dict[str, dict[str, str]] = {"rapporteurs": {}, "scribes": {}}
    for place, answer in worksheet.answers.items():
        if len(place) == 3 and place[0] == "group" and place[1] in by_role and isinstance(answer, str):
            by_role[place[1]][place[2]] = answer
    members = tuple(stem_of(bullet.text) for bullet in worksheet.bullets("group", "members"))
    return DiscussionGroup(
        worksheet.owner.stem, worksheet.name, worksheet.text("group", "user_group"), members, **by_role
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sheet is."""

    filled: int
    total: int

    @property
    def done(self) -> bool:
        """Whether everything that is asked is there."""
        return self.total > 0 and self.filled >= self.total


def progress(session: Session, worksheet: Worksheet) -> Progress:
    """How many of the things that count are there.

    Session 4 counts what it asks; tables their cells with a bullet; recommendations as many as are wanted, with an
    activity, and one shared (definitions of counting).
    """
    asked = [one for one in session.fields(worksheet.owner.kind) if one.counts]
    filled = sum(is_answered(worksheet.answers.get(one.place)) for one in asked)
    if isinstance(session.grid, Recommendations) and worksheet.owner.kind is OwnerKind.DELEGATION:
        least = session.grid.at_least
        shared = is_answered(worksheet.answers.get((session.id, "shared")))
        return Progress(min(filled - shared, least) + shared, least + 1)
    return Progress(filled, len(asked))


def is_answered(answer: Answer | None) -> bool:
    """Whether something is there that can be read as an answer."""
    return bool(answer) and not isinstance(answer, Unread)


def top_reference(top: str, session: Session, delegations: Mapping[str, Worksheet]) -> tuple[str, str]:
    """The delegation's stem and the recommendation's id that `top` names; without the latter, the shared one."""
    stem, _, recommendation = top.partition(".")
    known = stem_of(stem, delegations)
    if not recommendation and known in delegations:
        recommendation = delegations[known].text(session.id, "shared")
    return known, recommendation


def stem_of(written: str, delegations: Mapping[str, Worksheet]) -> str:
    """The stem of the delegation that is written as a stem or as a name that only one has; else as written."""
    if written in delegations:
        return written
    wanted = folded(written)
    for stem in delegations:
        if folded(stem) == wanted:
            return stem
    named = [stem for stem, sheet in delegations.items() if folded(sheet.name) == wanted]
    return named[0] if len(named) == 1 else written
