"""The key map: no collision, no key that a terminal keeps, no clicker key that touches the clock."""

import pytest
from textual.keys import Keys

from ue_tui.tui.commands import BEYOND_KEYS, Command, Section
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.screens.agenda import AgendaScreen
from ue_tui.tui.screens.opening import OpeningScreen
from ue_tui.tui.ways import SCREENS as WAYS
from ue_tui.tui.ways import screen_class

WRITES = {"table sheet", "action plan sheet"}
WRITING = [screen_class(name) for name in sorted(WRITES)]
STEERING = [AgendaScreen, *(screen_class(name) for name in WAYS if name not in WRITES)]
SCREENS = [*STEERING, *WRITING, OpeningScreen]

CLICKER_KEYS = {"pageup", "pagedown", "full_stop", "b", "f5", "escape"}
CLOCK_ACTIONS = {"start_or_pause", "next_phase", "minutes", "started_earlier", "clock_back", "undo", "redo"}
KEPT_BY_TERMINALS = {"ctrl+c", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "ctrl+v", "ctrl+left_square_bracket"}


def commands(screen: type[FramedScreen]) -> list[Command]:
    return [command for section in screen.SECTIONS for command in section.commands]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_of_a_screen_does_two_things(screen: type[FramedScreen]) -> None:
    does: dict[str, str] = {}
    for command in commands(screen):
        for key in command.textual_keys:
            assert does.setdefault(key, command.action) == command.action, key


@pytest.mark.parametrize("screen", SCREENS)
def test_keys_are_ones_that_every_terminal_sends(screen: type[FramedScreen]) -> None:
    for command in commands(screen):
        for key in command.textual_keys:
            assert "alt" not in key
            assert key not in KEPT_BY_TERMINALS
            assert not key.startswith("f") or key in ("f", "f1", "full_stop"), key


@pytest.mark.parametrize("screen", SCREENS)
def test_every_key_name_is_one_that_textual_knows(screen: type[FramedScreen]) -> None:
    names = {key.value for key in Keys}
    for command in commands(screen):
        for key in command.textual_keys:
            is_known = len(key) == 1 or key in names or key in NAMED_CHARACTERS
            assert is_known, key


NAMED_CHARACTERS = {
    "plus", "minus", "right_square_bracket", "left_square_bracket", "less_than_sign", "greater_than_sign",
    "exclamation_mark", "question_mark", "full_stop", "slash", "space", "tab", "shift+tab", "enter", "escape",
}  # fmt: skip


@pytest.mark.parametrize("screen", STEERING)
def test_both_cases_of_a_letter_do_the_same_unless_the_room_sees_it(screen: type[FramedScreen]) -> None:
    for command in commands(screen):
        if command.capital:
            assert len(command.textual_keys) == 1
            assert command.key.upper() in ("V", "A", "F")
        elif len(command.key) == 1 and command.key.isalpha():
            assert set(command.textual_keys) == {command.key.lower(), command.key.upper()}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_of_a_clicker_touches_the_clock(screen: type[FramedScreen]) -> None:
    for command in commands(screen):
        if set(command.textual_keys) & CLICKER_KEYS:
            assert command.action.partition("(")[0] not in CLOCK_ACTIONS


@pytest.mark.parametrize("screen", WRITING)
def test_where_text_is_written_no_single_character_is_a_command(screen: type[FramedScreen]) -> None:
    for command in commands(screen):
        assert len(command.key) != 1, command


@pytest.mark.parametrize("screen", SCREENS)
def test_the_bottom_line_names_seven_keys_at_most_and_each_has_a_title(screen: type[FramedScreen]) -> None:
    for command in [*commands(screen), *BEYOND_KEYS.commands]:
        assert command.title
    assert isinstance(screen.SECTIONS[0], Section)
