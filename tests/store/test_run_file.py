"""The run's file: every kind of step comes back as it was, and what is not known is kept."""

import datetime as dt
from pathlib import Path

import tomli
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.steps import Do, Step
from ue_tui.store.run_file import RUN_FILE, append_steps, read_steps

AT = dt.datetime(2025, 12, 2, 0, 3, 12, 250_000, tzinfo=dt.UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MOMENTS = st.integers(0, 10**9).map(lambda ms: AT + dt.timedelta(milliseconds=ms))
STEPS = st.builds(
    Step,
    id=st.uuids().map(str),
    at=MOMENTS,
    by=WORDS,
    do=st.sampled_from(list(Do)),
    phase=WORDS,
    since=st.none() | MOMENTS,
    until=st.none() | MOMENTS,
    seconds=st.integers(-(2**40), 2**40),
    step=WORDS,
    block=WORDS,
    before=WORDS,
    group=WORDS,
    owner=WORDS,
    session=WORDS,
    who=WORDS,
    text=WORDS,
    number=st.integers(-(2**40), 2**40),
    names=st.booleans(),
    each=st.dictionaries(WORDS, st.integers(0, 9999), max_size=3).map(lambda each: tuple(each.items())),
)


@given(st.lists(STEPS, min_size=1, max_size=5, unique_by=lambda step: step.id))
def test_steps_come_back_as_they_were(tmp_path_factory: object, steps: list[Step]) -> None:
    root = tmp_path_factory.mktemp("event")  # type: ignore[attr-defined]
    assert append_steps(root, steps) == tuple(sorted(steps, key=lambda step: (step.at, step.id)))
    assert set(read_steps((root / RUN_FILE).read_bytes())) == set(steps)


def test_a_step_of_a_newer_program_is_passed_over_and_kept(tmp_path: Path) -> None:
    path = tmp_path / RUN_FILE
    path.parent.mkdir()
    path.write_text(
        'format = 1\n[[step]]\nid = "new"\nat = 2026-01-01T00:00:00Z\nby = "x"\ndo = "teleport"\nto = "the moon"\n'
        '[[step]]\nid = "old"\nat = 2026-01-01T00:00:01Z\nby = "x"\ndo = "add"\nseconds = "many"\ncolour = "red"\n',
        encoding="utf-8",
    )
    after = append_steps(tmp_path, [Step("mine", AT, "y", Do.HOLD)])
    assert [step.id for step in after] == ["mine", "old"]
    assert after[1].seconds == 0
    tables = tomli.loads(path.read_text(encoding="utf-8"))["step"]
    assert tables[0]["to"] == "the moon"
    assert tables[1]["colour"] == "red"


def test_a_run_that_cannot_be_read_is_kept_aside_and_the_clock_goes_on(tmp_path: Path) -> None:
    path = tmp_path / RUN_FILE
    path.parent.mkdir()
    path.write_text("this is no run", encoding="utf-8")
    assert [step.id for step in append_steps(tmp_path, [Step("mine", AT, "y", Do.HOLD)])] == ["mine"]
    (kept,) = path.parent.glob("run-unreadable-*.toml")
    assert kept.read_text(encoding="utf-8") == "this is no run"
