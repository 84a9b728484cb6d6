"""The schema for editors takes every worksheet that ue-tui writes, and says one clear thing of a slip."""

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.events import any_answers, event_of
from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.errors import NotSaved
from ue_tui.model.findings import Severity
from ue_tui.model.people import Owner, OwnerKind, delegation, group
from ue_tui.model.sheets import Place
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.new_worksheet import new_worksheet
from ue_tui.store.schema import SCHEMA_PATH, json_schema, schema_text

ROOT = Path(__file__).parents[2]
EVENT = event_of(ROOT)
SCHEMA = Draft7Validator(json_schema(EVENT))
AURELIA, PARLIAMENT = delegation("aurelia"), group("parliament")
SAMPLES = sorted((ROOT / "worksheets").rglob("*.toml")) + sorted((ROOT / "tests/data/worksheets").rglob("*.toml"))
CONFLICT = """
[[conflict]]
at = "user_journey.objects.constraints"
kept = "Printed copies"
other = "Printed copies cost much"
since = 2025-12-02T00:20:31.000Z
"""

Validates = Callable[[str], list[str]]


def validates(text: str) -> list[str]:
    """Where a worksheet's text is not what the schema says; times are strings to JSON."""
    raw = json.loads(json.dumps(tomli.loads(text), default=dt.datetime.isoformat))
    return sorted("/".join(map(str, error.absolute_path)) for error in SCHEMA.iter_errors(raw))


def sheet(owner: Owner) -> str:
    answers: dict[Place, Answer] = {
        (owner.kind.value, "name"): owner.stem.title(),
        ("user_journey", "user", "constraints"): (Bullet("One"),),
    }
    return new_worksheet(EVENT, owner, answers)


def test_the_schema_is_one_itself() -> None:
    Draft7Validator.check_schema(json_schema(EVENT))
    assert json.loads(schema_text(EVENT)) == json_schema(EVENT)
    assert schema_text(EVENT).endswith("}\n")


def test_the_sample_events_schema_is_that_of_its_sessions() -> None:
    text = (ROOT / "worksheets" / "worksheet.schema.json").read_text(encoding="utf-8")

    assert text == schema_text(EVENT), "sessions/ changed: write the schema anew with “ue-tui schema”"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_worksheet_of_the_sample_event_is_right(path: Path) -> None:
    assert validates(path.read_text(encoding="utf-8")) == []


@given(st.data(), st.sampled_from([AURELIA, PARLIAMENT]))
def test_every_worksheet_that_is_made_is_right(data: st.DataObject, owner: Owner) -> None:
    answers = {(owner.kind.value, "name"): "Aurelia", **data.draw(any_answers(EVENT, owner.kind))}

    assert validates(new_worksheet(EVENT, owner, answers)) == []


def test_a_conflict_that_waits_in_a_worksheet_is_right() -> None:
    assert validates(sheet(AURELIA) + CONFLICT) == []
    assert validates(sheet(AURELIA) + CONFLICT.replace("kept", "keep")) == ["conflict/0"]


def test_hands_and_the_top_one_are_right() -> None:
    top = 'top = "nor-land.recommendation_3"'

    assert validates(sheet(PARLIAMENT).replace('top = ""', top) + "[action_plan.hands_]\n") != []
    text = sheet(PARLIAMENT).replace('top = ""', top).replace("[action_plan.hands]", "[action_plan.hands]\nnorland = 0")
    assert validates(text) == []


def changed(owner: Owner, old: str, new: str) -> str:
    text = sheet(owner)
    assert old in text
    return text.replace(old, new, 1)


SCORE = "stocktaking/initiating_contact/score"
WRONG = [
    (AURELIA, "score = 0", "score = 4", SCORE),
    (AURELIA, "score = 0", "score = -1", SCORE),
    (AURELIA, "score = 0", 'score = "In Progress"', SCORE),
    (AURELIA, "score = 0", "score = 0\nscor = 1", "stocktaking/initiating_contact"),
    (AURELIA, "format = 1", "format = 2", "format"),
    (AURELIA, "format = 1", "format = 1\nname = 'Aurelia'", ""),
    (AURELIA, "'''\nOne\n'''", "1", "user_journey/user/constraints"),
    (AURELIA, "'''\nOne\n'''", "[1]", "user_journey/user/constraints/0"),
    (AURELIA, "shared = 0", "shared = 4", "action_plan/shared"),
    (AURELIA, "[action_plan.recommendation_3]", "[action_plan.recommendation_4]", "action_plan"),
    (AURELIA, "[delegation]", "[delegation]\nmembers = []", "delegation"),
    (PARLIAMENT, 'top = ""', 'top = "aurelia.recommendation_4"', "action_plan/top"),
    (PARLIAMENT, "members = []", 'members = "aurelia, norland"', "group/members"),
    (PARLIAMENT, "[action_plan.hands]", "[action_plan.hands]\naurelia = 'many'", "action_plan/hands/aurelia"),
]


@pytest.mark.parametrize(("owner", "old", "new", "place"), WRONG)
def test_a_slip_is_said_where_it_stands_and_nowhere_else(owner: Owner, old: str, new: str, place: str) -> None:
    assert set(validates(changed(owner, old, new))) - {""} == {place} - {""}
    assert validates(changed(owner, old, new)) != []


