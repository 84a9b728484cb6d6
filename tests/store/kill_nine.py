"""Run by a test: kills a program that saves at random moments, and looks at what is left each time.

It is a program of its own because it forks, which a test runner with threads must not.
"""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import tomli

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.people import delegation
from ue_tui.store.bases import read_bases
from ue_tui.store.event_folder import EventFolder, Overtaken
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.saving import TEMPORARY, read_file

AURELIA = delegation("aurelia")
PATH = "worksheets/aurelia.toml"
CELL = ("user_journey", "objects", "constraints")


def point(number: int) -> str:
    """A line long enough that half a file is easily seen."""
    return f"Point {number:08d} " + "of many words " * 200


def save_for_ever(root: Path, begin: int, event: Event) -> None:
    """Save one edit after the other until somebody ends us."""
    folder = EventFolder(root)
    live = LiveEvent(event)
    data, digest = read_file(root / PATH)
    live.load([(PATH, data, digest)])
    number = begin
    while True:
        number += 1
        now = dt.datetime.now(dt.UTC)
        live.edit(AURELIA, CELL, (Bullet(point(number).strip()),), now)
        for write in live.due(now, at_once=True):
            saved = folder.save(write, now)
            assert not isinstance(saved, Overtaken)
            live.written(write, saved.text, saved.digest, now)


def look(root: Path, least: int, newest: int = 2) -> int:
    """Check that every file is whole, and that nothing went back; the number in the worksheet."""
    raw = tomli.loads((root / PATH).read_text(encoding="utf-8"))
    text = raw["user_journey"]["objects"]["constraints"].strip()
    number = int(text.split()[1]) if text.startswith("Point") else 0
    assert number == 0 or text == point(number).strip(), "half a cell"
    assert raw["employee_potential"]["hr_system_alignment"].keys() == {"current_practices", "areas_for_improvement"}
    assert number >= least, "an older version came back"
    for kept in sorted((root / ".ue-tui" / "history").rglob("*.toml"))[-newest:]:
        tomli.loads(kept.read_text(encoding="utf-8"))
    for left in root.rglob(f"{TEMPORARY}*"):
        assert left.suffix != ".toml"
        left.unlink()
    read_bases(root, PATH, AURELIA)
    return number


def kill_by_fork(root: Path, number: int, wait: float, event: Event) -> None:
    child = os.fork()
    if child == 0:
        try:
            save_for_ever(root, number, event)
        finally:
            os._exit(1)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def kill_by_start(root: Path, number: int, wait: float, event: Event) -> None:
    child = subprocess.Popen([sys.executable, __file__, "save", str(root), str(number)])
    time.sleep(1 + wait)
    child.kill()
    child.wait()


def main(root: Path, times: int) -> None:
    generator = random.Random(9)
    kill = kill_by_fork if hasattr(os, "fork") else kill_by_start
    event, _ = EventFolder(root).load_event()
    number = saved = 0
    for _ in range(times):
        kill(root, number, generator.uniform(0.002, 0.03), event)
        found = look(root, number)
        saved += found > number
        number = found
    look(root, number, newest=10_000)
    sys.stdout.write(f"{times} killed, {saved} of them after a save, {number} saves\n")
    assert saved > times // 20, "killed before anything was saved: this shows nothing"


if __name__ == "__main__":
    if sys.argv[1] == "save":
        save_for_ever(Path(sys.argv[2]), int(sys.argv[3]), EventFolder(Path(sys.argv[2])).load_event()[0])
    else:
        main(Path(sys.argv[2]), int(sys.argv[3]))
