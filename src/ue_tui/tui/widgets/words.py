"""A text of a person or of the print, wrapped and whole; never markup."""

from __future__ import annotations

from unicodedata import category

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's control characters, halves of characters, and separators of lines that are not line ends."""


def printable(text: str) -> str:
    """The text with a space for each control character: what people wrote must not steer the terminal.

    Joiners and marks of direction stay: Persian, Lao and Hindi words are written with them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(" " if category(char) in STEERING and char != "\n" else char for char in lines)


def plain(text: str) -> Content:
    """A text of a person or of the print, as it is: no markup is read in it, no control character passed on."""
    return Content(printable(text))


class Words(Static):
    """Static text that is data."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(plain(text), id=id, classes=classes, markup=False)
        self._text = text

    def say(self, text: str) -> None:
        """Show another text, if it is another one."""
        if text != self._text:
            self._text = text
            self.update(plain(text))

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        super().update(content, layout=layout)
