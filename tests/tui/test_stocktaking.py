"""The Stocktaking sheet: marks by one key each, items behind their stage, notes, and marks keyed in from paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.helpers import FakeClock, bottom_of, opened, said, sample_event, show_sheet, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.attendance import How
from ue_tui.model.people import delegation
from ue_tui.store.event_folder import EventFolder
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.key_from_paper import KeyFromPaperDialog
from ue_tui.tui.dialogs.note import NoteDialog
from ue_tui.tui.screens.stocktaking import StocktakingScreen
from ue_tui.tui.widgets.maturity_sheet import MaturitySheet

QUILL = delegation("quill")
STAGES = [
    "initiating_contact",
    "establishing_user_needs",
    "instigating_user_engagement",
    "enhancing_staff_skills",
    "modernizing_tools",
    "financing_engagement",
    "establishing_feedback_loop",
]


def answers(app: UeTuiApp, stem: str = "quill") -> dict[str, str]:
    """What is marked and noted in a delegation's session 4, by the path in the file."""
    assert app.desk.live is not None
    sheet = app.desk.live.sheet(delegation(stem))
    return {".".join(place[1:]): str(answer) for place, answer in sheet.answers.items() if place[0] == "stocktaking"}


def sheet_of(app: UeTuiApp) -> MaturitySheet:
    return app.screen.query_one(MaturitySheet)


