"""`ue-tui clock slot`: the queue of a plenary."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ue_tui.cli.options import find_owner, json_option
from ue_tui.cli.run_steps import add_step, open_all, print_json, queue_of
from ue_tui.model.errors import NotFound, Refused
from ue_tui.model.people import OwnerKind
from ue_tui.model.speakers import Speaker, Turn, has_slots, next_speaker, not_started, slots_to_come
from ue_tui.model.steps import Do
from ue_tui.store.event_folder import EventFolder, Opened

MINUTES = click.FloatRange(0, 1440, min_open=True)


@click.group()
def slot() -> None:
    """Show and steer who speaks. Without a GROUP: the one that speaks, or the next."""


_group_argument = click.argument("group", required=False)


def _lines(folder: EventFolder, opened: Opened) -> list[str]:
    """The queue in lines that can be listened to: who speaks first."""
    event, run, now = opened.live.event, opened.run.run, folder.now()
    phase, queue = opened.run.phase_on(), queue_of(opened, folder.now())
    lines = []
    for one in sorted(queue, key=lambda one: one.turn is not Turn.SPEAKING):
        paused = ", paused" if one.paused else ""
        speaks = one.rapporteur or one.question
        lines.append(f"{one.name}: {one.turn.value}, {one.clock}{paused}" + (f", {speaks}" if speaks else ""))
    fits = slots_to_come(event, run, phase, queue, now) if phase is not None else None
    waiting = not_started(event, run, queue, now)
    return [*lines, *([fits.words] if fits is not None else []), *([waiting] if waiting else [])]


def _slots_on(opened: Opened) -> None:
    if not has_slots(opened.live.event, opened.run.phase_on()):
        raise Refused("No plenary with presentations is on: “ue-tui clock start” begins one.")


def _group(opened: Opened, queue: Sequence[Speaker], written: str | None, do: Do) -> str:
    """The stem of the group that is meant."""
    if written is not None:
        owner = find_owner(opened.live, written)
        if owner.kind is not OwnerKind.GROUP:
            raise NotFound(f"“{written}” is a delegation: groups speak.")
        return owner.stem
    if do in (Do.SLOT_START, Do.SLOT_ABSENT, Do.SLOT_MOVE):
        if (upcoming := next_speaker(queue)) is None:
            raise Refused("Every group has spoken or is absent: name the one that is meant.")
        return upcoming.group
    speaking = next((one.group for one in queue if one.turn is Turn.SPEAKING), None)
    if speaking is None:
        raise Refused("No group is speaking: name the one that is meant.")
    return speaking


def _do(context: click.Context, do: Do, group: str | None, *, seconds: int = 0, before: str | None = None) -> int:
    folder, opened = open_all(context)
    _slots_on(opened)
    queue = queue_of(opened, folder.now())
    whose = _group(opened, queue, group, do)
    ahead = _group(opened, queue, before, do) if before is not None else ""
    add_step(folder, opened.run, do, group=whose, seconds=seconds, before=ahead)
    print("\n".join(_lines(folder, opened)))
    return 0


@slot.command()
@json_option
@click.pass_context
def show(context: click.Context, as_json: bool) -> int:
    """Print the queue: who speaks now and next, and whether it fits."""
    folder, opened = open_all(context)
    _slots_on(opened)
    if as_json:
        print_json(
            [
                {
                    "group": one.group,
                    "name": one.name,
                    "rapporteur": one.rapporteur,
                    "turn": one.turn.value,
                    "planned_seconds": one.seconds,
                    "spoken_seconds": round(one.spoken.total_seconds()),
                    "remaining_seconds": round(one.left.total_seconds()),
                }
                for one in queue_of(opened, folder.now())
            ]
        )
    else:
        print("\n".join(_lines(folder, opened)))
    return 0


@slot.command()
@_group_argument
@click.pass_context
def start(context: click.Context, group: str | None) -> int:
    """Start the next slot, or that of GROUP; one that has a final time goes on."""
    return _do(context, Do.SLOT_START, group)


@slot.command()
@_group_argument
@click.pass_context
def stop(context: click.Context, group: str | None) -> int:
    """Stop the slot; its final time stays."""
    return _do(context, Do.SLOT_STOP, group)


@slot.command()
@_group_argument
@click.pass_context
def pause(context: click.Context, group: str | None) -> int:
    """Pause the slot; the plenary runs on."""
    return _do(context, Do.SLOT_PAUSE, group)


@slot.command()
@_group_argument
@click.pass_context
def resume(context: click.Context, group: str | None) -> int:
    """Resume the slot."""
    return _do(context, Do.SLOT_RESUME, group)


@slot.command()
@click.argument("minutes", type=MINUTES)
@_group_argument
@click.pass_context
def add(context: click.Context, minutes: float, group: str | None) -> int:
    """Give the slot MINUTES more."""
    return _do(context, Do.SLOT_ADD, group, seconds=round(minutes * 60))


@slot.command()
@click.argument("minutes", type=MINUTES)
@_group_argument
@click.pass_context
def take(context: click.Context, minutes: float, group: str | None) -> int:
    """Take MINUTES from the slot."""
    return _do(context, Do.SLOT_ADD, group, seconds=-round(minutes * 60))


@slot.command()
@_group_argument
@click.pass_context
def absent(context: click.Context, group: str | None) -> int:
    """The group is not there: its slot goes to discussion."""
    return _do(context, Do.SLOT_ABSENT, group)


@slot.command()
@click.argument("group")
@click.pass_context
def present(context: click.Context, group: str) -> int:
    """The group is there after all."""
    return _do(context, Do.SLOT_PRESENT, group)


@slot.command()
@_group_argument
@click.pass_context
def later(context: click.Context, group: str | None) -> int:
    """The group speaks at the end."""
    return _do(context, Do.SLOT_MOVE, group)


@slot.command()
@click.argument("group")
@click.argument("before")
@click.pass_context
def move(context: click.Context, group: str, before: str) -> int:
    """GROUP speaks before the group BEFORE."""
    return _do(context, Do.SLOT_MOVE, group, before=before)
