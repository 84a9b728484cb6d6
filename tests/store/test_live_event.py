"""The one owner of what is open: loading, editing, following, merging, saving and undo, without disk or screen."""

import datetime as dt
from pathlib import Path

import pytest

from tests.events import event_of
from ue_tui.model.answers import Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.conflicts import Take
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.event import Event
from ue_tui.model.findings import Severity
from ue_tui.model.people import Owner, delegation, group
from ue_tui.store.event_folder import encode_changes
from ue_tui.store.live_event import SAVE_AFTER, LiveEvent, owner_of
from ue_tui.store.open_sheet import Write
from ue_tui.store.saving import digest_of
from ue_tui.store.toml_files import encode

NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
AURELIA, PARLIAMENT = delegation("aurelia"), group("parliament")
SCORE = ("stocktaking", "initiating_contact", "score")
CELL = ("user_journey", "activities", "constraints")


def later(**parts: float) -> dt.datetime:
    return NOON + dt.timedelta(**parts)


@pytest.fixture(scope="module")
def event(root: Path) -> Event:
    return event_of(root)


class Disk:
    """Files in memory, written as the real folder writes them."""

    def __init__(self, event: Event) -> None:
        folder = Path(__file__).parents[1] / "data" / "worksheets"
        self.files = {
            "worksheets/aurelia.toml": (folder / "aurelia.toml").read_bytes(),
            "worksheets/norland.toml": (folder / "aurelia.toml").read_bytes().replace(b"Aurelia", b"Norland"),
            "worksheets/groups/parliament.toml": (folder / "groups" / "parliament.toml").read_bytes(),
        }
        self.live = LiveEvent(event)
        self.live.load((path, data, digest_of(data)) for path, data in self.files.items())

    def edit_by_hand(self, path: str, old: str, new: str, now: dt.datetime = NOON) -> None:
        text = self.files[path].decode()
        assert old in text
        self.put(path, text.replace(old, new, 1), now)

    def put(self, path: str, text: str, now: dt.datetime = NOON) -> None:
        self.files[path] = text.encode()
        self.live.arrived(path, self.files[path], digest_of(self.files[path]), now)

    def save(self, now: dt.datetime) -> list[Write]:
        """Write what is due, as the folder does: not over a file that has changed."""
        writes = list(self.live.due(now))
        for write in writes:
            if digest_of(self.files[write.path]) != write.digest:
                self.live.overtaken(write)
                continue
            text = encode_changes(write)
            self.files[write.path] = encode(text)
            self.live.written(write, text, digest_of(self.files[write.path]), now)
        return writes


@pytest.fixture
def disk(event: Event) -> Disk:
    return Disk(event)


def bullets(disk: Disk, owner: Owner = AURELIA) -> list[str]:
    return [bullet.text for bullet in disk.live.sheet(owner).bullets(*CELL)]


def test_everything_is_read(disk: Disk) -> None:
    live = disk.live
    assert list(live.delegations()) == ["aurelia", "norland"]
    assert [one.name for one in live.groups()] == ["Parliament"]
    assert live.sheet(AURELIA).text(*SCORE) == "in_progress"
    assert live.sheet(PARLIAMENT).bullets(*CELL)[0].sources == ("Aurelia", "Norland")
    found = live.group_of_delegation("norland")
    assert found is not None
    assert found.name == "Parliament"
    assert [one for one in live.problems() if one.severity is not Severity.OPEN] == []


def test_a_path_is_a_worksheet_by_where_it_lies() -> None:
    assert owner_of("worksheets/laos.toml") == delegation("laos")
    assert owner_of("worksheets/groups/media.toml") == group("media")
    for path in ("worksheets/worksheet.schema.json", "worksheets/.laos.toml", "sessions/x.toml", "worksheets/a/b.toml"):
        assert owner_of(path) is None


