"""Where to: one key each."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

DESTINATIONS = (
    ("a", "agenda", "Agenda"),
    ("s", "session", "Session"),
    ("q", "queue", "Queue"),
    ("p", "plenary", "Plenary"),
    ("d", "people", "People"),
    ("l", "parking lot", "Parking lot"),
    ("r", "report", "Run report"),
    ("h", "hand-over", "Hand-over"),
    ("c", "checks", "Checks before doors"),
    ("!", "problems", "Problems"),
    ("<", "before", "sheet before"),
    (">", "after", "sheet after"),
)
"""Key, name and title of each place."""

_NAMES = {"!": "exclamation_mark", "<": "less_than_sign", ">": "greater_than_sign"}


class GoToDialog(ModalScreen[str | None]):
    """Asks where to go and returns the name of the place, or None."""

    DEFAULT_CSS = """
    GoToDialog {
        align: center middle;
        & > Vertical { width: 34; height: auto; border: round $primary; background: $surface; padding: 1 2; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "leave"),
        *((f"{_NAMES.get(key, f'{key},{key.upper()}')}", f"go('{name}')", title) for key, name, title in DESTINATIONS),
    ]

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Go to"
            for key, _, title in DESTINATIONS:
                yield Static(Content.assemble((f"{key:>3}", "bold"), f"   {title}"))
            yield Static(Content("\nEsc stays here"))

    def action_go(self, name: str) -> None:
        self.dismiss(name)

    def action_leave(self) -> None:
        self.dismiss(None)
