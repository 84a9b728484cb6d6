"""A whole workshop, played on a clock that is moved by hand: everything that goes wrong on such days goes wrong here.

Six groups, 400 planned minutes and a lunch on two days: a late start, an absent rapporteur, a lunch that overruns, a
re-plan, a crash, a sleep, a change of laptops, a night. At the end the report adds up to the wall clock.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ue_tui.model.absence import absence
from ue_tui.model.errors import Refused
from ue_tui.model.event import Block, Event
from ue_tui.model.handout import Heading
from ue_tui.model.holding import holding
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.replan import Replan, Way
from ue_tui.model.report import Kind, Report, report, table
from ue_tui.model.report_document import report_handout, total_line
from ue_tui.model.run import State, remaining
from ue_tui.model.schedule import Health, health, late_start
from ue_tui.model.speakers import Turn, speakers
from ue_tui.model.steps import AwayWas, Do
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.live_run import LiveRun
from ue_tui.store.run_file import append_steps, read_steps

TOKYO = ZoneInfo("Asia/Tokyo")
GROUPS = tuple(
    DiscussionGroup(name.lower(), name, members=(f"{name.lower()}-land",), rapporteurs={"user_journey": f"Ms {name}"})
    for name in ("Business", "Civil", "Donors", "Media", "Parliament", "Research")
)


class Day:
    """The laptop at the front: a run on disk, a clock that is moved by hand."""

    def __init__(self, event: Event, root: Path, machine: str = "FRONT") -> None:
        self.event, self.root = event, root
        self.now = dt.datetime(2025, 12, 2, 9, 8, tzinfo=TOKYO)
        self.run = LiveRun(event, machine, self.on_disk())

    def on_disk(self) -> tuple:
        path = self.root / ".ue-tui" / "run.toml"
        return read_steps(path.read_bytes()) if path.exists() else ()

    def at(self, clock: str, day: int = 2) -> None:
        self.now = dt.datetime.combine(dt.date(2025, 12, day), dt.time.fromisoformat(clock), TOKYO)

    def do(self, do: Do, **more: object) -> None:
        step = self.run.take(do, self.now, **more)  # type: ignore[arg-type]
        self.run.saved(append_steps(self.root, (step,)))

    def opened(self, machine: str) -> "Day":
        """The same folder opened anew, on this laptop or another."""
        other = Day(self.event, self.root, machine)
        other.now = self.now
        return other

    @property
    def left(self) -> float:
        phase, on = self.run.phase_on(), self.run.run.on()
        assert phase is not None
        assert on is not None
        return remaining(phase, on, self.now).total_seconds() / 60

    @property
    def health(self) -> Health:
        found = health(self.event, self.run.run, self.now, TOKYO)
        assert found is not None
        return found

    @property
    def report(self) -> Report:
        return report(self.event, self.run.run, GROUPS, {"media-land": "Media Land"}, self.now, TOKYO)


@pytest.fixture
def day(root: Path, tmp_path: Path) -> Day:
    event, _ = EventFolder(root).load_event()
    first, second = dt.date(2025, 12, 2), dt.date(2025, 12, 3)
    blocks = (
        Block("stocktaking", day=first, starts=dt.time(9)),
        Block("user_journey"),
        Block(title="Lunch", minutes=60, min_minutes=40),
        Block("action_plan"),
        Block("employee_potential", day=second, starts=dt.time(9, 30), ends_by=dt.time(11, 45)),
    )
    event = Event(replace(event.agenda, blocks=blocks), event.sessions)
    assert sum(phase.seconds for phase in event.timeline if phase.session) == 400 * 60
    return Day(event, tmp_path)


def test_a_workshop_in_which_everything_goes_wrong(day: Day) -> None:
    day.do(Do.START)
    late = late_start(day.event, day.run.run, day.now, TOKYO)
    assert late is not None
    assert "began 8 min late" in late.question
    day.do(Do.LATE, phase=late.phase.id, number=0)
    assert late_start(day.event, day.run.run, day.now, TOKYO) is None

    # the country work of session 4, with two minutes more
    day.at("09:20")
    day.do(Do.ADD, seconds=120)
    country = day.left
    day.at("09:21")
    assert day.left == country - 1
    while (phase := day.run.phase_on()) is not None and phase.session == "stocktaking":
        day.now += dt.timedelta(minutes=day.left)
        assert day.left == 0
        day.do(Do.NEXT)
        day.now += dt.timedelta(minutes=1)
        day.do(Do.START)
    assert phase is not None
    assert phase.id == "user_journey.group"

    # a crash: the program is gone without a word, and another one reads the same second from disk
    day.now += dt.timedelta(minutes=20)
    before = day.left
    day = day.opened("FRONT")
    assert day.left == before
    stopped = day.now
    day.now += dt.timedelta(minutes=4)
    asked = absence(day.run.run, stopped, day.now)
    assert asked is not None
    day.do(Do.AWAY, since=asked.since, until=asked.until, text=AwayWas.PAUSE)
    assert day.left == pytest.approx(before, abs=0.01)
    assert absence(day.run.run, stopped, day.now) is None

    # the plenary: six groups, one of them absent, and a re-plan that protects the slots
    day.now += dt.timedelta(minutes=day.left + 6)
    day.do(Do.NEXT)
    behind = day.health.minutes_behind
    assert behind == 2  # 22 minutes are lost, and lunch can give 20 of them
    replan = Replan(day.event, day.run.run, day.now, TOKYO, len(GROUPS))
    proposal = replan.proposal(Way.PROTECT)
    day.do(Do.REPLAN, text=proposal.way.value, each=tuple(replan.seconds(proposal.shares).items()))
    assert day.health.projected_end == proposal.ends
    assert day.health.minutes_behind < behind
    day.do(Do.START)
    assert day.run.run.current == "user_journey.plenary"
    play_the_queue(day)
    day.do(Do.NEXT)

    lunch_that_overruns(day)
    day = change_of_laptops(day)
    night(day)

    found = day.report
    wall = dt.datetime(2025, 12, 3, 12, 0, tzinfo=TOKYO) - dt.datetime(2025, 12, 2, 9, 8, tzinfo=TOKYO)
    assert found.seconds == wall.total_seconds()
    check_the_report(day, found)


def play_the_queue(day: Day) -> None:
    """Five groups speak, one is not there; the phase sleeps with the laptop for three minutes."""
    phase = day.run.phase_on()
    assert phase is not None
    day.do(Do.SLOT_ABSENT, group="donors")
    day.do(Do.ATTEND, owner="media-land", text="late")
    for group in speakers(day.event, day.run.run, phase, GROUPS, day.now):
        if group.turn is Turn.ABSENT:
            continue
        day.now += dt.timedelta(seconds=60)
        day.do(Do.SLOT_START, group=group.group)
        with pytest.raises(Refused, match="counts once"):
            day.do(Do.SLOT_STOP, group=group.group)
        day.now += dt.timedelta(minutes=5, seconds=12)
        if group.group == "civil":
            slept = day.now
            day.now += dt.timedelta(minutes=3)
            day.do(Do.AWAY, since=slept, until=day.now, text=AwayWas.PAUSE)
        day.do(Do.SLOT_STOP, group=group.group)
    spoken = [one.clock for one in speakers(day.event, day.run.run, phase, GROUPS, day.now)]
    assert spoken == ["5:12", "5:12", "5:00", "5:12", "5:12", "5:12"]


def lunch_that_overruns(day: Day) -> None:
    """Lunch begins late and keeps its end as far as it can; then nobody comes back in time."""
    day.do(Do.START)
    phase = day.run.phase_on()
    assert phase is not None
    assert phase.title == "Lunch"
    assert 40 <= day.left <= 60
    day.now += dt.timedelta(minutes=day.left + 11)
    assert day.left == pytest.approx(-11, abs=0.01)
    day.do(Do.NEXT)
    day.do(Do.START)
    assert day.run.run.current.startswith("action_plan")


def change_of_laptops(day: Day) -> Day:
    """The front's laptop dies; another one takes over, and a last step of the dead one is joined later."""
    other = day.opened("SPARE")
    assert other.run.is_held_elsewhere
    held = holding(other.run.run, "SPARE")
    assert held.words(TOKYO).startswith("FRONT holds the run, last sign ")
    other.run.looks_only = True
    with pytest.raises(Refused, match="only looks: FRONT holds the run"):
        other.do(Do.PAUSE)
    other.do(Do.HOLD)
    assert holding(other.run.run, "SPARE").words(TOKYO) == "this laptop holds the run"
    assert other.left == day.left
    lost = day.run.take(Do.ADD, day.now + dt.timedelta(seconds=5), seconds=60)  # was never written
    other.now += dt.timedelta(minutes=3)
    other.do(Do.PAUSE)
    other.now += dt.timedelta(minutes=2)
    other.do(Do.RESUME)
    other.run.saved(append_steps(other.root, (lost,)))
    phase, on = other.run.phase_on(), other.run.run.on()
    assert phase is not None
    assert on is not None
    assert other.left == pytest.approx(phase.seconds / 60 + 1 - 3, abs=0.01)
    return other


