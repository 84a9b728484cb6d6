"""Marks keyed in from paper: by code (`3.2 2`), or all in the order of the print (`2132-21`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ue_tui.model.errors import Refused
from ue_tui.model.sheets import Field, Kind, Place


@dataclass(frozen=True, slots=True)
class PaperMark:
    """What was keyed in for one question."""

    place: Place
    code: str
    label: str
    level: str | None
    """The id of the level; None for not marked."""


def read_paper(fields: Sequence[Field], text: str) -> tuple[PaperMark, ...]:
    """The marks that a line keyed in from paper says.

    Digits in a row are marks in the order of the print, of the questions that count or of all; `-` or 0 is not marked.
    Otherwise codes and marks stand in pairs, as in `3 1, 3.2 2`.

    Raises:
        Refused: a code or a mark that there is not, or a number of marks that fits no order.
    """
    marks = [field for field in fields if field.kind is Kind.MARK]
    words = text.replace(",", " ").replace(";", " ").split()
    if not words:
        return ()
    by_code = {field.code: field for field in marks}
    run = "".join(words)
    if (
        "." not in run
        and all(char.isdecimal() or char == "-" for char in run)
        and not (len(words) == 2 and words[0] in by_code and len(words[1]) == 1)
    ):
        return tuple(_in_order(marks, run))
    return tuple(_in_pairs(by_code, words))


def sheet_number(fields: Sequence[Field], text: str, sheets: int) -> tuple[int, str]:
    """The number of the sheet that stands before its marks, as in `4 2132-21`, and the rest; 0 where there is none.

    Raises:
        Refused: there is no sheet with that number.
    """
    number, _, rest = text.strip().partition(" ")
    marks = [field for field in fields if field.kind is Kind.MARK]
    whole = (sum(field.counts for field in marks), len(marks))
    if not number.isdecimal() or len(rest.replace(" ", "")) not in whole or "." in rest:
        return 0, text
    if not 1 <= int(number) <= sheets:
        raise Refused(f"There is no sheet {number}: there are {sheets}.")
    return int(number), rest


def _in_order(marks: Sequence[Field], run: str) -> Iterator[PaperMark]:
    asked = [field for field in marks if field.counts]
    for order in (asked, list(marks)):
        if len(run) == len(order):
            for field, sign in zip(order, run, strict=True):
                yield _mark(field, sign)
            return
    raise Refused(f"{len(run)} marks are neither the {len(asked)} that are asked nor all {len(marks)} of the paper.")


def _in_pairs(by_code: dict[str, Field], words: Sequence[str]) -> Iterator[PaperMark]:
    if len(words) % 2:
        raise Refused("After each code its mark is needed, as in 3.2 2.")
    for code, sign in zip(words[::2], words[1::2], strict=True):
        if code not in by_code:
            raise Refused(f"There is no code {code} on the paper.")
        yield _mark(by_code[code], sign)


def _mark(field: Field, sign: str) -> PaperMark:
    if sign in ("-", "0"):
        return PaperMark(field.place, field.code, field.label, None)
    if not (sign.isdecimal() and 1 <= int(sign) <= len(field.choices)):
        raise Refused(f"{field.code}: “{sign}” is no mark: 1 to {len(field.choices)}, or - for not marked.")
    return PaperMark(field.place, field.code, field.label, field.choices[int(sign) - 1].id)
