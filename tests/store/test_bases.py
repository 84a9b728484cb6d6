"""The versions that an editor may have started from: kept, read back, and used after a restart."""

import datetime as dt
import itertools
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events import any_answers, event_of
from ue_tui.model.answers import Answer, Unread
from ue_tui.model.event import Event
from ue_tui.model.people import OwnerKind, delegation
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Conflict, Worksheet
from ue_tui.store.bases import MOST_KEPT, Version, bases_if_changed, read_bases, record
from ue_tui.store.event_folder import EventFolder, Saved, encode_changes
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.places import index
from ue_tui.store.saving import digest_of

PATH = "worksheets/aurelia.toml"
AURELIA = delegation("aurelia")
NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
ROOT = Path(__file__).parents[2]
EVENT = event_of(ROOT)


def versions(*sheets: Worksheet) -> list[Version]:
    return [Version(f"{number:032x}", sheet) for number, sheet in enumerate(sheets)]


@given(st.lists(any_answers(EVENT, OwnerKind.DELEGATION), min_size=2, max_size=5))
@settings(max_examples=40)
def test_every_version_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, answers: list[Mapping[Place, Answer]]
) -> None:
    root = tmp_path_factory.mktemp("event")
    known = versions(*(Worksheet(AURELIA, dict(one)) for one in answers))
    for before, after in itertools.pairwise(known):
        record(root, PATH, before, after)

    assert list(read_bases(root, PATH, AURELIA)) == known


def test_what_is_unreadable_and_what_waits_is_kept_too(tmp_path: Path) -> None:
    place = ("stocktaking", "initiating_contact", "score")
    one = Worksheet(AURELIA, {place: Unread("[/b] [x] [red] [b +")})
    other = Worksheet(AURELIA, {}, (Conflict(place, "a", "b", NOON),))
    record(tmp_path, PATH, *versions(one, other))
    assert [version.sheet for version in read_bases(tmp_path, PATH, AURELIA)] == [one, other]


def test_a_version_from_outside_begins_anew(tmp_path: Path) -> None:
    a, b, c, d = versions(*(Worksheet(AURELIA, {("delegation", "name"): name}) for name in "abcd"))
    record(tmp_path, PATH, a, b)
    record(tmp_path, PATH, c, d)
    assert read_bases(tmp_path, PATH, AURELIA) == (c, d)


def test_a_line_that_a_crash_cut_off_ends_them(tmp_path: Path) -> None:
    a, b, c = versions(*(Worksheet(AURELIA, {("delegation", "name"): name}) for name in "abc"))
    record(tmp_path, PATH, a, b)
    [file] = (tmp_path / ".ue-tui" / "bases").rglob("*.jsonl")
    with file.open("ab") as out:
        out.write(b'{"changed": [[["dele')
    assert read_bases(tmp_path, PATH, AURELIA) == (a, b)
    record(tmp_path, PATH, b, c)
    assert read_bases(tmp_path, PATH, AURELIA) == (a, b, c)


def test_they_are_kept_small_and_the_one_from_outside_stays(tmp_path: Path) -> None:
    sheets = [Worksheet(AURELIA, {("delegation", "name"): "x" * 9_000 + str(number)}) for number in range(300)]
    known = versions(*sheets)
    for before, after in itertools.pairwise(known):
        record(tmp_path, PATH, before, after)
    found = read_bases(tmp_path, PATH, AURELIA)
    assert found[0] == known[0]
    assert found[-1] == known[-1]
    assert len(found) < 2 * MOST_KEPT
    [file] = (tmp_path / ".ue-tui" / "bases").rglob("*.jsonl")
    assert file.stat().st_size < 2_000_000


def test_they_are_read_only_where_the_file_has_changed_since(tmp_path: Path) -> None:
    a, b = versions(Worksheet(AURELIA), Worksheet(AURELIA, {("delegation", "name"): "b"}))
    assert bases_if_changed(tmp_path, PATH, AURELIA, a.digest) == ()
    record(tmp_path, PATH, a, b)
    assert bases_if_changed(tmp_path, PATH, AURELIA, b.digest) == ()
    assert bases_if_changed(tmp_path, PATH, AURELIA, a.digest) == (a, b)


