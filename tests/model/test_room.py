"""What the room sees: the right words at every moment, and nothing that was not revealed."""

import contextlib
import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.errors import Refused
from ue_tui.model.event import Event
from ue_tui.model.fold import fold
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.picture import read_subject
from ue_tui.model.revealing import Material, shown
from ue_tui.model.room import Room, Show, room
from ue_tui.model.sheets import Kind, Place
from ue_tui.model.steps import Do, Step
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.live_run import LiveRun

NINE = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)
TOKYO = dt.timezone(dt.timedelta(hours=9))


def seen(run: LiveRun, now: dt.datetime) -> Room:
    return room(run.event, run.run, {}, (), now, TOKYO)


def after(run: LiveRun, minutes: float, *steps: Do) -> dt.datetime:
    at = NINE + dt.timedelta(minutes=minutes)
    for do in steps:
        run.take(do, at)
    return at


def test_before_the_first_start_the_room_is_welcomed(event: Event) -> None:
    found = seen(LiveRun(event, "test"), NINE)

    assert found.show is Show.WELCOME
    assert found.heading == event.agenda.title
    assert found.digits == ""


def test_a_phase_shows_what_is_left_and_until_when(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    found = seen(run, NINE + dt.timedelta(minutes=2, seconds=19))

    assert (found.show, found.digits, found.under, found.tone) == (Show.CLOCK, "12:41", "until 09:15", "plain")
    assert found.heading == "Country-level work"
    assert found.form == event.session("stocktaking").form


def test_past_zero_it_counts_up_and_says_so_in_words(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    found = seen(run, NINE + dt.timedelta(minutes=15, seconds=12))

    assert (found.digits, found.under, found.tone) == ("+0:12", "over time", "late")


def test_a_pause_stands_still_and_says_so(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    after(run, 5, Do.PAUSE)
    found = seen(run, NINE + dt.timedelta(minutes=9))

    assert (found.digits, found.under, found.tone) == ("10:00", "paused", "paused")


def test_a_gap_says_what_comes_and_where_to_sit(event: Event) -> None:
    run = LiveRun(event, "test")
    after(run, 0, Do.START)
    found = seen(run, after(run, 15, Do.NEXT))

    assert found.show is Show.GAP
    assert found.heading == "Plenary discussion"
    assert found.line == "All together, facing the front."
    assert found.digits == ""


def test_a_break_says_when_it_is_over_and_then_that_we_start_soon(event: Event) -> None:
    lunch = next(phase for phase in event.timeline if phase.who is None)
    run = LiveRun(event, "test")
    run.take(Do.START, NINE, phase=lunch.id)
    found = seen(run, NINE + dt.timedelta(minutes=10))

    assert (found.show, found.heading, found.digits) == (Show.BREAK, "Lunch · back at 10:00", "10:00")
    late = seen(run, NINE + dt.timedelta(minutes=61))
    assert (late.show, late.heading, late.digits) == (Show.SOON, "We start soon", "")


def test_a_run_of_steps_that_mean_nothing_here_says_what_comes(event: Event) -> None:
    stray = Step("a", NINE, "test", Do.START, "no_such.phase", since=NINE)

    assert room(event, fold([stray]), {}, (), NINE, TOKYO).show is Show.GAP


def with_groups(run: LiveRun, now: dt.datetime) -> Room:
    groups = tuple(
        DiscussionGroup(stem, stem.title(), rapporteurs={"user_journey": f"Speaker of {stem}"})
        for stem in ("business", "media", "parliament")
    )
    return room(run.event, run.run, {}, groups, now, TOKYO)


def test_a_slot_shows_its_own_clock_who_speaks_and_who_is_next(event: Event) -> None:
    run = LiveRun(event, "test")
    run.take(Do.START, NINE, phase="user_journey.plenary")
    assert with_groups(run, NINE).upcoming == "First: Business"
    run.take(Do.SLOT_START, NINE + dt.timedelta(minutes=1), group="business")
    found = with_groups(run, NINE + dt.timedelta(minutes=2))

    assert (found.show, found.heading, found.line) == (Show.SLOT, "Business", "Speaker of business")
    assert (found.digits, found.tone, found.upcoming) == ("4:00", "plain", "Next: Media")
    assert "73:00 left" in found.title
    amber = with_groups(run, NINE + dt.timedelta(minutes=5))
    assert (amber.digits, amber.tone, amber.under) == ("1:00", "soon", "one minute left")
    red = with_groups(run, NINE + dt.timedelta(minutes=5, seconds=30))
    assert (red.digits, red.tone, red.under) == ("0:30", "late", "half a minute left")
    over = with_groups(run, NINE + dt.timedelta(minutes=6, seconds=12))
    assert (over.digits, over.tone, over.under) == ("+0:12", "late", "over time")
    run.take(Do.SLOT_PAUSE, NINE + dt.timedelta(minutes=7), group="business")
    assert with_groups(run, NINE + dt.timedelta(minutes=9)).under == "paused"


def test_who_is_absent_is_neither_called_nor_named(event: Event) -> None:
    run = LiveRun(event, "test")
    run.take(Do.START, NINE, phase="user_journey.plenary")
    run.take(Do.SLOT_ABSENT, NINE, group="business")
    found = with_groups(run, NINE)

    assert found.upcoming == "First: Media"
    assert "usiness" not in repr(found)


def test_what_is_told_stands_until_it_is_taken_off_and_dark_is_dark(event: Event) -> None:
    run = LiveRun(event, "test")
    run.take(Do.TELL, NINE, text="Coffee is outside")
    assert seen(run, NINE).message == "Coffee is outside"
    run.take(Do.BLANK, NINE)
    assert seen(run, NINE).words == "blank"
    run.take(Do.TELL, NINE, text="")
    run.take(Do.SHOW, NINE)
    assert (seen(run, NINE).message, seen(run, NINE).words) == ("", "welcome")


def test_a_picture_stands_with_its_page_and_goes_with_its_phase(event: Event, live: LiveEvent) -> None:
    run = LiveRun(event, "test")
    run.take(Do.START, NINE, phase="stocktaking.plenary")
    run.take(Do.REVEAL, NINE, text="counts stocktaking items=yes")
    run.take(Do.PAGE, NINE, number=1)
    subject = read_subject("counts stocktaking items=yes")
    picture = shown(subject, Material(event, live.delegations()), names=False, seed=1)
    found = room(event, run.run, {}, (), NINE, TOKYO, picture=picture)
    assert found.words == "picture 2 of 5, names off"
    run.take(Do.NEXT, NINE)
    assert room(event, run.run, {}, (), NINE, TOKYO, picture=picture).picture is None


def test_when_the_day_is_closed_the_room_is_thanked(event: Event) -> None:
    run = LiveRun(event, "test")
    run.take(Do.START, NINE)
    run.take(Do.CLOSE, NINE + dt.timedelta(minutes=15))
    found = seen(run, NINE + dt.timedelta(hours=15))

    assert (found.show, found.heading, found.digits) == (Show.CLOSED, "Thank you", "")


# Whatever is done and whatever people have written, nothing that was not revealed is in the value that is projected.

SECRET = "SECRET"
GROUP_NAMES = ("business", "media", "parliament")


def secret_sheets(event: Event) -> dict[Owner, Worksheet]:
    """Worksheets every text of which is a secret, the names of the delegations too."""
    sheets = {}
    for number in range(4):
        owner = Owner(OwnerKind.DELEGATION, f"{SECRET.lower()}{number}")
        answers: dict[Place, Answer] = {}
        for place, field in event.fields(OwnerKind.DELEGATION).items():
            if field.kind is Kind.CELL:
                answers[place] = (Bullet(f"{SECRET} bullet", sources=(f"{SECRET} source",)),)
            elif field.choices:
                answers[place] = field.choices[number % len(field.choices)].id
            else:
                answers[place] = f"{SECRET} text {number}"
        sheets[owner] = Worksheet(owner, answers)
    return sheets


@st.composite
def days(draw: st.DrawFn) -> list[tuple[Do, float, dict[str, str]]]:
    """What is done in a day: any steps, in any order."""
    kinds = st.sampled_from(
        (
            *(Do.START, Do.PAUSE, Do.RESUME, Do.NEXT, Do.ADD, Do.SLOT_START, Do.SLOT_STOP, Do.SLOT_ABSENT, Do.ATTEND),
            *(Do.BLANK, Do.SHOW, Do.CLOSE, Do.BACK, Do.TOLD, Do.PARK),
        )
    )
    steps = []
    for do in draw(st.lists(kinds, max_size=14)):
        details: dict[str, str] = {}
        if do.value.startswith("slot"):
            details["group"] = draw(st.sampled_from(GROUP_NAMES))
        if do is Do.ATTEND:
            details |= {"owner": f"{SECRET.lower()}1", "text": draw(st.sampled_from(["absent", "late", "present"]))}
        if do is Do.TOLD:
            details |= {"owner": f"{SECRET.lower()}1", "session": "stocktaking"}
        if do is Do.PARK:
            details |= {"text": f"{SECRET} question", "who": f"{SECRET} person"}
        steps.append((do, draw(st.floats(0, 90)), details))
    return steps


@given(steps=days(), wait=st.floats(0, 200))
def test_nothing_that_was_not_revealed_is_in_what_the_room_sees(
    event: Event, steps: list[tuple[Do, float, dict[str, str]]], wait: float
) -> None:
    cued = tuple(
        replace(session, phases=tuple(replace(phase, cues=(f"{SECRET} cue",)) for phase in session.phases))
        for session in event.sessions
    )
    run, now = LiveRun(Event(event.agenda, cued), "test"), NINE
    groups = tuple(
        DiscussionGroup(stem, stem.title(), members=(f"{SECRET.lower()}1",), scribes={"user_journey": SECRET})
        for stem in GROUP_NAMES
    )
    absent: set[str] = set()
    sheets = secret_sheets(event)
    for do, minutes, details in steps:
        now += dt.timedelta(minutes=minutes)
        with contextlib.suppress(Refused):
            run.take(do, now, **details)  # type: ignore[arg-type] # drawn by name
        absent = set(run.run.queue().absent)
        found = room(run.event, run.run, sheets, groups, now + dt.timedelta(minutes=wait), TOKYO)
        assert SECRET.casefold() not in repr(found).casefold()
        assert not any(stem in repr(found).casefold() for stem in absent)
