"""A new worksheet says what it was given, in the form that people know."""

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tests.events import WORDS, answers_of, any_answers, event_of, is_member
from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.people import Owner, delegation, group
from ue_tui.model.sheets import Choice, Column, Maturity, Place, Recommendations, Table, TableRow
from ue_tui.store.new_worksheet import WIDTH, new_worksheet
from ue_tui.store.sheet_files import read_sheet

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "data" / "worksheets"
EVENT = event_of(ROOT)
AURELIA, PARLIAMENT = delegation("aurelia"), group("parliament")


def with_stages(event: Event, **changes: object) -> Event:
    """The event with another maturity grid."""
    first, *rest = event.sessions
    assert isinstance(first.grid, Maturity)
    grid = dataclasses.replace(first.grid, **changes)  # type: ignore[arg-type]  # any of its fields
    return dataclasses.replace(event, sessions=(dataclasses.replace(first, grid=grid), *rest))


def example(owner: Owner) -> str:
    text = (EXAMPLES / f"{owner}.toml").read_text(encoding="utf-8")
    # Where the session's own words have a capital letter, and a session that a group has no table to type in.
    text = text.replace("# Context: who asks", "# Context: Who asks")
    before, scribes, after = text.partition("[group.scribes]\n")
    return before + scribes + after.replace("employee_potential", 'action_plan = ""\nemployee_potential', 1)


@pytest.mark.parametrize("owner", [AURELIA, PARLIAMENT], ids=str)
def test_the_answers_of_the_examples_make_the_examples_letter_for_letter(owner: Owner) -> None:
    text = example(owner)

    assert new_worksheet(EVENT, owner, answers_of(EVENT, owner, text, is_member)) == text


@pytest.mark.parametrize("owner", [AURELIA, PARLIAMENT], ids=str)
def test_an_empty_worksheet_has_room_for_every_answer_and_says_nothing(owner: Owner) -> None:
    raw = tomli.loads(new_worksheet(EVENT, owner, {}))

    assert answers_of(EVENT, owner, new_worksheet(EVENT, owner, {})) == {}
    for place in EVENT.fields(owner.kind):
        value: Any = raw
        for key in place:
            value = value[key]
        assert value in (0, "", "\n", [])


@given(st.data(), st.sampled_from([AURELIA, PARLIAMENT]))
def test_whatever_was_answered_is_read_back(data: st.DataObject, owner: Owner) -> None:
    answers = data.draw(any_answers(EVENT, owner.kind))

    text = new_worksheet(EVENT, owner, answers)

    assert answers_of(EVENT, owner, text, is_member) == answers
    assert text.encode().decode() == text


@given(WORDS, WORDS)
def test_no_word_of_a_session_breaks_its_worksheets(label: str, prompt: str) -> None:
    sessions = []
    for session in EVENT.sessions:
        grid = session.grid
        if isinstance(grid, Maturity):
            stages = tuple(dataclasses.replace(stage, label=label) for stage in grid.stages)
            grid = dataclasses.replace(grid, stages=stages, levels=(Choice("a", label), Choice("b", prompt)))
        elif isinstance(grid, Table):
            rows = tuple(TableRow(row.id, label, prompt, question=prompt) for row in grid.rows)
            grid = dataclasses.replace(grid, rows=rows)
        elif isinstance(grid, Recommendations):
            grid = dataclasses.replace(grid, rows=tuple(Column(row.id, label) for row in grid.rows))
        sessions.append(dataclasses.replace(session, grid=grid, heading=label, instructions=(prompt,)))
    event = dataclasses.replace(EVENT, sessions=tuple(sessions))

    for owner in (AURELIA, PARLIAMENT):
        assert answers_of(event, owner, new_worksheet(event, owner, {})) == {}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Say '''why''' first", "[\"Say '''why''' first\"]"),
        ("Pasted \x1b[31mred", '["Pasted \\u001b[31mred"]'),
    ],
    ids=["fence", "control"],
)
def test_a_cell_that_would_break_its_block_is_a_list(text: str, written: str) -> None:
    place = ("user_journey", "activities", "constraints")
    bullets = (Bullet("First"), Bullet(text))

    made = new_worksheet(EVENT, AURELIA, {place: bullets})

    assert written[1:-1] in made
    assert tomli.loads(made)["user_journey"]["activities"]["constraints"] == ["First", text]
    assert answers_of(EVENT, AURELIA, made) == {place: bullets}


