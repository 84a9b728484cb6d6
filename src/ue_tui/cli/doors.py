"""`ue-tui clock hand` and `doors`: raised hands, and the checks before doors."""

from __future__ import annotations

import click

from ue_tui.cli.run_steps import add_step, open_all, open_clock
from ue_tui.model.doors import checks
from ue_tui.model.errors import NotFound
from ue_tui.model.steps import Do
from ue_tui.store.signs import is_alive, read_signs


@click.command()
@click.argument("who", required=False)
@click.option("--down", is_flag=True, help="WHO has spoken; without WHO the first one.")
@click.pass_context
def hand(context: click.Context, who: str | None, down: bool) -> int:
    """Note that WHO raised a hand; without it print whose hands are raised."""
    folder, opened = open_clock(context)
    hands = opened.run.run.hands
    if down and not (who or hands):
        raise NotFound("Nobody has raised a hand.")
    if down:
        add_step(folder, opened.run, Do.HAND_DOWN, who=who or hands[0])
    elif who:
        add_step(folder, opened.run, Do.HAND, who=who)
    print("\n".join(opened.run.run.hands) or "nobody has raised a hand")
    return 0


@click.command()
@click.argument("check", required=False)
@click.pass_context
def doors(context: click.Context, check: str | None) -> int:
    """Print the checks before doors; with CHECK tick one that only a person can see, or take the tick off."""
    folder, opened = open_all(context)
    live, run, now = opened.live, opened.run, folder.now()
    speed = folder.rehearsal.speed if folder.rehearsal is not None else 1.0
    projector = any(is_alive(sign, now, speed) for sign in read_signs(folder.root, now))

    def found() -> tuple[str, ...]:
        ready = checks(
            live.event, run.run, live.groups(), live.problems(), len(live.delegations()), has_projector=projector
        )
        names = {one.id for one in ready if one.id}
        if check is not None and check not in names:
            raise NotFound(f"There is no check “{check}”. There are: {', '.join(sorted(names))}.")
        return tuple(
            f"{'done' if one.done else 'open'}  {f'{one.id}: ' if one.id else ''}{one.text}"
            + (f" ({one.hint})" if not one.done and not one.id else "")
            for one in ready
        )

    found()
    if check is not None:
        add_step(folder, run, Do.UNCHECK if check in run.run.checked else Do.CHECK, text=check)
    print("\n".join(found()))
    return 0
