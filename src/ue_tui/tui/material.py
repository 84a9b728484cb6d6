"""What pictures are made of, from what is open at the desk; and how many pages the one that is up has."""

from __future__ import annotations

from ue_tui.model.attendance import Attendance
from ue_tui.model.errors import Refused
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.picture import read_subject
from ue_tui.model.projected import Picture
from ue_tui.model.revealing import Material, shown
from ue_tui.tui.desk import Desk


def material_of(desk: Desk) -> Material:
    """What pictures are made of, as the worksheets stand now."""
    live = desk.live
    assert live is not None
    groups = live.groups()
    absent = {stem for stem, was in desk.state.room.attendance.items() if was is Attendance.ABSENT}
    return Material(
        live.event,
        live.delegations(),
        groups,
        {one.stem: live.sheet(Owner(OwnerKind.GROUP, one.stem)) for one in groups},
        frozenset(absent),
    )


def pages_of(desk: Desk, up: Picture) -> int:
    """How many pages the picture has that the room sees; none where this version does not know it."""
    try:
        subject = read_subject(up.what)
    except Refused:
        return 0
    return len(shown(subject, material_of(desk), names=up.names, seed=up.seed).pages)
