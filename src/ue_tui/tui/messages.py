"""Messages that more than one screen understands: requests are imperatives, facts are participles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from textual.message import Message

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Place
from ue_tui.model.steps import Details, Do, Stack
from ue_tui.store.live_event import LiveEvent


@dataclass
class WriteAnswer(Message):
    """Write one answer of a worksheet."""

    owner: Owner
    place: Place
    answer: Answer | None
    continues: bool = False
    """Whether it goes on with the edit before, of the same place: both are one step of undo."""


@dataclass
class WriteCell(Message):
    """Merge an edited cell into its worksheet: an open editor is a third writer beside the app and the file."""

    owner: Owner
    place: Place
    base: tuple[Bullet, ...]
    """What the editor was opened with, or last committed."""
    bullets: tuple[Bullet, ...]
    continues: bool = False
    """Whether it goes on with the edit before, of the same place: both are one step of undo."""


@dataclass
class TakeStep(Message):
    """Do something with the run: a step of any kind, with what it says (table in `model/steps.py`)."""

    do: Do
    phase: str = ""
    """The phase that it is for; empty for the one that is meant."""
    details: Details = field(default_factory=Details)
    ago: dt.timedelta | None = None
    """For a start: how long before now it was."""
    stack: Stack = Stack.CLOCK
    """For undo and redo: of what."""


@dataclass
class ChangeSheets(Message):
    """Change the open worksheets: a decision between wordings, an earlier version brought back."""

    change: Callable[[LiveEvent, dt.datetime], None]


@dataclass
class UndoEdit(Message):
    """Take back the last edit of a worksheet."""


@dataclass
class RedoEdit(Message):
    """Do the last undone edit of a worksheet again."""


@dataclass
class OpenSheet(Message):
    """Show the sheet that an owner has for a session."""

    owner: Owner
    session: str
    instead: bool = False
    """Whether it takes the place of the screen that is on, as its neighbour."""


@dataclass
class OpenSession(Message):
    """Show a session's screen."""

    session: str


@dataclass
class OpenPlenary(Message):
    """Show the plenary's pictures of a session."""

    session: str


@dataclass
class GoTo(Message):
    """Show the screen of that name, such as `agenda` or `queue`; `back` leaves the one that is on (`ways.py`)."""

    name: str


@dataclass
class NewDelegation(Message):
    """Make a worksheet for a delegation that nobody expected, in a discussion group or in none."""

    name: str
    organization: str
    group: str = ""
    """The stem of the group."""


@dataclass
class ExportWord(Message):
    """Ask for the Word document of what is in hand."""

    what: str
    """Which kind fits it: brief, worksheet, blank or record."""
    session: str = ""
    owner: Owner | None = None


@dataclass
class ExportReport(Message):
    """Make the run report as a Word document and a table."""


@dataclass
class SaveElsewhere(Message):
    """Write worksheets that could not be saved into another folder."""


@dataclass
class Done(Message):
    """Work of the queue is done: `apply` takes its result over, in the app's own thread."""

    apply: Callable[[], None]
