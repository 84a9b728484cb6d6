"""The queue: groups speak one after the other, and the clock of each runs inside the plenary's."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.people import group
from ue_tui.model.run import State
from ue_tui.model.steps import Do
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.screens.queue import QueueScreen
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words

Opened = tuple[UeTuiApp, Pilot[int], FakeClock]


@pytest.fixture
async def queue(tmp_path: Path) -> AsyncIterator[Opened]:
    """The app in the plenary of the user journey, which Space has just started from the agenda."""
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock, size=(100, 30)) as (app, pilot):
        app.desk.step(Do.START, phase="user_journey.group")
        clock.forward(minutes=70)
        app.desk.step(Do.NEXT)
        app.changed()
        await wait_until(pilot, lambda: app.desk.state.state is State.GAP)
        await pilot.press("down", "space")
        await wait_until(pilot, lambda: isinstance(app.screen, QueueScreen), "starting brings the queue")
        await wait_until(pilot, lambda: app.desk.state.current == "user_journey.plenary")
        yield app, pilot, clock


def state_of(app: UeTuiApp, stem: str) -> str:
    return next(row.texts[-1] for row in app.screen.query_one(RowList).rows if row.key == stem)


def words(app: UeTuiApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Words).content)


async def test_enter_starts_stops_and_starts_the_next_and_final_times_stay(queue: Opened) -> None:
    app, pilot, clock = queue
    assert words(app, "fits") == "3 groups × 5:00 + 1:00 changeover = 18 of 75 min, 57 left for discussion"
    await pilot.press("enter")
    await wait_until(pilot, lambda: app.desk.state.queue().on == "business")
    clock.forward(minutes=5, seconds=12)
    await wait_until(pilot, lambda: app.screen.query_one(BigClock).text == "+0:12")
    assert "over time" in words(app, "of")
    assert "69:48 left" in words(app, "then")
    await pilot.press("enter")
    await wait_until(pilot, lambda: not app.desk.state.queue().on)
    assert state_of(app, "business") == "took 5:12, 0:12 over"
    clock.forward(seconds=20)
    await pilot.press("enter")
    await wait_until(pilot, lambda: app.desk.state.queue().on == "media")
    assert state_of(app, "business") == "took 5:12, 0:12 over"


async def test_enter_twice_within_two_seconds_counts_once(queue: Opened) -> None:
    app, pilot, clock = queue
    await pilot.press("enter", "enter")
    await wait_until(pilot, lambda: app.desk.state.queue().on == "business")
    clock.forward(seconds=1)
    await pilot.press("enter")
    await pilot.pause()
    assert app.desk.state.queue().on == "business"
    clock.forward(seconds=2)
    await pilot.press("enter")
    await wait_until(pilot, lambda: not app.desk.state.queue().on)


async def test_enter_on_a_final_time_lets_the_group_go_on(queue: Opened) -> None:
    app, pilot, clock = queue
    await pilot.press("enter")
    clock.forward(minutes=2)
    await pilot.press("enter")
    await wait_until(pilot, lambda: "business" in app.desk.state.queue().slots and not app.desk.state.queue().on)
    clock.forward(minutes=1)
    await pilot.press("home", "enter")
    await wait_until(pilot, lambda: app.desk.state.queue().on == "business")
    await wait_until(pilot, lambda: app.screen.query_one(BigClock).text == "3:00")


async def test_space_and_the_minute_keys_are_the_slots_while_a_group_speaks(queue: Opened) -> None:
    app, pilot, clock = queue
    await pilot.press("enter")
    await wait_until(pilot, lambda: app.desk.state.queue().on == "business")
    await pilot.press("plus", "space")
    await wait_until(pilot, lambda: app.desk.state.queue().slots["business"].pause is not None)
    assert app.desk.state.state is State.RUNNING
    assert app.desk.state.queue().slots["business"].added == 60
    clock.forward(minutes=3)
    await wait_until(pilot, lambda: app.screen.query_one(BigClock).text == "6:00")
    assert "paused" in words(app, "of")
    await pilot.press("space", "right_square_bracket")
    await wait_until(pilot, lambda: app.desk.state.queue().slots["business"].pause is None)
    await wait_until(pilot, lambda: app.desk.state.phases["user_journey.plenary"].added == 300)


async def test_an_absent_groups_time_goes_to_discussion_and_nobody_is_pulled_forward(queue: Opened) -> None:
    app, pilot, _ = queue
    await pilot.press("x")
    await wait_until(pilot, lambda: state_of(app, "business").startswith("absent"))
    assert words(app, "fits").endswith("= 12 of 75 min, 63 left for discussion")
    assert [row.key for row in app.screen.query_one(RowList).rows] == ["business", "media", "parliament"]
    assert state_of(app, "media") == "next"
    await pilot.press("x")
    await wait_until(pilot, lambda: state_of(app, "business") == "next")


async def test_groups_are_put_earlier_later_and_to_the_end(queue: Opened) -> None:
    app, pilot, _ = queue

    def order() -> list[str]:
        return [row.key for row in app.screen.query_one(RowList).rows]

    await pilot.press("l")
    await wait_until(pilot, lambda: order() == ["media", "parliament", "business"])
    await pilot.press("less_than_sign")
    await wait_until(pilot, lambda: order() == ["media", "business", "parliament"])
    await pilot.press("greater_than_sign")
    await wait_until(pilot, lambda: order() == ["media", "parliament", "business"])
    await pilot.press("u")
    await wait_until(pilot, lambda: order() == ["media", "business", "parliament"])


async def test_a_minute_without_a_speaker_is_said(queue: Opened) -> None:
    app, pilot, clock = queue
    assert words(app, "remind") == ""
    clock.forward(minutes=1, seconds=10)
    await wait_until(pilot, lambda: words(app, "remind").startswith("Business has not started for 1:"))
    await pilot.press("enter")
    await wait_until(pilot, lambda: words(app, "remind") == "")


async def test_names_are_shown_as_they_were_typed(queue: Opened) -> None:
    app, pilot, _ = queue
    app.desk.write(group("business"), ("group", "rapporteurs", "user_journey"), NASTY)
    app.desk.write(group("business"), ("group", "name"), f"B {NASTY}")
    app.changed()
    await pilot.press("enter")
    await wait_until(pilot, lambda: words(app, "whom") == NASTY)
    assert f"B {NASTY}" in text_of(app)


async def test_raised_hands_wait_in_their_order_and_come_off_when_they_have_spoken(queue: Opened) -> None:
    app, pilot, _ = queue
    await pilot.press("h", *"Norland", "enter")
    await wait_until(pilot, lambda: app.desk.state.hands == ("Norland",))
    await pilot.press("h", *NASTY, "enter")
    await wait_until(pilot, lambda: words(app, "hands") == f"Hands raised: Norland, {NASTY}")
    await pilot.press("h", "enter")
    await wait_until(pilot, lambda: app.desk.state.hands == (NASTY,))
    await pilot.press("u")
    await wait_until(pilot, lambda: app.desk.state.hands == ("Norland", NASTY))
