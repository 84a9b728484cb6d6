import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ue_tui.word import scripts
from ue_tui.word.scripts import PLAIN
from ue_tui.word.text import blank, clean, one_line, runs, script

ANYTHING = st.text(st.characters(exclude_categories=[]))
LETTERS = st.text(st.sampled_from("ab 1.,()\u0301\u200cسلام پچ שלום 漢字かな한국ภาษาພາສາहि\n\u200f"))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive\x0csix", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\x00b\x08c\x1b[31md\x7f", "abc[31md"),
        ("\ufeffa\ufffeb\uffff", "ab"),
        ("\ud83d\ude00", "😀"),
        ("\ud83dx\udc00", "\ufffdx\ufffd"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
        ("\x93so\x94 \x96 and\x85\x81", "“so” – and…"),
        ("tab\tstays", "tab\tstays"),
        ("[/b] <w:t>&amp;", "[/b] <w:t>&amp;"),
    ],
)
def test_text_is_cleaned_of_what_word_cannot_hold(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(ANYTHING)
def test_cleaned_text_is_what_an_xml_reader_gives_back(text: str) -> None:
    element = etree.Element("t")
    element.text = clean(text)

    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)


@given(ANYTHING)
def test_cleaning_loses_nothing_that_shows(text: str) -> None:
    shown = [
        character
        for character in text
        if unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} and character not in "\ufeff\ufffe\uffff"
    ]
    left = iter(clean(text))

    assert all(character in left for character in shown)
    assert clean(clean(text)) == clean(text)


def test_a_name_is_put_on_one_line() -> None:
    assert one_line("  User\r\njourney:\t\x00 Parliament ") == "User journey: Parliament"


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", " \u200e\u00a0 ", "\ufeff", "\x00"])
def test_text_without_anything_to_see_is_blank(text: str) -> None:
    assert blank(text)


@pytest.mark.parametrize("text", ["-", "•", "☐", "a", "漢", "\u200bא", "0"])
def test_a_single_mark_is_not_blank(text: str) -> None:
    assert not blank(text)


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Parliament", "plain", ""),
        ("Ελληνικά, Кириллица, ქართული, አማርኛ", "plain", ""),
        ("👩‍👩‍👧 12", "plain", ""),
        ("کمیته مجلس", "rtl", "fa-IR"),
        ("اللجنة", "rtl", "ar-SA"),
        ("کمیٹی", "rtl", "ur-PK"),
        ("ועדה", "rtl", "he-IL"),
        ("ކޮމިޓީ", "rtl", "dv-MV"),
        ("- (12) کمیته", "rtl", "fa-IR"),
        ("ພາສາ", "complex", "lo-LA"),
        ("ภาษา", "complex", "th-TH"),
        ("ភាសា", "complex", "km-KH"),
        ("ဘာသာ", "complex", "my-MM"),
        ("भाषा", "complex", "hi-IN"),
        ("භාෂාව", "complex", "si-LK"),
        ("སྐད་", "complex", "bo-CN"),
        ("统计", "east_asian", "zh-CN"),
        ("統計の日", "east_asian", "ja-JP"),
        ("統計 통계", "east_asian", "ko-KR"),
        ("統計 ㄊㄨㄥ", "east_asian", "zh-TW"),
    ],
)
def test_a_text_is_known_by_its_letters(text: str, kind: str, language: str) -> None:
    found = script(text)

    assert (found.kind, found.language) == (kind, language)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ja", "統計", "ja-JP"),
        ("ko-KR", "統計", "ko-KR"),
        ("zh-Hant-TW", "統計", "zh-TW"),
        ("en", "統計", "zh-CN"),
        ("fa", "سلام", "fa-IR"),
        ("ur", "سلام", "ur-PK"),
        ("fa", "ٹ", "ur-PK"),
        ("", "سلام", "ar-SA"),
    ],
)
def test_shared_letters_belong_to_the_documents_language(language: str, text: str, expected: str) -> None:
    assert script(text, language).language == expected


def cut(*parts: str) -> list[list[tuple[str, str]]]:
    return [[(run.text, run.script.kind) for run in part] for part in runs(parts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only Latin, 12.5 “quoted” – €", [("Only Latin, 12.5 “quoted” – €", "plain")]),
        ("Naïve e\u0301 Привет", [("Naïve e\u0301 Привет", "plain")]),
        # Spaces and brackets between two directions lie as the paragraph runs.
        ("داده‌ها (CSV) را", [("داده‌ها (", "rtl"), ("CSV", "plain"), (") را", "rtl")]),
        ("See سلام 12, now.", [("See ", "plain"), ("سلام 12", "rtl"), (", now.", "plain")]),
        ("See سلام.", [("See ", "plain"), ("سلام", "rtl"), (".", "plain")]),
        ("سلام abc.", [("سلام ", "rtl"), ("abc", "plain"), (".", "rtl")]),
        ("(12) سلام", [("(12) سلام", "rtl")]),
        ("سلام، دنیا ۱۲", [("سلام، دنیا ۱۲", "rtl")]),
        ("“漢字” x", [("“漢字” ", "east_asian"), ("x", "plain")]),
        ("年2回、開く", [("年2回、開く", "east_asian")]),
        ("ไทย 12 ลาว", [("ไทย 12 ลาว", "complex")]),
        ("\u0301漢\u0301", [("\u0301漢\u0301", "east_asian")]),
        ("[1] 👩‍👩‍👧", [("[1] 👩‍👩‍👧", "plain")]),
    ],
)
def test_mixed_text_is_cut_where_the_script_changes(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == [expected]


def test_parts_of_a_paragraph_are_looked_at_together() -> None:
    assert cut("سلام ", "(", "CSV", ") دنیا") == [
        [("سلام ", "rtl")],
        [("(", "rtl")],
        [("CSV", "plain")],
        [(") دنیا", "rtl")],
    ]
    assert cut("a", "", "b") == [[("a", "plain")], [], [("b", "plain")]]
    assert cut("漢", "") == [[("漢", "east_asian")], []]


@given(st.lists(LETTERS))
def test_runs_give_every_character_back_in_order(parts: list[str]) -> None:
    assert ["".join(run.text for run in part) for part in runs(parts)] == parts


@given(LETTERS)
def test_letters_are_never_in_a_run_of_another_script(text: str) -> None:
    for run in runs([text])[0]:
        rtl = re.compile("[سلامپچשלום]")
        assert not (rtl.search(run.text) and not run.script.rtl)
        assert not (re.search("[ab]", run.text) and run.script is not PLAIN)


def test_blocks_stand_in_order_so_that_they_can_be_searched() -> None:
    starts = [start for start, _ in scripts._BLOCKS]

    assert starts == sorted(set(starts))
