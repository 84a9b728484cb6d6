"""Run by a test: adds bullets to an event's worksheets, as the app saves them or as `ue-tui set` does."""

import contextlib
import datetime as dt
import io
import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

from ue_tui.cli import _run
from ue_tui.model.bullets import Bullet
from ue_tui.model.people import Owner, delegation
from ue_tui.model.sheets import Kind, Place
from ue_tui.store.event_folder import EventFolder, Overtaken
from ue_tui.store.live_event import LiveEvent

AT_ONCE = 10


def save_through(folder: EventFolder, live: LiveEvent, owner: Owner, place: Place, texts: Sequence[str]) -> None:
    """Add bullets and save until they are on disk, as the app's desk does."""
    now = dt.datetime.now(dt.UTC)
    live.edit(owner, place, (*live.sheet(owner).bullets(*place), *map(Bullet, texts)), now)
    while writes := live.due(now, at_once=True):
        for write in writes:
            result = folder.save(write, now)
            if isinstance(result, Overtaken):
                live.overtaken(write)
                live.arrived(write.path, result.data, result.digest, now, result.bases)
            else:
                live.written(write, result.text, result.digest, now)


def set_through(folder: EventFolder, owner: Owner, place: Place, texts: Sequence[str]) -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        code = _run(["-C", str(folder.root), "set", "--for", str(owner), "--add", ".".join(place), *texts])
    assert code == 0


def main(how: str, root: Path, count: int) -> None:
    folder = EventFolder(root)
    live = folder.open().live
    fields = live.event.fields(delegation("x").kind).values()
    cells = [(owner, one.place) for owner in live.files for one in fields if one.kind is Kind.CELL]
    numbers = iter(range(count))
    for owner, place in itertools.cycle(cells):
        texts = [f"{how} says {number}" for number in itertools.islice(numbers, AT_ONCE)]
        if not texts:
            return
        if how == "app":
            save_through(folder, live, owner, place, texts)
        else:
            set_through(folder, owner, place, texts)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
