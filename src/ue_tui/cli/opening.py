"""Commands that open or make an event."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from ue_tui.cli.options import find_owner, find_session, folder_argument, folder_of, for_option, session_option
from ue_tui.model.errors import NotFound
from ue_tui.model.people import Owner
from ue_tui.store.event_folder import EventFolder

DEMO_FOLDER = Path("ue-tui-demo")


def run(folder: EventFolder, *, sheet: Owner | None = None, session: str | None = None) -> int:
    """Open the app; its exit code."""
    gc.disable()  # starting makes much that stays and drops nothing: the app collects again once it stands
    from ue_tui.tui.app import run_app  # Textual is only for commands that show a full screen

    _needs_terminal()
    return run_app(folder, sheet=sheet, session=session)


def _needs_terminal() -> None:
    """Refuse where there is no full screen.

    Raises:
        NotFound: with what works without one.
    """
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        raise NotFound("The app needs a terminal. “ue-tui status” and the other commands work without one.")


def open_here(start: Path) -> int:
    """Open the event of a folder; where there is none, offer to make one or to open the demo."""
    try:
        folder = EventFolder.find(start)
    except NotFound:
        if not sys.stdin.isatty() or not sys.stdout.isatty():
            raise
        folder = _offered(start)
    return run(folder)


def _offered(start: Path) -> EventFolder:
    """The event that is made on request where there was none."""
    from ue_tui.store.setup import copy_sample, init  # only where an event is made

    print(f"There is no event in {start.resolve()}.")
    print("  1  try the demo: a sample event with six delegations, in the folder ue-tui-demo")
    print("  2  make a new event in this folder")
    choice = click.prompt("1 or 2, anything else leaves", default="", show_default=False)
    if choice.strip() == "1":
        root = start / DEMO_FOLDER
        copy_sample(root)
    elif choice.strip() == "2":
        root = start
        init(root, ())
        print("Delegations and groups come from a table: ue-tui init DIR --roster FILE.csv")
    else:
        raise click.Abort
    return EventFolder(root)


@click.command()
@click.argument("directory", metavar="[DIR]", default=DEMO_FOLDER, type=click.Path(path_type=Path))
@click.option("--no-open", is_flag=True, help="Only copy it.")
@click.pass_context
def demo(context: click.Context, directory: Path, no_open: bool) -> int:
    """Copy the sample event into DIR (ue-tui-demo) and open it.

    Files that are there already are left as they are.
    """
    from ue_tui.store.setup import copy_sample  # only where an event is made

    root = context.obj / directory
    copy_sample(root)
    if no_open:
        print(f"The sample event is in {root}.")
        return 0
    return run(EventFolder(root))


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--roster", type=click.Path(path_type=Path, dir_okay=False), help="A CSV table of the delegations.")
@click.pass_context
def init(context: click.Context, directory: Path, roster: Path | None) -> int:
    """Make a new event in DIR, with a worksheet for each delegation and group of the roster.

    The roster has the columns delegation, organization, group and user group. Nothing that exists is overwritten.
    """
    from ue_tui.store.roster import read_roster  # only where an event is made
    from ue_tui.store.saving import read_file
    from ue_tui.store.setup import init as make

    rows = read_roster(read_file(context.obj / roster)[0]) if roster is not None else ()
    created = make(context.obj / directory, rows)
    for path in created.made:
        print(f"made  {path}")
    for path in created.left:
        print(f"left  {path}  (was there already)")
    for note in created.notes:
        print(f"note: {note}", file=sys.stderr)
    if not rows:
        print("Delegations and groups come from a table: ue-tui init DIR --roster FILE.csv", file=sys.stderr)
    return 0


@click.command()
@click.option("--dark", is_flag=True, help="Light on dark, for a room that can be darkened.")
@folder_argument
@click.pass_context
def projector(context: click.Context, directory: Path | None, dark: bool) -> int:
    """Show the room what it is to see: the clock, who speaks, and what the facilitator puts up.

    It reads the files of the event, so that any number of windows can run, on this machine or over ssh.
    """
    from ue_tui.tui.projector import run_projector  # Textual is only for commands that show a full screen

    folder = folder_of(context, directory)
    _needs_terminal()
    return run_projector(folder, dark=dark)


@click.command()
@for_option
@session_option
@folder_argument
@click.pass_context
def sheet(context: click.Context, owner: str, session: str | None, directory: Path | None) -> int:
    """Open one worksheet alone, full screen, for a scribe: prompts, example and speaking time."""
    folder = folder_of(context, directory)
    live = folder.open().live
    whose = find_owner(live, owner)
    wanted = find_session(live.event, session).id if session else None
    return run(folder, sheet=whose, session=wanted)
