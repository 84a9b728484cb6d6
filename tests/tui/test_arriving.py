"""Worksheets from elsewhere, versions from earlier, and answers kept against a file that arrived."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.helpers import FakeClock, bottom_of, opened, sample_event, show_sheet, text_of, wait_until
from ue_tui.model.people import delegation
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.differences import DifferencesDialog
from ue_tui.tui.dialogs.earlier import EarlierDialog
from ue_tui.tui.screens.bring_in import BringInScreen
from ue_tui.tui.sheet_frame import SheetScreen
from ue_tui.tui.widgets.cell_sheet import CellSheet
from ue_tui.tui.widgets.maturity_sheet import MaturitySheet
from ue_tui.tui.widgets.row_list import RowList

QUILL = delegation("quill")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is offered like a stick; Downloads are an empty home's."""
    folder = tmp_path / "STICK"
    folder.mkdir()
    monkeypatch.setenv("UE_TUI_STICKS", str(folder))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return folder


def event(tmp_path: Path) -> Path:
    return sample_event(tmp_path / "event")


def outcome(app: UeTuiApp) -> list[tuple[str, ...]]:
    return [row.texts for row in app.screen.query_one("#found", RowList).rows]


async def test_worksheet_on_a_stick_is_shown_and_brought_in_by_a_second_enter(tmp_path: Path, stick: Path) -> None:
    folder = event(tmp_path)
    text = (folder / "worksheets" / "quill.toml").read_text(encoding="utf-8")
    (stick / "norland (2).toml.txt").write_text(text.replace("score = 0", "score = 2", 1), encoding="utf-8")
    (stick / "holiday.txt").write_text("not a worksheet", encoding="utf-8")
    async with opened(folder, size=(120, 40), clock=FakeClock()) as (app, pilot):
        await pilot.press("I")
        await wait_until(pilot, lambda: isinstance(app.screen, BringInScreen))
        await wait_until(pilot, lambda: outcome(app))
        assert [row[:3] for row in outcome(app)] == [("take in", "Quill", "1 answer would change")]
        await pilot.press("enter")
        await wait_until(pilot, lambda: "stocktaking.initiating_contact.score" in text_of(app))
        assert "Enter do it" in bottom_of(app)

        # Space leaves it out, and takes it in again.
        await pilot.press("space")
        await wait_until(pilot, lambda: outcome(app)[0][0] == "not in")
        await pilot.press("enter", "space", "enter")
        await wait_until(pilot, lambda: outcome(app)[0][0] == "done")
        assert outcome(app)[0][2] == "1 answer taken over"
    assert "score = 2" in (folder / "worksheets" / "quill.toml").read_text(encoding="utf-8")
    assert [path for path in stick.iterdir() if "RECEIVED" in path.name]


async def test_empty_stick_says_what_to_do_and_what_nobody_is_called_cannot_be_taken_in(
    tmp_path: Path, stick: Path
) -> None:
    async with opened(event(tmp_path), size=(120, 40)) as (app, pilot):
        await pilot.press("i")
        await wait_until(pilot, lambda: "Plug a stick in" in text_of(app))
        stranger = 'format = 1\n[delegation]\nname = "Atlantis [/b]"\n'
        (stick / "atlantis.toml").write_text(stranger, encoding="utf-8")
        await pilot.press("i")
        await wait_until(pilot, lambda: outcome(app))
        assert outcome(app)[0][:3] == ("not in", "Atlantis [/b]", "nobody here")
        await pilot.press("space", "enter", "enter")
        await wait_until(pilot, lambda: "Nothing is to be taken in" in text_of(app))
        await pilot.press("escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, BringInScreen))


async def test_earlier_version_is_compared_and_brought_back(tmp_path: Path) -> None:
    folder, clock = event(tmp_path), FakeClock()
    path = folder / "worksheets" / "quill.toml"
    before = path.read_text(encoding="utf-8")
    async with opened(folder, clock=clock) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("3")
        await pilot.pause()
        clock.forward(seconds=2)
        await wait_until(pilot, lambda: "saved" in bottom_of(app))
        app.screen.action_earlier()  # type: ignore[attr-defined]  # what the palette does
        await wait_until(pilot, lambda: isinstance(app.screen, EarlierDialog))
        assert "1 answer other than now" in text_of(app)
        assert "now   Embedded" in text_of(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "0 of 7 stages" in text_of(app))
        clock.forward(seconds=2)
        await wait_until(pilot, lambda: path.read_text(encoding="utf-8") == before)
        await pilot.press("u")
        await wait_until(pilot, lambda: "1 of 7 stages" in text_of(app))


async def test_answers_kept_here_against_an_older_editor_are_listed_with_the_files_to_take(tmp_path: Path) -> None:
    folder, clock = event(tmp_path), FakeClock()
    path = folder / "worksheets" / "quill.toml"
    opened_long_ago = path.read_text(encoding="utf-8")
    async with opened(folder, clock=clock) as (app, pilot):
        live = app.desk.live
        assert live is not None
        await show_sheet(app, pilot, QUILL, "stocktaking")
        await pilot.press("3", "2")
        await pilot.pause()
        clock.forward(seconds=2)
        await wait_until(pilot, lambda: "saved" in bottom_of(app))
        later = opened_long_ago.replace('organization = "Quill', 'organization = "The Quill', 1)
        path.write_text(later, encoding="utf-8", newline="\n")
        await wait_until(pilot, lambda: "kept 2 answers made here: Ctrl+S" in bottom_of(app))
        assert "2 of 7 stages" in text_of(app)
        await pilot.press("ctrl+s")
        await wait_until(pilot, lambda: isinstance(app.screen, DifferencesDialog))
        await pilot.press("2", "enter", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SheetScreen))
        await wait_until(pilot, lambda: "1 of 7 stages" in text_of(app))
        assert not live.files[QUILL].kept
        assert "kept" not in bottom_of(app)


async def test_cursor_scroll_and_focus_stay_when_a_file_arrives(tmp_path: Path) -> None:
    folder = event(tmp_path)
    path = folder / "worksheets" / "aurelia.toml"
    async with opened(folder) as (app, pilot):
        await show_sheet(app, pilot, delegation("aurelia"), "stocktaking")
        await pilot.press("down", "down", "right", "down", "down")
        sheet = app.screen.query_one(MaturitySheet)
        asked, scroll = sheet.in_hand, sheet.scroll_offset
        text = path.read_text(encoding="utf-8").replace("score = 2", "score = 1", 1)
        path.write_text(text, encoding="utf-8", newline="\n")
        await wait_until(
            pilot,
            lambda: (
                sheet.sheet is not None
                and sheet.sheet.text("stocktaking", "initiating_contact", "score") == "unstructured"
            ),
        )
        assert (sheet.in_hand, sheet.scroll_offset, sheet.has_focus) == (asked, scroll, True)

        await show_sheet(app, pilot, delegation("aurelia"), "user_journey")
        await pilot.press("down", "down", "down", "right", *"typing")
        cells = app.screen.query_one(CellSheet)
        cell = cells.in_hand
        text = path.read_text(encoding="utf-8").replace("Committee clerks", "The committee's clerks", 1)
        path.write_text(text, encoding="utf-8", newline="\n")
        await wait_until(pilot, lambda: "The" in " ".join(text_of(app).split()) and "committee's" in text_of(app))
        assert cells.in_hand == cell
        assert cells.is_editing
        await pilot.press(*" on", "escape")
        await wait_until(pilot, lambda: "typing on" in text_of(app))
