"""The parking lot: what was asked and is not answered now, with who asked, who sees to it, and the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ue_tui.model.parking_lot import ParkedLine
from ue_tui.model.steps import Do, Stack
from ue_tui.tui.commands import EVERYWHERE, MINUTES, PARKING_LOT, REVEAL, STEERING, Section, bindings
from ue_tui.tui.dialogs.ask import AskDialog
from ue_tui.tui.messages import TakeStep
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, RowList
from ue_tui.tui.widgets.words import Words

COLUMNS = (
    ListColumn("at"),
    ListColumn("", grows=True),
    ListColumn("asked by", most=20, drop=1),
    ListColumn("owner", most=20),
    ListColumn("", most=10),
)


class ParkingLotScreen(SteeringScreen):
    """Lines in the order in which they were parked; the one in hand in full below."""

    NAME = "parking lot"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, REVEAL, PARKING_LOT)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    STACKS = (Stack.PARKING,)
    CSS_PATH = "parking_lot.tcss"

    def content(self) -> Iterable[Widget]:
        yield RowList(COLUMNS, id="lines")
        yield Words(id="in-full")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def where(self) -> str:
        return "Parking lot"

    def refresh_values(self) -> None:
        zone = self.desk.zone
        rows = [
            ListRow(
                one.id,
                (
                    f"{one.at.astimezone(zone):%H:%M}",
                    one.text,
                    one.who,
                    one.owner,
                    "dropped" if one.dropped else "answered" if one.answer else "open",
                ),
                "quiet" if one.dropped or one.answer else "plain",
            )
            for one in self.desk.state.parking_lot
        ]
        self.query_one(RowList).show(rows)
        self._show_line()

    def in_hand(self) -> ParkedLine | None:
        """The line in hand."""
        key = self.query_one(RowList).key
        return next((one for one in self.desk.state.parking_lot if one.id == key), None)

    @on(RowList.Moved)
    def _show_line(self) -> None:
        one = self.in_hand()
        if one is None:
            self.query_one("#in-full", Words).say("Nothing is parked. Ctrl+N parks a line, from any screen.")
            return
        asked = f"asked by {one.who}" if one.who else "nobody is noted as asking"
        owner = f"{one.owner} sees to it" if one.owner else "o names who sees to it"
        answer = one.answer or "Enter writes the answer"
        self.query_one("#in-full", Words).say(f"{one.text}\n{asked} · {owner}\n\n{answer}")

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        """Write the answer of the line in hand."""
        if (one := self.in_hand()) is None:
            return

        def write(text: str | None) -> None:
            if text is not None and text.strip() != one.answer:
                self.post_message(TakeStep(Do.PARK_ANSWER, details={"step": one.id, "text": text.strip()}))

        self.app.push_screen(AskDialog("Answer", one.text, value=one.answer), write)

    def action_owner(self) -> None:
        if (one := self.in_hand()) is None:
            return

        def write(name: str | None) -> None:
            if name is not None and name.strip() != one.owner:
                self.post_message(TakeStep(Do.PARK_OWNER, details={"step": one.id, "who": name.strip()}))

        self.app.push_screen(AskDialog("Who sees to it", one.text, value=one.owner), write)

    def action_drop(self) -> None:
        if (one := self.in_hand()) is not None:
            self.post_message(TakeStep(Do.PARK_KEEP if one.dropped else Do.PARK_DROP, details={"step": one.id}))

    def action_word(self) -> None:
        self.notify("The parking lot stands in the record: “ue-tui export --what record” makes it.")

    def help_text(self) -> str:
        return "What is asked and cannot be answered now. It is kept with the event and stands in the record."
