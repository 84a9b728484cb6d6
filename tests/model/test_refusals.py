"""A step that would do nothing is refused with why."""

import datetime as dt

import pytest

from ue_tui.model.errors import Refused
from ue_tui.model.event import TimedPhase, Who
from ue_tui.model.fold import fold
from ue_tui.model.refusals import check_step
from ue_tui.model.steps import Do, Step

START = dt.datetime(2025, 12, 2, 9, 0, tzinfo=dt.UTC)
TIMELINE = (
    TimedPhase("a.one", 0, "A", "ONE", 900, 450, "a", Who.PLENARY),
    TimedPhase("a.two", 0, "A", "TWO", 600, 300, "a"),
)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


ON = [
    Step("0", at(0), "x", Do.START, "a.one", at(0)),
    Step("1", at(10), "x", Do.SLOT_START, "a.one", group="media"),
    Step("2", at(20), "x", Do.PARK, text="Who pays?"),
]
GAP = [Step("0", at(0), "x", Do.START, "a.one", at(0)), Step("1", at(300), "x", Do.NEXT, "a.one")]


@pytest.mark.parametrize(
    ("steps", "step", "words"),
    [
        (ON, Step("n", at(60), "x", Do.SLOT_START, "a.one", group="business"), "A group is speaking"),
        (ON, Step("n", at(60), "x", Do.SLOT_STOP, "a.one", group="business"), "No slot of that group is on"),
        (ON, Step("n", at(60), "x", Do.SLOT_ADD, "a.one", group="business", seconds=9), "has not begun"),
        (ON, Step("n", at(60), "x", Do.SLOT_ABSENT, "a.one", group="media"), "stop its slot instead"),
        (ON, Step("n", at(60), "x", Do.NEXT, "a.two"), "A, one is on by now"),
        (ON, Step("n", at(60), "x", Do.OUT, block="a"), "it is on"),
        (ON, Step("n", at(60), "x", Do.IN, block="b"), "not left out"),
        (ON, Step("n", at(60), "x", Do.COVER, "a.one"), "No picture is up"),
        (ON, Step("n", at(60), "x", Do.TELL), "Nothing was told"),
        (ON, Step("n", at(60), "x", Do.PARK_DROP, step="9"), "no such line"),
        (ON, Step("n", at(60), "x", Do.PARK, text=" "), "Write a line"),
        (ON, Step("n", at(60), "x", Do.REPLAN), "No phase would get other minutes"),
        (ON, Step("n", at(60), "x", Do.HOLD), "holds the run already"),
        (ON, Step("n", at(60), "x", Do.ATTEND, owner="aurelia", text="present"), "That is so already"),
        (ON, Step("n", at(60), "x", Do.AWAY, "a.one", at(-90), until=at(-5), text="pause"), "had not begun then"),
        (GAP, Step("n", at(600), "x", Do.START, "a.two", at(100)), "ended 5 min ago: it cannot have started earlier"),
        (GAP, Step("n", at(600), "x", Do.SLOT_START, "", group="media"), "No phase is running"),
        ([], Step("n", at(0), "x", Do.CLOSE), "No day is on"),
    ],
)
def test_what_would_do_nothing_is_refused(steps: list[Step], step: Step, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_step(TIMELINE, fold(steps), step)


@pytest.mark.parametrize(
    "step",
    [
        Step("n", at(60), "y", Do.HOLD),
        Step("n", at(60), "x", Do.SLOT_STOP, "a.one", group="media"),
        Step("n", at(60), "x", Do.PARK_OWNER, step="2", who="Secretariat"),
        Step("n", at(60), "x", Do.CLOSE, "a.one"),
    ],
)
def test_what_does_something_passes(step: Step) -> None:
    check_step(TIMELINE, fold(ON), step)
