"""Paragraphs and headings as WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ue_tui.model.handout import Paragraph, Span
from ue_tui.word import xml
from ue_tui.word.letterhead import Letterhead
from ue_tui.word.links import Links
from ue_tui.word.scripts import Script
from ue_tui.word.text import Run, clean, runs, script

STYLE_IDS = {
    "body": "Normal",
    "lead": "Lead",
    "speech": "Speech",
    "prompt": "Prompt",
    "quiet": "Quiet",
    "label": "Label",
}
_ELEMENTS = {
    "\n": "<w:br/>",
    "\t": "<w:tab/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}
"""Characters that Word knows as elements; as text it shows some of them wrongly."""
_SPLIT = re.compile("([\n\t\u00ad\u2011])")


@dataclass(frozen=True, slots=True)
class Context:
    """What a paragraph has to know of its document."""

    language: str
    links: Links
    letterhead: Letterhead

    @property
    def numbered(self) -> str:
        """Makes a paragraph of any style an item of the bullet list."""
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.letterhead.bullets}"/></w:numPr>'


def block(paragraph: Paragraph, context: Context) -> str:
    """A paragraph between the tables."""
    if paragraph.bullet and paragraph.style == "body":
        return words(paragraph.spans, "ListBullet", context)
    return words(paragraph.spans, STYLE_IDS[paragraph.style], context, context.numbered if paragraph.bullet else "")


def heading(text: str, style: str, context: Context, *, page_break: bool = False, on_top: bool = False) -> str:
    """A heading that links can lead to; `text` is clean and on one line. On top of a page nothing stands above it."""
    before, after = context.links.bookmark(text)
    properties = "<w:pageBreakBefore/>" if page_break else ""
    space = '<w:spacing w:before="0"/>' if page_break or on_top else ""
    content = before + _inline((Span(text),), (text,), context) + after
    return _paragraph(style, properties, text, content, context, space)


def words(spans: Sequence[Span], style: str, context: Context, properties: str = "", after: str = "") -> str:
    """A paragraph of some style; `properties` stand behind the style's name, `after` behind the words."""
    texts = [clean(span.text) for span in spans]
    return _paragraph(style, properties, "".join(texts), _inline(spans, texts, context) + after, context)


def _paragraph(style: str, properties: str, text: str, content: str, context: Context, space: str = "") -> str:
    direction = "<w:bidi/>" if script(text, context.language).rtl else ""
    style_id = xml.attribute(context.letterhead.style(style))
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}{direction}{space}</w:pPr>{content}</w:p>'


def _inline(spans: Sequence[Span], texts: Sequence[str], context: Context) -> str:
    """The runs of a paragraph, hyperlinks around those that have one."""
    parts: list[str] = []
    for span, cut in zip(spans, runs(texts, context.language), strict=True):
        opening = context.links.opening(span.link) if span.link and cut else ""
        parts.append(opening)
        link_style = context.letterhead.style("Hyperlink") if opening else ""
        parts += [_run(run, span, link_style) for run in cut]
        parts.append("</w:hyperlink>" if opening else "")
    return "".join(parts)


def _run(run: Run, span: Span, link_style: str) -> str:
    look = _look(span.bold, span.italic, span.underline, link_style, run.script)
    return f"<w:r>{look}{_content(run.text)}</w:r>"


def _content(text: str) -> str:
    if not _SPLIT.search(text):
        return f'<w:t xml:space="preserve">{xml.text(text)}</w:t>'
    return "".join(
        _ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{xml.text(piece)}</w:t>'
        for piece in _SPLIT.split(text)
        if piece
    )


@lru_cache(maxsize=512)
def _look(bold: bool, italic: bool, underline: bool, link_style: str, script: Script) -> str:
    """The properties of a run, in the schema's order."""
    plain = script.kind == "plain"
    properties = (
        f'<w:rStyle w:val="{xml.attribute(link_style)}"/>' if link_style else "",
        "" if plain else _fonts(script),
        "<w:b/><w:bCs/>" if bold else "",
        "<w:i/><w:iCs/>" if italic else "",
        '<w:u w:val="single"/>' if underline else "",
        "<w:rtl/>" if script.rtl else "",
        "<w:cs/>" if script.kind == "complex" else "",
        "" if plain else _language(script),
    )
    inside = "".join(properties)
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _fonts(script: Script) -> str:
    slot, hint = ("eastAsia", "eastAsia") if script.kind == "east_asian" else ("cs", "cs")
    font = f' w:{slot}="{script.font}"' if script.font else ""
    return f'<w:rFonts w:hint="{hint}"{font}/>'


def _language(script: Script) -> str:
    slot = "eastAsia" if script.kind == "east_asian" else "bidi"
    return f'<w:lang w:{slot}="{script.language}"/>' if script.language else ""
