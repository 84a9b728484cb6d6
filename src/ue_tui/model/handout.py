"""A document as values: headings, paragraphs, lists and tables, the one input of every exporter.

Text is data: an exporter shows each character as it is and cleans what its format cannot hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["body", "lead", "speech", "prompt", "quiet", "label"]
"""body: running text. lead: the first sentence to say, largest. speech: 14 pt, to speak from.
prompt: a question in a table's first column. quiet: reference and as-of lines. label: names of rows and columns."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `bullet` makes it an item of a list, its mark coming from the exporter's list style."""

    spans: tuple[Span, ...]
    style: Style = "body"
    bullet: bool = False

    @property
    def text(self) -> str:
        """The paragraph's words without their looks."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; levels never jump. `page_break` starts it on a new page."""

    level: int
    text: str
    page_break: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one table cell holds; never empty: a builder says "not recorded" or the print's own mark."""

    paragraphs: tuple[Paragraph, ...]
    shade: int = 0
    """0 none; 1 to 3 a light to darker grey behind the words, for levels and headers."""
    span: int = 1
    """How many columns it covers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells whose spans sum to the table's columns; `keep` asks not to break it across pages."""

    cells: tuple[Cell, ...]
    keep: bool = True
    room: int = 0
    """Lines of handwriting that it has room for at least."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats on every page; `widths` are shares of the text width."""

    caption: str
    """Alternative text: the title of the table."""
    description: str
    """Alternative text: what a reader who does not see it needs to know."""
    widths: tuple[int, ...]
    header: tuple[Cell, ...]
    rows: tuple[Row, ...]


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Handout:
    """A whole document, ready for any exporter."""

    title: str
    running_header: str
    """Event, dates and place, at the top of every page."""
    footer: str
    """What stands left of the page number: the kind of document and as of when."""
    language: str
    """BCP 47 tag of the words that are ours, such as `en`."""
    author: str
    blocks: tuple[Block, ...]
    landscape: bool = False


def plain(text: str, style: Style = "body", *, bullet: bool = False) -> Paragraph:
    """A paragraph of one unadorned span."""
    return Paragraph((Span(text),), style, bullet)