async def test_a_digit_marks_and_moves_on_and_0_clears(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("2", "3", "1")
        await wait_until(pilot, lambda: len(answers(app)) == 3)
        assert list(answers(app).values()) == ["in_progress", "embedded", "unstructured"]
        assert sheet_of(app).in_hand.code == "4"
        assert "3 of 7 stages" in text_of(app)

        await pilot.press("up", "0")
        await wait_until(pilot, lambda: len(answers(app)) == 2)
        assert sheet_of(app).in_hand.code == "3"


async def test_all_seven_stages_and_the_levels_in_full_fit_the_smallest_ordinary_screen(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(80, 24)) as (app, pilot):
        await show_sheet(app, pilot, delegation("aurelia"), "stocktaking")
        text = text_of(app)
        for code in range(1, 8):
            assert f"\n  {code}  " in text or f"\n> {code}  " in text
        assert sheet_of(app).max_scroll_y == 0
        for level in ("Ad hoc process and activities", "Process is documented and continuously updated"):
            assert level in text
        assert "UNECA Guidelines" in text


async def test_items_open_under_their_stage_and_are_marked_as_a_stage_is(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("down", "right", "down")
        assert sheet_of(app).in_hand.code == "2.1"
        assert "online portal" in text_of(app)
        await pilot.press("1", "3")
        await wait_until(pilot, lambda: len(answers(app)) == 2)
        assert set(answers(app).values()) == {"unstructured", "embedded"}
        # Items never make the stage's own mark.
        assert "0 of 7 stages" in text_of(app)

        await pilot.press("left")
        assert sheet_of(app).in_hand.code == "2"
        assert "online portal" not in text_of(app)
        assert "2/5" in text_of(app)
        assert "· 1 item" in text_of(app)


async def test_tab_goes_to_the_next_stage_without_a_mark(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, delegation("tamara"), "stocktaking")
        seen = []
        for _ in range(3):
            await pilot.press("tab")
            seen.append(sheet_of(app).in_hand.place[1])
        assert not set(seen) & {key.split(".")[0] for key in answers(app, "tamara") if key.endswith(".score")}
        assert len(set(seen)) == 3


async def test_note_is_written_with_enter_and_left_with_escape(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await pilot.press(*NASTY, "enter")
        await wait_until(pilot, lambda: f"Note: {NASTY}" in text_of(app))
        assert answers(app) == {"initiating_contact.note": NASTY}

        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await pilot.press("x", "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        assert answers(app) == {"initiating_contact.note": NASTY}


async def test_marks_are_keyed_in_from_paper_sheet_after_sheet(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, KeyFromPaperDialog))
        await pilot.press(*"21-3122")
        await wait_until(pilot, lambda: "not marked" in text_of(app))
        assert "Sheet 4 of 6: Quill" in text_of(app)
        assert "Initiating contact" in text_of(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Sheet 5 of 6: Sarda" in text_of(app))
        assert "Quill: 7 marks written." in text_of(app)
        assert app.desk.state.room.heard["quill", "stocktaking"].how is How.PAPER
        assert list(answers(app).values()) == [
            "in_progress",
            "unstructured",
            "embedded",
            "unstructured",
            "in_progress",
            "in_progress",
        ]

        # The number of a sheet stands in front of its marks; codes reach the items.
        await pilot.press(*"6 1111111", "enter")
        await wait_until(pilot, lambda: set(answers(app, "tamara").values()) >= {"unstructured"})
        await wait_until(pilot, lambda: "Sheet 1 of 6: Aurelia" in text_of(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        assert [answers(app, "tamara")[f"{one}.score"] for one in STAGES] == ["unstructured"] * 7


async def test_codes_from_paper_reach_the_items_and_a_wrong_one_is_refused_in_words(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("k")
        await wait_until(pilot, lambda: isinstance(app.screen, KeyFromPaperDialog))
        await pilot.press(*"9.9 2", "enter")
        await wait_until(pilot, lambda: "There is no code 9.9 on the paper." in text_of(app))
        await pilot.press(*["backspace"] * 5, *"99 2132121", "enter")
        await wait_until(pilot, lambda: "There is no sheet 99: there are 6." in text_of(app))
        await pilot.press(*["backspace"] * 10, *"3.2 2", "enter")
        await wait_until(pilot, lambda: answers(app))
        [(place, mark)] = answers(app).items()
        assert place.startswith("instigating_user_engagement.")
        assert mark == "in_progress"


async def test_undo_and_redo_take_back_the_last_mark_and_it_is_saved(tmp_path: Path) -> None:
    clock = FakeClock()
    path = sample_event(tmp_path) / "worksheets" / "quill.toml"
    before = path.read_text(encoding="utf-8")
    async with opened(tmp_path, clock=clock) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("2")
        await wait_until(pilot, lambda: answers(app))
        await pilot.press("u")
        await wait_until(pilot, lambda: not answers(app))
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: answers(app))
        clock.forward(seconds=1)
        await wait_until(pilot, lambda: "saved 09:00:0" in bottom_of(app))
        assert path.read_text(encoding="utf-8") == before.replace("score = 0", "score = 2", 1)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: "it saves by itself" in said(app))
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await wait_until(pilot, lambda: "There is nothing to undo." in said(app))
    assert path.read_text(encoding="utf-8") == before


async def test_mark_that_is_no_level_is_shown_as_it_stands_and_a_digit_mends_it(tmp_path: Path) -> None:
    path = sample_event(tmp_path) / "worksheets" / "quill.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("score = 0", f'score = "{NASTY}"', 1), encoding="utf-8", newline="\n"
    )
    async with opened(tmp_path) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        assert f"? {NASTY}" in text_of(app)
        assert "is no mark" in text_of(app)
        await pilot.press("3")
        await wait_until(pilot, lambda: NASTY not in text_of(app))
    assert "score = 3" in path.read_text(encoding="utf-8")


async def test_neighbours_are_one_key_away_and_so_is_the_mouse(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press(">")
        await wait_until(pilot, lambda: "Sarda · Stocktaking" in text_of(app))
        await pilot.press("<")
        await wait_until(pilot, lambda: "Quill · Stocktaking" in text_of(app))

        line = next(one for one in text_of(app).splitlines() if "2  Establishing" in one)
        await pilot.click(MaturitySheet, offset=(line.index("Embedded") + 1, 1))
        await wait_until(pilot, lambda: answers(app) == {"establishing_user_needs.score": "embedded"})


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 45), (200, 60)])
async def test_every_width_shows_each_stage_in_full_words(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(sample_event(tmp_path), size=size) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        shown = ""
        for _ in range(7):
            shown += text_of(app).replace("\n", " ")
            await pilot.press("down")
        for word in ("Instigating", "Modernizing", "feedback", "Financing", "technology"):
            assert word in shown
        assert "…" not in "".join(line for line in text_of(app).splitlines()[1:-1])
    assert EventFolder(tmp_path).open().live.sheet(QUILL).answers
