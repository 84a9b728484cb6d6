"""The time in a running program: setting the laptop's clock changes nothing, and sleep is noticed."""

import datetime as dt

import pytest

from ue_tui.store.steady_clock import ClockSet, Slept, SteadyClock, seconds_with_sleep, zone_of

START = dt.datetime(2025, 12, 2, 9, 0, tzinfo=dt.UTC)


class Machine:
    """A machine whose two clocks are moved by hand."""

    def __init__(self) -> None:
        self.wall, self.counted = START, 1000.0
        self.clock = SteadyClock(lambda: self.wall, lambda: self.counted)

    def passes(self, seconds: float) -> None:
        self.wall += dt.timedelta(seconds=seconds)
        self.counted += seconds


@pytest.mark.parametrize("by", [-3600, 3600, -3])
def test_setting_the_clock_changes_no_time_and_is_told_once(by: int) -> None:
    machine = Machine()
    machine.passes(4)
    machine.wall += dt.timedelta(seconds=by)
    machine.passes(1)
    assert machine.clock.now() == START + dt.timedelta(seconds=5)
    assert machine.clock.look() == (ClockSet(dt.timedelta(seconds=by)),)
    machine.passes(1)
    assert machine.clock.look() == ()


def test_sleep_is_the_time_between_two_looks() -> None:
    machine = Machine()
    machine.passes(1)
    assert machine.clock.look() == ()
    machine.passes(480)
    assert machine.clock.look() == (Slept(START + dt.timedelta(seconds=1), START + dt.timedelta(seconds=481)),)


def test_a_small_correction_by_the_network_is_not_mentioned() -> None:
    machine = Machine()
    machine.wall += dt.timedelta(seconds=1)
    assert machine.clock.look() == ()


def test_what_is_told_is_a_sentence() -> None:
    assert ClockSet(dt.timedelta(minutes=-58)).sentence.startswith("The laptop's clock was set back by 58 min.")
    assert ClockSet(dt.timedelta(seconds=40)).sentence.startswith("The laptop's clock was set forward by 40 s.")


def test_the_counting_clock_of_this_system_counts() -> None:
    before = seconds_with_sleep()
    assert seconds_with_sleep() >= before
    assert zone_of("Asia/Tokyo").utcoffset(START) == dt.timedelta(hours=9)
    assert zone_of("").utcoffset(START) is not None
