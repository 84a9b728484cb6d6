"""Checks before doors, the run report and the hand-over page."""

from pathlib import Path

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, told, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.steps import Do
from ue_tui.store.signs import sign_name, write_sign
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words


async def test_checks_are_seen_by_the_program_or_ticked_by_a_person(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    async with opened(root, clock=clock) as (app, pilot):
        await pilot.press("g", "c")
        await wait_until(pilot, lambda: "9 to see to" in text_of(app) or "10 to see to" in text_of(app))
        before = str(app.screen.query_one("#count", Words).content)
        await pilot.press("end", "enter")
        await wait_until(pilot, lambda: app.desk.state.checked == {"second"})
        await wait_until(pilot, lambda: str(app.screen.query_one("#count", Words).content) != before)
        await pilot.press("enter")
        await wait_until(pilot, lambda: not app.desk.state.checked)
        await pilot.press("home")
        assert "ue-tui projector" in text_of(app)
        await pilot.press("enter")
        assert app.desk.state.checked == frozenset()
        write_sign(root, sign_name(), "test page", clock())
        await wait_until(pilot, lambda: app.screen.query_one(RowList).rows[0].texts[0] == "done")


async def test_the_report_adds_up_and_is_made_as_word_and_csv(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    async with opened(root, clock=clock, size=(120, 30)) as (app, pilot):
        await pilot.press("g", "r")
        await wait_until(pilot, lambda: "Nothing has been run yet" in text_of(app))
        await pilot.press("d")
        await wait_until(pilot, lambda: "nothing to report yet" in told(app))
        app.desk.step(Do.START)
        clock.forward(minutes=10)
        app.desk.step(Do.PAUSE)
        clock.forward(minutes=2)
        app.desk.step(Do.RESUME)
        clock.forward(minutes=8)
        app.desk.step(Do.NEXT)
        clock.forward(minutes=4)
        app.changed()
        await wait_until(pilot, lambda: "09:00 to 09:24" in str(app.screen.query_one("#sums", Words).content))
        sums = str(app.screen.query_one("#sums", Words).content)
        assert "24:00 = 18:00 in phases + 2:00 paused + 4:00 between" in sums
        await pilot.press("d")
        await wait_until(pilot, lambda: len(list((root / "exports").glob("RUN REPORT*"))) == 2)
        names = sorted(path.suffix for path in (root / "exports").iterdir())
        assert names == [".csv", ".docx"]
        table = (root / "exports" / next(p.name for p in (root / "exports").glob("*.csv"))).read_bytes()
        assert table.startswith(b"\xef\xbb\xbfday,start,end")


async def test_the_hand_over_page_says_what_is_on_and_what_is_open(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    session = root / "sessions" / "4-stocktaking.toml"
    session.write_text(session.read_text("utf-8").replace("cues = []", f'cues = ["{NASTY}"]', 1), "utf-8")
    async with opened(root, clock=clock, size=(100, 30)) as (app, pilot):
        app.desk.step(Do.START)
        app.desk.step(Do.PARK, text=f"Who pays {NASTY}")
        clock.forward(minutes=5)
        app.changed()
        await pilot.press("g", "h")
        await wait_until(pilot, lambda: "10:00 left" in text_of(app))
        shown = text_of(app)
        assert f"Who pays {NASTY}" in shown
        assert NASTY in shown.partition("Cues")[2].partition("Next")[0]
        assert "Stocktaking, plenary discussion" in shown
