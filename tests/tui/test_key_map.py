"""The keys of every screen against the key map, `tests/data/keys.md`: none is missing, and none is there beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from ue_tui.tui.commands import PROJECTOR, ROWS, Section
from ue_tui.tui.screens.agenda import AgendaScreen
from ue_tui.tui.ways import SCREENS, screen_class

RUN = "Agenda, Session, Queue, Plenary: the run"
EVERYWHERE = "everywhere, also while typing"
STEERING = ("steering screens: the room", "steering screens: the work", "steering screens: minutes")
ROWS_OF = {
    "agenda": (EVERYWHERE, *STEERING, RUN, "Agenda"),
    "session": (EVERYWHERE, *STEERING, RUN, "Session"),
    "queue": (EVERYWHERE, *STEERING, RUN, "Queue"),
    "plenary": (EVERYWHERE, *STEERING, RUN, "Plenary"),
    "people": (EVERYWHERE, *STEERING, "People"),
    "problems": (EVERYWHERE, *STEERING, "Problems"),
    "parking lot": (EVERYWHERE, *STEERING, "Parking lot"),
    "stocktaking sheet": (EVERYWHERE, *STEERING, "Stocktaking sheet"),
    "table sheet": (EVERYWHERE, "Table sheet"),
    "action plan sheet": (EVERYWHERE, "Action plan sheet"),
}
"""Which rows of the map a screen has, by the name of its way."""

MORE_LEVELS = {str(digit) for digit in range(4, 10)}
"""A sheet of another workshop may have up to nine levels."""

TOUCHES_ROOM = {"V", "A", "F"}


def rows_of_the_map(root: Path) -> dict[str, set[str]]:
    """The keys of each row of the map's table, by what stands in its first column."""
    rows = {}
    for line in (root / "tests" / "data" / "keys.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2 and cells[0] not in ("where", "---"):
            keys = {key for key in re.findall(r"`([^`]+)`", cells[1]) if " " not in key}
            rows[cells[0]] = keys | ({"Up", "Down", "Left", "Right"} if "arrows cell" in cells[1] else set())
        if line.startswith("## Dialogs"):
            break
    return rows


def declared(sections: Iterable[Section]) -> set[str]:
    """The printed keys of sections; one that only says that it wants the capital is not counted."""
    commands = [command for section in sections for command in section.commands]
    return {command.key for command in commands if not command.action.startswith("want_capital")}


def as_printed(keys: Iterable[str]) -> set[str]:
    """Single letters in one case, but for those that want the capital: elsewhere the case means nothing."""
    return {key.lower() if len(key) == 1 and key not in TOUCHES_ROOM else key for key in keys}


@pytest.fixture(scope="module")
def key_map(root: Path) -> dict[str, set[str]]:
    return rows_of_the_map(root)


def sections_of(name: str) -> tuple[Section, ...]:
    """The screen's own, and those of the list that has the focus on it."""
    own = AgendaScreen.SECTIONS if name == "agenda" else screen_class(name).SECTIONS
    return (*own, ROWS) if STEERING[0] in ROWS_OF[name] else own


def screens() -> list[str]:
    return ["agenda", *(name for name in SCREENS if name in ROWS_OF)]


@pytest.mark.parametrize("name", screens())
def test_every_key_of_the_map_is_declared(key_map: dict[str, set[str]], name: str) -> None:
    missing = set()
    for row in ROWS_OF[name]:
        missing |= as_printed(key_map[row]) - as_printed(declared(sections_of(name)))

    assert not missing, f"{name} lacks {sorted(missing)}"


@pytest.mark.parametrize("name", screens())
def test_no_key_is_declared_that_the_map_does_not_have(key_map: dict[str, set[str]], name: str) -> None:
    known = set().union(*(as_printed(key_map[row]) for row in ROWS_OF[name]))
    known |= MORE_LEVELS if name == "stocktaking sheet" else set()

    assert as_printed(declared(sections_of(name))) <= known


def test_projector_window_has_the_keys_of_a_clicker_and_one_to_close_it(key_map: dict[str, set[str]]) -> None:
    assert as_printed(declared([PROJECTOR])) == as_printed(key_map["ue-tui projector"] - {"Esc", "F5"})
