"""`ue-tui hand-out`: a folder for each delegation and group, to take along and to bring back."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ue_tui.cli.options import find_owner, folder_argument, folder_of, zone_of
from ue_tui.model.documents import What, documents_of, older_stem
from ue_tui.model.people import Owner
from ue_tui.model.snapshot import Snapshot
from ue_tui.store.event_folder import EventFolder, Opened
from ue_tui.store.hand_out import Page, blank_sheet, folder_name, hand_out


@click.command("hand-out")
@click.option("--filled", is_flag=True, help="With what is written already; else with room to write alone.")
@click.option("--for", "owner", metavar="X", help="Only for this delegation or group.")
@click.option("--to", "out", metavar="OUT", type=click.Path(path_type=Path, file_okay=False), help="Into this folder.")
@click.option("--no-word", is_flag=True, help="Without the Word documents.")
@folder_argument
@click.pass_context
def hand_out_command(
    context: click.Context, filled: bool, owner: str | None, out: Path | None, no_word: bool, directory: Path | None
) -> int:
    """Make a folder for each delegation and group, in exports/hand-out or in OUT.

    In each: its worksheet with sessions and schema, a small event in which “ue-tui sheet” runs, its Word worksheets,
    and one page to read first. What comes back is brought in with “ue-tui collect”. Nothing that is there already is
    overwritten.
    """
    folder = folder_of(context, directory)
    opened = folder.open()
    live = opened.live
    owners = [find_owner(live, owner)] if owner is not None else sorted(live.files)
    target = context.obj / out if out is not None else folder.root / "exports" / "hand-out"
    with click.progressbar(owners, label="Folders", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        for one in shown:
            if live.files[one].broken is not None:
                print(f"ue-tui: {live.files[one].path} cannot be read: no folder is made.", file=sys.stderr)
                continue
            pages = () if no_word else _pages(folder, opened, one, filled=filled)
            created = hand_out(folder, live, one, target, pages, folder.now(), filled=filled)
            print(target / folder_name(one))
            for left in created.left:
                print(f"ue-tui: {folder_name(one)}/{left} was there and is as it was.", file=sys.stderr)
    return 0


def _pages(folder: EventFolder, opened: Opened, owner: Owner, *, filled: bool) -> Iterator[Page]:
    """The Word worksheets of an owner, of every session that asks it something."""
    from ue_tui.store.exports import snapshot_of
    from ue_tui.word import document_bytes  # only here: python-docx takes longer than the rest

    live = opened.live
    snapshot: Snapshot = snapshot_of(live, opened.run.run, folder.now(), zone_of(live.event), mark=folder.mark)
    if not filled:
        sheets = {one: blank_sheet(sheet) for one, sheet in snapshot.sheets.items()}
        snapshot = dataclasses.replace(snapshot, sheets=sheets)
    for document in documents_of(snapshot, what=What.WORKSHEET, owner=owner):
        name = older_stem(snapshot, document)
        yield Page(f"{name}{document.suffix}", document_bytes(snapshot, document))
