"""The Action plan sheet: recommendations side by side; in a group, a column for each member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.prompts import prompts, taken_up
from ue_tui.model.sheets import Column, Recommendations
from ue_tui.model.top_one import Shared, hands_words, shared_by_members, top_one
from ue_tui.model.worksheet import Worksheet
from ue_tui.tui.cell_grids import CellGrid, group_plan_grid, plan_grid
from ue_tui.tui.cell_screen import CellScreen
from ue_tui.tui.commands import CELLS, EVERYWHERE, PLAN, WRITING, Command, Section, bindings
from ue_tui.tui.dialogs.choose import ChooseDialog
from ue_tui.tui.dialogs.top_one import Taken, TopOneDialog
from ue_tui.tui.messages import WriteAnswer, WriteCell
from ue_tui.tui.widgets.cell_sheet import CellSheet
from ue_tui.tui.widgets.words import Words


class ActionPlanScreen(CellScreen):
    """Write, share one; the group takes its top one."""

    NAME = "action plan sheet"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, WRITING, PLAN, CELLS)
    BINDINGS = bindings(EVERYWHERE, WRITING, PLAN)
    CSS_PATH = "action_plan.tcss"
    TAKES_TEXT = True

    def content(self) -> Iterable[Widget]:
        yield CellSheet(self.grid())
        yield Words(id="chosen")

    @property
    def _is_group(self) -> bool:
        return self.owner.kind is OwnerKind.GROUP

    def _group(self) -> DiscussionGroup:
        live = self.desk.live
        found = (one for one in live.groups() if one.stem == self.owner.stem) if live is not None else iter(())
        return next(found, DiscussionGroup(self.owner.stem, self.owner.stem))

    def _delegations(self) -> Mapping[str, Worksheet]:
        return self.desk.live.delegations() if self.desk.live is not None else {}

    def grid(self) -> CellGrid:
        if self._is_group:
            return group_plan_grid(self.session, self._group(), self.sheet, self._delegations())
        return plan_grid(self.session, self.sheet)

    def shown_sheets(self) -> Mapping[Owner, Worksheet]:
        if not self._is_group:
            return {self.owner: self.sheet}
        known = self._delegations()
        return {known[stem].owner: known[stem] for stem in self._group().members if stem in known}

    def beside(self) -> list[str]:
        done = self.done()
        return self.speaking_time() if self._is_group else [f"{done.filled} of {done.total}"]

    def footer_word(self, command: Command) -> str:
        if command.action == "choose" and self._is_group:
            return "take as top one"
        if command.action == "take_over":
            return "" if self._is_group else "from before"
        return super().footer_word(command)

    def show_cell_in_hand(self) -> None:
        shared, top = self.sheet.text(self.session.id, "shared"), self.sheet.text(self.session.id, "top")
        if self._is_group:
            members = len(self._group().members)
            text = self._top_words() if top else "No top one is chosen yet: Ctrl+T takes one, by choice or by hands."
            text = text if members else "This group has no members: write their file names into its worksheet."
        else:
            titles = {one.id: one.label for one in self._columns()}
            text = (
                f"Shared with the group: {titles.get(shared, shared)}"
                if shared
                else "None is shared yet: Ctrl+T shares the column in hand."
            )
        self.query_one("#chosen", Words).say(text)

    def _columns(self) -> tuple[Column, ...]:
        return self.session.grid.columns if isinstance(self.session.grid, Recommendations) else ()

    def _shared(self) -> tuple[Shared, ...]:
        return shared_by_members(self.session, self._group(), self.sheet, self._delegations())

    def _top_words(self) -> str:
        """The top one, what the hands say, and what became of it since."""
        taken = top_one(self.session, self.sheet, self._delegations())
        if taken is None:
            return ""
        said = [f"The group's top one: {taken.name}, {taken.label}.", hands_words(self._shared()), taken.trouble]
        return " ".join(text for text in said if text)

    @on(CellSheet.BulletsWritten)
    def share_first_words(self, message: CellSheet.BulletsWritten) -> None:
        """A member that shares none yet shares what is written for it in the group."""
        if self._is_group and message.bullets:
            member = self._delegations().get(message.cell.owner.stem)
            if member is not None and not member.text(self.session.id, "shared"):
                place = (self.session.id, "shared")
                self.post_message(WriteAnswer(message.cell.owner, place, message.cell.place[1]))

    def action_choose(self) -> None:
        self.cells.commit()
        cell = self.cells.in_hand
        if cell is None:
            return
        if not self._is_group:
            place = (self.session.id, "shared")
            chosen = cell.place[1]
            self.write(place, None if self.sheet.text(*place) == chosen else chosen)
            return
        self._choose_top(cell.owner.stem)

    def _choose_top(self, in_hand: str) -> None:
        """By choice or by hands, the member of the column in hand first."""
        shared, group = self._shared(), self._group()
        if not any(one.recommendation for one in shared):
            self.notify("No member shares a recommendation yet: what is written in a column is shared.", markup=False)
            return

        def take(taken: Taken | None) -> None:
            if taken is None:
                return
            for stem, count in taken.hands.items():
                place = (self.session.id, "hands", stem)
                if self.sheet.text(*place) != count:
                    self.write(place, count or None)
            if taken.top is not None and self.sheet.text(self.session.id, "top") != taken.top:
                self.write((self.session.id, "top"), taken.top or None)

        self.app.push_screen(TopOneDialog(group.name, shared, in_hand), take)

    def action_take_over(self) -> None:
        """What earlier sessions found, for the recommendation in hand; it keeps where it came from."""
        self.cells.commit()
        cell, live = self.cells.in_hand, self.desk.live
        if self._is_group or cell is None or live is None:
            self.notify("Here each column is the member's own: what is written in it is written there.", markup=False)
            return
        group = live.group_of_delegation(self.owner.stem)
        group_sheet = live.sheet(Owner(OwnerKind.GROUP, group.stem)) if group is not None else None
        others = {} if self.alone else live.delegations()
        found = prompts(live.event, self.session, self.sheet, group_sheet, others)
        cells = [self.sheet.bullets(*one.place) for one in self.grid().cells]
        found = tuple(one for one in found if not taken_up(one, cells))
        if not found:
            self.notify("The sessions before offer nothing that is not taken up already.", markup=False)
            return

        def take(at: int | None) -> None:
            if at is not None:
                here = self.sheet.bullets(*cell.place)
                self.post_message(WriteCell(self.owner, cell.place, here, (*here, found[at].bullet)))

        title = f"Take up into {next(one.label for one in self._columns() if one.id == cell.place[1])}"
        self.app.push_screen(ChooseDialog(title, [f"{one.text} ({one.why})" for one in found]), take)
