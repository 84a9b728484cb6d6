"""Events and answers for tests."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomli
from hypothesis import strategies as st

from ue_tui.model.answers import Answer, read_answer
from ue_tui.model.bullets import nobody
from ue_tui.model.event import Event
from ue_tui.model.people import Owner, OwnerKind, folded
from ue_tui.model.sheets import Field, Kind, Place
from ue_tui.store.shapes import read_agenda, read_session
from ue_tui.store.sheet_files import read_sheet


def event_of(root: Path) -> Event:
    """The event whose agenda and sessions stand in a folder; a mistake in one of them fails the test."""
    agenda, mistakes = read_agenda(toml_of(root / "sessions" / "agenda.toml"))
    assert agenda is not None, mistakes
    sessions = []
    for path in sorted((root / "sessions").glob("[0-9]*.toml")):
        session, mistakes = read_session(toml_of(path))
        assert session is not None, (path, mistakes)
        assert not mistakes, (path, mistakes)
        sessions.append(session)
    return Event(agenda, tuple(sessions))


def toml_of(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text(encoding="utf-8"))


def answers_of(
    event: Event, owner: Owner, text: str, is_delegation: Callable[[str], bool] = nobody
) -> Mapping[Place, Answer]:
    """What a worksheet's text says, every key of which is asked and every value an answer."""
    read = read_sheet(event, owner, tomli.loads(text), is_delegation)
    assert read.findings == ()
    return read.worksheet.answers


def is_member(name: str) -> bool:
    """Whether a bullet's source is one of the two delegations that tests know."""
    return folded(name) in {"aurelia", "norland"}


# What people type and paste: quotes, fences, escapes, control characters, any script, wide and combining characters.
WORDS = st.text(
    st.one_of(
        st.sampled_from("'\"\\#[]=\n\r\t !-:.,()\x00\x1b\x7f\x85\u2028"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)
LINES = st.one_of(
    WORDS,
    st.sampled_from(["'''", "it''''s", "''", "ends with '", "\\", "refine: x", "! y (from Aurelia)", "[/b] [x] [red]"]),
)


def said(field: Field) -> st.SearchStrategy[Answer | None]:
    """Any answer that a person can give to a question."""
    match field.kind:
        case Kind.MARK | Kind.SHARED:
            return st.sampled_from([None, *(choice.id for choice in field.choices)])
        case Kind.CELL | Kind.MEMBERS:
            return st.lists(LINES, max_size=4, unique_by=lambda line: " ".join(line.split())).map(
                lambda lines: read_answer(field, lines, is_member)
            )
        case _:
            return LINES.map(lambda text: read_answer(field, text))


def any_answers(event: Event, kind: OwnerKind) -> st.SearchStrategy[Mapping[Place, Answer]]:
    """Answers to some of the questions."""
    fields = list(event.fields(kind).values())
    some = st.lists(st.sampled_from(fields), max_size=12, unique_by=lambda field: field.place)
    chosen = some.flatmap(lambda few: st.fixed_dictionaries({field.place: said(field) for field in few}))
    return chosen.map(lambda found: {place: answer for place, answer in found.items() if answer})
