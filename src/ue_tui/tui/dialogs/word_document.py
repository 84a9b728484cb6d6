"""The Word document of what is in hand: which one, where to, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ue_tui.model.documents import Document, What
from ue_tui.tui.widgets.words import plain

KINDS = (
    (What.BRIEF, "what the rapporteur speaks from"),
    (What.WORKSHEET, "the table as it is filled"),
    (What.BLANK, "the table on paper"),
    (What.RECORD, "everything, for the organisers"),
)
"""In the order of their keys, from 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to put a document."""

    name: str
    folder: Path
    is_stick: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    document: Document
    place: Place


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it."""

    sentence: str
    path: Path | None = None
    """None where it could not be made."""


class WordDialog(ModalScreen[Path | str | None]):
    """Asks which document and where to, has it made, and stays to say where it is.

    Enter makes it, and then opens it; any other key goes on with what was done before, and does there what it does.
    It returns the path to open, the key to go on with, or None.
    """

    DEFAULT_CSS = """
    WordDialog {
        align: center middle;
        & > Vertical {
            width: 66; max-width: 96%; height: auto; max-height: 96%;
            border: round $primary; background: $surface; padding: 1 2;
        }
        & #places { margin: 1 0; }
        & #keys { color: $text-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "make", "make it"),
        ("escape", "leave", "leave"),
        ("tab,down", "place(1)", "next place"),
        ("shift+tab,up", "place(-1)", "place before"),
        *((str(number), f"kind({number - 1})", what.value) for number, (what, _) in enumerate(KINDS, 1)),
    ]

    def __init__(
        self,
        of: str,
        documents: dict[What, Document],
        chosen: What,
        make: Callable[[Wish], None],
    ) -> None:
        super().__init__()
        self._of = of
        self._documents = documents
        self._kind = chosen if chosen in documents else next(iter(documents))
        self._make = make
        self._places: tuple[Place, ...] = ()
        self._at = 0
        self._entered = False
        self._made: Made | None = None
        self._composed = False

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = "Word document"
            yield Static(id="of")
            yield Static(id="kinds")
            yield Static(id="places")
            yield Static(id="keys")

    def on_mount(self) -> None:
        self._composed = True
        self._show()

    @property
    def is_done(self) -> bool:
        """Whether the document was asked for: it is being made, or stands there."""
        return self._entered and bool(self._places)

    def show_places(self, places: Sequence[Place], at: int) -> None:
        """Where it can go, now that the sticks have been looked for; Enter may have been pressed meanwhile."""
        self._places, self._at = tuple(places), at
        if self._entered:
            self._begin()
        self._show()

    def show_made(self, made: Made) -> None:
        """What became of the document."""
        self._made = made
        self._show()

    def _show(self) -> None:
        if not (self._composed and self.is_attached):
            return
        self.query_one("#of", Static).update(plain(self._of))
        self.query_one("#kinds", Static).display = not self.is_done
        if self.is_done:
            words = self._made.sentence if self._made else f"Making the {self._kind.value} …"
            self.query_one("#places", Static).update(plain(words))
            opens = self._made is not None and self._made.path is not None
            keys = "Enter opens it · O its folder · any other key goes on" if opens else "Any key goes on"
            self.query_one("#keys", Static).update(keys)
            return
        self.query_one("#kinds", Static).update(Content("\n").join(self._kind_lines()))
        self.query_one("#places", Static).update(Content("\n").join(self._place_lines()))
        self.query_one("#keys", Static).update("Enter makes it · Tab next place · Esc leaves")

    def _kind_lines(self) -> list[Content]:
        lines = []
        for number, (what, words) in enumerate(KINDS, 1):
            here = ">" if what is self._kind else " "
            has = words if what in self._documents else "not of what is in hand"
            style = "reverse" if what is self._kind else "" if what in self._documents else "dim"
            lines.append(Content.assemble((f"{here}{number}  {what.value:<10} {has}", style)))
        return lines

    def _place_lines(self) -> list[Content]:
        if not self._places:
            return [Content("  to  looking for sticks …")]
        lines = []
        for at, place in enumerate(self._places):
            name = plain(f"{'>' if at == self._at else ' '}to  {'stick ' if place.is_stick else ''}{place.name}")
            lines.append(name.stylize("reverse") if at == self._at else name)
        return lines

    def _begin(self) -> None:
        self._make(Wish(self._documents[self._kind], self._places[self._at]))

    def action_kind(self, number: int) -> None:
        if self.is_done:
            self.dismiss(str(number + 1))
            return
        what = KINDS[number][0]
        if what in self._documents:
            self._kind = what
        else:
            self.app.bell()
        self._show()

    def action_place(self, by: int) -> None:
        if self.is_done:
            self.dismiss("tab" if by > 0 else "shift+tab")
        elif self._places:
            self._at = (self._at + by) % len(self._places)
            self._show()

    def action_make(self) -> None:
        if self._made is not None:
            self.dismiss(self._made.path)
        elif not self._entered:
            self._entered = True
            if self._places:
                self._begin()
            self._show()

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Once the document was asked for, the room goes on: a key that is not ours is the screen's below."""
        if not self.is_done or event.key in ("enter", "escape"):
            return
        event.stop()
        event.prevent_default()
        opened = self._made.path if self._made is not None else None
        self.dismiss(opened.parent if event.key in ("o", "O") and opened else event.key)
