"""Which of the shared recommendations a group takes: by choice, or by hands typed as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from ue_tui.model.top_one import Shared, hands_words
from ue_tui.tui.widgets.words import plain

MOST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What was decided: the hands of each member, and the reference of the top one (None leaves it, "" takes none)."""

    hands: Mapping[str, str]
    top: str | None


class TopOneDialog(ModalScreen[Taken | None]):
    """Shows what the members share and returns what is taken."""

    DEFAULT_CSS = """
    TopOneDialog {
        align: center middle;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & OptionList { height: auto; max-height: 60vh; margin: 0 0 1 0; }
        & #said { min-height: 1; text-style: bold; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("backspace", "rub_out", "rub out"),
        Binding("delete", "take_none", "take none"),
    ]

    def __init__(self, group: str, shared: Sequence[Shared], in_hand: str = "") -> None:
        super().__init__()
        self._in_hand = in_hand
        self._group = group
        self._shared = list(shared)
        self._fresh: set[int] = set(range(len(self._shared)))
        """Rows whose number was not typed here: the first digit begins it anew."""

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = plain(f"The top one of {self._group}")
            yield OptionList(*(self._line(one) for one in self._shared))
            yield Static(plain(self._said()), id="said")
            keys = "Enter takes it · digits count hands · Delete takes none · Esc leaves it"
            yield Static(keys, id="keys")

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = next((at for at, one in enumerate(self._shared) if one.stem == self._in_hand), 0)

    @staticmethod
    def _line(one: Shared) -> Content:
        hands = "" if one.hands is None else f"{one.hands:>3} hands  "
        text = "; ".join(bullet.text for bullet in one.activity) or "shares none yet"
        return plain(f"{hands}{one.name}: {text}{'  (the top one)' if one.is_top else ''}")

    def _said(self) -> str:
        return hands_words(self._shared) or "No hands were counted."

    def on_key(self, event: events.Key) -> None:
        """A digit counts hands for the recommendation in hand."""
        at = self.query_one(OptionList).highlighted
        if at is None or not event.character or not event.character.isdecimal() or not event.character.isascii():
            return
        event.stop()
        before = "" if at in self._fresh else str(self._shared[at].hands or "")
        self._fresh.discard(at)
        self._count(at, (before + event.character)[-MOST_DIGITS:])

    def action_rub_out(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._fresh.discard(at)
            self._count(at, str(self._shared[at].hands or "")[:-1])

    def _count(self, at: int, digits: str) -> None:
        self._shared[at] = replace(self._shared[at], hands=int(digits) if digits else None)
        options = self.query_one(OptionList)
        options.replace_option_prompt_at_index(at, self._line(self._shared[at]))
        self.query_one("#said", Static).update(plain(self._said()))

    def _hands(self) -> dict[str, str]:
        return {one.stem: "" if one.hands is None else str(one.hands) for one in self._shared}

    @on(OptionList.OptionSelected)
    def take(self, message: OptionList.OptionSelected) -> None:
        one = self._shared[message.option_index]
        if one.recommendation:
            self.dismiss(Taken(self._hands(), one.reference))
        else:
            self.query_one("#said", Static).update(plain(f"{one.name} shares none yet: take another one."))

    def action_take_none(self) -> None:
        self.dismiss(Taken(self._hands(), ""))

    def action_leave(self) -> None:
        """Leave the choice as it was; what was counted stays counted."""
        self.dismiss(Taken(self._hands(), None) if len(self._fresh) < len(self._shared) else None)
