"""Every word of the pack that a participant reads can be brought to the screen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.containers import VerticalScroll

from tests.tui.helpers import opened, sample_event, show_sheet, text_of, wait_until
from ue_tui.model.people import delegation
from ue_tui.tui import messages as ask
from ue_tui.tui.app import UeTuiApp
from ue_tui.tui.dialogs.task import TaskDialog
from ue_tui.tui.screens.session import SessionScreen

NO_WORDS = {"id", "kind", "actor", "at", "color", "note", "erratum"}
IDS = {4: "stocktaking", 5: "user_journey", 6: "action_plan", 7: "employee_potential"}


def texts(value: Any) -> Iterator[str]:
    """The texts of a piece of the pack, without what names things for programs."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NO_WORDS:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[\w’'-]+", text) if len(word) > 1}


async def read_whole(app: UeTuiApp, pilot: Any) -> str:
    """What a dialog shows from its first line to its last."""
    shown = [text_of(app)]
    scroll = app.screen.query_one(VerticalScroll)
    while scroll.scroll_offset.y < scroll.max_scroll_y:
        scroll.scroll_to(y=scroll.scroll_offset.y + 10, animate=False)
        await pilot.pause()
        shown.append(text_of(app))
    return "\n".join(shown)


@pytest.mark.parametrize("number", sorted(IDS))
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_every_word_of_a_session_is_reached_from_its_screens(
    root: Path, tmp_path: Path, number: int, size: tuple[int, int]
) -> None:
    pack = tomllib.loads((root / "tests" / "data" / "pack" / "worksheets.toml").read_text(encoding="utf-8"))
    [printed] = [one for one in pack["sessions"] if one["number"] == number]
    async with opened(sample_event(tmp_path), size=size) as (app, pilot):
        app.post_message(ask.OpenSession(IDS[number]))
        await wait_until(pilot, lambda: isinstance(app.screen, SessionScreen))
        seen = text_of(app)
        await pilot.press("e")
        await wait_until(pilot, lambda: isinstance(app.screen, TaskDialog))
        seen += await read_whole(app, pilot)
        await pilot.press("escape")
        await show_sheet(app, pilot, delegation("quill"), IDS[number])
        for _ in range(8):
            seen += text_of(app)
            await pilot.press("down")
    wanted = {word for text in texts(printed) for word in words(text)}
    assert len(wanted) > 30
    assert wanted - words(seen) == set()
