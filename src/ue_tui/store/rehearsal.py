"""A rehearsal: a copy of an event in a folder of its own, whose clock may run faster; the event itself is not touched.

A file in the copy marks it, says how fast its time runs and from when on, so that every window and command that opens
the copy sees the same time and shows the mark.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import tomli
import tomli_w

from ue_tui.model.errors import NotSaved, Refused
from ue_tui.store.saving import OWN_FOLDER, reason, replace

MARK_FILE = f"{OWN_FOLDER}/rehearsal.toml"

COPIED = ("sessions", "worksheets")

FASTEST = 120.0

_HEADER = "# This folder is a rehearsal: a copy that is made anew by “ue-tui rehearse” and can be deleted.\n"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How a copy's time runs."""

    began: dt.datetime
    """When it was made, on the wall clock."""
    as_if: dt.datetime
    """What its own clock said then."""
    speed: float

    def at(self, wall: dt.datetime) -> dt.datetime:
        """Its own time at a moment of the wall clock."""
        return self.as_if + (wall - self.began) * self.speed

    @property
    def mark(self) -> str:
        """What stands wherever the rehearsal is seen: `REHEARSAL`, `REHEARSAL ×10`."""
        return "REHEARSAL" if self.speed == 1 else f"REHEARSAL ×{self.speed:g}"


def read_rehearsal(root: Path) -> Rehearsal | None:
    """How the time of a folder runs; None where it is no rehearsal."""
    try:
        values = tomli.loads((root / MARK_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    began, as_if, speed = (values.get(key) for key in ("began", "as_if", "speed"))
    if not isinstance(began, dt.datetime) or not isinstance(as_if, dt.datetime) or not isinstance(speed, int | float):
        return None
    if began.tzinfo is None or as_if.tzinfo is None or not 0 < speed <= FASTEST:
        return None
    return Rehearsal(began, as_if, float(speed))


def rehearsal_folder(root: Path) -> Path:
    """Where the copy of an event stands: beside it."""
    real = root.resolve()
    return real.with_name(f"{real.name}-rehearsal")


def rehearse(root: Path, target: Path, speed: float, now: dt.datetime, as_if: dt.datetime) -> Rehearsal:
    """Copy an event, its run left out, into a folder that is a rehearsal or is not there.

    Args:
        root: the event.
        target: where the copy goes; an earlier rehearsal there makes way.
        speed: how many times as fast as the wall its clock runs.
        now: the wall clock.
        as_if: what the copy's clock says at that moment.

    Raises:
        Refused: the folder is there and no rehearsal, or the event is one itself.
        NotSaved: the disk refused.
    """
    if read_rehearsal(root) is not None:
        raise Refused("This is a rehearsal already: open it with “ue-tui”, or rehearse in the event's own folder.")
    if target.exists() and read_rehearsal(target) is None:
        raise Refused(f"{target} is there and is no rehearsal: it is not overwritten.")
    made = Rehearsal(now, as_if, speed)
    try:
        if target.exists():
            shutil.rmtree(target)
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, target / name)
        (target / OWN_FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise NotSaved(f"The rehearsal cannot be made in {target}: {reason(error)}.") from error
    values = {"began": now, "as_if": as_if, "speed": speed}
    replace(target / MARK_FILE, (_HEADER + tomli_w.dumps(values)).encode(), expect=None)
    return made
