"""What the room is shown of a picture that was put up: its pages, made of the sheets as they stand.

Names off: delegations stand in an order drawn from the reveal's own seed, no split of fewer than three is shown, and
nothing tells who is who. Names on: names, and still no note. What is absent is nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event, Session
from ue_tui.model.people import DiscussionGroup, OwnerKind
from ue_tui.model.picture import (
    FEWEST,
    Apart,
    Bar,
    Bars,
    Body,
    Entry,
    Group,
    MarkRow,
    Marks,
    Of,
    Page,
    Shown,
    Subject,
    Texts,
)
from ue_tui.model.sheets import Recommendations, Table
from ue_tui.model.side_by_side import cells_of, presented, under
from ue_tui.model.tally import ByUserGroup, Tally, by_user_group, level_at, levels_of, ordered, tallies, within
from ue_tui.model.top_one import GroupsTop, tops
from ue_tui.model.words import count_words
from ue_tui.model.worksheet import Worksheet

BARS_A_PAGE = 7
"""So many, with two lines each, fit into 60 columns by 18 lines."""
USER_GROUPS_A_PAGE = 3
MARKS_A_PAGE = 30
"""Thirty delegations beside each other fit into 60 columns."""
WORDS_A_PAGE = 70
"""What a page of texts holds in a small window."""
ENTRIES_A_PAGE = 4


@dataclass(frozen=True, slots=True)
class Material:
    """What pictures are made of."""

    event: Event
    delegations: Mapping[str, Worksheet]
    groups: tuple[DiscussionGroup, ...] = ()
    """In the order in which they speak."""
    group_sheets: Mapping[str, Worksheet] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def present(self, subject: Subject) -> dict[str, Worksheet]:
        """The delegations that a picture counts: those of its part that are there."""
        inside = within(self.delegations, self.groups, subject.part)
        return {stem: sheet for stem, sheet in inside.items() if stem not in self.absent}


def shown(subject: Subject, material: Material, *, names: bool, seed: object) -> Shown:
    """A picture whole, as the sheets stand now; `seed` draws the order of those who are not named.

    A subject that the event does not have, such as a session that was taken out, is a page that says so.
    """
    session = next((one for one in material.event.sessions if one.id == subject.session), None)
    pages = tuple(_pages(subject, session, material, names, str(seed))) if session is not None else ()
    return Shown(pages or (Page("Nothing to show", Texts(())),), names)


def _pages(subject: Subject, session: Session, material: Material, names: bool, seed: str) -> Iterator[Page]:
    match subject.of:
        case Of.COUNTS:
            yield from _counts(subject, session, material, names)
        case Of.MARKS:
            yield from _marks(subject, session, material, names, seed)
        case Of.USER_GROUPS:
            yield from _user_groups(session, material, names)
        case Of.CELL | Of.ROW | Of.BESIDE:
            yield from _cells(subject, session, material, names, seed)
        case Of.SHEET:
            yield from _sheet(subject, session, material, names)
        case Of.TOP if isinstance(session.grid, Recommendations):
            yield from _tops(session, material, names)
        case Of.SHARED if isinstance(session.grid, Recommendations):
            yield from _shared(session, material, names, seed)


def drawn(stems: Iterable[str], seed: str) -> list[str]:
    """Names in an order that the seed draws: the same for one seed, and telling nothing about the names."""
    return sorted(stems, key=lambda stem: hashlib.sha256(f"{seed}:{stem}".encode()).digest())


def _title(session: Session, what: str = "") -> str:
    return f"{session.number} · {session.title}" + (f": {what}" if what else "")


def _of_part(subject: Subject, material: Material) -> str:
    return subject.part.words(material.groups)


def _counts(subject: Subject, session: Session, material: Material, names: bool) -> Iterator[Page]:
    sheets = material.present(subject)
    found = ordered(tallies(session, sheets.values(), items=subject.items), subject.order)
    levels = tuple(level.label for level in levels_of(session))
    title = _title(session, _of_part(subject, material))
    for start in range(0, len(found), BARS_A_PAGE):
        rows = tuple(_bar(session, one, sheets, names) for one in found[start : start + BARS_A_PAGE])
        under_it = f"{len(sheets)} delegations, {subject.order.words}"
        yield Page(title, Bars(levels, rows), under_it)


def _bar(session: Session, one: Tally, sheets: Mapping[str, Worksheet], names: bool) -> Bar:
    asked, of = one.asked, one.n + one.not_marked
    if not names and 0 < one.n < FEWEST:
        return Bar(asked.code, asked.label, None, one.n, of, "", "")
    who: tuple[tuple[str, ...], ...] = ()
    if names:
        at = {stem: level_at(session, sheet, asked) for stem, sheet in sheets.items()}
        who = tuple(
            tuple(sheet.name for stem, sheet in sheets.items() if at[stem] == level) for level in range(len(one.counts))
        )
    return Bar(asked.code, asked.label, one.counts, one.n, of, one.words, one.median_words, who)


def _marks(subject: Subject, session: Session, material: Material, names: bool, seed: str) -> Iterator[Page]:
    sheets = material.present(subject)
    title = _title(session, _of_part(subject, material))
    if not names and len(sheets) < FEWEST:
        yield Page(title, Texts((), f"Fewer than {FEWEST} delegations: shown with names only."))
        return
    stems = list(sheets) if names else drawn(sheets, seed)
    found = ordered(tallies(session, sheets.values(), items=subject.items), subject.order)
    levels = tuple(level.label for level in levels_of(session))
    per_page = _even(len(stems), MARKS_A_PAGE)
    remark = "" if names else "each column a delegation, in an order drawn by lot"
    for row_start in range(0, len(found), BARS_A_PAGE):
        for start in range(0, len(stems), per_page):
            some = stems[start : start + per_page]
            rows = tuple(
                MarkRow(
                    one.asked.code,
                    one.asked.label,
                    tuple(level_at(session, sheets[stem], one.asked) for stem in some),
                )
                for one in found[row_start : row_start + BARS_A_PAGE]
            )
            heads = tuple(sheets[stem].name for stem in some) if names else ()
            yield Page(title, Marks(levels, heads, rows), remark)


def _even(count: int, most: int) -> int:
    """How many on each page, so that the last page is no poor remainder that would stand out."""
    pages = max(-(-count // most), 1)
    return max(-(-count // pages), 1)


def _user_groups(session: Session, material: Material, names: bool) -> Iterator[Page]:
    columns = by_user_group(session, material.present(Subject(Of.USER_GROUPS, session.id)), material.groups)
    if not columns:
        return
    levels = tuple(level.label for level in levels_of(session))
    labels = tuple((one.asked.code, one.asked.label) for one in columns[0].tallies)
    kept = _kept(columns, names)
    for start in range(0, len(columns), USER_GROUPS_A_PAGE):
        some = tuple(
            Group(one.user_group, tuple(row.counts if shows[at] else None for at, row in enumerate(one.tallies)))
            for one, shows in zip(columns[start : start + USER_GROUPS_A_PAGE], kept[start:], strict=False)
        )
        yield Page(_title(session, "user groups"), Apart(levels, labels, some))


def _kept(columns: Sequence[ByUserGroup], names: bool) -> list[list[bool]]:
    """Which counts are shown, by column and row; what is hidden must not follow from a total and the rest.

    So where the hidden ones of a row are together fewer than three, the smallest of the others is hidden too.
    """
    kept = [[names or not 0 < one.n < FEWEST for one in column.tallies] for column in columns]
    for row in range(len(columns[0].tallies)):
        ns = [column.tallies[row].n for column in columns]
        while 0 < sum(n for n, shows in zip(ns, (shows[row] for shows in kept), strict=True) if not shows) < FEWEST:
            rest = [(n, at) for at, n in enumerate(ns) if n and kept[at][row]]
            if not rest:
                break
            kept[min(rest)[1]][row] = False
    return kept


def bullet_words(bullet: Bullet, names: bool) -> str:
    """A bullet as the room reads it: with its tag, and with names on where it came from."""
    tag = f"{bullet.tag}: " if bullet.tag else ""
    sources = f" (from {', '.join(bullet.sources)})" if names and bullet.sources else ""
    return f"{tag}{bullet.text}{sources}"


def _lines(bullets: Sequence[Bullet], names: bool) -> tuple[str, ...]:
    return tuple(bullet_words(bullet, names) for bullet in bullets)


def sheets_beside(
    subject: Subject, session: Session, material: Material, names: bool, seed: str
) -> list[tuple[str, Worksheet]]:
    """Heading and sheet of each owner that a picture of a table goes through.

    Delegations without a name stand in a drawn order, as numbers.
    """
    if subject.of is not Of.BESIDE and presented(session) is OwnerKind.GROUP:
        sheets = material.group_sheets
        return [(one.name, sheets[one.stem]) for one in material.groups if one.stem in sheets]
    present = material.present(subject)
    if names:
        return [(sheet.name, sheet) for sheet in present.values()]
    return [(str(at), present[stem]) for at, stem in enumerate(drawn(present, seed), 1)]


def _cells(subject: Subject, session: Session, material: Material, names: bool, seed: str) -> Iterator[Page]:
    """Every sheet's words under one cell, or cell by cell along a row."""
    sheets = sheets_beside(subject, session, material, names, seed)
    for cell in cells_of(session):
        if cell.row.id != subject.row or (subject.of is Of.CELL and cell.column.id != subject.column):
            continue
        found = under(session, cell, [sheet for _, sheet in sheets])
        entries = [Entry(heading, _lines(one.bullets, names)) for (heading, _), one in zip(sheets, found, strict=True)]
        yield from _paged(cell.title, entries)


