"""A house's own template: its styles, page, header and footer win, what it has not is ours, and what it must not have
is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor
from openxml_audit import OpenXmlValidator

from tests.word.events import hostile, one_of_each, sample
from tests.word.reading import Reader, W, barriers
from tests.word.samples import NOW, SAMPLES, handout, ordinary
from ue_tui.model.errors import Refused
from ue_tui.model.handout import Heading, Paragraph, Span, plain
from ue_tui.word import document_bytes, house_letterhead, render
from ue_tui.word.template import template


def house(*, header: bool = True, footer: bool = True, words: str = "Old words of the template") -> bytes:
    """A template as an organisation has it: A4, its own look, header and footer, and a text to show them."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    styles = document.styles
    styles["Heading 1"].font.color.rgb = RGBColor(0x00, 0x66, 0x33)
    lead = styles.add_style("Lead", WD_STYLE_TYPE.PARAGRAPH)
    lead.font.size = Pt(30)
    if header:
        section.header.paragraphs[0].text = "Ministry of Numbers"
    if footer:
        section.footer.paragraphs[0].text = "Confidential"
    document.add_paragraph(words)
    return saved(document)


def saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]  # python-docx's own type is not exported
    return file.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The package with some parts changed, left out or added."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(file, "w") as copy:
        for name in package.namelist():
            if (content := change(name, package.read(name))) is not None:
                copy.writestr(name, content)
        for name, content in more.items():
            copy.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def same(_name: str, content: bytes) -> bytes:
    return content


def style_of(made: Reader, text: str) -> str:
    [value] = made.values(f"//w:p[w:r/w:t='{text}']/w:pPr/w:pStyle")
    return value


def written(data: bytes) -> Reader:
    return Reader(render(ordinary(), now=NOW, letterhead=house_letterhead(data, "house.docx")))


def test_the_words_of_the_template_go_and_its_page_header_and_footer_stay() -> None:
    made = written(house())
    body = made.texts("//w:body/w:p")
    assert "Old words of the template" not in body
    assert made.one("//w:sectPr/w:pgMar").get(f"{W}left") == "1701"
    parts = {name: part for name, part in made.parts.items() if re.match(r"word/(header|footer)", name)}
    assert any(b"Ministry of Numbers" in part for part in parts.values())
    assert any(b"Confidential" in part for part in parts.values())
    assert {table.get(f"{W}w") for table in made.find("//w:tbl/w:tblPr/w:tblW")} == {str(11906 - 2 * 1701)}


def test_what_its_header_and_footer_do_not_say_stands_on_top() -> None:
    assert written(house()).texts("//w:body/w:p")[1] == "Workshop, 2-3 December, Chiba · Brief as of 14:02"
    assert written(house(footer=False)).texts("//w:body/w:p")[1] == "Workshop, 2-3 December, Chiba"
    bare = written(house(header=False, footer=False))
    assert bare.texts("//w:body/w:p")[1] == "You speak 3rd of 6, after Media"
    assert any(b"Workshop, 2-3 December" in part for name, part in bare.parts.items() if "header" in name)
    assert any(b"NUMPAGES" in part for name, part in bare.parts.items() if "footer" in name)


def test_its_styles_win_and_missing_ones_are_ours() -> None:
    made = written(house())
    lead = made.one("//w:style[w:name/@w:val='Lead']", "word/styles.xml")
    assert lead.find(f"{W}rPr/{W}sz").get(f"{W}val") == "60"  # type: ignore[union-attr]  # it has a size
    speech = made.one("//w:style[w:name/@w:val='Speech']", "word/styles.xml")
    assert speech.find(f"{W}rPr/{W}sz").get(f"{W}val") == "28"  # type: ignore[union-attr]  # it has a size
    names = made.values("//w:style/w:name", "word/styles.xml")
    assert len(names) == len(set(names))
    ids = {str(one.get(f"{W}styleId")) for one in made.find("//w:style", "word/styles.xml")}
    used = {*made.values("//w:pStyle"), *made.values("//w:rStyle"), *made.values("//w:tblStyle")}
    assert used <= ids
    heading = made.one("//w:style[@w:styleId='Heading1']", "word/styles.xml")
    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "006633"  # type: ignore[union-attr]  # its own colour


def test_styles_are_known_by_their_names_in_any_language_of_word() -> None:
    def german(name: str, content: bytes) -> bytes:
        if name == "word/styles.xml":
            return content.replace(b'w:styleId="Heading1"', b'w:styleId="berschrift1"').replace(
                b'w:val="Heading1"', b'w:val="berschrift1"'
            )
        return content

    made = written(changed(house(), german))
    assert style_of(made, "The full table") == "berschrift1"
    assert made.find("//w:style[@w:styleId='Heading1']", "word/styles.xml") == []


def test_a_bullet_list_is_added_beside_its_own() -> None:
    made = written(house())
    numbers = made.values("//w:num/w:abstractNumId", "word/numbering.xml")
    abstract = [one.get(f"{W}abstractNumId") for one in made.find("//w:abstractNum", "word/numbering.xml")]
    assert set(numbers) <= set(abstract)
    assert len(abstract) == len(set(abstract))
    [used] = set(made.values("//w:body/w:p/w:pPr/w:numPr/w:numId"))
    assert made.find(f"//w:num[@w:numId='{used}']", "word/numbering.xml")


