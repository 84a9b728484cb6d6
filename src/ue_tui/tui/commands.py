"""Every command once: its keys, what it does, and whether the bottom line names it.

Bindings, palette, help and the key table of the documentation come from here. Where text is written, keys write and
commands are Ctrl and a letter; where nothing is typed, single keys are the same on every screen, in either case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType

_TEXTUAL_NAMES = {
    "+": "plus",
    "-": "minus",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "!": "exclamation_mark",
    "?": "question_mark",
    "/": "slash",
    ".": "full_stop",
    "Space": "space",
    "Enter": "enter",
    "Esc": "escape",
    "Tab": "tab",
    "Shift+Tab": "shift+tab",
    "Up": "up",
    "Down": "down",
    "Left": "left",
    "Right": "right",
    "Home": "home",
    "End": "end",
    "PageUp": "pageup",
    "PageDown": "pagedown",
    "F1": "f1",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a key does."""

    action: str
    """The Textual action that does it."""
    key: str
    """As printed: `n`, `Ctrl+Z`, `Space`, `]`."""
    title: str
    """What it does, for help and palette."""
    footer: str = ""
    """Its word in the bottom line; empty keeps it out."""
    always: bool = False
    """Whether it works while text is written."""
    in_palette: bool = True
    """Moving about is not a thing to look for in a palette."""
    capital: bool = False
    """Whether it wants the capital, because the room sees what it does."""

    @property
    def textual_keys(self) -> tuple[str, ...]:
        """The names that Textual has for the key; a letter stands for both its cases."""
        if self.key in _TEXTUAL_NAMES:
            return (_TEXTUAL_NAMES[self.key],)
        if self.key.startswith("Ctrl+"):
            return (self.key.lower(),)
        if len(self.key) == 1 and self.key.isalpha() and not self.capital:
            return (self.key.lower(), self.key.upper())
        return (self.key,)

    @property
    def binding(self) -> Binding:
        """The Textual binding; one that always works comes before the widget that has the focus."""
        return Binding(",".join(self.textual_keys), self.action, self.title, show=False, priority=self.always)


@dataclass(frozen=True, slots=True)
class Section:
    """Commands that belong together in help, under the name that the key map gives them."""

    name: str
    commands: tuple[Command, ...]


def bindings(*sections: Section) -> list[BindingType]:
    """The Textual bindings of sections."""
    return [command.binding for section in sections for command in section.commands]


def in_footer(sections: Iterable[Section]) -> tuple[Command, ...]:
    """The commands that the bottom line names, the narrowest section first."""
    return tuple(command for section in reversed(tuple(sections)) for command in section.commands if command.footer)


EVERYWHERE = Section(
    "everywhere, also while typing",
    (
        Command("help", "F1", "help for this screen", "help", always=True),
        Command("palette", "Ctrl+P", "palette: every command by name", always=True, in_palette=False),
        Command("go_to", "Ctrl+G", "go to …", always=True, in_palette=False),
        Command("park", "Ctrl+N", "a line for the parking lot", always=True),
        Command("undo", "Ctrl+Z", "undo", always=True),
        Command("redo", "Ctrl+Y", "redo", always=True),
        Command("say_saved", "Ctrl+S", "when it was saved; it saves by itself", always=True),
        Command("back", "Esc", "one step back", in_palette=False),
        Command("quit", "Ctrl+Q", "quit (twice while a clock runs)", always=True),
    ),
)

STEERING = Section(
    "steering screens: the work",
    (
        Command("help", "?", "help for this screen", "help", in_palette=False),
        Command("go_to", "g", "go to …"),
        Command("undo", "u", "undo the last thing done here", in_palette=False),
        Command("problems", "!", "problems, in the order of what to do first", "problems"),
        Command("bring_in", "I", "bring in worksheets from sticks and Downloads"),
        Command("word", "d", "Word document of what is in hand", "Word"),
    ),
)

REVEAL = Section(
    "steering screens: the room",
    (
        Command("reveal", "V", "show the room what is in hand / take it back", "room", capital=True),
        Command("names", "A", "names on (twice) / off in what the room sees", capital=True),
        Command("want_capital('V')", "v", "reveal wants the capital", in_palette=False, capital=True),
        Command("want_capital('A')", "a", "names want the capital", in_palette=False, capital=True),
        Command("projector_view", "F", "what the room sees, in this window", capital=True),
        Command("want_capital('F')", "f", "the projector view wants the capital", in_palette=False, capital=True),
        Command("tell", "T", "tell the room a line, or take it off"),
        Command("replan", "R", "re-plan: what can be done about lost time"),
        Command("blank", ".", "blank the projector / show it"),
        Command("blank", "b", "blank the projector / show it", in_palette=False),
        Command("mute", "M", "silence the bell / let it ring"),
    ),
)

