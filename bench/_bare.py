"""The library's own floor: the smallest Textual apps that show what ours are compared with.

python bench/_bare.py app | table ROWS | area
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Static, TextArea


class BareApp(App[None]):
    """A line of text."""

    def compose(self) -> ComposeResult:
        yield Static("Bare app")


class BareTable(App[None]):
    """A table of so many rows with a cursor, and a key that writes into a cell."""

    BINDINGS: ClassVar[list[BindingType]] = [("1", "mark('1')"), ("2", "mark('2')")]

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("Stage", "Mark", "Words")
        for number in range(self._rows):
            table.add_row(f"Stage {number}", "", "Process is documented and continuously updated", key=str(number))

    def action_mark(self, mark: str) -> None:
        table = self.query_one(DataTable)
        table.update_cell_at(table.cursor_coordinate._replace(column=1), mark)


class BareArea(App[None]):
    """A text to write in."""

    def compose(self) -> ComposeResult:
        yield TextArea("Bare area\n")


def main() -> None:
    """Run the app that is named."""
    match sys.argv[1:]:
        case ["table", rows]:
            BareTable(int(rows)).run()
        case ["area"]:
            BareArea().run()
        case _:
            BareApp().run()


if __name__ == "__main__":
    main()
