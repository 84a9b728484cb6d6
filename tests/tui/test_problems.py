"""Problems in the order of what to do first; Enter shows, Enter again does it: repair, decide, merge, or go there."""

from __future__ import annotations

from pathlib import Path

from tests.tui.helpers import FakeClock, bottom_of, opened, sample_event, text_of, told, wait_until
from tests.tui.nasty import NASTY, add_nasty
from ue_tui.model.people import delegation
from ue_tui.tui import messages as ask
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.differences import DifferencesDialog
from ue_tui.tui.screens.problems import ProblemsScreen
from ue_tui.tui.sheet_frame import SheetScreen
from ue_tui.tui.widgets.row_list import RowList

CONFLICTS = f"""
# Two wordings: choose in the app, or delete the one that you do not want.
[[conflict]]
at = "user_journey.activities.current_practices"
kept = "Committee clerks telephone the census division"
other = "{NASTY}"
since = 2025-12-02T09:00:00Z

[[conflict]]
at = "stocktaking.initiating_contact.score"
kept = "In Progress"
other = "Embedded"
since = 2025-12-02T09:00:00Z
"""


def rows(app: UeTuiApp) -> list[tuple[str, ...]]:
    return [row.texts for row in app.screen.query_one(RowList).rows]


def problems_are_shown(app: UeTuiApp) -> bool:
    """Whether the screen is there with its rows: a key that comes before them finds nothing in hand."""
    return isinstance(app.screen, ProblemsScreen) and any(listing.rows for listing in app.screen.query(RowList))


def path_of(root: Path, stem: str) -> Path:
    return root / "worksheets" / f"{stem}.toml"


async def test_what_to_do_first_stands_first(tmp_path: Path) -> None:
    folder = add_nasty(sample_event(tmp_path))
    aurelia = path_of(folder, "aurelia")
    aurelia.write_text(aurelia.read_text(encoding="utf-8") + CONFLICTS, encoding="utf-8", newline="\n")
    (folder / "worksheets" / "quill (1).toml").write_bytes(path_of(folder, "quill").read_bytes())
    async with opened(folder, size=(120, 40)) as (app, pilot):
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        order = list(dict.fromkeys(row[0] for row in rows(app)))
        assert order == ["repair", "mend", "decide", "merge", "look", "open"]


async def test_repair_is_shown_line_by_line_and_written_by_a_second_enter(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    path = path_of(folder, "quill")
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace('name = "Quill"', 'name = "Quill'), encoding="utf-8", newline="\n")
    async with opened(folder, clock=FakeClock()) as (app, pilot):
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        assert rows(app)[0][:2] == ("repair", "quill.toml")
        assert '- name = "Quill' in text_of(app)
        assert '+ name = "Quill"' in text_of(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Enter again writes it" in text_of(app).replace("\n ", ""))
        assert "Enter do it" in bottom_of(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: path.read_text(encoding="utf-8") == good)
        await wait_until(pilot, lambda: rows(app)[0][0] != "repair")


async def test_slip_that_nobody_can_be_sure_of_says_what_to_do(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    path_of(folder, "quill").write_text("format = 1\n[delegation]\n= = =\n", encoding="utf-8")
    async with opened(folder) as (app, pilot):
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: "in an editor and mend line 3" in told(app))


async def test_open_item_leads_to_its_sheet(tmp_path: Path) -> None:
    async with opened(sample_event(tmp_path)) as (app, pilot):
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        listing = app.screen.query_one(RowList)
        at = next(number for number, row in enumerate(rows(app)) if "Session 4" in row[3])
        await pilot.press(*["down"] * at)
        assert listing.cursor == at
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SheetScreen))
        assert isinstance(app.screen, SheetScreen)
        assert app.screen.session.id == "stocktaking"


async def test_two_wordings_are_decided_side_by_side(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    path = path_of(folder, "aurelia")
    path.write_text(path.read_text(encoding="utf-8") + CONFLICTS, encoding="utf-8", newline="\n")
    aurelia = delegation("aurelia")
    clock = FakeClock()
    async with opened(folder, clock=clock) as (app, pilot):
        live = app.desk.live
        assert live is not None
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        assert rows(app)[0][0] == "decide"
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, DifferencesDialog))
        assert NASTY in text_of(app)
        assert "Committee clerks" in text_of(app)
        await pilot.press("3", "enter")
        place = ("user_journey", "activities", "current_practices")
        await wait_until(pilot, lambda: NASTY in [one.text for one in live.sheet(aurelia).bullets(*place)])
        assert "Committee clerks telephone the census division" in [
            one.text for one in live.sheet(aurelia).bullets(*place)
        ]

        # One mark is one answer: both cannot stand.
        await pilot.press("3")
        await wait_until(pilot, lambda: "Only one of the two can stand here." in text_of(app))
        await pilot.press("2", "enter")
        await wait_until(pilot, lambda: problems_are_shown(app))
        assert live.sheet(aurelia).text("stocktaking", "initiating_contact", "score") == "embedded"
        assert not live.sheet(aurelia).conflicts
        clock.forward(seconds=1)
        await wait_until(pilot, lambda: "[[conflict]]" not in path.read_text(encoding="utf-8"))


async def test_escape_leaves_it_undecided_and_a_star_decides_all_of_a_delegation(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    path = path_of(folder, "aurelia")
    path.write_text(path.read_text(encoding="utf-8") + CONFLICTS, encoding="utf-8", newline="\n")
    async with opened(folder) as (app, pilot):
        live = app.desk.live
        assert live is not None
        for keys, left in ((["escape"], 2), (["2", "asterisk"], 0)):
            app.screen.action_differences()  # type: ignore[attr-defined]  # what the palette does
            await wait_until(pilot, lambda: isinstance(app.screen, DifferencesDialog))
            await pilot.press(*keys)
            await wait_until(pilot, lambda: not isinstance(app.screen, DifferencesDialog))
            await wait_until(pilot, lambda left=left: len(live.sheet(delegation("aurelia")).conflicts) == left)  # type: ignore[misc]


async def test_copy_beside_a_worksheet_is_merged_and_put_aside(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    copy = folder / "worksheets" / "quill (1).toml"
    text = path_of(folder, "quill").read_text(encoding="utf-8").replace("score = 0", "score = 3", 1)
    copy.write_text(text, encoding="utf-8", newline="\n")
    async with opened(folder, clock=FakeClock()) as (app, pilot):
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        assert rows(app)[0][:2] == ("merge", "quill (1).toml")
        await pilot.press("enter", "enter")
        await wait_until(pilot, lambda: not copy.exists())
        await wait_until(pilot, lambda: "score = 3" in path_of(folder, "quill").read_text(encoding="utf-8"))
        assert list((folder / ".ue-tui" / "aside").iterdir())


async def test_row_in_hand_stays_in_hand_when_files_arrive(tmp_path: Path) -> None:
    folder = sample_event(tmp_path)
    async with opened(folder) as (app, pilot):
        app.post_message(ask.GoTo("problems"))
        await wait_until(pilot, lambda: problems_are_shown(app))
        listing = app.screen.query_one(RowList)
        await pilot.press("down", "down", "down")
        key, before = listing.key, len(listing.rows)
        path = path_of(folder, "aurelia")
        path.write_text(path.read_text(encoding="utf-8") + '\nmy_own = "x"\n', encoding="utf-8", newline="\n")
        await wait_until(pilot, lambda: len(listing.rows) == before + 1)
        assert listing.key == key
        assert listing.has_focus
