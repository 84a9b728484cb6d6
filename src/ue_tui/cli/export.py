"""`ue-tui export`: Word documents, and the answers as CSV."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ue_tui.cli.options import find_owner, find_session, folder_argument, folder_of, session_option, zone_of
from ue_tui.model.documents import Document, What, documents_of, file_stem, older_stem
from ue_tui.model.errors import NotFound, UeTuiError
from ue_tui.model.record import Included
from ue_tui.model.snapshot import Snapshot

if TYPE_CHECKING:
    from ue_tui.word import Letterhead

KINDS = (*(what.value for what in What), "all")


@click.command()
@folder_argument
@click.option("--what", type=click.Choice(KINDS), default="all", show_default=True, help="Which documents.")
@session_option
@click.option("--for", "owner", metavar="X", help="Only of this delegation or group.")
@click.option("--to", "out", metavar="OUT", type=click.Path(path_type=Path, file_okay=False), help="Into this folder.")
@click.option(
    "--template", metavar="T", type=click.Path(path_type=Path, dir_okay=False), help="A Word document of your house: "
    "its styles, page, header and footer are taken.",
)  # fmt: skip
@click.option("--names", is_flag=True, help="The record names delegations beside their marks.")
@click.option("--notes", is_flag=True, help="The record has the notes to stages.")
@click.pass_context
def export(
    context: click.Context,
    directory: Path | None,
    what: str,
    session: str | None,
    owner: str | None,
    out: Path | None,
    template: Path | None,
    names: bool,
    notes: bool,
) -> int:
    """Make Word documents, in exports/ or in OUT; the data are CSV.

    What was made before under the same name moves to older/. A document that fails is named and the others are made;
    then the exit code is 1.
    """
    from ue_tui.store.exports import snapshot_of  # with the event's files: not needed for the help

    folder = folder_of(context, directory)
    opened = folder.open()
    live = opened.live
    snapshot = snapshot_of(live, opened.run.run, folder.now(), zone_of(live.event), mark=folder.mark)
    asked = documents_of(
        snapshot,
        what=None if what == "all" else What(what),
        session=find_session(live.event, session).id if session else None,
        owner=find_owner(live, owner) if owner else None,
    )
    if not asked:
        raise NotFound(
            "There is no such document in this event: a brief is a group's, in a session with presentations; record "
            "and data are of the whole event."
        )
    letterhead = _letterhead(context.obj / template) if template is not None else None
    target = context.obj / out if out is not None else folder.root / "exports"
    return _export(snapshot, asked, target, letterhead, Included(names, notes))


def _letterhead(path: Path) -> Letterhead:
    """The house's own template.

    Raises:
        Refused: it cannot be used, with why.
    """
    from ue_tui.store.saving import read_file
    from ue_tui.word import house_letterhead

    return house_letterhead(read_file(path)[0], path.name)


def _export(
    snapshot: Snapshot,
    asked: Sequence[Document],
    target: Path,
    letterhead: Letterhead | None,
    included: Included,
) -> int:
    """Make the documents one by one; the exit code."""
    from ue_tui.store.exports import write_document
    from ue_tui.word import document_bytes  # only here: python-docx takes longer than the rest

    made, failed = 0, 0
    with click.progressbar(asked, label="Word", file=sys.stderr, hidden=not sys.stderr.isatty()) as documents:
        for document in documents:
            name, older = file_stem(snapshot, document), older_stem(snapshot, document)
            try:
                data = document_bytes(snapshot, document, included=included, letterhead=letterhead)
                written = write_document(target, name, data, document.suffix, older=older)
            except UeTuiError as error:
                print(f"ue-tui: {name}: {error}", file=sys.stderr)
                failed += 1
            else:
                print(written.path)
                if written.sentence:
                    print(f"ue-tui: {written.sentence}", file=sys.stderr)
                made += 1
    if failed:
        print(f"ue-tui: {failed} of {made + failed} documents could not be made.", file=sys.stderr)
    return int(failed > 0)
