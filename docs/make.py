"""The parts of the documentation that are made from the program itself.

`python docs/make.py` writes them anew, `python docs/make.py FOLDER` into another folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ue_tui.cli import group
from ue_tui.tui import commands
from ue_tui.tui.commands import Section

HERE = Path(__file__).parent


def sections() -> Iterator[Section]:
    """Every section of the key map, in the order in which it is declared."""
    yield from (value for value in vars(commands).values() if isinstance(value, Section))


def keys() -> str:
    """Every key, by where it works."""
    rows: dict[str, dict[str, str]] = {}
    for section in sections():
        known = rows.setdefault(section.name, {})
        known.update((command.key or "no key", command.title) for command in section.commands if command.key)
        known.update((command.title, "") for command in section.commands if not command.key)
    lines = ["# Keys", "", "Either case of a letter works, but `V`, `A` and `F`, which change what the room sees."]
    for name, known in rows.items():
        lines += ["", f"## {name[:1].upper()}{name[1:]}", ""]
        if any(known.values()):
            lines += ["| key | does |", "|---|---|"]
        lines += [f"| `{key}` | {title} |" if title else f"- {key}" for key, title in known.items()]
    return "\n".join([*lines, ""])


def command_line() -> str:
    """Every command with its help."""
    lines = ["# Commands", ""]
    for name, command in _walk("ue-tui", group):
        options = group.context_settings["help_option_names"]  # as the commands inherit them
        context = click.Context(command, info_name=name, terminal_width=100, help_option_names=options)
        lines += [f"## {name}", "", "```", command.get_help(context), "```", ""]
    return "\n".join(lines)


def _walk(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            if (found := command.get_command(context, inner)) is not None:
                yield from _walk(f"{name} {inner}", found)


PAGES = {"keys.md": keys, "commands.md": command_line}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for page, make in PAGES.items():
        (folder / page).write_text(make(), encoding="utf-8", newline="\n")
