"""Re-plan: proposals side by side, nothing without Enter, one undo."""

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from ue_tui.model.steps import Do
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.replan import ReplanDialog


async def late(app: UeTuiApp, pilot: Pilot[int], clock: FakeClock, minutes: float) -> None:
    """A first phase that took so many minutes too long."""
    app.desk.step(Do.START, phase="stocktaking.country")
    clock.forward(minutes=15 + minutes)
    app.desk.step(Do.NEXT)
    app.changed()
    await pilot.press("R")
    await wait_until(pilot, lambda: isinstance(app.screen, ReplanDialog))


async def test_the_slots_are_protected_unless_something_else_is_chosen_and_enter_applies(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await late(app, pilot, clock, 12)
        assert "day 12 min behind" in text_of(app)
        assert "ask the room" not in text_of(app)
        before = {phase.id: phase.seconds for phase in app.desk.timeline}
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.desk.state.day.seconds)
        after = {phase.id: phase.seconds for phase in app.desk.timeline}
        assert sum(before.values()) - sum(after.values()) == 12 * 60
        await wait_until(pilot, lambda: "on time" in text_of(app).splitlines()[0])
        await pilot.press("u")
        await wait_until(pilot, lambda: {phase.id: phase.seconds for phase in app.desk.timeline} == before)


async def test_a_number_is_edited_and_escape_leaves_everything_as_it_was(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await late(app, pilot, clock, 4)
        dialog = app.screen
        assert isinstance(dialog, ReplanDialog)
        await pilot.press("2")
        first = dialog.proposal.shares[0].after
        await pilot.press("minus", "minus")
        assert dialog.proposal.shares[0].after == first - 60
        await pilot.press("plus")
        assert dialog.proposal.shares[0].after == first - 30
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, ReplanDialog))
        assert app.desk.state.day.seconds == {}


async def test_one_phase_gives_all_and_up_and_down_choose_which(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await late(app, pilot, clock, 4)
        dialog = app.screen
        assert isinstance(dialog, ReplanDialog)
        await pilot.press("4", "down", "down")
        assert [share.gives for share in dialog.proposal.shares].index(240) == 2
        assert dialog.proposal.gives == 240


async def test_beyond_a_quarter_of_an_hour_the_room_is_asked_first(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await late(app, pilot, clock, 20)
        assert "ask the room what it would" in text_of(app)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert app.desk.state.day.seconds == {}
