"""`d`, Enter: the document of what is in hand is where the last one went, on a stick if one is plugged in."""

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.tui.helpers import MORNING, opened, said, sample_event, show_sheet, text_of, wait_until
from tests.tui.nasty import NASTY
from ue_tui.model.documents import Document, What
from ue_tui.model.people import delegation, group
from ue_tui.store import open_with
from ue_tui.store.rehearsal import rehearse as copy_event
from ue_tui.store.sticks import Stick
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.word_document import Made, Place, Wish, WordDialog

OF_PARLIAMENT = {what: Document(what, "user_journey", group("parliament")) for what in (What.BRIEF, What.WORKSHEET)}
HERE = Place("exports/", Path("exports"))
STICK = Place(NASTY, Path("stick"), is_stick=True)


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.docx"))


def plugged(app: UeTuiApp, *folders: Path) -> None:
    for folder in folders:
        folder.mkdir(exist_ok=True)
    app.desk.sticks = lambda: tuple(Stick(folder, folder.name) for folder in folders)


async def dialog_of(app: App[Any], pilot: Pilot[Any]) -> WordDialog:
    await wait_until(pilot, lambda: isinstance(app.screen, WordDialog), "the dialog is open")
    assert isinstance(app.screen, WordDialog)
    return app.screen


async def made(app: App[Any], pilot: Pilot[Any], words: str = "Enter opens it") -> str:
    await wait_until(pilot, lambda: words in text_of(app), words)
    return text_of(app)


async def test_two_keys_bring_the_brief_to_a_stick(tmp_path: Path) -> None:
    root, stick = sample_event(tmp_path / "event"), tmp_path / "KINGSTON"
    async with opened(root) as (app, pilot):
        plugged(app, stick)
        await show_sheet(app, pilot, group("parliament"), "user_journey")
        await pilot.press("ctrl+d", "enter")
        text = await made(app, pilot)
        assert "S5 Parliament BRIEF 0900.docx is on the stick KINGSTON" in " ".join(text.split())
        assert "pulled out" in text
        assert files(stick) == ["S5 Parliament BRIEF 0900.docx"]
        await pilot.press("escape", "ctrl+d", "enter")
        await made(app, pilot)
        assert files(stick) == ["S5 Parliament BRIEF 0900.docx", "older/S5 Parliament BRIEF 0900.docx"]
        assert not (root / "exports").exists()


async def test_each_groups_own_stick_takes_two_keys_too_and_without_one_there_are_the_exports(tmp_path: Path) -> None:
    root = sample_event(tmp_path / "event")
    one, other = tmp_path / "ONE", tmp_path / "OTHER"
    async with opened(root) as (app, pilot):
        await show_sheet(app, pilot, group("media"), "user_journey")
        for sticks in ((), (one,), (other,), ()):
            plugged(app, *sticks)
            await pilot.press("ctrl+d", "enter")
            await made(app, pilot)
            await pilot.press("escape")
        assert [len(files(folder)) for folder in (one, other, root / "exports")] == [1, 1, 2]


async def test_the_exports_stay_chosen_once_they_were_chosen_over_a_stick(tmp_path: Path) -> None:
    root, stick = sample_event(tmp_path / "event"), tmp_path / "STICK"
    async with opened(root) as (app, pilot):
        plugged(app, stick)
        await show_sheet(app, pilot, group("media"), "user_journey")
        await pilot.press("ctrl+d")
        await made(app, pilot, "stick STICK")
        await pilot.press("tab", "enter")
        await made(app, pilot)
        await pilot.press("escape", "ctrl+d", "enter")
        await made(app, pilot)
        assert (len(files(root / "exports")), files(stick)) == (2, [])


async def test_a_number_takes_another_document(tmp_path: Path) -> None:
    root = sample_event(tmp_path / "event")
    async with opened(root) as (app, pilot):
        plugged(app)
        await pilot.press("d")
        await made(app, pilot, ">4  record")
        await pilot.press("3", "enter")
        await made(app, pilot)
        await pilot.press("escape")
        await show_sheet(app, pilot, delegation("aurelia"), "stocktaking")
        await pilot.press("d")
        text = await made(app, pilot, ">2  worksheet")
        assert "1  brief      not of what is in hand" in text
        await pilot.press("1", "enter")
        await made(app, pilot)
        assert files(root / "exports") == ["S4 Aurelia WORKSHEET 0900.docx", "S4 Stocktaking BLANK 0900.docx"]


async def test_a_scribes_window_has_no_record_of_the_others(tmp_path: Path) -> None:
    root = sample_event(tmp_path / "event")
    async with opened(root, sheet=group("media"), session="user_journey") as (app, pilot):
        plugged(app)
        await wait_until(pilot, lambda: "Media" in text_of(app))
        await pilot.press("ctrl+d")
        assert "4  record     not of what is in hand" in await made(app, pilot, ">1  brief")


async def test_the_room_goes_on_any_other_key_does_what_it_does(tmp_path: Path) -> None:
    root = sample_event(tmp_path / "event")
    async with opened(root) as (app, pilot):
        plugged(app)
        await pilot.press("d", "enter")
        await made(app, pilot)
        await pilot.press("space")
        await wait_until(pilot, lambda: app.desk.state.current == "stocktaking.country", "the clock was started")


