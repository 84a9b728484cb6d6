"""The event and its line of phases."""

import pytest

from ue_tui.model.event import Agenda, Block, Event, Phase, Session, Who
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Asks, Choice, Item, Kind, Maturity, Stage, TableRow, nearest, refusal_of


def test_every_phase_of_the_day_stands_in_a_line(event: Event) -> None:
    assert [phase.id for phase in event.timeline] == [
        "stocktaking.country", "stocktaking.plenary", "user_journey.group", "user_journey.plenary", "lunch",
        "action_plan.country", "action_plan.group", "action_plan.plenary",
        "employee_potential.group", "employee_potential.plenary",
    ]  # fmt: skip
    assert sum(phase.seconds for phase in event.timeline) == (400 + 60) * 60
    assert event.timeline[0].name == "Stocktaking, country-level work"
    assert event.timeline[4].name == "Lunch"
    assert event.timeline[4].min_seconds == 40 * 60


def test_breaks_of_one_name_have_ids_of_their_own() -> None:
    blocks = tuple(Block(title=title, minutes=15) for title in ("Coffee", "Coffee", "昼食", "Coffee"))
    ids = [phase.id for phase in Event(Agenda("Day", blocks), ()).timeline]
    assert ids == ["coffee", "coffee-2", "break", "coffee-3"]
    assert Event(Agenda("Day", blocks), ()).timeline[0].min_seconds == 450


def test_a_phase_shrinks_to_half_unless_it_says_otherwise() -> None:
    phases = (Phase("a", "A", Who.GROUP, 10), Phase("b", "B", Who.GROUP, 10, min_minutes=8))
    session = Session("s", 1, "S", phases)
    found = Event(Agenda("Day", (Block("s"),)), (session,)).timeline
    assert [phase.min_seconds for phase in found] == [300, 480]
    assert session.seconds == 1200
    assert session.fields(OwnerKind.DELEGATION) == ()


def test_the_running_header_has_title_dates_and_place(event: Event) -> None:
    assert event.running_header == (
        "Enhancing leadership advocacy for effective user engagement 2-3 December 2025, Chiba/Tokyo, Japan"
    )
    assert Event(Agenda("Alone", ()), ()).running_header == "Alone"


def test_a_delegation_is_asked_what_the_pack_asks(event: Event) -> None:
    fields = event.fields(OwnerKind.DELEGATION).values()
    marks = [field for field in fields if field.kind is Kind.MARK]
    assert len([one for one in marks if "." in one.code]) == 25
    assert len([one for one in marks if one.counts]) == 7
    assert len([one for one in fields if one.kind is Kind.CELL]) == 15 + 12 + 10


def test_hands_are_asked_of_groups_only(event: Event) -> None:
    place = ("action_plan", "hands", "aurelia")
    assert event.field(OwnerKind.GROUP, place) is not None
    assert event.field(OwnerKind.DELEGATION, place) is None
    assert event.field(OwnerKind.GROUP, ("stocktaking", "hands", "aurelia")) is None
    assert event.field(OwnerKind.GROUP, ("nowhere", "hands", "aurelia")) is None


@pytest.mark.parametrize(
    ("asks", "counted"), [("stages", ["1"]), ("items", ["1.1", "1.2"]), ("both", ["1", "1.1", "1.2"])]
)
def test_a_maturity_session_says_what_it_asks(asks: Asks, counted: list[str]) -> None:
    grid = Maturity(
        (Choice("low", "Low"), Choice("high", "High")),
        (Stage("one", "One", (Item("a", "A"), Item("b", "B"))),),
        asks=asks,
    )
    fields = list(grid.fields("s", OwnerKind.DELEGATION))
    assert [field.code for field in fields if field.counts] == counted
    assert list(grid.fields("s", OwnerKind.GROUP)) == []


def test_a_fourth_recommendation_is_refused_in_words(event: Event) -> None:
    grid = event.session("action_plan").grid
    assert "up to 3" in str(refusal_of(grid, ("action_plan", "recommendation_4")))
    assert refusal_of(grid, ("action_plan", "other")) is None
    assert refusal_of(None, ("x", "recommendation_4")) is None


def test_the_nearest_word_is_offered_or_none() -> None:
    assert nearest("constrains", ["constraints", "context"]) == "constraints"
    assert nearest("zzz", ["constraints"]) is None


def test_a_row_without_a_question_is_called_by_its_label() -> None:
    assert TableRow("a", "Levers").heading == "Levers"
