"""A whole workshop played through the app with a fake clock: two days, six groups, and everything that goes wrong."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, wait_until
from ue_tui.model.report import Kind, Report
from ue_tui.model.run import State
from ue_tui.model.steps import AwayWas, Do
from ue_tui.store.roster import RosterRow
from ue_tui.store.setup import init
from ue_tui.store.steady_clock import SteadyClock
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.choose_one import ChooseOneDialog
from ue_tui.tui.dialogs.replan import ReplanDialog
from ue_tui.tui.reporting import report_of

GROUPS = ("academia", "business", "citizens", "media", "parliament", "youth")


def six_groups_in_two_days(folder: Path) -> Path:
    """The sample event with three more groups, pinned to two mornings; 400 minutes of sessions and a lunch."""
    root = sample_event(folder)
    init(root, [RosterRow(f"{name} land", "", name.title()) for name in ("academia", "citizens", "youth")])
    agenda = root / "sessions" / "agenda.toml"
    text = agenda.read_text("utf-8")
    for session, day in (("stocktaking", "2025-12-02"), ("employee_potential", "2025-12-03")):
        line = f'session = "{session}"'
        text = text.replace(line, f"{line}\nday = {day}\nstarts = 09:00:00", 1)
    agenda.write_text(text, "utf-8")
    return root


class Day:
    """The hand at the keyboard: it presses keys, and lets minutes pass."""

    def __init__(self, app: UeTuiApp, pilot: Pilot[int], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    async def start(self, phase: str, screen: str = "") -> None:
        await self.pilot.press("space")
        await wait_until(self.pilot, lambda: self.app.desk.state.current == phase, f"{phase} is on")
        if screen:
            await wait_until(self.pilot, lambda: getattr(self.app.screen, "NAME", "") == screen, screen)

    async def end(self, *, early: bool = False) -> None:
        phase = self.app.desk.state.current
        await self.pilot.press(*(("n", "n") if early else ("n",)))
        await wait_until(self.pilot, lambda: self.app.desk.state.is_over(phase), f"{phase} is over")

    async def asked(self, key: str) -> None:
        await wait_until(self.pilot, lambda: isinstance(self.app.screen, ChooseOneDialog), "a question is asked")
        await self.pilot.press(key)
        await wait_until(self.pilot, lambda: not isinstance(self.app.screen, ChooseOneDialog))

    async def slots(self, minutes: float, *, absent: str = "") -> None:
        """Every group speaks for so many minutes, but one whose rapporteur is not there."""
        if absent:
            rows = [row.key for row in self.app.screen.query_one("#queue").rows]  # type: ignore[attr-defined] # a list
            await self.pilot.press("home", *["down"] * rows.index(absent), "x", "home")
            await wait_until(self.pilot, lambda: absent in self.app.desk.state.queue().absent)
        for number in range(len(GROUPS) - bool(absent)):
            self.clock.forward(minutes=1)
            await self.pilot.press("enter")
            await wait_until(self.pilot, lambda: self.app.desk.state.queue().on, f"slot {number} is on")
            self.clock.forward(minutes=minutes)
            await self.pilot.press("enter")
            await wait_until(self.pilot, lambda: not self.app.desk.state.queue().on, f"slot {number} is over")


async def morning_of_the_first_day(day: Day) -> None:
    """Half an hour late; what lunch cannot give is won back; the laptop sleeps; then the program is killed."""
    app, clock = day.app, day.clock
    await day.start("stocktaking.country", "session")
    await day.asked("2")
    clock.forward(minutes=15)
    await day.end()
    clock.forward(minutes=2)
    await day.start("stocktaking.plenary", "plenary")
    clock.forward(minutes=45)
    await day.end()
    await day.pilot.press("R")
    await wait_until(day.pilot, lambda: isinstance(app.screen, ReplanDialog))
    await day.pilot.press("enter")
    await wait_until(day.pilot, lambda: app.desk.state.day.seconds, "the day is planned again")
    await day.start("user_journey.group", "session")
    clock.forward(minutes=20)
    await day.pilot.pause(0.6)
    app.time.steady = SteadyClock(wall=clock, counting=lambda: clock().timestamp())
    clock.forward(minutes=8)
    await day.asked("2")
    app.time.steady = None
    clock.forward(minutes=10)
    await wait_until(day.pilot, lambda: app.desk.run is not None and not app.desk.run.unsaved())


async def rest_of_the_first_day(day: Day) -> None:
    """Back after the crash; an absent rapporteur; a lunch that overruns; the day is closed."""
    app, clock = day.app, day.clock
    await day.asked("3")
    clock.forward(minutes=25)
    await day.end()
    await day.start("user_journey.plenary", "queue")
    await day.slots(5, absent="media")
    clock.forward(minutes=20)
    await day.end()
    await day.start("lunch")
    clock.forward(minutes=67)
    await day.end()
    await day.start("action_plan.country", "session")
    clock.forward(minutes=5)
    await day.end()
    await day.start("action_plan.group", "session")
    clock.forward(minutes=14)
    await day.end()
    await day.start("action_plan.plenary", "queue")
    await day.slots(3)
    clock.forward(minutes=8)
    await day.end()
    assert app.desk.state.state is State.IDLE
    assert app.desk.state.closed is not None


async def second_day(day: Day) -> None:
    """On another laptop, which takes the run over in the morning."""
    app, clock = day.app, day.clock
    await day.asked("1")
    await wait_until(day.pilot, lambda: app.desk.run is not None and not app.desk.run.is_held_elsewhere)
    await day.pilot.press("end")
    await day.start("employee_potential.group", "session")
    clock.forward(minutes=88)
    await day.end()
    clock.forward(minutes=3)
    await day.start("employee_potential.plenary", "queue")
    await day.slots(5)
    clock.forward(minutes=9, seconds=30)
    await day.end()


def check(found: Report, began: dt.datetime, ended: dt.datetime) -> None:
    """The minutes of the report add up to the wall clock, to the second."""
    assert found.seconds == round((ended - began).total_seconds())
    assert found.days[0].start == began
    assert len(found.days) == 2
    night = sum(row.actual for row in found.rows if row.kind is Kind.NIGHT)
    assert sum(one.actual for one in found.days) + night == found.seconds
    for one in found.days:
        assert one.actual == round((one.end - one.start).total_seconds())
    slots = [row for row in found.rows if row.kind is Kind.SLOT]
    assert len([row for row in slots if row.actual]) == 5 + 6 + 6
    lunch = next(row for row in found.rows if row.what == "Lunch" and row.kind is Kind.PHASE)
    assert lunch.actual == 67 * 60


@pytest.mark.slow
async def test_a_workshop_of_two_days_adds_up_to_the_wall_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, root, clock = tmp_path / "before", tmp_path / "event", FakeClock()
    before.mkdir()
    six_groups_in_two_days(before)
    clock.forward(minutes=32)
    began = clock()
    async with opened(before, clock=clock, size=(100, 30)) as (app, pilot):
        await morning_of_the_first_day(Day(app, pilot, clock))
        shutil.copytree(before, root)  # what a kill -9 leaves behind: this window is never heard of again
    clock.forward(minutes=3)
    async with opened(root, clock=clock, size=(100, 30)) as (app, pilot):
        assert app.desk.state.current == "user_journey.group"
        await rest_of_the_first_day(Day(app, pilot, clock))
    clock.at = dt.datetime(2025, 12, 3, 0, 0, tzinfo=dt.UTC)
    monkeypatch.setattr("platform.node", lambda: "SECOND-LAPTOP")
    async with opened(root, clock=clock, size=(100, 30)) as (app, pilot):
        await second_day(Day(app, pilot, clock))
        found = report_of(app.desk)
        assert found is not None
        check(found, began, max(phase.ended for phase in app.desk.state.phases.values() if phase.ended))
        assert {away.was for away in app.desk.state.aways} == {AwayWas.PAUSE, AwayWas.RAN}
        assert app.desk.state.holder == "SECOND-LAPTOP"
        steps = app.desk.run.steps if app.desk.run is not None else ()
        assert sum(step.do is Do.HOLD for step in steps) == 1
