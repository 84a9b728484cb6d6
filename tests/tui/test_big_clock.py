"""The large digits."""

from textual.app import App, ComposeResult

from ue_tui.tui.widgets.big_clock import ROWS, BigClock, dots


class Host(App[None]):
    CSS = "BigClock { width: auto; }"

    def compose(self) -> ComposeResult:
        yield BigClock()


def test_every_character_of_a_clock_has_five_rows_of_one_width() -> None:
    for text in ("0:00", "12:34", "+5:67", "-8:90", "145:00"):
        shape = dots(text)
        assert len(shape) == ROWS
        assert len({len(row) for row in shape}) == 1


async def test_digits_grow_with_the_height_of_the_clock() -> None:
    async with Host().run_test(size=(120, 40)) as pilot:
        clock = pilot.app.query_one(BigClock)
        clock.text = "12:41"
        await pilot.pause()
        small = clock.size.width
        clock.styles.height = 10
        await pilot.pause()
        assert clock.size.width == 2 * small
        lit = [sum(len(seg.text) for seg in clock.render_line(y) if seg.style and seg.style.bgcolor) for y in range(10)]
        assert lit[0] == lit[1] > 0


async def test_the_state_is_a_class_that_the_theme_colours() -> None:
    async with Host().run_test() as pilot:
        clock = pilot.app.query_one(BigClock)
        clock.state = "late"
        assert clock.has_class("-late")
        clock.state = "plain"
        assert not clock.has_class("-late")
