"""A cell's bullets as lines of pieces, wrapped to a width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.tui.widgets.wrapping import wrapped

Look: TypeAlias = Literal["plain", "first", "quiet", "wrong"]

CellLine: TypeAlias = tuple[str, Look]
"""A line of a cell and how it is painted."""


def cell_lines(answer: Answer | None, cells: int) -> list[CellLine]:
    """The lines of an answer in a column of that many cells; none for an empty one."""
    if isinstance(answer, Unread):
        return [(line, "wrong") for line in wrapped(f"? {answer.raw}", cells)]
    if isinstance(answer, str):
        return [(line, "plain") for line in wrapped(answer, cells)]
    lines: list[CellLine] = []
    for bullet in answer or ():
        lines += bullet_lines(bullet, cells)
    return lines


def bullet_lines(bullet: Bullet, cells: int) -> list[CellLine]:
    """A bullet with its mark in front and its sources behind; further lines stand below the first word."""
    mark = "!" if bullet.first else "•"
    tag = f"{bullet.tag}: " if bullet.tag else ""
    words = wrapped(f"{tag}{bullet.text}", max(cells - 2, 2))
    look: Look = "first" if bullet.first else "plain"
    lines: list[CellLine] = [(f"{mark if number == 0 else ' '} {line}", look) for number, line in enumerate(words)]
    if bullet.sources:
        lines += [(f"  {line}", "quiet") for line in wrapped(f"(from {', '.join(bullet.sources)})", max(cells - 2, 2))]
    return lines


def clipped(lines: Sequence[CellLine], most: int) -> list[CellLine]:
    """At most that many lines; the last one says how many more there are."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], (f"  … {len(lines) - most + 1} more lines", "quiet")]
