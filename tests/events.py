"""Events and answers for tests."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomli

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import nobody
from ue_tui.model.event import Event
from ue_tui.model.people import Owner
from ue_tui.model.sheets import Place
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