def test_a_template_without_lists_gets_ours() -> None:
    data = changed(
        template(),
        lambda name, content: (
            None
            if name == "word/numbering.xml"
            else re.sub(rb"<(Override|Relationship)[^>]*numbering[^>]*/>", b"", content)
            if name.endswith((".rels", "Types].xml"))
            else content
        ),
    )
    made = written(data)
    assert made.values("//w:num/w:abstractNumId", "word/numbering.xml") == ["0"]


def test_a_template_file_of_word_serves_too_and_where_it_came_from_is_forgotten() -> None:
    def dotx(name: str, content: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return content.replace(b"document.main+xml", b"template.main+xml")
        if name == "word/settings.xml":
            attached = (
                b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            )
            return re.sub(rb"(<w:zoom[^>]*/>)", rb"\1" + attached + b' r:id="rId1"/>', content)
        return content

    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="file:///C:/secret/house.dotx" TargetMode="External"/></Relationships>'
    )
    made = written(changed(house(), dotx, **{"word___rels__settings.xml.rels": relations}))
    assert not any(b"secret" in part for part in made.parts.values())
    assert b"attachedTemplate" not in made.parts["word/settings.xml"]


def test_a_template_whose_list_part_is_empty_gets_ours() -> None:
    data = changed(
        template(),
        lambda name, content: (
            re.sub(rb"<w:abstractNum .*</w:num>", b"", content) if name == "word/numbering.xml" else content
        ),
    )
    assert written(data).values("//w:num/w:abstractNumId", "word/numbering.xml") == ["1"]


def test_a_template_without_a_page_is_refused() -> None:
    data = changed(
        template(),
        lambda name, content: (
            re.sub(rb"<w:sectPr>.*</w:sectPr>", b"", content) if name == "word/document.xml" else content
        ),
    )
    with pytest.raises(Refused, match="damaged"):
        house_letterhead(data, "house.docx")


def test_a_house_page_is_not_turned() -> None:
    made = Reader(render(handout(landscape=True), now=NOW, letterhead=house_letterhead(house(), "house.docx")))
    assert made.one("//w:pgSz").get(f"{W}orient") is None


@pytest.mark.parametrize("name", SAMPLES)
def test_strict_readers_find_nothing_on_a_house_template_of_ours(name: str, tmp_path: Path) -> None:
    data = changed(template(), same)
    made = render(SAMPLES[name](), now=NOW, letterhead=house_letterhead(data, "ours.docx"))
    path = tmp_path / "made.docx"
    path.write_bytes(made)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert barriers(Reader(made)) == []


def test_every_document_can_be_written_on_a_house_template(root: Path) -> None:
    letterhead = house_letterhead(house(), "house.docx")
    for event in (sample(root), hostile(root)):
        for document in one_of_each(event):
            found = barriers(Reader(document_bytes(event, document, letterhead=letterhead)))
            assert found == [], document


def test_links_lead_to_headings_on_a_house_template_too() -> None:
    content = handout(Paragraph((Span("in", link="#Media"),)), Heading(1, "Media"), plain("x"))
    made = Reader(render(content, now=NOW, letterhead=house_letterhead(house(), "house.docx")))
    [style] = made.values("//w:hyperlink//w:rStyle")
    assert made.find(f"//w:style[@w:styleId='{style}'][@w:type='character']", "word/styles.xml")


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", 8) as package:
        package.writestr("word/document.xml", b"0" * 101_000_000)
        package.writestr("[Content_Types].xml", b"<Types/>")
    return file.getvalue()


def with_picture() -> bytes:
    relation = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        b' Target="http://tracker.example/logo.png" TargetMode="External"/></Relationships>'
    )
    return changed(
        house(),
        lambda name, content: (
            content.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else content
        ),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is no Word document, or is damaged"),
        (b"PK\x03\x04 cut off", "is no Word document, or is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password or is of an old format"),
        (
            changed(house(), lambda name, content: None if name == "word/document.xml" else content),
            "is no Word document",
        ),
        (
            changed(house(), lambda name, content: None if name == "[Content_Types].xml" else content),
            "is no Word document",
        ),
        (changed(house(), same, **{"word__vbaProject.bin": b"macro"}), "has macros"),
        (
            changed(
                house(),
                lambda name, content: (
                    content.replace(
                        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    )
                    if name == "[Content_Types].xml"
                    else content
                ),
            ),
            "has macros",
        ),
        (changed(house(), lambda name, content: content[:99] if name == "word/styles.xml" else content), "is damaged"),
        (changed(house(), lambda name, content: b"<a/>" if name == "word/document.xml" else content), "is damaged"),
        (bomb(), "is too large"),
        (with_picture(), "loads http://tracker.example/logo.png from elsewhere"),
    ],
    ids=range(11),
)
def test_what_is_no_template_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=r"house\.docx") as refused:
        house_letterhead(data, "house.docx")
    assert sentence in str(refused.value)
