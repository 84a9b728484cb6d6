"""The run of an open event: several windows and machines, and programs that die, lose no step."""

import contextlib
import datetime as dt
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events import event_of
from ue_tui.model.bell import Ring
from ue_tui.model.errors import Refused
from ue_tui.model.event import Event
from ue_tui.model.run import State, remaining
from ue_tui.model.steps import Details, Do, Stack
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.live_run import LiveRun
from ue_tui.store.run_file import RUN_FILE, append_steps, read_steps
from ue_tui.store.steady_clock import SteadyClock

NOW = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def at(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


@pytest.fixture(scope="module")
def event(root: Path) -> Event:
    return event_of(root)


def test_two_windows_that_press_next_within_a_moment_advance_once(event: Event, tmp_path: Path) -> None:
    one, two = LiveRun(event, "FRONT"), LiveRun(event, "FRONT")
    one.saved(append_steps(tmp_path, (one.take(Do.START, at(0)),)))
    two.arrived(read_steps((tmp_path / RUN_FILE).read_bytes()))
    pressed = [one.take(Do.NEXT, at(60)), two.take(Do.NEXT, at(60.2))]
    for run, step in zip((one, two), pressed, strict=True):
        run.saved(append_steps(tmp_path, (step,)))
    one.arrived(read_steps((tmp_path / RUN_FILE).read_bytes()))
    assert one.run == two.run
    assert (one.run.state, one.run.gap_since) == (State.GAP, at(60))
    assert len(one.steps) == 3
    one.take(Do.UNDO, at(65))
    assert one.run.current == "stocktaking.country"


def test_steps_of_windows_that_race_are_all_kept(event: Event, tmp_path: Path) -> None:
    starter = LiveRun(event, "FRONT")
    starter.saved(append_steps(tmp_path, (starter.take(Do.START, at(0)),)))
    steps = starter.steps

    def presses(machine: str) -> None:
        run = LiveRun(event, machine, steps)
        for number in range(12):
            run.saved(append_steps(tmp_path, (run.take(Do.ADD, at(1 + number), seconds=60),)))

    threads = [threading.Thread(target=presses, args=(machine,)) for machine in ("A", "B", "C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = LiveRun(event, "FRONT", read_steps((tmp_path / RUN_FILE).read_bytes()))
    assert len(found.steps) == 37
    assert found.run.phases["stocktaking.country"].added == 36 * 60


def test_a_program_that_is_killed_loses_no_step_that_it_told_of(event: Event, tmp_path: Path, root: Path) -> None:
    program = (
        "import datetime as dt, sys\n"
        "from pathlib import Path\n"
        "from ue_tui.store.event_folder import EventFolder\n"
        "folder = EventFolder(Path(sys.argv[1]))\n"
        "run = folder.open_run(folder.load_event()[0])\n"
        "for number in range(10_000):\n"
        "    do = 'start' if not run.steps else 'add'\n"
        "    from ue_tui.model.steps import Do\n"
        "    step = run.take(Do(do), dt.datetime.now(dt.UTC), **({} if do == 'start' else {'seconds': 60}))\n"
        "    run.saved(folder.append_steps((step,)))\n"
        "    print(step.id, flush=True)\n"
    )
    folder = tmp_path / "event"
    folder.mkdir()
    shutil.copytree(root / "sessions", folder / "sessions")
    told: list[str] = []
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", program, folder], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            told += [child.stdout.readline().strip() for _ in range(7)]
            child.kill()
            told += child.stdout.read().split()
    found = LiveRun(event, "FRONT", read_steps((folder / RUN_FILE).read_bytes()))
    assert set(told) <= {step.id for step in found.steps}
    assert found.run.phases["stocktaking.country"].added == (len(found.steps) - 1) * 60


def test_two_laptops_that_went_on_alone_are_joined(event: Event) -> None:
    front = LiveRun(event, "FRONT")
    front.take(Do.START, at(0))
    spare = LiveRun(event, "SPARE", front.steps)
    spare.take(Do.HOLD, at(10))
    spare.take(Do.ADD, at(20), seconds=60)
    front.take(Do.PARK, at(30), text="Who pays?")
    front.arrived(spare.steps)
    spare.arrived(front.steps)
    assert front.run == spare.run
    assert front.run.holder == "SPARE"
    assert front.is_held_elsewhere
    assert front.run.parking_lot[0].text == "Who pays?"


def test_what_could_not_be_saved_runs_on_from_memory(event: Event) -> None:
    run = LiveRun(event, "FRONT")
    step = run.take(Do.START, at(0))
    run.failed("The folder is gone.")
    assert (run.failure, run.unsaved()) == ("The folder is gone.", (step,))
    assert run.run.state is State.RUNNING
    run.saved((step,))
    assert (run.failure, run.unsaved()) == ("", ())


def test_a_clock_that_stands_before_the_run_is_told_and_gives_nothing_back(event: Event) -> None:
    run = LiveRun(event, "FRONT")
    run.take(Do.START, at(0))
    last = run.take(Do.ADD, at(600), seconds=60)
    assert run.clock_behind(at(599)) == ""
    assert "is 10 min behind the run" in run.clock_behind(at(0))
    step = run.take(Do.PAUSE, at(0))
    assert step.at > last.at
    phase, on = run.phase_on(), run.run.on()
    assert phase is not None
    assert on is not None
    assert remaining(phase, on, run.moment(at(0))).total_seconds() == pytest.approx(900 + 60 - 600, abs=0.01)


def test_a_reveal_draws_its_own_order_each_time(event: Event) -> None:
    run = LiveRun(event, "FRONT")
    run.take(Do.START, at(0))
    seeds = set()
    for number in range(5):
        run.take(Do.REVEAL, at(1 + number), text="levels")
        assert run.run.projected.picture is not None
        seeds.add(run.run.projected.picture.seed)
    assert len(seeds) > 1


def test_undo_takes_back_what_was_done_on_such_screens(event: Event) -> None:
    run = LiveRun(event, "FRONT")
    run.take(Do.START, at(0))
    run.take(Do.ATTEND, at(1), owner="aurelia", text="late")
    run.take(Do.UNDO, at(2))
    assert run.run.state is State.IDLE
    run.take(Do.UNDO, at(3), stack=Stack.PEOPLE)
    with pytest.raises(Refused, match="nothing to undo"):
        run.take(Do.UNDO, at(4), stack=Stack.PEOPLE)
    run.take(Do.REDO, at(5))
    assert run.run.current == "stocktaking.country"


def test_the_window_that_made_the_last_step_rings(event: Event) -> None:
    one, two, elsewhere = LiveRun(event, "FRONT"), LiveRun(event, "FRONT"), LiveRun(event, "SPARE")
    one.window, two.window = "aa", "bb"
    one.take(Do.START, at(0))
    for other in (two, elsewhere):
        other.arrived(one.steps)
    looks = at(599.5), at(600.5)
    assert [run.rings(*looks) for run in (one, two, elsewhere)] == [(Ring.EARLY,), (), ()]
    command = LiveRun(event, "FRONT", one.steps)
    command.take(Do.ADD, at(1), seconds=60)
    one.arrived(command.steps)
    assert one.rings(at(659.5), at(660.5)) == (Ring.EARLY,)
    restarted = LiveRun(event, "FRONT", one.steps)
    restarted.window = "cc"
    assert restarted.rings(at(659.5), at(660.5)) == (Ring.EARLY,)
    assert LiveRun(event, "FRONT").rings(*looks) == ()


def test_next_on_the_last_phase_closes_the_day(event: Event) -> None:
    run = LiveRun(event, "FRONT")
    run.take(Do.START, at(0), phase="employee_potential.plenary")
    assert run.take(Do.NEXT, at(60)).do is Do.CLOSE
    assert run.run.closed == at(60)


def test_what_is_lost_on_disk_is_written_again(event: Event, tmp_path: Path) -> None:
    run = LiveRun(event, "FRONT")
    run.saved(append_steps(tmp_path, (run.take(Do.START, at(0)),)))
    assert run.unsaved() == ()
    (tmp_path / RUN_FILE).unlink()  # a folder that is synchronized brings back how it was before
    run.arrived(())
    assert [step.do for step in run.unsaved()] == [Do.START]
    run.saved(append_steps(tmp_path, run.unsaved()))
    assert read_steps((tmp_path / RUN_FILE).read_bytes()) == run.steps


def test_sessions_that_change_take_no_step_with_them(event: Event) -> None:
    before = LiveRun(event, "FRONT")
    before.window = "aa"
    step = before.take(Do.START, at(0))
    before.failed("The disk is full.")
    after = LiveRun(event, "FRONT")
    after.goes_on_from(before)
    assert (after.unsaved(), after.window, after.failure) == ((step,), "aa", "The disk is full.")
    assert after.run == before.run


def test_a_run_that_cannot_be_read_is_told(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "sessions", tmp_path / "sessions")
    (tmp_path / ".ue-tui").mkdir()
    (tmp_path / RUN_FILE).write_text("no run", encoding="utf-8")
    folder = EventFolder(tmp_path)
    run = folder.open_run(folder.load_event()[0])
    assert "run.toml cannot be read: the clock begins anew" in run.failure


class Machine:
    """A laptop whose clock is set and whose program is stopped and started, beside a stopwatch that only counts."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self.counted, self.wall = 0.0, NOW
        self.run = LiveRun(event, "FRONT")
        self.clock = self.started()
        self.stopwatch: dict[str, float] = {}
        self.seen = self.now

    def started(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.counted)

    @property
    def now(self) -> dt.datetime:
        return self.run.moment(self.clock.now())

    def passes(self, seconds: float) -> None:
        self.counted += seconds
        self.wall += dt.timedelta(seconds=seconds)
        self.look()

    def look(self) -> None:
        """What the stopwatch counts: the time that this program has seen go by while a phase ran."""
        if self.run.run.state is State.RUNNING:
            on = self.run.run.current
            self.stopwatch[on] = self.stopwatch.get(on, 0.0) + (self.now - self.seen).total_seconds()
        self.seen = self.now

    def does(self, do: Do, seconds: int) -> None:
        self.look()
        with contextlib.suppress(Refused):
            self.run.take(do, self.now, **(Details(seconds=seconds) if do is Do.ADD else Details()))
        self.seen = self.now

    def restarts(self) -> None:
        self.look()
        self.run = LiveRun(self.event, "FRONT", self.run.steps)
        self.clock = self.started()
        self.look()


EVENT = event_of(Path(__file__).parents[2])
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("passes"), st.integers(1, 3000)),
        st.tuples(st.just("is set"), st.integers(-7200, 7200)),
        st.tuples(st.just("restarts"), st.just(0)),
        st.tuples(st.sampled_from([Do.START, Do.START, Do.PAUSE, Do.RESUME, Do.NEXT, Do.ADD]), st.integers(-600, 600)),
    ),
    max_size=40,
)


@given(ACTIONS)
def test_however_clocks_are_set_and_programs_restarted_the_time_is_that_of_a_stopwatch(actions: list) -> None:
    machine = Machine(EVENT)
    for what, number in actions:
        match what:
            case "passes":
                machine.passes(number)
            case "is set":
                before = machine.now
                machine.wall += dt.timedelta(seconds=number)
                assert machine.now == before  # nothing moves while the program runs
            case "restarts":
                machine.restarts()
            case _:
                machine.does(what, number)
    machine.look()
    run = machine.run.run
    for name, phase in run.phases.items():
        assert phase.elapsed(machine.now).total_seconds() == pytest.approx(machine.stopwatch.get(name, 0.0), abs=0.1)
        timed = next(one for one in machine.run.timeline if one.id == name)
        added = sum(step.seconds for step in machine.run.steps if (step.do, step.phase) == (Do.ADD, name))
        left = remaining(timed, phase, machine.now).total_seconds()
        assert left == pytest.approx(timed.seconds + added - machine.stopwatch.get(name, 0.0), abs=0.1)
    if run.spans:
        assert sum((span.length(machine.now) for span in run.spans), dt.timedelta()) == machine.now - run.spans[0].start
