"""What is around every screen: top and bottom line, help, palette, ways to go, quitting, the last save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.tui.helpers import FakeClock, bottom_of, opened, said, sample_event, show_sheet, text_of, wait_until
from tests.tui.nasty import NAMES, NASTY, add_nasty
from ue_tui.model.people import OwnerKind, delegation, group
from ue_tui.tui import messages as ask
from ue_tui.tui.dialogs.go_to import GoToDialog
from ue_tui.tui.dialogs.help import HelpDialog
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.palette import CommandsProvider
from ue_tui.tui.screens.agenda import AgendaScreen
from ue_tui.tui.screens.problems import ProblemsScreen
from ue_tui.tui.screens.session import SessionScreen
from ue_tui.tui.screens.stocktaking import StocktakingScreen
from ue_tui.tui.screens.table_sheet import TableScreen

QUILL = delegation("quill")


async def test_help_names_every_key_of_the_screen_and_its_task(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(100, 60)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        for key in ("f1",):
            await pilot.press(key)
            await wait_until(pilot, lambda: isinstance(app.screen, HelpDialog))
            text = text_of(app)
            for words in ("Ctrl+E", "Ctrl+O", "next empty cell", "Each group will map out the experience", "Ctrl+Q"):
                assert words in text
            await pilot.press("escape")
            await wait_until(pilot, lambda: isinstance(app.screen, TableScreen))
        app.post_message(ask.GoTo("agenda"))
        await wait_until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        await pilot.press("question_mark")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpDialog))


async def test_palette_finds_what_the_screen_can_do_and_does_it(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"start / pause")
        await wait_until(pilot, lambda: "Start / pause / resume the phase" in text_of(app))
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: app.desk.state.state == "running")


async def test_palette_offers_each_command_of_a_screen_once(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "stocktaking")
        screen = app.screen
        assert isinstance(screen, FramedScreen)
        offered = [str(hit.display) async for hit in CommandsProvider(screen).discover()]  # type: ignore[union-attr]
        assert len(offered) == len(set(offered))
        for words in ("Next unmarked", "Key from paper", "Change the theme", "Word document of what is in hand"):
            assert words in offered


async def test_go_to_leads_everywhere_and_back(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("g")
        await wait_until(pilot, lambda: isinstance(app.screen, GoToDialog))
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("exclamation_mark")
        await wait_until(pilot, lambda: isinstance(app.screen, ProblemsScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("ctrl+g")
        await wait_until(pilot, lambda: isinstance(app.screen, GoToDialog))
        await pilot.press("greater_than_sign")
        await wait_until(pilot, lambda: "Sarda · User journey" in text_of(app))
        await pilot.press("ctrl+g")
        await wait_until(pilot, lambda: isinstance(app.screen, GoToDialog))
        await pilot.press("A")
        await wait_until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, AgendaScreen)


async def test_click_on_a_key_of_the_bottom_line_does_what_the_key_does(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.click(offset=(bottom_of(app).index("Space start") + 2, 23))
        await wait_until(pilot, lambda: app.desk.state.state == "running")


async def test_bottom_line_names_seven_keys_at_most_and_help_always(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(60, 15)) as (app, pilot):
        assert bottom_of(app).strip().endswith("? help")
        await show_sheet(app, pilot, QUILL, "user_journey")
        assert "F1 help" in bottom_of(app)
        screen = app.screen
        assert isinstance(screen, FramedScreen)
        assert len(screen.footer_commands()) <= 7
        # What the focused sheet does is a command of the screen as well.
        assert [one.key for one, _ in screen.footer_commands()][:2] == ["Enter", "Tab"]


async def test_quitting_wants_a_second_press_while_a_clock_runs(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.state == "running")
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: "Ctrl+Q again quits" in said(app))
        assert app.is_running
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: app.return_code == 0 and not app.is_running)


async def test_what_is_being_typed_when_one_quits_is_saved(tmp_path: Path) -> None:
    path = sample_event(tmp_path) / "worksheets" / "quill.toml"
    async with opened(tmp_path, clock=FakeClock()) as (app, pilot):
        await show_sheet(app, pilot, QUILL, "user_journey")
        await pilot.press("down", "down", *"the last words", "ctrl+q")
        await wait_until(pilot, lambda: not app.is_running)
    assert "the last words" in path.read_text(encoding="utf-8")


async def test_no_color_never_leaves_a_theme_of_the_terminals_own_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TEXTUAL_THEME", "ansi-dark")
    async with opened(sample_event(tmp_path)) as (app, _):
        assert not app.current_theme.ansi


def every_screen(stems: Sequence[str]) -> list[tuple[object, str]]:
    """Messages that open each screen on the nasty worksheets, with what has to be seen there."""
    sessions = ("stocktaking", "user_journey", "action_plan", "employee_potential")
    found: list[tuple[object, str]] = [(ask.OpenSession(session), "not started") for session in sessions]
    for stem in stems:
        name = {"broken": "broken", "fourth": "Fourth"}.get(stem) or NAMES[stem]
        found += [(ask.OpenSheet(delegation(stem), session), name[:5]) for session in sessions]
    found += [(ask.OpenSheet(group("nasty"), session), "Group [/b]") for session in sessions[1:]]
    return [*found, (ask.GoTo("problems"), "mend")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "stems"),
    [((60, 15), ["japan"]), ((80, 24), [*NAMES, "broken", "fourth"]), ((160, 45), ["markup"])],
    ids=["small", "ordinary", "wide"],
)
async def test_text_of_people_is_shown_as_it_is_on_every_screen(
    tmp_path: Path, size: tuple[int, int], stems: list[str]
) -> None:
    async with opened(add_nasty(sample_event(tmp_path)), size=size) as (app, pilot):
        assert len(app.desk.owners(OwnerKind.DELEGATION)) == 6 + len(NAMES) + 2
        for message, seen in every_screen(stems):
            app.post_message(message)  # type: ignore[arg-type]
            await wait_until(pilot, lambda seen=seen: seen in text_of(app), f"{message} shows {seen}")  # type: ignore[misc]
            await pilot.press("down", "down", "right", "f1", "escape")
            text = text_of(app)
            assert "\x1b" not in text
            assert "\x07" not in text
            app.post_message(ask.GoTo("agenda"))
            await wait_until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        app.notify(NASTY, title=NASTY)
        await wait_until(pilot, lambda: NASTY in said(app))
        await pilot.pause()


async def test_scribe_has_one_worksheet_and_no_clock(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), sheet=group("business"), session="user_journey") as (app, pilot):
        await wait_until(pilot, lambda: isinstance(app.screen, TableScreen))
        assert "Business · User journey" in text_of(app)
        assert "projector" not in text_of(app)
        await pilot.press("down", "down", *"typed by the scribe", "escape", "ctrl+g")
        await wait_until(pilot, lambda: isinstance(app.screen, GoToDialog))
        await pilot.press("greater_than_sign")
        await wait_until(pilot, lambda: "Business · Leadership" in text_of(app))
        await pilot.press("escape")
        assert not isinstance(app.screen, AgendaScreen)
    text = (tmp_path / "worksheets" / "groups" / "business.toml").read_text(encoding="utf-8")
    assert "typed by the scribe" in text


async def test_scribe_of_a_delegation_marks_its_stages_too(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), sheet=QUILL) as (app, pilot):
        await wait_until(pilot, lambda: isinstance(app.screen, StocktakingScreen))
        await pilot.press("2")
        await wait_until(pilot, lambda: "1 of 7 stages" in text_of(app))
        await pilot.press("space", "n", "plus", "V")
        await pilot.pause()
        assert app.desk.state.state == "idle"
        assert "no projector" not in text_of(app)
