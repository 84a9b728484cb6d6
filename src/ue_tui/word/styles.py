"""The look of a document: every style it uses, as values and as Word's stylesheet.

Black and greys only, so that a print on any printer reads like the screen. Sizes are in half points, distances in
twentieths of a point, as Word counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from ue_tui.word.xml import NAMESPACES

FONT = "Calibri"
FONT_ELSEWHERE = "Carlito"
"""The free font of the same widths, which LibreOffice takes where Calibri is missing."""
EAST_ASIAN_FONT = "Microsoft YaHei"
COMPLEX_FONT = "Arial"

GREY = "4D4D4D"
"""For prompts and quiet lines: more than 5 to 1 even on the darkest shade."""
RULE = "BFBFBF"
SHADES = ("", "F2F2F2", "E0E0E0", "CCCCCC")
HEADER_SHADE = SHADES[1]

BULLETS = 1
"""The number of the one bullet list."""
BULLET_INDENT = 340


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style; zero and empty values are left to the style it is based on."""

    id: str
    name: str
    size: int = 0
    bold: bool = False
    grey: bool = False
    before: int = 0
    after: int = 0
    line: int = 0
    based: str = "Normal"
    following: str = ""
    outline: int = 0
    bullet: int = 0
    """The indent of a list style."""
    extra: str = ""
    """Paragraph properties between numbering and spacing."""

    def xml(self) -> str:
        """The style as an element of the stylesheet."""
        custom = "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        default = ' w:default="1"' if self.id == "Normal" else ""
        based = f'<w:basedOn w:val="{self.based}"/>' if self.id != "Normal" else ""
        following = f'<w:next w:val="{self.following}"/>' if self.following else ""
        return (
            f'<w:style w:type="paragraph"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{based}{following}<w:qFormat/>{self._paragraph()}{self._characters()}</w:style>"
        )

    def _paragraph(self) -> str:
        keep = "<w:keepNext/><w:keepLines/>" if self.outline or self.id == "Title" else ""
        numbering = f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>' if self.bullet else ""
        line = f' w:line="{self.line}" w:lineRule="auto"' if self.line else ""
        indent = f'<w:ind w:left="{self.bullet}" w:hanging="{self.bullet}"/>' if self.bullet else ""
        outline = f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else ""
        return (
            f"<w:pPr>{keep}{numbering}{self.extra}"
            f'<w:spacing w:before="{self.before}" w:after="{self.after}"{line}/>{indent}{outline}</w:pPr>'
        )

    def _characters(self) -> str:
        bold = "<w:b/><w:bCs/>" if self.bold else ""
        color = f'<w:color w:val="{GREY}"/>' if self.grey else ""
        size = f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>' if self.size else ""
        return f"<w:rPr>{bold}{color}{size}</w:rPr>" if bold or color or size else ""


_BUILT_IN = frozenset({"Normal", "Title", "heading 1", "heading 2", "heading 3", "List Bullet", "header", "footer"})
_HEADER_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'

LOOKS = (
    Look("Normal", "Normal", 22, after=120, line=264),
    Look("Title", "Title", 48, bold=True, after=120, line=240, following="Normal"),
    Look("Heading1", "heading 1", 34, bold=True, before=360, after=120, line=240, following="Normal", outline=1),
    Look("Heading2", "heading 2", 28, bold=True, before=280, after=100, line=240, following="Normal", outline=2),
    Look("Heading3", "heading 3", 24, bold=True, before=220, after=80, line=240, following="Normal", outline=3),
    Look("Lead", "Lead", 36, bold=True, before=120, after=160, line=264),
    Look("Speech", "Speech", 28, after=60, line=252),
    Look("Label", "Label", bold=True, before=60, after=60),
    Look("Prompt", "Prompt", 18, grey=True, after=60, line=252),
    Look("Quiet", "Quiet", 18, grey=True, after=80, line=252),
    Look("ListBullet", "List Bullet", after=80, line=264, bullet=BULLET_INDENT),
    Look("TableText", "Table Text", 20, after=40, line=245),
    Look("TableHeading", "Table Heading", bold=True, after=60, line=252, based="TableText"),
    Look("TableBullet", "Table Bullet", after=40, line=245, based="TableText", bullet=227),
    Look("Spacer", "Spacer", 8, after=0, line=240),
    Look("Header", "header", 18, grey=True, after=0, line=240, extra=_HEADER_RULE),
    Look("Footer", "footer", 18, grey=True, after=0, line=240),
)

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{EAST_ASIAN_FONT}" w:cs="{COMPLEX_FONT}"/>'
_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
    '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    # Word's own hundreds of styles stay out of the gallery.
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)
_HYPERLINK = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:rPr><w:color w:val="1F3864"/><w:u w:val="single"/></w:rPr></w:style>'
)


def _edges(**sides: int) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{RULE}"/>' for side, size in sides.items()
    )


# Bold type in a table style would cancel the bold of a paragraph style, so the header row's style has only its shade.
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Handout"><w:name w:val="Handout"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f"{_edges(top=6, left=4, bottom=6, right=4, insideH=4, insideV=4)}</w:tblBorders>"
    '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="113" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_SHADE}"/><w:vAlign w:val="bottom"/>'
    "</w:tcPr></w:tblStylePr></w:style>"
)


def stylesheet() -> str:
    """The whole of `word/styles.xml`."""
    looks = "".join(look.xml() for look in LOOKS)
    return f"<w:styles {NAMESPACES}>{_DEFAULTS}{looks}{_HYPERLINK}{_TABLES}</w:styles>"
