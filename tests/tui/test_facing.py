"""What the facilitator does for the room: the view in the same window, the mask, a message, the dark."""

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from ue_tui.model.run import State
from ue_tui.model.steps import Do
from ue_tui.store.signs import sign_name, write_sign
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.tell import READY
from ue_tui.tui.screens.projector_view import ProjectorViewScreen
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.row_list import RowList


async def running(app: UeTuiApp, pilot: Pilot[int]) -> None:
    await pilot.press("space")
    await wait_until(pilot, lambda: app.desk.state.state is State.RUNNING)
    await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "session")


async def test_the_view_in_this_window_keeps_the_clocks_keys_and_n_is_always_twice(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await running(app, pilot)
        await pilot.press("F")
        await wait_until(pilot, lambda: isinstance(app.screen, ProjectorViewScreen))
        assert app.screen.query_one(BigClock).text == "15:00"
        await pilot.press("plus", "space")
        await wait_until(pilot, lambda: app.desk.state.state is State.PAUSED)
        assert app.screen.query_one(BigClock).text == "16:00"
        for key in ("escape", "f5", "pageup", "pagedown"):
            await pilot.press(key)
        assert isinstance(app.screen, ProjectorViewScreen)
        assert app.desk.state.current == "stocktaking.country"
        clock.forward(minutes=15)
        await pilot.press("space", "n")
        await pilot.pause()
        assert app.desk.state.current == "stocktaking.country"
        await pilot.press("n")
        await wait_until(pilot, lambda: app.desk.state.state is State.GAP)
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.current == "stocktaking.plenary")
        assert isinstance(app.screen, ProjectorViewScreen)
        await pilot.press("u", "f")
        await wait_until(pilot, lambda: app.desk.state.state is State.GAP)
        assert isinstance(app.screen, ProjectorViewScreen)
        await pilot.press("F")
        await wait_until(pilot, lambda: not isinstance(app.screen, ProjectorViewScreen))


async def test_one_mirrored_screen_is_masked_until_it_is_unmasked_twice_and_again_in_the_next_phase(
    tmp_path: Path,
) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock, size=(100, 30)) as (app, pilot):
        await running(app, pilot)
        assert "Quill" in text_of(app)
        await pilot.press("F", "F")
        await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "session")
        await wait_until(pilot, lambda: "Quill" not in text_of(app))
        assert "the room sees this, masked" in text_of(app).splitlines()[0]
        assert "Country-level work" in text_of(app)
        await pilot.press("A")
        await pilot.pause()
        assert "Aurelia" not in text_of(app)
        await pilot.press("A")
        await wait_until(pilot, lambda: "Aurelia" in text_of(app))
        await wait_until(pilot, lambda: isinstance(app.screen.focused, RowList))
        app.desk.step(Do.NEXT)
        app.desk.step(Do.START)
        app.changed()
        await wait_until(pilot, lambda: "Aurelia" not in text_of(app))


async def test_masked_sheets_show_no_mark_and_no_name(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(100, 30)) as (app, pilot):
        await running(app, pilot)
        await pilot.press("end", "enter")
        await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "stocktaking sheet")
        assert "Unstructured" in text_of(app)
        app.desk.is_mirrored = True
        app.changed()
        await wait_until(pilot, lambda: "Unstructured" not in text_of(app))
        assert "A twice shows them" in text_of(app)


async def test_with_a_projector_window_this_screen_is_not_masked(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    write_sign(root, sign_name(), "clock", clock())
    async with opened(root, clock=clock) as (app, pilot):
        await running(app, pilot)
        await pilot.press("F", "F")
        await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "session")
        assert not app.desk.is_masked
        assert "projector: clock" in text_of(app).splitlines()[0]
        clock.forward(seconds=40)
        await wait_until(pilot, lambda: "projector not seen for 0:40" in text_of(app).splitlines()[0])


async def test_a_line_is_told_by_its_number_and_taken_off_with_delete(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("t", "2", "enter")
        await wait_until(pilot, lambda: app.desk.state.projected.message == READY[1])
        await pilot.press("T", *"Bus at 6", "enter")
        await wait_until(pilot, lambda: app.desk.state.projected.message == "Bus at 6")
        await pilot.press("T", "delete")
        await wait_until(pilot, lambda: app.desk.state.projected.message == "")
        await pilot.press("u")
        await wait_until(pilot, lambda: app.desk.state.projected.message == "Bus at 6")
        await pilot.press("T", "enter")
        await pilot.pause()
        assert app.desk.state.projected.message == "Bus at 6"


async def test_the_projector_is_made_dark_and_shows_again(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("full_stop")
        await wait_until(pilot, lambda: app.desk.state.projected.blank)
        await pilot.press("b")
        await wait_until(pilot, lambda: not app.desk.state.projected.blank)
