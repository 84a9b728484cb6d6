"""What the facilitator put up for the room: a picture, a line, or nothing at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ue_tui.model.steps import Do, Step


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was put up; it goes with its phase."""

    what: str
    """Which picture: the word of the screen that put it up."""
    names: bool
    """Whether names stand in it."""
    seed: int
    """What the order of the nameless is drawn from; another one at each reveal."""
    since: dt.datetime
    page: int = 0


@dataclass(frozen=True, slots=True)
class Projected:
    """What was put up, beside the clock."""

    picture: Picture | None = None
    message: str = ""
    """The line for the room; empty for none."""
    message_since: dt.datetime | None = None
    blank: bool = False


def projected_after(projected: Projected, step: Step) -> Projected:
    """What is up after one step; the same value where the step does nothing."""
    picture = projected.picture
    match step.do:
        case Do.REVEAL if step.text:
            return replace(projected, picture=Picture(step.text, step.names, step.number, step.at))
        case Do.PAGE if picture is not None and step.number >= 0 and step.number != picture.page:
            return replace(projected, picture=replace(picture, page=step.number))
        case Do.COVER if picture is not None:
            return replace(projected, picture=None)
        case Do.BLANK if not projected.blank:
            return replace(projected, blank=True)
        case Do.SHOW if projected.blank:
            return replace(projected, blank=False)
        case Do.TELL if step.text != projected.message:
            return replace(projected, message=step.text, message_since=step.at if step.text else None)
    return projected
