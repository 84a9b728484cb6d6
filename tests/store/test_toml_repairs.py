"""Each slip that has a repair: the lines proposed, that the file then reads, and what it then says."""

from typing import Any

import pytest
import tomli

from ue_tui.model.errors import Refused
from ue_tui.model.findings import Repair
from ue_tui.store.toml_files import BrokenToml, parse
from ue_tui.store.toml_repairs import changed_bytes, changed_text, repair_of, repair_of_encoding

HEAD = """# Worksheet of Aurelia.
format = 1
[delegation]
name = "Aurelia"
# Write between the two lines of '''. One point a line, no quotes, no commas.
"""
BLOCK = "cell = '''\none\n'''\n"

SLIPS: list[tuple[str, str, dict[str, Any]]] = [
    ("a missing quote at the end", 'other = "Aurelia', {"other": "Aurelia"}),
    ("a missing quote in front", 'other = Aurelia"', {"other": "Aurelia"}),
    ("a missing single quote", "other = 'Aurelia", {"other": "Aurelia"}),
    ("curly quotes", "other = “Aurelia”", {"other": "Aurelia"}),
    ("curly quotes around straight ones", 'other = “the "new" one”', {"other": 'the "new" one'}),
    ("curly quotes at one end", 'other = “Aurelia"', {"other": "Aurelia"}),
    ("curly quotes in a list", 'cell = ["one", “two”]', {"cell": ["one", "two"]}),
    ("curly quotes in lines of a list", 'cell = [\n  “one”,\n  "two",\n]', {"cell": ["one", "two"]}),
    ("words without quotes", "score = In Progress", {"score": "In Progress"}),
    ("words without quotes before a comment", "score = In Progress  # or more", {"score": "In Progress"}),
    ("nothing after the sign", "score =", {"score": ""}),
    ("a number with words", "other = 2025 census", {"other": "2025 census"}),
    ("a comma that lacks in a list", 'cell = [\n  "one"\n  "two",\n]', {"cell": ["one", "two"]}),
    ("a comma that lacks in a line", 'cell = ["one" "two"]', {"cell": ["one", "two"]}),
    ("a bracket that lacks", 'cell = [\n  "one",\n  "two",\n', {"cell": ["one", "two"]}),
    ("a bracket that lacks in a line", 'cell = ["one", "two"\n', {"cell": ["one", "two"]}),
    ("a key twice, once empty", "score = 0\nscore = 2", {"score": 2}),
    ("a key twice, the same", "score = 2\nother = 'x'\nscore = 2", {"score": 2, "other": "x"}),
    ("a block twice", f"{BLOCK}cell = '''\ntwo\n'''", {"cell": "one\ntwo\n"}),
    ("a raw line break in a string", 'other = "one\ntwo"', {"other": "one\ntwo\n"}),
    ("a Windows path", 'other = "C:\\Users\\x"', {"other": "C:\\Users\\x"}),
    ("a quote inside quotes", 'other = "they say "no" often"', {"other": 'they say "no" often'}),
    ("words below a block", f"{BLOCK}two points more\nthree", {"cell": "one\ntwo points more\nthree\n"}),
    ("words below an empty block", "cell = '''\n\n'''\ntwo points", {"cell": "two points\n"}),
    ("a block without its end", "cell = '''\none\ntwo\n", {"cell": "one\ntwo\n"}),
    (
        "a block without its end before another one",
        "cell = '''\none\n\n# The next one\nother = '''\ntwo\n'''",
        {"cell": "one\n", "other": "two\n"},
    ),
    ("a block without its beginning", "cell =\none\n'''", {"cell": "one\n"}),
    ("curly fences", "cell = ’’’\none\n'''", {"cell": "one\n"}),
    ("a curly fence at the end", "cell = '''\none\n’’’\nother = 1", {"cell": "one\n", "other": 1}),
    ("a comment that lost its sign", "# An explanation\nthat goes on\nscore = 1", {"score": 1}),
    ("a colon for the sign", "score: 2", {"score": 2}),
    ("a colon for the sign and no quotes", "other_name: Aurelia", {"other_name": "Aurelia"}),
    ("a control character", "x = 1 \x01", {"x": 1}),
    ("a mark in the middle", "\ufeffx = 1", {"x": 1}),
    ("a space of a word processor", "x\u00a0=\u00a01", {"x": 1}),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("slip", "text", "said"), SLIPS, ids=[slip[0].replace(" ", "-") for slip in SLIPS])
