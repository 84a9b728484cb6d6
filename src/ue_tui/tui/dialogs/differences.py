"""Two wordings of one thing side by side, one after the other, until somebody decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen

from ue_tui.model.conflicts import Take
from ue_tui.tui.messages import ChangeSheets
from ue_tui.tui.widgets.words import Words
from ue_tui.tui.wordings import Wording

_KEYS = {Take.KEPT: "1 here", Take.OTHER: "2 theirs", Take.BOTH: "3 both"}


class DifferencesDialog(ModalScreen[None]):
    """Shows what stands here and what came from elsewhere, and posts each decision; what is left stays undecided."""

    DEFAULT_CSS = """
    DifferencesDialog {
        align: center middle;
        & > Vertical {
            width: 96%; max-width: 120; height: auto; max-height: 96%;
            border: round $primary; background: $surface; padding: 0 2;
        }
        & #where { text-style: bold; margin: 1 0; }
        & Horizontal { height: auto; max-height: 60vh; }
        & VerticalScroll { width: 1fr; height: auto; max-height: 60vh; padding: 0 1; border-left: outer $panel; }
        & VerticalScroll.-chosen { border-left: outer $primary; }
        & .title { text-style: bold; }
        & #keys { color: $text-muted; margin: 1 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "leave"),
        ("1", "choose('kept')", "here"),
        ("2", "choose('other')", "theirs"),
        ("3", "choose('both')", "both"),
        ("asterisk", "same_for_all", "the same for all of this delegation"),
        ("enter", "next", "next"),
    ]

    def __init__(self, wordings: Sequence[Wording], *, title: str = "Differences") -> None:
        super().__init__()
        self._waiting = list(wordings)
        self._title = title
        self._chosen = Take.KEPT

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = self._title
            yield Words(id="where")
            with Horizontal():
                for side in ("here", "theirs"):
                    with VerticalScroll(id=side, can_focus=False):
                        yield Words(id=f"{side}-title", classes="title")
                        yield Words(id=f"{side}-text")
            yield Words(id="keys")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        """The wordings in hand; the one that is chosen says so."""
        if not self._waiting:
            self.dismiss(None)
            return
        one = self._waiting[0]
        left = f"1 of {len(self._waiting)}: " if len(self._waiting) > 1 else ""
        self.query_one("#where", Words).say(f"{left}{one.name} · {one.where}")
        for side, take, title, text in (
            ("here", Take.KEPT, "1  here, stands now", one.here),
            ("theirs", Take.OTHER, "2  theirs, waits", one.theirs),
        ):
            chosen = self._chosen in (take, Take.BOTH)
            self.query_one(f"#{side}").set_class(chosen, "-chosen")
            self.query_one(f"#{side}-title", Words).say(f"{'>' if chosen else ' '} {title}")
            self.query_one(f"#{side}-text", Words).say(text)
        keys = " · ".join(_KEYS[take] for take in one.takes)
        self.query_one("#keys", Words).say(
            f"{keys} · Enter takes it, next · * the same for all of {one.name} · Esc leaves the rest undecided"
        )

    def action_choose(self, take: str) -> None:
        if Take(take) in self._waiting[0].takes:
            self._chosen = Take(take)
            self._show()
        else:
            self.notify("Only one of the two can stand here.")

    def action_next(self) -> None:
        self._decide(self._waiting[:1])

    def action_same_for_all(self) -> None:
        owner = self._waiting[0].owner
        self._decide([one for one in self._waiting if one.owner == owner])

    def _decide(self, wordings: Sequence[Wording]) -> None:
        """Post the decision on some of them; where both cannot stand, what stands stays."""
        for one in wordings:
            take = self._chosen if self._chosen in one.takes else Take.KEPT
            self.post_message(ChangeSheets(one.decided(take)))
            self._waiting.remove(one)
        self._chosen = Take.KEPT
        self._show()

    def action_leave(self) -> None:
        self.dismiss(None)
