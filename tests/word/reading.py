"""What the tests of this folder look at a document with; independent of the code that wrote it."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import cast
from zipfile import ZipFile

from lxml import etree

from tests.word.samples import NOW
from ue_tui.model.handout import Handout
from ue_tui.word import render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {
    "w": W[1:-1],
    "r": R[1:-1],
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}


class Reader:
    """A rendered document: its parts, and what XPath finds in them."""

    def __init__(self, content: Handout | bytes) -> None:
        blob = content if isinstance(content, bytes) else render(content, now=NOW)
        with ZipFile(BytesIO(blob)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        found = etree.fromstring(self.parts[part]).xpath(path, namespaces=NAMES)
        return cast("list[etree._Element]", found)

    def one(self, path: str, part: str = "word/document.xml") -> etree._Element:
        [found] = self.find(path, part)
        return found

    def texts(self, path: str, part: str = "word/document.xml") -> list[str]:
        """The words of each element found."""
        return [words(element) for element in self.find(path, part)]

    def texts_of(self, name: str, part: str) -> list[str]:
        """The plain content of each element of a name, for parts that are not WordprocessingML."""
        return [element.text or "" for element in self.find(f"//{name}", part)]

    def values(self, path: str, part: str = "word/document.xml") -> list[str]:
        """The `w:val` of each element found."""
        return [element.get(f"{W}val", "") for element in self.find(path, part)]


def words(element: etree._Element) -> str:
    """The text of the runs in an element."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}
    runs = element.iterfind(f".//{W}r/*") if element.tag != f"{W}r" else element
    return "".join(marks.get(str(one.tag)) or (one.text or "" if one.tag == f"{W}t" else "") for one in runs)


def barriers(reader: Reader) -> list[str]:
    """What Word's own accessibility checker would ask for."""
    found = []
    core = "docProps/core.xml"
    if not any(reader.texts_of("dc:title", core)) or not any(reader.texts_of("dc:creator", core)):
        found.append("no title or no author")
    styles = [style for style in reader.values("//w:pPr/w:pStyle") if style.startswith("Heading")]
    levels = [int(style[-1]) for style in styles]
    if not levels:
        found.append("no headings")
    found += [f"from level {a} to {b}" for a, b in pairwise(levels) if b > a + 1]
    for table in reader.find("//w:tbl"):
        if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
            found.append("no header row")
        if table.find(f"{W}tblPr/{W}tblCaption") is None:
            found.append("no alternative text")
        found += ["an empty cell" for cell in table.iter(f"{W}tc") if not words(cell).strip()]
    size = reader.one("//w:sectPr/w:pgSz")
    if {size.get(f"{W}w"), size.get(f"{W}h")} != {"11906", "16838"}:
        found.append("not A4")
    return found
