"""What a handout is written on: the empty document made by our code, or a house's own.

Of a house's template its styles, page, header and footer win; it is emptied of its words, and styles that it has not
get ours. Styles are known by their names, since Word translates their ids (`berschrift1` is `heading 1`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from ue_tui.model.errors import Refused
from ue_tui.word.styles import BULLETS, stylesheet
from ue_tui.word.template import numbering, template

if TYPE_CHECKING:
    from docx.document import Document

MOST_BYTES = 100_000_000
"""A template that unpacks to more is a mistake or an attack."""

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How the format of before 2007 begins, and a document with a password."""
_HARMLESS_OUTSIDE = ("/hyperlink", "/attachedTemplate")


@dataclass(frozen=True)
class Letterhead:
    """An empty document to write on."""

    data: bytes
    styles: Mapping[str, str] = field(default_factory=dict)
    """Ids of our styles, and what the template calls the same ones where that differs."""
    bullets: int = BULLETS
    """The number of its bullet list."""
    has_header: bool = False
    """Whether it has a header of its own, which stays."""
    has_footer: bool = False
    house: bool = False
    """Whether it is a house's own, whose page is not turned."""

    def style(self, ours: str) -> str:
        """The id of one of our styles in this document."""
        return self.styles.get(ours, ours)


@cache
def own_letterhead() -> Letterhead:
    """The empty document that is made by our code."""
    return Letterhead(template())


@lru_cache(maxsize=2)
def house_letterhead(data: bytes, name: str) -> Letterhead:
    """A house's template made ready to be written on.

    Raises:
        Refused: it is no Word document, is broken, has macros, or loads something from elsewhere; in a sentence.
    """
    import docx

    _check(data, name)
    try:
        document = docx.Document(BytesIO(_as_document(data)))
        _empty(document)
        bullets = _add_bullets(document)
        styles = _add_missing_styles(document, bullets)
        section = document.sections[0]
        has_header = not section.header.is_linked_to_previous
        has_footer = not section.footer.is_linked_to_previous
        file = BytesIO()
        document.save(file)
    except (KeyError, ValueError, IndexError, AttributeError, BadZipFile, SyntaxError) as error:
        # lxml's errors are SyntaxErrors; the others are what python-docx raises on a package that lacks a part.
        raise Refused(f"{name} cannot be used as a template: it is damaged. Open and save it in Word.") from error
    return Letterhead(file.getvalue(), styles, bullets, has_header, has_footer, house=True)


