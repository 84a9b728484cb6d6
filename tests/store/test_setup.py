"""A new event is complete, what was there stays as it was, and what the disk refuses is said in a sentence."""

import errno
import os
import shutil
from pathlib import Path

import pytest
import tomli

from tests.events import toml_of
from ue_tui.model.answers import Unread
from ue_tui.model.bullets import nobody
from ue_tui.model.errors import NotFound, NotSaved, Unreadable
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.people import folded
from ue_tui.model.sheets import Recommendations
from ue_tui.model.worksheet import progress
from ue_tui.store import setup
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.roster import RosterRow, read_roster
from ue_tui.store.schema import schema_text
from ue_tui.store.setup import Created, copy_sample, init, sample_folder
from ue_tui.store.sheet_files import read_sheet

TWO = (
    RosterRow("Aurelia", "Statistics Aurelia", "Parliament", "Parliament"),
    RosterRow("Norland", "Norland Bureau of Statistics", "Parliament", "Parliament"),
)
SESSIONS = [
    "sessions/4-stocktaking.toml",
    "sessions/5-user-journey.toml",
    "sessions/6-action-plan.toml",
    "sessions/7-employee-potential.toml",
]


def files_under(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def complaints(root: Path) -> list[Problem]:
    """The errors and warnings that `check` prints."""
    folder = EventFolder(root)
    _, found = folder.load_event()
    return [one for one in (*found, *folder.open().live.problems()) if one.severity is not Severity.OPEN]


def test_a_new_event_without_a_roster_has_the_samples_sessions_and_the_schema(tmp_path: Path) -> None:
    root = tmp_path / "a" / "new" / "event"

    created = init(root)

    assert created == Created(root, (*SESSIONS, "sessions/agenda.toml", "worksheets/worksheet.schema.json"))
    assert sorted(files_under(root)) == sorted(created.made)
    assert files_under(root)["sessions/agenda.toml"] == (sample_folder() / "sessions" / "agenda.toml").read_bytes()
    event, problems = EventFolder(root).load_event()
    assert problems == ()
    assert files_under(root)["worksheets/worksheet.schema.json"].decode() == schema_text(event)


def test_thirty_delegations_in_six_groups_are_an_event_without_a_complaint(tmp_path: Path) -> None:
    lines = [f"Délégation {number};Office {number};Group {number % 6};Users {number % 6}" for number in range(30)]
    roster = read_roster("\n".join(["delegation;organization;group;user group", *lines]).encode())

    created = init(tmp_path, roster)

    assert complaints(tmp_path) == []
    assert created.notes == created.left == ()
    live = EventFolder(tmp_path).open().live
    assert len(live.delegations()) == 30
    assert sorted(len(group.members) for group in live.groups()) == [5] * 6
    assert {group.user_group for group in live.groups()} == {f"Users {number}" for number in range(6)}
    assert live.delegations()["delegation-7"].name == "Délégation 7"
    assert live.delegations()["delegation-7"].text("delegation", "organization") == "Office 7"


@pytest.mark.parametrize(
    "names",
    [
        ("../../escaped", "..", "/etc/passwd", "C:\\Windows"),
        ("ລາວ", "ایران", "日本", "Ελλάδα", "!!!"),
        ("Curacao", "Curaçao", "CURACAO 2"),
        ("CON", "nul", "a" * 500, "[/b] [x] [red] [b +", 'The "North"\\', "it's '''"),
    ],
    ids=["paths", "scripts", "alike", "nasty"],
)
def test_any_name_gets_a_worksheet_inside_the_event(names: tuple[str, ...], tmp_path: Path) -> None:
    root = tmp_path / "event"

    init(root, [RosterRow(name, name, name, name) for name in names])

    assert complaints(root) == []
    assert [path.name for path in tmp_path.iterdir()] == ["event"]
    assert {sheet.name for sheet in EventFolder(root).open().live.delegations().values()} == set(names)
    assert {group.name for group in EventFolder(root).open().live.groups()} == set(names)


def test_a_delegation_without_a_group_gets_its_worksheet(tmp_path: Path) -> None:
    created = init(tmp_path, [RosterRow("Quill")])

    assert "worksheets/quill.toml" in created.made
    assert not (tmp_path / "worksheets" / "groups").exists()


def test_the_same_roster_again_changes_nothing(tmp_path: Path) -> None:
    first = init(tmp_path, TWO)
    before = files_under(tmp_path)

    again = init(tmp_path, TWO)

    assert files_under(tmp_path) == before
    assert again.made == ()
    assert set(again.left) == set(first.made) - set(SESSIONS)
    assert again.notes == ()


def test_a_longer_roster_adds_who_is_new_and_says_what_is_left_to_do(tmp_path: Path) -> None:
    init(tmp_path, TWO)
    aurelia = tmp_path / "worksheets" / "aurelia.toml"
    aurelia.write_text(aurelia.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    before = files_under(tmp_path)
    more = (RosterRow("Tamara", "", "Parliament", "Parliament"), RosterRow("Sarda", "", "Media", "Media"))

    created = init(tmp_path, (*TWO, *more))

    assert created.made == ("worksheets/tamara.toml", "worksheets/sarda.toml", "worksheets/groups/media.toml")
    assert created.notes == (
        "worksheets/groups/parliament.toml was there and is as it was: add “tamara” to its members.",
    )
    assert {name: data for name, data in files_under(tmp_path).items() if name in before} == before
    assert toml_of(tmp_path / "worksheets" / "groups" / "media.toml")["group"]["members"] == ["sarda"]


def test_a_delegation_that_changed_its_name_or_cannot_be_read_is_not_made_twice(tmp_path: Path) -> None:
    init(tmp_path, TWO)
    sheets = tmp_path / "worksheets"
    text = (sheets / "aurelia.toml").read_text(encoding="utf-8")
    (sheets / "aurelia.toml").write_text(text.replace('"Aurelia"', '"Republic of Aurelia"'), encoding="utf-8")
    (sheets / "norland.toml").write_bytes(b"format = [\xff")
    (sheets / "groups" / "parliament.toml").write_text("group = 1", encoding="utf-8")

    created = init(tmp_path, (*TWO, RosterRow("Republic of Aurelia", "", "Parliament")))

    assert created.made == ()
    assert sorted(path.name for path in sheets.rglob("*.toml")) == ["aurelia.toml", "norland.toml", "parliament.toml"]


def test_a_name_that_only_looks_like_one_that_is_there_gets_a_file_of_its_own(tmp_path: Path) -> None:
    init(tmp_path, [RosterRow("Curacao")])

    created = init(tmp_path, [RosterRow("Curaçao")])

    assert created.made == ("worksheets/curacao-2.toml",)
    assert init(tmp_path, [RosterRow("CURAÇAO"), RosterRow("Curacao")]).made == ()


def test_an_event_keeps_its_own_sessions(tmp_path: Path) -> None:
    init(tmp_path)
    for name in SESSIONS[1:]:
        (tmp_path / name).unlink()
    agenda = (tmp_path / "sessions" / "agenda.toml").read_text(encoding="utf-8")
    agenda = agenda.partition("\n[[block]]")[0] + '\n[[block]]\nsession = "stocktaking"\n'
    (tmp_path / "sessions" / "agenda.toml").write_text(agenda, encoding="utf-8")

    created = init(tmp_path, TWO)

    assert not {*SESSIONS, "sessions/agenda.toml"} & {*created.made}
    assert sorted(toml_of(tmp_path / "worksheets" / "aurelia.toml")) == ["delegation", "format", "stocktaking"]


def test_copying_that_was_cut_off_is_finished(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    shutil.copy(sample_folder() / SESSIONS[0], tmp_path / SESSIONS[0])

    created = init(tmp_path)

    assert created.left == (SESSIONS[0],)
    assert complaints(tmp_path) == []


def test_sessions_that_cannot_be_read_are_said_and_nothing_is_made_of_them(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions" / "agenda.toml").write_text("format = ", encoding="utf-8")

    with pytest.raises(Unreadable, match=r"sessions/agenda\.toml:1:"):
        init(tmp_path, TWO)
    assert not (tmp_path / "worksheets").exists()


# The sample


def test_the_demo_is_a_copy_of_the_sample_without_a_complaint(tmp_path: Path) -> None:
    created = copy_sample(tmp_path / "demo")

    copied = files_under(tmp_path / "demo")
    assert set(copied) == set(created.made)
    assert copied == {name: (sample_folder() / name).read_bytes() for name in copied}
    assert {name.split("/")[0] for name in copied} == {"sessions", "worksheets"}
    assert complaints(tmp_path / "demo") == []


def test_a_second_copy_of_the_demo_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    first = copy_sample(tmp_path)
    (tmp_path / "worksheets" / "quill.toml").write_text("ours", encoding="utf-8")
    (tmp_path / "worksheets" / "sarda.toml").unlink()

    again = copy_sample(tmp_path)

    assert again.made == ("worksheets/sarda.toml",)
    assert set(again.left) == set(first.made) - {"worksheets/sarda.toml"}
    assert (tmp_path / "worksheets" / "quill.toml").read_text(encoding="utf-8") == "ours"


def test_the_sample_is_found_in_an_installed_package_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib" / "ue_tui"
    monkeypatch.setattr(setup, "__file__", str(package / "store" / "setup.py"))
    with pytest.raises(NotFound, match="install ue-tui again"):
        sample_folder()

    shutil.copytree(
        sample_folder.__globals__["Path"](__file__).parents[2] / "sessions", package / "sample" / "sessions"
    )
    assert sample_folder() == package / "sample"


def test_the_sample_looks_like_a_real_morning() -> None:
    live = EventFolder(sample_folder()).open().live
    event = live.event
    done = {
        (str(owner), session.id): progress(session, file.value)
        for owner, file in live.files.items()
        for session in event.sessions
        if file.value is not None and session.sheets[0] is owner.kind
    }

    assert (len(live.delegations()), len(live.groups())) == (6, 3)
    assert done["aurelia", "stocktaking"].done
    assert 0 < done["tamara", "stocktaking"].filled < 7
    assert live.delegations()["quill"].answers.keys() == {("delegation", "name"), ("delegation", "organization")}
    assert done["groups/parliament", "user_journey"].filled == 14
    assert 6 <= done["groups/media", "user_journey"].filled <= 9
    assert not live.sheet(next(o for o in live.files if str(o) == "groups/business")).text("user_journey", "product")


def test_the_samples_marks_make_a_plenary_talk() -> None:
    sheets = EventFolder(sample_folder()).open().live.delegations().values()
    marks = {
        stage: sorted(mark for sheet in sheets if (mark := sheet.text("stocktaking", stage, "score")))
        for stage in ("instigating_user_engagement", "financing_engagement", "establishing_feedback_loop")
    }

    assert marks["instigating_user_engagement"] == ["embedded"] * 3 + ["unstructured"] * 2
    assert marks["financing_engagement"] == ["embedded"] * 2 + ["unstructured"] * 2
    assert marks["establishing_feedback_loop"] == ["unstructured"] * 4


def test_the_samples_sources_are_its_delegations_and_its_answers_are_read() -> None:
    event, _ = EventFolder(sample_folder()).load_event()
    names = {"aurelia", "norland", "borealis", "sarda", "tamara", "quill"}
    live = EventFolder(sample_folder()).open().live

    for owner, file in live.files.items():
        raw = tomli.loads((sample_folder() / file.path).read_text(encoding="utf-8"))
        read = read_sheet(event, owner, raw, lambda name: folded(name) in names)
        assert read.findings == ()
        assert not any(isinstance(answer, Unread) for answer in read.worksheet.answers.values())
        lines = [bullet.line for a in read.worksheet.answers.values() if isinstance(a, tuple) for bullet in a]
        if any("(from " in line for line in lines):
            assert read_sheet(event, owner, raw, nobody).worksheet.answers != read.worksheet.answers


def test_the_samples_top_recommendation_is_one_that_is_shared() -> None:
    live = EventFolder(sample_folder()).open().live
    [parliament] = [live.sheet(owner) for owner in live.files if str(owner) == "groups/parliament"]
    [session] = [session for session in live.event.sessions if isinstance(session.grid, Recommendations)]
    stem, _, recommendation = parliament.text(session.id, "top").partition(".")

    assert live.delegations()[stem].text(session.id, "shared") == recommendation
    assert parliament.text(session.id, "hands", stem)


# What the disk refuses


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "ev").write_text("a file", encoding="utf-8")

    for root in (tmp_path / "ev", tmp_path / "ev" / "below"):
        with pytest.raises(NotSaved, match=r"There is a file where a folder is needed, at .*ev: choose"):
            init(root, TWO)
    assert (tmp_path / "ev").read_text(encoding="utf-8") == "a file"

    init(tmp_path / "other")
    (tmp_path / "other" / "worksheets" / "groups").write_text("a file", encoding="utf-8")
    with pytest.raises(NotSaved, match=r"at .*groups: choose"):
        init(tmp_path / "other", TWO)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "ev cannot be written to: this folder or file is read-only"),
        (errno.EROFS, "ev cannot be written to: the disk or stick is read-only"),
        (errno.ENOSPC, "ev cannot be written to: the disk is full"),
    ],
)
def test_what_the_system_refuses_is_a_sentence(
    number: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(NotSaved, match=sentence):
        init(tmp_path / "ev", TWO)
    with pytest.raises(NotSaved, match=sentence):
        copy_sample(tmp_path / "ev")


def test_an_event_that_filled_the_disk_is_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def until_full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > 6:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", until_full)
    with pytest.raises(NotSaved, match="is not saved: the disk is full"):
        init(tmp_path, TWO)
    monkeypatch.undo()
    half = files_under(tmp_path)

    created = init(tmp_path, TWO)

    assert created.made
    assert {**files_under(tmp_path), **half} == files_under(tmp_path)
    assert complaints(tmp_path) == []
