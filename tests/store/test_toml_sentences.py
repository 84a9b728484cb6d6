"""Each slip that people make is told in words, with the line to mend."""

import pytest

from ue_tui.store.toml_files import BrokenToml, decode, parse

HEAD = """# Worksheet of Aurelia.
format = 1
[delegation]
name = "Aurelia"
# Write between the two lines of '''. One point a line, no quotes, no commas.
"""

SLIPS = [
    ("a missing quote at the end", 'name = "Aurelia', 6, 'The quotation mark " at the end'),
    ("a missing quote in front", 'name = Aurelia"', 6, 'The quotation mark " before'),
    ("curly quotes", "other = “Aurelia”", 6, "curly"),
    ("words without quotes", "score = In Progress", 6, "has no quotation marks: write 1, 2 or 3"),
    ("nothing after the sign", "score =", 6, "Nothing stands after the ="),
    ("a number with words", "score = 2 almost", 6, "is no number"),
    ("a comma that lacks in a list", 'cell = [\n  "one"\n  "two",\n]', 7, "A comma is missing at the end of this line"),
    ("a bracket that lacks", 'cell = [\n  "one",\n  "two",\n', 6, "has no closing ]"),
    ("a key twice", 'organization = "x"\norganization = "y"', 7, "“organization” stands twice here, first on line 6"),
    ("a heading twice", "[other]\nx = 1\n[other]\ny = 1", 8, "The heading [other] stands twice, first on line 6"),
    ("a raw line break in a string", 'other = "one\ntwo"', 6, "goes on over the end of its line"),
    ("a Windows path", 'other = "C:\\Users\\x"', 6, "A \\ between"),
    ("a quote inside quotes", 'other = "they say "no" often"', 6, 'There is a " inside the text'),
    ("words below a block", "cell = '''\none\n'''\ntwo points more", 9, "These words stand below the closing '''"),
    ("a block without its end", "cell = '''\none\ntwo\n", 6, "has no closing '''"),
    ("a block without its end before another one", "cell = '''\none\n\nother = '''\ntwo\n'''", 6, "before line 9"),
    ("a fence without a beginning", "[x]\none\n'''", 8, "closes nothing"),
    ("a comment that lost its sign", "# An explanation\nthat goes on", 7, "lost its #"),
    ("words of their own", "x = 1\nsome words", 7, "outside a block"),
    ("a heading without its end", "[other\nx = 1", 6, "closing ] is missing"),
    ("a heading that is none", "[[[ bad", 6, "closing ] is missing"),
    ("a colon for the sign", "score: 2", 6, "A : stands behind “score”"),
    ("a control character", "x = 1 \x01", 6, "invisible character"),
    ("a mark in the middle", "\ufeffx = 1", 6, "invisible character"),
]


@pytest.mark.parametrize(("slip", "text", "line", "words"), SLIPS, ids=[slip[0].replace(" ", "-") for slip in SLIPS])
def test_a_slip_is_told_with_its_line(slip: str, text: str, line: int, words: str) -> None:
    with pytest.raises(BrokenToml) as broken:
        parse(HEAD + text + "\n")

    assert words in broken.value.message, broken.value.message
    assert broken.value.line == line, broken.value.message
    assert broken.value.column >= 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings_do_not_move_the_line(ending: str) -> None:
    with pytest.raises(BrokenToml) as broken:
        parse((HEAD + "score = In Progress\n").replace("\n", ending))
    assert broken.value.line == 6


def test_what_nobody_foresaw_gets_its_line_and_what_stands_there() -> None:
    with pytest.raises(BrokenToml) as broken:
        parse("format = 1\n= = =\n")
    assert broken.value.line == 2
    assert "= = =" in broken.value.message


def test_a_file_saved_as_ansi_says_how_to_save_it() -> None:
    with pytest.raises(BrokenToml) as broken:
        decode('format = 1\nname = "Curaçao"\n'.encode("cp1252"))
    assert (broken.value.line, broken.value.column) == (2, 13)
    assert "Encoding UTF-8" in broken.value.message


def test_a_file_of_another_program_is_refused_by_its_size() -> None:
    with pytest.raises(BrokenToml, match="1,000,001 bytes"):
        decode(b"#" * 1_000_001)


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"%PDF-1.7", b"{\\rtf1 text}", b"\xd0\xcf\x11\xe0rest"])
def test_a_document_with_a_worksheets_name_is_told_as_what_it_is(data: bytes) -> None:
    with pytest.raises(BrokenToml, match="copy the words into the worksheet"):
        decode(data)


@pytest.mark.parametrize("text", ["x = " + "[" * 6000 + "]" * 6000, "x = " + "9" * 6000])
def test_parsers_that_give_up_give_a_sentence_too(text: str) -> None:
    with pytest.raises(BrokenToml):
        parse(text)