def _check(data: bytes, name: str) -> None:
    """Refuse what is no plain Word document."""
    if data.startswith(_OLD_OR_LOCKED):
        raise Refused(f"{name} has a password or is of an old format: save it in Word as a .docx without a password.")
    try:
        with ZipFile(BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_BYTES:
                raise Refused(f"{name} is too large for a template.")
            names = package.namelist()
            types = package.read("[Content_Types].xml")
            outside = [target for part in names if part.endswith(".rels") for target in _outside(package.read(part))]
    except (BadZipFile, KeyError, OSError, SyntaxError, NotImplementedError) as error:
        raise Refused(f"{name} is no Word document, or is damaged: save it in Word as a .docx.") from error
    if "word/document.xml" not in names:
        raise Refused(f"{name} is no Word document: save it in Word as a .docx.")
    if b"macroEnabled" in types or any(part.endswith("vbaProject.bin") for part in names):
        raise Refused(f"{name} has macros: save it in Word as a .docx without them.")
    if outside:
        raise Refused(f"{name} loads {outside[0]} from elsewhere: put it into the template itself.")


def _outside(relations: bytes) -> list[str]:
    """What a part loads from outside the document; links that somebody follows are none."""
    from docx.oxml.parser import parse_xml

    return [
        str(one.get("Target"))
        for one in parse_xml(relations)
        if one.get("TargetMode") == "External" and not str(one.get("Type")).endswith(_HARMLESS_OUTSIDE)
    ]


def _as_document(data: bytes) -> bytes:
    """A template (`.dotx`) as a document; python-docx opens no other."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(file, "w") as copy:
        for part in package.infolist():
            content = package.read(part.filename)
            if part.filename == "[Content_Types].xml":
                content = content.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
            copy.writestr(part, content)
    return file.getvalue()


def _empty(document: Document) -> None:
    """Take the words of the template away, but the last section with its page, header and footer."""
    body = document.element.body
    if body.sectPr is None:
        raise ValueError("no page")
    for element in list(body):
        if element is not body.sectPr:
            body.remove(element)
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/settings"):
            _detach(relation.target_part)


def _detach(settings: Any) -> None:
    """Forget the file that a template was itself made from: a path on somebody's machine."""
    for attached in settings.element.xpath("w:attachedTemplate"):
        attached.getparent().remove(attached)
    for key, relation in list(settings.rels.items()):
        if relation.reltype.endswith("/attachedTemplate"):
            settings.rels.pop(key)


def _add_bullets(document: Document) -> int:
    """Give the template our bullet list and return its number."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.parser import parse_xml
    from docx.parts.numbering import NumberingPart

    ours: Any = parse_xml(numbering())
    known = [one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not known:
        part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, ours, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return BULLETS
    theirs: Any = known[0].target_part.element
    lists = [int(value) for value in theirs.xpath("w:abstractNum/@w:abstractNumId")]
    numbers = [int(value) for value in theirs.xpath("w:num/@w:numId")]
    abstract, number = ours.xpath("w:abstractNum")[0], ours.xpath("w:num")[0]
    w = f"{{{ours.nsmap['w']}}}"
    abstract.set(f"{w}abstractNumId", str(max(lists, default=0) + 1))
    number.set(f"{w}numId", str(max(numbers, default=0) + 1))
    number[0].set(f"{w}val", abstract.get(f"{w}abstractNumId"))
    before = theirs.xpath("w:num | w:numIdMacAtCleanup")
    if before:
        before[0].addprevious(abstract)
    else:
        theirs.append(abstract)
    abstracts_and_nums = theirs.xpath("w:abstractNum | w:num")
    abstracts_and_nums[-1].addnext(number)
    return int(number.get(f"{w}numId"))


def _add_missing_styles(document: Document, bullets: int) -> dict[str, str]:
    """Give the template the styles of ours that it has not; what it calls those that it has."""
    from docx.oxml.parser import parse_xml

    styles: Any = document.styles.element
    ours_all: Any = parse_xml(stylesheet()).xpath("w:style")
    w = f"{{{styles.nsmap['w']}}}"
    theirs = {
        (str(one.get(f"{w}type")), str(one.xpath("w:name/@w:val")[0]).casefold()): str(one.get(f"{w}styleId"))
        for one in styles.xpath("w:style[w:name]")
    }
    ids = set(styles.xpath("w:style/@w:styleId"))
    found: dict[str, str] = {}
    missing = []
    for ours in ours_all:
        kind, name = str(ours.get(f"{w}type")), str(ours.xpath("w:name/@w:val")[0])
        own_id = str(ours.get(f"{w}styleId"))
        if (known := theirs.get((kind, name.casefold()))) is not None:
            found[own_id] = known
            continue
        ours.attrib.pop(f"{w}default", None)
        new_id = own_id if own_id not in ids else f"{own_id}Handout"
        found[own_id] = new_id
        ids.add(new_id)
        ours.set(f"{w}styleId", new_id)
        missing.append(ours)
    for style in missing:
        for reference in style.xpath("w:basedOn | w:next"):
            reference.set(f"{w}val", found.get(reference.get(f"{w}val"), reference.get(f"{w}val")))
        for number in style.xpath(".//w:numId"):
            number.set(f"{w}val", str(bullets))
        styles.append(style)
    return {ours: theirs for ours, theirs in found.items() if ours != theirs}