def _sheet(subject: Subject, session: Session, material: Material, names: bool) -> Iterator[Page]:
    """A group's sheet, one row a page; of recommendations the top one and what it requires."""
    sheet = material.group_sheets.get(subject.group)
    if sheet is None:
        return
    if isinstance(session.grid, Recommendations):
        groups = tuple(one for one in material.groups if one.stem == subject.group)
        yield from _tops(session, Material(material.event, material.delegations, groups, material.group_sheets), names)
        return
    grid = session.grid
    if not isinstance(grid, Table):
        return
    context = tuple(Entry(line.label, (text,)) for line in grid.lines if (text := sheet.text(session.id, line.id)))
    if context:
        yield Page(f"{sheet.name} · {session.title}", Texts(context))
    for row in grid.rows:
        entries = [
            Entry(column.label, _lines(sheet.bullets(session.id, row.id, column.id), names)) for column in grid.columns
        ]
        yield Page(f"{sheet.name} · {row.label}", Texts(tuple(entries)))


def _tops(session: Session, material: Material, names: bool) -> Iterator[Page]:
    found = tops(session, material.groups, material.group_sheets, material.delegations)
    yield from _paged("The groups' top ones", [_top_entry(one, names) for one in found], 2)


def _top_entry(one: GroupsTop, names: bool) -> Entry:
    if one.top is None:
        return Entry(one.group.name, (), "none chosen yet")
    lines: list[str] = []
    for at, (label, bullets) in enumerate(one.top.requirements):
        said = [bullet_words(bullet, names) for bullet in bullets]
        lines += said if at == 0 else [f"{label}: {'; '.join(said)}"] if said else []
    return Entry(one.group.name, tuple(lines), f"from {one.top.name}" if names else "")


