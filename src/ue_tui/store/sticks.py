"""Sticks: the removable volumes that are plugged in, as places to take files from and to put documents on.

Which volume is a stick is known to each system in its own way: Windows says so, macOS and Linux mount sticks in folders
of their own. Where a machine mounts them elsewhere, or a shared folder is to be offered like a stick, `UE_TUI_STICKS`
names it; several are separated as in PATH.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

MORE_STICKS = "UE_TUI_STICKS"
"""The environment variable that names further folders to offer like sticks."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A volume that a person can pull out."""

    root: Path
    name: str
    """What people know it by: its label, or its letter on Windows."""


Sticks: TypeAlias = Callable[[], tuple[Stick, ...]]
"""Who knows what is plugged in; a test gives its own."""


def mounted_sticks() -> tuple[Stick, ...]:
    """The sticks that are plugged in now, in the order of their names; what cannot be looked at is left out."""
    named = [Path(one) for one in os.environ.get(MORE_STICKS, "").split(os.pathsep) if one]
    found = {
        stick.root: stick for stick in (*_system_sticks(), *(Stick(path, path.name or str(path)) for path in named))
    }
    return tuple(sorted((one for one in found.values() if _is_there(one.root)), key=lambda one: one.name.casefold()))


def _is_there(root: Path) -> bool:
    """Whether a volume answers: a card reader without a card, or a stick just pulled out, does not."""
    try:
        next(root.iterdir(), None)
    except OSError:
        return False
    return True


def volumes_below(folders: Iterable[Path]) -> Iterator[Stick]:
    """The volumes that are mounted in some folders; a plain folder there is what a stick left behind."""
    for folder in folders:
        for path in _inside(folder):
            if not path.is_symlink() and _is_mount(path):
                yield Stick(path, path.name)


def _inside(folder: Path) -> list[Path]:
    """What stands in a folder; nothing where this system has none, or another person's."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _is_mount(path: Path) -> bool:
    try:
        return path.is_mount()
    except OSError:
        return False


if sys.platform == "win32":
    import ctypes
    import string

    _REMOVABLE = 2
    """DRIVE_REMOVABLE of GetDriveTypeW."""
    _NO_QUESTIONS = 0x8001
    """SEM_FAILCRITICALERRORS and SEM_NOOPENFILEERRORBOX: an empty card reader must not put up a dialog."""

    def _system_sticks() -> Iterator[Stick]:
        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(_NO_QUESTIONS)
        present = kernel.GetLogicalDrives()
        for number, letter in enumerate(string.ascii_uppercase):
            root = f"{letter}:\\"
            if present >> number & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE:
                label = ctypes.create_unicode_buffer(261)
                known = kernel.GetVolumeInformationW(root, label, 261, None, None, None, None, 0)
                name = f"{label.value} ({letter}:)" if known and label.value else f"{letter}:"
                yield Stick(Path(root), name)

elif sys.platform == "darwin":

    def _system_sticks() -> Iterator[Stick]:
        """Every volume but the disk that the system is on, which is a link there."""
        return volumes_below([Path("/Volumes")])

else:

    def _system_sticks() -> Iterator[Stick]:
        """Desktops mount sticks below each person's name, in `/media` or `/run/media`; some machines in `/media`."""
        media, running = Path("/media"), Path("/run/media")
        return volumes_below([media, *_inside(media), *_inside(running)])
