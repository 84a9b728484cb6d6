"""People: who is there, where they sit, who joins."""

from pathlib import Path

from tests.tui.helpers import FakeClock, opened, sample_event, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.attendance import Attendance
from ue_tui.tui.screens.people import PeopleScreen
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words


async def test_attendance_changes_counts_and_is_taken_back(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("g", "d")
        await wait_until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        await pilot.press("down", "x")
        await wait_until(pilot, lambda: app.desk.state.room.of("tamara") is Attendance.ABSENT)
        await wait_until(pilot, lambda: "5 present · 1 absent" in str(app.screen.query_one("#count", Words).content))
        await pilot.press("down", "l")
        await wait_until(pilot, lambda: app.desk.state.room.of("quill") is Attendance.LATE)
        await pilot.press("u")
        await wait_until(pilot, lambda: app.desk.state.room.of("quill") is Attendance.PRESENT)
        await pilot.press("home", "x")
        await wait_until(pilot, lambda: app.desk.state.room.of("quill") is Attendance.ABSENT)


async def test_moving_a_delegation_writes_both_groups_and_is_one_thing_to_undo(tmp_path: Path) -> None:
    root, clock = sample_event(tmp_path), FakeClock()
    async with opened(root, clock=clock) as (app, pilot):
        live = app.desk.live
        assert live is not None
        await pilot.press("g", "d")
        await wait_until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        await pilot.press("down", "greater_than_sign")

        def sits(stem: str) -> str:
            group = live.group_of_delegation(stem)
            return group.stem if group is not None else ""

        await wait_until(pilot, lambda: sits("tamara") == "media")
        assert app.screen.query_one(RowList).key == "tamara"
        clock.forward(seconds=1)
        await wait_until(pilot, lambda: '"tamara"' in (root / "worksheets/groups/media.toml").read_text("utf-8"))
        assert '"tamara"' not in (root / "worksheets/groups/business.toml").read_text("utf-8")
        await pilot.press("u")
        await wait_until(pilot, lambda: sits("tamara") == "business")
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert sits("tamara") == "business"


async def test_a_delegation_that_nobody_expected_has_a_worksheet_and_a_seat(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    async with opened(root) as (app, pilot):
        await pilot.press("g", "d")
        await wait_until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        await pilot.press("c")
        await pilot.press(*"Zembla", "tab", *"Zembla Statistics", "enter")
        await wait_until(pilot, (root / "worksheets/zembla.toml").exists)
        await wait_until(pilot, lambda: app.desk.live is not None and "zembla" in app.desk.live.delegations())
        live = app.desk.live
        assert live is not None
        group = live.group_of_delegation("zembla")
        assert group is not None
        assert group.stem == "business"
        assert live.delegations()["zembla"].text("delegation", "organization") == "Zembla Statistics"


async def test_names_of_people_are_shown_as_they_are(tmp_path: Path) -> None:
    root = sample_event(tmp_path)
    sheet = root / "worksheets" / "tamara.toml"
    text = sheet.read_text("utf-8").replace('name = "Tamara"', f'name = "{NASTY}"')
    sheet.write_text(text, "utf-8")
    async with opened(root, size=(120, 30)) as (app, pilot):
        await pilot.press("g", "d")
        await wait_until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        await wait_until(pilot, lambda: NASTY in text_of(app))


async def test_enter_opens_the_sheet_of_who_is_in_hand(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        await pilot.press("g", "d")
        await wait_until(pilot, lambda: isinstance(app.screen, PeopleScreen))
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: getattr(app.screen, "NAME", "") == "stocktaking sheet")
