"""Raised hands and the checks before doors, from a shell."""

from pathlib import Path

import pytest

from tests.cli.test_clock import Shell


@pytest.fixture
def shell(event: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(event, capsys)


def test_hands_wait_in_their_order(shell: Shell) -> None:
    assert shell.does("clock", "hand") == "nobody has raised a hand\n"
    assert "Nobody has raised" in shell.refuses("clock", "hand", "--down")
    shell.does("clock", "hand", "Norland")
    assert shell.does("clock", "hand", "Sarda") == "Norland\nSarda\n"
    assert shell.does("clock", "hand", "--down") == "Sarda\n"
    assert shell.does("clock", "hand", "Sarda", "--down") == "nobody has raised a hand\n"


def test_checks_are_listed_and_ticked(shell: Shell) -> None:
    listed = shell.does("clock", "doors")
    assert "open  A projector window runs (in a second terminal: ue-tui projector)" in listed
    assert "done  Every file can be read" in listed
    assert "done  back row: " in shell.does("clock", "doors", "back row")
    assert "open  back row: " in shell.does("clock", "doors", "back row")
    assert "There is no check" in shell.refuses("clock", "doors", "window")