def test_a_slip_is_repaired_and_then_reads(slip: str, text: str, said: dict[str, Any], ending: str) -> None:
    broken_text = (HEAD + text + "\n").replace("\n", ending)
    with pytest.raises(BrokenToml) as broken:
        parse(broken_text)

    repair = repair_of(broken_text, broken.value.line)

    assert repair is not None
    mended = changed_text(broken_text, repair)
    table = tomli.loads(mended)["delegation"]
    assert table == {"name": "Aurelia", **said}
    assert mended.count("\n") == mended.count(ending), "the line endings are those of the file"
    assert mended.startswith(HEAD.replace("\n", ending))


TABLES = [("one",), ("two",), ("three",)]


def test_a_heading_twice_is_made_one() -> None:
    text = "format = 1\n[one]\nscore = 0\n[two]\nscore = 3\n# one\n[one]\nscore = 2\nnote = 'x'\n[three]\nscore = 1\n"

    repair = repair_of(text, 7)

    assert repair is not None
    said = tomli.loads(changed_text(text, repair))
    assert said == {
        "format": 1,
        "one": {"score": 2, "note": "x"},
        "two": {"score": 3},
        "three": {"score": 1},
    }


def test_a_lost_heading_is_put_back_where_the_worksheet_has_it() -> None:
    text = "format = 1\n[one]\nscore = 1\n# ---- Two ----\nscore = 2\n[three]\nscore = 3\n"

    repair = repair_of(text, 5, TABLES)

    assert repair == Repair(5, (), ("[two]",))
    assert tomli.loads(changed_text(text, repair))["two"] == {"score": 2}


def test_a_heading_that_lost_a_bracket_gets_it() -> None:
    assert repair_of("[one\nscore = 1\n", 1) == Repair(1, ("[one",), ("[one]",))
    assert repair_of("one]\nscore = 1\n", 1, TABLES) == Repair(1, ("one]",), ("[one]",))


def test_two_answers_to_one_question_are_not_chosen_between() -> None:
    assert repair_of("score = 1\nscore = 2\n", 2) is None


def test_of_two_slips_the_first_is_repaired_and_then_the_second() -> None:
    text = "score = In Progress\nname = “Aurelia”\n"
    first = repair_of(text, 1)
    assert first == Repair(1, ("score = In Progress",), ('score = "In Progress"',))
    second = repair_of(changed_text(text, first), 2)
    assert second == Repair(2, ("name = “Aurelia”",), ('name = "Aurelia"',))


def test_what_nobody_foresaw_has_no_repair() -> None:
    assert repair_of("= = =\n", 1) is None


def test_a_repair_of_lines_that_have_changed_is_refused() -> None:
    repair = Repair(1, ("score = x",), ('score = "x"',))
    with pytest.raises(Refused, match="has changed since"):
        changed_text("score = y\n", repair)
    assert changed_text("score = x", repair) == 'score = "x"'


def test_a_file_saved_as_ansi_is_shown_as_it_was_meant_and_becomes_utf8() -> None:
    data = 'format = 1\r\nname = "Curaçao"\r\n'.encode("cp1252")
    broken = BrokenToml(2, 13, "")

    repair = repair_of_encoding(data, broken)

    assert repair is not None
    assert repair.after == ('name = "Curaçao"',)
    assert changed_bytes(data, repair) == 'format = 1\r\nname = "Curaçao"\r\n'.encode()
    with pytest.raises(Refused):
        changed_bytes(data.replace(b"Cura", b"cura"), repair)


def test_bytes_that_no_notepad_writes_are_not_taken_for_ansi() -> None:
    assert repair_of_encoding(b"\x81\x8d", BrokenToml(1, 1, "")) is None
    assert repair_of_encoding(b"\xe7\x00", BrokenToml(1, 1, "")) is None
