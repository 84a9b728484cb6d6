"""Who is in the room, and what was heard from whom: present, late, absent; told; form, file, paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from ue_tui.model.steps import Do, Step


class Attendance(StrEnum):
    """Whether a delegation is there; without a word it is taken to be."""

    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"


class How(StrEnum):
    """How a sheet was heard from."""

    FORM = "form"
    FILE = "file"
    WORD = "word"
    PAPER = "paper"
    HERE = "here"
    """Typed on this laptop."""
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Heard:
    """The last sign of a sheet."""

    how: How
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Told:
    """Progress that was said aloud, not counted from a sheet."""

    filled: int
    at: dt.datetime


Sheet = tuple[str, str]
"""A sheet: whose (`aurelia`, `groups/parliament`), and the id of its session."""


@dataclass(frozen=True, slots=True)
class InTheRoom:
    """Who is there, and who was heard from."""

    attendance: Mapping[str, Attendance] = field(default_factory=dict)
    """By the delegation's stem, where something was said."""
    told: Mapping[Sheet, Told] = field(default_factory=dict)
    heard: Mapping[Sheet, Heard] = field(default_factory=dict)
    """The last sign of each sheet, what was told among them."""

    def of(self, delegation: str) -> Attendance:
        """Whether a delegation is there."""
        return self.attendance.get(delegation, Attendance.PRESENT)


def room_after(room: InTheRoom, step: Step) -> InTheRoom:
    """Who is there after one step; the same value where the step does nothing."""
    sheet = (step.owner, step.session)
    match step.do:
        case Do.ATTEND if step.owner and step.text in set(Attendance):
            found = Attendance(step.text)
            if room.of(step.owner) is found:
                return room
            return replace(room, attendance=MappingProxyType({**room.attendance, step.owner: found}))
        case Do.TOLD if step.owner and step.session:
            told = MappingProxyType({**room.told, sheet: Told(max(step.number, 0), step.at)})
            heard = MappingProxyType({**room.heard, sheet: Heard(How.TOLD, step.at)})
            return replace(room, told=told, heard=heard)
        case Do.HEARD if step.owner and step.text in set(How):
            heard = MappingProxyType({**room.heard, sheet: Heard(How(step.text), step.at)})
            return replace(room, heard=heard)
    return room