async def test_a_stick_that_was_pulled_too_early_is_said(tmp_path: Path) -> None:
    root, stick = sample_event(tmp_path / "event"), tmp_path / "STICK"
    async with opened(root) as (app, pilot):
        plugged(app, stick)
        await show_sheet(app, pilot, group("media"), "user_journey")
        await pilot.press("ctrl+d")
        await made(app, pilot, "stick STICK")
        stick.rmdir()
        stick.write_bytes(b"")
        await pilot.press("enter")
        text = " ".join((await made(app, pilot, "Any key goes on")).split())
        assert "S5 Media BRIEF 0900 could not be made" in text


async def test_what_became_of_it_is_told_when_the_dialog_has_gone(tmp_path: Path) -> None:
    root = sample_event(tmp_path / "event")
    found = threading.Event()

    def slow() -> tuple[Stick, ...]:
        assert found.wait(20)
        return ()

    async with opened(root) as (app, pilot):
        app.desk.sticks = slow
        await pilot.press("d", "enter", "escape")
        found.set()
        await wait_until(pilot, lambda: "It is at" in said(app), "a line says where it is")
        assert files(root / "exports") == ["RECORD 2025-12-02 0900.docx"]


@pytest.mark.parametrize(("key", "opens"), [("enter", "file"), ("o", "folder")])
async def test_enter_opens_the_document_and_o_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, opens: str
) -> None:
    started: list[Path] = []
    monkeypatch.setattr(open_with, "_start", started.append)
    root = sample_event(tmp_path / "event")
    async with opened(root) as (app, pilot):
        plugged(app)
        await pilot.press("d", "enter")
        await made(app, pilot)
        await pilot.press(key)
        await wait_until(pilot, lambda: started, "something was opened")
    exports = root / "exports"
    assert started == [exports / "RECORD 2025-12-02 0900.docx" if opens == "file" else exports]


async def test_where_nothing_can_open_it_the_path_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(path: Path) -> None:
        raise FileNotFoundError(path)

    monkeypatch.setattr(open_with, "_start", missing)
    async with opened(sample_event(tmp_path / "event")) as (app, pilot):
        plugged(app)
        await pilot.press("d", "enter")
        await made(app, pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Nothing here opens it: it is at" in said(app))


class Host(App[None]):
    """Nothing but the dialog."""

    def __init__(self, dialog: WordDialog) -> None:
        super().__init__()
        self.dialog = dialog
        self.results: list[Path | str | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.results.append)


async def in_host(wishes: list[Wish], press: Callable[[Pilot[None], WordDialog], Any]) -> list[Path | str | None]:
    dialog = WordDialog(f"{NASTY} · User journey", OF_PARLIAMENT, What.BLANK, wishes.append)
    app = Host(dialog)
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert NASTY in text_of(app)
        await press(pilot, dialog)
    return app.results


async def test_enter_waits_for_the_sticks(tmp_path: Path) -> None:
    wishes: list[Wish] = []

    async def press(pilot: Pilot[None], dialog: WordDialog) -> None:
        await pilot.press("enter")
        assert wishes == []
        dialog.show_places([HERE, STICK], 1)
        await pilot.pause()
        await pilot.press("enter")
        dialog.show_made(Made(f"{NASTY} is there.", tmp_path))
        await pilot.pause()
        assert f"{NASTY} is there." in text_of(pilot.app)
        await pilot.press("enter")

    assert await in_host(wishes, press) == [tmp_path]
    assert wishes == [Wish(OF_PARLIAMENT[What.BRIEF], STICK)]


async def test_the_places_go_round_and_escape_makes_nothing() -> None:
    wishes: list[Wish] = []

    async def press(pilot: Pilot[None], dialog: WordDialog) -> None:
        dialog.show_places([HERE, STICK], 0)
        await pilot.press("tab", "down", "up")
        await pilot.pause()
        assert f">to  stick {NASTY}" in text_of(pilot.app)
        await pilot.press("escape")

    assert await in_host(wishes, press) == [None]
    assert wishes == []


async def test_what_is_not_of_what_is_in_hand_is_not_taken() -> None:
    wishes: list[Wish] = []

    async def press(pilot: Pilot[None], dialog: WordDialog) -> None:
        await pilot.press("tab", "4", "2")
        dialog.show_places([HERE], 0)
        await pilot.press("enter", "escape")

    await in_host(wishes, press)
    assert [wish.document.what for wish in wishes] == [What.WORKSHEET]


@pytest.mark.parametrize("key", ["2", "tab", "shift+tab", "plus"])
async def test_keys_after_enter_are_handed_on(key: str) -> None:
    async def press(pilot: Pilot[None], dialog: WordDialog) -> None:
        dialog.show_places([HERE], 0)
        await pilot.press("enter", key)

    assert await in_host([], press) == [key]


def test_nothing_is_opened_that_has_gone(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="not there any more"):
        open_with.open_path(tmp_path / "gone.docx")


def test_over_ssh_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(subprocess, "Popen", lambda *_args, **_options: pytest.fail("started"))
    with pytest.raises(Exception, match="it is at"):
        open_with.open_path(tmp_path)


async def test_a_rehearsal_marks_what_is_made_of_it(tmp_path: Path) -> None:
    root = sample_event(tmp_path / "event")
    copied = copy_event(root, tmp_path / "copy", 1, MORNING, MORNING)
    assert copied.mark == "REHEARSAL"
    async with opened(tmp_path / "copy") as (app, pilot):
        plugged(app)
        await pilot.press("d", "enter")
        await made(app, pilot)
    assert files(tmp_path / "copy" / "exports") == ["REHEARSAL RECORD 2025-12-02 0900.docx"]
