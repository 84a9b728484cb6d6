"""A table as CSV that spreadsheets open in any language, and that runs nothing in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ue_tui.word.text import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would take for the beginning of a formula."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as UTF-8 with the mark by which Excel knows it, each text cleaned of what no program shows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: str) -> str:
    """The value, with an apostrophe in front where a spreadsheet would calculate it."""
    value = clean(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
