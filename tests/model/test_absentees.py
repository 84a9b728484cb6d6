"""Who was absent in a session stays so for its counts, whoever comes or goes afterwards."""

import datetime as dt

from ue_tui.model.absentees import absent_in
from ue_tui.model.fold import fold
from ue_tui.model.steps import Do, Step

START = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def step(minute: int, do: Do, phase: str = "", owner: str = "", text: str = "") -> Step:
    return Step(f"{minute:03}", START + dt.timedelta(minutes=minute), "laptop", do, phase, owner=owner, text=text)


def absent(session: str, *steps: Step) -> set[str]:
    return set(absent_in(session, fold(steps), steps))


ABSENT = step(1, Do.ATTEND, owner="aurelia", text="absent")
BEGAN = step(2, Do.START, phase="one.plenary")
ENDED = step(30, Do.NEXT, phase="one.plenary")
CAME = step(40, Do.ATTEND, owner="aurelia", text="present")
LEFT = step(41, Do.ATTEND, owner="norland", text="absent")


def test_while_a_session_lasts_it_is_who_is_absent_now() -> None:
    assert absent("one", ABSENT, BEGAN) == {"aurelia"}
    assert absent("two", ABSENT, BEGAN) == {"aurelia"}
    assert absent("one", ABSENT, BEGAN, CAME) == set()


def test_after_it_it_is_who_was_absent_at_its_end() -> None:
    assert absent("one", ABSENT, BEGAN, ENDED) == {"aurelia"}
    assert absent("one", ABSENT, BEGAN, ENDED, CAME, LEFT) == {"aurelia"}
    assert absent("two", ABSENT, BEGAN, ENDED, CAME, LEFT) == {"norland"}
