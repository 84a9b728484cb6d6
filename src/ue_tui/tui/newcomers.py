"""A delegation that nobody expected: a worksheet for it, and a seat in a group."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from ue_tui.model.bullets import Bullet
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.store.roster import RosterRow
from ue_tui.store.setup import Created, init
from ue_tui.tui.desk import Desk
from ue_tui.tui.messages import NewDelegation


def seat(desk: Desk, newcomer: NewDelegation, told: Callable[[str], None]) -> None:
    """Make a worksheet for a new delegation, and let it sit in a group; `told` says what became of it."""
    name, group = newcomer.name, newcomer.group

    def done(created: Created) -> None:
        made = [path for path in created.made if path.startswith("worksheets/")]
        stem = PurePosixPath(made[0]).stem if made else ""
        if stem and group and desk.live is not None:
            owner, place = Owner(OwnerKind.GROUP, group), ("group", "members")
            desk.write(owner, place, (*desk.live.sheet(owner).bullets(*place), Bullet(stem)))
        told(f"{name} has a worksheet: {made[0]}" if made else f"{name} has a worksheet already.")

    rows = (RosterRow(name, newcomer.organization),)
    desk.submit(lambda: init(desk.folder.root, rows), done, lambda refused: told(str(refused)))
