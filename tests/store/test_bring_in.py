"""The one way in: found by content, previewed, merged, and receipted on the stick."""

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ue_tui.model.people import delegation
from ue_tui.store.bring_in import SearchPlace, State, bring_in, look, search_places
from ue_tui.store.event_folder import EventFolder, Saved
from ue_tui.store.sticks import Stick

NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
NORLAND = delegation("norland")
CELL = ("user_journey", "activities", "constraints")


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> EventFolder:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / "event" / part)
    return EventFolder(tmp_path / "event")


@pytest.fixture
def stick(tmp_path: Path) -> SearchPlace:
    (tmp_path / "stick").mkdir()
    return SearchPlace("KINGSTON", tmp_path / "stick", is_stick=True)


Put = Callable[..., Path]


@pytest.fixture
def put(folder: EventFolder, stick: SearchPlace) -> Put:
    """Put norland's worksheet on the stick, with words in place of others."""
    text = (folder.root / "worksheets" / "norland.toml").read_text(encoding="utf-8")

    def write(name: str, *changes: tuple[str, str], at: int = 0, below: str = "", encoding: str = "utf-8") -> Path:
        changed = text
        for old, new in changes:
            assert old in changed
            changed = changed.replace(old, new, 1)
        path = stick.root / below / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed.replace("\n", "\r\n").encode(encoding))
        moment = NOON.timestamp() + at
        os.utime(path, (moment, moment))
        return path

    return write


def cell_with(folder: EventFolder, line: str) -> tuple[str, str]:
    """A change of norland's worksheet: a line more in a cell."""
    table = "[user_journey.activities]"
    text = (folder.root / "worksheets" / "norland.toml").read_text(encoding="utf-8")
    start = text.index("constraints = '''", text.index(table))
    old = text[text.index(table) : start + len("constraints = '''\n")]
    return old, f"{old}{line}\n"


