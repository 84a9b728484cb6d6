"""The frame around every screen: top line, red bar, content, bottom line; and the commands that all screens share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from ue_tui.model.findings import WRONG, Severity
from ue_tui.model.run import State, phase_by_id, remaining
from ue_tui.model.steps import Do, Stack, Step
from ue_tui.model.words import minutes_and_seconds
from ue_tui.tui.commands import EVERYWHERE, Command, Section, in_footer
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.go_to import GoToDialog
from ue_tui.tui.dialogs.help import HelpDialog
from ue_tui.tui.messages import GoTo, RedoEdit, SaveElsewhere, TakeStep, UndoEdit
from ue_tui.tui.widgets.lines import BottomLine, FailureBar, TopLine
from ue_tui.tui.widgets.words import Words

DONE_WORDS = {
    Do.START: "start",
    Do.PAUSE: "pause",
    Do.RESUME: "resume",
    Do.NEXT: "next phase",
    Do.BACK: "back",
    Do.ADD: "minutes",
    Do.CLOSE: "day closed",
    Do.REPLAN: "re-plan",
    Do.OUT: "block out",
    Do.IN: "block in",
    Do.MOVE: "block moved",
    Do.AWAY: "time away",
    Do.SLOT_START: "slot start",
    Do.SLOT_STOP: "slot stop",
    Do.SLOT_PAUSE: "slot pause",
    Do.SLOT_RESUME: "slot resume",
    Do.SLOT_ADD: "slot minutes",
    Do.SLOT_ABSENT: "absent",
    Do.SLOT_PRESENT: "present",
    Do.SLOT_MOVE: "order",
    Do.TELL: "told the room",
    Do.REVEAL: "reveal",
    Do.COVER: "taken down",
    Do.ATTEND: "attendance",
    Do.TOLD: "told",
    Do.HAND: "hand",
    Do.HAND_DOWN: "hand",
    Do.PARK: "parked line",
    Do.PARK_OWNER: "owner",
    Do.PARK_ANSWER: "answer",
    Do.PARK_DROP: "dropped",
    Do.PARK_KEEP: "kept",
}


MASKED = (
    "The room sees this screen: marks, notes and names are hidden. A twice shows them until the next phase; F goes "
    "back to what the room is meant to see."
)


class FramedScreen(Screen[None]):
    """A screen of the app: it reads values from the desk and posts messages.

    A subclass says its `SECTIONS` of commands (its `BINDINGS` are made of them), composes its `content`, says `where`
    it is, and takes new values over in `refresh_values`.
    """

    DEFAULT_CSS = """
    FramedScreen {
        & .-hidden-from-room { display: none; }
        & #masked { height: 1fr; padding: 1 2; display: none; }
    }
    """
    NAME: ClassVar[str]
    """What the app and the dialogs call it."""
    SECTIONS: ClassVar[tuple[Section, ...]] = (EVERYWHERE,)
    UNDOES: ClassVar[Literal["clock", "sheets"]] = "sheets"
    """Which of the two stacks undo works on here."""
    STACKS: ClassVar[tuple[Stack, ...]] = (Stack.CLOCK, Stack.ROOM, Stack.PEOPLE, Stack.TOLD)
    """What undo takes back where it works on the run: the last thing done of these."""
    PRIVATE: ClassVar[str] = "*"
    """Which widgets the room must not see where this screen is mirrored; empty for none."""
    TAKES_TEXT: ClassVar[bool] = False
    """Whether this is a writing screen, where single keys write."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield FailureBar()
        yield from self.content()
        yield Words(MASKED, id="masked")
        yield BottomLine()

    def content(self) -> Iterable[Widget]:
        """The screen's own widgets."""
        raise NotImplementedError  # every screen has its own

    def where(self) -> str:
        """Where we are, for the left of the top line."""
        raise NotImplementedError  # every screen has its own

    def address(self) -> str:
        """What finds this screen again: `problems`, `session ID`, `sheet OWNER SESSION`; empty for the first one."""
        return ""

    def beside(self) -> list[str]:
        """What else the top line says, the most important first; the clock and the day stand by themselves."""
        return []

    def room_line(self) -> str:
        """What the room sees, at the end of the top line."""
        return self.desk.room_line()

    def refresh_values(self) -> None:
        """Take new values from the desk over into the widgets."""

    def warning(self) -> str:
        """What the red bar says of this screen alone, such as that its file cannot be read."""
        return ""

    def problem_line(self) -> str:
        """What stands in the bottom line instead of the saved line, such as that a file cannot be read."""
        return ""

    def on_mount(self) -> None:
        self.watch(self.app, "revision", self._take_over, init=False)
        self.set_interval(0.5, self._tick)
        self._take_over()

    def on_screen_resume(self) -> None:
        self._take_over()

    def _take_over(self) -> None:
        self.refresh_values()
        self.refresh_frame()
        self._mask()

    def _mask(self) -> None:
        """Hide from the room what it must not see, where this is the one screen that is mirrored."""
        masked = self.desk.is_masked and bool(self.PRIVATE)
        self.query_one("#masked").display = masked
        around = (TopLine, FailureBar, BottomLine)
        for widget in self.query(self.PRIVATE or "#masked"):
            if not isinstance(widget, around) and widget.id != "masked":
                widget.set_class(masked, "-hidden-from-room")
        if not masked and self.focused is None:
            self.focus_next()

    def _tick(self) -> None:
        """Repaint the clock; a screen below another one waits until it is seen again."""
        if self.is_current:
            self.refresh_frame()

    def refresh_frame(self) -> None:
        """Bring the lines around the content up to date; nothing is painted where nothing has changed."""
        self.query_one(TopLine).show(
            self._marked(self.where()), [*self.beside(), *self._clock_parts()], self.room_line()
        )
        self.query_one(FailureBar).show(self.desk.failure or self.warning())
        right = self.problem_line() or self._right_of_bottom()
        self.query_one(BottomLine).show(self.footer_commands(), right)

    def _marked(self, where: str) -> str:
        """Where we are, with the mark of a rehearsal on every screen."""
        mark = self.desk.folder.mark
        return f"{mark} · {where}" if mark and not where.startswith(mark) else where

    def footer_commands(self) -> list[tuple[Command, str]]:
        """The commands of the bottom line with their words, seven at most, help last."""
        words: dict[str, tuple[Command, str]] = {}
        for command in in_footer(self.SECTIONS):
            if (word := self.footer_word(command)) and self.can_do(command):
                words.setdefault(command.action, (command, word))
        help_last = [words.pop("help")] if "help" in words else []
        return [*list(words.values())[: 7 - len(help_last)], *help_last]

    def footer_word(self, command: Command) -> str:
        """The word of a command in the bottom line, which may depend on what it would do now."""
        if command.action == "start_or_pause":
            return {State.RUNNING: "pause", State.PAUSED: "resume"}.get(self.desk.state.state, "start")
        return command.footer

    def _right_of_bottom(self) -> str:
        undoable = self._last_step(self.desk.state.undoables)
        if self.UNDOES == "clock" and undoable is not None:
            return f"u undo: {DONE_WORDS.get(undoable.do, undoable.do)} {undoable.at.astimezone(self.desk.zone):%H:%M}"
        return self.desk.saved_line()

    def _last_step(self, steps: Mapping[Stack, Step]) -> Step | None:
        """The last step of the stacks that undo works on here."""
        mine = [steps[stack] for stack in self.STACKS if stack in steps]
        return max(mine, key=lambda step: step.at, default=None)

    def _clock_parts(self) -> list[str]:
        """The clock of the phase that is on, then how the day stands."""
        parts = [text] if (text := clock_text(self.desk)) else []
        day = self.desk.health()
        return [*parts, *day.words(self.desk.zone).split(" · ")] if day else parts

    # Commands that all screens share

    def can_do(self, command: Command) -> bool:
        """Whether a command of this screen has something to do here."""
        name, parameters = _split(command.action)
        return self._holder(name) is not None and bool(self.check_action(name, parameters))

    def _holder(self, action: str) -> Widget | None:
        """Who does an action: the widget that has the focus or one around it, or the screen."""
        focused = self.focused
        around = [] if focused is None else [one for one in focused.ancestors_with_self if isinstance(one, Widget)]
        return next((one for one in (*around, self) if hasattr(one, f"action_{action}")), None)

    async def do(self, action: str) -> None:
        """Do what a key of this screen does."""
        holder = self._holder(_split(action)[0])
        if holder is not None:
            await holder.run_action(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be used now: the one place that footer, palette and key ask."""
        if action in ("undo", "redo") and self.desk.live is None:
            return False
        return super().check_action(action, parameters)

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog(self.where(), self.SECTIONS, self.help_text()))

    def help_text(self) -> str:
        """What help says above the keys: the pack's task where there is one."""
        return ""

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_go_to(self) -> None:
        def go(name: str | None) -> None:
            if name:
                self.go_to(name)

        self.app.push_screen(GoToDialog(), go)

    def go_to(self, name: str) -> None:
        """Go to a place that the dialog names; a sheet screen knows its neighbours itself."""
        self.post_message(GoTo(name))

    def action_problems(self) -> None:
        self.post_message(GoTo("problems"))

    def action_undo(self) -> None:
        if self.UNDOES == "sheets":
            self.post_message(UndoEdit())
            return
        last = self._last_step(self.desk.state.undoables)
        self.post_message(TakeStep(Do.UNDO, stack=last.stack if last is not None else self.STACKS[0]))

    def action_redo(self) -> None:
        if self.UNDOES == "sheets":
            self.post_message(RedoEdit())
            return
        last = self._last_step(self.desk.state.redoables)
        self.post_message(TakeStep(Do.REDO, stack=last.stack if last is not None else self.STACKS[0]))

    def action_park(self) -> None:
        """Park a line, from any screen and also while something is typed."""
        from ue_tui.tui.dialogs.park import ParkDialog  # with the first line

        def park(line: tuple[str, str] | None) -> None:
            if line is not None:
                self.post_message(TakeStep(Do.PARK, details={"text": line[0], "who": line[1]}))
                self.notify("Parked. g l shows the parking lot.")

        self.app.push_screen(ParkDialog(), park)

    def action_bring_in(self) -> None:
        self.post_message(GoTo("bring in"))

    def action_differences(self) -> None:
        """Decide what was worded in two ways, the worksheet of this screen first."""
        from ue_tui.tui.dialogs.differences import DifferencesDialog  # with the first difference
        from ue_tui.tui.wordings import conflicts_of

        live = self.desk.live
        found = conflicts_of(live, sorted(live.files, key=lambda one: str(one) not in self.address())) if live else ()
        if found:
            self.app.push_screen(DifferencesDialog(found))
        else:
            self.notify("Nothing was worded in two ways: there is nothing to decide.")

    def action_say_saved(self) -> None:
        line = self.desk.saved_line() or "nothing was changed yet"
        self.notify(f"{line}, it saves by itself", markup=False)

    def action_back(self) -> None:
        self.post_message(GoTo("back"))

    async def action_quit(self) -> None:
        await self.app.action_quit()

    def action_theme(self) -> None:
        self.app.action_change_theme()

    def action_save_elsewhere(self) -> None:
        self.post_message(SaveElsewhere())

    def action_clock_back(self) -> None:
        self.post_message(TakeStep(Do.BACK))

    @on(BottomLine.Pressed)
    async def run_command(self, message: BottomLine.Pressed) -> None:
        """A click on a key of the bottom line does what the key does."""
        message.stop()
        await self.do(message.action)


def clock_text(desk: Desk) -> str:
    """`12:41 left`, `0:12 over`, `paused, 3:00 left`, or what comes next in a gap; empty before the first start."""
    run = desk.state
    on_now = run.on()
    if on_now is None or desk.live is None:
        return "between phases" if run.state is State.GAP else ""
    phase = phase_by_id(desk.timeline, run.current)
    if phase is None:
        return ""
    left = round(remaining(phase, on_now, desk.now()).total_seconds())
    words = f"{minutes_and_seconds(-left)} over" if left < 0 else f"{minutes_and_seconds(left)} left"
    return f"paused, {words}" if run.state is State.PAUSED else words


def problem_counts(desk: Desk) -> tuple[int, int]:
    """How many errors and warnings there are."""
    found = desk.live.problems(WRONG) if desk.live is not None else ()
    severities = [one.severity for one in found]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def _split(action: str) -> tuple[str, tuple[object, ...]]:
    name, _, rest = action.partition("(")
    return name, (rest.rstrip(")"),) if rest else ()
