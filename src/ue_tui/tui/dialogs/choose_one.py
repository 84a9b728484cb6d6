"""A question with a few answers, one key each: time away, a late start, a run that another laptop holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


@dataclass(frozen=True, slots=True)
class Answered:
    """Which answer was given, and the minutes that were set with it."""

    number: int
    """From 1."""
    minutes: int = 0


class ChooseOneDialog(ModalScreen[Answered | None]):
    """Shows a question and its answers and returns the one whose number was pressed; None leaves it undecided.

    With `usual` Enter gives that answer. With `minutes` the keys + and - set what a phase has left, in minutes more or
    less than it says.
    """

    DEFAULT_CSS = """
    ChooseOneDialog {
        align: center middle;
        & > Vertical {
            width: 68; max-width: 95%; height: auto;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Static { width: 100%; }
        & #answers { margin: 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("enter", "accept", "the usual answer"),
        *(Binding(str(number), f"answer({number})", "answer") for number in range(1, 5)),
        Binding("plus", "more(1)", "one minute more"),
        Binding("minus", "more(-1)", "one minute less"),
    ]

    def __init__(
        self, title: str, question: str, answers: Sequence[str], *, usual: int = 0, left: int | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._answers = tuple(answers)
        self._usual = usual
        self._left = left
        self._minutes = 0

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self._title
            yield Static(Content(self._question))
            lines = [Content.assemble((f"{at:>2}", "bold"), f"  {text}") for at, text in enumerate(self._answers, 1)]
            yield Static(Content("\n").join(lines), id="answers")
            yield Static(id="left")
            enter = f"Enter is {self._usual} · " if self._usual else ""
            yield Static(Content(f"{enter}Esc leaves it undecided"), id="keys")

    def on_mount(self) -> None:
        self.query_one("#left").display = self._left is not None
        self._show_left()

    def _show_left(self) -> None:
        if self._left is not None:
            minutes = self._left + self._minutes
            words = f"{minutes} min left" if minutes >= 0 else f"{-minutes} min over"
            self.query_one("#left", Static).update(Content(f"The phase has {words}: + and - set it right.\n"))

    def action_more(self, by: int) -> None:
        if self._left is not None:
            self._minutes += by
            self._show_left()

    def action_answer(self, number: int) -> None:
        if number <= len(self._answers):
            self.dismiss(Answered(number, self._minutes))

    def action_accept(self) -> None:
        if self._usual:
            self.action_answer(self._usual)

    def action_leave(self) -> None:
        self.dismiss(None)
