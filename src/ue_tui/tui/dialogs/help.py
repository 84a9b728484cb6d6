"""Help for the screen that is on: its task, and every key that does something there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ue_tui.tui.commands import Section
from ue_tui.tui.widgets.words import plain


class HelpDialog(ModalScreen[None]):
    """Shows the keys of a screen, section by section, below the text that the screen has to say."""

    DEFAULT_CSS = """
    HelpDialog {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 100; height: 90%;
            border: round $primary; background: $surface; padding: 1 2;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,enter,f1,question_mark,q", "leave", "leave"),
    ]

    def __init__(self, where: str, sections: Sequence[Section], text: str = "") -> None:
        super().__init__()
        self._where = where
        self._sections = sections
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = "Help"
            box.border_subtitle = "Up Down scroll · Esc closes"
            yield Static(plain(f"{self._where}\n").stylize("bold"))
            if self._text:
                yield Static(plain(self._text + "\n"))
            for name in dict.fromkeys(section.name for section in reversed(self._sections)):
                yield Static(self._section(name))

    def _section(self, name: str) -> Content:
        """A heading and a line a key; sections of one name stand together."""
        commands = [command for section in self._sections if section.name == name for command in section.commands]
        heading = name.rpartition(": ")[2]
        lines: list[Content] = [Content.styled(heading[:1].upper() + heading[1:], "bold")]
        lines += [Content.assemble((f"{one.key:>10}", "bold"), f"  {one.title}") for one in commands if one.key]
        return Content("\n").join([*lines, Content("")])

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        self.dismiss(None)
