"""Re-plan: four proposals side by side, with what each phase gets and when the day ends; nothing without Enter."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ue_tui.model.replan import HALF_MINUTE, Proposal, Replan, Way
from ue_tui.model.words import minutes_and_seconds
from ue_tui.tui.widgets.row_list import fitted

HEADS = {
    Way.PUSH: "push",
    Way.SHRINK: "shrink",
    Way.PROTECT: "slots",
    Way.ONE: "one",
}
"""The columns' names; the sentence below says each in full."""

SENTENCES = {
    Way.PUSH: "Push everything: no phase gives anything, and the day ends later.",
    Way.SHRINK: "Shrink all: every phase gives in proportion to what it has over its least minutes.",
    Way.PROTECT: "Shrink all, but leave every group its slot.",
    Way.ONE: "Take it from one phase: Up and Down choose which.",
}

_COLUMN = 12


class ReplanDialog(ModalScreen[Proposal | None]):
    """Shows the proposals for a day and returns the one that is applied, with what was changed in it."""

    DEFAULT_CSS = """
    ReplanDialog {
        align: center middle;
        & > Vertical {
            width: 100; max-width: 100%; height: auto; max-height: 100%;
            border: round $primary; background: $surface; padding: 0 1;
        }
        & VerticalScroll { height: auto; max-height: 1fr; }
        & Static { width: 100%; height: auto; }
        & #sentence { margin: 1 0 0 0; }
        & #reminder { color: $text-warning; text-style: bold; }
        & #keys { color: $text-muted; margin: 1 0 0 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("enter", "accept", "apply"),
        *(Binding(str(number), f"choose({number - 1})", "proposal") for number in (1, 2, 3, 4)),
        Binding("left", "beside(-1)", "proposal before"),
        Binding("right", "beside(1)", "proposal after"),
        Binding("up", "row(-1)", "phase before"),
        Binding("down", "row(1)", "phase after"),
        Binding("plus", "change(1)", "half a minute more"),
        Binding("minus", "change(-1)", "half a minute less"),
    ]

    def __init__(self, replan: Replan) -> None:
        super().__init__()
        self._replan = replan
        self._proposals = list(replan.proposals())
        self._chosen = list(Way).index(Way.PROTECT)
        self._row = 0

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            day = self._replan.health
            box.border_title = "Re-plan"
            yield Static(Content(day.words(self._replan.zone) if day is not None else "Nothing is planned yet."))
            yield Static(id="heads")
            with VerticalScroll(can_focus=False):
                yield Static(id="shares")
            yield Static(id="ends")
            yield Static(id="sentence")
            yield Static(Content(self._replan.reminder), id="reminder")
            yield Static(Content("1-4 proposal · Up Down phase · + - half a minute · Enter applies · Esc"), id="keys")

    def on_mount(self) -> None:
        self.query_one("#reminder").display = bool(self._replan.reminder)
        self._show()

    def on_resize(self) -> None:
        self._show()

    @property
    def proposal(self) -> Proposal:
        """The proposal in hand."""
        return self._proposals[self._chosen]

    def _show(self) -> None:
        width = max(min(self.size.width, 100) - 4 - 4 * (_COLUMN + 1), 16)
        heads = [f"{number} {HEADS[one.way]}" for number, one in enumerate(self._proposals, 1)]
        self.query_one("#heads", Static).update(self._line("", heads, width, here=False))
        self.query_one("#shares", Static).update(Content("\n").join(self._share_lines(width)))
        zone = self._replan.zone
        ends = [f"{one.ends.astimezone(zone):%H:%M}" for one in self._proposals]
        gives = [f"-{_minutes(one.gives)}" if one.gives else "nothing" for one in self._proposals]
        self.query_one("#ends", Static).update(
            Content("\n").join(
                [self._line("together", gives, width, here=False), self._line("the day ends", ends, width, here=False)]
            )
        )
        self.query_one("#sentence", Static).update(Content(SENTENCES[self.proposal.way]))

    def _share_lines(self, width: int) -> list[Content]:
        """A line a phase, under the name of its session where that has several."""
        shares, lines = self._proposals[0].shares, []
        labels = {phase.id: (phase.title, phase.label) for phase in self._replan.event.timeline}
        of_block = [share.block for share in shares]
        for at, share in enumerate(shares):
            title, label = labels[share.phase]
            several = of_block.count(share.block) > 1
            if several and (at == 0 or shares[at - 1].block != share.block):
                lines.append(self._line(title, [""] * len(self._proposals), width, here=False))
            name = f"  {label.lower()}" if several else share.name
            lines.append(self._share_line(at, name, width))
        return lines

    def _share_line(self, at: int, name: str, width: int) -> Content:
        """A phase with what it gets in each proposal, and how much less that is."""
        cells = []
        for one in self._proposals:
            mine = one.shares[at]
            cells.append(_minutes(mine.after) + (f" -{_minutes(mine.gives)}" if mine.gives else ""))
        return self._line(name, cells, width, here=at == self._row)

    def _line(self, name: str, cells: list[str], width: int, *, here: bool) -> Content:
        """A line with its four columns; the proposal in hand is bold, the phase in hand has a mark."""
        pieces = [Content(fitted(("> " if here else "  ") + name, width)).stylize("bold" if here else "")]
        for at, cell in enumerate(cells):
            text = Content(" " + fitted(cell, _COLUMN, "right"))
            pieces.append(text.stylize("bold $text on $primary" if at == self._chosen else "$text-muted"))
        return Content("").join(pieces)

    def action_choose(self, number: int) -> None:
        self._chosen = number
        self._show()

    def action_beside(self, by: int) -> None:
        self.action_choose(max(0, min(self._chosen + by, len(self._proposals) - 1)))

    def action_row(self, by: int) -> None:
        """Another phase in hand; where time is taken from one phase, it is this one."""
        shares = self.proposal.shares
        if not shares:
            return
        self._row = max(0, min(self._row + by, len(shares) - 1))
        if self.proposal.way is Way.ONE:
            self._proposals[self._chosen] = self._replan.proposal(Way.ONE, shares[self._row].phase)
        self._show()
        self.query_one(VerticalScroll).scroll_to(y=self._row - 2, animate=False)

    def action_change(self, by: int) -> None:
        """Give the phase in hand half a minute more or less, as far as it may."""
        shares = self.proposal.shares
        if shares:
            share = shares[self._row]
            seconds = share.after + by * HALF_MINUTE
            self._proposals[self._chosen] = self._replan.edited(self.proposal, share.phase, seconds)
            self._show()

    def action_accept(self) -> None:
        self.dismiss(self.proposal)

    def action_leave(self) -> None:
        self.dismiss(None)


def _minutes(seconds: int) -> str:
    """`25` for whole minutes, else `25:30`."""
    whole, rest = divmod(seconds, 60)
    return minutes_and_seconds(seconds) if rest else str(whole)
