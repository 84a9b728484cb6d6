"""When something fails: it is said and stays said, nothing is lost, and the app goes on or ends tidily."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.errors import NotSaved
from ue_tui.model.people import Owner, OwnerKind, delegation
from ue_tui.store.event_folder import EventFolder
from ue_tui.tui import messages as ask
from ue_tui.tui.app import BUG, UeTuiApp
from ue_tui.tui.screens.session import SessionScreen
from ue_tui.tui.screens.stocktaking import StocktakingScreen
from ue_tui.tui.widgets.lines import FailureBar

QUILL = delegation("quill")
SCORE = ("stocktaking", "initiating_contact", "score")


def bar_of(app: UeTuiApp) -> str:
    bar = app.screen.query_one(FailureBar)
    return str(bar.render()) if bar.display else ""


def full_disk(*_: object) -> None:
    raise NotSaved("worksheets/quill.toml is not saved: no space is left on the disk.")


async def test_failed_save_is_a_red_bar_that_stays_until_saving_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample_event(tmp_path)
    before = (tmp_path / "worksheets" / "quill.toml").read_bytes()
    clock = FakeClock()
    async with opened(tmp_path, clock=clock) as (app, pilot):
        app.post_message(ask.OpenSheet(QUILL, "stocktaking"))
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        with monkeypatch.context() as broken:
            broken.setattr(EventFolder, "save", full_disk)
            await pilot.press("2")
            clock.forward(seconds=1)
            app.desk.save_due()
            await wait_until(pilot, lambda: "no space is left" in bar_of(app))
            assert (tmp_path / "worksheets" / "quill.toml").read_bytes() == before

            # What was marked is still on screen, and can be saved somewhere else.
            assert "1 of 7" in text_of(app)
            elsewhere = tmp_path / "elsewhere"
            elsewhere.mkdir()
            broken.setattr(Path, "home", lambda: elsewhere)
            app.post_message(ask.SaveElsewhere())
            await wait_until(pilot, lambda: list(elsewhere.rglob("quill*.toml")))
            [copy] = elsewhere.rglob("quill*.toml")
            assert "score = 2" in copy.read_text(encoding="utf-8")
            assert bar_of(app)
        clock.forward(seconds=1)
        app.desk.save_due()
        await wait_until(pilot, lambda: not bar_of(app))
    assert (tmp_path / "worksheets" / "quill.toml").read_bytes() != before


async def test_sheet_that_cannot_be_read_is_shown_as_read_and_never_written(tmp_path: Path) -> None:
    sample_event(tmp_path)
    clock = FakeClock()
    path = tmp_path / "worksheets" / "aurelia.toml"
    async with opened(tmp_path, clock=clock) as (app, pilot):
        app.post_message(ask.OpenSheet(delegation("aurelia"), "stocktaking"))
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        slip = path.read_text(encoding="utf-8").replace('name = "Aurelia"', 'name = "Aurelia')
        path.write_text(slip, encoding="utf-8")
        await wait_until(pilot, lambda: "aurelia.toml, line" in bar_of(app))
        assert "What was last read stands here" in bar_of(app)
        assert "7 of 7" in text_of(app)
        assert "read-only" in text_of(app)

        await pilot.press("0")
        clock.forward(seconds=1)
        app.desk.save_due(at_once=True)
        await pilot.pause()
        assert path.read_text(encoding="utf-8") == slip
        assert "7 of 7" in text_of(app)

        path.write_text(slip.replace('name = "Aurelia', 'name = "Aurelia"'), encoding="utf-8")
        await wait_until(pilot, lambda: not bar_of(app))
        await pilot.press("home", "0")
        await wait_until(pilot, lambda: "6 of 7" in text_of(app))


async def test_bug_in_the_queue_is_a_red_bar_and_a_crash_file_without_answers(tmp_path: Path) -> None:
    sample_event(tmp_path)

    def bug() -> None:
        raise ZeroDivisionError(NASTY)

    async with opened(tmp_path) as (app, pilot):
        app.desk.submit(bug, lambda result: None, lambda error: None)
        await wait_until(pilot, lambda: "Something failed inside ue-tui" in bar_of(app))
        [crash] = (tmp_path / ".ue-tui").glob("crash-*.txt")
        assert crash.name in bar_of(app)
        text = crash.read_text(encoding="utf-8")
        assert "ZeroDivisionError" in text
        assert NASTY not in text

        # The app goes on: what is marked after it is saved.
        app.post_message(ask.OpenSheet(QUILL, "stocktaking"))
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        await pilot.press("3")
        await wait_until(pilot, lambda: "1 of 7" in text_of(app))
    assert "score = 3" in (tmp_path / "worksheets" / "quill.toml").read_text(encoding="utf-8")


async def mark_and_fail(app: UeTuiApp) -> None:
    """Start a phase, mark a stage, and let the interface fail before it is saved."""
    async with app.run_test() as pilot:
        await wait_until(pilot, lambda: app.desk.live is not None)
        app.post_message(ask.OpenSession("stocktaking"))
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("space")
        app.desk.write(QUILL, SCORE, "embedded")

        def bug() -> None:
            raise ZeroDivisionError(NASTY)

        app.call_later(bug)
        await wait_until(pilot, lambda: not app.is_running)


async def test_bug_in_the_interface_keeps_what_was_typed_and_starts_again_where_it_was(tmp_path: Path) -> None:
    sample_event(tmp_path)
    clock = FakeClock()
    app = UeTuiApp(EventFolder(tmp_path), now=clock)
    with pytest.raises(ZeroDivisionError):
        await mark_and_fail(app)
    assert app.return_code == BUG
    [crash] = (tmp_path / ".ue-tui").glob("crash-*.txt")
    assert NASTY not in crash.read_text(encoding="utf-8")
    assert "score = 3" in (tmp_path / "worksheets" / "quill.toml").read_text(encoding="utf-8")

    clock.forward(minutes=5)
    async with opened(tmp_path, clock=clock) as (again, pilot):
        await wait_until(pilot, lambda: isinstance(again.screen, SessionScreen))
        assert "10:00 left" in text_of(again)
    async with opened(tmp_path, clock=clock) as (later, pilot):
        assert not isinstance(later.screen, SessionScreen)


async def test_event_without_sessions_says_so_and_can_be_left(tmp_path: Path) -> None:
    sample_event(tmp_path)
    folder = EventFolder(tmp_path)
    for path in (tmp_path / "sessions").iterdir():
        path.unlink()
    (tmp_path / "sessions").rmdir()
    app = UeTuiApp(folder, now=FakeClock())
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await wait_until(pilot, lambda: bar_of(app))
        assert "agenda.toml cannot be read" in bar_of(app)
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_worksheet_that_is_taken_away_is_said_on_its_sheet(tmp_path: Path) -> None:
    sample_event(tmp_path)
    async with opened(tmp_path) as (app, pilot):
        app.post_message(ask.OpenSheet(QUILL, "stocktaking"))
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        (tmp_path / "worksheets" / "quill.toml").unlink()
        await wait_until(pilot, lambda: "the file has gone" in text_of(app))
        await pilot.press("1", "k", "escape", "escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, StocktakingScreen))
        assert Owner(OwnerKind.DELEGATION, "quill") not in app.desk.live.files if app.desk.live else True
