"""Every answer of every session is in the data, one a line."""

from collections import Counter
from dataclasses import replace

from tests.tui.nasty import NASTY
from ue_tui.model.answers import Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.data_table import COLUMNS, data_rows
from ue_tui.model.people import delegation, group
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet import Worksheet


def rows(snapshot: Snapshot) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in data_rows(snapshot)]


def test_every_answer_to_a_session_has_its_rows(snapshot: Snapshot) -> None:
    ids = {session.id for session in snapshot.event.sessions}
    expected: Counter[tuple[str, str]] = Counter()
    for owner, sheet in snapshot.sheets.items():
        for place, answer in sheet.answers.items():
            if place[0] in ids:
                expected[owner.stem, ".".join(place)] += len(answer) if isinstance(answer, tuple) else 1
    found = Counter((row["owner"], row["key"]) for row in rows(snapshot))
    assert found == expected
    assert sum(found.values()) > 100


def test_a_mark_says_its_level_by_number_id_and_label(snapshot: Snapshot) -> None:
    sheet = Worksheet(delegation("aurelia"), {("delegation", "name"): "Aurelia"})
    sheet = sheet.write(("stocktaking", "initiating_contact", "score"), "in_progress")
    [row] = rows(replace(snapshot, sheets={sheet.owner: sheet}))
    wanted = {"session": "4", "owner_kind": "delegation", "owner": "aurelia", "name": "Aurelia", "group": "Parliament",
              "code": "1", "row": "Initiating contact", "number": "2", "answer": "in_progress", "label": "In Progress",
              "readable": "yes"}  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


def test_a_bullet_keeps_its_parts_apart(snapshot: Snapshot) -> None:
    sheet = Worksheet(group("media"), {("group", "name"): "Media"})
    bullets = (Bullet("One"), Bullet(NASTY, "refine", True, ("Aurelia", "Norland")))
    sheet = sheet.write(("user_journey", "objects", "areas_for_improvement"), bullets)
    first, second = rows(replace(snapshot, sheets={sheet.owner: sheet}))
    assert (first["number"], first["answer"], first["row"], first["column"]) == (
        "1", "One", "Objects", "Areas for improvement",
    )  # fmt: skip
    parts = ("number", "answer", "tag", "first", "sources")
    assert tuple(second[part] for part in parts) == ("2", NASTY, "refine", "yes", "Aurelia, Norland")


def test_what_cannot_be_read_is_there_and_says_so(snapshot: Snapshot) -> None:
    sheet = Worksheet(delegation("sarda")).write(("stocktaking", "initiating_contact", "score"), Unread("much"))
    [row] = rows(replace(snapshot, sheets={sheet.owner: sheet}))
    assert (row["answer"], row["label"], row["readable"]) == ("much", "", "no")


def test_hands_are_data_too(snapshot: Snapshot) -> None:
    hands = [row for row in rows(snapshot) if row["column"] == "Hands"]
    assert [(row["owner"], row["row"], row["answer"]) for row in hands] == [
        ("parliament", "aurelia", "7"),
        ("parliament", "norland", "4"),
    ]
