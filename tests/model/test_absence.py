"""Time away is asked about once, and only where it matters."""

import datetime as dt

import pytest

from ue_tui.model.absence import CHOICES, Absence, absence
from ue_tui.model.fold import fold
from ue_tui.model.run import Run
from ue_tui.model.steps import AwayWas, Do, Step

START = dt.datetime(2025, 12, 2, 14, 0, tzinfo=dt.UTC)


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def run_of(*steps: Step) -> Run:
    return fold([Step("0", at(0), "x", Do.START, "a.one", at(0)), *steps])


def test_a_time_away_is_told_with_its_times() -> None:
    asked = absence(run_of(), at(2), at(10))
    assert asked == Absence("a.one", at(2), at(10))
    assert asked.words(dt.UTC) == "away 14:02 to 14:10"
    assert not asked.is_long
    assert Absence("a", at(0), at(900)).words(dt.UTC) == "away 02 Dec 14:00 to 03 Dec 05:00"


def test_over_two_hours_nothing_is_assumed() -> None:
    asked = absence(run_of(), at(2), at(123))
    assert asked is not None
    assert asked.is_long
    assert [was for was, _ in CHOICES] == [AwayWas.ENDED, AwayWas.PAUSE, AwayWas.RAN]


@pytest.mark.parametrize(
    "run",
    [
        Run(),
        run_of(Step("1", at(1), "x", Do.PAUSE, "a.one")),
        run_of(Step("1", at(1), "x", Do.NEXT, "a.one")),
        run_of(Step("1", at(11), "x", Do.AWAY, "a.one", at(2), until=at(10), text="ran")),
        run_of(Step("1", at(9.8), "y", Do.ADD, "a.one", seconds=60)),
    ],
    ids=["nothing on", "paused", "in a gap", "decided", "steered from elsewhere"],
)
def test_what_does_not_matter_is_not_asked(run: Run) -> None:
    assert absence(run, at(2), at(10)) is None


def test_what_somebody_did_meanwhile_shortens_the_question() -> None:
    asked = absence(run_of(Step("1", at(5), "y", Do.ADD, "a.one", seconds=60)), at(2), at(10))
    assert asked is not None
    assert asked.since == at(5)
    assert absence(run_of(), at(2), at(2.4)) is None
