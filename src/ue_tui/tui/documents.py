"""The Word document of what is in hand, made behind the screen."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from ue_tui.model.documents import Document, What, build, file_stem
from ue_tui.model.errors import UeTuiError
from ue_tui.store.exports import write_document
from ue_tui.tui.desk import Desk
from ue_tui.tui.messages import ExportWord


def make_document(app: App[int], desk: Desk, asked: ExportWord) -> None:
    """Make one document in the queue; say that it is being made, and then where it is."""
    live = desk.live
    if live is None:
        return
    document = Document(What(asked.what), asked.session, asked.owner)
    moment, zone = desk.now(), desk.zone
    sheets = {owner: live.sheet(owner) for owner in live.files}
    name = file_stem(live.event, document, sheets[asked.owner].name, moment.astimezone(zone))
    groups = live.groups()
    event, root = live.event, desk.folder.root
    app.notify(f"Making {name} …", timeout=2, markup=False)

    def work() -> Path:
        from ue_tui.word import render  # in the thread: python-docx is not loaded before the first document

        handout = build(event, document, groups=groups, sheets=sheets, as_of=moment, zone=zone)
        return write_document(root / "exports", name, render(handout, now=moment))

    def done(path: Path) -> None:
        app.notify(f"{path}", title="Word document", timeout=12, markup=False)

    def failed(error: UeTuiError) -> None:
        app.notify(f"{name} could not be made: {error}", severity="error", timeout=20, markup=False)

    desk.submit(work, done, failed)