def _shared(session: Session, material: Material, names: bool, seed: str) -> Iterator[Page]:
    """Every shared recommendation: by its delegation with names on, else in a drawn order."""
    grid = session.grid
    assert isinstance(grid, Recommendations)
    present = material.present(Subject(Of.SHARED, session.id))
    entries: list[Entry] = []
    for stem in present if names else drawn(present, seed):
        sheet = present[stem]
        which = sheet.text(session.id, "shared")
        activity = sheet.bullets(session.id, which, grid.rows[0].id) if which else ()
        if activity:
            entries.append(Entry(sheet.name if names else str(len(entries) + 1), _lines(activity, names)))
    yield from _paged("All shared recommendations", entries)


def _paged(title: str, entries: Sequence[Entry], most: int = ENTRIES_A_PAGE) -> Iterator[Page]:
    """Entries on pages that a small window holds; one entry is never torn apart."""
    page: list[Entry] = []
    words = 0
    for entry in entries:
        mine = sum(count_words(line) for line in entry.lines) + 5
        if page and (words + mine > WORDS_A_PAGE or len(page) == most):
            yield Page(title, Texts(tuple(page)))
            page, words = [], 0
        page.append(entry)
        words += mine
    if page:
        yield Page(title, Texts(tuple(page)))


def body_words(body: Body) -> Iterator[str]:
    """Every text of a page, for reading aloud and for tests of what it holds."""
    match body:
        case Bars():
            yield from body.levels
            for bar in body.rows:
                yield from (bar.code, bar.label, bar.spread, bar.median, *(name for names in bar.who for name in names))
        case Marks():
            yield from (*body.levels, *body.heads, *(text for row in body.rows for text in (row.code, row.label)))
        case Apart():
            yield from (*body.levels, *(one.name for one in body.groups))
            yield from (text for label in body.labels for text in label)
        case Texts():
            yield body.empty
            for entry in body.entries:
                for one in (entry, *entry.then):
                    yield from (one.heading, one.remark, *one.lines)
