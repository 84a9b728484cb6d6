"""How far sheets are: signs, told, forecasts, and who was not heard."""

import datetime as dt
from typing import Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.attendance import Heard, How
from ue_tui.model.event import Event, Session, TimedPhase
from ue_tui.model.fold import fold
from ue_tui.model.pace import Pace, forecast, in_order, pace, paces, row_letters, told_next
from ue_tui.model.people import Owner, delegation, group
from ue_tui.model.run import PhaseRun, Run
from ue_tui.model.steps import Details, Do, Step
from ue_tui.model.worksheet import Worksheet

START = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def at(minute: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minute)


def step(minute: float, do: Do, phase: str = "", **more: Unpack[Details]) -> Step:
    return Step(f"{minute:07.2f}{do}", at(minute), "laptop", do, phase, **more)


@pytest.fixture
def session(event: Event) -> Session:
    return event.session("stocktaking")


@pytest.fixture
def country(event: Event) -> TimedPhase:
    return next(phase for phase in event.timeline if phase.id == "stocktaking.country")


def marked(stages: int, session: Session) -> Worksheet:
    sheet = Worksheet(delegation("aurelia"))
    asked = [field for field in session.fields(sheet.owner.kind) if field.counts]
    for field in asked[:stages]:
        sheet = sheet.write(field.place, "embedded")
    return sheet


def running(*more: Step) -> Run:
    return fold([step(0, Do.START, "stocktaking.country"), *more])


def test_the_forecast_is_phase_start_plus_elapsed_times_total_over_filled(country: TimedPhase) -> None:
    on = PhaseRun(country.id, START)
    found = forecast(5, 7, country, on, at(10))
    assert found is not None
    assert found.at == at(14)
    assert found.words(dt.UTC) == "done 00:14"
    late = forecast(4, 7, country, on, at(10))
    assert late is not None
    assert late.words(dt.UTC) == "done 00:18, 3:00 late"


def test_nothing_is_forecast_before_a_quarter_of_the_phase_or_two_answers(country: TimedPhase) -> None:
    on = PhaseRun(country.id, START)
    assert forecast(5, 7, country, on, at(3.7)) is None
    assert forecast(5, 7, country, on, at(3.75)) is not None
    assert forecast(1, 7, country, on, at(10)) is None
    assert forecast(7, 7, country, on, at(10)) is None


@given(st.integers(2, 6), st.floats(4, 40), st.floats(0, 30))
def test_a_pause_moves_the_forecast_as_it_moves_the_end(filled: int, minutes: float, paused: float) -> None:
    phase = TimedPhase("a.b", 0, "A", "B", 900, 450, "a")
    plain = forecast(filled, 7, phase, PhaseRun(phase.id, START), at(minutes))
    moved = PhaseRun(phase.id, START, paused=dt.timedelta(minutes=paused))
    later = forecast(filled, 7, phase, moved, at(minutes + paused))
    assert plain is not None
    assert later is not None
    assert abs((later.at - plain.at) - dt.timedelta(minutes=paused)) <= dt.timedelta(minutes=1)
    assert abs(later.late - plain.late) <= dt.timedelta(minutes=1)


def test_a_forecast_needs_a_sign_in_this_phase(session: Session, country: TimedPhase) -> None:
    before = Heard(How.FILE, at(-5))
    now = Heard(How.FILE, at(6))
    run = running()
    silent = pace(session, marked(4, session), before, run, country, at(8))
    assert (silent.silent, silent.forecast, silent.words(dt.UTC)) == (True, None, "not heard: walk here")
    heard = pace(session, marked(4, session), now, run, country, at(8))
    assert heard.forecast is not None
    assert heard.words(dt.UTC) == "by file 00:06 · done 00:14"


def test_a_file_from_a_clock_that_runs_ahead_is_no_sign(session: Session, country: TimedPhase) -> None:
    found = pace(session, marked(4, session), Heard(How.FILE, at(300)), running(), country, at(8))
    assert (found.silent, found.forecast) == (True, None)


def test_told_counts_where_it_is_more_and_is_a_sign(session: Session, country: TimedPhase) -> None:
    run = running(step(6, Do.TOLD, owner="aurelia", session="stocktaking", number=5))
    found = pace(session, marked(2, session), None, run, country, at(8))
    assert (found.filled, found.is_told, found.silent) == (5, True, False)
    assert found.words(dt.UTC) == "told 00:06 · done 00:11"
    more = pace(session, marked(6, session), None, run, country, at(8))
    assert (more.filled, more.is_told) == (6, False)
    done = pace(session, marked(7, session), None, running(), country, at(8))
    assert (done.done, done.silent, done.words(dt.UTC)) == (True, False, "done")


def test_nobody_is_waited_for_in_a_plenary_or_between_phases(session: Session, event: Event) -> None:
    plenary = next(phase for phase in event.timeline if phase.id == "stocktaking.plenary")
    run = fold([step(0, Do.START, plenary.id)])
    assert not pace(session, marked(0, session), None, run, plenary, at(8)).silent
    assert not pace(session, marked(0, session), None, Run(), None, at(8)).silent


def test_a_phase_waits_for_those_who_work_in_it(event: Event) -> None:
    session = event.session("employee_potential")
    phase = next(one for one in event.timeline if one.id == "employee_potential.group")
    run = fold([step(0, Do.START, phase.id)])
    sheets = [Worksheet(delegation("aurelia")), Worksheet(group("media"))]
    assert not any(one.silent for one in paces(session, sheets, lambda owner: None, run, phase, at(3)))
    found = paces(session, sheets, lambda owner: None, run, phase, at(30))
    assert [(str(one.owner), one.silent) for one in found] == [("groups/media", True), ("aurelia", False)]


def test_an_absent_delegation_is_not_waited_for(session: Session, country: TimedPhase) -> None:
    run = running(step(1, Do.ATTEND, owner="aurelia", text="absent"))
    found = pace(session, marked(0, session), None, run, country, at(8))
    assert (found.silent, found.words(dt.UTC)) == (False, "absent")


def test_who_was_not_heard_stands_first_and_the_order_stays() -> None:
    def one(stem: str, silent: bool, absent: bool = False) -> Pace:
        return Pace(Owner(delegation("x").kind, stem), stem, 0, 7, False, None, silent, absent, None)

    found = in_order([one("a", False), one("b", True), one("c", False, True), one("d", True), one("e", False)])
    assert [pace.name for pace in found] == ["b", "d", "a", "e", "c"]


def test_one_row_further_is_a_row_of_cells_and_one_stage(event: Event) -> None:
    journey, stocktaking = event.session("user_journey"), event.session("stocktaking")
    assert [told_next(journey, filled, 15, 1) for filled in (0, 2, 3, 14, 15)] == [3, 3, 6, 15, 15]
    assert [told_next(journey, filled, 15, -1) for filled in (0, 2, 3, 15)] == [0, 0, 0, 12]
    assert told_next(stocktaking, 4, 7, 1) == 5
    assert told_next(stocktaking, 0, 7, -1) == 0


def test_a_table_says_row_by_row_how_far_it_is(event: Event, groups: object, sheets: dict[Owner, Worksheet]) -> None:
    journey = event.session("user_journey")
    assert row_letters(journey, sheets[group("parliament")]).replace(" ", "").upper().replace("-", "") != ""
    assert row_letters(journey, Worksheet(group("x"))) == "- - - - -"
    assert row_letters(event.session("stocktaking"), Worksheet(group("x"))) == ""
