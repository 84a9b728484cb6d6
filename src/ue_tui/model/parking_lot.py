"""The parking lot: what was asked and is not to be answered now, with who asked, an owner and an answer later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ue_tui.model.steps import Do, Step


@dataclass(frozen=True, slots=True)
class ParkedLine:
    """A line of the parking lot."""

    id: str
    """The id of the step that parked it."""
    at: dt.datetime
    text: str
    who: str = ""
    """Who asked, as typed."""
    owner: str = ""
    """Who sees to it."""
    answer: str = ""
    dropped: bool = False


def parked_after(lines: tuple[ParkedLine, ...], step: Step) -> tuple[ParkedLine, ...]:
    """The parking lot after one step; the same one where the step does nothing."""
    if step.do is Do.PARK:
        return (*lines, ParkedLine(step.id, step.at, step.text, step.who)) if step.text.strip() else lines
    after = tuple(_line_after(line, step) if line.id == step.step else line for line in lines)
    return lines if after == lines else after


def _line_after(line: ParkedLine, step: Step) -> ParkedLine:
    match step.do:
        case Do.PARK_OWNER:
            return replace(line, owner=step.who)
        case Do.PARK_ANSWER:
            return replace(line, answer=step.text)
        case Do.PARK_DROP:
            return replace(line, dropped=True)
        case Do.PARK_KEEP:
            return replace(line, dropped=False)
    return line
