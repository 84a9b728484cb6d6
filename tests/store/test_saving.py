"""The save protocol under faults: a full disk, a read-only folder, a pulled stick, a holder of the file, a link."""

import datetime as dt
import errno
import os
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ue_tui.model.errors import NotSaved, Refused, UeTuiError
from ue_tui.model.people import delegation
from ue_tui.store import saving
from ue_tui.store.event_folder import EventFolder, Overtaken, Saved
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.saving import TEMPORARY, ChangedUnderUs, digest_of, lock, read_file, replace, sweep

NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
AURELIA = delegation("aurelia")
PLACE = ("stocktaking", "initiating_contact", "score")
PATH = "worksheets/aurelia.toml"


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> EventFolder:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / "event" / part)
    return EventFolder(tmp_path / "event")


@pytest.fixture
def live(folder: EventFolder) -> LiveEvent:
    live = folder.open(NOON).live
    live.edit(AURELIA, PLACE, "embedded" if live.sheet(AURELIA).text(*PLACE) != "embedded" else "unstructured", NOON)
    return live


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".ue-tui" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def refuse(number: int) -> Callable[..., Any]:
    def system(*_arguments: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    return system


def no_temporary_file(root: Path) -> bool:
    return not list(root.rglob(f"{TEMPORARY}*"))


FAULTS = [
    ("the disk is full when it is flushed", os, "fsync", errno.ENOSPC, "the disk is full"),
    ("a read-only folder", tempfile, "mkstemp", errno.EACCES, "read-only, or somebody holds it open"),
    ("a read-only disk", tempfile, "mkstemp", errno.EROFS, "the disk or stick is read-only"),
    ("the replacement is refused", Path, "replace", errno.EPERM, "read-only, or somebody holds it open"),
    ("a stick that does not answer", os, "fsync", errno.EIO, "the disk or stick does not answer"),
    ("a stick that is gone", os, "fsync", errno.ENODEV, "the disk or stick is gone"),
]


@pytest.mark.parametrize(("what", "owner", "name", "number", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_leaves_the_file_as_it_was_and_the_edit_in_memory(
    folder: EventFolder,
    live: LiveEvent,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    owner: Any,
    name: str,
    number: int,
    words: str,
) -> None:
    before = files(folder.root)
    edited = live.sheet(AURELIA)
    [write] = live.due(NOON, at_once=True)
    with monkeypatch.context() as fault:
        fault.setattr(owner, name, refuse(number))
        with pytest.raises(NotSaved, match=words) as refused:
            folder.save(write, NOON)
    live.failed(write, str(refused.value))

    assert files(folder.root) == before
    assert no_temporary_file(folder.root)
    assert live.sheet(AURELIA) == edited
    assert live.files[AURELIA].is_dirty
    assert words in live.files[AURELIA].failure

    [again] = live.due(NOON, at_once=True)
    saved = folder.save(again, NOON)
    assert isinstance(saved, Saved)
    live.written(again, saved.text, saved.digest, NOON)
    assert folder.open().live.sheet(AURELIA) == edited


def test_what_cannot_be_saved_is_saved_elsewhere_on_request(
    folder: EventFolder, live: LiveEvent, tmp_path: Path
) -> None:
    before = files(folder.root)
    (tmp_path / "desktop").mkdir()
    [write] = live.due(NOON, at_once=True)
    path = folder.save_elsewhere(write, tmp_path / "desktop", NOON)
    assert path.name == "aurelia UNSAVED 030000.toml"
    assert live.read(AURELIA, path.read_bytes()) == live.sheet(AURELIA)
    assert files(folder.root) == before
    assert live.files[AURELIA].is_dirty


def test_a_stick_that_was_pulled_is_said_and_nothing_is_made_in_its_place(folder: EventFolder, live: LiveEvent) -> None:
    [write] = live.due(NOON, at_once=True)
    away = folder.root.with_name("away")
    folder.root.rename(away)
    with pytest.raises(NotSaved, match="the folder is gone: was a stick pulled out"):
        folder.save(write, NOON)
    assert not folder.root.exists()
    live.failed(write, "gone")
    away.rename(folder.root)
    [again] = live.due(NOON, at_once=True)
    assert isinstance(folder.save(again, NOON), Saved)


def test_a_file_that_was_replaced_by_a_folder_is_not_written(folder: EventFolder, live: LiveEvent) -> None:
    [write] = live.due(NOON, at_once=True)
    (folder.root / PATH).unlink()
    (folder.root / PATH).mkdir()
    with pytest.raises(NotSaved, match="no longer there"):
        folder.save(write, NOON)
    assert (folder.root / PATH).is_dir()


def test_a_worksheet_that_is_a_folder_or_may_not_be_read_is_shown_as_such_and_the_rest_lives(
    folder: EventFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.root / "worksheets" / "laos.toml").mkdir()
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "norland.toml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    live = folder.open(NOON).live
    told = {one.path: one.message for one in live.problems() if one.message.endswith(".") and "read" in one.message}
    assert "folder" in told["worksheets/laos.toml"]
    assert "somebody holds it open" in told["worksheets/norland.toml"]
    with pytest.raises(Refused, match="not written to"):
        live.edit(delegation("norland"), PLACE, "embedded", NOON)
    live.edit(AURELIA, PLACE, "embedded", NOON)
    monkeypatch.undo()
    data, digest = read_file(folder.root / "worksheets" / "norland.toml")
    live.arrived("worksheets/norland.toml", data, digest, NOON)
    live.edit(delegation("norland"), PLACE, "embedded", NOON)


def test_a_permission_taken_away_while_the_app_is_open_keeps_the_edit(
    folder: EventFolder, live: LiveEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    [write] = live.due(NOON, at_once=True)
    monkeypatch.setattr(Path, "read_bytes", refuse(errno.EACCES))
    with pytest.raises(UeTuiError, match="somebody holds it open"):
        folder.save(write, NOON)
    monkeypatch.undo()
    live.failed(write, "locked")
    assert live.files[AURELIA].is_dirty


def test_a_link_out_of_the_event_stays_a_link_and_its_file_is_written(folder: EventFolder, tmp_path: Path) -> None:
    path, target = folder.root / PATH, tmp_path / "shared" / "aurelia.toml"
    target.parent.mkdir()
    path.rename(target)
    try:
        path.symlink_to(target)
    except OSError:  # Windows lets only some people make links: a hard link has nothing to follow and is replaced
        assert sys.platform == "win32"
        os.link(target, path)
    live = folder.open(NOON).live
    live.edit(AURELIA, PLACE, "unstructured", NOON)
    [write] = live.due(NOON, at_once=True)
    was_link = path.is_symlink()
    assert isinstance(folder.save(write, NOON), Saved)
    assert path.is_symlink() is was_link
    assert folder.open().live.sheet(AURELIA).text(*PLACE) == "unstructured"
    assert not was_link or live.read(AURELIA, target.read_bytes()) == live.sheet(AURELIA)


def test_a_stranger_between_reading_and_replacing_is_not_overwritten(
    folder: EventFolder, live: LiveEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    [write] = live.due(NOON, at_once=True)
    theirs = (folder.root / PATH).read_bytes() + b"# mine\n"
    copy_mode = saving._copy_mode

    def a_stranger_saves(old: Path, new: Path) -> None:
        copy_mode(old, new)
        if old.name == "aurelia.toml":
            old.write_bytes(theirs)

    monkeypatch.setattr(saving, "_copy_mode", a_stranger_saves)
    result = folder.save(write, NOON)
    assert isinstance(result, Overtaken)
    assert result.data == theirs
    assert (folder.root / PATH).read_bytes() == theirs


# The parts of the protocol


def test_new_bytes_are_whole_and_the_mode_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    assert replace(path, b"one", expect=None) == digest_of(b"one")
    path.chmod(0o640)
    replace(path, b"two", expect=digest_of(b"one"))
    assert path.read_bytes() == b"two"
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o640
    with pytest.raises(ChangedUnderUs):
        replace(path, b"three", expect=digest_of(b"one"))
    assert path.read_bytes() == b"two"
    assert no_temporary_file(tmp_path)


class Held(OSError):
    """What Windows says while a virus scanner or OneDrive holds a file."""

    winerror = 32


def test_a_file_that_is_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[float] = []
    move = Path.replace

    def held(source: Path, target: Path) -> Path:
        if len(tries) < 3:
            raise Held(errno.EACCES, "held")
        return move(source, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", tries.append)
    replace(tmp_path / "x.toml", b"one", expect=None)
    assert tries == [0.05, 0.1, 0.2]


def test_a_file_that_stays_held_is_given_up_after_seconds_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[float] = []

    def held(source: Path, target: Path) -> Path:
        raise Held(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(time, "sleep", tries.append)
    with pytest.raises(NotSaved, match="somebody holds it open"):
        replace(tmp_path / "x.toml", b"one", expect=None)
    assert 2 < sum(tries) < 4
    assert no_temporary_file(tmp_path)


def test_the_lock_is_had_by_one_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _ in range(50):
            with lock(tmp_path):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 200
    assert max(most) == 1


def test_a_lock_that_never_comes_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "_LOCK_PATIENCE", 0.05)
    with lock(tmp_path), pytest.raises(NotSaved, match="Another ue-tui is writing"), lock(tmp_path):
        pass


def test_what_a_crash_left_is_swept_after_a_minute(tmp_path: Path) -> None:
    old, new = tmp_path / f"{TEMPORARY}old", tmp_path / f"{TEMPORARY}new"
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (1, 1))
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [new.name]
