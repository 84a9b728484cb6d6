"""The session's sheets: heard from, told with one key, forecast, and who was not heard first."""

from pathlib import Path

from tests.tui.helpers import FakeClock, opened, sample_event, wait_until
from ue_tui.model.people import delegation
from ue_tui.tui.screens.session import SessionScreen
from ue_tui.tui.widgets.row_list import RowList


def row(listing: RowList, name: str) -> tuple[str, ...]:
    return next(one.texts for one in listing.rows if one.texts[0] == name)


async def test_a_sign_gives_a_forecast_and_told_moves_it(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock, size=(120, 30)) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        listing = app.screen.query_one(RowList)
        assert row(listing, "Aurelia")[-1].endswith("done")
        clock.forward(minutes=6)
        app.desk.write(delegation("tamara"), ("stocktaking", "financing_engagement", "score"), "embedded")
        app.changed()
        await pilot.pause()
        texts = row(listing, "Tamara")
        assert texts[-1].startswith("here 09:06 · done 09:")
        assert row(listing, "Quill")[-1] == "not heard: walk here"
        assert listing.rows[0].texts[0] == "Quill"
        assert listing.rows[0].look == "late"
        listing.take_in_hand("quill")
        await pilot.press("right")
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert row(listing, "Quill")[-2:] == ("told 2 of 7", "told 09:06 · done 09:21, 6:00 late")
        assert listing.key == "quill"
        await pilot.press("left")
        await pilot.pause()
        assert row(listing, "Quill")[-2] == "told 1 of 7"
