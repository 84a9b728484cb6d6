"""Following files: each way in which editors save, half-written files, removals, and folders that go away."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ue_tui.store.saving import digest_of
from ue_tui.store.watch import PATIENCE, SETTLE, Change, FolderWatch, is_whole

OLD = b"format = 1\n[delegation]\nname = 'Old'\n"
NEW = b"format = 1\n[delegation]\nname = 'New and longer'\n"
PATH = "worksheets/laos.toml"


@pytest.fixture
def event(tmp_path: Path) -> Path:
    for folder in ("sessions", "worksheets/groups", ".ue-tui"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / PATH).write_bytes(OLD)
    (tmp_path / "sessions" / "agenda.toml").write_bytes(b"a = 1\n")
    return tmp_path


@pytest.fixture
def watch(event: Path) -> FolderWatch:
    return FolderWatch(event)


def looks(watch: FolderWatch, times: int = PATIENCE + 2) -> list[Change]:
    return [change for _ in range(times) for change in watch.look()]


def in_place(path: Path) -> None:
    """nano, vim with backupcopy, Notepad: truncated and written again."""
    path.write_bytes(NEW)


def by_renaming(path: Path) -> None:
    """VS Code's atomic save, sed -i, gedit: another file moved over it."""
    other = path.with_name("sedX1b2")
    other.write_bytes(NEW)
    other.replace(path)


def by_a_backup(path: Path) -> None:
    """vim: the old one is renamed to a backup, a new one written, the backup taken away."""
    path.rename(path.with_name("laos.toml~"))
    path.write_bytes(NEW)
    path.with_name("laos.toml~").unlink()


def beside_a_lock(path: Path) -> None:
    """LibreOffice and Emacs leave a lock, vim a swap file, beside it."""
    path.with_name(".laos.toml.swp").write_bytes(b"swap")
    path.with_name(".~lock.laos.toml#").write_bytes(b"lock")
    path.with_name("~$laos.toml").write_bytes(b"lock")
    path.with_name("laos.toml.tmp").write_bytes(b"other")
    path.write_bytes(NEW)


def by_deleting_first(path: Path) -> None:
    """Some sync clients: taken away, then put there."""
    path.unlink()
    path.write_bytes(NEW)


@pytest.mark.parametrize("save", [in_place, by_renaming, by_a_backup, beside_a_lock, by_deleting_first])
def test_every_way_of_saving_is_one_change(event: Path, watch: FolderWatch, save: Callable[[Path], None]) -> None:
    save(event / PATH)
    assert looks(watch) == [Change(PATH, NEW, digest_of(NEW))]
    assert looks(watch) == []


def test_two_looks_are_enough_for_a_whole_file(event: Path, watch: FolderWatch) -> None:
    in_place(event / PATH)
    assert watch.look() == ()
    assert [change.data for change in watch.look()] == [NEW]


@pytest.mark.parametrize("half", [b"", b"# Worksheet", NEW[:30], b"format = 1\n[delegation]\nx = '''\nhalf"])
def test_a_half_written_file_is_looked_at_again_before_it_is_told(event: Path, watch: FolderWatch, half: bytes) -> None:
    (event / PATH).write_bytes(half)
    assert looks(watch, PATIENCE - 1) == []
    (event / PATH).write_bytes(NEW)
    assert [change.data for change in looks(watch)] == [NEW]


def test_a_file_that_stays_broken_is_told_in_the_end(event: Path, watch: FolderWatch) -> None:
    (event / PATH).write_bytes(b"no toml")
    assert [change.data for change in looks(watch)] == [b"no toml"]


def test_a_file_written_in_two_steps_is_told_once(event: Path, watch: FolderWatch) -> None:
    with (event / PATH).open("wb") as file:
        file.write(NEW[:20])
        file.flush()
        assert looks(watch, 3) == []
        file.write(NEW[20:])
    assert [change.data for change in looks(watch)] == [NEW]


