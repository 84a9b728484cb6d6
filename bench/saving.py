"""Saving one worksheet, everything in it, against what the libraries alone need for one: parse and render with tomlrt,
parse with tomli, write a temporary file, fsync, replace.

    python bench/saving.py
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from itertools import count
from pathlib import Path
from time import perf_counter

import tomli
import tomlrt
from _events import make_event
from _figures import compare, in_turn

from ue_tui.model.bullets import Bullet
from ue_tui.model.people import delegation
from ue_tui.store.event_folder import EventFolder, Saved

ROUNDS = 200
PLACE = ("user_journey", "objects", "constraints")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = EventFolder(make_event(Path(name) / "event", 12))
        live = folder.open().live
        owner = delegation("delegation-007")
        path = folder.path("worksheets/delegation-008.toml")
        numbers = count()

        def ours() -> float:
            now = dt.datetime.now(dt.UTC)
            begun = perf_counter()
            live.edit(owner, PLACE, (Bullet(f"Printed copies cost too much, {next(numbers)}"),), now)
            (write,) = live.due(now, at_once=True)
            saved = folder.save(write, now)
            assert isinstance(saved, Saved)
            live.written(write, saved.text, saved.digest, now)
            return perf_counter() - begun

        def floor() -> float:
            begun = perf_counter()
            text = path.read_text(encoding="utf-8")
            rendered = tomlrt.dumps(tomlrt.loads(text))
            tomli.loads(rendered)
            temporary = path.with_name(".floor")
            with temporary.open("wb") as file:
                file.write(rendered.encode())
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            return perf_counter() - begun

        mine, theirs = in_turn(ROUNDS, ours, floor)
    compare("saving one worksheet, everything", mine, theirs, 1.5)


if __name__ == "__main__":
    main()
