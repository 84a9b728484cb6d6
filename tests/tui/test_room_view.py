"""What stands on the projector, in every state: what was revealed, and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Unpack

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from tests.events import event_of
from ue_tui.model.event import Event
from ue_tui.model.fold import fold
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind, group
from ue_tui.model.picture import Of, Shown, Subject
from ue_tui.model.revealing import Material, shown
from ue_tui.model.room import Room, room
from ue_tui.model.steps import Details, Do, Step
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.event_folder import EventFolder
from ue_tui.tui.widgets.picture_lines import draw
from ue_tui.tui.widgets.picture_view import page_lines
from ue_tui.tui.widgets.room_view import RoomView

NOW = dt.datetime(2025, 12, 2, 1, 0, tzinfo=dt.UTC)
NOTE = "nobody may read this note"
NAMES = ("Aurelia", "Norland", "Borealis", "Sarda", "Tamara", "Quill")


@pytest.fixture(scope="module")
def event(root: Path) -> Event:
    return event_of(root)


@pytest.fixture(scope="module")
def sheets(root: Path) -> dict[Owner, Worksheet]:
    live = EventFolder(root).open().live
    found = {owner: live.sheet(owner) for owner in live.files}
    return {
        owner: sheet.write(("stocktaking", "initiating_contact", "note"), NOTE)
        if owner.kind is OwnerKind.DELEGATION
        else sheet
        for owner, sheet in found.items()
    }


@pytest.fixture(scope="module")
def groups(root: Path) -> tuple[DiscussionGroup, ...]:
    return EventFolder(root).open().live.groups()


@pytest.fixture(scope="module")
def material(event: Event, sheets: dict[Owner, Worksheet], groups: tuple[DiscussionGroup, ...]) -> Material:
    delegations = {owner.stem: sheet for owner, sheet in sheets.items() if owner.kind is OwnerKind.DELEGATION}
    return Material(event, delegations, groups, {one.stem: sheets[group(one.stem)] for one in groups})


SUBJECTS = (
    Subject(Of.COUNTS, "stocktaking"),
    Subject(Of.COUNTS, "stocktaking", items=True),
    Subject(Of.MARKS, "stocktaking"),
    Subject(Of.USER_GROUPS, "stocktaking"),
    Subject(Of.CELL, "user_journey", row="objects", column="constraints"),
    Subject(Of.ROW, "employee_potential", row="leaders_actions"),
    Subject(Of.SHEET, "user_journey", group="parliament"),
    Subject(Of.SHEET, "action_plan", group="parliament"),
    Subject(Of.TOP, "action_plan"),
    Subject(Of.SHARED, "action_plan"),
)


def runs(event: Event) -> list[tuple[str, tuple[Step, ...]]]:
    """Every state that a day can be in, by name, with the steps that lead there."""

    def step(second: int, do: Do, phase: str = "", **more: Unpack[Details]) -> Step:
        return Step(f"{second:03}", NOW + dt.timedelta(seconds=second), "laptop", do, phase, **more)

    found: list[tuple[str, tuple[Step, ...]]] = [("nothing was started", ())]
    absent = step(0, Do.ATTEND, owner="sarda", text="absent")
    for number, phase in enumerate(event.timeline):
        begun = (absent, step(1, Do.START, phase.id), step(2, Do.TOLD, owner="aurelia", session=phase.session))
        found += [
            (f"{phase.id} runs", begun),
            (f"{phase.id} is paused", (*begun, step(3, Do.PAUSE, phase.id))),
            (f"after {phase.id}", (*begun, step(3, Do.NEXT, phase.id))),
        ]
        if phase.id.endswith(".plenary") and number > 3:
            slot = step(3, Do.SLOT_START, phase.id, group="parliament")
            found += [(f"in a slot of {phase.id}", (*begun, slot))]
    return found


def pictures(material: Material) -> list[Shown | None]:
    return [None, *(shown(subject, material, names=False, seed=5) for subject in SUBJECTS)]


def words_of(view: RoomView) -> str:
    strips = view.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield RoomView()


@pytest.mark.parametrize("size", [(60, 18), (200, 60)])
async def test_what_was_not_revealed_is_on_no_projector_in_any_state(
    event: Event,
    sheets: dict[Owner, Worksheet],
    groups: tuple[DiscussionGroup, ...],
    material: Material,
    size: tuple[int, int],
) -> None:
    app = Host()
    every_state = runs(event)
    every_picture = pictures(material)
    seen: list[tuple[str, Room]] = []
    for number, (name, steps) in enumerate(every_state):
        run = fold(steps)
        for picture in (None, every_picture[number % len(every_picture)]):
            found = room(event, run, sheets, groups, NOW + dt.timedelta(minutes=number), dt.UTC)
            seen.append((name, replace(found, picture=picture)))
    for picture in every_picture[1:]:
        assert picture is not None
        seen += [(page.title, replace(seen[0][1], picture=picture, page=at)) for at, page in enumerate(picture.pages)]
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        view = app.query_one(RoomView)
        for name, value in seen:
            view.show(value)
            await pilot.pause()
            text = words_of(view)
            assert not any(one in text for one in NAMES), name
            assert NOTE not in text, name
            assert "absent" not in text, name
            if value.picture is None:
                assert "Unstructured" not in text, name
                assert not any(bullet in text for bullet in ("Committee clerks", "One form for all")), name


def test_a_room_without_a_picture_holds_no_answer_of_anybody(
    event: Event, sheets: dict[Owner, Worksheet], groups: tuple[DiscussionGroup, ...]
) -> None:
    answers = {
        bullet.text
        for sheet in sheets.values()
        for place, answer in sheet.answers.items()
        if isinstance(answer, tuple) and place[0] != "group"
        for bullet in answer
        if len(bullet.text) > 12
    }
    for name, steps in runs(event):
        said = repr(room(event, fold(steps), sheets, groups, NOW, dt.UTC))
        assert not any(text in said for text in answers), name
        assert not any(one in said for one in NAMES), name
        assert NOTE not in said


def test_marks_that_are_up_go_down_with_their_phase(
    event: Event, sheets: dict[Owner, Worksheet], groups: tuple[DiscussionGroup, ...], material: Material
) -> None:
    picture = shown(SUBJECTS[0], material, names=False, seed=1)
    first, second = event.timeline[0].id, event.timeline[1].id

    def at(*steps: Step) -> Room:
        run = fold(steps)
        return room(event, run, sheets, groups, NOW, dt.UTC, picture=picture)

    start = Step("1", NOW, "x", Do.START, first)
    reveal = Step("2", NOW + dt.timedelta(seconds=1), "x", Do.REVEAL, first, text=SUBJECTS[0].text)
    go_on = Step("3", NOW + dt.timedelta(seconds=2), "x", Do.NEXT, first)
    again = Step("4", NOW + dt.timedelta(seconds=3), "x", Do.START, second)
    assert at(start).picture is None
    assert at(start, reveal).picture is picture
    assert at(start, reveal, go_on).picture is None
    assert at(start, reveal, go_on, again).picture is None


@pytest.mark.parametrize(("width", "height"), [(56, 16), (76, 20), (170, 56)])
def test_a_page_fits_into_its_window(material: Material, width: int, height: int) -> None:
    for subject, names in product(SUBJECTS, (False, True)):
        for page in shown(subject, material, names=names, seed=1).pages:
            lines = page_lines(page, width, height)
            assert len(lines) <= height
            for line in lines:
                assert sum(cell_len(text) for text, _ in line) <= width, (subject, line)
            if subject.of in (Of.COUNTS, Of.MARKS, Of.USER_GROUPS) and not names:
                assert not any("more than this window" in text for line in lines for text, _ in line), subject


def test_thirty_delegations_stand_beside_each_other_in_sixty_columns(event: Event) -> None:
    many = {f"d{number}": Worksheet(Owner(OwnerKind.DELEGATION, f"d{number}")) for number in range(30)}
    page = shown(Subject(Of.MARKS, "stocktaking"), Material(event, many), names=False, seed=1).page(0)
    row = draw(page.body, 56).rows[0]
    assert sum(text.count("-") for text, look in row.lines[0] if look == "quiet") == 30
