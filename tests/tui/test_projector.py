"""The projector window: a process of its own that follows the files and has no key that changes them."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from ue_tui.model.run import State
from ue_tui.model.steps import Do
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.signs import read_signs
from ue_tui.tui.projector import ProjectorApp
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.test_page import BACK_ROW


async def ready(pilot: Pilot[int]) -> ProjectorApp:
    app = pilot.app
    assert isinstance(app, ProjectorApp)
    await wait_until(pilot, lambda: app.desk.live is not None, "the event is open")
    await wait_until(pilot, lambda: BACK_ROW in text_of(app), "the test page is on")
    return app


def digits(app: ProjectorApp) -> str:
    return app.query_one(BigClock).text


async def test_the_test_page_leaves_on_the_first_start_of_the_clock(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    projector = ProjectorApp(EventFolder(root), now=clock)
    async with projector.run_test(size=(80, 24), notifications=True, tooltips=True) as window:
        await ready(window)
        assert "Unstructured" in text_of(projector)
        async with opened(root, clock=clock) as (app, pilot):
            await wait_until(pilot, lambda: app.desk.room_line() == "projector: test page")
            await pilot.press("space")
            await wait_until(window, lambda: digits(projector) == "15:00", "the projector follows")
            assert BACK_ROW not in text_of(projector)
            await wait_until(pilot, lambda: app.desk.room_line() == "projector: clock")
            assert "projector: clock" in text_of(app).splitlines()[0]
            clock.forward(minutes=16)
            await wait_until(window, lambda: digits(projector) == "+1:00")
            assert "over time" in text_of(projector)


async def test_the_test_page_leaves_on_any_key(tmp_path: Path) -> None:
    projector = ProjectorApp(EventFolder(sample_event(tmp_path)), now=FakeClock())
    async with projector.run_test(notifications=True, tooltips=True) as window:
        await ready(window)
        await window.press("x")
        await wait_until(window, lambda: "Enhancing leadership advocacy" in text_of(projector))


@pytest.mark.parametrize("key", ["pageup", "pagedown", "full_stop", "b", "f5", "escape"])
async def test_no_key_of_a_clicker_leaves_the_projector_or_touches_the_run(tmp_path: Path, key: str) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    projector = ProjectorApp(EventFolder(root), now=clock)
    async with opened(root, clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state is State.RUNNING)
        async with projector.run_test(notifications=True, tooltips=True) as window:
            await ready(window)
            await window.press("x", key)
            await window.pause()
            assert projector.is_running
            assert projector.desk.run is not None
            assert projector.desk.run.unsaved() == ()
            assert projector.desk.state.state is State.RUNNING


async def test_blank_empties_the_window_and_says_so_at_the_front(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    projector = ProjectorApp(EventFolder(root), now=FakeClock())
    async with projector.run_test(notifications=True, tooltips=True) as window:
        await ready(window)
        await window.press("x")
        await wait_until(window, lambda: "Enhancing" in text_of(projector))
        await window.press("full_stop")
        await wait_until(window, lambda: text_of(projector).strip() == "")
        await wait_until(window, lambda: [one.shows for one in read_signs(root, FakeClock()())] == ["blank"])
        await window.press("b")
        await wait_until(window, lambda: "Enhancing" in text_of(projector))


async def test_a_run_that_can_no_longer_be_read_is_shown_with_its_age(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    projector = ProjectorApp(EventFolder(root), now=clock)
    async with opened(root, clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state is State.RUNNING)
        await wait_until(pilot, lambda: app.desk.run is not None and not app.desk.run.unsaved())
    async with projector.run_test(size=(80, 24), notifications=True, tooltips=True) as window:
        await ready(window)
        await window.press("x")
        await wait_until(window, lambda: digits(projector) == "15:00")
        path = root / ".ue-tui" / "run.toml"
        good = path.read_bytes()
        path.write_text("not a run", encoding="utf-8")
        await wait_until(window, lambda: "Not updated since 09:00" in text_of(projector))
        clock.forward(minutes=5)
        await window.pause()
        assert digits(projector) == "15:00"
        path.write_bytes(good)
        await wait_until(window, lambda: digits(projector) == "10:00", "it goes on by itself")
        assert "Not updated" not in text_of(projector)


async def test_a_window_turns_the_pages_of_its_picture_alone_until_the_facilitator_turns_them(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    projector = ProjectorApp(EventFolder(root), now=clock)
    async with opened(root, clock=clock) as (app, pilot):
        app.desk.step(Do.START, phase="stocktaking.plenary")
        app.desk.step(Do.REVEAL, text="counts stocktaking items=yes")
        await wait_until(pilot, lambda: app.desk.run is not None and not app.desk.run.unsaved())
        async with projector.run_test(notifications=True, tooltips=True) as window:
            await ready(window)
            await window.press("x")
            await wait_until(pilot, lambda: "picture 1 of" in app.desk.room_line())
            await window.press("pagedown")
            await wait_until(pilot, lambda: "picture 2 of" in app.desk.room_line())
            await window.press("pageup")
            await wait_until(pilot, lambda: "picture 1 of" in app.desk.room_line())
            app.desk.step(Do.PAGE, number=1)
            await wait_until(pilot, lambda: "picture 2 of" in app.desk.room_line())
            app.desk.step(Do.BLANK)
            await wait_until(pilot, lambda: app.desk.room_line() == "projector: blank")
            await window.press("full_stop")
            await wait_until(pilot, lambda: "picture 2 of" in app.desk.room_line())
            app.desk.step(Do.NEXT)
            await wait_until(pilot, lambda: app.desk.room_line() == "projector: what comes")


async def test_closing_a_window_takes_its_sign_away(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    projector = ProjectorApp(EventFolder(root), now=clock)
    async with projector.run_test(notifications=True, tooltips=True) as window:
        await ready(window)
        await wait_until(window, lambda: read_signs(root, clock()))
        await window.press("ctrl+q")
    assert read_signs(root, clock()) == ()
