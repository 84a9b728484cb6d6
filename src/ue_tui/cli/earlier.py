"""`ue-tui history`: earlier versions of a worksheet, listed, shown, compared and brought back."""

from __future__ import annotations

import json

import click

from ue_tui.cli.options import MOST_TRIES, find_owner, folder_of, for_option, json_option, now, saved, zone_of
from ue_tui.model.errors import NotFound, NotSaved
from ue_tui.model.people import Owner
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.earlier import bring_back, differences, earlier_sheet, earlier_versions
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.history import Version
from ue_tui.store.live_event import LiveEvent


@click.command()
@for_option
@click.option("--show", "shown", type=click.IntRange(1), metavar="N", help="Show how version N differs from now.")
@click.option("--bring-back", "wanted", type=click.IntRange(1), metavar="N", help="Write version N's answers again.")
@json_option
@click.pass_context
def history(context: click.Context, owner: str, shown: int | None, wanted: int | None, as_json: bool) -> int:
    """List the earlier versions of a worksheet, the newest first; show one, or bring one back.

    What stands when a version is brought back becomes an earlier version itself.
    """
    folder = folder_of(context, None)
    if wanted is not None:
        return _bring_back(folder, owner, wanted)
    live = folder.open().live
    whose = find_owner(live, owner)
    found = earlier_versions(folder.root, live, whose)
    if shown is not None:
        return _show(live, whose, _chosen(found, shown), as_json)
    zone = zone_of(live.event)
    entries = [(one, earlier_sheet(live, whose, one)) for one in found]
    if as_json:
        values = [_values(live, whose, number, *entry) for number, entry in enumerate(entries, 1)]
        print(json.dumps(values, ensure_ascii=False, indent=1))
        return 0
    for number, (version, sheet) in enumerate(entries, 1):
        print(f"{number:>3}  until {version.until.astimezone(zone):%Y-%m-%d %H:%M:%S}  {_summary(live, whose, sheet)}")
    if not found:
        print(f"There is no earlier version of the worksheet of {whose}.")
    return 0


def _summary(live: LiveEvent, owner: Owner, sheet: Worksheet | None) -> str:
    if sheet is None:
        return "cannot be read"
    count = len(differences(live.event, live.sheet(owner), sheet))
    return f"{count} answer{'s' * (count != 1)} other than now" if count else "as now"


def _values(live: LiveEvent, owner: Owner, number: int, version: Version, sheet: Worksheet | None) -> dict[str, object]:
    count = len(differences(live.event, live.sheet(owner), sheet)) if sheet is not None else None
    return {"number": number, "until": version.until.isoformat(), "readable": sheet is not None, "differences": count}


def _chosen(found: list[Version], number: int) -> Version:
    if number > len(found):
        raise NotFound(f"There is no version {number}: there are {len(found)}.")
    return found[number - 1]


def _show(live: LiveEvent, owner: Owner, version: Version, as_json: bool) -> int:
    sheet = earlier_sheet(live, owner, version)
    if sheet is None:
        raise NotFound("This version cannot be read: it is kept as the file came.")
    found = differences(live.event, live.sheet(owner), sheet)
    if as_json:
        values = [{"place": ".".join(one.place), "now": one.before, "then": one.after} for one in found]
        print(json.dumps(values, ensure_ascii=False, indent=1))
        return 0
    for one in found:
        print(".".join(one.place))
        for sign, text in (("now ", one.before), ("then", one.after)):
            print("\n".join(f"  {sign}  {line}" for line in text.splitlines() or ["(empty)"]))
    if not found:
        print("It says the same as now.")
    return 0


def _bring_back(folder: EventFolder, owner: str, number: int) -> int:
    version: Version | None = None
    for _ in range(MOST_TRIES):
        live = folder.open().live
        whose = find_owner(live, owner)
        # Chosen once: every save makes the version before it the first of the list.
        version = version or _chosen(earlier_versions(folder.root, live, whose), number)
        bring_back(live, whose, version, now())
        if saved(folder, live, whose):
            until = version.until.astimezone(zone_of(live.event))
            print(f"{whose}: as it was until {until:%Y-%m-%d %H:%M:%S}.")
            return 0
    raise NotSaved(f"The file of {owner} changes all the time: try again in a moment.")
