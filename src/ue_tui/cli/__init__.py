"""The command line: everything that the screens do, for scripts, for the evening, and without a full screen.

Exit codes: 0 done, 1 the files have errors, 2 the call was wrong or nothing could be done, 3 a bug of ours. Results go
to stdout with `print`, diagnostics to stderr. Heavy parts are imported inside the command that they serve.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from ue_tui import __version__
from ue_tui.model.errors import UeTuiError

BUG = 3

COMMANDS = {
    "demo": "opening:demo",
    "init": "opening:init",
    "projector": "opening:projector",
    "sheet": "opening:sheet",
    "status": "checks:status",
    "check": "checks:check",
    "repair": "repairs:repair",
    "conflicts": "conflicts:conflicts",
    "history": "earlier:history",
    "collect": "collecting:collect",
    "hand-out": "handing_out:hand_out_command",
    "merge-file": "collecting:merge_file",
    "show": "answers:show",
    "set": "answers:set_answer",
    "clock": "clock:clock",
    "attend": "people:attend",
    "speaks": "people:speaks",
    "told": "people:told",
    "tell": "room:tell",
    "park": "room:park",
    "roster": "people:roster",
    "rehearse": "rehearsing:rehearse",
    "export": "export:export",
    "tally": "tally:tally",
    "reveal": "reveal:reveal",
    "share": "choosing:share",
    "top": "choosing:top",
    "schema": "checks:schema",
}
"""Where each command stands, in the order of the help: `MODULE:FUNCTION` in this package."""


class CommandGroup(click.Group):
    """Loads a command when it is called: the first frame of the app does not wait for all the others."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(f"ue_tui.cli.{module}"), function)
        return command


@click.group(cls=CommandGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Work in this folder.")
@click.version_option(__version__, "--version", prog_name="ue-tui")
@click.pass_context
def group(context: click.Context, folder: Path | None) -> int:
    """Run a workshop from the laptop in the room: agenda, clock, worksheets and Word documents.

    Without a command, opens the event of this folder.
    """
    context.obj = folder or Path()
    if context.invoked_subcommand is not None:
        return 0
    from ue_tui.cli.opening import open_here  # the other commands do without it

    return open_here(context.obj)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    """The exit code of a command."""
    try:
        code = group.main(arguments, prog_name="ue-tui", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.Abort:
        return 2
    except UeTuiError as refused:
        print(f"ue-tui: {refused}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read our output has enough. What is still buffered goes nowhere, quietly.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # noqa: BLE001 - the one handler for our own bugs: a sentence, a crash file, exit 3
        return _report(bug)
    return code if isinstance(code, int) else 0


def _report(bug: Exception) -> int:
    import datetime as dt

    from ue_tui.store.crash import write_crash  # a bug is rare: nothing else pays for it

    if os.environ.get("UE_TUI_DEBUG"):
        raise bug
    root = Path()
    try:
        where: object = write_crash(root, bug, dt.datetime.now(dt.UTC))
    except OSError:
        where = f"{type(bug).__name__}, and no file could be written about it"
    print(f"ue-tui: Something failed inside ue-tui. Your files are saved. Details: {where}", file=sys.stderr)
    return BUG
