"""Every slip that people make in a real worksheet: `check` says it in words, `repair` mends it where that is sure."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ue_tui.cli import _run

AURELIA, PARLIAMENT = "worksheets/aurelia.toml", "worksheets/groups/parliament.toml"
END = "signed and stamped\n'''\n"
LINE = "Committee clerks telephone the census division\n"

Spoil = Callable[[str], str]


def swap(old: str, new: str) -> Spoil:
    def spoil(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return spoil


def without(line: str) -> Spoil:
    return swap(f"\n{line}\n", "\n")


SLIPS: list[tuple[str, str, Spoil, str, bool]] = [
    ("a missing quote", AURELIA, swap('"Aurelia"', '"Aurelia'), 'The quotation mark " at the end', True),
    ("a curly quote", AURELIA, swap('"Aurelia"', "“Aurelia”"), "is a curly one", True),
    ("a missing comma", PARLIAMENT, swap('"aurelia", ', '"aurelia" '), "list", True),
    ("a missing bracket", PARLIAMENT, swap('"norland"]', '"norland"'), "has no closing ]", True),
    ("a key twice", AURELIA, swap("\nscore = 2\n", "\nscore = 2\nscore = 0\n"), "stands twice here", True),
    ("a line break in a string", AURELIA, swap('"Statistics ', '"Statistics\n'), "goes on over the end", True),
    ("a wrong mark", AURELIA, swap("\nscore = 2\n", '\nscore = "In Progres"\n'), "Did you mean In Progress?", True),
    ("a mark too many", AURELIA, swap("\nscore = 2\n", "\nscore = 7\n"), "is not one of 1 Unstructured", False),
    ("an unknown key", AURELIA, swap("\nweb_metrics", "\nweb_metric"), "Did you mean “web_metrics”?", True),
    ("a wrong type", AURELIA, swap("\nscore = 2\n", "\nscore = 2.0\n"), "is not one of 1 Unstructured", True),
    ("words below a block", AURELIA, swap(END, f"{END}More words\n"), "stand below the closing '''", True),
    (
        "a lost closing fence",
        AURELIA,
        swap("signed and stamped\n'''\n", "signed and stamped\n"),
        "no closing '''",
        True,
    ),
    ("a lost opening fence", AURELIA, swap("current_practices = '''", "current_practices ="), "missing behind", True),
    ("a lost heading", AURELIA, without("[user_journey.objects]"), "[user_journey.objects] is missing", True),
    ("the first heading lost", AURELIA, without("[delegation]"), "The heading [delegation] is missing", True),
    ("a heading with one key lost", AURELIA, without("[action_plan]"), "The heading [action_plan] is missing", True),
    (
        "a heading twice",
        AURELIA,
        swap("[user_journey.objects]\n", "[user_journey.objects]\n[user_journey.objects]\n"),
        "stands twice",
        True,
    ),
    ("a comment that lost its #", AURELIA, swap("# 2.4 Web metrics", "2.4 Web metrics"), "lost its #", True),
    ("an answer after a #", AURELIA, swap("\nscore = 2\n", "\nscore = 0 # 2\n"), "stands after a #", True),
    ("a colon", AURELIA, swap("\nscore = 2\n", "\nscore: 2\n"), "write = instead", True),
    ("no format", AURELIA, without("format = 1"), "“format = 1” is missing", True),
    (
        "a member that no worksheet has",
        PARLIAMENT,
        swap('"aurelia"', '"atlantis"'),
        "“atlantis” has no worksheet",
        False,
    ),
    ("a member by a changed name", PARLIAMENT, swap('"aurelia"', '"aurelie"'), "Is it “aurelia” now?", True),
    ("an empty file", AURELIA, lambda _: "", "empty or cut off", False),
    ("another program's file", AURELIA, lambda _: "[project]\nname = 'x'\n", "another program", False),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize(
    ("slip", "path", "spoil", "words", "mended"), SLIPS, ids=[slip[0].replace(" ", "-") for slip in SLIPS]
)
def test_a_slip_is_told_and_mended_where_that_is_sure(
    event: Path,
    capsys: pytest.CaptureFixture[str],
    slip: str,
    path: str,
    spoil: Spoil,
    words: str,
    mended: bool,
    ending: str,
) -> None:
    file = event / path
    good = file.read_text(encoding="utf-8")
    spoilt = spoil(good).replace("\n", ending).encode()
    file.write_bytes(spoilt)

    code = _run(["-C", str(event), "check", "--json"])
    told = [one for one in json.loads(capsys.readouterr().out) if one["path"] == path]
    assert any(words in one["message"] for one in told), told
    assert all(one["line"] >= 1 and one["column"] >= 1 for one in told)
    assert code == any(one["severity"] == "error" for one in told)
    assert file.read_bytes() == spoilt

    assert _run(["-C", str(event), "repair", "--apply"]) == 0
    if not mended:
        assert file.read_bytes() == spoilt
        return
    assert _run(["-C", str(event), "check"]) == 0
    after = file.read_bytes().decode()
    assert after.count("\n") == after.count(ending)
    typed = {
        word for line in spoil(good).split("\n") if not line.startswith("#") for word in line.split() if word.isalpha()
    }
    assert not {word for word in typed if word not in after and word not in ("Progres", "aurelie")}


def test_a_delegation_in_two_groups_and_a_worksheet_in_ansi(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    media = event / "worksheets" / "groups" / "media.toml"
    text = media.read_text(encoding="utf-8")
    media.write_text(text.replace("members = [", 'members = ["aurelia", '), encoding="utf-8", newline="\n")
    sheet = event / AURELIA
    ansi = sheet.read_text(encoding="utf-8").replace(LINE, "Réponse à la commission\n")
    sheet.write_bytes("".join(char for char in ansi if char.isascii() or char in "éà").encode("cp1252"))

    assert _run(["-C", str(event), "check"]) == 1
    out = capsys.readouterr().out
    assert "is not in UTF-8, as in files saved as ANSI" in out
    assert _run(["-C", str(event), "repair", "--apply"]) == 0
    assert "Réponse à la commission" in sheet.read_text(encoding="utf-8")
    assert "is in two groups" in capsys.readouterr().err
