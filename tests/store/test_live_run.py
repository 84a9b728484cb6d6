"""The run of an open event: several windows and machines, and programs that die, lose no step."""

import datetime as dt
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.events import event_of
from ue_tui.model.bell import Ring
from ue_tui.model.errors import Refused
from ue_tui.model.event import Event
from ue_tui.model.run import State, remaining
from ue_tui.model.steps import Do, Stack
from ue_tui.store.live_run import LiveRun
from ue_tui.store.run_file import RUN_FILE, append_steps, read_steps

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
