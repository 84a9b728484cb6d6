"""The QR code: dark on light, whole modules, and only where it fits."""

import pytest
from textual.app import App, ComposeResult

from ue_tui.tui.widgets.qr_code import QUIET, QrCode, code_size, modules

ADDRESS = "https://forms.example.org/r/AbCdEfGhIj"


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield QrCode()


def test_a_code_has_three_finder_patterns_and_quiet_modules_around_them() -> None:
    rows = modules(ADDRESS)
    size = len(rows)
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]

    def part(top: int, left: int) -> list[str]:
        return ["".join(str(int(one)) for one in row[left : left + 7]) for row in rows[top : top + 7]]

    for top, left in ((QUIET, QUIET), (QUIET, size - QUIET - 7), (size - QUIET - 7, QUIET)):
        assert part(top, left) == finder
    assert not any(rows[0])
    assert all(len(row) == size for row in rows)
    assert modules("") == ()


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(200, 60, 1), (80, 24, 0), (200, 70, 2), (20, 10, -1), (33, 16, -1)]
)
def test_a_code_is_as_large_as_there_is_room_and_is_left_out_where_it_would_be_cut(
    width: int, height: int, scale: int
) -> None:
    cells, lines, found = code_size(ADDRESS, width, height)

    assert found == scale
    assert cells <= width
    assert lines <= height


async def test_every_module_is_painted_dark_or_light_whatever_the_theme_is() -> None:
    app = Host()
    async with app.run_test(size=(100, 50), notifications=True, tooltips=True) as pilot:
        code = app.query_one(QrCode)
        for size in ((100, 50), (80, 24)):
            code.show(ADDRESS, *size)
            await pilot.pause()
            colours = set()
            for y in range(code.size.height):
                for segment in code.render_line(y):
                    assert segment.style is not None
                    colours |= {str(one.name) for one in (segment.style.bgcolor, segment.style.color) if one}
            assert colours == {"#000000", "#ffffff"}
        code.show(ADDRESS, 10, 10)
        assert not code.display
