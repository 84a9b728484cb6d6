"""What is seen while one worksheet is being opened, and when it cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from ue_tui.tui.commands import EVERYWHERE, Section, bindings
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.widgets.words import Words


class OpeningScreen(FramedScreen):
    """The frame, before there is something in it."""

    NAME = "opening"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE,)
    BINDINGS = bindings(*SECTIONS)

    def content(self) -> Iterable[Widget]:
        yield Words("Opening …", id="opening")

    def where(self) -> str:
        return self.desk.outline.title

    def refresh_values(self) -> None:
        if self.desk.failure:
            self.query_one(Words).say("This event cannot be opened: what is wrong stands above.")
