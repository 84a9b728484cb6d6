"""A fifth session of any kind is a new file: its worksheet is made, read, checked and counted without new code."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from tests.events import answers_of, toml_of
from ue_tui.model.answers import read_answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.people import OwnerKind, delegation, group
from ue_tui.model.sheets import Kind, Place
from ue_tui.model.worksheet import Worksheet, progress
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.new_worksheet import new_worksheet
from ue_tui.store.roster import RosterRow
from ue_tui.store.schema import json_schema
from ue_tui.store.setup import init

HEAD = """
format = 1
id = "{kind}_again"
number = 8
kind = "{kind}"
title = "A fifth one"
sheets = ["delegation", "group"]
presentation_minutes = 2
instructions = ["Say it again."]

[[phase]]
id = "country"
label = "COUNTRY-LEVEL WORK"
who = "delegation"
minutes = 5
"""

MATURITY = """
[maturity]
asks = "both"
level = [
  { id = "none", label = "None" },
  { id = "some", label = "Some" },
  { id = "most", label = "Most", description = "More than half" },
  { id = "all", label = "All" },
]
[[maturity.stage]]
id = "open_data"
label = "Open data"
item = [{ id = "licence", text = "A licence that everybody understands" }]
[[maturity.stage]]
id = "no_items"
label = "A stage without items"
"""

TABLE = """
[[field]]
id = "place"
label = "Place"

[table]
tags = ["keep"]
tagged_column = "later"
column = [{ id = "now", label = "Now" }, { id = "later", label = "Later" }]
row = [{ id = "desk", label = "Desk", prompt = "Who sits there?" }, { id = "door", label = "Door" }]
"""

RECOMMENDATIONS = """
[recommendations]
at_least = 1
column = [{ id = "first", label = "First idea" }, { id = "second", label = "Second idea" }]
row = [{ id = "what", label = "What" }, { id = "cost", label = "Cost" }]
"""

KINDS = {"maturity": MATURITY, "table": TABLE, "recommendations": RECOMMENDATIONS}
ROSTER = [RosterRow("Aurelia", "Statistics Aurelia", "Parliament", "Parliament")]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(kind: str, root: Path, tmp_path: Path) -> EventFolder:
    """An event whose fifth session is of that kind, with a delegation and a group."""
    shutil.copytree(root / "sessions", tmp_path / "sessions")
    (tmp_path / "sessions" / "8-again.toml").write_text(HEAD.format(kind=kind) + KINDS[kind], encoding="utf-8")
    agenda = tmp_path / "sessions" / "agenda.toml"
    added = f'\n[[block]]\nsession = "{kind}_again"\n'
    agenda.write_text(agenda.read_text(encoding="utf-8") + added, encoding="utf-8")
    init(tmp_path, ROSTER)
    return EventFolder(tmp_path)


def event_in(folder: EventFolder) -> Event:
    event, problems = folder.load_event()
    assert problems == ()
    return event


def test_its_worksheets_ask_everything_and_are_read_without_a_word(kind: str, folder: EventFolder) -> None:
    event = event_in(folder)
    session = event.sessions[-1]
    raw = toml_of(folder.root / "worksheets" / "aurelia.toml")[session.id]

    assert (session.id, session.number) == (f"{kind}_again", 8)
    assert [problem for problem in folder.open().live.problems() if problem.severity != "open"] == []
    for field in session.fields(OwnerKind.DELEGATION):
        value = raw
        for key in field.place[1:]:
            value = value[key]
    text = (folder.root / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")
    assert "# Session 8: A fifth one\n# Say it again.\n" in text


def test_every_answer_to_it_is_written_read_and_counted(folder: EventFolder) -> None:
    event = event_in(folder)
    session = event.sessions[-1]
    for owner in (delegation("aurelia"), group("parliament")):
        fields = session.fields(owner.kind)
        answers = {}
        for field in fields:
            # The last of its choices, or what a person would type.
            typed = {Kind.TOP: "aurelia.second", Kind.CELL: ["keep: One", "! Two"]}.get(field.kind, "Words")
            answer = read_answer(field, len(field.choices) or typed)
            assert answer is not None
            answers[field.place] = answer

        text = new_worksheet(event, owner, answers)

        assert answers_of(event, owner, text) == answers
        assert progress(session, Worksheet(owner, answers)).done is bool(fields)
        assert progress(session, Worksheet(owner)).filled == 0


def test_editors_know_it(folder: EventFolder) -> None:
    schema = json.loads((folder.root / "worksheets" / "worksheet.schema.json").read_text(encoding="utf-8"))

    assert schema == json_schema(event_in(folder))
    for name in ("aurelia", "groups/parliament"):
        assert list(Draft7Validator(schema).iter_errors(toml_of(folder.root / "worksheets" / f"{name}.toml"))) == []


@pytest.mark.parametrize("kind", ["maturity"], indirect=True)
def test_four_levels_are_four_marks(folder: EventFolder) -> None:
    event = event_in(folder)
    text = (folder.root / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")
    score = event.fields(OwnerKind.DELEGATION)["maturity_again", "open_data", "score"]

    assert (
        "# Write 1, 2, 3 or 4:  1 None   2 Some   3 Most   4 All   (0 not marked)\n[maturity_again.open_data]" in text
    )
    assert [read_answer(score, number) for number in range(5)] == [None, "none", "some", "most", "all"]
    grid = json_schema(event)["properties"]["maturity_again"]["properties"]
    assert grid["no_items"]["properties"]["score"]["enum"] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("kind", ["table"], indirect=True)
def test_its_own_tags_are_read_in_its_own_column(folder: EventFolder) -> None:
    event = event_in(folder)
    desk: Place = ("table_again", "desk")
    text = new_worksheet(event, group("parliament"), {(*desk, "later"): (Bullet("The chair", "keep"),)})

    assert "later = '''\nkeep: The chair\n'''" in text
    assert answers_of(event, group("parliament"), text) == {(*desk, "later"): (Bullet("The chair", "keep"),)}


@pytest.mark.parametrize("kind", ["recommendations"], indirect=True)
def test_two_ideas_are_two_to_share(folder: EventFolder) -> None:
    aurelia = (folder.root / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")
    parliament = toml_of(folder.root / "worksheets" / "groups" / "parliament.toml")

    assert "# The number of the one that you share with your group: 1 or 2 (0 not chosen)\nshared = 0\n" in aurelia
    assert "[recommendations_again.second]\n# What\nwhat = '''" in aurelia
    assert parliament["recommendations_again"] == {"top": "", "hands": {}}
