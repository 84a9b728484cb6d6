"""Two writers of one worksheet, and editors beside the app: nothing that anyone adds is lost."""

import datetime as dt
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.racer import save_through
from ue_tui.model.bullets import Bullet
from ue_tui.model.people import delegation
from ue_tui.model.sheets import Place
from ue_tui.store.event_folder import EventFolder, Saved
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.places import Made, index
from ue_tui.store.saving import digest_of

NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
AURELIA = delegation("aurelia")
PATH = "worksheets/aurelia.toml"
RACER = Path(__file__).with_name("racer.py")


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> EventFolder:
    shutil.copytree(root / "sessions", tmp_path / "sessions")
    (tmp_path / "worksheets").mkdir()
    for stem in ("aurelia", "norland"):
        shutil.copy(root / "worksheets" / f"{stem}.toml", tmp_path / "worksheets" / f"{stem}.toml")
    return EventFolder(tmp_path)


@pytest.mark.slow
def test_ten_thousand_bullets_of_two_racing_writers_are_all_there(folder: EventFolder) -> None:
    """The app's own way of saving beside the command `set`, each 5,000 bullets into the same cells."""
    before = all_bullets(folder)
    racers = [
        subprocess.Popen(
            [sys.executable, str(RACER), how, str(folder.root), "5000"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for how in ("app", "set")
    ]
    said = [racer.communicate()[0].decode("utf-8", "replace") for racer in racers]
    assert [racer.returncode for racer in racers] == [0, 0], said

    after = all_bullets(folder)
    assert len(after) == len(before) + 10_000
    assert set(after) == before_and(before)
    live = folder.open().live
    assert [live.sheet(owner).conflicts for owner in live.files] == [(), ()]


def all_bullets(folder: EventFolder) -> list[str]:
    live = folder.open().live
    answers = [answer for owner in live.files for answer in live.sheet(owner).answers.values()]
    return [bullet.text for answer in answers if isinstance(answer, tuple) for bullet in answer]


def before_and(before: list[str]) -> set[str]:
    return {*before, *(f"{how} says {number}" for how in ("app", "set") for number in range(5000))}


def test_the_real_command_beside_an_app_that_is_open_loses_nothing(folder: EventFolder) -> None:
    live = folder.open(NOON).live
    place: Place = ("user_journey", "objects", "constraints")
    command = [sys.executable, "-m", "ue_tui", "-C", str(folder.root), "set", "--for", "aurelia", "--add"]
    commands = [
        subprocess.Popen([*command, ".".join(place), f"set says {number}"], stdout=subprocess.DEVNULL)
        for number in range(3)
    ]
    for number in range(30):
        save_through(folder, live, AURELIA, place, [f"app says {number}"])
    assert [command.wait() for command in commands] == [0, 0, 0]
    found = [one.text for one in folder.open().live.sheet(AURELIA).bullets(*place)]
    assert set(found) >= {*(f"app says {number}" for number in range(30)), *(f"set says {n}" for n in range(3))}
    assert len(found) == len(set(found))


# One file, an editor and the app, a hundred edits each


def skeleton(text: str) -> str:
    """A text without its values: comments, order, blank lines, unknown keys, line endings."""
    spans = [span for span in index(text).spans.values() if span.made is Made.KEY]
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = text[: span.start] + "…" + text[span.end :]
    return text


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_hundred_edits_each_way_leave_everything_else_as_it_was(folder: EventFolder, newline: str) -> None:
    path = folder.root / PATH
    path.write_bytes(path.read_text(encoding="utf-8").replace("\n", newline).encode())
    live = folder.open(NOON).live
    fields = [one for one in live.event.fields(AURELIA.kind).values() if one.choices and one.code]
    cells: list[Place] = [
        one.place for one in live.event.fields(AURELIA.kind).values() if len(one.place) == 3 and not one.choices
    ]
    cells = [place for place in cells if place[-1] != "note"]
    generator = random.Random(100)
    said: dict[Place, list[str]] = {}
    for number in range(100):
        now = NOON + dt.timedelta(seconds=number)
        place = generator.choice(cells)
        by_hand(path, place, number, newline, generator)
        said.setdefault(place, []).append(f"By hand {number}")
        live.arrived(PATH, path.read_bytes(), digest_of(path.read_bytes()), now, folder.bases(PATH))
        before = skeleton(path.read_bytes().decode())

        mark = generator.choice(fields)
        live.edit(AURELIA, mark.place, generator.choice([*(one.id for one in mark.choices), None]), now)
        other: Place = generator.choice(cells)
        add(live, other, f"In the app {number}", now)
        said.setdefault(other, []).append(f"In the app {number}")
        for write in live.due(now, at_once=True):
            saved = folder.save(write, now)
            assert isinstance(saved, Saved)
            live.written(write, saved.text, saved.digest, now)

        text = path.read_bytes().decode()
        assert skeleton(text) == before
        assert text.count("\n") == text.count(newline)
    sheet = folder.open().live.sheet(AURELIA)
    for place, lines in said.items():
        assert set(lines) <= {one.text for one in sheet.bullets(*place)}
    text = path.read_bytes().decode()
    assert all(f"# Note {number}{newline}" in text for number in range(100))
    assert all(f"unknown_{number} = {number}{newline}" in text for number in range(0, 100, 5))


def add(live: LiveEvent, place: Place, text: str, now: dt.datetime) -> None:
    live.edit(AURELIA, place, (*live.sheet(AURELIA).bullets(*place), Bullet(text)), now)


def by_hand(path: Path, place: Place, number: int, newline: str, generator: random.Random) -> None:
    """What a person does in Notepad: a line in a cell, a comment, a blank line, now and then a key of their own."""
    text = path.read_bytes().decode()
    span = index(text).spans[place]
    end = span.end - 3 if text[: span.end].endswith("'''") else span.end
    blank = newline if generator.random() < 0.5 else ""
    text = f"{text[:end]}By hand {number}{newline}{text[end:]}"
    heading = f"[{'.'.join(place[:-1])}]{newline}"
    own = f"unknown_{number} = {number}{newline}" if number % 5 == 0 else ""
    assert heading in text
    text = text.replace(heading, f"{heading}# Note {number}{newline}{own}{blank}", 1)
    path.write_bytes(text.encode())
