"""The earlier versions of a worksheet: listed, compared with now, and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList

from ue_tui.store.earlier import Difference
from ue_tui.store.history import Version
from ue_tui.tui.widgets.words import Words, plain


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version, and where it says something else than now."""

    version: Version
    until: str
    """When it was replaced, as people read it."""
    differences: tuple[Difference, ...] | None
    """None where it cannot be read."""

    @property
    def summary(self) -> str:
        """`until 14:02:11  3 answers other than now`."""
        if self.differences is None:
            return f"until {self.until}  cannot be read"
        count = len(self.differences)
        other = f"{count} answer{'s' * (count != 1)} other than now" if count else "as now"
        return f"until {self.until}  {other}"


class EarlierDialog(ModalScreen[Version | None]):
    """Shows how each earlier version differs from now and returns the one that is to be brought back."""

    DEFAULT_CSS = """
    EarlierDialog {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 110; height: 90%;
            border: round $primary; background: $surface; padding: 0 2;
        }
        & OptionList { height: auto; max-height: 40%; margin: 1 0; }
        & VerticalScroll { height: 1fr; }
        & #keys { color: $text-muted; margin: 1 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "leave")]

    def __init__(self, whose: str, versions: Sequence[Earlier]) -> None:
        super().__init__()
        self._whose = whose
        self._versions = tuple(versions)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Earlier versions"
            yield Words(self._whose)
            yield OptionList(*(plain(one.summary) for one in self._versions))
            with VerticalScroll(can_focus=False):
                yield Words(id="compared")
            yield Words("Up Down compare · Enter brings it back; what stands now is kept too · Esc", id="keys")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionHighlighted)
    def compare(self, message: OptionList.OptionHighlighted) -> None:
        found = self._versions[message.option_index].differences
        if found is None:
            text = "This version cannot be read: it is kept as the file came."
        else:
            text = "\n\n".join(_compared(one) for one in found)
        self.query_one("#compared", Words).say(text or "It says the same as now.")

    @on(OptionList.OptionSelected)
    def bring_back(self, message: OptionList.OptionSelected) -> None:
        one = self._versions[message.option_index]
        if one.differences:
            self.dismiss(one.version)
        else:
            self.notify("There is nothing to bring back in it.")

    def action_leave(self) -> None:
        self.dismiss(None)


def _compared(one: Difference) -> str:
    return f"{'.'.join(one.place)}\n  now   {one.before or 'empty'}\n  then  {one.after or 'empty'}"
