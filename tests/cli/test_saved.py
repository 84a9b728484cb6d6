"""Whether a command's edit is on disk, beside files that other programs write at the same moment."""

import shutil
from pathlib import Path

from ue_tui.cli.options import now, saved
from ue_tui.model.bullets import Bullet
from ue_tui.model.people import delegation
from ue_tui.store.event_folder import EventFolder

PLACE = ("user_journey", "objects", "constraints")


def test_a_write_of_another_file_that_was_overtaken_says_nothing_of_ours(root: Path, tmp_path: Path) -> None:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / part)
    folder = EventFolder(tmp_path)
    for expected, owner in ((True, delegation("aurelia")), (False, None)):
        live = folder.open().live
        for stem in ("aurelia", "norland"):
            live.edit(delegation(stem), PLACE, (Bullet(f"New {expected}"),), now())
        with (tmp_path / "worksheets" / "norland.toml").open("a", encoding="utf-8", newline="\n") as file:
            file.write("# written by somebody else\n")

        assert saved(folder, live, owner) is expected
        assert [one.text for one in folder.open().live.sheet(delegation("aurelia")).bullets(*PLACE)] == [
            f"New {expected}"
        ]
