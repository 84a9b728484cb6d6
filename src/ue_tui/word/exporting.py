"""A document of an event as the bytes of its file."""

from __future__ import annotations

from ue_tui.model.data_table import COLUMNS, data_rows
from ue_tui.model.documents import Document, What, build
from ue_tui.model.record import DISCREET, Included
from ue_tui.model.snapshot import Snapshot
from ue_tui.word.csv_table import csv_bytes
from ue_tui.word.document import render
from ue_tui.word.letterhead import Letterhead


def document_bytes(
    snapshot: Snapshot, document: Document, *, included: Included = DISCREET, letterhead: Letterhead | None = None
) -> bytes:
    """The document as a .docx file, the data as CSV; `letterhead` is a house's own, for ours."""
    if document.what is What.DATA:
        return csv_bytes(COLUMNS, data_rows(snapshot))
    return render(build(snapshot, document, included), now=snapshot.as_of, letterhead=letterhead)
