"""What is kept of a bug of ours: where it happened, and no word of anyone's answers."""

from __future__ import annotations

import datetime as dt
import platform
import traceback
from pathlib import Path

from ue_tui import __version__

SCREEN = Path(".ue-tui") / "screen.txt"


def write_crash(root: Path, error: BaseException, now: dt.datetime) -> Path:
    """Write where a bug happened into `.ue-tui/crash-HHMM.txt`, and return the path relative to the event.

    Messages of exceptions are left out: they may quote what people wrote.
    """
    lines = [
        f"ue-tui {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    path = Path(".ue-tui") / f"crash-{now:%H%M}.txt"
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("a", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n\n")
    return path


def keep_screen(root: Path, screen: str) -> None:
    """Note which screen was on when a bug ended the app, so that starting again shows it."""
    path = root / SCREEN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(screen, encoding="utf-8", newline="\n")


def take_screen(root: Path) -> str:
    """The screen that was on when a bug ended the app, once; empty after an ordinary end."""
    path = root / SCREEN
    try:
        screen = path.read_text(encoding="utf-8")
        path.unlink()
    except (OSError, UnicodeDecodeError):
        return ""
    return screen.strip()
