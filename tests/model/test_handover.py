"""The hand-over page says what somebody who takes over has to know."""

import datetime as dt
from dataclasses import replace

from ue_tui.model.event import Agenda, Block, Event, Phase, Session, Who
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.fold import fold
from ue_tui.model.handover import hand_over
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run
from ue_tui.model.steps import Do, Step

START = dt.datetime(2025, 12, 2, 9, 0, tzinfo=dt.UTC)
PLENARY = Phase("plenary", "PLENARY", Who.PLENARY, 40, cues=("Ask Media first",))
EVENT = Event(
    Agenda("Day", (Block("five"), Block(title="Lunch", minutes=60))),
    (Session("five", 5, "Five", (PLENARY,), presentation_minutes=3),),
)
GROUPS = (DiscussionGroup("business", "Business"), DiscussionGroup("media", "Media", rapporteurs={"five": "Ms Ito"}))


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def page(run: Run, minutes: float, problems: tuple[Problem, ...] = ()) -> dict[str, tuple[str, ...]]:
    return dict(hand_over(EVENT, run, GROUPS, {"aurelia": "Aurelia"}, problems, at(minutes), dt.UTC).sections)


def test_it_says_what_is_on_who_speaks_and_what_is_open() -> None:
    steps = [
        Step("0", at(0), "x", Do.START, "five.plenary", at(0)),
        Step("1", at(1), "x", Do.SLOT_START, "five.plenary", group="business"),
        Step("2", at(1), "x", Do.REVEAL, "five.plenary", text="rows"),
        Step("3", at(1), "x", Do.TELL, text="Tea is served"),
        Step("4", at(1), "x", Do.BLANK),
        Step("5", at(1), "x", Do.ATTEND, owner="aurelia", text="absent"),
        Step("6", at(1), "x", Do.PARK, text="Who pays?", who="Mr Oda"),
    ]
    wrong = Problem("worksheets/laos.toml", 12, 9, Severity.ERROR, "A quote is missing.")
    undone = Problem("worksheets/laos.toml", 1, 1, Severity.OPEN, "Nothing is shared yet.")
    found = page(fold(steps), 2, (wrong, undone))
    assert found["Now"] == (
        "Five, plenary: 38:00 left, since 09:00",
        "on time · ends 10:40",
        "Business speaks: 2:00",
        "Next to speak: Media, Ms Ito",
        "The room sees a picture: rows",
        "The room is told: Tea is served",
        "The projector is dark",
    )
    assert found["Cues"] == ("Ask Media first",)
    assert found["Next"] == ("Lunch, 60 min",)
    assert found["Open"] == (
        "worksheets/laos.toml:12: A quote is missing.",
        "Nobody is named to speak for Business in Five",
        "Aurelia is absent",
        "Parked: Who pays? (Mr Oda)",
    )


def test_before_the_start_in_a_gap_and_at_night_it_says_so() -> None:
    assert page(Run(), 0)["Now"] == ("Nothing has been started",)
    gap = fold([Step("0", at(0), "x", Do.START, "five.plenary", at(0)), Step("1", at(5), "x", Do.NEXT, "five.plenary")])
    assert page(gap, 6)["Now"][0] == "Between two phases since 09:05"
    assert page(replace(gap, gap_since=None, closed=at(5)), 6)["Now"][0] == "The day is closed"
    paused = Step("1", at(41), "x", Do.PAUSE, "five.plenary")
    late = fold([Step("0", at(0), "x", Do.START, "five.plenary", at(0)), paused])
    assert page(late, 50)["Now"][0] == "Five, plenary: 1:00 over, paused, since 09:00"
