"""What a plenary looks at of tables and recommendations: sheets beside each other, the groups' top ones, all shared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ue_tui.model.event import Session
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Recommendations
from ue_tui.model.side_by_side import cells_of, presented, under
from ue_tui.model.speaking import speaking_order
from ue_tui.model.top_one import GroupsTop, hands_words, tops
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.event_folder import Opened


def print_side_by_side(opened: Opened, session: Session, *, as_json: bool, as_csv: bool) -> None:
    """Print the sheets of a session beside each other, its groups in the order in which they speak."""
    is_plan = isinstance(session.grid, Recommendations)
    found = _tops(opened, session) if is_plan else ()
    if as_json:
        values = [_top_values(one) for one in found] if is_plan else list(_cell_values(opened, session))
        print(json.dumps(values, ensure_ascii=False, indent=1))
    elif as_csv:
        print(_csv(_plan_rows(found) if is_plan else _cell_rows(opened, session)), end="")
    else:
        for line in _plan_lines(found) if is_plan else _cell_lines(opened, session):
            print(line)


def _sheets(opened: Opened, session: Session) -> list[Worksheet]:
    """The worksheets that the plenary goes through."""
    live = opened.live
    if presented(session) is OwnerKind.DELEGATION:
        return list(live.delegations().values())
    order = speaking_order(live.event, live.groups(), session.id)
    return [live.sheet(Owner(OwnerKind.GROUP, stem)) for stem in order]


def _cell_values(opened: Opened, session: Session) -> Iterator[dict[str, Any]]:
    for cell in cells_of(session):
        for entry in under(session, cell, _sheets(opened, session)):
            yield {
                "row": cell.row.id,
                "column": cell.column.id,
                "for": str(entry.owner),
                "name": entry.name,
                "bullets": [bullet.line for bullet in entry.bullets],
            }


def _cell_lines(opened: Opened, session: Session) -> Iterator[str]:
    for cell in cells_of(session):
        yield cell.title
        for entry in under(session, cell, _sheets(opened, session)):
            for line in [bullet.line for bullet in entry.bullets] or ["nothing recorded"]:
                yield f"  {entry.name}: {line}"


def _cell_rows(opened: Opened, session: Session) -> list[list[object]]:
    rows: list[list[object]] = [["row", "column", "for", "name", "bullet"]]
    for one in _cell_values(opened, session):
        rows += [[one["row"], one["column"], one["for"], one["name"], text] for text in one["bullets"] or [""]]
    return rows


def _tops(opened: Opened, session: Session) -> tuple[GroupsTop, ...]:
    live = opened.live
    groups = {group.stem: group for group in live.groups()}
    order = speaking_order(live.event, tuple(groups.values()), session.id)
    sheets = {stem: live.sheet(Owner(OwnerKind.GROUP, stem)) for stem in groups}
    return tops(session, [groups[stem] for stem in order], sheets, live.delegations())


def _plan_lines(found: tuple[GroupsTop, ...]) -> Iterator[str]:
    """The groups' top ones with their requirements, then everything that was shared."""
    for one in found:
        said = f"{one.top.name}, {one.top.label}" if one.top is not None else "none chosen yet"
        yield f"{one.group.name}: {said}"
        for label, bullets in one.top.requirements if one.top is not None else ():
            yield f"  {label}: {'; '.join(bullet.line for bullet in bullets) or 'not recorded'}"
        for sentence in (hands_words(one.shared), one.top.trouble if one.top is not None else ""):
            if sentence:
                yield f"  {sentence}"
    yield "All shared:"
    for one in found:
        for shared in one.shared:
            text = "; ".join(bullet.line for bullet in shared.activity) or "shares none yet"
            yield f"  {shared.name} ({one.group.name}): {text}"


def _top_values(one: GroupsTop) -> dict[str, Any]:
    return {
        "for": f"groups/{one.group.stem}",
        "name": one.group.name,
        "top": f"{one.top.stem}.{one.top.recommendation}" if one.top is not None else None,
        "trouble": one.top.trouble or None if one.top is not None else None,
        "shared": [
            {
                "for": shared.stem,
                "name": shared.name,
                "recommendation": shared.recommendation or None,
                "hands": shared.hands,
                "activity": [bullet.line for bullet in shared.activity],
            }
            for shared in one.shared
        ],
    }


def _plan_rows(found: tuple[GroupsTop, ...]) -> list[list[object]]:
    rows: list[list[object]] = [["group", "for", "name", "recommendation", "hands", "top", "activity"]]
    for one in found:
        for shared in one.shared:
            text = "; ".join(bullet.line for bullet in shared.activity)
            hands = "" if shared.hands is None else shared.hands
            top = "yes" if shared.is_top else ""
            rows.append([one.group.stem, shared.stem, shared.name, shared.recommendation, hands, top, text])
    return rows


def _csv(rows: list[list[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
