"""The documentation that is made from the program says what the program does, and the README names every command."""

import subprocess
import sys
from pathlib import Path

import pytest

from ue_tui.cli import COMMANDS


def test_the_reference_is_the_program_s_own(root: Path, tmp_path: Path) -> None:
    """In a fresh Python: what a command's help says depends on how it was called before."""
    subprocess.run([sys.executable, root / "docs" / "make.py", tmp_path], check=True)

    for page in ("keys.md", "commands.md"):
        made = (tmp_path / page).read_text(encoding="utf-8")
        assert (root / "docs" / page).read_text(encoding="utf-8") == made, "python docs/make.py writes it anew"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(root: Path, command: str) -> None:
    assert f"`ue-tui {command}" in (root / "README.md").read_text(encoding="utf-8")
