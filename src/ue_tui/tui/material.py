"""What pictures are made of, from what is open at the desk; and how many pages the one that is up has."""

from __future__ import annotations

from ue_tui.model.absentees import absent_in
from ue_tui.model.errors import Refused
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.picture import read_subject
from ue_tui.model.projected import Picture
from ue_tui.model.revealing import Material, shown
from ue_tui.model.speaking import speaking_order
from ue_tui.tui.desk import Desk


def material_of(desk: Desk, session: str) -> Material:
    """What a session's pictures are made of as the worksheets stand, its groups in the order in which they speak."""
    live = desk.live
    assert live is not None
    by_stem = {group.stem: group for group in live.groups()}
    groups = tuple(by_stem[stem] for stem in speaking_order(live.event, tuple(by_stem.values()), session))
    absent = absent_in(session, desk.state, desk.run.steps) if desk.run is not None else frozenset()
    return Material(
        live.event,
        live.delegations(),
        groups,
        {one.stem: live.sheet(Owner(OwnerKind.GROUP, one.stem)) for one in groups},
        absent,
    )


def pages_of(desk: Desk, up: Picture) -> int:
    """How many pages the picture has that the room sees; none where this version does not know it."""
    try:
        subject = read_subject(up.what)
    except Refused:
        return 0
    return len(shown(subject, material_of(desk, subject.session), names=up.names, seed=up.seed).pages)
