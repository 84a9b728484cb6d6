"""What a worksheet's bytes say before their answers are looked at."""

import pytest

from ue_tui.model.findings import Repair
from ue_tui.store.sheet_files import parse_sheet
from ue_tui.store.toml_files import BrokenToml


@pytest.mark.parametrize("text", ["", "# Worksheet of Aurelia\n"])
def test_a_file_without_its_format_is_taken_for_half_written(text: str) -> None:
    _, broken = parse_sheet(text.encode())

    assert isinstance(broken, BrokenToml)
    assert "empty or cut off" in broken.message


@pytest.mark.parametrize("text", ["format = 1\nscore = In Progress", "format = 1\na = " + "[" * 5_000])
def test_a_slip_is_said_as_what_it_is(text: str) -> None:
    _, broken = parse_sheet(text.encode())

    assert isinstance(broken, BrokenToml)
    assert broken.line == 2
    assert "cut off" not in broken.message


def test_a_newer_format_is_left_to_a_newer_program() -> None:
    _, broken = parse_sheet(b"format = 2\n")

    assert isinstance(broken, BrokenToml)
    assert "newer ue-tui" in broken.message


def test_a_worksheet_that_lost_its_format_gets_it_back() -> None:
    _, broken = parse_sheet(b'# Aurelia\n[delegation]\nname = "Aurelia"\n')

    assert isinstance(broken, BrokenToml)
    assert (broken.line, broken.repair) == (2, Repair(2, (), ("format = 1",)))
    assert "format = 1" in broken.message


def test_a_file_of_another_program_is_told_as_one() -> None:
    _, broken = parse_sheet(b'[project]\nname = "x"\n')

    assert isinstance(broken, BrokenToml)
    assert "another program" in broken.message
    assert broken.repair is None
