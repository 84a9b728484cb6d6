"""Three versions of one worksheet's file merged into one: what git asks of a merge driver."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath

from ue_tui.model.merge import merge
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.event_folder import EventFolder, encode_changes
from ue_tui.store.live_event import LiveEvent, owner_of
from ue_tui.store.open_sheet import OpenSheet
from ue_tui.store.saving import read_file, replace
from ue_tui.store.sheet_files import parse_sheet, read_sheet
from ue_tui.store.toml_files import BrokenToml, encode


def merge_files(
    folder: EventFolder, base: Path, ours: Path, theirs: Path, name: str, now: dt.datetime
) -> tuple[str, ...]:
    """Merge two versions of a worksheet since `base` into `ours`, which keeps its comments and order.

    `name` is its path in the event or in the repository, as git gives it; it says whose worksheet it is. Where two
    wordings clash, ours stands in the file and theirs waits in it. The answer is what could not be read; then `ours`
    is as it was.

    Raises:
        UeTuiError: the event itself cannot be read, or the disk refused.
    """
    live = folder.open(now).live
    owner = _owner(name or ours.name, ours)
    trouble: list[str] = []
    sheets: list[Worksheet] = []
    for role, path in (("base", base), ("ours", ours), ("theirs", theirs)):
        data, _ = read_file(path)
        _, raw = parse_sheet(data)
        if not data and role == "base":
            sheets.append(Worksheet(owner))  # both sides made the file: there is nothing before it
        elif isinstance(raw, BrokenToml):
            trouble.append(f"{name or path.name} ({role}), line {raw.line}: {raw.message}")
        else:
            sheets.append(read_sheet(live.event, owner, raw, live.is_delegation).worksheet)
    if trouble:
        return tuple(trouble)
    _write(live, owner, ours, sheets, now)
    return ()


def _write(live: LiveEvent, owner: Owner, ours: Path, sheets: list[Worksheet], now: dt.datetime) -> None:
    """Write what the three make together into `ours`."""
    before, here, there = sheets
    data, digest = read_file(ours)
    text, _ = parse_sheet(data)
    merged = merge(before, there, here, now).worksheet
    file = OpenSheet(owner, ours.name, digest, text, disk=here, value=merged)
    if file.is_dirty:
        replace(ours, encode(encode_changes(file.write(live.event))), expect=digest)


def _owner(name: str, ours: Path) -> Owner:
    """Whose worksheet it is: by its name where that is one of a worksheet, else by the table at its head."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if "worksheets" in parts:
        at = len(parts) - 1 - parts[::-1].index("worksheets")
        if (owner := owner_of("/".join(parts[at:]))) is not None:
            return owner
    _, raw = parse_sheet(read_file(ours)[0])
    is_group = not isinstance(raw, BrokenToml) and "group" in raw
    return Owner(OwnerKind.GROUP if is_group else OwnerKind.DELEGATION, PurePosixPath(name).stem)
