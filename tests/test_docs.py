"""The documentation that is made from the program says what the program does, and the README names every command."""

import runpy
from pathlib import Path

import pytest

from ue_tui.cli import COMMANDS


@pytest.mark.parametrize("page", ["keys.md", "commands.md"])
def test_the_reference_is_the_program_s_own(root: Path, page: str) -> None:
    made = runpy.run_path(str(root / "docs" / "make.py"))["PAGES"][page]()

    assert (root / "docs" / page).read_text(encoding="utf-8") == made, "python docs/make.py writes it anew"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(root: Path, command: str) -> None:
    assert f"`ue-tui {command}" in (root / "README.md").read_text(encoding="utf-8")
