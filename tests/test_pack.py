"""The sessions hold the pack of the workshop, every word of it and unchanged."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data" / "pack"
SESSIONS = Path(__file__).parents[1] / "sessions"
PACK = tomllib.loads((DATA / "worksheets.toml").read_text(encoding="utf-8"))
NUMBERS = [session["number"] for session in PACK["sessions"]]

# Strings of the pack's data that no participant reads.
IDENTIFIERS = {"id", "kind", "actor", "worksheet_owner"}
# Where a session file may hold words that the pack does not: settings, and the lines that are ours.
OURS = {
    *("id", "kind", "sheets", "who", "channels", "asks", "tags", "tagged_column", "room", "cues", "corner"),
    "field",
}
MARKUP = re.compile(r"</?u>|\*\*")


def strings(value: Any, leave_out: set[str]) -> Iterator[str]:
    """Every string under a value of TOML, in its order."""
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from strings(part, leave_out)
        case dict():
            for key, part in value.items():
                if key not in leave_out:
                    yield from strings(part, leave_out)


def pack_session(number: int) -> dict[str, Any]:
    session: dict[str, Any]
    [session] = [session for session in PACK["sessions"] if session["number"] == number]
    return session


def session_file(number: int) -> dict[str, Any]:
    [path] = SESSIONS.glob(f"{number}-*.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def session_texts(number: int) -> set[str]:
    return set(strings(session_file(number), set()))


def joined(text: str) -> str:
    """A printed text without its markup, lost line breaks and bullets, as one line."""
    text = MARKUP.sub("", text)
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("number", NUMBERS)
def test_every_text_of_the_pack_stands_unchanged_in_its_session(number: int) -> None:
    texts = list(strings(pack_session(number), IDENTIFIERS))
    there = session_texts(number)

    assert len(texts) > 10
    assert [text for text in texts if text not in there] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_a_session_says_nothing_that_the_pack_does_not_say(number: int) -> None:
    printed = set(strings(pack_session(number), IDENTIFIERS))

    assert [text for text in strings(session_file(number), OURS) if text not in printed] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_phases_follow_the_pack_minute_for_minute(number: int) -> None:
    printed = pack_session(number)
    ours = session_file(number)

    assert [(phase["id"], phase["label"], phase["who"], phase["minutes"]) for phase in ours["phase"]] == [
        (phase["id"], phase["label"], phase["actor"], phase["minutes"]) for phase in printed["phases"]
    ]
    assert sum(phase["minutes"] for phase in ours["phase"]) == printed["total_minutes"]
    assert ours["presentation_minutes"] == printed["presentation_minutes"]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_phase_has_a_line_for_the_room_and_a_least_length(number: int) -> None:
    for phase in session_file(number)["phase"]:
        assert 0 < len(phase["room"]) <= 80
        assert 0 < phase["min_minutes"] <= phase["minutes"]


def test_stages_items_and_levels_follow_the_pack() -> None:
    printed = pack_session(4)["maturity"]
    ours = session_file(4)["maturity"]

    assert [(stage["id"], stage["label"], stage["item"]) for stage in ours["stage"]] == [
        (stage["id"], stage["label"], stage["items"]) for stage in printed["stages"]
    ]
    assert len(ours["stage"]) == 7
    assert sum(len(stage["item"]) for stage in ours["stage"]) == 25
    assert [(level["id"], level["label"], level["description"]) for level in ours["level"]] == [
        (level["id"], level["label"], level["description"]) for level in printed["levels"]
    ]


@pytest.mark.parametrize(
    ("number", "kind", "in_pack"),
    [(5, "table", "aeiou"), (6, "recommendations", "action_plan"), (7, "table", "levers")],
)
def test_rows_and_columns_follow_the_pack(number: int, kind: str, in_pack: str) -> None:
    printed = pack_session(number)[in_pack]
    ours = session_file(number)

    assert ours["kind"] == kind
    assert ours[kind]["row"] == printed["rows"]
    assert ours[kind]["column"] == printed["columns"]


def test_the_example_follows_the_pack_cell_by_cell() -> None:
    printed = dict(pack_session(5)["aeiou"]["example"])
    assert printed.pop("context_label") == session_file(5)["field"][1]["label"]
    user = dict(printed["user"])
    user["prompt"] = user.pop("prompt_override")

    assert session_file(5)["example"] == printed | {"user": user}


def test_the_agenda_is_the_packs_event_with_its_sessions_in_order() -> None:
    agenda = tomllib.loads((SESSIONS / "agenda.toml").read_text(encoding="utf-8"))
    event, printed = agenda["event"], PACK["event"]

    assert (event["title"], event["dates"], event["place"]) == (
        printed["title"],
        printed["dates"],
        printed["location"],
    )
    assert f"{event['title']} {event['dates']}, {event['place']}" == printed["running_header"]
    ids = [session_file(number)["id"] for number in NUMBERS]
    assert [block.get("session", block.get("title")) for block in agenda["block"]] == [*ids[:2], "Lunch", *ids[2:]]


def test_every_printed_word_is_in_a_session() -> None:
    printed = (DATA / "worksheet-pack.txt").read_text(encoding="utf-8")
    for erratum in PACK["errata"]:
        printed = joined(printed).replace(joined(erratum["printed"]), erratum["here"])
    printed = printed.replace(PACK["event"]["running_header"], " ")
    words = {word for word in re.findall(r"\S+", printed) if re.search(r"\w", word)}
    known = {word for number in NUMBERS for text in session_texts(number) for word in re.findall(r"\S+", text)}

    assert len(words) > 500
    assert words - known == set()
