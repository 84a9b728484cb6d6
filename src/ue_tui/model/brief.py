"""What a rapporteur speaks from: a first page that fits the slot, the whole table behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.event import Event, Session
from ue_tui.model.first_page import (
    HEADER_LINES,
    HEADING,
    LEAD,
    PAGE_HEIGHT,
    RUNNING_HEADER,
    SPEECH,
    Page,
    page,
    short,
)
from ue_tui.model.handout import Block, Heading, Paragraph, Span, plain
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.speech import Speech, speech, within
from ue_tui.model.words import count_words, minutes_and_seconds, speaking_seconds
from ue_tui.model.worksheet import Worksheet
from ue_tui.model.worksheet_document import table_blocks


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
    def time(self) -> str:
        """`340 words, about 3:24 of 3:00`."""
        return f"{self.words} words, about {minutes_and_seconds(self.seconds)} of {minutes_and_seconds(self.allowed)}"

    @property
    def short(self) -> str:
        """`340 words, 3:24 of 3:00, leave out 2`, for a line that is full already."""
        time = f"{self.words} words, {minutes_and_seconds(self.seconds)} of {minutes_and_seconds(self.allowed)}"
        return f"{time}, leave out {self.leave_out}" if self.leave_out else time

    @property
    def sentence(self) -> str:
        """`340 words, about 3:24 of 3:00: leave out 2 points`."""
        return (
            f"{self.time}: leave out {_number(self.leave_out, 'point')}" if self.leave_out else f"{self.time}: it fits"
        )


def fitted(said: Speech, minutes: float, words_per_minute: int) -> tuple[Speech, Fit]:
    """A speech with what is too much for a slot of so many minutes spare, and how it fits."""
    allowed = round(minutes * 60)
    fits = within(said, allowed, words_per_minute)
    return fits, Fit(
        sum(map(count_words, said.texts)), speaking_seconds(said.texts, words_per_minute), allowed, fits.spare
    )


def fit(
    event: Event, session: Session, sheet: Worksheet, delegations: Mapping[str, Worksheet] | None = None
) -> Fit | None:
    """How what a sheet's owner says fits its slot; None where nothing is presented.

    A group's words on recommendations are its members': they are found in `delegations`.
    """
    if not session.presentation_minutes:
        return None
    said = speech(session, sheet, delegations or {})
    return fitted(said, session.presentation_minutes, event.agenda.defaults.words_per_minute)[1]


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
    said, fits = fitted(speech(session, sheet, delegations), session.presentation_minutes, rate)
    heading, who = brief_title(session, group.name), _who(session, group, groups)
    opening = short(said.opening, LONGEST_OPENING)
    room = PAGE_HEIGHT - _head(event, heading, who, _fits(fits), opening)
    shown = page(said, rate, room)
    if shown.hidden:
        shown = page(said, rate, room - SPEECH.line)  # for the second line of the sentence that says so
    return (
        Heading(1, heading),
        plain(who, "speech"),
        Paragraph((Span(_fits(fits) + _here(shown, rate), bold=True),), "speech"),
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


def _head(event: Event, heading: str, who: str, fits: str, opening: str) -> float:
    """Points of the page that are taken before the parts."""
    pushed = max(0, RUNNING_HEADER.lines(event.running_header) - HEADER_LINES) * RUNNING_HEADER.line
    return pushed + HEADING.height(heading) + SPEECH.height(who) + SPEECH.height(fits) + LEAD.height(opening)


def _who(session: Session, group: DiscussionGroup, groups: Sequence[DiscussionGroup]) -> str:
    """Who speaks, how long, and when."""
    user_group = group.user_group if group.user_group.casefold() != group.name.casefold() else ""
    parts = (
        f"Rapporteur {short(group.rapporteurs.get(session.id, '')) or 'not named yet'}",
        f"user group {short(user_group)}" if user_group else "",
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


def _fits(fits: Fit) -> str:
    """Whether the speech fits its slot, and which points are left out where it does not."""
    return f"{fits.sentence}, in brackets" if fits.leave_out else fits.sentence


def _here(shown: Page, rate: int) -> str:
    """How long it takes to say what stands on this page, where that is not all."""
    if not shown.hidden:
        return ""
    here = sum(map(count_words, shown.texts))
    return f"; on this page {here} words, about {minutes_and_seconds(speaking_seconds(shown.texts, rate))}"
