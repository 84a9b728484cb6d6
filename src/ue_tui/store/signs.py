"""Signs of life: each projector window says in a small file of its own that it runs, and what it shows.

Nothing depends on them but what the facilitator's top line says: a folder that cannot be written to costs that and no
more, so failures here are silent.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tomli
import tomli_w

from ue_tui.model.words import minutes_and_seconds
from ue_tui.store.saving import OWN_FOLDER

PATTERN = f"{OWN_FOLDER}/projector-*.toml"
"""Where signs stand, below the event's folder."""

SIGNS = PATTERN.partition("*")[0]

EVERY = dt.timedelta(seconds=4)
"""How often a window says that it lives."""

SILENT_AFTER = dt.timedelta(seconds=12)
"""After so long a window has been closed by force, or its machine sleeps."""

FORGOTTEN_AFTER = dt.timedelta(hours=1)
"""A window that was not heard of for so long belongs to another day."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One projector window."""

    window: str
    """Its name, that of its file."""
    at: dt.datetime
    shows: str
    """In the words of the top line: `clock`, `picture 2 of 7, names off`."""


def sign_name() -> str:
    """The path of a new window's sign, relative to the event."""
    return PATTERN.replace("*", secrets.token_hex(3))


def write_sign(root: Path, name: str, shows: str, now: dt.datetime) -> None:
    """Say that a window lives and what it shows; a sign is small and is lost without harm, so it is not flushed."""
    path = root / name
    temporary = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(
            tomli_w.dumps({"at": now.astimezone(dt.UTC), "shows": shows}), encoding="utf-8", newline="\n"
        )
        temporary.replace(path)


def remove_sign(root: Path, name: str) -> None:
    """A window closes."""
    with contextlib.suppress(OSError):
        (root / name).unlink()


def read_sign(name: str, data: bytes) -> Sign | None:
    """What a sign says; None where it is none."""
    try:
        values = tomli.loads(data.decode("utf-8"))
    except ValueError:
        return None
    at = values.get("at")
    if not isinstance(at, dt.datetime) or at.tzinfo is None:
        return None
    return Sign(name, at, str(values.get("shows", "")))


def read_signs(root: Path, now: dt.datetime) -> tuple[Sign, ...]:
    """The windows that lived within the last hour; what older ones left behind is taken away."""
    found = []
    for path in sorted(root.glob(PATTERN)):
        try:
            sign = read_sign(path.relative_to(root).as_posix(), path.read_bytes())
        except OSError:
            continue
        if sign is not None and now - sign.at < FORGOTTEN_AFTER:
            found.append(sign)
        else:
            remove_sign(root, path.relative_to(root).as_posix())
    return tuple(found)


def is_alive(sign: Sign, now: dt.datetime, speed: float = 1) -> bool:
    """Whether a window was heard of lately; `speed` is that of a rehearsal's time."""
    return now - sign.at <= SILENT_AFTER * speed


def room_line(signs: Sequence[Sign], now: dt.datetime, speed: float = 1) -> str:
    """`projector: clock`, `not seen for 0:40`, or `no projector`; the window that was seen last speaks for all."""
    if not signs:
        return "no projector"
    latest = max(signs, key=lambda sign: sign.at)
    silent = (now - latest.at) / speed
    if silent > FORGOTTEN_AFTER:
        return "no projector"
    if silent > SILENT_AFTER:
        return f"projector not seen for {minutes_and_seconds(int(silent.total_seconds()))}"
    alive = [sign for sign in signs if is_alive(sign, now, speed)]
    shown = list(dict.fromkeys(sign.shows for sign in alive))
    number = f"{len(alive)} projectors" if len(alive) > 1 else "projector"
    return f"{number}: {' / '.join(shown)}"