@pytest.mark.parametrize(
    ("owner", "old", "new"),
    [
        (AURELIA, "[delegation]", "[group]"),
        (PARLIAMENT, 'top = ""', "shared = 1"),
        (PARLIAMENT, "[action_plan]", "[stocktaking.initiating_contact]\nscore = 1\n[action_plan]"),
        (AURELIA, "[action_plan]", "[action_plan.hands]\naurelia = 1\n[action_plan]"),
        (AURELIA, '[delegation]\nname = "Aurelia"\n', "[delegation]\n"),
        (AURELIA, "[delegation]\n", '[group]\nname = "Both"\n[delegation]\n'),
    ],
)
def test_a_sheet_is_a_delegations_or_a_groups_and_says_whose(owner: Owner, old: str, new: str) -> None:
    assert validates(changed(owner, old, new)) != []


def test_every_place_is_explained_in_the_words_of_the_event() -> None:
    schema = json_schema(EVENT)

    for kind in OwnerKind:
        for place, field in EVENT.fields(kind).items():
            found = schema
            for key in place:
                found = found["properties"][key]
            assert field.label in found["description"]
            assert field.prompt in found["description"]
    stages = schema["properties"]["stocktaking"]["properties"]
    assert stages["initiating_contact"]["properties"]["user_identification"]["description"].splitlines() == [
        "1.1 User identification (database of external and internal users)",
        "0 not marked",
        "1 Unstructured: Ad hoc process and activities",
        "2 In Progress: Limited structure/process",
        "3 Embedded: Process is documented and continuously updated",
    ]


def tables_of(schema: dict[str, Any]) -> list[dict[str, Any]]:
    below = [one for one in schema.get("properties", {}).values() if isinstance(one, dict)]
    items = [schema["items"]] if isinstance(schema.get("items"), dict) else []
    found = [schema] if schema.get("type") == "object" else []
    return found + [table for one in (*below, *items) for table in tables_of(one)]


def test_no_table_takes_a_key_that_nobody_asked_for() -> None:
    open_tables = [table for table in tables_of(json_schema(EVENT)) if table["additionalProperties"] is not False]

    assert [table["description"] for table in open_tables] == ["Hands raised for each delegation, by its file name"]


@pytest.fixture
def tombi(tmp_path: Path) -> Callable[[str, str], tuple[int, str]]:
    """An editor's own checker, by the first line of a worksheet and without a network."""
    program = shutil.which("tombi", path=str(Path(sys.executable).parent)) or shutil.which("tombi")
    assert program is not None
    (tmp_path / "groups").mkdir()
    (tmp_path / "worksheet.schema.json").write_text(schema_text(EVENT), encoding="utf-8")

    def lint(name: str, text: str) -> tuple[int, str]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        command = [program, "lint", "--offline", "--error-on-warnings", "--quiet", name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return lint


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_editor_has_nothing_to_say_of_the_sample_event(path: Path, tombi: Callable) -> None:
    name = f"groups/{path.name}" if path.parent.name == "groups" else path.name

    assert tombi(name, path.read_text(encoding="utf-8")) == (0, "")


def test_an_editor_has_nothing_to_say_of_a_conflict(tombi: Callable) -> None:
    assert tombi("aurelia.toml", sheet(AURELIA) + CONFLICT) == (0, "")


@pytest.mark.parametrize(
    ("owner", "old", "new", "sentence"),
    [
        (AURELIA, "score = 0", "score = 7", "must be one of [0, 1, 2, 3], but found 7"),
        (AURELIA, "score = 0", 'score = "In Progress"', "expected a value of type Integer"),
        (AURELIA, "note =", "notes =", '"notes" is not allowed'),
        (PARLIAMENT, 'top = ""', 'top = "aurelia.recommendation_4"', "does not match the pattern"),
        (PARLIAMENT, 'top = ""', "shared = 1", 'must be one of ["top", "hands"], but found shared'),
    ],
)
def test_an_editor_says_one_thing_of_a_slip_in_its_line(
    owner: Owner, old: str, new: str, sentence: str, tombi: Callable
) -> None:
    text = changed(owner, old, new)
    line = 1 + next(number for number, one in enumerate(text.splitlines()) if one.startswith(new))

    code, said = tombi(f"groups/{owner.stem}.toml" if owner.kind is OwnerKind.GROUP else "aurelia.toml", text)

    assert code == 1
    assert sentence in said
    assert said.count("Error") == 1
    assert f":{line}:" in said


def test_a_schema_of_other_sessions_is_a_warning_and_is_written_anew_when_the_app_opens(tmp_path: Path) -> None:
    for part in ("sessions", "worksheets"):
        shutil.copytree(ROOT / part, tmp_path / part)
    folder, path = EventFolder(tmp_path), tmp_path / SCHEMA_PATH
    good = path.read_bytes()
    session = tmp_path / "sessions" / "6-action-plan.toml"
    session.write_text(
        session.read_text(encoding="utf-8").replace("Staff requirement", "Staff needed"), encoding="utf-8"
    )

    [warning] = [one for one in folder.open().live.problems() if one.path == SCHEMA_PATH]
    assert warning.severity is Severity.WARNING
    assert "ue-tui schema --write" in warning.message
    assert path.read_bytes() == good

    assert [one for one in folder.open(refresh=True).live.problems() if one.path == SCHEMA_PATH] == []
    assert path.read_bytes() != good
    path.unlink()
    assert [one for one in folder.open().live.problems() if one.path == SCHEMA_PATH] == []
    folder.open(refresh=True)
    assert b"Staff needed" in path.read_bytes()


def test_a_schema_that_cannot_be_written_stays_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("sessions", "worksheets"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / SCHEMA_PATH).write_bytes(b"\xff")

    def refuse(*_arguments: object, **_more: object) -> str:
        raise NotSaved("read-only")

    monkeypatch.setattr("ue_tui.store.schema.replace", refuse)
    live = EventFolder(tmp_path).open(refresh=True).live
    assert [one.path for one in live.problems() if one.path == SCHEMA_PATH] == [SCHEMA_PATH]
