"""What 240 Word documents cost, against opening and saving python-docx's own empty document as often.

    python bench/word.py

The limit is 0.8. Both are measured in turn, several times, and the best of each counts: machines are busy at times.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from time import perf_counter

from docx import Document

from ue_tui.model.handout import Cell, Handout, Heading, Paragraph, Row, Span, Table, plain
from ue_tui.word import render

DOCUMENTS = 240
ROUNDS = 5
LIMIT = 0.8


def sheet(number: int) -> Handout:
    """A document with a table of 5 rows by 4 columns, three bullets a cell."""
    labels = ("", "Current practices", "Constraints", "Areas for improvement")
    prompt = "Enumerate the set of actions users do to achieve a goal (e.g., search for data, email the NSO)"
    rows = []
    for row in range(5):
        first = Cell((plain(f"Activities {row}", "label"), plain(prompt, "prompt")))
        bullets = tuple(
            Paragraph((Span("Requests reach "), Span("four divisions", bold=True), Span(f" ({n})")), bullet=True)
            for n in range(3)
        )
        rows.append(Row((first, *(Cell(bullets) for _ in range(3)))))
    header = tuple(Cell((plain(label, "label"),)) for label in labels)
    table = Table("User journey", "Practices, constraints and ideas by row", (4, 5, 5, 5), header, tuple(rows))
    return Handout(
        title=f"User journey {number}",
        running_header="Workshop, 2-3 December 2025, Chiba",
        footer="Worksheet as of 14:02",
        language="en",
        author="Secretariat",
        blocks=(Heading(1, f"Group {number}"), plain("Parliament requesting census report"), table),
    )


def ours() -> None:
    """Every document from values to bytes."""
    now = datetime(2025, 12, 2, 14, 2, tzinfo=UTC)
    for number in range(DOCUMENTS):
        render(sheet(number), now=now)


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
    ours_best = theirs_best = float("inf")
    for _ in range(ROUNDS):
        ours_best = min(ours_best, seconds(ours))
        theirs_best = min(theirs_best, seconds(theirs))
    print(f"{DOCUMENTS} documents of ours   {ours_best:.2f} s")
    print(f"{DOCUMENTS} empty, opened, saved {theirs_best:.2f} s")
    print(f"ratio {ours_best / theirs_best:.2f}, limit {LIMIT}")


if __name__ == "__main__":
    main()
