"""The sample event as values."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.events import event_of
from ue_tui.model.event import Event
from ue_tui.model.people import DiscussionGroup, Owner, delegation
from ue_tui.model.run import Run
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.exports import snapshot_of
from ue_tui.store.live_event import LiveEvent


@pytest.fixture(scope="session")
def event(root: Path) -> Event:
    return event_of(root)


@pytest.fixture(scope="session")
def live(root: Path) -> LiveEvent:
    return EventFolder(root).open().live


@pytest.fixture(scope="session")
def groups(live: LiveEvent) -> tuple[DiscussionGroup, ...]:
    return live.groups()


@pytest.fixture(scope="session")
def delegations(live: LiveEvent) -> Mapping[str, Worksheet]:
    return live.delegations()


@pytest.fixture(scope="session")
def sheets(live: LiveEvent) -> dict[Owner, Worksheet]:
    return {owner: live.sheet(owner) for owner in live.files}


@pytest.fixture(scope="session")
def snapshot(live: LiveEvent) -> Snapshot:
    """The sample event at 14:02 in Tokyo, before anything was run."""
    noon = dt.datetime(2025, 12, 2, 5, 2, tzinfo=dt.UTC)
    return snapshot_of(live, Run(), noon, dt.timezone(dt.timedelta(hours=9)))


@pytest.fixture
def aurelia() -> Worksheet:
    """A delegation that has written its name and nothing else."""
    return Worksheet(delegation("aurelia"), {("delegation", "name"): "Aurelia"})
