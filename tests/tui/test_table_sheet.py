"""The Table sheet: typing in the cell itself, bullets moved, tagged and said first, taken over, and what arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from tests.tui.helpers import FakeClock, bottom_of, opened, said, sample_event, show_sheet, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.bullets import Bullet
from ue_tui.model.people import Owner, delegation, group
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.take_over import TakeOverDialog
from ue_tui.tui.dialogs.task import TaskDialog
from ue_tui.tui.widgets.cell_sheet import CellSheet
from ue_tui.tui.widgets.cell_table import CellTable

QUILL = delegation("quill")
MEDIA = group("media")


def bullets(app: UeTuiApp, owner: Owner, *place: str) -> tuple[Bullet, ...]:
    assert app.desk.live is not None
    return app.desk.live.sheet(owner).bullets("user_journey", *place)


def texts(app: UeTuiApp, owner: Owner, *place: str) -> list[str]:
    return [bullet.words for bullet in bullets(app, owner, *place)]


def cells(app: UeTuiApp) -> CellSheet:
    return app.screen.query_one(CellSheet)


def at(app: UeTuiApp) -> tuple[str, ...]:
    cell = cells(app).in_hand
    assert cell is not None
    return cell.place[1:]


async def test_any_letter_begins_a_bullet_enter_the_next_one_and_tab_the_next_cell(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down")
        assert at(app) == ("activities", "current_practices")
        await pilot.press(*"Clerks call", "enter", *NASTY, "tab", *"No list", "escape")
        await wait_until(pilot, lambda: texts(app, QUILL, "activities", "constraints") == ["No list"])
        assert texts(app, QUILL, "activities", "current_practices") == ["Clerks call", NASTY]
        assert at(app) == ("activities", "constraints")
        assert not cells(app).is_editing
        assert f"• {NASTY[:10]}" in text_of(app)

        # A letter on a cell that has bullets begins one more.
        await pilot.press(*"nobody", "shift+tab")
        await wait_until(pilot, lambda: texts(app, QUILL, "activities", "constraints") == ["No list", "nobody"])
        assert at(app) == ("activities", "current_practices")


async def test_digits_signs_and_clock_keys_are_letters_where_one_writes(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down")
        await pilot.press(*"n+-[]5su ?!dg", "space", "V", "escape")
        await wait_until(pilot, lambda: texts(app, QUILL, "activities", "current_practices") == ["n+-[]5su ?!dg V"])
        assert app.desk.state.state == "idle"


async def test_lines_above_the_table_are_one_line_and_enter_goes_on(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press(*f"Prices {NASTY}", "enter", *"Media", "enter")
        live = app.desk.live
        assert live is not None
        await wait_until(pilot, lambda: live.sheet(QUILL).text("user_journey", "context") == "Media")
        assert live.sheet(QUILL).text("user_journey", "product") == f"Prices {NASTY}"


async def test_next_empty_cell_goes_round_and_says_when_there_is_none(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, group("parliament"), "user_journey")
        await pilot.press("ctrl+l")
        empty = at(app)
        assert not bullets(app, group("parliament"), *empty)
        for _ in range(4):
            await pilot.press(*"word", "ctrl+l")
        await wait_until(pilot, lambda: "No cell is empty." in said(app))


async def test_bullets_are_moved_tagged_and_said_first(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down", "right", "right")
        where = ("activities", "areas_for_improvement")
        assert at(app) == where
        await pilot.press(*"one", "enter", *"two", "ctrl+u", "ctrl+b", "ctrl+t", "escape")
        await wait_until(pilot, lambda: len(bullets(app, QUILL, *where)) == 2)
        first, second = bullets(app, QUILL, *where)
        assert (first.text, first.first, first.tag) == ("two", True, "refine")
        assert (second.text, second.first, second.tag) == ("one", False, "")

        # On the closed cell the same keys work on its first bullet.
        await pilot.press("ctrl+t")
        await wait_until(pilot, lambda: bullets(app, QUILL, *where)[0].tag == "remove")
        await pilot.press("ctrl+t", "ctrl+b")
        await wait_until(pilot, lambda: bullets(app, QUILL, *where)[0] == Bullet("two"))
        await pilot.press("left", "ctrl+t")
        await wait_until(pilot, lambda: "Bullets of this column carry no tag." in said(app))


async def test_group_takes_a_members_bullet_over_with_its_source(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, MEDIA, "user_journey")
        await pilot.press("down", "down", "ctrl+o")
        for _ in range(30):
            if isinstance(app.screen, TakeOverDialog):
                break
            await pilot.press("tab", "ctrl+o")
        assert isinstance(app.screen, TakeOverDialog)
        await pilot.press("enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, TakeOverDialog))
        await wait_until(pilot, lambda: any(one.sources for one in bullets(app, MEDIA, *at(app))))
        assert "(from " in text_of(app)

        # On a delegation's own sheet there is nobody to take over from.
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down", "ctrl+o")
        await wait_until(pilot, lambda: "Bullets are taken over into a group's cell" in said(app))


async def test_one_edit_of_a_cell_is_one_step_of_undo(tmp_path: Path) -> None:
    clock = FakeClock()
    async with opened(sample_event(tmp_path), clock=clock) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        where = ("activities", "current_practices")
        await pilot.press("down", "down", *"one")
        await wait_until(pilot, lambda: texts(app, QUILL, *where) == ["one"])
        await pilot.press(*" two", "enter", *"three")
        await wait_until(pilot, lambda: texts(app, QUILL, *where) == ["one two", "three"])
        await pilot.press("escape", "ctrl+z")
        await wait_until(pilot, lambda: texts(app, QUILL, *where) == [])
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: texts(app, QUILL, *where) == ["one two", "three"])
        clock.forward(seconds=1)
        await wait_until(pilot, lambda: "saved 09:00:0" in bottom_of(app))


async def test_what_arrives_for_the_cell_in_hand_is_kept_beside_what_is_typed_and_said(tmp_path: Path) -> None:
    path = sample_event(tmp_path) / "worksheets" / "norland.toml"
    norland = delegation("norland")
    async with opened(tmp_path) as (app, pilot):
        await show_sheet(app, pilot, norland, "user_journey")
        await wait_until(pilot, lambda: cells(app).in_hand is not None)
        for _ in range(20):
            if bullets(app, norland, *at(app)):
                break
            await pilot.press("tab")
        where = at(app)
        before = texts(app, norland, *where)
        await pilot.press(*"typed here")
        assert cells(app).is_editing
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(before[0], f"{before[0]}\nwritten outside"), encoding="utf-8", newline="\n")
        await wait_until(pilot, lambda: "written outside" in texts(app, norland, *where))
        await pilot.press("escape")
        await wait_until(pilot, lambda: "1 point arrived for this cell" in said(app))
        assert texts(app, norland, *where) == [before[0], "written outside", *before[1:], "typed here"]


async def test_example_and_whole_prompt_are_one_key_away_and_beside_the_sheet_where_there_is_room(
    tmp_path: Path,
) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down")
        assert "Enumerate the set of actions users do to" in text_of(app)
        await pilot.press("ctrl+e")
        await wait_until(pilot, lambda: isinstance(app.screen, TaskDialog))
        assert "Parliament staff submits formal request" in text_of(app)
        await pilot.press("escape")
    async with opened(tmp_path, size=(160, 45)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down", "ctrl+e")
        await wait_until(pilot, lambda: "Parliament staff submits formal request" in text_of(app))
        assert not isinstance(app.screen, TaskDialog)
        await pilot.press(*"still typing", "escape", "ctrl+e")
        await wait_until(pilot, lambda: "Parliament staff submits" not in text_of(app))
        assert texts(app, QUILL, "activities", "current_practices") == ["still typing"]


async def test_words_and_speaking_time_of_a_group_stand_against_its_slot(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(120, 30)) as (app, pilot):
        await show_sheet(app, pilot, group("business"), "user_journey")
        before = text_of(app).splitlines()[0]
        assert "of 5:00" in before
        await pilot.press("down", "down", *"four more words here", "escape")
        await wait_until(pilot, lambda: text_of(app).splitlines()[0] != before)


async def test_arrows_stay_with_the_cell_in_hand_where_the_sheet_scrolls(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(60, 15)) as (app, pilot):
        await show_sheet(app, pilot, group("parliament"), "user_journey")
        rows = []
        for _ in range(8):
            rows.append(at(app)[0])
            await pilot.press("down")
        assert rows[2:7] == ["activities", "environment", "interactions", "objects", "user"]
        assert "> U User" in text_of(app)
        await pilot.press("pageup")
        assert at(app)[0] == "objects"


async def test_mouse_takes_a_cell_in_hand_and_a_second_click_opens_it(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        lines = text_of(app).splitlines()
        y = next(number for number, line in enumerate(lines) if "E Environment" in line)
        x = lines[2].index("Constraints")
        await pilot.click(offset=(x, y))
        assert at(app) == ("environment", "constraints")
        await pilot.click(offset=(x, y))
        await wait_until(pilot, lambda: cells(app).is_editing)
        await pilot.press(*"x", "escape")
        await wait_until(pilot, lambda: texts(app, QUILL, "environment", "constraints") == ["x"])


async def test_control_characters_that_are_pasted_do_not_steer_the_terminal(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down", "enter")
        assert app.screen.focused is not None
        app.screen.focused.post_message(Paste("red \x1b[31m\x07text\r\nsecond می‌خواهیم"))
        await pilot.pause()
        await pilot.press("escape")
        where = ("activities", "current_practices")
        await wait_until(pilot, lambda: texts(app, QUILL, *where) == ["red [31m text", "second می‌خواهیم"])


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 45)])
async def test_titles_of_columns_and_rows_are_whole_at_every_width(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(sample_event(tmp_path), size=size) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        table = app.screen.query_one(CellTable)
        titles = " ".join(table.render_line(y).text for y in range(table.title_height))
        for word in ("framework", "Current", "practices", "Constraints", "Areas", "improvement"):
            assert word in titles
        assert "…" not in titles
