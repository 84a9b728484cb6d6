"""A handout written as a Word document."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from ue_tui.model.handout import Handout, Heading, Paragraph, Span
from ue_tui.word.letterhead import Letterhead, own_letterhead
from ue_tui.word.links import Links
from ue_tui.word.paragraphs import Context, block, heading, words
from ue_tui.word.tables import SPACER, table
from ue_tui.word.template import MARGIN, PAGE_LONG, PAGE_SHORT
from ue_tui.word.text import one_line
from ue_tui.word.xml import NAMESPACES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_UNTITLED = "Untitled"
_PROGRAM = "ue-tui"
_LONGEST_PROPERTY = 255
_DEEPEST_HEADING = 3
_NARROWEST = 2000
"""A table on a page of odd margins is at least so wide, in twentieths of a point."""


def render(handout: Handout, *, now: datetime, letterhead: Letterhead | None = None) -> bytes:
    """The handout as the bytes of a .docx file.

    The title stands on top, unless the first block is a heading that says the same. `now` is when the document is
    made, for its properties; `letterhead` a house's own, for ours.
    """
    from io import BytesIO

    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE

    letterhead = letterhead or own_letterhead()
    document = docx.Document(BytesIO(letterhead.data))
    links = Links(
        lambda address: document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True),
        [_name(one) for one in handout.blocks if isinstance(one, Heading)],
    )
    context = Context(one_line(handout.language), links, letterhead)
    width = _turned(document, landscape=handout.landscape and not letterhead.house)
    _set_properties(document, handout, now, house=letterhead.house)
    _fill_margins(document, handout, width, context)
    end = document.element.body.sectPr
    content = _title(handout, context) + _instead_of_margins(handout, context) + _blocks(handout, width, context)
    for element in _parsed("body", content):
        end.addprevious(element)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _name(text: Heading | Handout) -> str:
    """The words of a heading or a title, which always has some."""
    return one_line(text.text if isinstance(text, Heading) else text.title) or _UNTITLED


def _title(handout: Handout, context: Context) -> str:
    """The title on top of the first page; a document without headings gets it as one, to be found by."""
    headings = [one for one in handout.blocks if isinstance(one, Heading)]
    if headings and headings[0] is handout.blocks[0] and _name(headings[0]) == _name(handout):
        return ""
    return words((Span(_name(handout)),), "Title" if headings else "Heading1", context)


def _blocks(handout: Handout, width: int, context: Context) -> str:
    """Everything under the title."""
    parts: list[str] = []
    level = 0
    for content, after in zip_longest(handout.blocks, handout.blocks[1:]):
        if isinstance(content, Heading):
            # A jump would leave a screen reader's outline with a hole.
            level = max(1, min(content.level, level + 1 if level else content.level, _DEEPEST_HEADING))
            name, on_top = _name(content), content is handout.blocks[0]
            parts.append(heading(name, f"Heading{level}", context, page_break=content.page_break, on_top=on_top))
        elif isinstance(content, Paragraph):
            parts.append(block(content, context))
        else:
            parts.append(table(content, width, context))
            parts.append("" if isinstance(after, Heading) else words((), SPACER, context))
    return "".join(parts)


def _parsed(tag: str, content: str) -> list[BaseOxmlElement]:
    """The elements of a string of WordprocessingML, parsed at once."""
    from docx.oxml.parser import parse_xml

    return parse_xml(f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>").xpath("*")  # type: ignore[no-any-return]


def _turned(document: Document, *, landscape: bool) -> int:
    """Lay the page on its side where asked; the width of its text in twentieths of a point."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Twips

    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENTATION.LANDSCAPE
        section.page_width, section.page_height = Twips(PAGE_LONG), Twips(PAGE_SHORT)
    page = section.page_width or Twips(PAGE_SHORT)
    sides = (section.left_margin, section.right_margin, section.gutter)
    beside = sum(MARGIN if one is None else int(one.twips) for one in sides)
    return max(_NARROWEST, int(page.twips) - beside)


def _instead_of_margins(handout: Handout, context: Context) -> str:
    """What the house's own header and footer do not say: which event, and as of when."""
    letterhead = context.letterhead
    said = [
        handout.running_header if letterhead.has_header else "",
        handout.footer if letterhead.has_footer else "",
    ]
    text = " · ".join(one_line(one) for one in said if one)
    return words((Span(text),), "Quiet", context) if text else ""


def _fill_margins(document: Document, handout: Handout, width: int, context: Context) -> None:
    """The running header, and the footer with its page numbers at the right edge."""
    section = document.sections[0]
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    pages = f"<w:r><w:tab/></w:r>{_plain('Page ')}{_field('PAGE')}{_plain(' of ')}{_field('NUMPAGES')}"
    header = words((Span(one_line(handout.running_header)),), "Header", context)
    footer = words((Span(one_line(handout.footer)),), "Footer", context, tab, pages)
    letterhead = context.letterhead
    for margin, content, own in (
        (section.header, header, letterhead.has_header),
        (section.footer, footer, letterhead.has_footer),
    ):
        if own:
            continue
        root = margin.part.element
        root[:] = _parsed("hdr", content)


def _plain(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(name: str) -> str:
    """A number that Word computes; 1 stands until it has."""
    return f'<w:fldSimple w:instr=" {name} ">{_plain("1")}</w:fldSimple>'


def _set_properties(document: Document, handout: Handout, now: datetime, *, house: bool) -> None:
    """Title, author, language and dates, where programs and screen readers look for them."""
    properties = document.core_properties
    made = now.astimezone(UTC).replace(tzinfo=None)
    author = one_line(handout.author)[:_LONGEST_PROPERTY] or _PROGRAM
    title = _name(handout)
    properties.title = title if len(title) <= _LONGEST_PROPERTY else title[: _LONGEST_PROPERTY - 1] + "…"
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = made
    if house:  # what is said of the template is not true of what is written on it
        properties.comments = properties.subject = properties.keywords = properties.category = ""
    language = one_line(handout.language)[:_LONGEST_PROPERTY]
    if language:
        properties.language = language
        for element in document.styles.element.xpath("w:docDefaults//w:lang"):
            element.set(f"{{{element.nsmap['w']}}}val", language)
