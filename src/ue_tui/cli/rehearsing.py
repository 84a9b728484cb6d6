"""`ue-tui rehearse`: the day beforehand, on a copy whose clock may run faster."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ue_tui.cli.options import folder_argument, folder_of, now, zone_of
from ue_tui.model.event import Event
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.rehearsal import FASTEST, rehearsal_folder
from ue_tui.store.rehearsal import rehearse as copy_event


@click.command()
@folder_argument
@click.option("--speed", type=click.FloatRange(1, FASTEST), default=1, show_default=True, help="Times faster.")
@click.option("--to", "target", metavar="OUT", type=click.Path(path_type=Path, file_okay=False), help="Copy to OUT.")
@click.option("--no-open", is_flag=True, help="Only make the copy.")
@click.pass_context
def rehearse(context: click.Context, directory: Path | None, speed: float, target: Path | None, no_open: bool) -> int:
    """Open a copy of the event, marked as a rehearsal everywhere; the event itself is not touched.

    The copy stands beside the event, and is made anew each time. Its clock begins at the first planned time of the
    agenda, where there is one. A projector window for it: ue-tui projector OUT.
    """
    folder = folder_of(context, directory)
    event, _ = folder.load_event()
    out = context.obj / target if target is not None else rehearsal_folder(folder.root)
    moment = now()
    made = copy_event(folder.root, out, speed, moment, _begins(event, moment))
    if no_open:
        print(f"{made.mark} in {out}: open it with “ue-tui -C {out}”, its projector with “ue-tui projector {out}”.")
        return 0
    from ue_tui.cli.opening import run  # only where the app opens

    return run(EventFolder(out))


def _begins(event: Event, moment: dt.datetime) -> dt.datetime:
    """What the copy's clock says at first: the first planned time of the agenda, else the time it is."""
    zone = zone_of(event)
    for block in event.agenda.blocks:
        if block.starts is not None:
            date = block.day or moment.astimezone(zone).date()
            return dt.datetime.combine(date, block.starts, zone).astimezone(dt.UTC)
        if block.day is not None:
            break
    return moment
