"""The agenda and the session's screen: the clock's keys, what they say, and the way to every sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.helpers import FakeClock, bottom_of, opened, said, sample_event, text_of, wait_until
from ue_tui.model.people import delegation, group
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.ask import AskDialog
from ue_tui.tui.dialogs.key_from_paper import KeyFromPaperDialog
from ue_tui.tui.screens.agenda import AgendaScreen
from ue_tui.tui.screens.session import SessionScreen
from ue_tui.tui.sheet_frame import SheetScreen
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.row_list import RowList


def top(app: UeTuiApp) -> str:
    return text_of(app).splitlines()[0]


async def test_agenda_shows_the_blocks_with_their_minutes_and_how_many_sheets_are_filled(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, _):
        text = text_of(app)
        assert "2-3 December 2025 · Chiba/Tokyo, Japan" in text
        for number, title, minutes, sheets in (
            (4, "Stocktaking", 60, "sheets 4 of 6"),
            (5, "User journey", 145, "groups 0 of 3"),
            (6, "Leadership-level action plan", 60, "sheets 3 of 6"),
            (7, "Employee potential", 135, "groups 0 of 3"),
        ):
            [line] = [one for one in text.splitlines() if f"  {title} " in f"  {one} " and f"{minutes} min" in one]
            assert f"{number}  {title}" in line
            assert sheets in line
        assert "Lunch" in text
        for name in ("Business", "Media", "Parliament"):
            assert name in text


async def test_space_starts_the_block_in_hand_and_brings_its_session(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert app.desk.state.current == "stocktaking.country"
        clock.forward(minutes=2, seconds=30)
        await wait_until(pilot, lambda: app.screen.query_one(BigClock).text == "12:30")
        assert "12:30 left" in top(app)
        assert "of 15 min · until 09:15" in text_of(app)

        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        [line] = [one for one in text_of(app).splitlines() if "4  Stocktaking" in one]
        assert "now" in line
        assert "12:30 left" in line


async def test_clock_is_paused_resumed_added_to_and_undone_by_keys(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state == "running")
        clock.forward(minutes=5)
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state == "paused")
        clock.forward(minutes=5)
        await wait_until(pilot, lambda: "paused, 10:00 left" in top(app))
        assert "Space resume" in bottom_of(app)
        await pilot.press("space", "+", "right_square_bracket", "minus")
        await wait_until(pilot, lambda: "15:00 left" in top(app))
        await pilot.press("left_square_bracket", "5")
        await wait_until(pilot, lambda: "15:00 left" in top(app))
        await pilot.press("u", "u")
        await wait_until(pilot, lambda: "15:00 left" in top(app))
        assert "u undo" in bottom_of(app)


async def test_over_its_time_a_phase_stays_and_says_so_in_words(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state == "running")
        clock.forward(minutes=22, seconds=19)
        await wait_until(pilot, lambda: "7:19 over" in top(app))
        await wait_until(pilot, lambda: app.screen.query_one(BigClock).text == "+7:19")
        assert app.screen.query_one(BigClock).has_class("-late")
        assert "over its time" in text_of(app)
        assert app.desk.state.current == "stocktaking.country"


async def test_next_wants_a_second_press_while_more_than_half_is_unused(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state == "running")
        clock.forward(minutes=3)
        await pilot.press("n")
        await wait_until(pilot, lambda: "n again ends it" in said(app))
        assert app.desk.state.current == "stocktaking.country"
        await pilot.press("n")
        await wait_until(pilot, lambda: app.desk.state.current != "stocktaking.country")


async def test_phase_that_was_forgotten_is_started_some_minutes_ago(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press(*"4", "enter")
        await wait_until(pilot, lambda: "11:00 left" in top(app))
        await pilot.press("s")
        await wait_until(pilot, lambda: "A phase is running already" in said(app))


async def test_restart_shows_the_right_second(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state == "running")
    clock.forward(minutes=4, seconds=5)
    async with opened(tmp_path, clock=clock) as (app, pilot):
        await wait_until(pilot, lambda: "10:55 left" in top(app))


async def test_session_lists_its_sheets_what_is_not_begun_first_and_enter_opens_one(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        rows = app.screen.query_one("#sheets", RowList).rows
        assert rows[0].texts[0] == "Quill"
        assert "0 of 7" in rows[0].texts
        assert "not begun" in " ".join(rows[0].texts)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        assert app.screen.owner == delegation("quill")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, KeyFromPaperDialog))


async def test_rapporteur_is_named_per_group_and_session(tmp_path: Path) -> None:
    path = sample_event(tmp_path) / "worksheets" / "groups" / "business.toml"
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("w")
        await wait_until(pilot, lambda: "take one in hand" in said(app))
        await pilot.press("down", "w")
        await wait_until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press(*"Ms [/b] Ito", "enter")
        live = app.desk.live
        assert live is not None
        place = ("group", "rapporteurs", "user_journey")
        await wait_until(pilot, lambda: live.sheet(group("business")).text(*place) == "Ms [/b] Ito")
        assert "Ms [/b] Ito" in text_of(app)
    assert 'user_journey = "Ms [/b] Ito"' in path.read_text(encoding="utf-8")


async def test_tab_goes_to_the_groups_and_enter_opens_the_sheet_of_one(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("down", "tab", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        assert (app.screen.owner, app.screen.session.id) == (group("business"), "user_journey")


async def test_mouse_takes_a_block_in_hand_and_a_second_click_opens_it(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        y = next(number for number, line in enumerate(text_of(app).splitlines()) if "Employee potential" in line)
        await pilot.click(offset=(20, y))
        assert app.screen.query_one("#blocks", RowList).key == "4"
        await pilot.click(offset=(20, y))
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert "7 · Employee potential" in top(app)


async def test_event_without_worksheets_says_what_to_do_next(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    for path in sorted((folder / "worksheets").rglob("*.toml")):
        path.unlink()
    async with opened(folder) as (app, pilot):
        assert "ue-tui init DIR --roster FILE.csv" in text_of(app).replace("\n ", "")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "No worksheet is in hand." in said(app))


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 45), (200, 60)])
async def test_clock_sheets_and_keys_are_in_sight_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), size=size, clock=clock) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        clock.forward(minutes=1)
        await wait_until(pilot, lambda: "14:00 left" in top(app))
        text = text_of(app)
        assert "Quill" in text
        assert "Country-level work" in text
        assert "? help" in text.splitlines()[-1]
        assert max(len(line) for line in text.splitlines()) <= size[0]
