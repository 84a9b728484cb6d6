"""People: who is in the room, in which group they sit, and who speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ue_tui.model.attendance import Attendance
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Session
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.run import next_phase
from ue_tui.model.steps import Do, Stack
from ue_tui.tui.commands import EVERYWHERE, MINUTES, PEOPLE, REVEAL, STEERING, Section, bindings
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.new_delegation import NewDelegationDialog
from ue_tui.tui.messages import ExportWord, NewDelegation, OpenSheet, TakeStep, UndoEdit, WriteAnswer
from ue_tui.tui.people_rows import GROUP, PEOPLE_COLUMNS, people_rows
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import RowList
from ue_tui.tui.widgets.words import Words

MEMBERS = ("group", "members")


class PeopleScreen(SteeringScreen):
    """Delegations under their groups."""

    NAME = "people"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, REVEAL, PEOPLE)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    STACKS = (Stack.PEOPLE,)
    CSS_PATH = "people.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._done: list[int] = []
        """How many edits of worksheets each thing done here was; 0 for a step of the run."""

    def content(self) -> Iterable[Widget]:
        yield Words(id="count")
        yield RowList(PEOPLE_COLUMNS, id="people")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def where(self) -> str:
        return "People"

    def refresh_values(self) -> None:
        live, run = self.desk.live, self.desk.state
        if live is None:
            return
        self.query_one(RowList).show(people_rows(live, run, self._session()))
        stems = list(live.delegations())
        counts = {was: sum(run.room.of(stem) is was for stem in stems) for was in Attendance}
        words = f"{len(stems)} delegations · {counts[Attendance.PRESENT]} present"
        words += f" · {counts[Attendance.LATE]} late" if counts[Attendance.LATE] else ""
        words += f" · {counts[Attendance.ABSENT]} absent" if counts[Attendance.ABSENT] else ""
        self.query_one("#count", Words).say(words if stems else "Nobody is here yet: c makes a new delegation.")

    def _session(self) -> Session | None:
        """The session that is on, else the next one."""
        live = self.desk.live
        phase = self.phase_on() or next_phase(self.desk.timeline, self.desk.state)
        return live.event.session(phase.session) if live is not None and phase is not None and phase.session else None

    # Who is in hand

    def _stem(self) -> str:
        """The delegation in hand; empty where a group is."""
        key = self.query_one(RowList).key
        return "" if key.startswith(GROUP) else key

    def group_in_hand(self) -> DiscussionGroup | None:
        live, key = self.desk.live, self.query_one(RowList).key
        if live is None:
            return None
        if key.startswith(GROUP):
            return next((one for one in live.groups() if key == f"{GROUP}{one.stem}"), None)
        return live.group_of_delegation(key)

    def session_in_hand(self) -> str:
        """The session on or next that has presentations, for who speaks in it."""
        live, here = self.desk.live, self._session()
        if live is None:
            return ""
        after = live.event.sessions[live.event.sessions.index(here) :] if here is not None else live.event.sessions
        return next((one.id for one in after if one.presentation_minutes), "")

    # Keys

    def action_attend(self, was: str) -> None:
        """Say that the delegation in hand is present, late or absent; on a group, that all of its delegations are."""
        stems = [self._stem()] if self._stem() else self._members_in_hand()
        changed = [stem for stem in stems if self.desk.state.room.of(stem) != was]
        if not changed:
            self.notify("That is so already." if stems else "Nobody is in hand.")
        for stem in changed:
            self._done.append(0)
            self.post_message(TakeStep(Do.ATTEND, details={"owner": stem, "text": was}))

    def _members_in_hand(self) -> list[str]:
        group, live = self.group_in_hand(), self.desk.live
        return [stem for stem in group.members if stem in live.delegations()] if group and live else []

    def action_move_row(self, by: int) -> None:
        """Move the delegation in hand to the group before or after: both groups' lists of members are written."""
        live, stem = self.desk.live, self._stem()
        if live is None or not stem:
            self.notify("Take a delegation in hand: < and > move it to another group.")
            return
        groups = live.groups()
        if not groups:
            self.notify("This event has no discussion groups.")
            return
        here = live.group_of_delegation(stem)
        at = groups.index(here) if here is not None else (-1 if by > 0 else len(groups))
        target = at + by
        if not 0 <= target < len(groups):
            self.notify("There is no group further on.")
            return
        self._done.append(1 + (here is not None))
        if here is not None:
            self._write_members(here, tuple(one for one in here.members if one != stem))
        self._write_members(groups[target], (*groups[target].members, stem))
        self.notify(f"{live.delegations()[stem].name} sits in {groups[target].name} now.")

    def _write_members(self, group: DiscussionGroup, members: tuple[str, ...]) -> None:
        owner = Owner(OwnerKind.GROUP, group.stem)
        self.post_message(WriteAnswer(owner, MEMBERS, tuple(Bullet(stem) for stem in members)))

    def action_create(self) -> None:
        group = self.group_in_hand()

        def make(named: tuple[str, str] | None) -> None:
            if named is not None:
                self.post_message(NewDelegation(*named, group.stem if group is not None else ""))

        self.app.push_screen(NewDelegationDialog(group.name if group is not None else ""), make)

    def action_undo(self) -> None:
        """Take back what was done here last: a step of the run, or the edits of a move."""
        edits = self._done.pop() if self._done else 0
        if not edits:
            super().action_undo()
        for _ in range(edits):
            self.post_message(UndoEdit())

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        live, session, key = self.desk.live, self._session(), self.query_one(RowList).key
        if live is None or not key.removeprefix(GROUP):
            return
        is_group = key.startswith(GROUP)
        kind = OwnerKind.GROUP if is_group else OwnerKind.DELEGATION
        with_sheets = [one for one in live.event.sessions if one.fields(kind)]
        wanted = session if session in with_sheets else next(iter(with_sheets), None)
        if wanted is None:
            self.notify("This event has no sheets for it.")
            return
        self.post_message(OpenSheet(Owner(kind, key.removeprefix(GROUP)), wanted.id))

    def action_word(self) -> None:
        session, stem = self._session(), self._stem()
        if session is None or not stem:
            self.notify("Take a delegation in hand: the worksheet of the session that is on is made then.")
        else:
            self.post_message(ExportWord("worksheet", session.id, Owner(OwnerKind.DELEGATION, stem)))

    def help_text(self) -> str:
        return (
            "p, l and x say who is present, late or absent; on a group's line they mean all of it. Counts, the queue "
            "and what the room sees follow. < and > write the groups' own files."
        )
