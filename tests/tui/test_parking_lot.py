"""The parking lot: a line from anywhere, also while something is typed."""

from pathlib import Path

from tests.tui.helpers import opened, sample_event, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.people import delegation
from ue_tui.model.steps import Do
from ue_tui.tui.messages import OpenSheet
from ue_tui.tui.screens.parking_lot import ParkingLotScreen


async def test_a_line_is_parked_answered_owned_and_dropped(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+n", *"Who pays?", "tab", *"Norland", "enter")
        await wait_until(pilot, lambda: [one.text for one in app.desk.state.parking_lot] == ["Who pays?"])
        await pilot.press("g", "l")
        await wait_until(pilot, lambda: isinstance(app.screen, ParkingLotScreen))
        await pilot.press("o", *"Secretariat", "enter")
        await wait_until(pilot, lambda: app.desk.state.parking_lot[0].owner == "Secretariat")
        await pilot.press("enter", *"The host", "enter")
        await wait_until(pilot, lambda: app.desk.state.parking_lot[0].answer == "The host")
        assert "The host" in text_of(app)
        await pilot.press("x")
        await wait_until(pilot, lambda: app.desk.state.parking_lot[0].dropped)
        await pilot.press("x")
        await wait_until(pilot, lambda: not app.desk.state.parking_lot[0].dropped)
        await pilot.press("u", "u", "u")
        await wait_until(pilot, lambda: app.desk.state.parking_lot[0].answer == "")
        assert app.desk.state.parking_lot[0].who == "Norland"


async def test_a_line_is_parked_while_a_cell_is_written_and_the_cell_goes_on(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        app.screen.post_message(OpenSheet(delegation("quill"), "user_journey"))
        await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "table sheet")
        await pilot.press(*"abc", "ctrl+n")
        await wait_until(pilot, lambda: type(app.screen).__name__ == "ParkDialog")
        await pilot.press(*"later", "enter")
        await wait_until(pilot, lambda: [one.text for one in app.desk.state.parking_lot] == ["later"])
        await pilot.press(*"def", "escape")
        live = app.desk.live
        assert live is not None
        await wait_until(
            pilot, lambda: "abcdef" in str(live.sheet(delegation("quill")).answers), "what was typed is in its cell"
        )


async def test_an_empty_parking_lot_says_what_to_do_and_lines_are_shown_as_typed(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("g", "l")
        await wait_until(pilot, lambda: "Ctrl+N parks a line" in text_of(app))
        app.desk.step(Do.PARK, text=NASTY, who=NASTY)
        app.changed()
        await wait_until(pilot, lambda: text_of(app).count(NASTY) >= 2)
