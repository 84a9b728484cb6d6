"""The plenary: the right counts at each moment, the row in hand kept, and names only when they are switched on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.people import delegation
from ue_tui.model.picture import Bars, Of, Subject, read_subject
from ue_tui.model.steps import Do
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.messages import OpenPlenary, TakeStep
from ue_tui.tui.screens.plenary import PlenaryScreen
from ue_tui.tui.widgets.picture_list import PictureList
from ue_tui.tui.widgets.words import Words


def worksheet(name: str, **scores: int) -> bytes:
    stages = "".join(f"[stocktaking.{stage}]\nscore = {score}\n" for stage, score in scores.items())
    return f'format = 1\n[delegation]\nname = "{name}"\n{stages}'.encode()


def arrive(app: UeTuiApp, stem: str, data: bytes) -> None:
    """A worksheet's file as the folder's watcher hands it on."""
    assert app.desk.live is not None
    app.desk.live.arrived(f"worksheets/{stem}.toml", data, hashlib.sha256(data).hexdigest(), app.desk.now())
    app.changed()


async def plenary(app: UeTuiApp, pilot: Pilot[int]) -> PlenaryScreen:
    await pilot.press("g", "p")
    await wait_until(pilot, lambda: isinstance(app.screen, PlenaryScreen), "the plenary is on")
    await pilot.pause()
    assert isinstance(app.screen, PlenaryScreen)
    return app.screen


def bars(screen: PlenaryScreen) -> dict[str, tuple[int, ...]]:
    body = screen._body
    assert isinstance(body, Bars)
    return {bar.code: bar.counts or () for bar in body.rows}


async def test_thirty_delegations_arrive_and_each_moment_shows_its_counts_with_the_row_kept(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    for path in (root / "worksheets").rglob("*.toml"):
        path.unlink()
    for number in range(30):
        (root / "worksheets" / f"land-{number:02}.toml").write_bytes(worksheet(f"Land {number}"))
    async with opened(root, size=(160, 45)) as (app, pilot):
        screen = await plenary(app, pilot)
        listing = screen.query_one(PictureList)
        listing.take_in_hand("6")
        wanted = [0, 0, 0]
        for number in range(30):
            level = number * 7 % 3
            wanted[level] += 1
            data = worksheet(f"Land {number}", financing_engagement=level + 1, initiating_contact=1)
            arrive(app, f"land-{number:02}", data)
            await pilot.pause()
            assert bars(screen)["6"] == tuple(wanted)
            assert bars(screen)["1"] == (number + 1, 0, 0)
            assert listing.key == "6"
        assert "n 30 of 30" in str(screen.query_one("#in-hand", Words).content)


async def test_a_file_written_by_hand_is_counted(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    async with opened(root) as (app, pilot):
        screen = await plenary(app, pilot)
        before = bars(screen)["7"]
        path = root / "worksheets" / "tamara.toml"
        text = path.read_text(encoding="utf-8")
        head = "[stocktaking.establishing_feedback_loop]\n"
        assert head in text
        changed = text.replace(f"{head}score = 0", f"{head}score = 3")
        assert changed != text
        path.write_text(changed, encoding="utf-8")
        await wait_until(pilot, lambda: bars(screen)["7"] != before, "the mark is counted")
        assert bars(screen)["7"][2] == before[2] + 1


async def test_names_take_two_presses_and_end_with_the_picture(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), clock=FakeClock()) as (app, pilot):
        screen = await plenary(app, pilot)
        await pilot.press("V")
        up = app.desk.state.projected.picture
        assert up is not None
        assert (up.names, read_subject(up.what).of) == (False, Of.COUNTS)
        await pilot.press("A")
        assert not screen.names_on
        await pilot.press("A")
        await pilot.pause()
        again = app.desk.state.projected.picture
        assert again is not None
        assert (again.names, again.what) == (True, up.what)
        assert again.seed != up.seed
        await pilot.press("V")
        await pilot.pause()
        assert app.desk.state.projected.picture is None
        assert not screen.names_on


async def test_the_lower_case_shows_the_room_nothing_and_says_why(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await plenary(app, pilot)
        await pilot.press("v", "a", "a")
        await pilot.pause()
        assert app.desk.state.projected.picture is None
        assert "wants the capital" in " ".join(one.message for one in app._notifications)


async def test_no_name_and_no_note_is_on_the_screen_before_names_are_switched_on(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    names = ("Aurelia", "Norland", "Borealis", "Sarda", "Tamara", "Quill")
    async with opened(root, size=(160, 45)) as (app, pilot):
        screen = await plenary(app, pilot)
        for _ in range(4):
            assert not any(name in text_of(app) for name in names)
            await pilot.press("enter")
            assert app.screen is screen
            await pilot.press("tab")
            await pilot.pause()
        await pilot.press("A", "A")
        await pilot.pause()
        assert "Aurelia" in text_of(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.screen is not screen, "who said what is shown")
        assert "A donor project pays until 2027" in text_of(app)
        await pilot.press("escape")
        assert app.screen is screen


async def test_order_and_filter_change_what_is_shown(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        screen = await plenary(app, pilot)
        assert next(iter(bars(screen))) == "6"
        await pilot.press("o")
        assert next(iter(bars(screen))) == "7"
        await pilot.press("o")
        assert list(bars(screen)) == [str(number) for number in range(1, 8)]
        await pilot.press("/")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert sum(bars(screen)["1"]) <= 2
        assert "only Business" in text_of(app)


async def test_the_clicker_turns_the_pages_of_what_the_room_sees(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await plenary(app, pilot)
        await pilot.press("tab", "V")  # stages and items have several pages
        for key in ("pagedown", "pagedown", "pageup"):
            await pilot.press(key)
            await pilot.pause()
        up = app.desk.state.projected.picture
        assert up is not None
        assert up.page == 1


@pytest.mark.parametrize("session", ["user_journey", "employee_potential"])
async def test_groups_stand_row_by_row_under_one_cell_and_then_the_next(tmp_path: Path, session: str) -> None:
    async with opened(sample_event(tmp_path), size=(160, 45)) as (app, pilot):
        screen = await plenary(app, pilot)
        app.post_message(OpenPlenary(session))
        await wait_until(pilot, lambda: getattr(app.screen, "session", screen.session).id == session, "it is shown")
        first = str(app.screen.query_one("#what", Words).content)
        await pilot.press("greater_than_sign")
        await pilot.pause()
        second = str(app.screen.query_one("#what", Words).content)
        assert first != second
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert str(app.screen.query_one("#what", Words).content) == first
        assert all(name in text_of(app) for name in ("Business", "Media", "Parliament"))


async def test_words_of_people_are_never_markup(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    async with opened(root, size=(160, 45)) as (app, pilot):
        app.desk.write(delegation("aurelia"), ("delegation", "name"), NASTY)
        app.desk.write(delegation("aurelia"), ("stocktaking", "financing_engagement", "note"), NASTY)
        await plenary(app, pilot)
        await pilot.press("A", "A", "enter")
        await pilot.pause()
        assert NASTY in text_of(app)


async def test_200_delegations_are_scrolled_through_with_the_columns_named(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    for number in range(200):
        data = worksheet(f"Land {number}", financing_engagement=number % 4)
        (root / "worksheets" / f"land-{number:03}.toml").write_bytes(data)
    async with opened(root) as (app, pilot):
        screen = await plenary(app, pilot)
        assert sum(bars(screen)["6"]) == 150 + 4
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert "of 206" in text_of(app)
        await pilot.press("greater_than_sign")
        await pilot.pause()
        assert " 1 to " not in text_of(app)


async def test_levers_stand_beside_each_other_and_an_empty_one_is_shown(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path), size=(160, 45)) as (app, pilot):
        app.post_message(OpenPlenary("employee_potential"))
        await wait_until(pilot, lambda: isinstance(app.screen, PlenaryScreen))
        await pilot.press("tab")
        await wait_until(pilot, lambda: "Leader's actions: nothing from" in text_of(app))
        assert text_of(app).count("nothing recorded") >= 2
        await pilot.press("tab")
        await pilot.pause()
        assert "the delegations' sheets" in text_of(app)
        assert "Quill" not in text_of(app)
        await pilot.press("A", "A")
        await pilot.pause()
        assert "Quill" in text_of(app)
        await pilot.press("V")
        await pilot.pause()
        up = app.desk.state.projected.picture
        assert up is not None
        assert read_subject(up.what) == Subject(Of.BESIDE, "employee_potential", row="leaders_actions")


async def test_names_end_with_the_phase(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        screen = await plenary(app, pilot)
        await pilot.press("A", "A")
        await pilot.pause()
        assert screen.names_on
        app.post_message(TakeStep(Do.START, "stocktaking.plenary"))
        await wait_until(pilot, lambda: app.desk.state.current == "stocktaking.plenary")
        await wait_until(pilot, lambda: not screen.names_on)


async def test_the_groups_top_ones_say_what_hands_say_and_what_was_withdrawn(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        app.desk.write(delegation("aurelia"), ("action_plan", "shared"), None)
        app.post_message(OpenPlenary("action_plan"))
        await wait_until(pilot, lambda: isinstance(app.screen, PlenaryScreen))
        await wait_until(pilot, lambda: "Aurelia has withdrawn" in " ".join(text_of(app).split()))
        await pilot.press("tab")
        await wait_until(pilot, lambda: "all shared ones" in text_of(app))
        assert "shares none yet" in text_of(app)
