"""A session's task in full, in the words of the print: instructions, prompts and the example."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ue_tui.model.event import Example, Session
from ue_tui.model.sheets import Maturity, Recommendations, Table, TableRow
from ue_tui.tui.widgets.words import plain


class TaskDialog(ModalScreen[None]):
    """Shows every word of a session that a participant reads; what belongs to a `row` that is in hand comes first."""

    DEFAULT_CSS = """
    TaskDialog {
        align: center middle;
        & > VerticalScroll {
            width: 96%; max-width: 110; height: 96%;
            border: round $primary; background: $surface; padding: 1 2;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,e,E,q,ctrl+e", "leave", "leave")]

    def __init__(self, session: Session, row: str = "") -> None:
        super().__init__()
        self._session = session
        self._row = row

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = "Prompt and example" if self._row else "The task"
            box.border_subtitle = "Up Down scroll · Esc closes"
            for text in [*row_texts(self._session, self._row), *task_texts(self._session)]:
                yield Static(text)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        self.dismiss(None)


def row_texts(session: Session, row: str) -> list[Content]:
    """What is said of one row of a table: its prompt, and the example's words in it."""
    if not isinstance(session.grid, Table) or not row:
        return []
    pieces = [_prompt(one) for one in session.grid.rows if one.id == row]
    if (example := session.example) is not None:
        pieces += [_example_heading(session.grid, example), _example_row(session.grid, example, row)]
    return [*pieces, Content("─" * 20 + "\n")]


def task_texts(session: Session) -> list[Content]:
    """The words of a session, piece by piece, in the order of the print."""
    pieces = [
        Content.styled(session.heading or session.title, "bold"),
        Content("\n".join(text for text in (session.schedule, session.concept_paper) if text) + "\n"),
    ]
    pieces += [_with_bold(text + "\n", session.bold) for text in session.instructions]
    if session.form:
        pieces.append(plain(f"Form: {session.form}\n"))
    match session.grid:
        case Maturity() as grid:
            pieces += _maturity_texts(grid)
        case Table() as grid:
            pieces += _table_texts(session, grid)
        case Recommendations() as grid:
            names = [", ".join(one.label for one in part) for part in (grid.columns, grid.rows)]
            pieces.append(Content("\n".join(names) + "\n"))
    if session.reference is not None:
        pieces.append(plain(f"{session.reference.label} {session.reference.text}\n"))
    return pieces


def _with_bold(text: str, bold: tuple[str, ...]) -> Content:
    content = plain(text)
    for words in bold:
        if (at := text.find(words)) >= 0:
            content = content.stylize("bold", at, at + len(words))
    return content


def _maturity_texts(grid: Maturity) -> list[Content]:
    width = max(cell_len(level.label) for level in grid.levels)
    levels = Content("\n").join(
        Content.assemble((set_cell_size(level.label, width), "bold"), f"  {level.description}") for level in grid.levels
    )
    pieces = [Content.assemble(Content.styled(grid.corner, "bold"), "\n", levels, "\n")]
    for number, stage in enumerate(grid.stages, 1):
        items = [f"{number}.{position}  {item.text}" for position, item in enumerate(stage.items, 1)]
        pieces.append(Content.assemble((f"{number}  {stage.label}", "bold"), "\n" + "\n".join(items) + "\n"))
    return pieces


def _table_texts(session: Session, grid: Table) -> list[Content]:
    pieces = [_prompt(row) for row in grid.rows]
    if (example := session.example) is not None:
        pieces.append(_example_heading(grid, example))
        pieces += [_example_row(grid, example, row.id) for row in grid.rows]
    return pieces


def _prompt(row: TableRow) -> Content:
    return Content.assemble((row.heading, "bold"), "\n", row.prompt, "\n")


def _example_heading(grid: Table, example: Example) -> Content:
    lines = [f"{line.label} {example.lines[line.id]}" for line in grid.lines if line.id in example.lines]
    return Content.assemble((example.heading, "bold"), "\n" + "\n".join(lines) + "\n")


def _example_row(grid: Table, example: Example, row: str) -> Content:
    """The example's words in a row, column by column; the prompt too where the example's differs."""
    this = next(one for one in grid.rows if one.id == row)
    parts: list[Content | str] = [Content.styled(this.heading, "bold")]
    if row in example.prompts:
        parts.append("\n" + example.prompts[row])
    for column in grid.columns:
        bullets = example.cells.get((row, column.id), ())
        parts += [Content.styled(f"\n{column.label}", "italic")] if bullets else []
        parts += [f"\n  • {bullet}" for bullet in bullets]
    return Content.assemble(*parts, "\n")
