"""The Action plan sheet: recommendations side by side, one shared; in a group, the members' and the top one."""

from __future__ import annotations

from pathlib import Path

from tests.tui.helpers import FakeClock, opened, said, sample_event, show_sheet, text_of, wait_until
from tests.tui.nasty import add_nasty
from ue_tui.model.people import delegation, group
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.widgets.cell_sheet import CellSheet

QUILL = delegation("quill")


def said_in(app: UeTuiApp, stem: str, *place: str) -> str:
    assert app.desk.live is not None
    return app.desk.live.sheet(delegation(stem)).text("action_plan", *place)


def top_of(app: UeTuiApp, stem: str) -> str:
    assert app.desk.live is not None
    return app.desk.live.sheet(group(stem)).text("action_plan", "top")


async def test_recommendation_is_written_in_its_column_and_shared_with_one_key(tmp_path: Path) -> None:
    path = sample_event(tmp_path) / "worksheets" / "quill.toml"
    async with opened(tmp_path, clock=FakeClock()) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "action_plan")
        assert "None is shared yet" in text_of(app)
        await pilot.press(*"Open the office on Fridays", "tab", *"Ask ten users", "escape", "ctrl+t")
        await wait_until(pilot, lambda: said_in(app, "quill", "shared") == "recommendation_2")
        assert "shared" in "".join(text_of(app).splitlines()[2:4])
        await pilot.press("ctrl+t")
        await wait_until(pilot, lambda: not said_in(app, "quill", "shared"))
        await pilot.press("left", "ctrl+t")
        await wait_until(pilot, lambda: said_in(app, "quill", "shared") == "recommendation_1")
        assert "Shared with the group: Recommendation 1" in text_of(app)
    text = path.read_text(encoding="utf-8")
    assert "shared = 1" in text
    assert "Open the office on Fridays" in text


async def test_group_writes_into_its_members_worksheets_and_takes_its_top_one(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    async with opened(folder) as (app, pilot):
        await show_sheet(app, pilot, group("business"), "action_plan")
        assert "No top one is chosen yet" in text_of(app)
        cells = app.screen.query_one(CellSheet)
        assert cells.in_hand is not None
        assert cells.in_hand.owner == delegation("tamara")
        await pilot.press("ctrl+t", "enter")
        await wait_until(pilot, lambda: top_of(app, "business").startswith("tamara.recommendation_"))
        assert "The group's top one: Tamara" in text_of(app)
        assert "TOP ONE" in text_of(app)

        # Quill shares none yet: what is written for it here is its own, and shared.
        await pilot.press("right", *"Visit the chamber", "escape")
        await wait_until(pilot, lambda: said_in(app, "quill", "shared") == "recommendation_1")
        await pilot.press("ctrl+t", "enter")
        await wait_until(pilot, lambda: top_of(app, "business") == "quill.recommendation_1")
        await pilot.press("ctrl+t", "delete")
        await wait_until(pilot, lambda: not top_of(app, "business"))
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: "what is written in it is written there" in said(app))
    assert "Visit the chamber" in (folder / "worksheets" / "quill.toml").read_text(encoding="utf-8")
    assert "Visit the chamber" not in (folder / "worksheets" / "groups" / "business.toml").read_text(encoding="utf-8")


async def test_more_members_than_fit_are_reached_by_going_there(tmp_path: Path) -> None:
    async with opened(add_nasty(sample_event(tmp_path)), size=(80, 24)) as (app, pilot):
        await show_sheet(app, pilot, group("nasty"), "action_plan")
        assert "3 more ›" in text_of(app)
        assert "Aurelia" not in text_of(app)
        await pilot.press(*["right"] * 5)
        await wait_until(pilot, lambda: "Aurelia" in text_of(app))
        assert "‹ 3 more" in text_of(app)
        await pilot.press(*["left"] * 5)
        await wait_until(pilot, lambda: "3 more ›" in text_of(app))


async def test_hands_are_typed_as_numbers_and_a_tie_is_shown_as_a_tie(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, group("parliament"), "action_plan")
        await pilot.press("ctrl+t", "1", "2", "down", "1", "2")
        await wait_until(pilot, lambda: "A tie: Aurelia and Norland, 12 hands each." in text_of(app))
        await pilot.press("backspace", "3", "enter")
        await wait_until(pilot, lambda: top_of(app, "parliament").startswith("norland."))
        await wait_until(pilot, lambda: "Norland has the most hands, 13." in " ".join(text_of(app).split()))
        assert app.desk.live is not None
        sheet = app.desk.live.sheet(group("parliament"))
        assert sheet.text("action_plan", "hands", "aurelia") == "12"
        assert sheet.text("action_plan", "hands", "norland") == "13"


async def test_a_top_one_follows_its_words_and_a_withdrawn_one_is_told(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, group("parliament"), "action_plan")
        assert "The group's top one: Aurelia" in text_of(app)
        app.desk.write(delegation("aurelia"), ("action_plan", "shared"), None)
        app.changed()
        await wait_until(pilot, lambda: "Aurelia has withdrawn" in " ".join(text_of(app).split()))


async def test_weak_stages_and_areas_for_improvement_are_taken_up_with_where_they_came_from(tmp_path: Path) -> None:
    path = sample_event(tmp_path) / "worksheets" / "quill.toml"
    async with opened(tmp_path, size=(160, 45)) as (app, pilot):
        app.desk.write(QUILL, ("stocktaking", "financing_engagement", "score"), "unstructured")
        app.changed()
        await show_sheet(app, pilot, QUILL, "action_plan")
        await pilot.press("ctrl+o")
        await wait_until(pilot, lambda: "you marked" in text_of(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: "from session 4 stage 6" in text_of(app))
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "Financing user engagement (session 4: you marked" not in text_of(app)
        await pilot.press("escape")
    assert "Financing user engagement (from session 4 stage 6)" in path.read_text(encoding="utf-8")
