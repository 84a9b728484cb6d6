"""The pictures of stocktaking in a record: how many at each level, and stages against delegations, as tables.

Each level is its initial on a shade, each count a number with a bar of squares, so that a print in grey and a screen
reader say the same. Without names nothing tells who is who (product, the plenary).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ue_tui.model.attendance import Attendance
from ue_tui.model.event import Session
from ue_tui.model.handout import Block, Cell, Heading, Paragraph, Span, plain
from ue_tui.model.picture import FEWEST, initials
from ue_tui.model.record_words import of, table, text_cell
from ue_tui.model.revealing import drawn
from ue_tui.model.sheets import Maturity
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.tally import Tally, level_at, levels_of, tallies
from ue_tui.model.worksheet import Worksheet
from ue_tui.model.worksheet_document import answer_text

DARKEST = 3
NOT_MARKED = "–"
LONGEST_BAR = 6


def counts_blocks(snapshot: Snapshot, session: Session, *, names: bool) -> Iterator[Block]:
    """How the marks are spread over the levels, then each delegation's."""
    absent = [stem for stem in snapshot.delegations if snapshot.run.room.of(stem) is Attendance.ABSENT]
    sheets = {stem: sheet for stem, sheet in snapshot.delegations.items() if stem not in absent}
    if not sheets:
        yield plain("No delegation was there." if absent else "There are no delegations yet.")
        return
    found = tallies(session, snapshot.delegations.values(), absent)
    stages = [one for one in found if one.asked.item is None]
    items = [one for one in found if one.asked.item is not None]
    not_there = f", {of(len(absent), 'delegation')} absent" if absent else ""
    yield plain(f"{of(len(sheets), 'delegation')} counted{not_there}. Levels are ordinal: there is no average.")
    yield Heading(2, "Marks of the stages")
    yield _distribution(session, stages, len(sheets), names=names)
    if any(one.n for one in items):
        yield Heading(2, "Marks of the items")
        yield from _items(session, items, len(sheets), names=names)
    yield Heading(2, "Stages and delegations")
    yield from _marks(snapshot, session, sheets, names=names)


def _items(session: Session, items: Sequence[Tally], delegations: int, *, names: bool) -> Iterator[Block]:
    """The items that were marked; of the others how many there are."""
    few = [one for one in items if 0 < one.n < FEWEST and not names]
    unmarked = sum(not one.n for one in items)
    shown = [one for one in items if one.n and one not in few]
    if shown:
        yield _distribution(session, shown, delegations, names=names)
    if few:
        has = "has" if len(few) == 1 else "have"
        yield plain(f"{of(len(few), 'item')} {has} fewer than {FEWEST} marks: shown with names only.")
    if unmarked:
        yield plain(f"{of(unmarked, 'item')} not marked by anybody.")


def _distribution(session: Session, found: Sequence[Tally], delegations: int, *, names: bool) -> Block:
    levels = levels_of(session)
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        label = text_cell(f"{one.asked.code}  {one.asked.label}", bold=one.asked.item is None)
        if not names and 0 < one.n < FEWEST:
            hidden = Cell((plain(f"fewer than {FEWEST} marks: shown with names only"),), span=len(levels))
            rows.append((label, hidden, text_cell(NOT_MARKED), text_cell(NOT_MARKED)))
            continue
        counts = [_count(count, at, len(levels), delegations) for at, count in enumerate(one.counts)]
        spread = f"{one.words}, {one.not_marked} not marked" if one.not_marked else one.words
        rows.append((label, *counts, text_cell(one.median_words, NOT_MARKED), text_cell(spread)))
    header = (session.title, *(level.label for level in levels), "Median", "Spread")
    description = f"How many delegations are at each level, row by row: {', '.join(level.label for level in levels)}."
    widths = (8, *[4] * len(levels), 4, 4)
    return table(f"{session.title}, counts", description, widths, header, rows)


def _count(count: int, level: int, levels: int, delegations: int) -> Cell:
    """A count with its bar, which is whole where everybody is at that level; nobody is a plain 0."""
    squares = max(1, round(LONGEST_BAR * count / delegations)) if count else 0
    text = f"{count}  {'■' * squares}" if count else "0"
    return Cell((plain(text),), shade=_shade(level, levels) if count else 0)


def _shade(level: int, levels: int) -> int:
    """The lowest level lightest, the highest darkest."""
    return 1 + round(level * (DARKEST - 1) / max(1, levels - 1))


def _marks(snapshot: Snapshot, session: Session, sheets: Mapping[str, Worksheet], *, names: bool) -> Iterator[Block]:
    if not names and len(sheets) < FEWEST:
        yield plain(f"Fewer than {FEWEST} delegations: shown with names only.")
        return
    levels = levels_of(session)
    letters = initials(levels)
    legend = [*(f"{letter} {level.label}" for letter, level in zip(letters, levels, strict=True))]
    yield plain(" · ".join([*legend, f"{NOT_MARKED} not marked"]))
    found = tallies(session, sheets.values(), items=False)
    yield plain(" · ".join(f"{one.asked.code} {one.asked.label}" for one in found))
    if not names:
        yield plain("Each row is a delegation, in an order drawn for this record.")
    stems = list(sheets) if names else drawn(sheets, snapshot.seed)
    rows = []
    for number, stem in enumerate(stems, 1):
        marks = [level_at(session, sheets[stem], one.asked) for one in found]
        cells = [_mark(letters, level) for level in marks]
        rows.append((text_cell(sheets[stem].name if names else str(number), bold=True), *cells))
    header = ("Delegation", *(one.asked.code for one in found))
    description = f"The level of each stage, delegation by delegation: {', '.join(legend)}."
    widths = (4, *[3] * len(found))
    yield table(f"{session.title}, stages and delegations", description, widths, header, rows)


def _mark(letters: Sequence[str], level: int | None) -> Cell:
    if level is None:
        return Cell((plain(NOT_MARKED),))
    return Cell((Paragraph((Span(letters[level], bold=True),)),), shade=_shade(level, len(letters)))


def notes_blocks(snapshot: Snapshot, session: Session, *, names: bool) -> Iterator[Block]:
    """The notes to each stage, by whom only with names."""
    yield Heading(2, "Notes")
    grid = session.grid
    any_note = False
    for stage in grid.stages if isinstance(grid, Maturity) else ():
        sheets = snapshot.delegations
        stems = list(sheets) if names else drawn(sheets, f"{snapshot.seed} {stage.id}")
        place = (session.id, stage.id, "note")
        notes = [(sheets[stem].name, answer_text(sheets[stem].answers.get(place))) for stem in stems]
        notes = [(name, note) for name, note in notes if note]
        if notes:
            any_note = True
            yield Heading(3, stage.label)
        for name, note in notes:
            who = (Span(f"{name}: ", bold=True),) if names else ()
            yield Paragraph((*who, Span(note)), bullet=True)
    if not any_note:
        yield plain("There are no notes.")
