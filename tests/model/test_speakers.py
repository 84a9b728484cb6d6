"""Who speaks now and next, whether the slots fit, and what is said when nobody does."""

import datetime as dt
from dataclasses import replace

import pytest

from ue_tui.model.event import Agenda, Block, Event, Phase, Session, Who
from ue_tui.model.fold import fold
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run
from ue_tui.model.speakers import (
    Light,
    Speaker,
    Turn,
    has_slots,
    light,
    next_speaker,
    not_started,
    slot_clock,
    slots_to_come,
    speakers,
)
from ue_tui.model.steps import Do, Step

START = dt.datetime(2025, 12, 2, 9, 0, tzinfo=dt.UTC)
PLENARY = (Phase("plenary", "PLENARY", Who.PLENARY, 40),)
EVENT = Event(
    Agenda("Day", (Block("five"), Block("six"), Block("four"))),
    (
        Session("five", 5, "Five", PLENARY, presentation_minutes=3),
        Session("six", 6, "Six", PLENARY, presentation_minutes=3),
        Session("four", 4, "Four", PLENARY),
    ),
)
FIVE, SIX, FOUR = EVENT.timeline
GROUPS = tuple(
    DiscussionGroup(
        stem, stem.title(), members=(f"of_{stem}",), rapporteurs={"five": "Ms Ito"} if stem == "media" else {}
    )
    for stem in ("business", "media", "parliament")
)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def run_of(*steps: tuple[float, Do, str]) -> Run:
    started = Step("start", at(0), "x", Do.START, "five.plenary", at(0))
    return fold(
        [
            started,
            *(Step(f"{n}", at(s), "x", do, "five.plenary", group=group) for n, (s, do, group) in enumerate(steps)),
        ]
    )


def queue(run: Run, second: float) -> tuple[Speaker, ...]:
    return speakers(EVENT, run, FIVE, GROUPS, at(second))


def test_the_queue_says_who_speaks_who_has_and_who_comes() -> None:
    run = run_of((60, Do.SLOT_START, "business"), (200, Do.SLOT_STOP, "business"), (260, Do.SLOT_START, "media"))
    business, media, parliament = queue(run, 400)
    assert (business.turn, business.clock) == (Turn.DONE, "2:20")
    assert (media.turn, media.clock, media.light, media.rapporteur) == (Turn.SPEAKING, "0:40", Light.AMBER, "Ms Ito")
    assert (parliament.turn, parliament.clock) == (Turn.TO_COME, "3:00")
    assert next_speaker(queue(run, 400)) == parliament


def test_a_group_without_a_rapporteur_is_asked_for() -> None:
    business, media, _ = queue(run_of(), 0)
    assert (business.question, media.question) == ("Who speaks for Business?", "")


def test_a_group_is_absent_when_it_is_said_or_when_none_of_its_delegations_is_there() -> None:
    run = run_of((5, Do.SLOT_ABSENT, "media"))
    attend = Step("a", at(9), "x", Do.ATTEND, owner="of_parliament", text="absent")
    run = replace(run, room=fold([attend]).room)
    assert [one.turn for one in queue(run, 10)] == [Turn.TO_COME, Turn.ABSENT, Turn.ABSENT]


@pytest.mark.parametrize(
    ("seconds", "shown", "colour"),
    [(61, "1:01", Light.GREEN), (60, "1:00", Light.AMBER), (30, "0:30", Light.RED), (-12, "+0:12", Light.OVER)],
)
def test_a_slot_warns_at_a_minute_and_at_half_and_then_counts_up(seconds: int, shown: str, colour: Light) -> None:
    left = dt.timedelta(seconds=seconds)
    assert (slot_clock(left), light(left)) == (shown, colour)


def test_an_absent_groups_slot_goes_to_discussion() -> None:
    before = slots_to_come(EVENT, Run(), FIVE, queue(Run(), 0), at(0))
    assert before is not None
    assert (before.groups, before.phase - before.taken) == (3, 28 * 60)
    run = run_of((5, Do.SLOT_ABSENT, "media"), (60, Do.SLOT_START, "business"))
    now = slots_to_come(EVENT, run, FIVE, queue(run, 120), at(120))
    assert now is not None
    assert (now.groups, now.phase) == (1, 2400 - 120 - 120)
    assert slots_to_come(EVENT, Run(), FOUR, (), at(0)) is None
    assert not has_slots(EVENT, None)


def test_an_empty_floor_is_noticed_after_a_minute() -> None:
    run = run_of()
    assert not_started(EVENT, run, queue(run, 59), at(59)) == ""
    assert not_started(EVENT, run, queue(run, 65), at(65)) == "Business has not started for 1:05"
    run = run_of((60, Do.SLOT_START, "business"), (200, Do.SLOT_STOP, "business"))
    assert not_started(EVENT, run, queue(run, 300), at(300)) == ""
    assert not_started(EVENT, run, queue(run, 330), at(330)) == "Media has not started for 2:10"
    speaking = run_of((60, Do.SLOT_START, "business"))
    assert not_started(EVENT, speaking, queue(speaking, 330), at(330)) == ""
