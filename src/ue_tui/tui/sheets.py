"""Which screen shows the sheet of a session: one for each kind of worksheet."""

from __future__ import annotations

from ue_tui.model.people import Owner
from ue_tui.model.sheets import Maturity, Recommendations
from ue_tui.tui.desk import Desk
from ue_tui.tui.screens.action_plan import ActionPlanScreen
from ue_tui.tui.screens.stocktaking import StocktakingScreen
from ue_tui.tui.screens.table_sheet import TableScreen
from ue_tui.tui.sheet_frame import SheetScreen


def sheet_screen(desk: Desk, owner: Owner, session_id: str, *, alone: bool = False) -> SheetScreen:
    """A new screen with the sheet of an owner for a session; `alone` in a scribe's window, without a clock."""
    assert desk.live is not None
    session = desk.live.event.session(session_id)
    match session.grid:
        case Maturity():
            return StocktakingScreen(desk, owner, session, alone=alone)
        case Recommendations():
            return ActionPlanScreen(desk, owner, session, alone=alone)
    return TableScreen(desk, owner, session, alone=alone)
