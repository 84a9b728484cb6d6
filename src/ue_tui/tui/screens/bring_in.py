"""The one way in: what is new on sticks and in Downloads, what it would change, and bringing it in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget

from ue_tui.model.errors import UeTuiError
from ue_tui.store.bring_in import Found, Received, State, bring_in, look, search_places
from ue_tui.tui.commands import BRING_IN, EVERYWHERE, STEERING, Command, Section, bindings
from ue_tui.tui.desk import Desk
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.row_list import ListColumn, ListRow, RowList
from ue_tui.tui.widgets.words import Words

NOTHING = (
    "No worksheet is on a stick or in Downloads. Plug a stick in and press I again, or save the file from the mail "
    "into Downloads; “ue-tui collect FOLDER” takes any other folder."
)


class BringInScreen(SteeringScreen):
    """What was found, the newest first; names and addresses of people are not shown."""

    NAME = "bring in"
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, BRING_IN)
    BINDINGS = bindings(*SECTIONS)
    CSS_PATH = "bring_in.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: tuple[Found, ...] | None = None
        self._left_out: set[Path] = set()
        self._outcomes: dict[Path, Received] = {}
        self._shown = False
        """Whether a first Enter showed what would change."""

    def content(self) -> Iterable[Widget]:
        columns = (
            ListColumn(),
            ListColumn("worksheet of", most=26),
            ListColumn("", grows=True, most=44),
            ListColumn("from", most=22),
            ListColumn("file", drop=1, most=30),
            ListColumn("saved", drop=2),
        )
        yield RowList(columns, id="found")
        with VerticalScroll(id="below", can_focus=False):
            yield Words(id="changes")

    def on_mount(self) -> None:
        self.query_one(RowList).focus()
        self.action_bring_in()

    def where(self) -> str:
        return "Bring in"

    def footer_word(self, command: Command) -> str:
        if command.action in ("word", "problems"):
            return ""
        if command.action == "leave_out" and (one := self._in_hand()) is not None and one.path in self._left_out:
            return "take in"
        if command.action == "open_row":
            return "do it" if self._shown else "show"
        return super().footer_word(command)

    def action_bring_in(self) -> None:
        """Look at sticks and Downloads again, behind the screen."""
        folder, now = self.desk.folder, self.desk.now()
        self._say("Looking …")
        self.desk.submit(lambda: look(folder, search_places(), now), self._take, self._failed)

    def _failed(self, refused: UeTuiError) -> None:
        self._say(str(refused))

    def _take(self, found: tuple[Found, ...]) -> None:
        if not self.is_attached:
            return
        fresh = {one.path for one in found} - {one.path for one in self._found or ()}
        self._found = found
        # What says nothing new, and what nobody here is called, is left out unless somebody wants it.
        self._left_out |= {one.path for one in found if one.path in fresh and one.state is not State.NEW}
        self._show_rows()

    def _show_rows(self) -> None:
        found = self._found or ()
        self.query_one(RowList).show([self._row(one) for one in found])
        self._show_changes()
        self.refresh_frame()

    def _row(self, one: Found) -> ListRow:
        is_out = one.path in self._left_out
        done = self._outcomes.get(one.path)
        texts = (
            "done" if done and not done.failure else "not in" if is_out else "take in",
            one.name,
            _outcome(done) if done else _what(one),
            one.where.name,
            one.path.name,
            f"{one.changed.astimezone(self.desk.zone):%d %b %H:%M}",
        )
        wrong = one.state is State.UNREADABLE or bool(done and done.failure)
        return ListRow(str(one.path), texts, "late" if wrong else "quiet" if is_out or done else "plain")

    def _in_hand(self) -> Found | None:
        key = self.query_one(RowList).key
        return next((one for one in self._found or () if str(one.path) == key), None)

    @on(RowList.Moved)
    def _show_changes(self) -> None:
        """What the file in hand would change, in the words of the worksheet."""
        one = self._in_hand()
        if one is None:
            self._say(NOTHING if self._found is not None else "Looking …")
            return
        lines = [f"{one.path}"]
        if one.trouble:
            lines.append(one.trouble)
        if one.repair is not None:
            lines += [f"- {line}" for line in one.repair.before] + [f"+ {line}" for line in one.repair.after]
        if one.conflicts:
            lines.append(f"{one.conflicts} worded in two ways: what stands here stays, the other waits to be decided.")
        for change in one.differences if self._shown else ():
            lines.append(f"\n{'.'.join(change.place)}")
            lines += [f"  - {line}" for line in change.before.splitlines()]
            lines += [f"  + {line}" for line in change.after.splitlines()]
        if one.state is State.NEW:
            lines.append("\nEnter again brings in all that is to be taken in." if self._shown else "")
        self._say("\n".join(lines))

    def _say(self, text: str) -> None:
        self.query_one("#changes", Words).say(text)

    @on(RowList.Opened)
    def open_clicked(self) -> None:
        self.action_open_row()

    def action_leave_out(self) -> None:
        one = self._in_hand()
        if one is None:
            return
        if one.state in (State.UNREADABLE, State.UNKNOWN):
            self.notify(f"It cannot be brought in. {one.trouble}")
            return
        self._left_out ^= {one.path}
        self._show_rows()

    def action_open_row(self) -> None:
        """First show what would change; then do it."""
        chosen = [one for one in self._found or () if one.path not in self._left_out | self._outcomes.keys()]
        if not self._shown:
            self._shown = self._in_hand() is not None
            self._show_changes()
            self.refresh_frame()
        elif not chosen:
            self.notify("Nothing is to be taken in: Space takes one in.")
        else:
            folder, now, zone = self.desk.folder, self.desk.now(), self.desk.zone
            self._say("Bringing in …")
            self.desk.submit(lambda: bring_in(folder, chosen, now, zone), self._done, self._failed)

    def _done(self, received: tuple[Received, ...]) -> None:
        self._shown = False
        self._outcomes |= {one.found.path: one for one in received}
        failed = sum(bool(one.failure) for one in received)
        waits = sum(one.waits for one in received)
        words = [f"{len(received) - failed} brought in", f"{failed} not" if failed else ""]
        words.append(f"{waits} wordings wait to be decided: ! shows them" if waits else "")
        self.app.notify(", ".join(word for word in words if word) + ".", timeout=10)
        if self.is_attached:
            self._show_rows()

    def action_word(self) -> None:
        self.notify("A Word document is made of a sheet: open one first.")

    def help_text(self) -> str:
        return (
            "Worksheets are known by what is in them, not by their names. They are merged cell by cell: nothing that "
            "stands here is taken out, and what was worded in two ways waits to be decided.\n"
            "On a stick a note is left beside each file: what was read, and what needs a person."
        )


def _what(one: Found) -> str:
    """What a file would do."""
    if one.state is not State.NEW:
        return one.state.value
    count = len(one.differences)
    waits = f", {one.conflicts} in two wordings" if one.conflicts else ""
    return f"{count} answer{'s' * (count != 1)} would change{waits}"


def _outcome(done: Received) -> str:
    if done.failure:
        return done.failure
    waits = f", {done.waits} to decide" if done.waits else ""
    return f"{done.changed} answer{'s' * (done.changed != 1)} taken over{waits}"
