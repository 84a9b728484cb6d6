"""`ue-tui clock`: the run, from a shell, a script or a key of a macro pad."""

from __future__ import annotations

import datetime as dt
import json

import click

from ue_tui.cli.doors import doors, hand
from ue_tui.cli.options import json_option, zone_of
from ue_tui.cli.replanning import block_in, block_out, move, replan
from ue_tui.cli.reporting import hand_over, report
from ue_tui.cli.run_steps import add_step, clock_line, clock_values, find_block, open_clock, take_step
from ue_tui.cli.slots import slot
from ue_tui.model.errors import Refused
from ue_tui.model.holding import holding
from ue_tui.model.schedule import late_start
from ue_tui.model.steps import AwayWas, Do, Stack
from ue_tui.store.event_folder import Opened
from ue_tui.store.presence import last_sign, read_presences

MINUTES = click.FloatRange(0, 1440, min_open=True)


@click.group()
def clock() -> None:
    """Show and steer the run."""


for _command in (slot, replan, block_out, block_in, move, report, hand_over, hand, doors):
    clock.add_command(_command)


@clock.command()
@json_option
@click.pass_context
def show(context: click.Context, as_json: bool) -> int:
    """Print the phase that is on and what is left of it."""
    folder, opened = open_clock(context)
    moment = folder.now()
    print(json.dumps(clock_values(opened, moment)) if as_json else clock_line(opened, moment))
    return 0


@clock.command()
@click.argument("block", metavar="[SESSION]", required=False)
@click.option("--ago", type=click.FloatRange(0, 1440), default=0, metavar="MINUTES", help="It began so long ago.")
@click.pass_context
def start(context: click.Context, block: str | None, ago: float) -> int:
    """Start the next phase of the agenda, or of SESSION: its number, id or title, a break, or one phase by its id."""
    folder, opened = open_clock(context)
    phase = ""
    if block is not None:
        phase = _phase(opened, block)
    add_step(folder, opened.run, Do.START, phase=phase, ago=dt.timedelta(minutes=ago))
    print(clock_line(opened, folder.now()))
    late = late_start(opened.live.event, opened.run.run, folder.now(), zone_of(opened.live.event))
    if late is not None:
        print(f"{late.question} Say “ue-tui clock late moves” or “ue-tui clock late behind”.")
    return 0


def _phase(opened: Opened, written: str) -> str:
    """The id of the phase that is meant: named itself, or the next one of a block."""
    phases = opened.run.timeline
    if written in (one.id for one in phases):
        return written
    block = find_block(opened.live.event, written)
    mine = [one for one in phases if block in (one.session, one.id)]
    left = [one for one in mine if one.id not in opened.run.run.phases]
    if not mine:
        raise Refused(f"It is left out: “ue-tui clock in {block}” takes it in again.")
    if not left and not opened.run.run.current:
        title = mine[0].title
        raise Refused(f"Every phase of {title} has been run: “ue-tui clock back” goes on with the last one.")
    return (left or mine)[0].id


@clock.command()
@click.pass_context
def pause(context: click.Context) -> int:
    """Pause the phase."""
    return take_step(context, Do.PAUSE)


@clock.command()
@click.pass_context
def resume(context: click.Context) -> int:
    """Resume the phase."""
    return take_step(context, Do.RESUME)


@clock.command("next")
@click.pass_context
def go_on(context: click.Context) -> int:
    """End the phase; the next one waits to be started. On a day's last phase the day closes."""
    return take_step(context, Do.NEXT)


@clock.command()
@click.pass_context
def close(context: click.Context) -> int:
    """Close the day, with the phase that is on: the night is not counted."""
    return take_step(context, Do.CLOSE)


@clock.command()
@click.pass_context
def back(context: click.Context) -> int:
    """Go back to the phase before, which goes on as it stood."""
    return take_step(context, Do.BACK)


@clock.command()
@click.argument("minutes", type=MINUTES)
@click.pass_context
def add(context: click.Context, minutes: float) -> int:
    """Give the phase MINUTES more."""
    return take_step(context, Do.ADD, seconds=round(minutes * 60))


@clock.command()
@click.argument("minutes", type=MINUTES)
@click.pass_context
def take(context: click.Context, minutes: float) -> int:
    """Take MINUTES from the phase."""
    return take_step(context, Do.ADD, seconds=-round(minutes * 60))


_of_option = click.option(
    "--of",
    "stack",
    type=click.Choice([one.value for one in Stack if one is not Stack.NONE]),
    default=Stack.CLOCK.value,
    show_default=True,
    help="Of what: the clock, what the room sees, attendance, what was told, the parking lot.",
)


@clock.command()
@_of_option
@click.pass_context
def undo(context: click.Context, stack: str) -> int:
    """Undo the last step, for ten minutes after it."""
    return _again(context, Do.UNDO, Stack(stack))


@clock.command()
@_of_option
@click.pass_context
def redo(context: click.Context, stack: str) -> int:
    """Do the undone step again."""
    return _again(context, Do.REDO, Stack(stack))


def _again(context: click.Context, do: Do, stack: Stack) -> int:
    folder, opened = open_clock(context)
    add_step(folder, opened.run, do, stack=stack)
    print(clock_line(opened, folder.now()))
    return 0


@clock.command()
@click.argument("plan", type=click.Choice(["moves", "behind"]))
@click.pass_context
def late(context: click.Context, plan: str) -> int:
    """Say, of a day that began late, whether the plan moves with it or the day is behind."""
    folder, opened = open_clock(context)
    asked = late_start(opened.live.event, opened.run.run, folder.now(), zone_of(opened.live.event))
    if asked is None:
        raise Refused("No day began late, or that was said already.")
    add_step(folder, opened.run, Do.LATE, phase=asked.phase.id, number=int(plan == "moves"))
    print(clock_line(opened, folder.now()))
    return 0


@clock.command()
@click.argument("was", type=click.Choice([one.value for one in AwayWas]))
@click.argument("since", type=click.DateTime(["%H:%M", "%H:%M:%S"]))
@click.argument("until", type=click.DateTime(["%H:%M", "%H:%M:%S"]))
@click.pass_context
def away(context: click.Context, was: str, since: dt.datetime, until: dt.datetime) -> int:
    """Say of the time from SINCE to UNTIL, in which the laptop slept, that the phase ran, paused or ended."""
    folder, opened = open_clock(context)
    zone = zone_of(opened.live.event)
    today = folder.now().astimezone(zone).date()
    begins, ends = (dt.datetime.combine(today, one.time(), zone).astimezone(dt.UTC) for one in (since, until))
    if begins > folder.now():
        begins, ends = begins - dt.timedelta(days=1), ends - dt.timedelta(days=1)
    if begins >= ends or ends > folder.now():
        raise Refused("The time away ends after it began, and before now.")
    add_step(folder, opened.run, Do.AWAY, since=begins, until=ends, text=was)
    print(clock_line(opened, folder.now()))
    return 0


@clock.command("take-over")
@click.pass_context
def take_over(context: click.Context) -> int:
    """Let this laptop hold the run from now on."""
    return take_step(context, Do.HOLD)


@clock.command()
@click.pass_context
def holder(context: click.Context) -> int:
    """Print which laptop holds the run, and when it was last heard of."""
    folder, opened = open_clock(context)
    run = opened.run.run
    sign = last_sign(read_presences(folder.root), run.holder)
    print(holding(run, opened.run.machine, sign).words(zone_of(opened.live.event)))
    return 0
