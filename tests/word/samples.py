"""Handouts that the tests of this folder share: ordinary, empty and hostile."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from ue_tui.model.handout import Cell, Handout, Heading, Paragraph, Row, Span, Style, Table, plain

NOW = datetime(2025, 12, 2, 14, 2, 11, tzinfo=UTC)

EVIL = (
    "[/b] <w:t>& \"q\" 'a' ]]> \x00\x07\x1b[31m \ud83d half \udc00 \ud83d\ude00 \ufffe\uffff \r\n next \r line"
    " \u2028 end\ttab e\u0301\u0323\u0300 \x93quoted\x94 soft\u00adhyphen non\u2011breaking زمان 2.5 (abc) ພາສາ 漢字 "
    "ภาษาไทย हिन्दी ខ្មែរ မြန်မာ 한국어 ひらがな עברית \u202eturned\u202c 👩‍👩‍👧"
)
LINKS = (
    None,
    "https://example.org/a?b=c&d=<e>",
    "http://x/%zz",
    "http://[bad",
    "http://a.b:99999/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    f"#{EVIL}",
    "#nowhere",
    "https://exämple.org/ü ö",
    "mailto:someone@example.org",
    "http://example.org/" + "x" * 9000,
)
STYLES: tuple[Style, ...] = ("body", "lead", "speech", "prompt", "quiet", "label")


def handout(*blocks: Heading | Paragraph | Table, title: str = "User journey", landscape: bool = False) -> Handout:
    return Handout(title, "Workshop, 2-3 December, Chiba", "Brief as of 14:02", "en", "Secretariat", blocks, landscape)


def grid(*rows: Row, header: tuple[str, ...] = ("Row", "Now", "Constraints"), widths: tuple[int, ...] = ()) -> Table:
    return Table(
        "User journey",
        "Practices and constraints by row",
        widths or (1,) * len(header),
        tuple(Cell((plain(name, "label"),)) for name in header),
        rows,
    )


def bullets(*texts: str) -> Cell:
    return Cell(tuple(plain(text, bullet=True) for text in texts))


def ordinary() -> Handout:
    row = Row(
        (
            Cell((plain("Activities", "label"), plain("Enumerate the actions users do (e.g., search)", "prompt"))),
            bullets("Clerks telephone the census division", "Members' staff search the website"),
            bullets("Requests reach four divisions"),
        )
    )
    return handout(
        plain("You speak 3rd of 6, after Media", "quiet"),
        plain("Requests reach four divisions, and nobody sees them all.", "lead"),
        Heading(2, "Where we are"),
        plain("Clerks telephone the census division.", "speech", bullet=True),
        Heading(1, "The full table", page_break=True),
        grid(row, row),
        grid(row),
        Paragraph((Span("Reference: "), Span("guidelines", link="https://example.org/guide?a=1&b=2"), Span("."))),
    )


def empty() -> Handout:
    return Handout("", "", "", "", "", ())


def hostile() -> Handout:
    evil = Cell((plain(EVIL), plain(EVIL, "prompt", bullet=True)))
    table = Table(
        EVIL,
        EVIL * 9,
        (1, 0, 3, 1),
        (evil,) * 4,
        (
            Row((Cell(()), Cell((plain(""),)), Cell((plain("\x00\u200b"),)), Cell((Paragraph(()),)))),
            Row((Cell(tuple(plain(EVIL, bullet=True) for _ in range(30)), 9, 4),)),
            Row((Cell((plain("word " * 1000, bullet=True),), 2, 2), bullets("x" * 5000), bullets("漢" * 5000))),
        ),
    )
    looks = [
        Paragraph(
            (Span(EVIL, bold=True, italic=True, underline=True, link=link), Span(" and on", link=link)), style, bullet
        )
        for style, bullet, link in product(STYLES, (False, True), LINKS)
    ]
    return Handout(
        EVIL * 20,
        EVIL,
        EVIL * 3,
        'en\x00<&"',
        "\x00",
        (
            Heading(7, EVIL),
            Heading(0, EVIL),
            Heading(3, ""),
            Paragraph(()),
            *looks,
            table,
            Table("", "", (1,), (Cell(()),), ()),
            grid(Row((bullets("سلام"),)), header=("نام",)),
        ),
        True,
    )


SAMPLES = {"ordinary": ordinary, "empty": empty, "hostile": hostile}
