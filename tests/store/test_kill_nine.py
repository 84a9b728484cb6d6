"""A program that is killed while it saves leaves every file old or new, and whole."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_a_program_killed_a_thousand_times_while_saving_leaves_no_half_file(root: Path, tmp_path: Path) -> None:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / part)
    times = 1000 if sys.platform != "win32" else 60  # without a fork each one is a new program that starts
    script = Path(__file__).with_name("kill_nine.py")
    done = subprocess.run(
        [sys.executable, str(script), "kill", str(tmp_path), str(times)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.match(rf"{times} killed, \d+ of them after a save", done.stdout), done.stdout
