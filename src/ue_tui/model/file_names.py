"""What files of people's names are called: names that every system takes."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 100
"""Bytes of a name in a file's name: with all that stands around it under the 143 that an encrypted disk takes."""

_NEVER = frozenset('/\\:*?"<>|')
_JOINERS = frozenset("\u200c\u200d")
"""Without them words of Persian, Sinhala or Hindi are written wrongly."""


def safe_name(name: str) -> str:
    """A name without what a file's name may not hold, short enough for every disk; empty where nothing is left.

    Any script is kept. Something has to stand in front of it, or it may be one that Windows reserves, such as `CON`.
    """
    kept = "".join(_kept(char) for char in unicodedata.normalize("NFC", name))
    whole = " ".join(kept.split()).strip(". \u200c\u200d")
    cut = whole
    while len(cut.encode()) > LONGEST_NAME:
        cut = cut[:-1]
    while cut and cut != whole and unicodedata.category(whole[len(cut)]) in ("Mn", "Mc", "Me", "Cf"):
        cut = cut[:-1]  # never a letter without its accents
    return cut.strip(". \u200c\u200d")


def _kept(char: str) -> str:
    """The character, a space for one that parts words, nothing for one that cannot be seen."""
    if char in _NEVER or char.isspace():
        return " "
    return char if char in _JOINERS or unicodedata.category(char)[0] != "C" else ""
