"""Checks before doors: what the program sees by itself, and what a person ticks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ue_tui.model.doors import Check, checks
from ue_tui.model.steps import Do
from ue_tui.tui.commands import CHECKS, EVERYWHERE, REVEAL, STEERING, Section, bindings
from ue_tui.tui.messages import TakeStep
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, RowList
from ue_tui.tui.widgets.words import Words

COLUMNS = (ListColumn(), ListColumn("", grows=True))


class ChecksScreen(SteeringScreen):
    """A list to be through with before the room is let in."""

    NAME = "checks"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, REVEAL, CHECKS)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    PRIVATE = ""
    CSS_PATH = "checks.tcss"

    def content(self) -> Iterable[Widget]:
        yield Words(id="count")
        yield RowList(COLUMNS, id="checks")
        yield Words(id="hint")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def where(self) -> str:
        return "Checks before doors"

    def found(self) -> tuple[Check, ...]:
        """The checks as they stand."""
        live = self.desk.live
        if live is None:
            return ()
        problems, count = live.problems(), len(live.delegations())
        projector = self.desk.has_projector()
        return checks(live.event, self.desk.state, live.groups(), problems, count, has_projector=projector)

    def refresh_values(self) -> None:
        found = self.found()
        rows = [
            ListRow(
                one.id or one.text,
                ("done" if one.done else "open", one.text),
                "quiet" if one.done else "plain",
            )
            for one in found
        ]
        self.query_one(RowList).show(rows)
        left = sum(not one.done for one in found)
        self.query_one("#count", Words).say(f"{left} to see to" if left else "Everything is ready: open the doors.")

        self._show_hint()

    def in_hand(self) -> Check | None:
        """The check in hand."""
        key = self.query_one(RowList).key
        return next((one for one in self.found() if key in (one.id, one.text)), None)

    @on(RowList.Moved)
    def _show_hint(self) -> None:
        one = self.in_hand()
        self.query_one("#hint", Words).say(one.hint if one is not None and not one.done else "")

    def refresh_frame(self) -> None:
        """A projector window may come and go."""
        super().refresh_frame()
        self.refresh_values()

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        one = self.in_hand()
        if one is None or not one.id:
            self.notify("This one is seen by the program: it is done when it is so.")
        else:
            self.post_message(TakeStep(Do.UNCHECK if one.done else Do.CHECK, details={"text": one.id}))

    def action_word(self) -> None:
        self.notify("The checks are for the screen.")
