"""`ue-tui collect` and `ue-tui merge-file`: worksheets of other laptops, by folder and by git."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ue_tui.cli import _run

KEY = "user_journey.activities.constraints"


@pytest.fixture
def other(event: Path, tmp_path: Path) -> Path:
    """The same event on another laptop."""
    shutil.copytree(event, tmp_path / "other")
    return tmp_path / "other"


def add(event: Path, text: str, owner: str = "aurelia") -> None:
    assert _run(["-C", str(event), "set", "--for", owner, "--add", KEY, text]) == 0


def show(event: Path, capsys: pytest.CaptureFixture[str], key: str = KEY) -> list[str]:
    capsys.readouterr()
    assert _run(["-C", str(event), "show", "--for", "aurelia", key]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_folder_is_shown_and_only_with_apply_brought_in(
    event: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = show(event, capsys)
    add(event, "Said here")
    add(other, "Said there")
    capsys.readouterr()

    assert _run(["-C", str(event), "collect", str(other)]) == 0
    out = capsys.readouterr().out
    assert "aurelia.toml  Aurelia: 1 answers would change" in out
    assert "    + Said there" in out
    assert show(event, capsys) == [*before, "Said here"]

    assert _run(["-C", str(event), "collect", str(other), "--apply"]) == 0
    assert capsys.readouterr().out == "aurelia.toml: 1 answer taken over.\n"
    assert show(event, capsys) == [*before, "Said here", "Said there"]
    assert list(other.rglob("*RECEIVED*")) == []
    assert _run(["-C", str(event), "collect", str(other), "--apply"]) == 0
    assert capsys.readouterr().out == "Everything in these worksheets is here already.\n"


def test_a_file_that_cannot_be_read_is_told_and_the_exit_code_says_so(
    event: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = other / "worksheets" / "aurelia.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('name = "Aurelia"', "name = “Aurelia”"), encoding="utf-8")
    add(other, "Said there", "norland")
    capsys.readouterr()
    assert _run(["-C", str(event), "collect", str(other), "--json"]) == 1
    found = {Path(one["path"]).name: one for one in json.loads(capsys.readouterr().out)}
    assert found["aurelia.toml"]["state"] == "cannot be read"
    assert _run(["-C", str(event), "collect", str(other), "--apply"]) == 1
    assert "norland.toml: 1 answer taken over." in capsys.readouterr().out


def test_a_folder_without_worksheets_is_refused(event: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert _run(["-C", str(event), "collect", str(tmp_path / "empty")]) == 2


# One event, three laptops, merged through git

ATTRIBUTES = "worksheets/**/*.toml merge=ue-tui\nworksheets/*.toml merge=ue-tui\n"


class Laptops:
    """Three clones of one event; git runs our merge for worksheets."""

    def __init__(self, event: Path, root: Path) -> None:
        self.root = root
        (event / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
        (event / ".gitignore").write_text(".ue-tui/\n", encoding="utf-8")
        self.git(event, "init", "--quiet", "--initial-branch=main")
        self.git(event, "add", "--all")
        self.commit(event, "The event")
        self.git(root, "clone", "--quiet", "--bare", str(event), "shared.git")
        self.clones = [self.clone(name) for name in ("one", "two", "three")]

    def clone(self, name: str) -> Path:
        self.git(self.root, "clone", "--quiet", "shared.git", name)
        folder = self.root / name
        self.git(folder, "config", "merge.ue-tui.name", "worksheets, cell by cell")
        self.git(folder, "config", "merge.ue-tui.driver", f'"{sys.executable}" -m ue_tui merge-file %O %A %B %P')
        return folder

    def git(self, folder: Path, *arguments: str, ok: bool = True) -> str:
        names = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *names, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def commit(self, folder: Path, message: str) -> None:
        self.git(folder, "commit", "--quiet", "--all", "--message", message)

    def exchange(self, folder: Path) -> str:
        """Take what the others have and give what is here."""
        said = self.git(folder, "pull", "--quiet", "--no-rebase", "--no-edit", ok=False)
        if "CONFLICT" not in said:
            self.git(folder, "push", "--quiet")
        return said


@pytest.fixture
def laptops(event: Path, tmp_path: Path) -> Laptops:
    return Laptops(event, tmp_path)


def test_three_laptops_write_one_worksheet_and_git_merges_it_cell_by_cell(
    laptops: Laptops, capsys: pytest.CaptureFixture[str]
) -> None:
    before = show(laptops.clones[0], capsys)
    mark = "stocktaking.initiating_contact.score"
    for number, (folder, level) in enumerate(zip(laptops.clones, ("1", "1", "3"), strict=True)):
        add(folder, f"Said on laptop {number}")
        assert _run(["-C", str(folder), "set", "--for", "aurelia", mark, level]) == 0
        assert _run(["-C", str(folder), "set", "--for", "norland", "--add", KEY, f"Point {number}"]) == 0
        laptops.commit(folder, f"Laptop {number}")
    for folder in (*laptops.clones, *laptops.clones):
        assert "CONFLICT" not in laptops.exchange(folder)

    texts = {(folder / "worksheets" / "aurelia.toml").read_text(encoding="utf-8") for folder in laptops.clones}
    [text] = texts
    assert sorted(show(laptops.clones[1], capsys)) == sorted([*before, *(f"Said on laptop {n}" for n in range(3))])
    assert text.count("\n[[conflict]]\n") == 1
    capsys.readouterr()
    assert _run(["-C", str(laptops.clones[2]), "conflicts", "--json"]) == 0
    [conflict] = json.loads(capsys.readouterr().out)
    assert {conflict["kept"], conflict["other"]} == {"unstructured", "embedded"}
    assert _run(["-C", str(laptops.clones[0]), "check"]) == 0

    # Decided on one laptop, it is decided on all.
    assert _run(["-C", str(laptops.clones[2]), "conflicts", "--take", "other"]) == 0
    laptops.commit(laptops.clones[2], "Decided")
    for folder in (laptops.clones[2], *laptops.clones):
        laptops.exchange(folder)
    assert all(
        "[[conflict]]\n" not in (folder / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")
        for folder in laptops.clones
    )


def test_a_worksheet_with_a_slip_is_left_to_a_person_and_untouched(laptops: Laptops) -> None:
    one, two, _ = laptops.clones
    add(one, "Said on laptop 0")
    laptops.commit(one, "Laptop 0")
    laptops.exchange(one)
    path = two / "worksheets" / "aurelia.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('name = "Aurelia"', "name = “Aurelia”"), encoding="utf-8")
    ours = path.read_bytes()
    laptops.commit(two, "Laptop 1")
    said = laptops.exchange(two)
    assert "CONFLICT" in said
    assert "curly" in said
    assert path.read_bytes() == ours


def test_merge_file_keeps_the_comments_of_ours_and_needs_no_path(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (event / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")
    line = "Committee clerks telephone the census division\n"
    base, ours, theirs = (tmp_path / name for name in ("base.toml", "ours.toml", "theirs.toml"))
    base.write_text(text, encoding="utf-8", newline="\n")
    ours.write_text(text.replace("\nformat = 1\n", "\n# mine\nformat = 1\nmine = 2\n"), encoding="utf-8", newline="\n")
    theirs.write_text(text.replace(line, f"{line}Said there\n"), encoding="utf-8", newline="\n")

    assert _run(["-C", str(event), "merge-file", str(base), str(ours), str(theirs)]) == 0

    expected = text.replace("\nformat = 1\n", "\n# mine\nformat = 1\nmine = 2\n").replace(line, f"{line}Said there\n")
    assert ours.read_text(encoding="utf-8") == expected

    theirs.write_text("format = 1\n= =", encoding="utf-8")
    assert _run(["-C", str(event), "merge-file", str(base), str(ours), str(theirs)]) == 1
    assert ours.read_text(encoding="utf-8") == expected
    assert "theirs" in capsys.readouterr().err


def test_merge_file_finds_an_event_that_is_a_folder_of_the_repository(
    event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ours = event / "worksheets" / "aurelia.toml"
    text = ours.read_text(encoding="utf-8")
    line = "Committee clerks telephone the census division\n"
    Path("base.toml").write_text(text, encoding="utf-8", newline="\n")
    Path("theirs.toml").write_text(text.replace(line, f"{line}Said there\n"), encoding="utf-8", newline="\n")

    assert _run(["merge-file", "base.toml", str(ours), "theirs.toml", "event/worksheets/aurelia.toml"]) == 0

    assert "Said there" in ours.read_text(encoding="utf-8")
