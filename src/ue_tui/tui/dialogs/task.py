"""A session's task in full, in the words of the print: instructions, prompts and the example."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ue_tui.model.event import Session
from ue_tui.model.sheets import Maturity, Recommendations, Table


class TaskDialog(ModalScreen[None]):
    """Shows every word of a session that a participant reads; `row` is scrolled to, if it is named."""

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
            box.border_title = "The task"
            box.border_subtitle = "Up Down scroll · Esc closes"
            for place, text in task_texts(self._session):
                yield Static(text, id=f"row-{place}" if place else None)

    def on_mount(self) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.focus()
        if self._row and (found := self.query(f"#row-{self._row}")):
            scroll.scroll_to_widget(found.first(), top=True, animate=False)

    def action_leave(self) -> None:
        self.dismiss(None)


def task_texts(session: Session) -> list[tuple[str, Content]]:
    """The words of a session, piece by piece, with the id of the row that a piece belongs to."""
    pieces: list[tuple[str, Content]] = [
        ("", Content.styled(session.heading or session.title, "bold")),
        ("", Content("\n".join(text for text in (session.schedule, session.concept_paper) if text) + "\n")),
    ]
    pieces += [("", _with_bold(text + "\n", session.bold)) for text in session.instructions]
    if session.form:
        pieces.append(("", Content(f"Form: {session.form}\n")))
    match session.grid:
        case Maturity() as grid:
            pieces += _maturity_texts(grid)
        case Table() as grid:
            pieces += _table_texts(session, grid)
        case Recommendations() as grid:
            names = [", ".join(one.label for one in part) for part in (grid.columns, grid.rows)]
            pieces.append(("", Content("\n".join(names) + "\n")))
    if session.reference is not None:
        pieces.append(("", Content(f"{session.reference.label} {session.reference.text}\n")))
    return pieces


def _with_bold(text: str, bold: tuple[str, ...]) -> Content:
    content = Content(text)
    for words in bold:
        if (at := text.find(words)) >= 0:
            content = content.stylize("bold", at, at + len(words))
    return content


def _maturity_texts(grid: Maturity) -> list[tuple[str, Content]]:
    levels = Content("\n").join(
        Content.assemble((level.label, "bold"), f"  {level.description}") for level in grid.levels
    )
    pieces = [("", Content.assemble(Content.styled(grid.corner, "bold"), "\n", levels, "\n"))]
    for number, stage in enumerate(grid.stages, 1):
        items = [f"{number}.{position}  {item.text}" for position, item in enumerate(stage.items, 1)]
        text = Content.assemble((f"{number}  {stage.label}", "bold"), "\n" + "\n".join(items) + "\n")
        pieces.append((stage.id, text))
    return pieces


def _table_texts(session: Session, grid: Table) -> list[tuple[str, Content]]:
    pieces = [(row.id, Content.assemble((row.heading, "bold"), "\n", row.prompt, "\n")) for row in grid.rows]
    if (example := session.example) is None:
        return pieces
    lines = [f"{line.label} {example.lines[line.id]}" for line in grid.lines if line.id in example.lines]
    pieces.append(("", Content.assemble((example.heading, "bold"), "\n" + "\n".join(lines) + "\n")))
    for row in grid.rows:
        parts: list[Content | str] = [Content.styled(row.heading, "bold")]
        if row.id in example.prompts:
            parts.append("\n" + example.prompts[row.id])
        for column in grid.columns:
            bullets = example.cells.get((row.id, column.id), ())
            parts += [Content.styled(f"\n{column.label}", "italic")] if bullets else []
            parts += [f"\n  • {bullet}" for bullet in bullets]
        pieces.append(("", Content.assemble(*parts, "\n")))
    return pieces
