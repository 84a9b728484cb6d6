"""The Word document of what is in hand: asked for in a dialog, made in the queue, put where a person wants it."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from ue_tui.model.documents import What, document_name, file_stem, in_hand, older_stem
from ue_tui.model.errors import UeTuiError
from ue_tui.model.snapshot import Snapshot
from ue_tui.store.exports import Written, snapshot_of, write_document
from ue_tui.store.open_with import open_path
from ue_tui.store.sticks import Stick
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.word_document import Made, Place, Wish, WordDialog
from ue_tui.tui.messages import ExportWord


class Documents:
    """Makes documents for the app, and remembers where the last one went."""

    def __init__(self, app: App[int], desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._last: Place | None = None
        self._had_sticks = False
        """Whether there was a stick to choose when the last document was made."""

    def ask(self, asked: ExportWord, *, alone: bool = False) -> None:
        """Ask which document and where to, then make it; a scribe's window has no record of the others."""
        live, run = self._desk.live, self._desk.run
        if live is None or run is None:
            return
        snapshot = snapshot_of(live, run.run, self._desk.now(), self._desk.zone, mark=self._desk.folder.mark)
        documents = in_hand(snapshot, asked.session, asked.owner)
        if alone:
            documents.pop(What.RECORD)
        if not documents:
            self._app.notify("This session has no Word document.", markup=False)
            return
        dialog = WordDialog(
            document_name(snapshot, asked.session, asked.owner),
            documents,
            What(asked.what),
            lambda wish: self._make(snapshot, wish, dialog),
        )
        self._app.push_screen(dialog, self._after)
        self._desk.submit(self._desk.sticks, lambda found: dialog.show_places(*self._places(found)), self._failed)

    def _places(self, sticks: tuple[Stick, ...]) -> tuple[tuple[Place, ...], int]:
        """Where a document can go, and which of it is meant.

        Where the last one went; a stick stands for another stick, so that each group's own takes two keys.
        """
        own = Place("exports/", self._desk.folder.root / "exports")
        places = (own, *(Place(stick.name, stick.root, is_stick=True) for stick in sticks))
        wants_exports = self._last is not None and not self._last.is_stick and self._had_sticks
        self._had_sticks = bool(sticks)
        if self._last in places:
            at = places.index(self._last)
            if at or wants_exports:
                return places, at
        return places, 1 if sticks and not wants_exports else 0

    def _make(self, snapshot: Snapshot, wish: Wish, dialog: WordDialog) -> None:
        document, place = wish.document, wish.place
        name, older = file_stem(snapshot, document), older_stem(snapshot, document)
        self._last = place

        def work() -> Written:
            from ue_tui.word import document_bytes  # in the thread: python-docx is not loaded before the first document

            return write_document(place.folder, name, document_bytes(snapshot, document), document.suffix, older=older)

        def done(written: Written) -> None:
            self._tell(Made(_sentence(written, place), written.path), dialog)

        def failed(error: UeTuiError) -> None:
            self._tell(Made(f"{name} could not be made: {error}"), dialog)

        self._desk.submit(work, done, failed)

    def _tell(self, made: Made, dialog: WordDialog) -> None:
        """Say what became of a document in its dialog, or where the dialog has gone in a line."""
        if dialog in self._app.screen_stack:
            dialog.show_made(made)
        else:
            self._app.notify(made.sentence, severity="information" if made.path else "error", timeout=20, markup=False)

    def _failed(self, error: UeTuiError) -> None:
        self._app.notify(str(error), severity="error", markup=False)

    def _after(self, result: Path | str | None) -> None:
        """Open the document or its folder, or do what the key does that closed the dialog."""
        if isinstance(result, Path):
            try:
                open_path(result)
            except UeTuiError as refused:
                self._app.notify(str(refused), timeout=20, markup=False)
        elif result is not None:
            self._app.call_after_refresh(self._app.simulate_key, result)


def _sentence(written: Written, place: Place) -> str:
    """Where a document is, and that its stick can be pulled out."""
    where = f"{written.path.name} is on the stick {place.name}, which can be pulled out." if place.is_stick else ""
    return " ".join(part for part in (where or f"It is at {written.path}.", written.sentence) if part)
