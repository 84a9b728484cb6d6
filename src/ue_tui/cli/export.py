"""`ue-tui export`: Word documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ue_tui.cli.options import find_owner, find_session, folder_argument, folder_of, now, session_option, zone_of
from ue_tui.model.documents import Document, What, build, documents_of, file_stem
from ue_tui.model.errors import NotFound, UeTuiError
from ue_tui.store.live_event import LiveEvent

KINDS = ("brief", "worksheet", "all")


@click.command()
@folder_argument
@click.option("--what", type=click.Choice(KINDS), default="all", show_default=True, help="Which documents.")
@session_option
@click.option("--for", "owner", metavar="X", help="Only of this delegation or group.")
@click.option("--to", "out", metavar="OUT", type=click.Path(path_type=Path, file_okay=False), help="Into this folder.")
@click.pass_context
def export(
    context: click.Context, directory: Path | None, what: str, session: str | None, owner: str | None, out: Path | None
) -> int:
    """Make Word documents, in exports/ or in OUT.

    A document that fails is named and the others are made; then the exit code is 1.
    """
    folder = folder_of(context, directory)
    live = folder.open().live
    asked = documents_of(
        live.event,
        live.groups(),
        live.delegations(),
        what=None if what == "all" else What(what),
        session=find_session(live.event, session).id if session else None,
        owner=find_owner(live, owner) if owner else None,
    )
    if not asked:
        raise NotFound(
            "There is no such document in this event: a brief is a group's, in a session with presentations."
        )
    target = context.obj / out if out is not None else folder.root / "exports"
    return _export(live, asked, target)


def _export(live: LiveEvent, asked: tuple[Document, ...], target: Path) -> int:
    """Make the documents one by one; the exit code."""
    from ue_tui.store.exports import write_document  # only here: python-docx takes longer than the rest
    from ue_tui.word import render

    moment, zone = now(), zone_of(live.event)
    sheets = {owner: live.sheet(owner) for owner in live.files}
    groups = live.groups()
    made, failed = 0, 0
    with click.progressbar(asked, label="Word", file=sys.stderr, hidden=not sys.stderr.isatty()) as documents:
        for document in documents:
            name = file_stem(live.event, document, sheets[document.owner].name, moment.astimezone(zone))
            try:
                handout = build(live.event, document, groups=groups, sheets=sheets, as_of=moment, zone=zone)
                path = write_document(target, name, render(handout, now=moment))
            except UeTuiError as error:
                print(f"ue-tui: {name}: {error}", file=sys.stderr)
                failed += 1
            else:
                print(path)
                made += 1
    if failed:
        print(f"ue-tui: {failed} of {made + failed} documents could not be made.", file=sys.stderr)
    return int(failed > 0)