def test_a_file_removed_renamed_and_added(event: Path, watch: FolderWatch) -> None:
    (event / PATH).rename(event / "worksheets" / "lao-pdr.toml")
    found = {change.path: change.data for change in looks(watch)}
    assert found == {PATH: None, "worksheets/lao-pdr.toml": OLD}
    (event / "worksheets" / "groups" / "media.toml").write_bytes(NEW)
    (event / "sessions" / "4-x.toml").write_bytes(b"b = 2\n")
    assert {change.path for change in looks(watch)} == {"worksheets/groups/media.toml", "sessions/4-x.toml"}


def test_a_file_that_is_gone_for_a_moment_is_not_removed(event: Path, watch: FolderWatch) -> None:
    data = (event / PATH).read_bytes()
    (event / PATH).unlink()
    assert looks(watch, PATIENCE - 1) == []
    (event / PATH).write_bytes(data)
    assert looks(watch) == []


def test_the_same_bytes_again_are_no_change(event: Path, watch: FolderWatch) -> None:
    (event / PATH).write_bytes(OLD)
    os.utime(event / PATH, (1, 1))
    assert looks(watch) == []


def test_a_stick_that_was_pulled_takes_nothing_out_and_is_followed_when_it_is_back(
    event: Path, watch: FolderWatch, tmp_path: Path
) -> None:
    away = tmp_path.parent / f"{tmp_path.name}-away"
    shutil.move(event, away)
    assert looks(watch) == []
    shutil.move(away, event)
    in_place(event / PATH)
    assert [change.data for change in looks(watch)] == [NEW]


def test_what_changed_between_reading_and_following_is_told(event: Path) -> None:
    watch = FolderWatch(event, known={PATH: digest_of(b"before"), "worksheets/gone.toml": "x"})
    assert {(change.path, change.data) for change in looks(watch)} == {(PATH, OLD), ("worksheets/gone.toml", None)}
    assert looks(FolderWatch(event, known={PATH: digest_of(OLD)})) == []


def test_a_file_replaced_by_a_folder_and_one_without_permission_end_nothing(event: Path, watch: FolderWatch) -> None:
    (event / PATH).unlink()
    (event / PATH).mkdir()
    assert looks(watch) == []
    (event / PATH).rmdir()
    in_place(event / PATH)
    assert [change.data for change in looks(watch)] == [NEW]


def test_other_files_are_judged_by_nothing_but_rest(event: Path) -> None:
    assert is_whole("worksheets/x.toml", None)
    assert is_whole(".ue-tui/signs/x.json", b"")
    assert is_whole("sessions/agenda.toml", b"a = 1")
    assert not is_whole("sessions/agenda.toml", b"# a")
    assert not is_whole("worksheets/x.toml", b"x = " + b"[" * 9000)


def test_a_change_wakes_who_waits_long_before_the_time_is_over(event: Path, watch: FolderWatch) -> None:
    """Where the system reports changes; else the stat pass sees it after the time."""
    stop = threading.Event()
    timer = threading.Timer(0.2, in_place, [event / PATH])
    timer.start()
    found: list[Change] = []
    begun = time.monotonic()
    while not found and time.monotonic() - begun < 30:
        watch.wait(stop, 5)
        found += watch.look()
    timer.join()
    assert [change.data for change in found] == [NEW]


def test_a_watch_is_stopped_at_once(event: Path, watch: FolderWatch) -> None:
    stop = threading.Event()
    stop.set()
    watch.wait(stop, 60)
    (event / PATH).write_bytes(b"")
    watch.look()
    watch.wait(stop, 60)  # unsettled: it would sleep for the time between two looks
    assert SETTLE < 1
    shutil.rmtree(event)
    watch.wait(stop, 60)


def test_an_event_on_a_folder_that_reports_nothing_is_polled(
    event: Path, watch: FolderWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    def no_reports(*folders: Path, **options: object) -> None:
        raise OSError("no inotify here")

    monkeypatch.setattr(watchfiles, "watch", no_reports)
    in_place(event / PATH)
    stop = threading.Event()
    found: list[Change] = []
    for _ in range(5):
        watch.wait(stop, 0.01)
        found += watch.look()
    assert [change.data for change in found] == [NEW]
