"""Opening the app in tests, and waiting for conditions instead of time."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from ue_tui.model.people import Owner
from ue_tui.store.event_folder import EventFolder
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.messages import OpenSheet
from ue_tui.tui.sheet_frame import SheetScreen
from ue_tui.tui.widgets.lines import BottomLine

ROOT = Path(__file__).parents[2]
MORNING = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)
"""Nine o'clock in Tokyo."""


class FakeClock:
    """A clock that stands until a test moves it."""

    def __init__(self, at: dt.datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def forward(self, **parts: float) -> None:
        self.at += dt.timedelta(**parts)


def sample_event(folder: Path) -> Path:
    """A copy of the sample event."""
    for part in ("sessions", "worksheets"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


async def wait_until(pilot: Pilot[Any], condition: Callable[[], object], what: str = "") -> None:
    """Let the app work until a condition holds; a bounded number of looks."""
    for _ in range(600):
        await pilot.pause()
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"never came true: {what or condition}")


@contextlib.asynccontextmanager
async def opened(
    root: Path,
    *,
    size: tuple[int, int] = (80, 24),
    clock: Callable[[], dt.datetime] | None = None,
    sheet: Owner | None = None,
    session: str | None = None,
) -> AsyncIterator[tuple[UeTuiApp, Pilot[int]]]:
    """The app in an event's folder, read whole."""
    app = UeTuiApp(EventFolder(root), sheet=sheet, session=session, now=clock or FakeClock())
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await wait_until(pilot, lambda: app.desk.live is not None or app.desk.trouble, "the event is open")
        await pilot.pause()
        yield app, pilot


def told(app: App[Any]) -> str:
    """What was said in the corner and is still there."""
    return "\n".join(notice.message for notice in app._notifications)


def text_of(app: App[Any]) -> str:
    """What the screen shows, line by line."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips[:height]) if width else ""


async def show_sheet(app: UeTuiApp, pilot: Pilot[int], owner: Owner, session: str) -> None:
    """Open the sheet of an owner for a session, as Enter on its row does."""
    app.post_message(OpenSheet(owner, session))
    await wait_until(pilot, lambda: isinstance(app.screen, SheetScreen) and app.screen.owner == owner)
    await pilot.pause()


def bottom_of(app: UeTuiApp) -> str:
    """The keys and words of the bottom line, and what was saved."""
    return str(app.screen.query_one(BottomLine).render())


def said(app: UeTuiApp) -> str:
    """What notifications say at the moment."""
    return "\n".join(one.message for one in app._notifications)
