"""What the room sees, drawn: as large as the window allows, one thing at a time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from ue_tui.model.room import Room
from ue_tui.tui.widgets.big_clock import BigClock
from ue_tui.tui.widgets.big_words import BigWords
from ue_tui.tui.widgets.picture_view import PictureView
from ue_tui.tui.widgets.qr_code import QrCode, code_size
from ue_tui.tui.widgets.words import Words


class RoomView(Widget):
    """Draws a `Room`, and nothing that does not stand in one."""

    DEFAULT_CSS = """
    RoomView {
        layout: vertical; width: 100%; height: 100%; padding: 0 2;
        background: $background; color: $foreground;
        & #room-top { height: 1; color: $text-muted; }
        & #room-title { width: 1fr; height: 1; }
        & #room-aside { width: auto; text-style: bold; }
        & #room-body { height: 1fr; }
        & PictureView { margin: 1 0 0 0; }
        & #room-main { width: 1fr; height: 100%; align: center middle; }
        & #room-heading { margin: 1 0 0 0; }
        & #room-digits { width: 100%; height: 1fr; margin: 1 0; }
        & #room-line { text-style: none; margin: 1 0 0 0; }
        & #room-under { color: $text-muted; text-style: none; margin: 0 0 1 0; }
        & #room-under.-soon { color: $text-warning; text-style: bold; }
        & #room-under.-late { color: $text-error; text-style: bold; }
        & #room-next { color: $text-muted; text-style: none; margin: 0 0 1 0; }
        & #room-form { width: auto; height: 100%; align: center middle; margin: 0 0 0 2; }
        & #room-form Words { width: 100%; text-align: center; }
        & #room-address { text-style: bold; margin: 1 0 0 0; }
        & .band { width: 100%; height: auto; text-align: center; text-style: bold; padding: 0 1; }
        & #room-message { background: $primary; color: $text; }
        & #room-stale { background: $error; color: $text; }
        &.-low { & #room-line, & #room-under, & #room-next { margin: 0; } }
        &.-words #room-line { margin: 1 0 0 0; }
        &.-picture #room-title { color: $foreground; text-style: bold; }
        &.-blank * { visibility: hidden; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._room: Room | None = None
        self._stale = ""
        self._drawn: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        with Horizontal(id="room-top"):
            yield Words(id="room-title")
            yield Words(id="room-aside")
        with Horizontal(id="room-body"):
            yield PictureView()
            with Vertical(id="room-main"):
                yield BigWords(id="room-heading")
                yield BigWords(id="room-line")
                yield BigClock(fills=True, id="room-digits")
                yield BigWords(id="room-under")
                yield BigWords(id="room-next")
            with Vertical(id="room-form"):
                yield QrCode()
                yield Words(id="room-address")
                yield Words(id="room-sheets")
        yield BigWords(id="room-message")
        yield Words(id="room-stale", classes="band")

    def show(self, room: Room, *, stale: str = "") -> None:
        """Draw a room; `stale` says since when it is not up to date."""
        self._room, self._stale = room, stale
        if (room, stale, self.size) == self._drawn:
            return
        self._drawn = (room, stale, self.size)
        self.set_class(room.blank, "-blank")
        self._plain("title", room.title if room.picture is None else room.picture.page(room.page).title)
        clock = " ".join(text for text in (room.digits, room.under) if text) if room.picture is not None else ""
        self._plain("aside", " · ".join(text for text in (clock, room.mark) if text))
        self.query_one("#room-message", BigWords).say(room.message, self.size.height // 8)
        self._plain("stale", stale)
        digits = self.query_one(BigClock)
        digits.display = bool(room.digits)
        digits.text = room.digits
        digits.state = "paused" if stale else room.tone
        self._show_words(room)
        self._show_form(room)
        self._show_picture(room)

    def _show_picture(self, room: Room) -> None:
        """A picture takes the place of all but the clock, which stands beside the title."""
        view = self.query_one(PictureView)
        view.display = room.picture is not None
        self.set_class(room.picture is not None, "-picture")
        self.query_one("#room-main").display = room.picture is None
        if room.picture is not None:
            self.query_one("#room-form").display = False
            view.show(room.picture.page(room.page))

    def _plain(self, name: str, text: str) -> None:
        words = self.query_one(f"#room-{name}", Words)
        words.say(text)
        words.display = bool(text)

    def _show_words(self, room: Room) -> None:
        """The words around the digits; where there are none, the words are what is large."""
        height = self.size.height
        self.set_class(height < 30, "-low")
        self.set_class(not room.digits, "-words")
        share = (2, 5, 8, 8) if not room.digits else (8, 16, 16, 16)
        beside = "" if self._code_fits(room) else " · ".join(text for text in (_address(room), room.sheets) if text)
        texts = (room.heading, room.line, room.under, room.upcoming or beside)
        for name, text, part in zip(("heading", "line", "under", "next"), texts, share, strict=True):
            self.query_one(f"#room-{name}", BigWords).say(text, height // part)
        for tone in ("soon", "late"):
            self.query_one("#room-under").set_class(room.tone == tone, f"-{tone}")

    def _show_form(self, room: Room) -> None:
        """The address and its code beside the digits, where the code has room."""
        self._plain("address", _address(room))
        self._plain("sheets", room.sheets)
        self.query_one("#room-form").display = self._code_fits(room)
        self.query_one(QrCode).show(room.form, *self._room_for_code())

    def _room_for_code(self) -> tuple[int, int]:
        """Cells and lines that a code may take."""
        return round(self.size.width * 0.45), self.size.height - 6

    def _code_fits(self, room: Room) -> bool:
        return bool(room.form) and code_size(room.form, *self._room_for_code())[2] >= 0

    def on_resize(self) -> None:
        if self._room is not None:
            self.show(self._room, stale=self._stale)


def _address(room: Room) -> str:
    """The form's address as people type it."""
    return room.form.removeprefix("https://")
