"""Deciding between two wordings of one thing: what a worksheet says once a person has chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from ue_tui.model.answers import Answer, read_answer
from ue_tui.model.bullets import Bullet, nobody, read_bullets
from ue_tui.model.errors import Refused
from ue_tui.model.sheets import Field, Kind
from ue_tui.model.worksheet import Conflict, Worksheet


class Take(StrEnum):
    """What a person can decide."""

    KEPT = "kept"
    """What stands stays."""
    OTHER = "other"
    """What waits takes its place."""
    BOTH = "both"
    """What waits is written below what stands."""


def decide(
    worksheet: Worksheet,
    conflict: Conflict,
    take: Take,
    field: Field | None,
    is_delegation: Callable[[str], bool] = nobody,
) -> Worksheet:
    """The worksheet without the conflict, and with the wording that was taken.

    `field` is the question at its place; None where the event no longer asks it.

    Raises:
        Refused: both cannot stand, as one mark is; or what waits is no answer to the question.
    """
    rest = tuple(one for one in worksheet.conflicts if one != conflict)
    if take is not Take.KEPT:
        if field is None:
            raise Refused("This is not asked any more: only what stands can be kept.")
        answer = _taken(worksheet.answers.get(conflict.at), conflict, take, field, is_delegation)
        worksheet = worksheet.write(conflict.at, answer)
    return replace(worksheet, conflicts=rest)


def _taken(
    answer: Answer | None, conflict: Conflict, take: Take, field: Field, is_delegation: Callable[[str], bool]
) -> Answer | None:
    if field.kind in (Kind.CELL, Kind.MEMBERS):
        bullets = answer if isinstance(answer, tuple) else ()
        other = read_bullets(conflict.other, field.tags, is_delegation)
        return _bullets(bullets, conflict.kept, other, both=take is Take.BOTH)
    if take is Take.OTHER:
        return read_answer(field, conflict.other, is_delegation)
    if field.kind is Kind.TEXT and field.long:
        return read_answer(field, f"{conflict.kept}\n{conflict.other}", is_delegation)
    if field.kind is Kind.TEXT:
        return read_answer(field, f"{conflict.kept} / {conflict.other}", is_delegation)
    raise Refused("Only one of the two can stand here: take kept or other.")


def _bullets(bullets: tuple[Bullet, ...], kept: str, other: tuple[Bullet, ...], *, both: bool) -> tuple[Bullet, ...]:
    """A cell with the other wording in place of the kept one, or below it; at its end where that one is gone."""
    standing = set(kept.splitlines())
    at = next((number for number, bullet in enumerate(bullets) if bullet.line in standing), len(bullets))
    stays = [bullet for bullet in bullets[:at] if both or bullet.line not in standing]
    stays += bullets[at : at + 1] if both else ()
    below = [bullet for bullet in bullets[at + both :] if both or bullet.line not in standing]
    known = {bullet.line for bullet in (*stays, *below)}
    return (*stays, *(bullet for bullet in other if bullet.line not in known), *below)
