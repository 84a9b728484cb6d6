"""How many words a text has, and how long it takes to say them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from fractions import Fraction

WORDS_PER_MINUTE = 100
"""A second-language speaker before a plenary; the agenda may say otherwise."""

_SCRIPTS_WITHOUT_SPACES = (
    (0x0E00, 0x0E7F),  # Thai
    (0x0E80, 0x0EFF),  # Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
)


def count_words(text: str) -> int:
    """Runs between spaces, plus wide characters ÷ 2, plus Thai, Lao, Khmer and Myanmar letters ÷ 5."""
    spaced, wide, unspaced = 0, 0, 0
    for run in text.split():
        counts_as_run = False
        for char in run:
            if unicodedata.east_asian_width(char) in "WF":
                wide += 1
            elif any(low <= ord(char) <= high for low, high in _SCRIPTS_WITHOUT_SPACES):
                unspaced += unicodedata.category(char).startswith("L")
            elif char.isalnum():
                counts_as_run = True
        spaced += counts_as_run
    return spaced + round(Fraction(wide, 2) + Fraction(unspaced, 5))


def speaking_seconds(texts: Iterable[str], words_per_minute: int = WORDS_PER_MINUTE) -> int:
    """Seconds it takes to say the texts aloud."""
    return round(sum(count_words(text) for text in texts) * 60 / words_per_minute)


def minutes_and_seconds(seconds: int) -> str:
    """`3:24`, and `-0:12` below zero."""
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{sign}{minutes}:{rest:02d}"
