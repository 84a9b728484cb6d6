"""What commands that add to the run have in common: open it, take a step, write it, say what the clock does."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any, Unpack

import click

from ue_tui.cli.options import folder_of, now, zone_of
from ue_tui.model.errors import NotFound
from ue_tui.model.event import Event
from ue_tui.model.people import folded
from ue_tui.model.run import State, remaining
from ue_tui.model.schedule import health
from ue_tui.model.speakers import Turn, has_slots, speakers
from ue_tui.model.steps import Details, Do, Stack, Step
from ue_tui.model.words import minutes_and_seconds
from ue_tui.store.event_folder import EventFolder, Opened
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.live_run import LiveRun


def clock_line(opened: Opened, moment: dt.datetime) -> str:
    """What the clock is doing, in a line."""
    event, run = opened.live.event, opened.run.run
    moment = opened.run.moment(moment)
    phase, on_now = opened.run.phase_on(), run.on()
    parts = []
    if phase is not None and on_now is not None:
        left = round(remaining(phase, on_now, moment).total_seconds())
        words = f"{minutes_and_seconds(-left)} over" if left < 0 else f"{minutes_and_seconds(left)} left"
        parts += [phase.name, words, run.state.value]
        if has_slots(event, phase):
            speaking = (one for one in queue_of(opened, moment) if one.turn is Turn.SPEAKING)
            parts += [f"{one.name} speaks, {one.clock}" for one in speaking]
    elif run.closed is None:
        parts.append("between two phases" if run.state is State.GAP else "not started")
    day = health(event, run, moment, zone_of(event))
    return " · ".join([*parts, *([day.words(zone_of(event))] if day else [])])


def queue_of(opened: Opened, moment: dt.datetime) -> tuple[Any, ...]:
    """Who speaks in the phase that is on."""
    phase = opened.run.phase_on()
    return speakers(opened.live.event, opened.run.run, phase, opened.live.groups(), moment) if phase else ()


def clock_values(opened: Opened, moment: dt.datetime) -> dict[str, Any]:
    """The clock for programs: session, phase, state and seconds; `remaining_seconds` is negative past zero."""
    run = opened.run.run
    phase, on_now = opened.run.phase_on(), run.on()
    left = remaining(phase, on_now, opened.run.moment(moment)) if phase and on_now else None
    return {
        "session": phase.session or None if phase else None,
        "phase": phase.id.rpartition(".")[2] if phase else None,
        "state": run.state.value,
        "planned_seconds": phase.seconds if phase else None,
        "added_seconds": on_now.added if on_now else None,
        "remaining_seconds": round(left.total_seconds()) if left is not None else None,
    }


def open_clock(context: click.Context) -> tuple[EventFolder, Opened]:
    """The event without its worksheets: the clock does not wait for them."""
    folder = folder_of(context, None)
    event, problems = folder.load_event()
    return folder, _told(Opened(LiveEvent(event, problems), folder.open_run(event)))


def open_all(context: click.Context) -> tuple[EventFolder, Opened]:
    """The event with its worksheets."""
    folder = folder_of(context, None)
    return folder, _told(folder.open())


def _told(opened: Opened) -> Opened:
    """The event, after what there is to say of its run."""
    for sentence in (opened.run.failure, opened.run.clock_behind(now()) if opened.run.speed == 1 else ""):
        if sentence:
            print(f"ue-tui: {sentence}", file=sys.stderr)
    return opened


def add_step(
    folder: EventFolder,
    run: LiveRun,
    do: Do,
    *,
    phase: str = "",
    ago: dt.timedelta | None = None,
    stack: Stack = Stack.CLOCK,
    **details: Unpack[Details],
) -> Step:
    """Take a step and write it.

    Raises:
        Refused: it would do nothing; the sentence says why.
        NotSaved: the disk refused.
    """
    step = run.take(do, folder.now(), phase=phase, ago=ago, stack=stack, **details)
    run.saved(folder.append_steps((step,)))
    return step


def take_step(
    context: click.Context, do: Do, *, phase: str = "", ago: dt.timedelta | None = None, **details: Unpack[Details]
) -> int:
    """Take a step of the clock, write it, and say what the clock does now."""
    folder, opened = open_clock(context)
    add_step(folder, opened.run, do, phase=phase, ago=ago, **details)
    print(clock_line(opened, folder.now()))
    return 0


def find_block(event: Event, written: str) -> str:
    """The id of the block that a session's number, id or title, or a break's title or id means.

    Raises:
        NotFound: there is none.
    """
    wanted, names = folded(written).replace("-", "_"), {}
    for block, name in zip(event.agenda.blocks, event.block_ids, strict=True):
        session = event.session(block.session) if block.session else None
        title = session.title if session else block.title
        names[name] = title
        spellings = [name.replace("-", "_"), folded(title).replace("-", "_"), str(session.number) if session else ""]
        if wanted in spellings:
            return name
    known = ", ".join(f"{title} ({name})" for name, title in names.items())
    raise NotFound(f"There is no block “{written}”. There are: {known}.")


def print_json(values: object) -> None:
    """Print values as JSON, for programs."""
    print(json.dumps(values, ensure_ascii=False, indent=1))
