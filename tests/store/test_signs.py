"""Signs of life of projector windows, and what the top line says of them."""

import datetime as dt
from pathlib import Path

import pytest

from ue_tui.store.signs import (
    FORGOTTEN_AFTER,
    SIGNS,
    Sign,
    read_sign,
    read_signs,
    remove_sign,
    room_line,
    sign_name,
    write_sign,
)

NOW = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def sign(seconds_ago: float, shows: str = "clock") -> Sign:
    return Sign("a", NOW - dt.timedelta(seconds=seconds_ago), shows)


def test_a_window_is_heard_of_with_what_it_shows_until_it_closes(tmp_path: Path) -> None:
    name = sign_name()
    write_sign(tmp_path, name, "picture 2 of 7, names off", NOW)
    [found] = read_signs(tmp_path, NOW)

    assert name.startswith(SIGNS)
    assert (found.window, found.at, found.shows) == (name, NOW, "picture 2 of 7, names off")
    remove_sign(tmp_path, name)
    assert read_signs(tmp_path, NOW) == ()


def test_what_a_window_of_yesterday_left_behind_is_taken_away(tmp_path: Path) -> None:
    write_sign(tmp_path, sign_name(), "clock", NOW - FORGOTTEN_AFTER)

    assert read_signs(tmp_path, NOW) == ()
    assert list((tmp_path / ".ue-tui").iterdir()) == []


def test_a_folder_that_cannot_be_written_to_costs_the_sign_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".ue-tui").write_text("a file where the folder should be", encoding="utf-8")

    write_sign(tmp_path, sign_name(), "clock", NOW)

    assert read_signs(tmp_path, NOW) == ()


@pytest.mark.parametrize("data", [b"", b"at = 3", b"\xff\xfe", b'at = "now"', b"at = 2025-12-02T00:00:00"])
def test_what_is_no_sign_is_none(data: bytes) -> None:
    assert read_sign("x", data) is None


def test_the_top_line_says_what_is_shown_and_since_when_a_window_is_silent() -> None:
    assert room_line((), NOW) == "no projector"
    assert room_line((sign(2),), NOW) == "projector: clock"
    assert room_line((sign(40),), NOW) == "projector not seen for 0:40"
    assert room_line((sign(2), sign(1)), NOW) == "2 projectors: clock"
    assert room_line((sign(2), sign(1, "blank")), NOW) == "2 projectors: clock / blank"
    assert room_line((sign(90), sign(1, "blank")), NOW) == "projector: blank"
    assert room_line((sign(7200),), NOW) == "no projector"
