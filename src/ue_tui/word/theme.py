"""The theme part: Word writes one into every document and strict readers ask for it.

The styles name their own fonts and greys, so this one only has to be complete.
"""

from __future__ import annotations

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"

_COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "404040",
    "lt2": "F2F2F2",
    "accent1": "404040",
    "accent2": "595959",
    "accent3": "737373",
    "accent4": "8C8C8C",
    "accent5": "A6A6A6",
    "accent6": "BFBFBF",
    "hlink": "1F3864",
    "folHlink": "1F3864",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme(font: str) -> str:
    """The whole of `word/theme.xml`, one font for headings and text."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    faces = f'<a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme xmlns:a="{_DRAWING}" name="Handout"><a:themeElements>'
        f'<a:clrScheme name="Handout">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Handout"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Handout"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
