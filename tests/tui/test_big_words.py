"""Block letters: as large as fits, whole words, and plain words for what has no shape."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tests.tui.nasty import NASTY
from ue_tui.tui.widgets.big_words import ROWS, BigWords, block_letters, set_in_blocks


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield BigWords()


@pytest.mark.parametrize("text", ["Group discussion", "Lunch · back at 13:45", "We start soon", "A-B (C) & D/E!"])
def test_every_row_of_dots_is_as_wide_as_the_others(text: str) -> None:
    rows = block_letters(text)
    assert len(rows) == ROWS
    assert len({len(row) for row in rows}) == 1


def test_letters_grow_with_the_window_and_break_between_words() -> None:
    one, small = set_in_blocks("Plenary discussion", 80, 3)
    two, large = set_in_blocks("Plenary discussion", 80, 12)
    assert (len(one), small) == (1, 0)
    assert (len(two), large) == (2, 1)


@pytest.mark.parametrize("text", ["Perú", "漢字", NASTY, ""])
def test_what_has_no_shape_is_not_set_in_blocks(text: str) -> None:
    assert set_in_blocks(text, 200, 20)[0] == ()


@pytest.mark.parametrize("text", ["We start soon", "Perú and a long list of other words", NASTY])
@pytest.mark.parametrize("size", [(20, 8), (60, 18), (200, 60)])
async def test_nothing_is_wider_than_the_window(text: str, size: tuple[int, int]) -> None:
    app = Host()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        words = app.query_one(BigWords)
        words.say(text, size[1] // 2)
        await pilot.pause()
        lines = [words.render_line(y) for y in range(words.size.height)]
        assert all(cell_len(line.text) == words.size.width for line in lines)
        assert words.text == text