@pytest.mark.parametrize(
    "name",
    ["norland.toml", "norland.toml.txt", "norland (1).toml", "norland.txt", "Sheet of ours.toml", "AURELIA.TOML"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_worksheet_is_known_by_what_is_in_it(
    folder: EventFolder, stick: SearchPlace, put: Put, name: str, encoding: str
) -> None:
    put(name, cell_with(folder, "Brought on a stick"), encoding=encoding)

    [found] = look(folder, [stick], NOON)

    assert (found.state, found.owner, found.where.name) == (State.NEW, NORLAND, "KINGSTON")
    assert [(one.place, one.after.splitlines()[-1]) for one in found.differences] == [
        (CELL, found.differences[0].after.splitlines()[-1])
    ]
    assert "Brought on a stick" in found.differences[0].after


def test_a_whole_event_is_found_sheet_by_sheet_and_its_sessions_are_not(
    folder: EventFolder, stick: SearchPlace, root: Path
) -> None:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, stick.root / "their-event" / part)
    found = look(folder, [stick], NOON)
    assert {one.state for one in found} == {State.SAME}
    assert {one.owner for one in found} == set(folder.open().live.files)


def test_the_newest_stands_first_and_other_files_are_none(folder: EventFolder, stick: SearchPlace, put: Put) -> None:
    put("norland.toml", at=10)
    put("norland (1).toml", at=20)
    (stick.root / "shopping.txt").write_text("format of the sheet, [delegation] of labour", encoding="utf-8")
    (stick.root / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    (stick.root / "norland RECEIVED 0941.txt").write_text("format = 1\n[delegation]\n", encoding="utf-8")
    (stick.root / ".hidden.toml").write_text("format = 1\n[delegation]\n", encoding="utf-8")
    (stick.root / "photo.jpg").write_bytes(b"\xff\xd8")
    assert [one.path.name for one in look(folder, [stick], NOON)] == ["norland (1).toml", "norland.toml"]


def test_looking_writes_nothing(folder: EventFolder, stick: SearchPlace, put: Put) -> None:
    put("norland.toml", cell_with(folder, "Brought on a stick"))
    before = {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}
    look(folder, [stick], NOON)
    assert {path: path.read_bytes() for path in folder.root.rglob("*") if path.is_file()} == before
    assert len(list(stick.root.iterdir())) == 1


def test_what_was_found_is_merged_kept_and_receipted(folder: EventFolder, stick: SearchPlace, put: Put) -> None:
    put("norland (1).toml", cell_with(folder, "Brought on a stick"))
    before = folder.open().live.sheet(NORLAND)

    [received] = bring_in(folder, look(folder, [stick], NOON), NOON, dt.UTC)

    after = folder.open().live.sheet(NORLAND)
    assert (received.changed, received.waits, received.failure) == (1, 0, "")
    assert [one.text for one in after.bullets(*CELL)] == [
        "Brought on a stick",
        *(one.text for one in before.bullets(*CELL)),
    ]
    assert received.receipt == stick.root / "norland (1) RECEIVED 0300.txt"
    text = received.receipt.read_text(encoding="utf-8-sig")
    assert "Taken over: 1 answer." in text
    assert "Nothing needs a person." in text
    assert [one.state for one in look(folder, [stick], NOON)] == [State.SAME]


def test_what_is_here_and_not_in_the_file_stays(folder: EventFolder, stick: SearchPlace, put: Put) -> None:
    """The delegation began from a version that nobody here knows."""
    put("norland.toml", ("score = ", "score = 0 # "))
    live = folder.open().live
    before = live.sheet(NORLAND)
    bring_in(folder, look(folder, [stick], NOON), NOON, dt.UTC)
    assert folder.open().live.sheet(NORLAND) == before


def test_two_wordings_wait_and_the_receipt_says_so(folder: EventFolder, stick: SearchPlace, put: Put) -> None:
    live = folder.open().live
    place = ("stocktaking", "initiating_contact", "score")
    put("norland.toml", ("score = 3", "score = 1"))
    live.edit(NORLAND, place, "in_progress", NOON)
    for write in live.due(NOON, at_once=True):
        assert isinstance(folder.save(write, NOON), Saved)

    [found] = look(folder, [stick], NOON)
    [received] = bring_in(folder, [found], NOON, dt.UTC)

    sheet = folder.open().live.sheet(NORLAND)
    assert sheet.text(*place) == "in_progress"
    assert [(one.at, one.other) for one in sheet.conflicts] == [(place, "unstructured")]
    assert (found.conflicts, received.waits) == (1, 1)
    assert received.receipt is not None
    assert "1 answer worded in two ways" in received.receipt.read_text(encoding="utf-8-sig")


def test_two_files_of_one_delegation_are_taken_in_the_order_of_their_saving(
    folder: EventFolder, stick: SearchPlace, put: Put
) -> None:
    line = cell_with(folder, "Brought on a stick")
    put("norland.toml", ("score = 3", "score = 2"), line, at=10)
    put("norland (1).toml", ("score = 3", "score = 1"), line, at=20)
    received = bring_in(folder, look(folder, [stick], NOON), NOON, dt.UTC)
    assert [one.found.path.name for one in received] == ["norland.toml", "norland (1).toml"]
    sheet = folder.open().live.sheet(NORLAND)
    assert sheet.text("stocktaking", "initiating_contact", "score") == "unstructured"
    assert sheet.conflicts == ()


def test_a_file_with_a_slip_is_found_with_its_repair_and_its_receipt_says_what_to_mend(
    folder: EventFolder, stick: SearchPlace, put: Put
) -> None:
    path = put("norland.toml", ('name = "Norland"', "name = “Norland”"))
    data = path.read_bytes()
    [found] = look(folder, [stick], NOON)
    assert (found.state, found.owner, found.name) == (State.UNREADABLE, NORLAND, "Norland")
    assert found.repair is not None
    [received] = bring_in(folder, [found], NOON, dt.UTC)
    assert "curly" in received.failure
    assert received.receipt is not None
    assert "NOT READ. It needs a person" in received.receipt.read_text(encoding="utf-8-sig")
    assert path.read_bytes() == data


def test_a_file_of_nobody_here_is_told_and_not_taken(folder: EventFolder, stick: SearchPlace, put: Put) -> None:
    put("atlantis.toml", ('name = "Norland"', 'name = "Atlantis"'))
    [found] = look(folder, [stick], NOON)
    assert (found.state, found.name) == (State.UNKNOWN, "Atlantis")
    [received] = bring_in(folder, [found], NOON, dt.UTC)
    assert "Nobody in this event is called “Atlantis”" in received.failure


def test_names_and_addresses_of_people_are_not_shown(folder: EventFolder, stick: SearchPlace) -> None:
    path = folder.root / "worksheets" / "groups" / "parliament.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("[group.rapporteurs]")
    end = text.index("\n", text.index("=", start))
    changed = text[:end].rpartition("=")[0] + '= "Ana Secret"' + text[end:]
    changed = changed.replace("current_practices = '''\n", "current_practices = '''\nWrite to ana@secret.example\n", 1)
    (stick.root / "parliament.toml").write_text(changed, encoding="utf-8", newline="\n")
    [found] = look(folder, [stick], NOON)
    shown = " ".join(f"{one.before} {one.after}" for one in found.differences)
    assert len(found.differences) == 2
    assert "another name" in shown
    assert "Write to (address)" in shown
    assert "Secret" not in shown
    assert "secret" not in shown


def test_a_read_only_stick_and_one_pulled_out_are_no_failure_of_the_event(
    folder: EventFolder, stick: SearchPlace, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("norland.toml", cell_with(folder, "Brought on a stick"))
    found = look(folder, [stick], NOON)

    def refuse(self: Path, *arguments: object, **more: object) -> int:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(Path, "write_text", refuse)
    [received] = bring_in(folder, found, NOON, dt.UTC)
    assert (received.changed, received.receipt) == (1, None)
    monkeypatch.undo()
    shutil.rmtree(stick.root)
    [received] = bring_in(folder, found, NOON, dt.UTC)
    assert "the folder is gone: was a stick pulled out?" in received.failure
    assert look(folder, [stick], NOON) == ()


def test_sticks_and_downloads_are_the_places(tmp_path: Path) -> None:
    (tmp_path / "Downloads").mkdir()
    places = search_places(lambda: (Stick(tmp_path, "KINGSTON"),), tmp_path)
    assert [(one.name, one.is_stick) for one in places] == [("KINGSTON", True), ("Downloads", False)]
    assert search_places(lambda: (), tmp_path / "nobody") == ()
