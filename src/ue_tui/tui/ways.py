"""The ways between screens: each by its name, loaded when it is first shown, so that the first frame waits for none."""

from __future__ import annotations

from importlib import import_module

from ue_tui.model.people import Owner
from ue_tui.model.sheets import Maturity, Recommendations
from ue_tui.tui.desk import Desk
from ue_tui.tui.frame import FramedScreen

SCREENS = {
    "session": "session:SessionScreen",
    "plenary": "plenary:PlenaryScreen",
    "queue": "queue:QueueScreen",
    "people": "people:PeopleScreen",
    "parking lot": "parking_lot:ParkingLotScreen",
    "report": "report:ReportScreen",
    "hand-over": "hand_over:HandOverScreen",
    "checks": "checks:ChecksScreen",
    "projector view": "projector_view:ProjectorViewScreen",
    "problems": "problems:ProblemsScreen",
    "bring in": "bring_in:BringInScreen",
    "stocktaking sheet": "stocktaking:StocktakingScreen",
    "table sheet": "table_sheet:TableScreen",
    "action plan sheet": "action_plan:ActionPlanScreen",
}
"""Where each screen stands in `tui/screens/`: `MODULE:CLASS`. The agenda is the first one and always there."""


def screen_class(name: str) -> type[FramedScreen]:
    """The class of the screen of that name, loaded now."""
    module, _, kind = SCREENS[name].partition(":")
    found: type[FramedScreen] = getattr(import_module(f"ue_tui.tui.screens.{module}"), kind)
    return found


def screen(name: str, desk: Desk, *about: object, **options: object) -> FramedScreen:
    """A new screen of that name, about a session or a sheet where it is about one."""
    return screen_class(name)(desk, *about, **options)


def sheet_screen(desk: Desk, owner: Owner, session_id: str, *, alone: bool = False) -> FramedScreen:
    """A new screen with the sheet of an owner for a session; `alone` in a scribe's window, without a clock."""
    assert desk.live is not None
    session = desk.live.event.session(session_id)
    match session.grid:
        case Maturity():
            name = "stocktaking sheet"
        case Recommendations():
            name = "action plan sheet"
        case _:
            name = "table sheet"
    return screen(name, desk, owner, session, alone=alone)
