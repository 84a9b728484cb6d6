"""What only time brings: asked once, with one key for each answer."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, told, wait_until
from ue_tui.model.run import State
from ue_tui.model.steps import AwayWas, Do
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.presence import presence_name, write_presence
from ue_tui.store.run_file import append_steps
from ue_tui.store.steady_clock import SteadyClock
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.choose_one import ChooseOneDialog


def asked(app: UeTuiApp) -> bool:
    return isinstance(app.screen, ChooseOneDialog)


async def running(app: UeTuiApp, pilot: Pilot[int]) -> None:
    await pilot.press("space")
    await wait_until(pilot, lambda: app.desk.state.state is State.RUNNING)
    await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "session")


def counting(clock: FakeClock) -> Callable[[], float]:
    return lambda: clock().timestamp()


@pytest.mark.parametrize(("key", "was"), [("1", AwayWas.ENDED), ("2", AwayWas.PAUSE), ("3", AwayWas.RAN)])
async def test_a_laptop_that_slept_asks_once_what_it_was(tmp_path: Path, key: str, was: AwayWas) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await running(app, pilot)
        clock.forward(minutes=4)
        app.time.steady = SteadyClock(wall=clock, counting=counting(clock))
        clock.forward(minutes=6)
        await wait_until(pilot, lambda: asked(app))
        assert "Away 09:0" in text_of(app)
        await pilot.press(key)
        await wait_until(pilot, lambda: [one.was for one in app.desk.state.aways] == [was])
        assert not asked(app)
        if was is AwayWas.ENDED:
            assert app.desk.state.state is State.GAP
        elif was is AwayWas.PAUSE:
            on = app.desk.state.on()
            assert on is not None
            assert on.paused >= dt.timedelta(minutes=6)


async def test_over_two_hours_nothing_is_assumed(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await running(app, pilot)
        app.time.steady = SteadyClock(wall=clock, counting=counting(clock))
        clock.forward(hours=3)
        await wait_until(pilot, lambda: asked(app))
        await pilot.press("enter")
        await pilot.pause()
        assert asked(app)
        await pilot.press("escape")
        await wait_until(pilot, lambda: not asked(app))
        assert app.desk.state.aways == ()


async def test_a_clock_that_is_set_back_is_told_and_gives_no_time_back(tmp_path: Path) -> None:
    clock, wall = FakeClock(), FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await running(app, pilot)
        app.time.steady = SteadyClock(wall=wall, counting=counting(clock))
        wall.forward(minutes=-30)
        await wait_until(pilot, lambda: "set back by 30 min" in told(app))
        assert not asked(app)
        clock.forward(minutes=-10)
        assert app.desk.now() >= app.desk.state.phases["stocktaking.country"].since


async def test_a_program_that_was_stopped_asks_when_it_is_back(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    async with opened(root, clock=clock) as (app, pilot):
        await running(app, pilot)
        await wait_until(pilot, lambda: list((root / ".ue-tui").glob("window-*.toml")))
    clock.forward(minutes=8)
    async with opened(root, clock=clock) as (app, pilot):
        await wait_until(pilot, lambda: asked(app))
        assert "Away 09:00 to 09:08" in text_of(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: [one.was for one in app.desk.state.aways] == [AwayWas.RAN])
    async with opened(root, clock=clock) as (app, pilot):
        await pilot.pause(0.7)
        assert not asked(app)


async def test_a_day_that_begins_late_asks_once_whether_the_plan_moves(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    agenda = root / "sessions" / "agenda.toml"
    pin = 'session = "stocktaking"\nday = 2025-12-02\nstarts = 09:00:00'
    agenda.write_text(agenda.read_text("utf-8").replace('session = "stocktaking"', pin, 1), "utf-8")
    clock.forward(minutes=9)
    async with opened(root, clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: asked(app))
        assert "began 9 min late" in " ".join(text_of(app).split())
        await pilot.press("1")
        await wait_until(pilot, lambda: app.desk.state.late_start == {"stocktaking.country": 1})
        await wait_until(pilot, lambda: "on time" in text_of(app).splitlines()[0])


def elsewhere(root: Path, clock: FakeClock) -> None:
    """Another laptop starts the day in the same folder."""
    folder = EventFolder(root)
    run = folder.open().run
    run.machine = "OTHER-LAPTOP"
    run.take(Do.START, clock())
    append_steps(root, run.unsaved())
    write_presence(root, presence_name(), "OTHER-LAPTOP", clock())


async def test_another_laptop_that_holds_the_run_is_taken_over_with_what_is_left_set_right(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    elsewhere(root, clock)
    clock.forward(minutes=3)
    async with opened(root, clock=clock) as (app, pilot):
        await wait_until(pilot, lambda: asked(app))
        assert "OTHER-LAPTOP holds the run, last sign 09:00:00" in text_of(app)
        assert "12 min left" in text_of(app)
        await pilot.press("plus", "plus", "minus", "1")
        await wait_until(pilot, lambda: app.desk.run is not None and not app.desk.run.is_held_elsewhere)
        await wait_until(pilot, lambda: app.desk.state.phases["stocktaking.country"].added == 60)


async def test_who_only_looks_changes_nothing(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    elsewhere(root, clock)
    async with opened(root, clock=clock) as (app, pilot):
        await wait_until(pilot, lambda: asked(app))
        await pilot.press("2")
        await wait_until(pilot, lambda: not asked(app))
        await pilot.press("n", "n")
        await pilot.pause()
        assert app.desk.state.state is State.RUNNING
        assert app.desk.run is not None
        assert app.desk.run.unsaved() == ()


async def test_another_laptop_that_takes_over_is_told(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    async with opened(root, clock=clock) as (app, pilot):
        await running(app, pilot)
        await pilot.pause(0.6)
        clock.forward(seconds=1)
        folder = EventFolder(root)
        other = folder.open().run
        other.machine = "OTHER-LAPTOP"
        other.take(Do.HOLD, clock())
        append_steps(root, other.unsaved())
        await wait_until(pilot, lambda: "OTHER-LAPTOP has taken the run" in told(app))


async def test_the_bell_rings_five_minutes_before_the_end_and_not_when_it_is_muted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, rung = FakeClock(), []
    monkeypatch.setattr(UeTuiApp, "bell", lambda self: rung.append(clock()))
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await running(app, pilot)
        clock.forward(minutes=9, seconds=58)
        await pilot.pause(0.6)
        assert rung == []
        clock.forward(seconds=4)
        await wait_until(pilot, lambda: len(rung) == 1)
        await wait_until(pilot, lambda: "Five minutes left" in told(app))
        await pilot.press("m")
        clock.forward(minutes=4, seconds=56)
        await pilot.pause(0.6)
        clock.forward(seconds=4)
        await pilot.pause(0.6)
        assert len(rung) == 1
