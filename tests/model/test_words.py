"""Counting words in any script, and how long they take to say."""

import pytest

from ue_tui.model.words import count_words, minutes_and_seconds, speaking_seconds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two  three\nfour", 4),
        ("well-known e.g., 95 %", 3),
        ("- – •", 0),
        ("統計局は報告書を出す", 5),
        ("NSO 統計", 2),
        ("ສະຖິຕິ", 1),
        ("สถิติแห่งชาติ", 2),
        ("اداره آمار", 2),
    ],
)
def test_words_are_runs_between_spaces_or_characters_of_scripts_without(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_hundred_words_take_a_minute() -> None:
    assert speaking_seconds(["word " * 60, "word " * 40]) == 60
    assert speaking_seconds(["word " * 100], 200) == 30


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59, "0:59"), (3661, "61:01"), (-12, "-0:12")])
def test_seconds_as_a_clock_shows_them(seconds: int, text: str) -> None:
    assert minutes_and_seconds(seconds) == text
