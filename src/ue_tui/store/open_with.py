"""Opening a document, or the folder that it is in, with what the machine has for it; no shell is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ue_tui.model.errors import Refused


def open_path(path: Path) -> None:
    """Open a document in Word or what stands for it, or a folder in the file manager.

    Raises:
        Refused: it has gone, or this machine has nothing to open it with, as over ssh; with where it is.
    """
    if not path.exists():
        raise Refused(f"{path} is not there any more.")
    try:
        _start(path)
    except OSError as error:
        raise Refused(f"Nothing here opens it: it is at {path}.") from error


if sys.platform == "win32":

    def _start(path: Path) -> None:
        os.startfile(path)

else:

    def _start(path: Path) -> None:
        """Start the desktop's own opener; it outlives us and writes nothing into our screen."""
        program = "open" if sys.platform == "darwin" else "xdg-open"
        has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        found = shutil.which(program) if has_screen else None
        if found is None:
            raise FileNotFoundError(program)
        nothing = subprocess.DEVNULL
        subprocess.Popen([found, str(path)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
