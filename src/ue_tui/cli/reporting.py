"""`ue-tui clock report` and `hand-over`: what a day took, and what somebody who takes over has to know."""

from __future__ import annotations

from pathlib import Path

import click

from ue_tui.cli.options import zone_of
from ue_tui.cli.run_steps import open_all
from ue_tui.model.errors import Refused
from ue_tui.model.report import COLUMNS, Kind, Report, table
from ue_tui.model.report import report as made
from ue_tui.model.report_document import cells, report_handout, total_line
from ue_tui.store.event_folder import EventFolder, Opened


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a spreadsheet; with --to, write it.")
@click.option("--word", "as_word", is_flag=True, help="Make a Word document in exports/.")
@click.option("--to", "out", metavar="OUT", type=click.Path(path_type=Path, file_okay=False), help="Into this folder.")
@click.pass_context
def report(context: click.Context, as_csv: bool, as_word: bool, out: Path | None) -> int:
    """Print the run report: planned and actual minutes of each phase, gap and slot, absences, sums."""
    if as_csv and as_word:
        raise click.UsageError("Either --csv or --word.")
    from ue_tui.store.exports import write_document
    from ue_tui.word.csv_table import csv_bytes  # python-docx takes longer than the rest

    folder, opened = open_all(context)
    found = _report(folder, opened)
    zone = zone_of(opened.live.event)
    if as_word:
        print(_word(folder, opened, found, context.obj / out if out is not None else None))
    elif as_csv:
        data = csv_bytes(COLUMNS, table(found, zone))
        if out is None:
            print(data.decode("utf-8-sig").replace("\r\n", "\n"), end="")
        else:
            print(write_document(context.obj / out, _name(folder, opened), data, ".csv").path)
    else:
        print("\n".join(_lines(opened, found)))
    return 0


def _report(folder: EventFolder, opened: Opened) -> Report:
    live = opened.live
    names = {stem: sheet.name for stem, sheet in live.delegations().items()}
    now = opened.run.moment(folder.now())
    return made(live.event, opened.run.run, live.groups(), names, now, zone_of(live.event))


def _lines(opened: Opened, found: Report) -> list[str]:
    """The report in lines that can be listened to: the sums first."""
    zone = zone_of(opened.live.event)
    if not found.days:
        return ["Nothing has been started."]
    lines = [f"{day.start.astimezone(zone):%d %B}, {total_line(day, zone)}" for day in found.days]
    for row in found.rows:
        start, end, name, planned, took, added, cut, note = cells(row, zone)
        if row.kind is Kind.NOT_RUN:
            lines.append(f"{name}, planned {planned}")
            continue
        changes = [f"added {added}"] * bool(row.added) + [f"cut {cut}"] * bool(row.cut) + [note] * bool(row.note)
        lines.append(", ".join([f"{start} to {end} {name}: {took}, planned {planned}", *changes]))
    return [*lines, *found.absences]


def _word(folder: EventFolder, opened: Opened, found: Report, out: Path | None) -> Path:
    from ue_tui.store.exports import write_document  # only here: python-docx takes longer than the rest
    from ue_tui.word import render

    if not found.days:
        raise Refused("Nothing has been started: there is nothing to report yet.")
    zone, now = zone_of(opened.live.event), folder.now()
    handout = report_handout(opened.live.event, found, zone)
    return write_document(out or folder.root / "exports", _name(folder, opened), render(handout, now=now)).path


def _name(folder: EventFolder, opened: Opened) -> str:
    """`RUN REPORT 02 Dec 1714`."""
    return f"RUN REPORT {folder.now().astimezone(zone_of(opened.live.event)):%d %b %H%M}"


@click.command("hand-over")
@click.pass_context
def hand_over(context: click.Context) -> int:
    """Print what somebody who takes over has to know: what is on, cues, what comes, what is open."""
    from ue_tui.model.handover import hand_over as page  # the name of the command

    folder, opened = open_all(context)
    live = opened.live
    zone = zone_of(live.event)
    names = {stem: sheet.name for stem, sheet in live.delegations().items()}
    now = opened.run.moment(folder.now())
    found = page(live.event, opened.run.run, live.groups(), names, live.problems(), now, zone)
    for heading, lines in found.sections:
        print(heading)
        for line in lines:
            print(f"  {line}")
    return 0
