"""The hand-over page: what somebody who takes over in the middle has to know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ue_tui.model.handover import hand_over
from ue_tui.tui.commands import EVERYWHERE, MINUTES, REVEAL, RUN, STEERING, Section, bindings
from ue_tui.tui.steering import SteeringScreen


class HandOverScreen(SteeringScreen):
    """What is on, the phase's cues, what comes, and what is open."""

    NAME = "hand-over"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, RUN, REVEAL)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    CSS_PATH = "hand_over.tcss"

    _shown: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def content(self) -> Iterable[Widget]:
        with VerticalScroll(id="page"):
            yield Static(id="text")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def where(self) -> str:
        return "Hand-over"

    def refresh_values(self) -> None:
        live = self.desk.live
        if live is None:
            return
        names = {stem: sheet.name for stem, sheet in live.delegations().items()}
        groups, problems, now = live.groups(), live.problems(), self.desk.now()
        page = hand_over(live.event, self.desk.state, groups, names, problems, now, self.desk.zone)
        if page.sections == self._shown:
            return
        self._shown = page.sections
        pieces: list[Content] = []
        for heading, lines in page.sections:
            pieces.append(Content.styled(heading, "bold"))
            pieces += [Content(f"  {line}") for line in lines]
            pieces.append(Content(""))
        self.query_one("#text", Static).update(Content("\n").join(pieces))

    def refresh_frame(self) -> None:
        """The page carries a clock too."""
        super().refresh_frame()
        self.refresh_values()

    def action_word(self) -> None:
        self.notify("This page is for the screen: whoever takes over reads it here.")

    def help_text(self) -> str:
        return "Cues are the facilitator's own notes in the session's file. They are never projected."
