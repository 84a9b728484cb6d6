"""`ue-tui clock`: the run, from a shell, a script or a key of a macro pad."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Unpack

import click

from ue_tui.cli.options import find_session, folder_of, json_option, now, zone_of
from ue_tui.model.errors import Refused
from ue_tui.model.run import State, remaining
from ue_tui.model.schedule import health
from ue_tui.model.steps import Details, Do
from ue_tui.model.words import minutes_and_seconds
from ue_tui.store.event_folder import EventFolder, Opened
from ue_tui.store.live_event import LiveEvent


def clock_line(opened: Opened, moment: dt.datetime) -> str:
    """What the clock is doing, in a line."""
    event, run = opened.live.event, opened.run.run
    phase, on_now = opened.run.phase_on(), run.on()
    parts = []
    if phase is not None and on_now is not None:
        left = round(remaining(phase, on_now, moment).total_seconds())
        words = f"{minutes_and_seconds(-left)} over" if left < 0 else f"{minutes_and_seconds(left)} left"
        parts += [phase.name, words, run.state.value]
    else:
        parts.append("between two phases" if run.state is State.GAP else "not started")
    day = health(event, run, moment, zone_of(event))
    return " · ".join([*parts, *([day.words(zone_of(event))] if day else [])])


def clock_values(opened: Opened, moment: dt.datetime) -> dict[str, Any]:
    """The clock for programs: session, phase, state and seconds; `remaining_seconds` is negative past zero."""
    run = opened.run.run
    phase, on_now = opened.run.phase_on(), run.on()
    known = phase is not None and on_now is not None
    return {
        "session": phase.session or None if phase else None,
        "phase": phase.id.rpartition(".")[2] if phase else None,
        "state": run.state.value,
        "planned_seconds": phase.seconds if phase else None,
        "added_seconds": on_now.added if on_now else None,
        "remaining_seconds": round(remaining(phase, on_now, moment).total_seconds())
        if known and phase and on_now
        else None,
    }


def _opened(context: click.Context) -> tuple[EventFolder, Opened]:
    """The event without its worksheets: the clock does not wait for them."""
    folder = folder_of(context, None)
    event, problems = folder.load_event()
    return folder, Opened(LiveEvent(event, problems), folder.open_run(event))


def _take(
    context: click.Context, do: Do, *, phase: str = "", ago: dt.timedelta | None = None, **details: Unpack[Details]
) -> int:
    """Take a step, write it, and say what the clock does now."""
    folder, opened = _opened(context)
    step = opened.run.take(do, now(), phase=phase, ago=ago, **details)
    opened.run.saved(folder.append_steps((step,)))
    print(clock_line(opened, now()))
    return 0


@click.group()
def clock() -> None:
    """Show and steer the run."""


@clock.command()
@json_option
@click.pass_context
def show(context: click.Context, as_json: bool) -> int:
    """Print the phase that is on and what is left of it."""
    _, opened = _opened(context)
    moment = now()
    print(json.dumps(clock_values(opened, moment)) if as_json else clock_line(opened, moment))
    return 0


@clock.command()
@click.argument("session", required=False)
@click.option("--ago", type=click.FloatRange(0, 1440), default=0, metavar="MINUTES", help="It began so long ago.")
@click.pass_context
def start(context: click.Context, session: str | None, ago: float) -> int:
    """Start the next phase of the agenda, or of SESSION."""
    phase = ""
    if session is not None:
        _, opened = _opened(context)
        wanted = find_session(opened.live.event, session)
        mine = [one for one in opened.run.timeline if one.session == wanted.id]
        left = [one for one in mine if one.id not in opened.run.run.phases]
        if not left and not opened.run.run.current:
            raise Refused(f"Every phase of {wanted.title} has been run: “ue-tui clock back” goes on with the last one.")
        phase = (left or mine)[0].id
    return _take(context, Do.START, phase=phase, ago=dt.timedelta(minutes=ago))


@clock.command()
@click.pass_context
def pause(context: click.Context) -> int:
    """Pause the phase."""
    return _take(context, Do.PAUSE)


@clock.command()
@click.pass_context
def resume(context: click.Context) -> int:
    """Resume the phase."""
    return _take(context, Do.RESUME)


@clock.command("next")
@click.pass_context
def go_on(context: click.Context) -> int:
    """End the phase; the next one waits to be started."""
    return _take(context, Do.NEXT)


@clock.command()
@click.pass_context
def back(context: click.Context) -> int:
    """Go back to the phase before, which goes on as it stood."""
    return _take(context, Do.BACK)


@clock.command()
@click.argument("minutes", type=click.FloatRange(0, 1440, min_open=True))
@click.pass_context
def add(context: click.Context, minutes: float) -> int:
    """Give the phase MINUTES more."""
    return _take(context, Do.ADD, seconds=round(minutes * 60))


@clock.command()
@click.argument("minutes", type=click.FloatRange(0, 1440, min_open=True))
@click.pass_context
def take(context: click.Context, minutes: float) -> int:
    """Take MINUTES from the phase."""
    return _take(context, Do.ADD, seconds=-round(minutes * 60))


@clock.command()
@click.pass_context
def undo(context: click.Context) -> int:
    """Undo the last step, for ten minutes after it."""
    return _take(context, Do.UNDO)


@clock.command()
@click.pass_context
def redo(context: click.Context) -> int:
    """Do the undone step again."""
    return _take(context, Do.REDO)
