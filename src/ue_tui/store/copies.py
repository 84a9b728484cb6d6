"""Copies that synchronising programs and people leave beside a worksheet, known by their names; never a delegation.

OneDrive adds the machine's name, Dropbox and Nextcloud "conflicted copy", Syncthing "sync-conflict" and a time,
browsers and Windows a number or "Copy". A name counts only where the worksheet that it is a copy of stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ue_tui.model.people import Owner, OwnerKind, folded
from ue_tui.model.worksheet import Worksheet

_SURE = (
    re.compile(r"^(?P<of>.+?)\s*\(\d+\)$"),  # laos (1): browsers, Google Drive, macOS
    re.compile(r"^(?P<of>.+?)[.~_-]?sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?$"),  # Syncthing
    re.compile(r"^(?P<of>.+?)\s*\(.*(?:conflict|kopie|copie|copia).*\)$", re.IGNORECASE),  # Dropbox, Nextcloud
    re.compile(r"^(?P<of>.+?)['’]s conflicted copy.*$", re.IGNORECASE),
    re.compile(r"^(?P<of>.+?)[ _-]+(?:in )?conflict(?:ed)?(?: copy)?[ _-]?.*$", re.IGNORECASE),
    re.compile(r"^(?P<of>.+?)\s*[-–]\s*(?:copy|kopie|copie|copia|cópia)(?:\s*\(?\d+\)?)?$", re.IGNORECASE),  # Windows
    re.compile(r"^(?P<of>.+?) copy(?: \d+)?$", re.IGNORECASE),  # macOS
    re.compile(r"^(?:copy of|kopie von|copie de|copia de) (?P<of>.+)$", re.IGNORECASE),
)
_LIKELY = (
    re.compile(r"^(?P<of>.+?)-(?=[A-Za-z0-9-]*[A-Z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$"),  # laos-DESKTOP-3F2: OneDrive
    re.compile(r"^(?P<of>.+?)[ _-](?:final|new|old|backup|bak)[ _-]?\d*$", re.IGNORECASE),  # people
)
"""A delegation's own name may end so: these count only where the name inside is the same too."""
_MAYBE = re.compile(r"[(A-Z]|conflict|c[oó]p[iy]|kopie|final|new|old|back|bak")
"""What is in every such name: the others, which are nearly all, are looked at no further."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy beside a worksheet."""

    path: str
    """Relative to the event."""
    of: Owner
    sheet: Worksheet | None
    """What it says; None where it cannot be read."""


def original_of(stem: str, stems: Collection[str]) -> tuple[str, bool] | None:
    """The stem that another one is a copy of, and whether its form alone is enough to say so; None where it is none."""
    if not _MAYBE.search(unicodedata.normalize("NFC", stem)) and not _MAYBE.search(stem.casefold()):
        return None
    known = {_compared(one): one for one in stems if one != stem}
    for rest, is_sure in _stripped(unicodedata.normalize("NFC", stem), True):
        if (found := known.get(_compared(rest))) is not None:
            return found, is_sure
    return None


def _stripped(stem: str, is_sure: bool) -> Iterator[tuple[str, bool]]:
    """What is left of a name without each ending that copies get; a copy of a copy has two of them."""
    for patterns, sure in ((_SURE, is_sure), (_LIKELY, False)):
        for pattern in patterns:
            if match := pattern.match(stem):
                rest = match["of"].strip()
                yield rest, sure
                yield from _stripped(rest, sure)


def _compared(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold().strip()


def copies_among(sheets: Mapping[Owner, Worksheet | None]) -> dict[Owner, Owner]:
    """Which of some worksheets is a copy of which other one; None for what cannot be read."""
    stems = {kind: [owner.stem for owner in sheets if owner.kind is kind] for kind in OwnerKind}
    found: dict[Owner, Owner] = {}
    for owner, sheet in sheets.items():
        if (original := original_of(owner.stem, stems[owner.kind])) is None:
            continue
        stem, is_sure = original
        of = Owner(owner.kind, stem)
        other = sheets.get(of)
        if is_sure or sheet is None or other is None or folded(sheet.name) == folded(other.name):
            found[owner] = of
    return found
