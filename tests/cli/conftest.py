"""What tests of commands share."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def event(root: Path, tmp_path: Path) -> Path:
    """A copy of the sample event."""
    folder = tmp_path / "event"
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, folder / part)
    return folder
