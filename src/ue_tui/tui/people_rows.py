"""The rows of the People screen: delegations by their groups, whether they are there, and who speaks."""

from __future__ import annotations

from ue_tui.model.attendance import Attendance
from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run
from ue_tui.model.worksheet import progress
from ue_tui.store.live_event import LiveEvent
from ue_tui.tui.widgets.row_list import ListColumn, ListRow

PEOPLE_COLUMNS = (
    ListColumn("", most=34),
    ListColumn("", grows=True),
    ListColumn("", most=8),
    ListColumn("", align="right", drop=1),
)

GROUP = "groups/"
"""How the keys of groups' rows begin."""


def people_rows(live: LiveEvent, run: Run, session: Session | None) -> list[ListRow]:
    """Each group with who speaks, its delegations under it; those in no group last."""
    known = live.delegations()
    rows: list[ListRow] = []
    seen: set[str] = set()
    for group in live.groups():
        members = [stem for stem in dict.fromkeys(group.members) if stem in known and stem not in seen]
        seen |= set(members)
        here = sum(run.room.of(stem) is not Attendance.ABSENT for stem in members)
        texts = (group.name, speaks(group, session), f"{here} of {len(members)}", "")
        rows.append(ListRow(f"{GROUP}{group.stem}", texts, "bold"))
        rows += [_row(live, run, session, stem) for stem in members]
    alone = [stem for stem in known if stem not in seen]
    if alone and rows:
        rows.append(ListRow(GROUP, ("in no group", "< and > take them into one", "", ""), "bold"))
    return [*rows, *(_row(live, run, session, stem) for stem in alone)]


def speaks(group: DiscussionGroup, session: Session | None) -> str:
    """`User journey: Ms Ito speaks`."""
    if session is None or not session.presentation_minutes:
        return group.user_group if group.user_group != group.name else ""
    name = group.rapporteurs.get(session.id, "")
    return f"{session.title}: {name} speaks" if name else f"{session.title}: who speaks? w"


def _row(live: LiveEvent, run: Run, session: Session | None, stem: str) -> ListRow:
    sheet = live.delegations()[stem]
    was = run.room.of(stem)
    said = {Attendance.ABSENT: "absent", Attendance.LATE: "late"}.get(was, "present")
    done = progress(session, sheet) if session is not None else None
    filled = f"{done.filled} of {done.total}" if done is not None and done.total else ""
    look = "quiet" if was is Attendance.ABSENT else "late" if was is Attendance.LATE else "plain"
    texts = (f"  {sheet.name}", sheet.text("delegation", "organization"), said, filled)
    return ListRow(stem, texts, look)  # type: ignore[arg-type] # one of three literals