# An editor that was opened long ago


@pytest.fixture
def folder(tmp_path: Path) -> EventFolder:
    for part in ("sessions", "worksheets"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return EventFolder(tmp_path)


def save(folder: EventFolder, live: LiveEvent, now: dt.datetime) -> None:
    for write in live.due(now, at_once=True):
        saved = folder.save(write, now)
        assert isinstance(saved, Saved)
        live.written(write, saved.text, saved.digest, now)


def ten_edits(live: LiveEvent) -> dict[Place, str]:
    marks = [one for one in live.event.fields(OwnerKind.DELEGATION).values() if one.choices and one.code]
    generator = random.Random(4)
    return {one.place: generator.choice(one.choices).id for one in generator.sample(marks, 10)}


@pytest.mark.parametrize("restarted", [False, True], ids=["still-open", "restarted"])
def test_an_editor_opened_before_ten_saves_of_the_app_and_saved_after_them_undoes_none(
    folder: EventFolder, restarted: bool
) -> None:
    path = folder.root / PATH
    in_editor = path.read_text(encoding="utf-8")
    live = folder.open(NOON).live
    edits = ten_edits(live)
    for number, (place, level) in enumerate(edits.items()):
        live.edit(AURELIA, place, level, NOON + dt.timedelta(seconds=number))
        save(folder, live, NOON + dt.timedelta(seconds=number))

    old = "Committee clerks telephone the census division\n"
    path.write_text(in_editor.replace(old, f"{old}Typed in the editor\n"), encoding="utf-8", newline="\n")
    later = NOON + dt.timedelta(minutes=5)
    if restarted:
        live = folder.open(later).live
    else:
        data = path.read_bytes()
        live.arrived(PATH, data, "from the editor", later, folder.bases(PATH))
        live.files[AURELIA].digest = folder_digest(path)

    sheet = live.sheet(AURELIA)
    assert {place: sheet.text(*place) for place in edits} == edits
    assert "Typed in the editor" in [
        one.text for one in sheet.bullets("user_journey", "activities", "current_practices")
    ]
    changed = {place for place, level in edits.items() if folder_says(EVENT, in_editor, place) != level}
    assert {one.place for one in live.files[AURELIA].kept} == changed
    save(folder, live, later)
    again = EventFolder(folder.root).open(later).live
    assert again.sheet(AURELIA) == sheet


MARKS = [one.place for one in EVENT.fields(OwnerKind.DELEGATION).values() if one.choices and one.code]
APPS, EDITORS = MARKS[::2], MARKS[1::2]
LEVELS = st.sampled_from(["unstructured", "in_progress", "embedded"])


@given(
    rounds=st.lists(
        st.tuples(
            st.lists(st.tuples(st.sampled_from(APPS), LEVELS), max_size=10),
            st.integers(0, 10),
            st.lists(st.tuples(st.sampled_from(EDITORS), LEVELS), max_size=3),
        ),
        max_size=5,
    )
)
@settings(max_examples=60)
def test_whenever_the_editor_was_opened_nothing_that_the_app_wrote_is_undone(
    rounds: list[tuple[list[tuple[Place, str]], int, list[tuple[Place, str]]]],
) -> None:
    """Rounds of: the app writes and saves some marks, and an editor opened before any of these saves writes others."""
    live = LiveEvent(EVENT)
    live.load([(PATH, (ROOT / PATH).read_bytes(), "0")])
    expected: dict[Place, str] = {}
    digests = itertools.count(1)
    for app, opened, editor in rounds:
        texts = [live.files[AURELIA].text]
        for place, level in app:
            live.edit(AURELIA, place, level, NOON)
            expected[place] = level
            for write in live.due(NOON, at_once=True):
                text = encode_changes(write)
                live.written(write, text, str(next(digests)), NOON)
                texts.append(text)
        old = texts[min(opened, len(texts) - 1)]
        assert old is not None
        places = index(old.text).spans
        new = old.text
        for place in sorted({place for place, _ in editor}, key=lambda one: -places[one].start):
            level = dict(editor)[place]
            expected[place] = level
            number = ["unstructured", "in_progress", "embedded"].index(level) + 1
            new = new[: places[place].start] + str(number) + new[places[place].end :]
        live.arrived(PATH, new.encode(), str(next(digests)), NOON)
        sheet = live.sheet(AURELIA)
        assert {place: sheet.text(*place) for place in expected} == expected
        assert sheet.conflicts == ()
        for write in live.due(NOON, at_once=True):
            live.written(write, encode_changes(write), str(next(digests)), NOON)


def folder_digest(path: Path) -> str:
    return digest_of(path.read_bytes())


def folder_says(event: Event, text: str, place: Place) -> str:
    live = LiveEvent(event)
    live.load([(PATH, text.encode(), "x")])
    return live.sheet(AURELIA).text(*place)


def test_the_files_version_of_what_was_kept_can_be_taken_and_that_be_undone(folder: EventFolder) -> None:
    path = folder.root / PATH
    in_editor = path.read_bytes()
    live = folder.open(NOON).live
    place = ("stocktaking", "modernizing_tools", "score")
    live.edit(AURELIA, place, "embedded", NOON)
    save(folder, live, NOON)
    live.arrived(PATH, in_editor, "y", NOON, folder.bases(PATH))
    [kept] = live.files[AURELIA].kept
    assert (kept.place, kept.here, kept.file) == (place, "embedded", "in_progress")

    live.take_from_file(AURELIA, kept, NOON)
    assert live.sheet(AURELIA).text(*place) == "in_progress"
    assert live.files[AURELIA].kept == ()
    live.undo(NOON)
    assert live.sheet(AURELIA).text(*place) == "embedded"


def test_what_a_person_deletes_of_what_they_saved_themselves_stays_deleted(folder: EventFolder) -> None:
    live = folder.open(NOON).live
    live.edit(AURELIA, ("stocktaking", "modernizing_tools", "score"), "embedded", NOON)
    save(folder, live, NOON)
    text = (folder.root / PATH).read_text(encoding="utf-8")
    shorter = text.replace("Committee clerks telephone the census division\n", "")
    live.arrived(PATH, shorter.encode(), "z", NOON, folder.bases(PATH))
    cell = live.sheet(AURELIA).bullets("user_journey", "activities", "current_practices")
    assert [one.text for one in cell] == ["Members send letters, signed and stamped"]
    assert live.files[AURELIA].kept == ()


def test_what_another_process_of_ours_saves_does_not_hide_the_versions_before_it(folder: EventFolder) -> None:
    """The app saves, `ue-tui set` saves, and then an editor from before both."""
    path = folder.root / PATH
    in_editor = path.read_text(encoding="utf-8")
    app = folder.open(NOON).live
    one, two = ("stocktaking", "modernizing_tools", "score"), ("stocktaking", "financing_engagement", "score")
    app.edit(AURELIA, one, "embedded", NOON)
    save(folder, app, NOON)
    command = folder.open(NOON).live
    command.edit(AURELIA, two, "embedded", NOON)
    save(folder, command, NOON)
    app.arrived(PATH, path.read_bytes(), folder_digest(path), NOON, folder.bases(PATH))
    assert app.files[AURELIA].kept == ()

    late = in_editor.replace("user_identification = 2", "user_identification = 1")
    assert late != in_editor
    app.arrived(PATH, late.encode(), "late", NOON, folder.bases(PATH))

    sheet = app.sheet(AURELIA)
    assert (sheet.text(*one), sheet.text(*two)) == ("embedded", "embedded")
    assert sheet.text("stocktaking", "initiating_contact", "user_identification") == "unstructured"
