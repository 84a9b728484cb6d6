"""The problems of an event in the order of what to do first, as rows and as words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from ue_tui.model.event import Event
from ue_tui.model.findings import Problem, Severity
from ue_tui.store.live_event import LiveEvent, owner_of
from ue_tui.tui.widgets.row_list import ListRow


class First(IntEnum):
    """What is done before what."""

    REPAIR = 0
    """A file that cannot be read, with a repair: one key away."""
    MEND = 1
    """Another error."""
    DECIDE = 2
    """Two wordings that wait for a person."""
    MERGE = 3
    """A copy beside a worksheet."""
    LOOK = 4
    """Another warning."""
    OPEN = 5
    """Not done yet."""


WORDS = {
    First.REPAIR: "repair",
    First.MEND: "mend",
    First.DECIDE: "decide",
    First.MERGE: "merge",
    First.LOOK: "look",
    First.OPEN: "open",
}


def sort_of(live: LiveEvent, problem: Problem) -> First:
    """What is to be done about a problem."""
    if problem.severity is Severity.OPEN:
        return First.OPEN
    if problem.repair is not None:
        return First.REPAIR
    if problem.severity is Severity.ERROR:
        return First.MEND
    if problem.place[:1] == ("conflict",):
        return First.DECIDE
    return First.MERGE if any(copy.path == problem.path for copy in live.copies()) else First.LOOK


def in_order(live: LiveEvent, problems: Sequence[Problem], current: str) -> list[Problem]:
    """What to do first stands first; what is open of the session that is on before that of later ones."""
    coming = _coming(live.event, current)

    def rank(problem: Problem) -> tuple[int, int, int, str, int]:
        sort = sort_of(live, problem)
        session = next((coming.index(part) for part in problem.place if part in coming), len(coming))
        is_speaker = "rapporteurs" in problem.place
        return (sort, session if sort is First.OPEN else 0, not is_speaker, problem.path, problem.line)

    return sorted(problems, key=rank)


def _coming(event: Event, current: str) -> list[str]:
    """The ids of the sessions from the one that is on, those that are over last."""
    ids = [session.id for session in event.sessions]
    at = ids.index(current) if current in ids else 0
    return [*ids[at:], *ids[:at]]


def problem_row(live: LiveEvent, problem: Problem) -> ListRow:
    """A problem as a row: what to do, in which file and line, and why."""
    sort = sort_of(live, problem)
    look = "late" if problem.severity is Severity.ERROR else "quiet" if sort is First.OPEN else "plain"
    key = f"{problem.path}:{'.'.join(problem.place)}:{problem.message}"
    texts = (WORDS[sort], problem.path.removeprefix("worksheets/"), str(problem.line), problem.message)
    return ListRow(key, texts, look)  # type: ignore[arg-type]  # a conditional of literals is a str to mypy


def repair_words(problem: Problem) -> str:
    """The lines as they stand, and as they would be."""
    repair = problem.repair
    if repair is None:
        return ""
    before = [f"{repair.line + number:>5}  - {line}" for number, line in enumerate(repair.before)]
    return "\n".join((*before, *(f"       + {line}" for line in repair.after)))


def line_of(live: LiveEvent, problem: Problem) -> str:
    """The line of the file that a problem is about; empty where it is not at hand."""
    owner = owner_of(problem.path)
    file = live.files.get(owner) if owner is not None else None
    lines = file.text.text.splitlines() if file is not None and file.text is not None else []
    return f"{problem.line:>5}    {lines[problem.line - 1]}" if 0 < problem.line <= len(lines) else ""
