"""What a rapporteur speaks from: a first page that fits the slot, the whole table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.event import Event, Session
from ue_tui.model.first_page import (
    BODY,
    HEADER_LINES,
    HEADING,
    LEAD,
    PAGE_HEIGHT,
    RUNNING_HEADER,
    Page,
    page,
    short,
)
from ue_tui.model.handout import Block, Heading, Paragraph, Span, plain
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.speech import speech
from ue_tui.model.words import count_words, minutes_and_seconds, speaking_seconds
from ue_tui.model.worksheet import Worksheet
from ue_tui.model.worksheet_document import table_blocks


def spoken_texts(
    session: Session, sheet: Worksheet, delegations: Mapping[str, Worksheet] | None = None
) -> tuple[str, ...]:
    """Everything that the owner of a sheet says in a session, as its brief counts it.

    A group's words on recommendations are its members': they are found in `delegations`.
    """
    return speech(session, sheet, delegations or {}).texts


@dataclass(frozen=True, slots=True)
class Fit:
    """How a speech fits its slot."""

    words: int
    seconds: int
    allowed: int
    """Seconds of the slot."""
    leave_out: int
    """How many points are too much."""

    @property
    def sentence(self) -> str:
        """`340 words, about 3:24 of 3:00: leave out 2 points`."""
        time = f"{self.words} words, about {minutes_and_seconds(self.seconds)} of {minutes_and_seconds(self.allowed)}"
        return f"{time}: leave out {_number(self.leave_out, 'point')}" if self.leave_out else f"{time}: it fits"


def fit(texts: Sequence[str], minutes: float, words_per_minute: int) -> Fit:
    """How what is said fits a slot of so many minutes; points are left out from the end, never the first sentence."""
    allowed = round(minutes * 60)
    left = len(texts)
    while left > 1 and speaking_seconds(texts[:left], words_per_minute) > allowed:
        left -= 1
    seconds = speaking_seconds(texts, words_per_minute)
    return Fit(sum(map(count_words, texts)), seconds, allowed, len(texts) - left)


def brief_blocks(
    event: Event,
    session: Session,
    group: DiscussionGroup,
    sheet: Worksheet,
    *,
    groups: Sequence[DiscussionGroup],
    delegations: Mapping[str, Worksheet],
) -> tuple[Block, ...]:
    """The brief of a group: page 1 to speak from, then the full table; `groups` in the order in which they speak."""
    rate = event.agenda.defaults.words_per_minute
    said = speech(session, sheet, delegations)
    fits = fit(said.texts, session.presentation_minutes, rate)
    heading, who = brief_title(session, group.name), _who(session, group, groups)
    opening = short(said.opening, LONGEST_OPENING)
    room = PAGE_HEIGHT - _head(event, heading, who, opening)
    shown = page(said, rate, room)
    return (
        Heading(1, heading),
        plain(who),
        Paragraph((Span(_fits(fits, shown, session, rate), bold=True),)),
        plain(opening, "lead"),
        *shown.paragraphs,
        Heading(1, f"The whole table: {session.title}", page_break=True),
        *table_blocks(session, sheet, group=group, delegations=delegations),
    )


LONGEST_OPENING = 300
"""Characters of the first sentence; only names that nobody could say make it longer."""


def brief_title(session: Session, name: str) -> str:
    """What stands on top of a brief, and what its document is called."""
    return f"{short(name)}: {short(session.title)}"


def _head(event: Event, heading: str, who: str, opening: str) -> float:
    """Points of the page that are taken before the parts."""
    pushed = max(0, RUNNING_HEADER.lines(event.running_header) - HEADER_LINES) * RUNNING_HEADER.line
    fits = BODY.height("one line") + BODY.line  # at most two lines
    return pushed + HEADING.height(heading) + BODY.height(who) + fits + LEAD.height(opening)


def _who(session: Session, group: DiscussionGroup, groups: Sequence[DiscussionGroup]) -> str:
    """Whose brief it is, who speaks, how long, and when."""
    parts = (
        f"Group {short(group.name)}",
        f"user group {short(group.user_group)}" if group.user_group else "",
        f"rapporteur {short(group.rapporteurs.get(session.id, '')) or 'not named yet'}",
        _number(session.presentation_minutes, "minute"),
        _order(group, groups),
    )
    return " · ".join(part for part in parts if part)


def _order(group: DiscussionGroup, groups: Sequence[DiscussionGroup]) -> str:
    """`you speak 3rd of 6, after Media`."""
    stems = [one.stem for one in groups]
    if group.stem not in stems:
        return ""
    at = stems.index(group.stem)
    after = f", after {short(groups[at - 1].name)}" if at else ""
    return f"you speak {_ordinal(at + 1)} of {len(stems)}{after}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _number(number: float, what: str) -> str:
    return f"{number:g} {what}" if number == 1 else f"{number:g} {what}s"


def _fits(fits: Fit, shown: Page, session: Session, rate: int) -> str:
    """Whether the speech fits its slot, and where not all of it stands on this page, how long that takes."""
    if not shown.hidden:
        return fits.sentence
    here = fit(shown.texts, session.presentation_minutes, rate)
    return f"{fits.sentence}; on this page {here.words} words, about {minutes_and_seconds(here.seconds)}"
