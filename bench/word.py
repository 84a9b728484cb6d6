"""What 240 Word documents cost, against opening and saving python-docx's own empty document as often.

    python bench/word.py

The limit is 0.8. Both are measured in turn, several times, and the best of each counts: machines are busy at times.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from docx import Document

from ue_tui.model.documents import Document as Asked
from ue_tui.model.documents import What, documents_of
from ue_tui.model.run import Run
from ue_tui.model.snapshot import Snapshot
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.exports import snapshot_of
from ue_tui.word import document_bytes

DOCUMENTS = 240
ROUNDS = 5
LIMIT = 0.8


def material() -> tuple[Snapshot, tuple[Asked, ...]]:
    """The sample event, and every document of it that a person speaks from or keeps, over and over."""
    live = EventFolder(Path(__file__).parents[1]).open().live
    snapshot = snapshot_of(live, Run(), datetime(2025, 12, 2, 14, 2, tzinfo=UTC), UTC)
    made = [one for one in documents_of(snapshot) if one.what in (What.BRIEF, What.WORKSHEET)]
    return snapshot, tuple(islice(cycle(made), DOCUMENTS))


def ours(snapshot: Snapshot, documents: tuple[Asked, ...]) -> None:
    """Every document from worksheets to bytes."""
    for document in documents:
        document_bytes(snapshot, document)


def theirs() -> None:
    """The library's own empty document, opened and saved."""
    for _ in range(DOCUMENTS):
        Document().save(BytesIO())


def seconds(work: Callable[[], None]) -> float:
    """How long some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Measure both and print them with their ratio."""
    snapshot, documents = material()
    ours_best = theirs_best = float("inf")
    for _ in range(ROUNDS):
        ours_best = min(ours_best, seconds(partial(ours, snapshot, documents)))
        theirs_best = min(theirs_best, seconds(theirs))
    print(f"{DOCUMENTS} documents of ours   {ours_best:.2f} s")
    print(f"{DOCUMENTS} empty, opened, saved {theirs_best:.2f} s")
    print(f"ratio {ours_best / theirs_best:.2f}, limit {LIMIT}")


if __name__ == "__main__":
    main()
