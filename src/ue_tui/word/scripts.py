"""Writing systems as Word sees them: which characters need which font slot, direction and language tag.

Word sorts every character into one of three font slots: Latin, East Asian and complex. It finds the slot of a
complex or right-to-left run only when the run says so, hence this table.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["plain", "rtl", "east_asian", "complex"]


@dataclass(frozen=True, slots=True)
class Script:
    """How a run of text has to be marked; an empty language or font leaves that to the document."""

    kind: Kind
    language: str = ""
    font: str = ""

    @property
    def rtl(self) -> bool:
        """Whether the text runs from right to left."""
        return self.kind == "rtl"


PLAIN = Script("plain")
HAN = Script("east_asian", "zh-CN", "Microsoft YaHei")
TAIWAN = Script("east_asian", "zh-TW", "Microsoft JhengHei")
JAPANESE = Script("east_asian", "ja-JP", "Yu Gothic")
KOREAN = Script("east_asian", "ko-KR", "Malgun Gothic")
ARABIC = Script("rtl", "ar-SA", "Arial")
PERSIAN = Script("rtl", "fa-IR", "Arial")
URDU = Script("rtl", "ur-PK", "Arial")
_HEBREW = Script("rtl", "he-IL", "Arial")
_OTHER_RTL = Script("rtl")
_OTHER_COMPLEX = Script("complex")
_THAI = Script("complex", "th-TH", "Leelawadee UI")
_LAO = Script("complex", "lo-LA", "Leelawadee UI")
_KHMER = Script("complex", "km-KH", "Leelawadee UI")
_MYANMAR = Script("complex", "my-MM", "Myanmar Text")
_TIBETAN = Script("complex", "bo-CN", "Microsoft Himalaya")
_MONGOLIAN = Script("complex", "mn-Mong-CN", "Mongolian Baiti")
_SYRIAC = Script("rtl", "syr-SY", "Estrangelo Edessa")
_THAANA = Script("rtl", "dv-MV", "MV Boli")


def _indic(language: str) -> Script:
    return Script("complex", language, "Nirmala UI")


_DEVANAGARI = _indic("hi-IN")


# First character of a block, and what its characters are up to the next entry. The fonts come with Windows and Office;
# where they are missing Word and LibreOffice put their own in place.
_BLOCKS: tuple[tuple[int, Script], ...] = (
    (0x0000, PLAIN),
    (0x0590, _HEBREW),
    (0x0600, ARABIC),
    (0x0700, _SYRIAC),
    (0x0750, ARABIC),
    (0x0780, _THAANA),
    (0x07C0, _OTHER_RTL),
    (0x0860, _SYRIAC),
    (0x0870, ARABIC),
    (0x0900, _DEVANAGARI),
    (0x0980, _indic("bn-BD")),
    (0x0A00, _indic("pa-IN")),
    (0x0A80, _indic("gu-IN")),
    (0x0B00, _indic("or-IN")),
    (0x0B80, _indic("ta-IN")),
    (0x0C00, _indic("te-IN")),
    (0x0C80, _indic("kn-IN")),
    (0x0D00, _indic("ml-IN")),
    (0x0D80, _indic("si-LK")),
    (0x0E00, _THAI),
    (0x0E80, _LAO),
    (0x0F00, _TIBETAN),
    (0x1000, _MYANMAR),
    (0x10A0, PLAIN),
    (0x1100, KOREAN),
    (0x1200, PLAIN),
    (0x1780, _KHMER),
    (0x1800, _MONGOLIAN),
    (0x18B0, PLAIN),
    (0x1900, _OTHER_COMPLEX),
    (0x19E0, _KHMER),
    (0x1A00, _OTHER_COMPLEX),
    (0x1C80, PLAIN),
    (0x1CD0, _DEVANAGARI),
    (0x1D00, PLAIN),
    (0x2E80, HAN),
    (0x3040, JAPANESE),
    (0x3100, TAIWAN),
    (0x3130, KOREAN),
    (0x3190, HAN),
    (0x31A0, TAIWAN),
    (0x31C0, HAN),
    (0x31F0, JAPANESE),
    (0x3200, HAN),
    (0xA4D0, PLAIN),
    (0xA8E0, _DEVANAGARI),
    (0xA900, _OTHER_COMPLEX),
    (0xA960, KOREAN),
    (0xA980, _OTHER_COMPLEX),
    (0xA9E0, _MYANMAR),
    (0xAA00, _OTHER_COMPLEX),
    (0xAA60, _MYANMAR),
    (0xAA80, _OTHER_COMPLEX),
    (0xAB00, PLAIN),
    (0xABC0, _OTHER_COMPLEX),
    (0xAC00, KOREAN),
    (0xD800, PLAIN),
    (0xF900, HAN),
    (0xFB00, PLAIN),
    (0xFB1D, _HEBREW),
    (0xFB50, ARABIC),
    (0xFE00, PLAIN),
    (0xFE30, HAN),
    (0xFE50, PLAIN),
    (0xFE70, ARABIC),
    (0xFEFF, PLAIN),
    (0xFF00, HAN),
    (0xFF61, JAPANESE),
    (0xFFA0, KOREAN),
    (0xFFE0, HAN),
    (0xFFF0, PLAIN),
    (0x10800, _OTHER_RTL),
    (0x11000, _OTHER_COMPLEX),
    (0x12000, PLAIN),
    (0x1B000, JAPANESE),
    (0x1B170, PLAIN),
    (0x1E800, _OTHER_RTL),
    (0x1EE00, ARABIC),
    (0x1EF00, PLAIN),
    (0x20000, HAN),
    (0x40000, PLAIN),
)
_STARTS = tuple(start for start, _ in _BLOCKS)

_PERSIAN_LETTERS = frozenset("پچژگکی")
_URDU_LETTERS = frozenset("ٹڈڑںےہھ")
_HAN_BY_LANGUAGE = {"zh": HAN, "ja": JAPANESE, "ko": KOREAN}
_ARABIC_BY_LANGUAGE = {"ar": ARABIC, "fa": PERSIAN, "ur": URDU}


def script_of(character: str) -> Script:
    """The script of one character by its block alone."""
    return _BLOCKS[bisect_right(_STARTS, ord(character)) - 1][1]


def shared_scripts(text: str, language: str) -> tuple[Script, Script]:
    """Which language the Chinese characters and which the Arabic letters of a text belong to.

    Several languages share these letters. The letters that only one of them has decide, then the document's language.
    """
    letters = set(text)
    found = {script_of(character) for character in letters}
    primary = language.partition("-")[0].lower()
    han = _HAN_BY_LANGUAGE.get(primary, HAN)
    if language.lower().startswith(("zh-tw", "zh-hant", "zh-hk")):
        han = TAIWAN
    for own in (TAIWAN, KOREAN, JAPANESE):
        han = own if own in found else han
    arabic = _ARABIC_BY_LANGUAGE.get(primary, ARABIC)
    if letters & _URDU_LETTERS:
        arabic = URDU
    elif letters & _PERSIAN_LETTERS and arabic is ARABIC:
        arabic = PERSIAN
    return han, arabic
