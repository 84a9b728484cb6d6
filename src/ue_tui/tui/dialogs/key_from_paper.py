"""Marks keyed in blind from paper, sheet after sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ue_tui.model.attendance import How
from ue_tui.model.errors import Refused
from ue_tui.model.paper import PaperMark, read_paper, sheet_number
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Field
from ue_tui.model.steps import Details, Do
from ue_tui.tui.messages import TakeStep, WriteAnswer
from ue_tui.tui.widgets.words import Words


class KeyFromPaperDialog(ModalScreen[None]):
    """Asks for the marks of one sheet of paper after the other, shows what they would do, and posts them."""

    DEFAULT_CSS = """
    KeyFromPaperDialog {
        align: center middle;
        & > Vertical {
            width: 72; max-width: 95%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & Input { margin: 1 0; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, sheets: Sequence[tuple[Owner, str]], at: int, fields: Sequence[Field]) -> None:
        super().__init__()
        self._sheets = tuple(sheets)
        self._at = at
        self._fields = fields
        self._written = ""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Key from paper"
            yield Words(id="whose")
            yield Input(placeholder="2132-21   or   3 1, 3.2 2")
            yield Words(id="preview")
            yield Static(
                "Enter writes them, next sheet · a sheet's number may stand in front · - is not marked · Esc done",
                id="keys",
            )

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._show_sheet()

    def _show_sheet(self) -> None:
        whose = f"Sheet {self._at + 1} of {len(self._sheets)}: {self._sheets[self._at][1]}"
        self.query_one("#whose", Words).say(f"{whose}. The marks in the order of the paper, or codes")

    def _read(self, text: str) -> tuple[int, tuple[PaperMark, ...]]:
        """Which sheet is meant, and its marks.

        Raises:
            Refused: the sentence says why.
        """
        number, rest = sheet_number(self._fields, text, len(self._sheets))
        return (number - 1 if number else self._at), read_paper(self._fields, rest)

    @on(Input.Changed)
    def show_preview(self, message: Input.Changed) -> None:
        if not message.value.strip():
            self.query_one("#preview", Words).say(self._written)
            return
        try:
            at, marks = self._read(message.value)
        except Refused as refused:
            self.query_one("#preview", Words).say(str(refused))
        else:
            lines = [f"{self._sheets[at][1]}:", *(_words(one, self._fields) for one in marks[:12])]
            self.query_one("#preview", Words).say("\n".join(lines))

    @on(Input.Submitted)
    def accept(self, message: Input.Submitted) -> None:
        try:
            at, marks = self._read(message.value)
        except Refused as refused:
            self.query_one("#preview", Words).say(str(refused))
            return
        owner, name = self._sheets[at]
        for mark in marks:
            self.post_message(WriteAnswer(owner, mark.place, mark.level))
        if marks:
            heard: Details = {"owner": str(owner), "session": marks[0].place[0], "text": How.PAPER}
            self.post_message(TakeStep(Do.HEARD, details=heard))
        self._written = f"{name}: {len(marks)} {'mark' if len(marks) == 1 else 'marks'} written." if marks else ""
        self._at = (at + 1) % len(self._sheets)
        message.input.clear()
        self._show_sheet()

    def action_leave(self) -> None:
        self.dismiss(None)


def _words(mark: PaperMark, fields: Sequence[Field]) -> str:
    choices = next(field.choices for field in fields if field.place == mark.place)
    level = next((one.label for one in choices if one.id == mark.level), "not marked")
    return f"{mark.code:>4}  {level:<14} {mark.label}"
