"""Who owns worksheets: delegations and discussion groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache


class OwnerKind(StrEnum):
    """The two kinds of owner a worksheet can have."""

    DELEGATION = "delegation"
    GROUP = "group"


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """Whose worksheet it is: the kind and the stem of its file."""

    kind: OwnerKind
    stem: str

    def __str__(self) -> str:
        """The name that `--for` takes: `aurelia` or `groups/parliament`."""
        return f"groups/{self.stem}" if self.kind is OwnerKind.GROUP else self.stem


def delegation(stem: str) -> Owner:
    """The owner of `worksheets/STEM.toml`."""
    return Owner(OwnerKind.DELEGATION, stem)


def group(stem: str) -> Owner:
    """The owner of `worksheets/groups/STEM.toml`."""
    return Owner(OwnerKind.GROUP, stem)


@dataclass(frozen=True, slots=True)
class Delegation:
    """A country's team."""

    stem: str
    name: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class DiscussionGroup:
    """Several delegations that sit together and study one user group."""

    stem: str
    name: str
    user_group: str = ""
    members: tuple[str, ...] = ()
    """Stems of its delegations, in the order of the file."""
    rapporteurs: Mapping[str, str] = field(default_factory=dict)
    """Who speaks, by session id."""
    scribes: Mapping[str, str] = field(default_factory=dict)
    """Who types, by session id."""


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name for comparing: NFKC, without case, accents and outer space."""
    if name.isascii():
        return name.strip().lower()
    decomposed = unicodedata.normalize("NFKD", name.strip())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def by_name(name: str) -> tuple[str, str]:
    """The key that puts names in alphabetical order with accents folded."""
    return folded(name), name
