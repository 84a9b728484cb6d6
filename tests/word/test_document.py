from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from tests.word.reading import R, Reader, W, barriers
from tests.word.samples import EVIL, NOW, SAMPLES, STYLES, bullets, grid, handout, ordinary
from ue_tui.model.handout import Handout, Heading, Paragraph, Row, Span, plain
from ue_tui.word import render
from ue_tui.word.text import clean

CORE = "docProps/core.xml"


@pytest.mark.parametrize("name", SAMPLES)
def test_an_independent_reader_finds_no_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / "handout.docx"
    path.write_bytes(render(SAMPLES[name](), now=NOW))

    result = OpenXmlValidator().validate(path)

    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_is_shut_out_of_a_document(name: str) -> None:
    assert barriers(Reader(SAMPLES[name]())) == []


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=[]), min_size=1))
def test_any_text_stands_in_the_document_as_it_was_cleaned(text: str) -> None:
    made = Reader(handout(plain(text, "speech", bullet=True), grid(Row((bullets("x" + text),)), header=("Row",))))

    assert made.texts("//w:body/w:p[w:pPr/w:pStyle/@w:val='Speech']") == [clean(text)]
    assert made.texts("//w:tr[2]") == [clean("x" + text)]


def test_markup_in_a_text_is_shown_as_it_is(nasty: str) -> None:
    made = Reader(handout(plain(nasty), plain("<w:t>&amp;</w:t>")))

    assert made.texts("//w:body/w:p")[1:] == [nasty, "<w:t>&amp;</w:t>"]


def test_the_title_stands_on_top_as_a_title() -> None:
    made = Reader(handout(plain("You speak 3rd"), Heading(1, "First")))

    assert made.texts("//w:body/w:p") == ["User journey", "You speak 3rd", "First"]
    assert made.values("//w:pStyle") == ["Title", "Normal", "Heading1"]


def test_a_first_heading_that_is_the_title_is_not_said_twice() -> None:
    made = Reader(handout(Heading(1, " User\tjourney"), Heading(2, "User journey")))

    assert made.texts("//w:body/w:p") == ["User journey", "User journey"]
    assert made.values("//w:pStyle") == ["Heading1", "Heading2"]


def test_a_document_without_headings_has_its_title_as_one() -> None:
    assert Reader(handout(plain("Words"))).values("//w:pStyle") == ["Heading1", "Normal"]


def test_levels_of_headings_never_jump() -> None:
    levels = [2, 3, 1, 3, 9, 0, -1, 2, 2]
    made = Reader(handout(*(Heading(level, f"Number {index}") for index, level in enumerate(levels))))

    styles = [style for style in made.values("//w:pStyle") if style != "Title"]
    assert styles == [f"Heading{level}" for level in (2, 3, 1, 2, 3, 1, 1, 2, 2)]


def test_a_heading_starts_a_page_where_asked_and_always_has_words() -> None:
    made = Reader(handout(Heading(1, "One"), Heading(1, "\x00 ", page_break=True)))

    assert made.texts("//w:p[w:pPr/w:pageBreakBefore]") == ["Untitled"]


def test_every_style_has_its_look_on_the_page() -> None:
    made = Reader(handout(*(Paragraph((Span("x"),), style, bullet) for style in STYLES for bullet in (False, True))))

    assert made.values("//w:pStyle")[1:] == [
        *("Normal", "ListBullet", "Lead", "Lead", "Speech", "Speech"),
        *("Prompt", "Prompt", "Quiet", "Quiet", "Label", "Label"),
    ]
    assert len(made.find("//w:p/w:pPr/w:numPr")) == 5


def test_spans_keep_their_looks_in_every_script() -> None:
    made = Reader(handout(Paragraph((Span("a", bold=True), Span("ב", italic=True, underline=True), Span("c")))))

    looks = [[str(one.tag).removeprefix(W) for one in run.iterfind(f"{W}rPr/*")] for run in made.find("//w:p[2]/w:r")]
    assert looks == [["b", "bCs"], ["rFonts", "i", "iCs", "u", "rtl", "lang"], []]


