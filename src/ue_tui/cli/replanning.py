"""`ue-tui clock replan`, and blocks left out, taken in again and moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from ue_tui.cli.options import json_option, zone_of
from ue_tui.cli.run_steps import add_step, clock_line, find_block, open_all, open_clock, print_json
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.people import folded
from ue_tui.model.replan import WORDS, Proposal, Replan, Way
from ue_tui.model.report_document import clock as minutes
from ue_tui.model.steps import Do
from ue_tui.store.event_folder import EventFolder, Opened


@click.command()
@click.option("--how", "way", type=click.Choice([one.value for one in Way]), help="Only this way; applied: protect.")
@click.option("--phase", metavar="P", help="The phase that gives, for --how one.")
@click.option("--apply", "do_it", is_flag=True, help="Do it; “ue-tui clock undo” takes it back.")
@json_option
@click.pass_context
def replan(context: click.Context, way: str | None, phase: str | None, do_it: bool, as_json: bool) -> int:
    """Offer four ways to win lost time back: what each phase gets, and where the day ends."""
    folder, opened = open_all(context)
    plan = _plan(folder, opened)
    one = _phase(opened, phase) if phase is not None else ""
    zone = plan.zone
    if do_it:
        chosen = plan.proposal(Way(way or Way.PROTECT.value), one)
        if not chosen.gives:
            raise Refused("Nothing would change: no time is lost, or no phase can give any.")
        each = tuple(plan.seconds(chosen.shares).items())
        add_step(folder, opened.run, Do.REPLAN, text=chosen.way.value, each=each)
        print(clock_line(opened, folder.now()))
        return 0
    proposals = [one_way for one_way in plan.proposals(one) if way in (None, one_way.way.value)]
    if as_json:
        print_json([_values(proposal, zone) for proposal in proposals])
        return 0
    print(f"{minutes(round(plan.need.total_seconds()))} to win back")
    if plan.reminder:
        print(plan.reminder)
    for proposal in proposals:
        _print(proposal, zone)
    return 0


def _plan(folder: EventFolder, opened: Opened) -> Replan:
    event = opened.live.event
    return Replan(event, opened.run.run, opened.run.moment(folder.now()), zone_of(event), len(opened.live.groups()))


def _phase(opened: Opened, written: str) -> str:
    wanted = folded(written)
    for phase in opened.run.timeline:
        if wanted in (phase.id, folded(phase.name)):
            return phase.id
    known = ", ".join(phase.id for phase in opened.run.timeline)
    raise NotFound(f"There is no phase “{written}”. There are: {known}.")


def _print(proposal: Proposal, zone: dt.tzinfo | None) -> None:
    print(f"\n{WORDS[proposal.way]} ({proposal.way.value}): {_end(proposal, zone)}")
    for share in proposal.shares:
        if share.gives:
            print(f"  {share.name}: {minutes(share.after)}, {minutes(share.gives)} less")


def _end(proposal: Proposal, zone: dt.tzinfo | None) -> str:
    behind = round(proposal.behind.total_seconds())
    return f"ends {proposal.ends.astimezone(zone):%H:%M}, " + (f"{minutes(behind)} behind" if behind else "on time")


def _values(proposal: Proposal, zone: dt.tzinfo | None) -> dict[str, Any]:
    return {
        "how": proposal.way.value,
        "ends": proposal.ends.astimezone(zone).isoformat(timespec="seconds"),
        "behind_seconds": round(proposal.behind.total_seconds()),
        "phases": [
            {"phase": share.phase, "before_seconds": share.before, "after_seconds": share.after}
            for share in proposal.shares
        ],
    }


def _block(context: click.Context, do: Do, written: str, before: str | None = None) -> int:
    folder, opened = open_clock(context)
    event = opened.live.event
    ahead = find_block(event, before) if before is not None else ""
    add_step(folder, opened.run, do, block=find_block(event, written), before=ahead)
    print(clock_line(opened, folder.now()))
    return 0


@click.command("out")
@click.argument("block")
@click.pass_context
def block_out(context: click.Context, block: str) -> int:
    """Leave BLOCK out: a session by number, id or title, or a break by its title."""
    return _block(context, Do.OUT, block)


@click.command("in")
@click.argument("block")
@click.pass_context
def block_in(context: click.Context, block: str) -> int:
    """Take BLOCK in again."""
    return _block(context, Do.IN, block)


@click.command()
@click.argument("block")
@click.argument("before", required=False)
@click.pass_context
def move(context: click.Context, block: str, before: str | None) -> int:
    """Put BLOCK before the block BEFORE, or to the end."""
    return _block(context, Do.MOVE, block, before)
