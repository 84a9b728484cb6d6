"""The plenary: what is worth discussing first, and what the room is shown of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.timer import Timer
from textual.widget import Widget

from ue_tui.model.event import Session
from ue_tui.model.people import OwnerKind
from ue_tui.model.picture import Bar, Bars, Of, Subject, Texts
from ue_tui.model.plenary import cell_of, neighbour, overview, picture_name, pictures_of
from ue_tui.model.revealing import Material
from ue_tui.model.side_by_side import presented, silent_words
from ue_tui.model.steps import Do
from ue_tui.model.tally import EVERYBODY, Order, Part, asked_of, levels_of, parts, who_said, within
from ue_tui.model.worksheet import progress
from ue_tui.tui.commands import EVERYWHERE, MINUTES, PLENARY, REVEAL, RUN, STEERING, Command, Section, bindings
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.choose import ChooseDialog
from ue_tui.tui.dialogs.who_said import WhoSaidDialog
from ue_tui.tui.material import material_of, pages_of
from ue_tui.tui.messages import TakeStep
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.widgets.picture_list import PictureList
from ue_tui.tui.widgets.words import Words

TABLES = (Of.CELL, Of.ROW, Of.BESIDE)
"""The pictures of a table, gone through cell by cell or row by row."""
FILTERED = (Of.COUNTS, Of.MARKS, Of.BESIDE)


class PlenaryScreen(SteeringScreen):
    """The pictures of one session, one at a time."""

    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE, STEERING, MINUTES, RUN, REVEAL, PLENARY)
    BINDINGS = bindings(*SECTIONS)
    NAME = "plenary"
    UNDOES = "clock"
    CSS_PATH = "plenary.tcss"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self.order = Order.SPLIT
        self.part: Part = EVERYBODY
        self.names_on = False
        self._number = 0
        self._cell: Subject | None = None
        self._last_subject: Subject | None = None
        self._asking: Timer | None = None

    def content(self) -> Iterable[Widget]:
        yield Words(id="what")
        yield PictureList()
        yield Words(id="in-hand")

    def on_mount(self) -> None:
        self.query_one(PictureList).focus()

    def where(self) -> str:
        return f"{self.session.number} · {self.session.title} · plenary"

    def beside(self) -> list[str]:
        live = self.desk.live
        if live is None or not self.session.sheets:
            return []
        kind = presented(self.session)
        sheets = (
            [live.sheet(owner) for owner in self.desk.owners(kind)]
            if kind is OwnerKind.GROUP
            else list(self.material().present(self.subject()).values())
        )
        done = sum(progress(self.session, sheet).done for sheet in sheets)
        return [f"{done} of {len(sheets)} {'groups' if kind is OwnerKind.GROUP else 'sheets'} in"]

    # What is shown

    def material(self) -> Material:
        """What pictures are made of, as the worksheets stand now."""
        return material_of(self.desk, self.session.id)

    def subject(self) -> Subject:
        """The picture in hand."""
        live = self.desk.live
        found = pictures_of(self.session, live.groups() if live is not None else ())
        if not found:
            return Subject(Of.COUNTS, self.session.id)
        subject = found[self._number % len(found)]
        if subject.of in TABLES:
            here = self._cell or subject
            column = (here.column or subject.column) if subject.of is Of.CELL else ""
            part = self.part if subject.of is Of.BESIDE else EVERYBODY
            return replace(subject, row=here.row or subject.row, column=column, part=part)
        if subject.of in (Of.TOP, Of.SHARED):
            return subject
        return replace(subject, order=self.order, part=EVERYBODY if subject.of is Of.USER_GROUPS else self.part)

    def seed(self) -> object:
        """What the order of the nameless is drawn from: as the room sees it, where it sees this picture."""
        up = self.desk.state.projected.picture
        return up.seed if up is not None and up.what == self.subject().text else self.session.id

    def refresh_values(self) -> None:
        live = self.desk.live
        if live is None:
            return
        self.session = next((one for one in live.event.sessions if one.id == self.session.id), self.session)
        self._end_names()
        subject = self.subject()
        body = overview(subject, self.session, self.material(), names=self.names_on, seed=self.seed())
        listing = self.query_one(PictureList)
        listing.show(body, afresh=subject != self._last_subject)
        self._last_subject = subject
        self._body = body
        self._show_words()

    def _end_names(self) -> None:
        """Names end with the picture that they were switched on for."""
        up, phase = self.desk.state.projected.picture, self.desk.state.current
        if phase != self._in_phase:
            self._in_phase, self.names_on, self._named_for = phase, False, None
        if self.names_on and self._named_for is not None and (up is None or up.what != self._named_for):
            self.names_on, self._named_for = False, None
        if self.names_on and up is not None and up.names:
            self._named_for = up.what

    _named_for: str | None = None
    _in_phase = ""
    _body: object = Texts(())

    def _show_words(self) -> None:
        subject = self.subject()
        said = [picture_name(subject)]
        if subject.of in TABLES and (cell := cell_of(self.session, subject)) is not None:
            said.append(cell.title if subject.of is Of.CELL else cell.row.label)
        if subject.of in (Of.COUNTS, Of.MARKS):
            said.append(self.order.words)
        live = self.desk.live
        if self.part != EVERYBODY and live is not None and subject.of in FILTERED:
            said.append(f"only {self.part.words(live.groups())}")
        said += [text] if (text := self.query_one(PictureList).columns_words()) else []
        for_room = "" if subject.of in (Of.COUNTS, Of.MARKS, Of.USER_GROUPS, Of.BESIDE) else " for the room"
        said.append(f"names {'on' if self.names_on else 'off'}{for_room}")
        self.query_one("#what", Words).say(" · ".join(said))
        self.query_one("#in-hand", Words).say(self._in_hand_words())

    def _in_hand_words(self) -> str:
        """The row in hand in full."""
        body, key = self._body, self.query_one(PictureList).key
        if isinstance(body, Bars):
            bar = next((one for one in body.rows if one.code == key), None)
            return bar_words(bar, body.levels) if bar is not None else ""
        if self.subject().of in TABLES:
            return self._silent_words()
        asked = next((one for one in asked_of(self.session) if one.code == key), None)
        return f"{asked.code} {asked.label}" if asked is not None else ""

    def _silent_words(self) -> str:
        """Which groups have rows without a word: a finding, wherever one looks."""
        material = self.material()
        if presented(self.session) is not OwnerKind.GROUP:
            return ""
        sheets = [material.group_sheets[one.stem] for one in material.groups]
        cell = cell_of(self.session, self.subject())
        said = silent_words(self.session, sheets, self.subject().row)
        return f"{cell.row.label if cell else ''}: {said or 'something from every group'}"

    @on(PictureList.Moved)
    def follow_move(self) -> None:
        self._show_words()

    @on(PictureList.Opened)
    def open_clicked(self) -> None:
        self.action_who_said()

    # Commands

    def action_next_picture(self) -> None:
        live = self.desk.live
        count = len(pictures_of(self.session, live.groups() if live is not None else ()))
        if self.subject().of in TABLES:
            self._cell = self.subject()
        self._number = (self._number + 1) % max(count, 1)
        self.refresh_values()

    def action_order(self) -> None:
        if self.subject().of not in (Of.COUNTS, Of.MARKS):
            self.notify("These stand in the order of the print and of the groups.", markup=False)
            return
        self.order = self.order.after
        self.refresh_values()

    def action_filter(self) -> None:
        live = self.desk.live
        if live is None or self.subject().of not in FILTERED:
            self.notify("Stages and delegations can be filtered: Tab goes to them.", markup=False)
            return
        groups = live.groups()
        found = parts(groups)

        def take(at: int | None) -> None:
            if at is not None:
                self.part = found[at]
                self.refresh_values()

        names = ["All delegations", *(f"{part.words(groups)}" for part in found[1:])]
        here = found.index(self.part) if self.part in found else 0
        self.app.push_screen(ChooseDialog("Only", names, here), take)

    def action_step(self, by: int) -> None:
        """The row before or after; of a table the cell; of many delegations those beside."""
        subject, listing = self.subject(), self.query_one(PictureList)
        if subject.of in TABLES:
            self._cell = neighbour(self.session, subject, by)
            self.refresh_values()
        elif subject.of in (Of.MARKS, Of.USER_GROUPS):
            if listing.turn_columns(by):
                self._show_words()
        else:
            listing.action_row(by)

    def action_page(self, by: int) -> None:
        """The page of the picture that the room sees; where it has one page or none, of the list."""
        up = self.desk.state.projected.picture
        count = pages_of(self.desk, up) if up is not None else 0
        if up is None or count < 2:
            self.query_one(PictureList).action_page(by)
            return
        page = max(0, min(up.page + by, count - 1))
        if page != up.page:
            self.post_message(TakeStep(Do.PAGE, details={"number": page}))

    def action_who_said(self) -> None:
        live, key = self.desk.live, self.query_one(PictureList).key
        asked = next((one for one in asked_of(self.session) if one.code == key), None)
        if live is None or asked is None:
            self.notify("Who said what is known of stages and items.", markup=False)
        elif not self.names_on:
            self.notify("Names are off: A twice switches them on.", markup=False)
        else:
            material = self.material()
            sheets = within(material.delegations, material.groups, self.part)
            said = who_said(self.session, asked, sheets, material.absent)
            levels = [level.label for level in levels_of(self.session)]
            self.app.push_screen(WhoSaidDialog(f"{asked.code} {asked.label}", said, levels))

    def picture_in_hand(self) -> Subject | None:
        return self.subject()

    def session_in_hand(self) -> str:
        return self.session.id

    def footer_word(self, command: Command) -> str:
        tables = self.subject().of in TABLES
        if command.action == "order" and self.subject().of not in (Of.COUNTS, Of.MARKS):
            return ""
        if command.action == "filter" and self.subject().of not in FILTERED:
            return ""
        if command.action == "step(1)":
            return "next" if tables else ""
        return super().footer_word(command)

    def help_text(self) -> str:
        return "\n".join(self.session.instructions)


def bar_words(bar: Bar, levels: Iterable[str]) -> str:
    """A stage or item in full: `6 Financing …: median Unstructured / Embedded, split · 4 of 6 marked`."""
    counts = ", ".join(f"{count} {level}" for level, count in zip(levels, bar.counts or (), strict=False))
    apart = [f"{bar.not_marked} not marked" if bar.not_marked else "", f"{bar.absent} absent" if bar.absent else ""]
    median = f"median {bar.median}" if bar.median else ""
    said = [counts if bar.n else "", median, bar.spread, f"n {bar.n} of {bar.of}", *apart]
    return f"{bar.code} {bar.label}\n{' · '.join(part for part in said if part)}"
