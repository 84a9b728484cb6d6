"""Everything that is wrong or not done in the event's files, in the order of what to do first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget

from ue_tui.model.findings import Problem, Severity
from ue_tui.store.live_event import owner_of
from ue_tui.tui.commands import EVERYWHERE, PROBLEMS, STEERING, Section, bindings
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.messages import OpenSheet
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, RowList
from ue_tui.tui.widgets.words import Words

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.OPEN)


class ProblemsScreen(FramedScreen):
    """A list of problems; the sentence of the one in hand stands in full below, with its line of the file."""

    NAME = "problems"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, PROBLEMS)
    BINDINGS = bindings(*SECTIONS)
    UNDOES = "clock"
    CSS_PATH = "problems.tcss"

    _problems: tuple[Problem, ...] = ()

    def content(self) -> Iterable[Widget]:
        columns = (
            ListColumn(),
            ListColumn("file", most=34),
            ListColumn("line", align="right"),
            ListColumn("", grows=True),
        )
        yield RowList(columns, id="problems")
        yield Words(id="sentence")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()

    def where(self) -> str:
        return "Problems"

    def address(self) -> str:
        return "problems"

    def refresh_values(self) -> None:
        found = self.desk.live.problems() if self.desk.live is not None else ()
        self._problems = tuple(sorted(found, key=lambda one: _ORDER.index(one.severity)))
        words = {Severity.ERROR: "mend", Severity.WARNING: "look", Severity.OPEN: "open"}
        rows = [
            ListRow(
                f"{one.path}:{one.line}:{one.column}:{one.message}",
                (words[one.severity], one.path.removeprefix("worksheets/"), str(one.line), one.message),
                "late" if one.severity is Severity.ERROR else "quiet" if one.severity is Severity.OPEN else "plain",
            )
            for one in self._problems
        ]
        listing = self.query_one(RowList)
        listing.show(rows)
        self._show_sentence()

    def _in_hand(self) -> Problem | None:
        at = self.query_one(RowList).cursor
        return self._problems[at] if at < len(self._problems) else None

    @on(RowList.Moved)
    def _show_sentence(self) -> None:
        one = self._in_hand()
        sentence = self.query_one("#sentence", Words)
        if one is None:
            sentence.say("Nothing is wrong and nothing is open: every file can be read.")
            return
        line = self._line_of(one)
        sentence.say(f"{one.path}, line {one.line}: {one.message}" + (f"\n\n{one.line:>5}  {line}" if line else ""))

    def _line_of(self, one: Problem) -> str:
        """The line of the file that a problem is about."""
        owner, live = owner_of(one.path), self.desk.live
        file = live.files.get(owner) if live is not None and owner is not None else None
        lines = file.text.text.splitlines() if file is not None and file.text is not None else []
        return lines[one.line - 1] if one.line <= len(lines) else ""

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_open_row(self) -> None:
        one = self._in_hand()
        owner = owner_of(one.path) if one is not None else None
        live = self.desk.live
        if one is None or live is None or owner is None or owner not in live.files:
            return
        sessions = [session for session in live.event.sessions if session.fields(owner.kind)]
        named = [session for session in sessions if one.place and session.id in one.place]
        if sessions and live.files[owner].broken is None:
            self.post_message(OpenSheet(owner, (named or sessions)[0].id))
        else:
            self.notify(
                f"Open {one.path} in an editor and mend line {one.line}: it is read again by itself.", markup=False
            )

    def action_word(self) -> None:
        self.notify("A Word document is made of a sheet: open one first.", markup=False)

    def help_text(self) -> str:
        return (
            "mend: a file or an answer cannot be read. look: something may be wrong. open: something is not done yet.\n"
            "A file that is mended in an editor is read again by itself."
        )
