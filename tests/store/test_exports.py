"""Documents stand under names that are free, the newest in sight, and what is held open is left alone."""

import datetime as dt
import os
from pathlib import Path

import pytest

from ue_tui.model.errors import NotSaved
from ue_tui.model.run import Run
from ue_tui.store import exports
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.exports import MOST_NAMES, is_held, snapshot_of, write_document

STEM = "S5 Media BRIEF"


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())


def test_the_first_document_makes_its_folder(tmp_path: Path) -> None:
    written = write_document(tmp_path / "exports", f"{STEM} 1402", b"one", older=STEM)
    assert written.path.read_bytes() == b"one"
    assert written.sentence == ""
    assert names(tmp_path) == ["exports/S5 Media BRIEF 1402.docx"]


def test_older_ones_of_the_same_document_move_aside_and_no_others(tmp_path: Path) -> None:
    others = ["S5 Media watch BRIEF 1330.docx", "S6 Media BRIEF 1330.docx", "S5 Media BRIEF notes.docx"]
    for name in (*others, "S5 Media BRIEF 1330.docx", "S5 Media BRIEF 1330 (2).docx"):
        (tmp_path / name).write_bytes(name.encode())
    write_document(tmp_path, f"{STEM} 1402", b"new", older=STEM)
    assert names(tmp_path) == sorted(
        [*others, "S5 Media BRIEF 1402.docx", "older/S5 Media BRIEF 1330.docx", "older/S5 Media BRIEF 1330 (2).docx"]
    )


def test_nothing_in_older_is_written_over(tmp_path: Path) -> None:
    for content in (b"one", b"two", b"three"):
        write_document(tmp_path, f"{STEM} 1402", content, older=STEM)
    assert names(tmp_path) == [
        "S5 Media BRIEF 1402.docx",
        "older/S5 Media BRIEF 1402 (2).docx",
        "older/S5 Media BRIEF 1402.docx",
    ]
    assert (tmp_path / "older" / "S5 Media BRIEF 1402.docx").read_bytes() == b"one"
    assert (tmp_path / "S5 Media BRIEF 1402.docx").read_bytes() == b"three"


@pytest.mark.parametrize("mark", ["~$ Media BRIEF 1402.docx", "~$S5 Media BRIEF 1402.docx",
                                  ".~lock.S5 Media BRIEF 1402.docx#"])  # fmt: skip
def test_what_word_holds_open_stays_and_the_new_one_gets_the_next_name(tmp_path: Path, mark: str) -> None:
    held = tmp_path / f"{STEM} 1402.docx"
    held.write_bytes(b"open")
    (tmp_path / mark).touch()
    assert is_held(held)
    written = write_document(tmp_path, f"{STEM} 1402", b"new", older=STEM)
    assert held.read_bytes() == b"open"
    assert written.path.name == f"{STEM} 1402 (2).docx"
    assert written.sentence == "S5 Media BRIEF 1402.docx is open in Word: the new one is S5 Media BRIEF 1402 (2).docx."


def test_what_cannot_be_moved_stays(tmp_path: Path) -> None:
    (tmp_path / f"{STEM} 1330.docx").write_bytes(b"old")
    (tmp_path / "older").write_bytes(b"a file of that name")
    written = write_document(tmp_path, f"{STEM} 1402", b"new", older=STEM)
    assert written.path.name == f"{STEM} 1402.docx"
    assert (tmp_path / f"{STEM} 1330.docx").exists()


def test_names_run_out_with_a_sentence(tmp_path: Path) -> None:
    for name in [f"{STEM}.docx", *(f"{STEM} ({n}).docx" for n in range(2, MOST_NAMES + 1))]:
        (tmp_path / name).touch()
    with pytest.raises(NotSaved, match="make room"):
        write_document(tmp_path, STEM, b"")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "exports").write_bytes(b"")
    with pytest.raises(NotSaved, match="exports"):
        write_document(tmp_path / "exports" / "stick", STEM, b"")


def test_a_stick_that_is_full_leaves_no_half_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved, match="the disk is full"):
        write_document(tmp_path, STEM, b"new")
    assert names(tmp_path) == []


def test_a_snapshot_has_everybody_in_order_and_a_seed_of_its_own(root: Path) -> None:
    live = EventFolder(root).open().live
    now = dt.datetime(2025, 12, 2, 5, 2, tzinfo=dt.UTC)
    one, other = (snapshot_of(live, Run(), now, dt.UTC) for _ in range(2))
    assert [str(owner) for owner in one.sheets][:4] == [
        "groups/business",
        "groups/media",
        "groups/parliament",
        "aurelia",
    ]
    assert len(one.seed) > 20
    assert one.seed != other.seed
    assert exports.OLDER == "older"
