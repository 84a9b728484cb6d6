"""The projector's first page: what has to be seen before the room is let in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Middle
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

BACK_ROW = "Can the back row read this line?"
BARS = ("1234567890123456789", "●◐○●◐○●◐○●◐○●◐○●◐○●", "■▀█▌■▀█▌■▀█▌■▀█▌■▀█", "·×…–’·×…–’·×…–’·×…–")
"""Lines of glyphs that are drawn one cell wide each: where one is wider, the bar at the end stands out of line."""


class TestPage(Widget):
    """A line for the back row, the levels, late and early, and bars that must line up."""

    __test__ = False  # no test, whatever its name begins with

    DEFAULT_CSS = """
    TestPage {
        width: 100%; height: 100%; background: $background; color: $foreground;
        & Static { width: auto; margin: 0 0 1 0; }
        & #test-back-row { text-style: bold; }
        & #test-keys { color: $text-muted; }
    }
    """

    def __init__(self, levels: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._levels = levels

    def compose(self) -> ComposeResult:
        with Middle():
            for text, name in (
                (Content(BACK_ROW), "test-back-row"),
                (_levels(self._levels), "test-levels"),
                (_late_and_early(), "test-late"),
                (Content("\n".join(f"|{bar}|" for bar in BARS)), "test-bars"),
                (Content("The bars at both ends stand in line, or another font is needed."), "test-words"),
                (Content("Any key, or the first start of the clock, ends this page."), "test-keys"),
            ):
                with Center():
                    yield Static(text, id=name)

    def show_levels(self, levels: tuple[str, ...]) -> None:
        """Name the levels of the event, the lowest first."""
        if levels != self._levels:
            self._levels = levels
            self.query_one("#test-levels", Static).update(_levels(levels))


def _levels(labels: tuple[str, ...]) -> Content:
    """The levels, each on its shade with its initial, as pictures have them."""
    pieces = [
        Content(f" {label[:1]}  {label} ").stylize(f"$text on $primary {round(100 * (at + 1) / len(labels))}%")
        for at, label in enumerate(labels)
    ]
    return Content("  ").join(pieces)


def _late_and_early() -> Content:
    return Content.assemble((" 12:41 left ", "bold"), "   ", (" +0:12 over time ", "bold $text-error"))
