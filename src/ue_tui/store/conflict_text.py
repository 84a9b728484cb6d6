"""Conflicts at the end of a worksheet's file, where they travel with it until a person has decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

import tomli_w

from ue_tui.model.sheets import dotted
from ue_tui.model.worksheet import Conflict

HEADER = (
    "# ---- Two wordings of the same thing ----",
    "# Above stands what is in `kept`. To keep that, delete the whole [[conflict]] below.",
    "# To take the other one, copy it up first. Nothing is lost until you have decided.",
)

_CONFLICT = re.compile(r"^\s*\[\[\s*conflict\s*\]\]")
_HEADING = re.compile(r"^\s*\[")


def with_conflicts(text: str, conflicts: Sequence[Conflict], newline: str = "\n") -> str:
    """The text of a worksheet with these conflicts at its end instead of those that it has."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        if _CONFLICT.match(line):
            inside = True
        elif inside and _HEADING.match(line):
            inside = False
        if not inside and line.strip() not in HEADER:
            kept.append(line)
    if not conflicts:
        while kept and inside and not kept[-1].strip():
            kept.pop()
        return "".join(kept)
    body = "".join(kept).rstrip("\r\n")
    tables = {
        "conflict": [
            {"at": dotted(one.at), "kept": one.kept, "other": one.other, "since": one.since} for one in conflicts
        ]
    }
    section = [*HEADER, *tomli_w.dumps(tables).splitlines()]
    return newline.join([body, "", *section, ""])
