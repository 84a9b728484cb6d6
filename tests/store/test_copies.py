"""Copies beside worksheets are known by their names, told, merged when asked, and never counted."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ue_tui.model.findings import Severity
from ue_tui.model.people import delegation
from ue_tui.store.copies import original_of
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.saving import digest_of

NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
COPIES = [
    "laos (1)",
    "laos(2)",
    "laos-DESKTOP-3F2",
    "laos-Annas-MacBook-2",
    "laos.sync-conflict-20251202-103000-ABCDEFG",
    "laos - Copy",
    "laos - Copy (2)",
    "laos – Kopie",
    "laos copy",
    "laos copy 2",
    "Copy of laos",
    "laos's conflicted copy",
    "laos (Anna's conflicted copy 2025-12-02)",
    "laos (conflicted copy 2025-12-02 103000)",
    "laos_conflict-20251202-103000",
    "laos - Copy (2) (1)",
    "laos-final",
]


@pytest.mark.parametrize("stem", COPIES)
def test_a_copy_is_known_by_its_name(stem: str) -> None:
    found = original_of(stem, ["laos", "norland", stem])
    assert found is not None
    assert found[0] == "laos"


@pytest.mark.parametrize("stem", ["laos", "laos-pdr", "new-laos", "copy", "guinea-bissau", "laos1", "laos (1)"])
def test_what_stands_alone_or_has_a_name_of_its_own_is_no_copy(stem: str) -> None:
    assert original_of(stem, [stem, "guinea", *(["laos"] if stem == "laos-pdr" else [])]) is None


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> EventFolder:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / part)
    return EventFolder(tmp_path)


def copy_of_aurelia(folder: EventFolder, name: str, old: str = "", new: str = "") -> bytes:
    text = (folder.root / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")
    path = folder.root / "worksheets" / name
    path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8", newline="\n")
    return path.read_bytes()


def test_a_copy_is_not_counted_and_is_told(folder: EventFolder) -> None:
    before = set(folder.open().live.delegations())
    copy_of_aurelia(folder, "aurelia (1).toml")
    copy_of_aurelia(folder, "aurelia-DESKTOP-3F2.toml")

    live = folder.open().live

    assert set(live.delegations()) == before
    assert [one.of for one in live.copies()] == [delegation("aurelia")] * 2
    told = [one for one in live.problems() if "is a copy of aurelia.toml" in one.message]
    assert [one.path for one in told] == ["worksheets/aurelia (1).toml", "worksheets/aurelia-DESKTOP-3F2.toml"]
    assert {one.severity for one in told} == {Severity.WARNING}


def test_a_delegation_whose_name_ends_like_a_machine_is_its_own(folder: EventFolder) -> None:
    copy_of_aurelia(folder, "aurelia-NORTH.toml", 'name = "Aurelia"', 'name = "Aurelia North"')
    assert "aurelia-NORTH" in folder.open().live.delegations()


def test_a_copy_that_arrives_and_goes_changes_no_count(folder: EventFolder) -> None:
    live: LiveEvent = folder.open().live
    before = set(live.delegations())
    data = copy_of_aurelia(folder, "aurelia (1).toml")
    live.arrived("worksheets/aurelia (1).toml", data, digest_of(data), NOON)
    assert set(live.delegations()) == before
    assert len(live.copies()) == 1
    live.arrived("worksheets/aurelia (1).toml", None, "", NOON)
    assert live.copies() == ()


def test_a_copy_is_merged_and_what_clashes_waits(folder: EventFolder) -> None:
    line = "Committee clerks telephone the census division\n"
    copy_of_aurelia(folder, "aurelia (1).toml", line, f"{line}From the copy\n")
    live = folder.open().live
    place = ("user_journey", "activities", "current_practices")

    before = live.sheet(delegation("aurelia")).bullets(*place)
    live.merge_copy(live.copies()[0], [], NOON)

    merged = live.sheet(delegation("aurelia")).bullets(*place)
    assert [one.text for one in merged] == [line.strip(), "From the copy", *(one.text for one in before[1:])]
    live.undo(NOON)
    assert live.sheet(delegation("aurelia")).bullets(*place) == before
