"""How the day went, in a record: the agenda as planned and as run, the run report, the parking lot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ue_tui.model.day import is_left_out
from ue_tui.model.event import TimedPhase
from ue_tui.model.handout import Block, Cell, plain
from ue_tui.model.record_words import clock, length, table, text_cell
from ue_tui.model.report import report
from ue_tui.model.report_document import report_blocks
from ue_tui.model.snapshot import Snapshot, date_words


def agenda_blocks(snapshot: Snapshot) -> Iterator[Block]:
    """Every phase and break in the order of the plan: its minutes, what it took, and when."""
    rows = [_phase(snapshot, phase) for phase in snapshot.event.timeline]
    if not rows:
        yield plain("The agenda has no blocks yet.")
        return
    if snapshot.run.phases:
        first = min(phase.since for phase in snapshot.run.phases.values())
        yield plain(f"First started on {date_words(first.astimezone(snapshot.zone))}.")
    else:
        yield plain("The clock was not started: this is the plan.")
    header = ("Part", "Planned", "As run", "From to", "Remark")
    description = "Each part of the agenda with its planned and its actual minutes."
    yield table("Agenda as planned and as run", description, (6, 2, 2, 3, 4), header, rows)


def _phase(snapshot: Snapshot, phase: TimedPhase) -> tuple[Cell, ...]:
    run = snapshot.run.phases.get(phase.id)
    planned = text_cell(length(dt.timedelta(seconds=phase.seconds)))
    name = text_cell(phase.name, bold=not phase.session)
    if run is None:
        out = is_left_out(snapshot.event, snapshot.run.day, phase.block)
        return (name, planned, text_cell("–"), text_cell("–"), text_cell("left out" if out else "not run"))
    took = run.elapsed(snapshot.as_of)
    until = clock(run.ended, snapshot.zone) if run.ended else "now"
    remarks = []
    replanned = snapshot.run.day.seconds.get(phase.id, phase.seconds)
    if replanned != phase.seconds:
        remarks.append(f"re-planned to {length(dt.timedelta(seconds=replanned))}")
    if run.added:
        word = "added" if run.added > 0 else "taken"
        remarks.append(f"{length(dt.timedelta(seconds=abs(run.added)))} {word}")
    if run.paused:
        remarks.append(f"paused {length(run.paused)}")
    over = took - dt.timedelta(seconds=replanned + run.added)
    if run.ended and abs(over) >= dt.timedelta(seconds=30):
        remarks.append(f"{length(abs(over))} {'over' if over > dt.timedelta() else 'left unused'}")
    when = f"{clock(run.since, snapshot.zone)} to {until}"
    return (name, planned, text_cell(length(took)), text_cell(when), text_cell(" · ".join(remarks), "as planned"))


def run_report_blocks(snapshot: Snapshot) -> Iterator[Block]:
    """What each phase, gap and slot took, and who was late or absent."""
    names = {stem: sheet.name for stem, sheet in snapshot.delegations.items()}
    run = snapshot.run
    found = report(snapshot.event, run, snapshot.groups, names, snapshot.as_of, snapshot.zone)
    yield from report_blocks(found, snapshot.zone, snapshot.as_of_words)


def parking_blocks(snapshot: Snapshot) -> Iterator[Block]:
    """Every line of the parking lot with who asked, who sees to it, and the answer."""
    rows = []
    for line in snapshot.run.parking_lot:
        text = f"{line.text} (dropped)" if line.dropped else line.text
        rows.append(tuple(text_cell(one) for one in (text, line.who, line.owner, line.answer)))
    if not rows:
        yield plain("Nothing was put into the parking lot.")
        return
    header = ("Question or matter", "Asked by", "Who sees to it", "Answer")
    yield table("Parking lot", "Each line with who asked, who sees to it and the answer.", (6, 3, 3, 5), header, rows)
