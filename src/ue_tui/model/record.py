"""The record: what the organisers take home, so that nothing has to be typed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ue_tui.model.event import Session
from ue_tui.model.handout import Block, Heading, Paragraph, Span, plain
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.record_counts import counts_blocks, notes_blocks
from ue_tui.model.record_run import agenda_blocks, parking_blocks, run_report_blocks
from ue_tui.model.record_texts import recommendations_blocks, top_blocks
from ue_tui.model.record_words import of, table, text_cell
from ue_tui.model.sheets import Maturity, Recommendations, Table
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet_document import table_blocks, whose


@dataclass(frozen=True, slots=True)
class Included:
    """What a record tells of single delegations; the sheets of groups and the recommendations it always has."""

    names: bool = False
    """Which delegation marked what."""
    notes: bool = False
    """The notes to stages."""

    @property
    def sentence(self) -> str:
        """What the record says of itself."""
        names = "with the names of delegations" if self.names else "without the names of delegations"
        notes = "with their notes" if self.notes else "without their notes"
        return f"Marks are shown {names} and {notes}."


DISCREET = Included()
"""Neither names nor notes: what a record tells unless somebody asks for more."""


def record_blocks(snapshot: Snapshot, included: Included) -> tuple[Block, ...]:
    """The whole record: the top recommendations first, then everything, with a list of links in front."""
    content = tuple(_content(snapshot, included))
    headings = [block.text for block in content if isinstance(block, Heading) and block.level == 1]
    where = " · ".join(part for part in (snapshot.event.agenda.dates, snapshot.event.agenda.place) if part)
    mark = (Paragraph((Span(f"{snapshot.mark}: nothing of this happened.", bold=True),)),) if snapshot.mark else ()
    return (
        *mark,
        *((plain(where),) if where else ()),
        plain(f"As of {snapshot.as_of_words}. {included.sentence}"),
        Heading(1, "Contents"),
        *(Paragraph((Span(text, link=f"#{text}"),), bullet=True) for text in headings),
        *content,
    )


def _content(snapshot: Snapshot, included: Included) -> Iterator[Block]:
    sessions = snapshot.event.sessions
    for session in sessions:
        if isinstance(session.grid, Recommendations):
            yield from _chapter(f"Top recommendations: {session.title}", top_blocks(snapshot, session))
    yield from _chapter("Agenda as planned and as run", agenda_blocks(snapshot))
    for session in sessions:
        yield from _chapter(f"{session.number} · {session.title}", _session(snapshot, session, included), new_page=True)
    yield from _chapter("Parking lot", parking_blocks(snapshot), new_page=True)
    yield from _chapter("Run report", run_report_blocks(snapshot))
    yield from _chapter("Delegations", _delegations(snapshot))


def _chapter(title: str, blocks: Iterator[Block], *, new_page: bool = False) -> Iterator[Block]:
    yield Heading(1, title, page_break=new_page)
    yield from blocks


def _session(snapshot: Snapshot, session: Session, included: Included) -> Iterator[Block]:
    """What was written in a session; the one place of the record that knows the kinds."""
    match session.grid:
        case Maturity():
            yield from counts_blocks(snapshot, session, names=included.names)
            if included.notes:
                yield from notes_blocks(snapshot, session, names=included.names)
        case Recommendations() as grid:
            yield from recommendations_blocks(snapshot, session, grid)
        case Table():
            yield from _sheets(snapshot, session)
        case _:
            yield plain("This session has no worksheet.")


def _sheets(snapshot: Snapshot, session: Session) -> Iterator[Block]:
    """The sheets of a table that are presented, one after the other; what is empty says so."""
    kind = session.sheets[0] if session.sheets else OwnerKind.GROUP
    stems = [group.stem for group in snapshot.speakers(session)] if kind is OwnerKind.GROUP else snapshot.delegations
    sheets = [snapshot.sheet(Owner(kind, stem)) for stem in stems]
    if not sheets:
        yield plain("There are no groups yet." if kind is OwnerKind.GROUP else "There are no delegations yet.")
    for number, sheet in enumerate(sheets):
        group = snapshot.group_of(sheet)
        yield Heading(2, f"{session.number} · {sheet.name}", page_break=number > 0)
        yield whose(sheet, group, snapshot.delegations)
        yield from table_blocks(session, sheet, group=group, delegations=snapshot.delegations)


def _delegations(snapshot: Snapshot) -> Iterator[Block]:
    """The list of delegations, with whether they were there."""
    rows = []
    for stem, sheet in snapshot.delegations.items():
        group = snapshot.group_of(sheet)
        rows.append(
            (
                text_cell(sheet.name),
                text_cell(sheet.text("delegation", "organization")),
                text_cell(group.name if group else "in no group"),
                text_cell(group.user_group if group else ""),
                text_cell(snapshot.run.room.of(stem).value),
            )
        )
    if not rows:
        yield plain("There are no delegations yet.")
        return
    yield plain(of(len(rows), "delegation") + ".")
    header = ("Delegation", "Organization", "Group", "User group", "Attendance")
    yield table("Delegations", "Each delegation with its organization and its group.", (3, 4, 3, 3, 2), header, rows)
