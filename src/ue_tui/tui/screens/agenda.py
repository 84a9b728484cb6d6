"""The agenda: what is on, when, how far; and the groups with their worksheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ue_tui.model.day import is_left_out
from ue_tui.model.event import Session, TimedPhase
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.steps import Do
from ue_tui.tui.agenda_rows import (
    BLOCK_COLUMNS,
    GROUP_COLUMNS,
    block_rows,
    group_rows,
    outline_groups,
    outline_rows,
)
from ue_tui.tui.commands import AGENDA, EVERYWHERE, MINUTES, REVEAL, RUN, STEERING, Section, bindings
from ue_tui.tui.desk import Desk
from ue_tui.tui.frame import problem_counts
from ue_tui.tui.messages import ExportWord, OpenSession, OpenSheet, TakeStep
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words


class AgendaScreen(SteeringScreen):
    """The first screen: the day as a list of blocks, and who is in the room."""

    NAME = "agenda"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, RUN, REVEAL, AGENDA)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    PRIVATE = "#groups, #problems"
    CSS_PATH = "agenda.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._placed = False

    def content(self) -> Iterable[Widget]:
        outline = self.desk.outline
        yield Words(outline.when_and_where, id="when")
        blocks = RowList(BLOCK_COLUMNS, id="blocks")
        blocks.show(outline_rows(outline))
        yield blocks
        groups = RowList(GROUP_COLUMNS, id="groups")
        groups.show(outline_groups(outline))
        yield groups
        yield Words("", id="problems")

    def on_mount(self) -> None:
        self.query_one("#blocks").focus()

    def where(self) -> str:
        return self.desk.outline.title

    def refresh_values(self) -> None:
        live = self.desk.live
        if live is None:
            return
        self._show_blocks()
        blocks = self.query_one("#blocks", RowList)
        phase = self.phase_on() or self.next_to_start_in_agenda()
        if not self._placed and phase is not None:
            self._placed = True
            blocks.take_in_hand(str(phase.block))
        self.query_one("#groups", RowList).show(group_rows(live, self._session()))
        self.query_one("#problems", Words).say(self._problem_words())

    def refresh_frame(self) -> None:
        """The blocks carry clocks too."""
        super().refresh_frame()
        self._show_blocks()

    def _show_blocks(self) -> None:
        if self.desk.live is not None:
            narrow = self.size.width < 100
            rows = block_rows(self.desk.live, self.desk.state, self.desk.now(), self.desk.zone, narrow=narrow)
            self.query_one("#blocks", RowList).show(rows)

    def _problem_words(self) -> str:
        live = self.desk.live
        errors, warnings = problem_counts(self.desk)
        if live is not None and not live.files:
            return "There are no worksheets yet: “ue-tui init DIR --roster FILE.csv” makes one for each delegation."
        counts = [f"{errors} to mend" if errors else "", f"{warnings} to look at" if warnings else ""]
        said = ", ".join(text for text in counts if text)
        return f"Worksheets: {said}. ! shows them." if said else ""

    def _session(self) -> Session | None:
        """The session of the block in hand, else the one that is on."""
        live = self.desk.live
        if live is None:
            return None
        key = self.query_one("#blocks", RowList).key
        block = live.event.agenda.blocks[int(key)] if key and int(key) < len(live.event.agenda.blocks) else None
        return live.event.session(block.session) if block is not None and block.session else None

    def next_to_start_in_agenda(self) -> TimedPhase | None:
        """What the agenda has next, whatever is in hand."""
        return super().next_to_start()

    def next_to_start(self) -> TimedPhase | None:
        """The next phase of the block in hand, else what the agenda has next."""
        live, key = self.desk.live, self.query_one("#blocks", RowList).key
        if live is not None and key:
            run = self.desk.state
            in_hand = [phase for phase in self.desk.timeline if str(phase.block) == key]
            if open_phase := next((phase for phase in in_hand if phase.id not in run.phases), None):
                return open_phase
        return self.next_to_start_in_agenda()

    def session_in_hand(self) -> str:
        session = self._session()
        return session.id if session else ""

    def group_in_hand(self) -> DiscussionGroup | None:
        groups = self.query_one("#groups", RowList)
        stem = groups.key
        return next((one for one in self.desk.live.groups() if one.stem == stem), None) if self.desk.live else None

    @on(RowList.Moved, "#blocks")
    def show_groups_of_block(self) -> None:
        if self.desk.live is not None:
            self.query_one("#groups", RowList).show(group_rows(self.desk.live, self._session()))

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        session, groups = self._session(), self.query_one("#groups", RowList)
        if session is None:
            self.notify("A break has no sheet: Space starts it.", markup=False)
        elif groups.has_focus and groups.key:
            kind = OwnerKind.GROUP
            if session.fields(kind):
                self.post_message(OpenSheet(Owner(kind, groups.key), session.id))
            else:
                self.post_message(OpenSession(session.id))
        else:
            self.post_message(OpenSession(session.id))

    def _step_on_block(self, do: Do, before: str = "") -> None:
        """Do something with the block in hand."""
        live, key = self.desk.live, self.query_one("#blocks", RowList).key
        if live is not None and key:
            block = live.event.block_ids[int(key)]
            self.post_message(TakeStep(do, details={"block": block, "before": before}))

    def action_move_row(self, by: int) -> None:
        """Let the block in hand come one place earlier or later today; the agenda's file stays as it is."""
        live, blocks = self.desk.live, self.query_one("#blocks", RowList)
        if live is None:
            return
        order = [live.event.block_ids[int(row.key)] for row in blocks.rows]
        at = blocks.cursor
        if by < 0 and at > 0:
            self._step_on_block(Do.MOVE, order[at - 1])
        elif by > 0 and at + 1 < len(order):
            self._step_on_block(Do.MOVE, order[at + 2] if at + 2 < len(order) else "")

    def action_leave_out(self) -> None:
        """Leave the block in hand out of today, or take it in again."""
        live, key = self.desk.live, self.query_one("#blocks", RowList).key
        if live is not None and key:
            is_out = is_left_out(live.event, self.desk.state.day, int(key))
            self._step_on_block(Do.IN if is_out else Do.OUT)

    def action_word(self) -> None:
        """With a block in hand the record is what fits, with a group in hand what it speaks from."""
        session, groups = self._session(), self.query_one("#groups", RowList)
        if session is None:
            self.post_message(ExportWord("record"))
            return
        of_group = "brief" if session.presentation_minutes else "worksheet"
        owner = Owner(OwnerKind.GROUP, groups.key) if groups.key else None
        self.post_message(ExportWord(of_group if groups.has_focus else "record", session.id, owner))

    def help_text(self) -> str:
        """What is not said by the keys."""
        return "Up and Down take a block in hand, Tab goes to the groups. Nothing advances by itself."
