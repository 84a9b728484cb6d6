"""The empty document that every handout is written into, made by code.

python-docx's own template is US Letter, in American English, by "python-docx" of 2013, holds 164 styles, and is refused
by strict readers. This one has only what is used: 20 styles, one bullet list, A4, a header and a footer.
"""

from __future__ import annotations

from functools import cache

from ue_tui.word.styles import BULLET_INDENT, BULLETS, COMPLEX_FONT, EAST_ASIAN_FONT, FONT, FONT_ELSEWHERE, stylesheet
from ue_tui.word.theme import theme
from ue_tui.word.xml import NAMESPACES

PAGE_SHORT, PAGE_LONG = 11906, 16838
"""A4 in twentieths of a point."""
MARGIN = 1134
"""2 cm."""

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_RELATED = {
    name: f"{_TYPES}.{name}+xml" for name in ("styles", "settings", "numbering", "fontTable", "header", "footer")
} | {"theme": _THEME_TYPE}
"""The parts that belong to the document: their names, which are also those of their relations, and their types."""


def _content_types() -> str:
    types = {"document": f"{_TYPES}.document.main+xml", **_RELATED}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{content}"/>' for name, content in types.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/></Types>'
    )


def _package_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def _document_relations() -> str:
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for name in _RELATED
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _document() -> str:
    return (
        f"<w:document {NAMESPACES}><w:body><w:sectPr>"
        '<w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{PAGE_SHORT}" w:h="{PAGE_LONG}"/>'
        f'<w:pgMar w:top="1474" w:right="{MARGIN}" w:bottom="1247" w:left="{MARGIN}"'
        ' w:header="680" w:footer="624" w:gutter="0"/><w:cols w:space="708"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        # Without it Word opens the document in its compatibility mode of 2007.
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def numbering() -> str:
    """The whole of `word/numbering.xml`: one bullet list."""
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\u2022"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{BULLET_INDENT}" w:hanging="{BULLET_INDENT}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{COMPLEX_FONT}" w:hint="default"/></w:rPr>'
        f'</w:lvl></w:abstractNum><w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{FONT_ELSEWHERE}"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        f'<w:font w:name="{COMPLEX_FONT}"><w:altName w:val="Liberation Sans"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font>'
        f'<w:font w:name="{EAST_ASIAN_FONT}"><w:altName w:val="Noto Sans CJK SC"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


@cache
def template() -> bytes:
    """The empty document as the bytes of a .docx file, built once in a process."""
    from io import BytesIO
    from zipfile import ZipFile, ZipInfo

    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": stylesheet(),
        "word/settings.xml": _settings(),
        "word/numbering.xml": numbering(),
        "word/fontTable.xml": _fonts(),
        "word/theme.xml": theme(FONT),
        "word/header.xml": f"<w:hdr {NAMESPACES}><w:p/></w:hdr>",
        "word/footer.xml": f"<w:ftr {NAMESPACES}><w:p/></w:ftr>",
        "docProps/core.xml": _core(),
    }
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name), _DECLARATION + content)
    return file.getvalue()