def test_an_edit_is_due_in_a_moment_and_then_written(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    assert disk.live.due(NOON) == ()
    assert len(disk.save(NOON + SAVE_AFTER)) == 1
    assert disk.live.due(later(seconds=9)) == ()
    assert "score = 3" in disk.files["worksheets/aurelia.toml"].decode()
    assert disk.live.files[AURELIA].saved_at == NOON + SAVE_AFTER


def test_while_a_write_is_under_way_a_second_one_waits(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    (write,) = disk.live.due(NOON, at_once=True)
    disk.live.edit(AURELIA, SCORE, None, NOON)
    assert disk.live.due(NOON, at_once=True) == ()
    text = encode_changes(write)
    disk.live.written(write, text, "digest", NOON)
    (second,) = disk.live.due(NOON, at_once=True)
    assert second.changes == {SCORE: 0}


def test_a_failed_write_is_told_and_tried_again(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    (write,) = disk.live.due(NOON, at_once=True)
    disk.live.failed(write, "the disk is full")
    assert disk.live.files[AURELIA].failure == "the disk is full"
    assert len(disk.save(later(seconds=2))) == 1
    assert disk.live.files[AURELIA].failure == ""


def test_a_hand_edit_arrives(disk: Disk) -> None:
    disk.edit_by_hand("worksheets/aurelia.toml", "score = 2", "score = 1")
    assert disk.live.sheet(AURELIA).text(*SCORE) == "unstructured"
    assert not disk.live.files[AURELIA].is_dirty


def test_our_own_bytes_are_no_arrival(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    before = disk.live.sheet(AURELIA)
    data = disk.files["worksheets/aurelia.toml"]
    disk.live.arrived("worksheets/aurelia.toml", data, digest_of(data), NOON)
    assert disk.live.sheet(AURELIA) == before
    disk.live.arrived("sessions/agenda.toml", b"", "x", NOON)


def test_both_sides_of_a_worksheet_are_merged_and_written(disk: Disk) -> None:
    disk.live.edit(AURELIA, CELL, (Bullet("typed here"),), NOON)
    disk.edit_by_hand("worksheets/aurelia.toml", "score = 2", "score = 1")
    sheet = disk.live.sheet(AURELIA)
    assert (sheet.text(*SCORE), bullets(disk)) == ("unstructured", ["typed here"])
    disk.save(later(seconds=1))
    text = disk.files["worksheets/aurelia.toml"].decode()
    assert "score = 1" in text
    assert "typed here" in text


def test_a_file_that_changed_before_the_write_is_not_overwritten(disk: Disk) -> None:
    disk.live.edit(AURELIA, CELL, (Bullet("typed here"),), NOON)
    path = "worksheets/aurelia.toml"
    theirs = disk.files[path].replace(b"score = 2", b"score = 1")
    disk.files[path] = theirs
    disk.save(later(seconds=1))
    assert disk.files[path] == theirs
    disk.live.arrived(path, theirs, digest_of(theirs), NOON)
    disk.save(later(seconds=2))
    assert b"score = 1" in disk.files[path]
    assert b"typed here" in disk.files[path]


def test_an_editor_opened_before_ten_saves_and_saved_after_them_undoes_none(disk: Disk) -> None:
    path = "worksheets/aurelia.toml"
    opened = disk.files[path].decode()
    for number in range(10):
        cell = disk.live.sheet(AURELIA).bullets(*CELL)
        disk.live.edit(AURELIA, CELL, (*cell, Bullet(f"point {number} of the app")), later(seconds=number))
        disk.save(later(seconds=number + 0.5))
    disk.put(path, opened.replace("score = 2", "score = 3", 1), later(minutes=1))
    assert disk.live.sheet(AURELIA).text(*SCORE) == "embedded"
    assert len(bullets(disk)) == 10
    disk.save(later(minutes=2))
    assert "point 9 of the app" in disk.files[path].decode()


def test_a_persons_own_deletion_of_what_they_saved_counts(disk: Disk) -> None:
    path = "worksheets/aurelia.toml"
    disk.edit_by_hand(path, "Committee clerks telephone the census division", "")
    assert disk.live.sheet(AURELIA).bullets("user_journey", "activities", "current_practices") == ()


def test_two_wordings_stand_in_the_file_until_one_is_taken_away(disk: Disk) -> None:
    path = "worksheets/aurelia.toml"
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.edit_by_hand(path, "score = 2", "score = 1")
    (conflict,) = disk.live.sheet(AURELIA).conflicts
    assert (conflict.at, conflict.kept, conflict.other) == (SCORE, "unstructured", "embedded")
    disk.save(later(seconds=1))
    text = disk.files[path].decode()
    assert text.count("\n[[conflict]]\n") == 1
    assert "Two wordings of stocktaking.initiating_contact.score" in " ".join(map(str, disk.live.problems()))
    disk.put(path, text[: text.index("# ---- Two wordings")], later(seconds=3))
    assert disk.live.sheet(AURELIA).conflicts == ()
    assert disk.live.due(later(seconds=9)) == ()


@pytest.mark.parametrize(
    "text", ["", "   \n", "#:schema ./worksheet.schema.json\n", 'format = 1\nname = "x', "format = 2\n"]
)
def test_a_file_that_cannot_be_read_keeps_its_last_good_content_and_is_locked(disk: Disk, text: str) -> None:
    before = disk.live.sheet(AURELIA)
    disk.put("worksheets/aurelia.toml", text)
    assert disk.live.sheet(AURELIA) == before
    with pytest.raises(Refused, match="cannot be read, so it is not written to"):
        disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    assert disk.live.due(later(seconds=9)) == ()
    problem = next(one for one in disk.live.problems() if one.path == "worksheets/aurelia.toml")
    assert problem.severity is Severity.ERROR


def test_a_mended_file_is_followed_again(disk: Disk) -> None:
    good = disk.files["worksheets/aurelia.toml"].decode()
    disk.put("worksheets/aurelia.toml", good + "[[[")
    disk.put("worksheets/aurelia.toml", good.replace("score = 2", "score = 3", 1))
    assert disk.live.sheet(AURELIA).text(*SCORE) == "embedded"
    disk.live.edit(AURELIA, SCORE, None, NOON)


def test_a_file_broken_from_the_start_is_known_by_its_name(event: Event) -> None:
    live = LiveEvent(event)
    live.load([("worksheets/laos.toml", b"[[[", "x")])
    assert live.sheet(delegation("laos")).name == "laos"
    with pytest.raises(NotFound):
        live.sheet(delegation("nowhere"))


def test_an_edit_under_way_when_a_file_breaks_is_not_lost(disk: Disk) -> None:
    good = disk.files["worksheets/aurelia.toml"].decode()
    disk.live.edit(AURELIA, CELL, (Bullet("typed here"),), NOON)
    disk.put("worksheets/aurelia.toml", good + "[[[")
    assert disk.live.due(later(seconds=9)) == ()
    disk.put("worksheets/aurelia.toml", good)
    assert bullets(disk) == ["typed here"]
    disk.save(later(seconds=9))
    assert "typed here" in disk.files["worksheets/aurelia.toml"].decode()


def test_a_wrong_mark_is_told_shown_and_left_as_it_stands(disk: Disk) -> None:
    disk.edit_by_hand("worksheets/aurelia.toml", "score = 2", 'score = "almost"')
    assert disk.live.sheet(AURELIA).answers[SCORE] == Unread("almost")
    problem = next(one for one in disk.live.problems() if one.severity is Severity.ERROR)
    assert "“almost” is not one of" in problem.message
    assert disk.files["worksheets/aurelia.toml"].decode().splitlines()[problem.line - 1] == 'score = "almost"'
    disk.live.edit(AURELIA, CELL, (Bullet("elsewhere"),), NOON)
    disk.save(later(seconds=1))
    assert 'score = "almost"' in disk.files["worksheets/aurelia.toml"].decode()
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.save(later(seconds=2))
    assert "score = 3" in disk.files["worksheets/aurelia.toml"].decode()


@pytest.mark.parametrize(
    ("old", "new", "severity", "words"),
    [
        ("score = 2", "scroe = 2", Severity.WARNING, "Did you mean “score”"),
        ("[action_plan.recommendation_3]", "[action_plan.recommendation_4]", Severity.ERROR, "up to 3 recommendations"),
        ("[delegation]", "[deligation]", Severity.WARNING, "Did you mean “delegation”"),
        ("format = 1\n", 'format = 1\n[group]\nname = "x"\n', Severity.ERROR, "belongs in worksheets/groups/"),
    ],
)
def test_what_is_not_asked_is_kept_and_told(disk: Disk, old: str, new: str, severity: Severity, words: str) -> None:
    disk.edit_by_hand("worksheets/aurelia.toml", old, new)
    told = [one for one in disk.live.problems() if words in one.message]
    assert [one.severity for one in told] == [severity]
    disk.live.edit(AURELIA, CELL, (Bullet("elsewhere"),), NOON)
    disk.save(later(seconds=1))
    assert new in disk.files["worksheets/aurelia.toml"].decode()


def test_a_delegation_in_two_groups_and_one_in_none_are_told(disk: Disk) -> None:
    text = disk.files["worksheets/groups/parliament.toml"].decode()
    disk.put(
        "worksheets/groups/media.toml",
        text.replace('name = "Parliament"', 'name = "Media"').replace('"norland"', '"aurelia"'),
    )
    disk.put("worksheets/sarda.toml", disk.files["worksheets/aurelia.toml"].decode().replace("Aurelia", "Sarda"))
    messages = " ".join(one.message for one in disk.live.problems())
    assert "Aurelia is in two groups, Media and Parliament" in messages
    assert "Sarda is in no discussion group: write “sarda” into the members of one" in messages


def test_a_delegation_that_is_new_gives_sources_their_meaning(disk: Disk) -> None:
    disk.edit_by_hand("worksheets/groups/parliament.toml", "(from Norland)", "(from Sarda)")
    place = ("user_journey", "activities", "areas_for_improvement")
    assert disk.live.sheet(PARLIAMENT).bullets(*place)[0].sources == ()
    disk.put("worksheets/sarda.toml", disk.files["worksheets/aurelia.toml"].decode().replace("Aurelia", "Sarda"))
    assert disk.live.sheet(PARLIAMENT).bullets(*place)[0].sources == ("Sarda",)
    assert not disk.live.files[PARLIAMENT].is_dirty


def test_a_file_that_is_gone_is_gone_unless_it_holds_an_edit(disk: Disk) -> None:
    disk.live.arrived("worksheets/norland.toml", None, "", NOON)
    assert list(disk.live.delegations()) == ["aurelia"]
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.live.arrived("worksheets/aurelia.toml", None, "", NOON)
    assert disk.live.sheet(AURELIA).text(*SCORE) == "embedded"
    disk.live.arrived("worksheets/nowhere.toml", None, "", NOON)


def test_undo_takes_back_our_edit_and_nothing_else(disk: Disk) -> None:
    disk.live.edit(AURELIA, CELL, (Bullet("ours"),), NOON)
    disk.edit_by_hand("worksheets/aurelia.toml", "score = 2", "score = 1")
    edit = disk.live.undo(NOON)
    assert edit is not None
    assert edit.place == CELL
    assert bullets(disk) == []
    assert disk.live.sheet(AURELIA).text(*SCORE) == "unstructured"
    assert disk.live.redo(NOON) == edit
    assert bullets(disk) == ["ours"]
    assert (disk.live.undo(NOON), disk.live.undo(NOON)) == (edit, None)


def test_one_edit_of_a_cell_is_one_step_of_undo(disk: Disk) -> None:
    disk.live.edit(AURELIA, CELL, (Bullet("h"),), NOON)
    disk.live.edit(AURELIA, CELL, (Bullet("hello"),), NOON, continues=True)
    disk.live.edit(AURELIA, SCORE, "embedded", NOON, continues=True)
    disk.live.undo(NOON)
    assert bullets(disk) == ["hello"]
    disk.live.undo(NOON)
    assert bullets(disk) == []
    assert disk.live.undoable is None


def test_a_new_edit_ends_what_can_be_done_again(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.live.undo(NOON)
    assert disk.live.redoable is not None
    disk.live.edit(AURELIA, SCORE, "unstructured", NOON)
    assert disk.live.redo(NOON) is None


def test_an_edit_that_changes_nothing_is_no_edit(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "in_progress", NOON)
    assert disk.live.undoable is None
    assert disk.live.due(later(seconds=9)) == ()


def test_a_question_that_is_not_asked_is_refused(disk: Disk) -> None:
    with pytest.raises(Refused, match="is not asked of groups/parliament"):
        disk.live.edit(PARLIAMENT, SCORE, "embedded", NOON)


def test_a_cell_that_was_edited_while_words_arrived_keeps_both_and_is_one_step_of_undo(disk: Disk) -> None:
    """The open editor is a third writer: its base is the text that it was opened with."""
    base = disk.live.sheet(AURELIA).bullets(*CELL)
    before = disk.live.sheet(AURELIA)
    disk.edit_by_hand("worksheets/aurelia.toml", "constraints = '''\n", "constraints = '''\nArrived meanwhile\n")
    disk.live.edit_cell(AURELIA, CELL, base, (*base, Bullet("Typed in the editor")), NOON)
    assert {"Arrived meanwhile", "Typed in the editor"} <= set(bullets(disk))
    disk.live.undo(NOON)
    assert "Arrived meanwhile" in bullets(disk)
    assert "Typed in the editor" not in bullets(disk)
    assert before != disk.live.sheet(AURELIA)


def test_two_wordings_of_one_bullet_wait_also_where_one_comes_from_the_open_editor(disk: Disk) -> None:
    disk.live.edit(AURELIA, CELL, (Bullet("one form for all"),), NOON)
    base = disk.live.sheet(AURELIA).bullets(*CELL)
    disk.live.edit(AURELIA, CELL, (Bullet("one form for all of us"),), NOON)
    before = disk.live.sheet(AURELIA)

    disk.live.edit_cell(AURELIA, CELL, base, (Bullet("one form for everybody"),), NOON)

    sheet = disk.live.sheet(AURELIA)
    assert bullets(disk) == ["one form for all of us"]
    assert [(one.kept, one.other) for one in sheet.conflicts] == [("one form for all of us", "one form for everybody")]
    disk.live.undo(NOON)
    assert disk.live.sheet(AURELIA) == before


def test_a_decision_is_written_and_can_be_undone(disk: Disk) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.edit_by_hand("worksheets/aurelia.toml", "score = 2", "score = 1")
    [conflict] = disk.live.sheet(AURELIA).conflicts
    disk.live.decide(AURELIA, conflict, Take.OTHER, NOON)
    disk.save(later(seconds=1))
    assert disk.live.sheet(AURELIA).text(*SCORE) == "embedded"
    assert b"\n[[conflict]]\n" not in disk.files["worksheets/aurelia.toml"]
    disk.live.undo(NOON)
    assert disk.live.sheet(AURELIA).conflicts == (conflict,)
    assert disk.live.sheet(AURELIA).text(*SCORE) == "unstructured"


def test_a_conflict_is_settled_by_copying_the_other_wording_up(disk: Disk) -> None:
    path = "worksheets/aurelia.toml"
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.edit_by_hand(path, "score = 2", "score = 1")
    disk.save(later(seconds=1))
    disk.edit_by_hand(path, "score = 1", "score = 3", later(seconds=2))
    assert disk.live.sheet(AURELIA).conflicts == ()
    disk.save(later(seconds=3))
    assert b"\n[[conflict]]\n" not in disk.files[path]


def test_an_edit_made_in_the_editor_at_the_same_time_does_not_lose_a_conflict(disk: Disk) -> None:
    """An editor that was opened before the conflict was written does not know of it."""
    path = "worksheets/aurelia.toml"
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    disk.edit_by_hand(path, "score = 2", "score = 1")
    in_editor = disk.files[path].decode()
    disk.save(later(seconds=1))
    disk.put(path, in_editor.replace("user_identification = 2", "user_identification = 3"), later(seconds=2))
    assert [one.at for one in disk.live.sheet(AURELIA).conflicts] == [SCORE]


def test_other_sessions_for_the_same_worksheets_keep_edits_and_undo(disk: Disk, event: Event) -> None:
    disk.live.edit(AURELIA, SCORE, "embedded", NOON)
    fewer = Event(event.agenda, event.sessions[:1])
    disk.live.plan(fewer, (), NOON)
    assert disk.live.sheet(AURELIA).text(*SCORE) == "embedded"
    practices = ("user_journey", "activities", "current_practices")
    assert disk.live.sheet(AURELIA).bullets(*practices) == ()
    disk.live.plan(event, (), NOON)
    assert disk.live.sheet(AURELIA).bullets(*practices) != ()
    disk.live.undo(NOON)
    assert disk.live.sheet(AURELIA).text(*SCORE) == "in_progress"
    disk.live.redo(NOON)
    disk.save(later(seconds=1))
    assert b"score = 3" in disk.files["worksheets/aurelia.toml"]
