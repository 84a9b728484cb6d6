"""Windows say that they live; the last sign tells since when a program was stopped."""

import datetime as dt
from pathlib import Path

from ue_tui.store.presence import (
    PATTERN,
    forget_silent,
    last_sign,
    presence_name,
    read_presences,
    set_back,
    stopped_since,
    write_presence,
)

NOW = dt.datetime(2025, 12, 2, 14, 0, tzinfo=dt.UTC)


def ago(seconds: float) -> dt.datetime:
    return NOW - dt.timedelta(seconds=seconds)


def test_the_last_sign_of_a_machine_is_found_and_what_is_silent_is_forgotten(tmp_path: Path) -> None:
    write_presence(tmp_path, presence_name(), "FRONT", ago(480))
    write_presence(tmp_path, presence_name(), "SPARE", ago(2))
    (tmp_path / PATTERN.replace("*", "torn")).write_text("at = 2025", encoding="utf-8")
    found = read_presences(tmp_path)
    assert [one.machine for one in found] == ["SPARE", "FRONT"]
    assert last_sign(found, "SPARE") == ago(2)
    assert stopped_since(found, "FRONT", NOW) == ago(480)
    assert stopped_since(found, "SPARE", NOW) is None
    assert stopped_since(found, "NOBODY", NOW) is None
    assert set_back(found, "SPARE", ago(62)) == dt.timedelta(minutes=1)
    assert set_back(found, "SPARE", NOW) == set_back((), "SPARE", NOW) == dt.timedelta()
    forget_silent(tmp_path, "FRONT", NOW)
    assert [one.machine for one in read_presences(tmp_path)] == ["SPARE"]


def test_a_folder_that_cannot_be_written_to_costs_the_sign_and_no_more(tmp_path: Path) -> None:
    (tmp_path / ".ue-tui").write_text("a file where the folder should be", encoding="utf-8")
    write_presence(tmp_path, presence_name(), "FRONT", NOW)
    assert read_presences(tmp_path) == ()
