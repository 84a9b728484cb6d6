"""What people, editors and other programs put into an event's files, and what must be shown as it is."""

from __future__ import annotations

from pathlib import Path

NASTY = "[/b] [x] [red] [b +"
"""Words that would be a crash or a hole in the text if they were read as markup; they go through every screen."""

NAMES = {
    "laos": "ສປປ ລາວ",
    "iran": "ایران می\u200cخواهیم",
    "japan": "日本国総務省統計局",
    "dong": "Đông Tiếng Việt e\u0301\u0323",
    "markup": NASTY,
}
"""Stems and names of delegations: no spaces between words, right to left, wide, combining, and markup."""

LONG = "a word that goes on " * 250
"""A bullet of 5,000 characters."""


def _sheet(name: str) -> str:
    return f"""format = 1
[delegation]
name = {_quoted(name)}
organization = "{name} rings \\u0007 and \\u001b[31mturns red"

[stocktaking.initiating_contact]
score = "hardly"
note = {_quoted("one " + NASTY + " two")}

[user_journey]
product = {_quoted(name)}

[user_journey.activities]
current_practices = [{_quoted(LONG)}, "it says ''' here", {_quoted(NASTY)}, "rings \\u0007 and \\u001b[31mturns red"]

[action_plan]
shared = 1

[action_plan.recommendation_1]
activity_strategy = [{_quoted(NASTY)}, {_quoted(name)}]

[employee_potential.leaders_actions]
current_practices = [{_quoted(name)}]
"""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def add_nasty(root: Path) -> Path:
    """Put nasty worksheets into an event: names of every script, markup, a broken file, wrong references."""
    folder = root / "worksheets"
    for stem, name in NAMES.items():
        (folder / f"{stem}.toml").write_text(_sheet(name), encoding="utf-8")
    (folder / "broken.toml").write_text('format = 1\n[delegation]\nname = "Broken [/b]\n', encoding="utf-8")
    (folder / "fourth.toml").write_text(
        'format = 1\n[delegation]\nname = "Fourth"\n[action_plan.recommendation_4]\nactivity_strategy = "one more"\n',
        encoding="utf-8",
    )
    members = ", ".join(_quoted(one) for one in (*NAMES, "aurelia", "nobody"))
    group = f"format = 1\n[group]\nname = {_quoted('Group ' + NASTY)}\nmembers = [{members}]\n"
    (folder / "groups" / "nasty.toml").write_text(group, encoding="utf-8")
    return root