ROWS = Section(
    "steering screens: the work",
    (
        Command("row(-1)", "Up", "row before", in_palette=False),
        Command("row(1)", "Down", "row after", in_palette=False),
        Command("first_row", "Home", "first row", in_palette=False),
        Command("last_row", "End", "last row", in_palette=False),
        Command("page(-1)", "PageUp", "page of the list before", in_palette=False),
        Command("page(1)", "PageDown", "page of the list after", in_palette=False),
    ),
)

MINUTES = Section(
    "steering screens: minutes",
    (
        Command("minutes(1)", "+", "one minute more", "+ - minutes"),
        Command("minutes(-1)", "-", "one minute less"),
        Command("minutes(5)", "]", "five minutes more"),
        Command("minutes(-5)", "[", "five minutes less"),
    ),
)

RUN = Section(
    "Agenda, Session, Queue, Plenary: the run",
    (
        Command("start_or_pause", "Space", "start / pause / resume the phase", "start"),
        Command("next_phase", "n", "next phase (twice when more than half is unused)", "next"),
        Command("replan", "R", "re-plan: what can be done about lost time", "re-plan", in_palette=False),
        Command("started_earlier", "s", "started earlier, by minutes"),
        Command("minutes(5)", "5", "five minutes more", in_palette=False),
    ),
)

AGENDA = Section(
    "Agenda",
    (
        Command("open_row", "Enter", "open the block in hand", "open"),
        Command("move_row(-1)", "<", "block earlier"),
        Command("move_row(1)", ">", "block later"),
        Command("leave_out", "x", "block out / in"),
        Command("who_speaks", "w", "who speaks"),
    ),
)

SESSION = Section(
    "Session",
    (
        Command("open_row", "Enter", "open the sheet in hand", "sheet"),
        Command("told(1)", "Right", "told: one row further", "told"),
        Command("told(-1)", "Left", "told: one row back", in_palette=False),
        Command("absent", "x", "absent / present"),
        Command("task", "e", "the task in full, prompts, example", "task"),
        Command("who_speaks", "w", "who speaks"),
        Command("key_from_paper", "k", "key from paper"),
    ),
)

SHEETS = Section(
    "sheets",
    (
        Command("neighbour(-1)", "<", "sheet before"),
        Command("neighbour(1)", ">", "sheet after"),
        Command("key_from_paper", "k", "key from paper"),
    ),
)

MATURITY = Section(
    "Stocktaking sheet",
    (
        Command("mark(1)", "1", "mark the first level, move on", "1 2 3 mark", in_palette=False),
        *(
            Command(f"mark({digit})", str(digit), f"mark level {digit}, move on", in_palette=False)
            for digit in range(2, 10)
        ),
        Command("mark(0)", "0", "clear the mark", "clear", in_palette=False),
        Command("next_unmarked", "Tab", "next unmarked", "next unmarked"),
        Command("open_items", "Right", "open the stage's items", "items"),
        Command("close_items", "Left", "close them", in_palette=False),
        Command("note", "Enter", "note to the stage", "note"),
        *ROWS.commands,
    ),
)

CELLS = Section(
    "Table sheet and Action plan sheet",
    (
        Command("open_cell", "Enter", "open the cell; inside: a new bullet", "write", in_palette=False),
        Command("cell(1)", "Tab", "next cell", "next cell", in_palette=False),
        Command("cell(-1)", "Shift+Tab", "cell before", in_palette=False),
        Command("move(-1, 0)", "Up", "cell above", in_palette=False),
        Command("move(1, 0)", "Down", "cell below", in_palette=False),
        Command("move(0, -1)", "Left", "cell to the left", in_palette=False),
        Command("move(0, 1)", "Right", "cell to the right", in_palette=False),
        Command("page_row(-1)", "PageUp", "row before", in_palette=False),
        Command("page_row(1)", "PageDown", "row after", in_palette=False),
    ),
)

WRITING = Section(
    "Table sheet and Action plan sheet",
    (
        Command("next_empty", "Ctrl+L", "next empty cell", "empty", always=True),
        Command("take_over", "Ctrl+O", "take over a member's bullet", "take over", always=True),
        Command("first", "Ctrl+B", "say this first in the brief", always=True),
        Command("bullet_up", "Ctrl+U", "bullet up", always=True),
        Command("word", "Ctrl+D", "Word document", "Word", always=True),
    ),
)

TABLE = Section(
    "Table sheet",
    (
        Command("example", "Ctrl+E", "example and whole prompt", "example", always=True),
        Command("tag", "Ctrl+T", "tag: none, refine, remove", "tag", always=True),
    ),
)

PLAN = Section(
    "Action plan sheet",
    (Command("choose", "Ctrl+T", "delegation: share this one; group: take the top one", "share", always=True),),
)

