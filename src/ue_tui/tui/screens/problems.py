"""Everything that is wrong or not done in the event's files, in the order of what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget

from ue_tui.model.errors import UeTuiError
from ue_tui.model.findings import Problem
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.earlier import earlier_sheets, put_aside
from ue_tui.store.live_event import owner_of
from ue_tui.tui.commands import EVERYWHERE, MINUTES, PROBLEMS, REVEAL, STEERING, Command, Section, bindings
from ue_tui.tui.dialogs.differences import DifferencesDialog
from ue_tui.tui.messages import OpenSheet
from ue_tui.tui.problem_rows import First, in_order, line_of, problem_row, repair_words, sort_of
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import ListColumn, RowList
from ue_tui.tui.widgets.words import Words
from ue_tui.tui.wordings import conflicts_of

AGAIN = {
    First.REPAIR: "Enter again writes it; the file as it came is kept.",
    First.MEND: "Enter again opens the sheet.",
    First.DECIDE: "Enter again shows both side by side.",
    First.MERGE: "Enter again merges the copy cell by cell, and puts it aside.",
    First.LOOK: "Enter again opens the sheet.",
    First.OPEN: "Enter again opens the sheet.",
}
"""What a second Enter does."""


class ProblemsScreen(SteeringScreen):
    """A list of problems; the one in hand stands in full below, and Enter twice does what can be done about it."""

    NAME = "problems"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, REVEAL, PROBLEMS)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "sheets"
    CSS_PATH = "problems.tcss"

    _problems: Sequence[Problem] = ()
    _shown = ""
    """The key of the problem whose line was shown by a first Enter."""

    def content(self) -> Iterable[Widget]:
        columns = (
            ListColumn(),
            ListColumn("file", most=34),
            ListColumn("line", align="right"),
            ListColumn("", grows=True, most=200),
        )
        yield RowList(columns, id="problems")
        with VerticalScroll(id="below", can_focus=False):
            yield Words(id="sentence")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def where(self) -> str:
        return "Problems"

    def address(self) -> str:
        return "problems"

    def beside(self) -> list[str]:
        count = len(self._problems)
        return [f"{count} to look at" if count else "nothing is wrong"]

    def footer_word(self, command: Command) -> str:
        if command.action in ("word", "problems", "reveal"):
            return ""
        if command.action == "open_row" and self._shown == self.query_one(RowList).key:
            return "do it"
        return super().footer_word(command)

    def refresh_values(self) -> None:
        live = self.desk.live
        if live is None:
            return
        self._problems = in_order(live, live.problems(), self.desk.state.current.partition(".")[0])
        self.query_one(RowList).show([problem_row(live, one) for one in self._problems])
        self._show_sentence()

    def _in_hand(self) -> Problem | None:
        at = self.query_one(RowList).cursor
        return self._problems[at] if at < len(self._problems) else None

    @on(RowList.Moved)
    def _show_sentence(self) -> None:
        one, live = self._in_hand(), self.desk.live
        sentence = self.query_one("#sentence", Words)
        if one is None or live is None:
            sentence.say("Nothing is wrong and nothing is open: every file can be read.")
            return
        parts = [f"{one.path}, line {one.line}: {one.message}", repair_words(one) or line_of(live, one)]
        if self._shown == self.query_one(RowList).key:
            parts.append(self._again(one))
        sentence.say("\n\n".join(part for part in parts if part))

    def _again(self, one: Problem) -> str:
        """What a second Enter does about a problem."""
        live = self.desk.live
        assert live is not None
        sort = sort_of(live, one)
        if sort is not First.REPAIR and not self._sheet_of(one):
            return f"Open {one.path} in an editor and mend line {one.line}: it is read again by itself."
        return AGAIN[sort]

    def _sheet_of(self, one: Problem) -> OpenSheet | None:
        """The sheet that a problem is about; None where its file cannot be read."""
        live, owner = self.desk.live, owner_of(one.path)
        if live is None or owner is None:
            return None
        owner = next((copy.of for copy in live.copies() if copy.path == one.path), owner)
        sessions = [session for session in live.event.sessions if session.fields(owner.kind)]
        if owner not in live.files or live.files[owner].broken is not None or not sessions:
            return None
        named = [session for session in sessions if session.id in one.place]
        return OpenSheet(owner, (named or sessions)[0].id)

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        one, key = self._in_hand(), self.query_one(RowList).key
        if one is None or self.desk.live is None:
            return
        if self._shown != key:
            self._shown = key
            self._show_sentence()
            self.refresh_frame()
            return
        self._shown = ""
        match sort_of(self.desk.live, one):
            case First.REPAIR:
                self._repair(one)
            case First.DECIDE if (owner := owner_of(one.path)) is not None:
                self.app.push_screen(DifferencesDialog(conflicts_of(self.desk.live, [owner])))
            case First.MERGE:
                self._merge(one)
            case _:
                if (sheet := self._sheet_of(one)) is not None:
                    self.post_message(sheet)
                else:
                    self.notify(self._again(one))

    def _repair(self, one: Problem) -> None:
        app, folder, now = self.app, self.desk.folder, self.desk.now()

        def done(_: bytes) -> None:
            app.notify(f"{one.path} is mended; as it came, it is kept among its earlier versions.")

        self.desk.submit(lambda: folder.repair(one, now), done, self._refused)

    def _merge(self, one: Problem) -> None:
        """Merge a copy into the worksheet that it stands beside, and put it aside."""
        live, root, now, app, desk = self.desk.live, self.desk.folder.root, self.desk.now(), self.app, self.desk
        copy = next((copy for copy in live.copies() if copy.path == one.path), None) if live is not None else None
        if live is None or copy is None:
            return

        def merge(earlier: list[Worksheet]) -> None:
            try:
                live.merge_copy(copy, earlier, now)
            except UeTuiError as refused:
                app.notify(str(refused), severity="warning")
                return
            desk.save_due(at_once=True)
            desk.submit(lambda: put_aside(root, copy.path, now), told, self._refused)

        def told(aside: str) -> None:
            app.notify(f"{copy.path} is merged, and kept as {aside}.", timeout=10)

        desk.submit(lambda: earlier_sheets(root, live, copy.of), merge, self._refused)

    def _refused(self, refused: UeTuiError) -> None:
        self.app.notify(str(refused), severity="warning", timeout=10)

    def action_word(self) -> None:
        self.notify("A Word document is made of a sheet: open one first.", markup=False)

    def help_text(self) -> str:
        return (
            "repair: a slip whose right line is known. mend: a file or an answer cannot be read. decide: two wordings "
            "of one thing. merge: a copy beside a worksheet. look: something may be wrong. open: not done yet.\n"
            "A file that is mended in an editor is read again by itself."
        )
