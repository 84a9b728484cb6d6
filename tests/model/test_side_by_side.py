"""Sheets beside each other: under one cell, along a row, and where a row is empty."""

from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.people import OwnerKind, delegation
from ue_tui.model.side_by_side import cells_of, empty_rows, presented, silent_words, under
from ue_tui.model.worksheet import Worksheet


def test_cells_go_row_by_row(event: Event) -> None:
    cells = cells_of(event.session("employee_potential"))
    assert len(cells) == 10
    assert [cell.title for cell in cells[:3]] == [
        "Leader's actions · Current practices",
        "Leader's actions · Areas for improvement",
        "Employee involvement · Current practices",
    ]
    assert cells_of(event.session("stocktaking")) == ()


def test_a_sheet_without_a_word_under_a_cell_still_stands_there(event: Event) -> None:
    session = event.session("employee_potential")
    cell = cells_of(session)[0]
    full = Worksheet(delegation("a"), {("delegation", "name"): "A"}).write(
        ("employee_potential", "leaders_actions", "current_practices"), (Bullet("x"),)
    )
    found = under(session, cell, [full, Worksheet(delegation("b"))])
    assert [(one.name, len(one.bullets)) for one in found] == [("A", 1), ("b", 0)]


def test_a_row_is_empty_only_when_all_its_cells_are(event: Event) -> None:
    session = event.session("employee_potential")
    sheet = Worksheet(delegation("a")).write(
        ("employee_potential", "leaders_actions", "areas_for_improvement"), (Bullet("x"),)
    )
    assert [row.id for row in empty_rows(session, sheet)] == [
        "employee_involvement",
        "aligned_rewards",
        "signals_stories_symbols",
        "hr_system_alignment",
    ]
    assert empty_rows(event.session("action_plan"), sheet) == ()


def test_the_first_kind_of_sheet_is_presented(event: Event) -> None:
    assert presented(event.session("user_journey")) is OwnerKind.GROUP
    assert presented(event.session("stocktaking")) is OwnerKind.DELEGATION


def test_rows_without_a_word_are_told_by_sheet(event: Event) -> None:
    session = event.session("employee_potential")
    full = Worksheet(delegation("full"))
    for row in ("leaders_actions", "employee_involvement", "aligned_rewards", "signals_stories_symbols"):
        full = full.write(("employee_potential", row, "current_practices"), (Bullet("x"),))
    bare = Worksheet(delegation("bare"))
    assert silent_words(session, [full], "hr_system_alignment") == "nothing from full"
    assert silent_words(session, [full], "leaders_actions") == "1 empty row"
    assert silent_words(session, [full, bare], "leaders_actions") == "nothing from bare · 5 more empty rows"
    done = full.write(("employee_potential", "hr_system_alignment", "current_practices"), (Bullet("x"),))
    assert silent_words(session, [done], "leaders_actions") == ""