def night(day: Day) -> None:
    """The last phases of the first day; the day closes by itself, and the next morning nothing has run."""
    while day.run.run.state is not State.IDLE:
        day.now += dt.timedelta(minutes=max(day.left, 1))
        day.do(Do.NEXT)
        if day.run.run.state is State.GAP:
            day.do(Do.START)
    assert day.run.run.closed is not None
    day.at("23:00")
    assert day.health.words(TOKYO).startswith("day closed ")
    day.at("09:30", 3)
    assert (day.health.closed, day.health.minutes_behind) == (False, 0)
    day.do(Do.START)
    assert day.run.run.current == "employee_potential.group"
    day.now += dt.timedelta(minutes=day.left)
    day.do(Do.NEXT)
    day.do(Do.START)
    day.at("12:00", 3)
    assert day.health.words(TOKYO) == "day 15 min behind · ends 12:00 (planned 11:45)"
    day.do(Do.NEXT)
    assert day.run.run.closed is not None


def check_the_report(day: Day, found: Report) -> None:
    first, second = found.days
    nights = [row.actual for row in found.rows if row.kind is Kind.NIGHT]
    assert first.actual + second.actual + sum(nights) == found.seconds
    assert second.actual == 150 * 60
    slots = [row for row in found.rows if row.kind is Kind.SLOT and row.actual]
    assert {row.actual for row in slots[:5]} == {312}
    added = {row.what: row.added for row in found.rows if row.kind is Kind.PHASE}
    assert added["Stocktaking, country-level work"] == 120
    assert any(row.cut for row in found.rows if "User journey" in row.what)
    assert "Media Land: late" in found.absences
    assert "Donors did not speak in User journey, plenary discussion" in found.absences
    assert sum("counted as a pause" in line for line in found.absences) == 2
    assert all(row.note == "not planned" for row in found.rows if row.kind is Kind.GAP)
    texts = table(found, TOKYO)
    assert sum(int(line[9]) for line in texts if line[3] in ("phase", "pause", "gap", "night")) == found.seconds
    handout = report_handout(day.event, found, TOKYO)
    headings = [block.text for block in handout.blocks if isinstance(block, Heading)]
    assert headings[:2] == ["Run report", "Tuesday 02 December 2025"]
    assert total_line(second, TOKYO).startswith("09:30 to 12:00: 150:00, of which 150:00 ran")


def test_a_report_of_nothing_says_so(day: Day) -> None:
    found = day.report
    assert (found.seconds, found.days) == (0, ())
    assert all(row.kind is Kind.NOT_RUN for row in found.rows)
    assert len(report_handout(day.event, found, TOKYO).blocks) > 2


def test_a_block_that_was_left_out_is_in_the_report(day: Day) -> None:
    day.do(Do.OUT, block="action_plan")
    notes = {row.what: row.note for row in day.report.rows}
    assert notes["Leadership-level action plan, plenary discussion"] == "left out"


def test_a_clock_set_back_gives_no_time_back(day: Day) -> None:
    day.do(Do.START)
    day.now += dt.timedelta(minutes=5)
    day.do(Do.ADD, seconds=60)
    left = day.left
    day.now -= dt.timedelta(hours=1)  # somebody sets the laptop's clock, and the program is started again
    day = day.opened("FRONT")
    assert day.run.moment(day.now) > day.now
    day.do(Do.PAUSE)
    day.now = day.run.moment(day.now)
    assert day.left == pytest.approx(left, abs=0.01)
