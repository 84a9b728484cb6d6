"""What earlier sessions offer to whoever writes recommendations: weak and split stages, areas for improvement.

What is taken keeps where it came from, as the source of its bullet: `(from session 4 stage 6)`, `(from session 5)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.bullets import Bullet, plain_words
from ue_tui.model.event import Event, Session
from ue_tui.model.sheets import Maturity, Table
from ue_tui.model.tally import level_at, levels_of, tallies
from ue_tui.model.worksheet import Worksheet

FEWEST_TO_BE_SPLIT = 3

_SESSION = re.compile(r"(?i)session (\d+)(?: .+)?")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something that an earlier session found and a recommendation can take up."""

    text: str
    why: str
    """Where it comes from, in words: `session 4, you marked Unstructured`."""
    source: str
    """The source that its bullet keeps."""

    @property
    def bullet(self) -> Bullet:
        """The bullet that is taken into a recommendation."""
        return Bullet(self.text, sources=(self.source,))


def is_session_source(event: Event, name: str) -> bool:
    """Whether a name in `(from …)` is a session of the event, such as `session 5` or `session 4 stage 6`."""
    match = _SESSION.fullmatch(name.strip())
    return match is not None and any(session.number == int(match[1]) for session in event.sessions)


def prompts(
    event: Event,
    session: Session,
    sheet: Worksheet,
    group_sheet: Worksheet | None,
    delegations: Mapping[str, Worksheet],
) -> tuple[Prompt, ...]:
    """What a delegation's recommendations in a session can take up, from the sessions before and beside it.

    `group_sheet` is that of the delegation's discussion group. What says the same, without case, space and punctuation,
    is offered once; a stage that is both weak and split says both.
    """
    found: dict[str, Prompt] = {}
    for other in event.sessions:
        if other.id == session.id:
            continue
        for prompt in (
            *_stages(other, sheet, delegations.values()),
            *_areas(other, [one for one in (sheet, group_sheet) if one is not None]),
        ):
            found.setdefault(plain_words(prompt.text), prompt)
    return tuple(found.values())


def _stages(session: Session, sheet: Worksheet, sheets: Iterable[Worksheet]) -> Iterator[Prompt]:
    """The stages that the delegation marked at the lowest level, then those on which the room is split."""
    if not isinstance(session.grid, Maturity) or not session.grid.levels:
        return
    lowest = levels_of(session)[0].label
    counted = tallies(session, sheets, items=False)
    weak = [one for one in counted if level_at(session, sheet, one.asked) == 0]
    split = [one for one in counted if one.word == "split" and one.n >= FEWEST_TO_BE_SPLIT]
    for one in (*weak, *(tally for tally in split if tally not in weak)):
        why = [f"you marked {lowest}" if one in weak else "", "the room is split" if one in split else ""]
        said = " and ".join(text for text in why if text)
        source = f"session {session.number} stage {one.asked.code}"
        yield Prompt(one.asked.label, f"session {session.number}: {said}", source)


def _areas(session: Session, sheets: Sequence[Worksheet]) -> Iterator[Prompt]:
    """The areas for improvement of the delegation's own sheet, then of its group's."""
    grid = session.grid
    if not isinstance(grid, Table) or not grid.tagged_column:
        return
    for at, sheet in enumerate(sheets):
        for row in grid.rows:
            for bullet in sheet.bullets(session.id, row.id, grid.tagged_column):
                tag = f", {bullet.tag}" if bullet.tag else ""
                whose = "" if at == 0 else f", {sheet.name}"
                why = f"session {session.number}, {row.label}{whose}{tag}"
                yield Prompt(bullet.text, why, f"session {session.number}")


def taken_up(prompt: Prompt, cells: Iterable[Sequence[Bullet]]) -> bool:
    """Whether a recommendation has it already: a bullet with that source that says it, or goes on from it."""
    key = plain_words(prompt.text)
    return any(
        prompt.source in bullet.sources and plain_words(bullet.text)[: len(key)] == key
        for cell in cells
        for bullet in cell
    )
