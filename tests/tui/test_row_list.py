"""The list of rows: columns that fit, a cursor that stays with its row, text that is data."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.tui.nasty import NASTY
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, RowList, column_widths, fitted

COLUMNS = (ListColumn("no", align="right"), ListColumn("name", grows=True), ListColumn("state", drop=1))


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield RowList(COLUMNS)

    def on_mount(self) -> None:
        self.listing.show(rows("abc"))
        self.listing.focus()

    @property
    def listing(self) -> RowList:
        return self.query_one(RowList)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        self.opened.append(message.key)


def rows(keys: str) -> list[ListRow]:
    return [ListRow(key, (str(number), f"row {key} {NASTY}", "open")) for number, key in enumerate(keys)]


def line(pilot: Pilot[None], y: int) -> str:
    listing = pilot.app.query_one(RowList)
    return listing.render_line(y).text


async def test_rows_are_shown_as_they_are_under_their_titles() -> None:
    async with Host().run_test(size=(60, 10), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert line(pilot, 0).split() == ["no", "name", "state"]
        assert NASTY in line(pilot, 1)
        assert line(pilot, 1).startswith("> ")
        assert line(pilot, 2).startswith("  ")


async def test_the_row_in_hand_is_found_again_by_its_key() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        await pilot.press("down", "down")
        assert app.listing.key == "c"
        app.listing.show(rows("zabcd"))
        assert app.listing.key == "c"
        app.listing.show(rows("za"))
        assert app.listing.key == "a"


async def test_keys_move_within_the_list_and_stop_at_its_ends() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        await pilot.press("up")
        assert app.listing.key == "a"
        await pilot.press("end")
        assert app.listing.key == "c"
        await pilot.press("down")
        assert app.listing.key == "c"
        await pilot.press("home", "pagedown")
        assert app.listing.key == "c"
        await pilot.press("pageup")
        assert app.listing.key == "a"


async def test_a_click_takes_a_row_in_hand_and_a_second_one_opens_it() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        await pilot.click(RowList, offset=(5, 2))
        assert (app.listing.key, app.opened) == ("b", [])
        await pilot.click(RowList, offset=(5, 2))
        assert app.opened == ["b"]


async def test_an_empty_list_has_nothing_in_hand() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.listing.show([])
        await pilot.press("down", "home", "end")
        assert app.listing.key == ""


def test_columns_share_the_width_and_the_droppable_ones_go_first() -> None:
    wide = column_widths(COLUMNS, rows("a"), 60)
    assert sum(wide) + 2 * (len(wide) - 1) <= 60
    assert wide[2] == 5
    narrow = column_widths(COLUMNS, rows("a"), 30)
    assert narrow[2] == 0
    assert narrow[1] > 0


@pytest.mark.parametrize("text", ["plain", "漢字漢字漢字", "e\u0301e\u0301e\u0301e\u0301", "a\nb\tc\x1b[31m", NASTY])
@pytest.mark.parametrize("cells", [1, 4, 9, 30])
def test_a_fitted_text_has_exactly_its_cells(text: str, cells: int) -> None:
    for align in ("left", "right"):
        shown = fitted(text, cells, align)
        assert cell_len(shown) == cells
        assert "\n" not in shown
        assert "\x1b" not in shown
