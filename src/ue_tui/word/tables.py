"""Tables as WordprocessingML: one string a table, so that a document is parsed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from ue_tui.model.handout import Cell, Paragraph, Row, Table, plain
from ue_tui.word import xml
from ue_tui.word.paragraphs import STYLE_IDS, Context, words
from ue_tui.word.styles import SHADES
from ue_tui.word.text import blank, one_line, script

NOTHING = plain("not recorded", "quiet")
"""What a cell without words says, so that nobody wonders whether the program lost them."""

_STYLE_IDS = STYLE_IDS | {"body": "TableHeading", "label": "TableHeading"}

SPACER = "Spacer"
"""The style of an empty paragraph behind a table: Word joins two tables that touch, and wants a paragraph at the end of
a document."""

_LONGEST_KEPT = 24
"""Lines, half a landscape page: keeping a longer row in one piece would leave the page before it empty."""
_HANDWRITING = 400
"""A line written by hand, 7 mm, in twentieths of a point."""
_CHARACTER = 100
"""About the width of a character of a table's text, in twentieths of a point."""


def table(content: Table, width: int, context: Context) -> str:
    """The whole table, `width` being that of the page's text in twentieths of a point."""
    columns = _columns(content.widths, width)
    rows = [_row(content.header, columns, context, header=True, keep=True)]
    rows += [
        _row(row.cells, columns, context, header=False, keep=_kept(row, columns), room=row.room) for row in content.rows
    ]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return f"<w:tbl>{_properties(content, width, context)}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _columns(shares: Sequence[int], width: int) -> list[int]:
    """The columns' widths, which sum to the text's whatever the shares are."""
    edges = list(accumulate((max(1, share) for share in shares), initial=0))
    edges = [round(width * edge / edges[-1]) for edge in edges]
    return [right - left for left, right in pairwise(edges)]


def _properties(content: Table, width: int, context: Context) -> str:
    named = " ".join(paragraph.text for cell in content.header for paragraph in cell.paragraphs)
    direction = "<w:bidiVisual/>" if script(named, context.language).rtl else ""
    style = xml.attribute(context.letterhead.style("Handout"))
    caption = xml.attribute(one_line(content.caption) or "Table")
    description = xml.attribute(one_line(content.description))
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/>{direction}<w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/><w:tblCaption w:val="{caption}"/>'
        + (f'<w:tblDescription w:val="{description}"/>' if description else "")
        + "</w:tblPr>"
    )


def _row(
    cells: Sequence[Cell], columns: Sequence[int], context: Context, *, header: bool, keep: bool, room: int = 0
) -> str:
    height = f'<w:trHeight w:val="{room * _HANDWRITING}" w:hRule="atLeast"/>' if room else ""
    properties = ("<w:cantSplit/>" if keep else "") + height + ("<w:tblHeader/>" if header else "")
    properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    parts = [_cell(cell, width, context, header=header) for cell, width in _placed(cells, columns)]
    return f"<w:tr>{properties}{''.join(parts)}</w:tr>"


def _placed(cells: Sequence[Cell], columns: Sequence[int]) -> Iterable[tuple[Cell, int]]:
    """Each cell with the width that its columns give it."""
    if sum(cell.span for cell in cells) != len(columns):
        raise ValueError(f"a row covers {sum(cell.span for cell in cells)} of {len(columns)} columns")
    start = 0
    for cell in cells:
        yield cell, sum(columns[start : start + cell.span])
        start += cell.span


def _cell(cell: Cell, width: int, context: Context, *, header: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    shade = SHADES[min(cell.shade, len(SHADES) - 1)]
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    paragraphs: tuple[Paragraph, ...] = cell.paragraphs
    if all(blank(paragraph.text) for paragraph in paragraphs):
        paragraphs = (NOTHING,)
    inside = "".join(_words(paragraph, context, header=header) for paragraph in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}</w:tcPr>{inside}</w:tc>'


def _words(paragraph: Paragraph, context: Context, *, header: bool) -> str:
    """A paragraph in a cell, where running text is smaller and closer."""
    plain_text = paragraph.style == "body" and not header
    if plain_text and paragraph.bullet:
        return words(paragraph.spans, "TableBullet", context)
    style = "TableText" if plain_text else _STYLE_IDS[paragraph.style]
    return words(paragraph.spans, style, context, context.numbered if paragraph.bullet else "")


def _kept(row: Row, columns: Sequence[int]) -> bool:
    """Whether a row that asks to stay on one page is short enough for it."""
    return row.keep and all(_lines(cell, width) <= _LONGEST_KEPT for cell, width in _placed(row.cells, columns))


def _lines(cell: Cell, width: int) -> int:
    """About how many lines a cell's words fill."""
    room = max(1, width // _CHARACTER)
    return sum(_cells(paragraph.text) // room + 1 for paragraph in cell.paragraphs)


def _cells(text: str) -> int:
    """The width of a text in characters, an East Asian one counting two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
