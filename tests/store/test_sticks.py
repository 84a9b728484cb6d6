"""Sticks are found where the system mounts them, and a folder that one left behind is none."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ue_tui.store import sticks
from ue_tui.store.sticks import MORE_STICKS, Stick, mounted_sticks, volumes_below


@pytest.fixture
def nothing_plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sticks, "_system_sticks", lambda: iter(()))
    monkeypatch.delenv(MORE_STICKS, raising=False)


def test_without_a_stick_there_is_none(nothing_plugged_in: None) -> None:
    assert mounted_sticks() == ()


def test_this_machine_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MORE_STICKS, raising=False)
    assert all(stick.root.is_dir() and stick.name for stick in mounted_sticks())


def test_further_folders_are_offered_in_the_order_of_their_names(
    nothing_plugged_in: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("red", "Blue"):
        (tmp_path / name).mkdir()
    named = [str(tmp_path / "red"), "", str(tmp_path / "Blue"), str(tmp_path / "pulled out")]
    monkeypatch.setenv(MORE_STICKS, os.pathsep.join(named))
    assert mounted_sticks() == (Stick(tmp_path / "Blue", "Blue"), Stick(tmp_path / "red", "red"))


def test_only_what_is_mounted_is_a_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    (tmp_path / "left behind").mkdir()
    (tmp_path / "link").symlink_to(stick)
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name in ("KINGSTON", "link"))
    assert list(volumes_below([tmp_path / "missing", tmp_path])) == [Stick(stick, "KINGSTON")]


def test_a_volume_that_does_not_answer_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: Path) -> bool:
        raise OSError(5, "Input/output error")

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(Path, "is_mount", gone)
    assert list(volumes_below([tmp_path])) == []


def test_a_stick_that_is_pulled_out_while_it_is_looked_at_is_left_out(
    nothing_plugged_in: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def pulled(path: Path) -> Iterator[Path]:
        raise OSError(5, "Input/output error")

    monkeypatch.setenv(MORE_STICKS, str(tmp_path))
    assert mounted_sticks() != ()
    monkeypatch.setattr(Path, "iterdir", pulled)
    assert mounted_sticks() == ()
