"""The run report as files: a Word document and a table that spreadsheets open."""

from __future__ import annotations

import csv
import io

from textual.app import App

from ue_tui.model.report import COLUMNS, Report, report, table
from ue_tui.model.report_document import report_handout
from ue_tui.store.exports import write_document
from ue_tui.tui.desk import Desk


def report_of(desk: Desk) -> Report | None:
    """The report as it stands now; None before the event is open."""
    live = desk.live
    if live is None:
        return None
    names = {stem: sheet.name for stem, sheet in live.delegations().items()}
    return report(live.event, desk.state, live.groups(), names, desk.now(), desk.zone)


def make_report(app: App[int], desk: Desk) -> None:
    """Write both files into `exports/`, and say where they are."""
    found, live = report_of(desk), desk.live
    if found is None or live is None or not found.days:
        app.notify("Nothing has been started: there is nothing to report yet.")
        return
    handout, rows, now = report_handout(live.event, found, desk.zone), table(found, desk.zone), desk.now()
    folder, name = desk.folder.root / "exports", f"RUN REPORT {now.astimezone(desk.zone):%d %b %H%M}"

    def work() -> str:
        from ue_tui.word import render  # in the thread: python-docx is not loaded before the first document

        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        document = write_document(folder, name, render(handout, now=now))
        # A byte order mark: without it Excel takes the letters of other alphabets for something else.
        data = write_document(folder, name, text.getvalue().encode("utf-8-sig"), ".csv")
        return f"{document.path.name} and {data.path.name} are in {folder}."

    desk.submit(
        work,
        lambda said: app.notify(said, timeout=20),
        lambda error: app.notify(f"The report could not be made: {error}", severity="error", timeout=20),
    )
