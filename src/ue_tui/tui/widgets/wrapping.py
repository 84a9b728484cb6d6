"""Words wrapped to cells, for widgets that paint their own lines."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, chop_cells

from ue_tui.tui.widgets.words import printable


@lru_cache(maxsize=4096)
def _wrapped(text: str, cells: int) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if cell_len(candidate) <= cells:
            line = candidate
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, cells) or [""]
        lines += full
    return (*lines, line) if line or not lines else tuple(lines)


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of a text in at most that many cells each, broken between words where it can be; at least one line.

    Control characters become spaces: what is painted must not steer the terminal.
    """
    return list(_wrapped(printable(text), max(cells, 2)))