PLENARY = Section(
    "Plenary",
    (
        Command("next_picture", "Tab", "next picture", "next picture"),
        Command("order", "o", "order: most split, weakest, the pack's", "order"),
        Command("filter", "/", "only one discussion group, or one user group", "filter"),
        Command("step(-1)", "<", "row, cell or columns before", in_palette=False),
        Command("step(1)", ">", "row, cell or columns after", "next", in_palette=False),
        Command("hand", "h", "hand raised / has spoken"),
        Command("who_said", "Enter", "who said what, with the notes (names on only)"),
        Command("page(-1)", "PageUp", "page of the room's picture before, else of the list", in_palette=False),
        Command("page(1)", "PageDown", "page of the room's picture after, else of the list", in_palette=False),
    ),
)

QUEUE = Section(
    "Queue",
    (
        Command("minutes(1)", "+", "one minute more on the slot, else the phase"),
        Command("minutes(-1)", "-", "one minute less, the same"),
        Command("open_row", "Enter", "start, stop, next; on a final time: resume", "start"),
        Command("start_or_pause", "Space", "pause / resume the slot, else the phase", "pause"),
        Command("who_speaks", "w", "who speaks", "who speaks"),
        Command("absent", "x", "absent / present", "absent"),
        Command("later", "l", "later: to the end"),
        Command("hand", "h", "hand raised / has spoken"),
        Command("move_row(-1)", "<", "group earlier"),
        Command("move_row(1)", ">", "group later"),
    ),
)

PEOPLE = Section(
    "People",
    (
        Command("attend('present')", "p", "present", "present"),
        Command("attend('late')", "l", "late", "late"),
        Command("attend('absent')", "x", "absent", "absent"),
        Command("who_speaks", "w", "who speaks", "who speaks"),
        Command("move_row(-1)", "<", "to the group before"),
        Command("move_row(1)", ">", "to the group after", "to another group"),
        Command("create", "c", "a new delegation", "new"),
        Command("open_row", "Enter", "open the sheet"),
    ),
)

CHECKS = Section("Checks before doors", (Command("open_row", "Enter", "tick what only a person can see", "tick"),))

PARKING_LOT = Section(
    "Parking lot",
    (
        Command("owner", "o", "owner: who sees to it", "owner"),
        Command("open_row", "Enter", "answer", "answer"),
        Command("drop", "x", "drop / keep", "drop"),
    ),
)

PROJECTOR_VIEW = Section(
    "Projector view in this window",
    (
        *MINUTES.commands,
        Command("minutes(5)", "5", "five minutes more", in_palette=False),
        Command("back_from_view", "F", "back to the screen before", capital=True),
        Command("want_capital('F')", "f", "the projector view wants the capital", in_palette=False, capital=True),
        Command("start_or_pause", "Space", "start / pause / resume the phase"),
        Command("next_phase", "n", "next phase (always twice)"),
        Command("slot", "Enter", "in a queue: start, stop, next"),
        Command("reveal", "V", "reveal / take back", capital=True),
        Command("want_capital('V')", "v", "reveal wants the capital", in_palette=False, capital=True),
        Command("tell", "T", "tell the room a line, or take it off"),
        Command("mute", "M", "silence the bell / let it ring"),
        Command("undo", "u", "undo the last thing done with the clock"),
        Command("page(-1)", "PageUp", "page before", in_palette=False),
        Command("page(1)", "PageDown", "page after", in_palette=False),
        Command("blank", ".", "blank / show again"),
        Command("blank", "b", "blank / show again", in_palette=False),
    ),
)

PROBLEMS = Section(
    "Problems",
    (Command("open_row", "Enter", "show the line and its repair; again: write it, or go there", "show"),),
)

BRING_IN = Section(
    "Bring in",
    (
        Command("open_row", "Enter", "show what would change; again: do it", "show"),
        Command("leave_out", "Space", "leave out / take in", "leave out"),
    ),
)

PROJECTOR = Section(
    "ue-tui projector",
    (
        Command("page(-1)", "PageUp", "page of the picture before", in_palette=False),
        Command("page(1)", "PageDown", "page of the picture after", in_palette=False),
        Command("blank", ".", "blank / show again", in_palette=False),
        Command("blank", "b", "blank / show again", in_palette=False),
        Command("quit", "Ctrl+Q", "close the window", always=True),
    ),
)

BEYOND_KEYS = Section(
    "palette only",
    (
        Command("clock_back", "", "back to the phase before"),
        Command("differences", "", "differences: what was worded in two ways, to decide"),
        Command("earlier", "", "earlier versions of this worksheet"),
        Command("theme", "", "change the theme"),
        Command("save_elsewhere", "", "save unsaved worksheets into another folder"),
    ),
)
"""Commands without a key of their own: the palette has them."""