def test_text_of_every_direction_is_marked_for_word() -> None:
    made = Reader(handout(plain("کمیته مجلس"), plain("ພາສາ"), plain("統計の日"), plain("House"), plain("ޗޗ ߞ")))

    assert made.texts("//w:p[w:pPr/w:bidi]") == ["کمیته مجلس", "ޗޗ ߞ"]
    assert made.texts("//w:r[w:rPr/w:rtl]") == ["کمیته مجلس", "ޗޗ ", "ߞ"]
    assert made.texts("//w:r[w:rPr/w:cs]") == ["ພາສາ"]
    assert made.texts("//w:r[w:rPr/w:rFonts/@w:eastAsia]") == ["統計の日"]
    assert made.texts("//w:r[w:rPr/w:lang/@w:bidi='lo-LA']") == ["ພາສາ"]
    assert made.texts("//w:r[w:rPr/w:lang/@w:eastAsia='ja-JP']") == ["統計の日"]
    assert made.texts("//w:r[not(w:rPr)]") == ["User journey", "House"]


def test_header_and_footer_stand_on_every_page_with_its_number() -> None:
    made = Reader(ordinary())

    assert made.texts("//w:p", "word/header.xml") == ["Workshop, 2-3 December, Chiba"]
    assert made.texts("//w:p", "word/footer.xml") == ["Brief as of 14:02\tPage 1 of 1"]
    fields = [field.get(f"{W}instr", "").strip() for field in made.find("//w:fldSimple", "word/footer.xml")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert {one.get(f"{W}type") for one in made.find("//w:headerReference | //w:footerReference")} == {"default"}


@pytest.mark.parametrize(("landscape", "width", "tab"), [(False, "11906", "9638"), (True, "16838", "14570")])
def test_a_page_can_lie_on_its_side(landscape: bool, width: str, tab: str) -> None:
    made = Reader(handout(landscape=landscape))

    assert made.one("//w:pgSz").get(f"{W}w") == width
    assert made.one("//w:pgSz").get(f"{W}orient") == ("landscape" if landscape else None)
    assert made.one("//w:tab[@w:pos]", "word/footer.xml").get(f"{W}pos") == tab


def test_links_lead_out_and_to_headings() -> None:
    link = "https://example.org/a b"
    spans = (Span("out", link=link), Span("again", link=link), Span("in", link="#Media"), Span("no", link="file:///x"))
    made = Reader(handout(Paragraph(spans), Heading(1, "Media"), Heading(1, "Media")))
    relations = made.find("//*[@TargetMode='External']", "word/_rels/document.xml.rels")

    assert [relation.get("Target") for relation in relations] == ["https://example.org/a%20b"]
    assert made.texts("//w:hyperlink") == ["out", "again", "in"]
    assert {one.get(f"{R}id") for one in made.find("//w:hyperlink[@r:id]")} == {relations[0].get("Id")}
    [name] = [one.get(f"{W}name") for one in made.find("//w:bookmarkStart")]
    assert [one.get(f"{W}anchor") for one in made.find("//w:hyperlink[@w:anchor]")] == [name]


def test_properties_say_what_it_is_by_whom_in_which_language_and_of_when() -> None:
    made = Reader(render(ordinary(), now=NOW.astimezone(timezone(timedelta(hours=9)))))

    assert made.texts_of("dc:title", CORE) == ["User journey"]
    assert made.texts_of("dc:creator", CORE) == made.texts_of("cp:lastModifiedBy", CORE) == ["Secretariat"]
    assert made.texts_of("dc:language", CORE) == ["en"]
    assert made.texts_of("dcterms:created", CORE) == ["2025-12-02T14:02:11Z"]
    assert made.texts_of("dcterms:modified", CORE) == ["2025-12-02T14:02:11Z"]
    assert made.texts_of("dc:description", CORE) == []


def test_properties_are_never_too_long_and_never_missing() -> None:
    long = Reader(render(Handout(EVIL * 9, "", "", "en" * 200, EVIL * 9, ()), now=datetime(2025, 12, 2, tzinfo=UTC)))
    bare = Reader(SAMPLES["empty"]())

    [title] = long.texts_of("dc:title", CORE)
    assert len(title) == 255
    assert title.endswith("…")
    assert len(long.texts_of("dc:creator", CORE)[0]) <= 255
    assert bare.texts_of("dc:title", CORE) == ["Untitled"]
    assert bare.texts_of("dc:creator", CORE) == ["ue-tui"]
    assert bare.texts_of("dc:language", CORE) == []