@pytest.mark.parametrize(
    "name", ['The "North"', "C:\\Users", "Côte d’Ivoire", "ລາວ", "ایران", "日本", "[/b] [x] [red] [b +"]
)
def test_a_name_in_any_script_is_read_as_it_was_given(name: str) -> None:
    answers: dict[Place, Answer] = {("delegation", "name"): name, ("delegation", "organization"): name}

    text = new_worksheet(EVENT, AURELIA, answers)

    assert f"# Worksheet of {name}." in text
    assert answers_of(EVENT, AURELIA, text) == answers


def test_a_note_keeps_its_lines() -> None:
    place = ("stocktaking", "modernizing_tools", "note")

    text = new_worksheet(EVENT, AURELIA, {place: "One\n\n  two"})

    assert "note = '''\nOne\n\n  two\n'''\n" in text
    assert answers_of(EVENT, AURELIA, text) == {place: "One\n\n  two"}


def test_what_could_not_be_read_is_kept_and_still_cannot_be_read() -> None:
    place = ("stocktaking", "modernizing_tools", "score")

    text = new_worksheet(EVENT, AURELIA, {place: Unread("nearly done")})

    read = read_sheet(EVENT, AURELIA, tomli.loads(text), is_member)
    assert read.worksheet.answers == {place: Unread("nearly done")}
    assert [finding.place for finding in read.findings] == [place]


def test_answers_to_what_is_not_asked_are_left_out() -> None:
    answers: dict[Place, Answer] = {("stocktaking", "initiating_contact", "score"): "embedded"}

    assert new_worksheet(EVENT, PARLIAMENT, answers) == new_worksheet(EVENT, PARLIAMENT, {})


def test_hands_of_a_delegation_are_written_under_its_file_name_whatever_that_is() -> None:
    answers: dict[Place, Answer] = {
        ("action_plan", "hands", "aurelia"): "0",
        ("action_plan", "hands", "nor land.x"): "12",
    }

    text = new_worksheet(EVENT, PARLIAMENT, answers)

    assert '[action_plan.hands]\naurelia = 0\n"nor land.x" = 12\n' in text
    assert answers_of(EVENT, PARLIAMENT, text) == answers


def test_hands_that_nobody_counted_are_not_nought() -> None:
    text = new_worksheet(EVENT, PARLIAMENT, {})

    assert tomli.loads(text)["action_plan"]["hands"] == {}
    assert "such as  aurelia = 4\n[action_plan.hands]\n" in text


def test_many_members_stand_one_a_line() -> None:
    members = tuple(Bullet(f"delegation-{number}") for number in range(1, 13))

    text = new_worksheet(EVENT, PARLIAMENT, {("group", "members"): members})

    assert 'members = [\n  "delegation-1",\n' in text
    assert answers_of(EVENT, PARLIAMENT, text) == {("group", "members"): members}


def test_a_worksheet_says_which_marks_are_asked() -> None:
    for asks, score_is_optional, items_are_optional in (
        ("stages", False, True),
        ("items", True, False),
        ("both", False, False),
    ):
        text = new_worksheet(with_stages(EVENT, asks=asks), AURELIA, {})

        assert ("# The score of the stage is for your own work; it may stay 0." in text) is score_is_optional
        assert ("# The items are for your own work; they may stay 0." in text) is items_are_optional


def test_many_levels_stand_one_a_line() -> None:
    levels = tuple(Choice(f"level_{number}", f"Level number {number}") for number in range(1, 10))

    text = new_worksheet(with_stages(EVENT, levels=levels), AURELIA, {})

    assert "# Write 1, 2, 3, 4, 5, 6, 7, 8 or 9 (0 not marked):\n#   1 Level number 1\n#   2 Level" in text


def test_explanations_are_no_wider_than_a_small_window() -> None:
    for owner in (AURELIA, PARLIAMENT):
        lines = new_worksheet(EVENT, owner, {}).splitlines()

        # The two lines that say what to write stay whole; they are as in every worksheet.
        wide = [line for line in lines if len(line) > WIDTH and not re.match("# (Write|The number of) ", line)]
        assert wide == []


def test_a_session_without_a_heading_is_named_by_number_and_title() -> None:
    first, *rest = EVENT.sessions
    event = dataclasses.replace(EVENT, sessions=(dataclasses.replace(first, heading=""), *rest))

    assert "\n# Session 4: Stocktaking\n# Using the MS Forms" in new_worksheet(event, AURELIA, {})
