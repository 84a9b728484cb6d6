"""`ue-tui tally`: what the plenary looks at, for programs, for the evening, and without a full screen."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import click

from ue_tui.cli.options import find_session, folder_of, json_option, session_option
from ue_tui.cli.side_by_side import print_side_by_side
from ue_tui.model.absentees import absent_in
from ue_tui.model.errors import NotFound
from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup, folded
from ue_tui.model.sheets import Maturity, nearest
from ue_tui.model.tally import (
    EVERYBODY,
    Order,
    Part,
    Tally,
    by_user_group,
    levels_of,
    ordered,
    tallies,
    user_groups,
    who_said,
    within,
)
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.event_folder import Opened


@click.command()
@session_option
@click.option("--items", is_flag=True, help="Count the items too.")
@click.option("--order", type=click.Choice([one.value for one in Order]), default="split", show_default=True)
@click.option("--group", "part", metavar="G", help="Only a discussion group, or all that study a user group.")
@click.option("--by-user-group", "apart", is_flag=True, help="The counts of each user group apart.")
@click.option("--names", is_flag=True, help="Who said what, with the notes.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a spreadsheet.")
@click.pass_context
def tally(
    context: click.Context,
    session: str | None,
    items: bool,
    order: str,
    part: str | None,
    apart: bool,
    names: bool,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Print what a plenary looks at: the counts by level, median and spread of a session, most split first.

    Never an average and never a ranking of countries; not marked and absent are counted apart. Of a session with a
    table, the groups under each cell; of one with recommendations, the groups' top ones and all that were shared.
    """
    opened = folder_of(context, None).open()
    chosen = _session(opened, session)
    if not isinstance(chosen.grid, Maturity):
        print_side_by_side(opened, chosen, as_json=as_json, as_csv=as_csv)
        return 0
    groups, sheets = opened.live.groups(), opened.live.delegations()
    sheets = within(sheets, groups, find_part(groups, part) if part else EVERYBODY)
    items = items or chosen.grid.asks != "stages"
    absent = absent_in(chosen.id, opened.run.run, opened.run.steps)
    found = ordered(tallies(chosen, sheets.values(), absent, items=items), Order(order))
    if as_json:
        print(json.dumps([_values(one) for one in found], ensure_ascii=False, indent=1))
    elif as_csv:
        print(_csv(chosen, found), end="")
    else:
        for line in _lines(chosen, found, sheets, groups, absent=absent, apart=apart, names=names):
            print(line)
    return 0


def _session(opened: Opened, written: str | None) -> Session:
    """The session that is meant: the one named, else the one that is on, else the first with a maturity grid."""
    event = opened.live.event
    if written is not None:
        session = find_session(event, written)
        if session.grid is None:
            raise NotFound(f"{session.title} has no worksheet to look at.")
        return session
    counted = [one for one in event.sessions if isinstance(one.grid, Maturity)]
    if not counted:
        raise NotFound("No session of this event has levels to count.")
    on = opened.run.run.current.partition(".")[0]
    return next((one for one in counted if one.id == on), counted[0])


def find_part(groups: tuple[DiscussionGroup, ...], written: str) -> Part:
    """The discussion group or user group that a name means.

    Raises:
        NotFound: there is none.
    """
    wanted = folded(written.removeprefix("groups/").removesuffix(".toml"))
    for one in groups:
        if wanted in (folded(one.stem), folded(one.name)):
            return Part(group=one.stem)
    for name in user_groups(groups):
        if folded(name) == wanted:
            return Part(user_group=name)
    close = nearest(written, [name for one in groups for name in (one.stem, one.name, one.user_group) if name])
    hint = f" Did you mean “{close}”?" if close else ""
    raise NotFound(f"There is no discussion group or user group “{written}”.{hint}")


def _values(one: Tally) -> dict[str, Any]:
    """A tally for programs; `median` is a level's id, two where it lies between them, null without a mark."""
    median = [level.id for level in one.median]
    return {
        "stage": one.asked.stage,
        "item": one.asked.item,
        "counts": {level.id: count for level, count in zip(one.levels, one.counts, strict=True)},
        "not_marked": one.not_marked,
        "absent": one.absent,
        "n": one.n,
        "median": median if len(median) > 1 else next(iter(median), None),
        "split": round(float(one.split), 4),
        "spread": one.word or None,
    }


def _csv(session: Session, found: tuple[Tally, ...]) -> str:
    """One tally a line, with the texts of the print."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    levels = levels_of(session)
    ids = [level.id for level in levels]
    writer.writerow(["code", "stage", "item", "text", *ids, "not_marked", "absent", "n", "median", "split", "spread"])
    for one in found:
        asked = one.asked
        median = "/".join(level.id for level in one.median)
        split = f"{float(one.split):.4f}"
        said = [asked.code, asked.stage, asked.item or "", asked.label, *one.counts, one.not_marked, one.absent]
        writer.writerow([*said, one.n, median, split, one.word])
    return out.getvalue()


def _lines(
    session: Session,
    found: tuple[Tally, ...],
    sheets: Mapping[str, Worksheet],
    groups: tuple[DiscussionGroup, ...],
    *,
    absent: Collection[str],
    apart: bool,
    names: bool,
) -> Iterator[str]:
    """The counts in lines that can be listened to: what is most worth discussing first."""
    items = any(one.asked.item for one in found)
    columns = by_user_group(session, sheets, groups, absent, items=items) if apart else ()
    for one in found:
        yield f"{one.asked.code} {one.asked.label}: {tally_words(one)}"
        for column in columns:
            mine = next(other for other in column.tallies if other.asked == one.asked)
            yield f"  {column.user_group}: {tally_words(mine)}"
        for said in who_said(session, one.asked, sheets, absent) if names else ():
            level = "not marked" if said.level is None else one.levels[said.level].label
            note = f" ({' '.join(said.note.split())})" if said.note else ""
            yield f"  {said.name}: {'absent' if said.absent else level}{note}"


def tally_words(one: Tally) -> str:
    """`2 Unstructured, 1 In Progress, 3 Embedded; median In Progress; split; n 6, 1 not marked`."""
    counts = ", ".join(f"{count} {level.label}" for level, count in zip(one.levels, one.counts, strict=True))
    apart = [f"n {one.n}", f"{one.not_marked} not marked" if one.not_marked else ""]
    apart.append(f"{one.absent} absent" if one.absent else "")
    median = f"median {one.median_words}; " if one.n else ""
    return f"{counts}; {median}{one.words}; {', '.join(part for part in apart if part)}"
