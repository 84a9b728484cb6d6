"""`ue-tui tell` and `park`: a line for the room, and lines for the parking lot."""

from __future__ import annotations

import click

from ue_tui.cli.run_steps import add_step, open_clock
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.parking_lot import ParkedLine
from ue_tui.model.steps import Do
from ue_tui.store.event_folder import Opened


@click.command()
@click.argument("text", nargs=-1)
@click.option("--off", is_flag=True, help="Take the line off.")
@click.option("--blank", is_flag=True, help="Make the projector dark.")
@click.option("--show", is_flag=True, help="Let the projector show again.")
@click.pass_context
def tell(context: click.Context, text: tuple[str, ...], off: bool, blank: bool, show: bool) -> int:
    """Show TEXT to the room, below the clock; without it print what the room is told."""
    if sum((bool(text), off, blank, show)) > 1:
        raise click.UsageError("One thing at a time: TEXT, --off, --blank or --show.")
    folder, opened = open_clock(context)
    if text:
        add_step(folder, opened.run, Do.TELL, text=_line(text))
    elif off:
        add_step(folder, opened.run, Do.TELL)
    elif blank or show:
        add_step(folder, opened.run, Do.BLANK if blank else Do.SHOW)
    projected = opened.run.run.projected
    dark = "the projector is dark; " if projected.blank else ""
    print(f"{dark}{projected.message or 'the room is told nothing'}")
    return 0


def _line(words: tuple[str, ...]) -> str:
    """Words as one line of visible characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in " ".join(words)).split())


@click.command()
@click.argument("text", nargs=-1)
@click.option("--who", metavar="NAME", default="", help="Who asked.")
@click.option("--owner", "owner", metavar="N", type=click.IntRange(1), help="TEXT is who sees to line N.")
@click.option("--answer", "answer", metavar="N", type=click.IntRange(1), help="TEXT is the answer to line N.")
@click.option("--drop", metavar="N", type=click.IntRange(1), help="Drop line N.")
@click.option("--keep", metavar="N", type=click.IntRange(1), help="Keep line N after all.")
@click.pass_context
def park(
    context: click.Context,
    text: tuple[str, ...],
    who: str,
    owner: int | None,
    answer: int | None,
    drop: int | None,
    keep: int | None,
) -> int:
    """Put TEXT into the parking lot; without it print the lines, each with its number."""
    asked = [(Do.PARK_OWNER, owner), (Do.PARK_ANSWER, answer), (Do.PARK_DROP, drop), (Do.PARK_KEEP, keep)]
    given = [(do, number) for do, number in asked if number is not None]
    if len(given) > 1 or (given and who):
        raise click.UsageError("One thing at a time: a new line, --owner, --answer, --drop or --keep.")
    folder, opened = open_clock(context)
    if given:
        do, number = given[0]
        line = _numbered(opened, number)
        if do is Do.PARK_OWNER:
            add_step(folder, opened.run, do, step=line.id, who=_line(text))
        else:
            add_step(folder, opened.run, do, step=line.id, text=_line(text))
    elif text:
        add_step(folder, opened.run, Do.PARK, text=_line(text), who=_line((who,)))
    elif who:
        raise Refused("Write a line for the parking lot first.")
    lines = opened.run.run.parking_lot
    print("\n".join(_words(number, line) for number, line in enumerate(lines, 1)) or "The parking lot is empty.")
    return 0


def _numbered(opened: Opened, number: int) -> ParkedLine:
    lines = opened.run.run.parking_lot
    if number > len(lines):
        raise NotFound(f"There is no line {number}: the parking lot has {len(lines)}.")
    return lines[number - 1]


def _words(number: int, line: ParkedLine) -> str:
    parts = [f"{number} {line.text}", *([f"asked by {line.who}"] if line.who else [])]
    parts += [f"owner {line.owner}"] if line.owner else []
    parts += [f"answer: {line.answer}"] if line.answer else []
    return ", ".join([*parts, *(["dropped"] if line.dropped else [])])
