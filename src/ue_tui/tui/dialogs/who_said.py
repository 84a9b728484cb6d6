"""Who said what of a stage or item, with the notes; only while names are switched on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ue_tui.model.tally import Said
from ue_tui.tui.widgets.words import plain


class WhoSaidDialog(ModalScreen[None]):
    """Delegations from the lowest level up, then those that are not marked, then the absent."""

    DEFAULT_CSS = """
    WhoSaidDialog {
        align: center middle;
        & > Vertical {
            width: 80; max-width: 96%; height: auto; max-height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & VerticalScroll { height: auto; max-height: 24; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "leave"),
    ]

    def __init__(self, title: str, said: Sequence[Said], levels: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._said = tuple(said)
        self._levels = tuple(levels)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Who said what")
            yield Static(plain(f"{self._title}\n"))
            with VerticalScroll():
                for heading, some in self._by_level():
                    yield Static(Content.assemble((heading, "bold")))
                    for one in some:
                        note = f": {' '.join(one.note.split())}" if one.note else ""
                        yield Static(plain(f"  {one.name}{note}"))
            yield Static("Up Down scroll · Esc goes back", id="keys")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _by_level(self) -> list[tuple[str, list[Said]]]:
        found: dict[str, list[Said]] = {}
        for one in self._said:
            level = "Not marked" if one.level is None else self._levels[one.level]
            found.setdefault("Absent" if one.absent else level, []).append(one)
        return [(f"{heading}, {len(some)}", some) for heading, some in found.items()]

    def action_leave(self) -> None:
        self.dismiss(None)
