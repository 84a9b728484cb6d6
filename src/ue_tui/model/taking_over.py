"""What a group's cell can take over from its members' cells, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ue_tui.model.bullets import ALIKE, Bullet, alike, plain_words


@dataclass(frozen=True, slots=True)
class Offer:
    """A bullet that members have and the group has not; those that say the same stand together."""

    text: str
    tag: str
    members: tuple[str, ...]
    """Names of the members that say it."""


Members: TypeAlias = Sequence[tuple[str, Sequence[Bullet]]]
"""Names of members, each with the bullets of its cell."""


def offers(here: Sequence[Bullet], members: Members) -> tuple[Offer, ...]:
    """The members' bullets that the group's cell has not taken over yet.

    One counts as taken over when the cell has a bullet with that source and a likeness of at least 0.5; bullets that
    say the same, without case, space and punctuation, are one offer.
    """
    return _together((name, bullet) for name, bullet in _each(members) if not _is_taken(here, name, bullet))


def already(here: Sequence[Bullet], members: Members) -> tuple[Offer, ...]:
    """The members' bullets that the group's cell has taken over, those that say the same as one."""
    return _together((name, bullet) for name, bullet in _each(members) if _is_taken(here, name, bullet))


def _each(members: Members) -> Iterator[tuple[str, Bullet]]:
    return ((name, bullet) for name, bullets in members for bullet in bullets)


def _is_taken(here: Sequence[Bullet], name: str, bullet: Bullet) -> bool:
    return any(name in own.sources and alike(own.text, bullet.text) >= ALIKE for own in here)


def _together(said: Iterable[tuple[str, Bullet]]) -> tuple[Offer, ...]:
    found: dict[str, Offer] = {}
    for name, bullet in said:
        key = plain_words(bullet.text)
        before = found.get(key)
        if before is None:
            found[key] = Offer(bullet.text, bullet.tag, (name,))
        elif name not in before.members:
            found[key] = replace(before, members=(*before.members, name))
    return tuple(found.values())


def taken_over(here: Sequence[Bullet], offer: Offer) -> tuple[Bullet, ...]:
    """The cell with the offer: as a source of the bullet that says the same, else as a bullet of its own."""
    key = plain_words(offer.text)
    for at, bullet in enumerate(here):
        if plain_words(bullet.text) == key:
            sources = tuple(dict.fromkeys((*bullet.sources, *offer.members)))
            return (*here[:at], replace(bullet, sources=sources), *here[at + 1 :])
    return (*here, Bullet(offer.text, offer.tag, sources=offer.members))
