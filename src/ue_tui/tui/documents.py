"""The Word document of what is in hand, made behind the screen and put where a person wants it."""

from __future__ import annotations

from textual.app import App

from ue_tui.model.documents import Document, What, file_stem, older_stem
from ue_tui.model.errors import UeTuiError
from ue_tui.store.exports import Written, snapshot_of, write_document
from ue_tui.tui.desk import Desk
from ue_tui.tui.messages import ExportWord


def make_document(app: App[int], desk: Desk, asked: ExportWord) -> None:
    """Make one document in the queue; say that it is being made, and then where it is."""
    live, run = desk.live, desk.run
    if live is None or run is None:
        return
    document = Document(What(asked.what), asked.session, asked.owner)
    snapshot = snapshot_of(live, run.run, desk.now(), desk.zone)
    name, older = file_stem(snapshot, document), older_stem(snapshot, document)
    target = asked.folder or desk.folder.root / "exports"
    app.notify(f"Making {name} …", timeout=2, markup=False)

    def work() -> Written:
        from ue_tui.word import document_bytes  # in the thread: python-docx is not loaded before the first document

        return write_document(target, name, document_bytes(snapshot, document), document.suffix, older=older)

    def done(written: Written) -> None:
        app.notify(f"{written.path}", title="Word document", timeout=12, markup=False)

    def failed(error: UeTuiError) -> None:
        app.notify(f"{name} could not be made: {error}", severity="error", timeout=20, markup=False)

    desk.submit(work, done, failed)
