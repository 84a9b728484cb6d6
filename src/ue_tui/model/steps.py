"""The steps of a run: every kind of thing that is done during the day, as it stands on disk.

What each kind says, beside `id`, `at` (when the key was pressed) and `by` (the machine). A step with a phase is ignored
where that phase is not the running one; without a phase it counts at any time. A block is named by `Event.block_ids`.

| do | says | means |
|---|---|---|
| start | phase, since, seconds | begins at `since`, so much longer (a late break: shorter); one that was run goes on |
| pause, resume, next | phase | next leaves a gap until something is started |
| close | phase (empty in a gap) | as next, and the day is over: the night is no gap |
| back | phase | the phase that it names goes on as it stood; what was on since is forgotten |
| add | phase, seconds | more minutes, or fewer where it is negative |
| away | phase, since, until, text | the machine was away: text is ran, pause or ended (`AwayWas`) |
| out, in | block | the block is left out, taken in again |
| move | block, before | the block goes before another one, to the end where that is empty |
| replan | each, text | seconds that phases get from now on; text is how it was made |
| slot-start | phase, group | the slot of a group begins, or goes on after its final time |
| slot-stop, slot-pause, slot-resume | phase, group | |
| slot-add | phase, group, seconds | |
| slot-absent, slot-present | phase, group | its slot goes to discussion; it is there after all |
| slot-move | phase, group, before | before another group, to the end where that is empty (later) |
| attend | owner, text | a delegation is present, late or absent (`Attendance`) |
| told | owner, session, number | so many things are filled, as a group said aloud |
| heard | owner, session, text | a sheet was heard from; text is form, file, word or paper |
| reveal | phase, text, names, number | text is the picture, number the seed of the order of the nameless |
| page | phase, number | the picture's page, from 0 |
| cover | phase | the picture is taken down |
| blank, show | | the projector goes dark, and shows again |
| tell | text | a line for the room; empty takes it off |
| park | text, who | a line for the parking lot |
| park-owner, park-answer | step, who or text | of the line whose step is named |
| park-drop, park-keep | step | |
| hand, hand-down | who | a hand is raised for the discussion; it has spoken |
| check, uncheck | text | a check before doors is done, is not |
| late | phase, number | of the phase that a day began late with: 1 the plan moves with it, 0 the day is behind |
| hold | | from now on this machine holds the run |
| undo, redo | step | takes back another step, or the taking back |
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypedDict

UNDO_FOR = dt.timedelta(minutes=10)
"""How long after a step it can be undone."""


class Do(StrEnum):
    """What a step does."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    CLOSE = "close"
    BACK = "back"
    ADD = "add"
    AWAY = "away"
    OUT = "out"
    IN = "in"
    MOVE = "move"
    REPLAN = "replan"
    LATE = "late"
    SLOT_START = "slot-start"
    SLOT_STOP = "slot-stop"
    SLOT_PAUSE = "slot-pause"
    SLOT_RESUME = "slot-resume"
    SLOT_ADD = "slot-add"
    SLOT_ABSENT = "slot-absent"
    SLOT_PRESENT = "slot-present"
    SLOT_MOVE = "slot-move"
    ATTEND = "attend"
    TOLD = "told"
    HEARD = "heard"
    REVEAL = "reveal"
    PAGE = "page"
    COVER = "cover"
    BLANK = "blank"
    SHOW = "show"
    TELL = "tell"
    PARK = "park"
    PARK_OWNER = "park-owner"
    PARK_ANSWER = "park-answer"
    PARK_DROP = "park-drop"
    PARK_KEEP = "park-keep"
    HAND = "hand"
    HAND_DOWN = "hand-down"
    CHECK = "check"
    UNCHECK = "uncheck"
    HOLD = "hold"
    UNDO = "undo"
    REDO = "redo"


class Stack(StrEnum):
    """What is undone together, the last first: undo on a screen takes back what is done on such screens."""

    CLOCK = "clock"
    ROOM = "room"
    PEOPLE = "people"
    TOLD = "told"
    PARKING = "parking"
    NONE = "none"
    """What is not undone: it says how things are."""


_STACKS = {
    Stack.ROOM: (Do.REVEAL, Do.COVER, Do.TELL, Do.BLANK, Do.SHOW),
    Stack.PEOPLE: (Do.ATTEND, Do.HAND, Do.HAND_DOWN),
    Stack.TOLD: (Do.TOLD,),
    Stack.PARKING: (Do.PARK, Do.PARK_OWNER, Do.PARK_ANSWER, Do.PARK_DROP, Do.PARK_KEEP),
    Stack.NONE: (Do.HEARD, Do.PAGE, Do.CHECK, Do.UNCHECK, Do.HOLD, Do.LATE, Do.UNDO, Do.REDO),
}
STACK_OF = {do: next((stack for stack, some in _STACKS.items() if do in some), Stack.CLOCK) for do in Do}
"""Which stack a kind of step is undone on."""

SLOTS = frozenset(do for do in Do if do.value.startswith("slot-"))
"""The steps of a queue; each acts on the slot of a group in a phase."""

OF_THE_PHASE = SLOTS | {Do.PAUSE, Do.RESUME, Do.NEXT, Do.CLOSE, Do.ADD, Do.AWAY, Do.REVEAL, Do.PAGE, Do.COVER}
"""The steps that act on the phase that is on, and are ignored in another."""


class AwayWas(StrEnum):
    """What the time was in which the machine slept or the program was stopped."""

    RAN = "ran"
    PAUSE = "pause"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done; the table above says which kinds use which of the rest."""

    id: str
    """Random; two copies of a run are joined by it."""
    at: dt.datetime
    """When the key was pressed."""
    by: str
    """Which machine it was."""
    do: Do
    phase: str = ""
    since: dt.datetime | None = None
    """For a start: when the phase began, earlier than `at` when it was forgotten. For away: when it was last awake."""
    seconds: int = 0
    """Negative for taken."""
    step: str = ""
    """The id of the step that it acts on."""
    until: dt.datetime | None = None
    block: str = ""
    before: str = ""
    group: str = ""
    """The stem of a discussion group."""
    owner: str = ""
    """Whose worksheet: `aurelia`, `groups/parliament`."""
    session: str = ""
    who: str = ""
    """A person's name, as typed."""
    text: str = ""
    number: int = 0
    names: bool = False
    each: tuple[tuple[str, int], ...] = ()
    """Seconds by phase."""

    @property
    def stack(self) -> Stack:
        """What it is undone with."""
        return STACK_OF[self.do]


class Details(TypedDict, total=False):
    """What a step can say beside its phase, by the names of `Step`."""

    seconds: int
    step: str
    since: dt.datetime
    until: dt.datetime
    block: str
    before: str
    group: str
    owner: str
    session: str
    who: str
    text: str
    number: int
    names: bool
    each: tuple[tuple[str, int], ...]


def joined(one: Iterable[Step], other: Iterable[Step]) -> tuple[Step, ...]:
    """Two copies of a run as one: each step once, in the order of their times."""
    by_id = {step.id: step for step in (*one, *other)}
    return tuple(sorted(by_id.values(), key=lambda step: (step.at, step.id)))
