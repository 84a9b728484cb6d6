"""Everything that is done during a day: what each kind of step does, and that any of it can be taken back exactly."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.attendance import Attendance, Heard, How, Told
from ue_tui.model.errors import Refused
from ue_tui.model.fold import fold, step_taken
from ue_tui.model.refusals import check_step
from ue_tui.model.run import Run, SpanKind, State
from ue_tui.model.slots import Queue
from ue_tui.model.steps import OF_THE_PHASE, STACK_OF, AwayWas, Do, Stack, Step, joined

START = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def at(seconds: float) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


class Doing:
    """A day as it is done, step by step; the phase is the one that is on."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def do(self, do: Do, second: float, phase: str | None = None, **more: object) -> Step:
        on = self.run.current if do in OF_THE_PHASE else ""
        step = Step(f"{len(self.steps):04}", at(second), "laptop", do, on if phase is None else phase, **more)  # type: ignore[arg-type]
        self.steps.append(step)
        return step

    @property
    def run(self) -> Run:
        return fold(self.steps)

    @property
    def queue(self) -> Queue:
        return self.run.queue()

    def elapsed(self, phase: str, second: float) -> float:
        return self.run.phases[phase].elapsed(at(second)).total_seconds()


@pytest.fixture
def day() -> Doing:
    made = Doing()
    made.do(Do.START, 0, "five.plenary", since=at(0))
    return made


def test_a_slot_runs_inside_its_phase_and_keeps_its_final_time(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    slot = day.queue.speaking
    assert slot is not None
    assert slot.left(180, at(120)).total_seconds() == 120
    day.do(Do.SLOT_STOP, 252, group="media")
    assert day.queue.on == ""
    assert day.queue.slots["media"].elapsed(at(999)).total_seconds() == 192
    assert day.queue.upcoming(["media", "parliament"]) == ("parliament",)


def test_a_slot_is_resumed_after_its_final_time(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    day.do(Do.SLOT_STOP, 160, group="media")
    day.do(Do.SLOT_START, 300, group="media")
    assert day.queue.slots["media"].elapsed(at(310)).total_seconds() == 110


def test_a_slot_pauses_alone_and_with_its_phase(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    day.do(Do.SLOT_PAUSE, 70, group="media")
    day.do(Do.SLOT_RESUME, 100, group="media")
    day.do(Do.PAUSE, 110)
    day.do(Do.RESUME, 200)
    assert day.queue.slots["media"].elapsed(at(210)).total_seconds() == 30
    assert day.elapsed("five.plenary", 210) == 120
    day.do(Do.SLOT_PAUSE, 220, group="media")
    day.do(Do.PAUSE, 230)
    day.do(Do.RESUME, 240)
    assert day.queue.slots["media"].pause == at(220)


def test_enter_twice_within_two_seconds_counts_once(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    day.do(Do.SLOT_STOP, 61.9, group="media")
    assert day.queue.on == "media"
    day.do(Do.SLOT_STOP, 90, group="media")
    day.do(Do.SLOT_START, 91, group="parliament")
    assert day.queue.on == ""
    with pytest.raises(Refused, match="counts once"):
        check_step((), day.run, replace(day.steps[-1], id="new"))


def test_one_group_speaks_at_a_time(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    second = day.do(Do.SLOT_START, 70, group="parliament")
    assert day.queue.on == "media"
    with pytest.raises(Refused, match="A group is speaking"):
        check_step((), day.run, second)


def test_groups_are_absent_later_and_moved(day: Doing) -> None:
    groups = ["business", "media", "parliament"]
    day.do(Do.SLOT_ABSENT, 5, group="media")
    day.do(Do.SLOT_MOVE, 6, group="business")
    assert day.queue.upcoming(groups) == ("parliament", "business")
    day.do(Do.SLOT_PRESENT, 7, group="media")
    day.do(Do.SLOT_MOVE, 8, group="parliament", before="media")
    assert day.queue.order(groups) == ("parliament", "media", "business")


def test_minutes_go_to_a_slot_that_was_started(day: Doing) -> None:
    day.do(Do.SLOT_ADD, 5, group="media", seconds=60)
    assert day.queue.slots == {}
    day.do(Do.SLOT_START, 10, group="media")
    day.do(Do.SLOT_ADD, 20, group="media", seconds=60)
    slot = day.queue.speaking
    assert slot is not None
    assert slot.left(180, at(10)).total_seconds() == 240


def test_the_end_of_a_phase_ends_the_slot_that_is_on(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    day.do(Do.SLOT_PAUSE, 80, group="media")
    day.do(Do.NEXT, 100)
    slot = day.run.queue("five.plenary").slots["media"]
    assert (slot.ended, slot.elapsed(at(999)).total_seconds()) == (at(100), 20)


def test_a_step_for_another_phase_is_ignored(day: Doing) -> None:
    day.do(Do.SLOT_START, 1, "four.plenary", group="media")
    day.do(Do.REVEAL, 2, "four.plenary", text="levels")
    day.do(Do.ADD, 3, "four.plenary", seconds=60)
    assert day.run.undoables == {Stack.CLOCK: day.steps[0]}


def test_a_picture_goes_with_its_phase(day: Doing) -> None:
    day.do(Do.REVEAL, 10, text="levels", number=7)
    day.do(Do.PAGE, 12, number=2)
    picture = day.run.projected.picture
    assert picture is not None
    assert (picture.what, picture.names, picture.seed, picture.page) == ("levels", False, 7, 2)
    day.do(Do.NEXT, 20)
    assert day.run.projected.picture is None
    day.do(Do.REVEAL, 25, text="levels", names=True)
    assert day.run.projected.picture is not None
    day.do(Do.START, 30, "six.group")
    assert day.run.projected.picture is None


def test_the_projector_is_covered_and_blanked_and_told(day: Doing) -> None:
    day.do(Do.REVEAL, 1, text="levels")
    day.do(Do.COVER, 2)
    day.do(Do.BLANK, 3)
    day.do(Do.TELL, 4, text="Please switch off the microphones")
    projected = day.run.projected
    assert (projected.picture, projected.blank, projected.message) == (None, True, "Please switch off the microphones")
    assert projected.message_since == at(4)
    day.do(Do.SHOW, 5)
    day.do(Do.TELL, 6)
    assert (day.run.projected.blank, day.run.projected.message) == (False, "")


def test_who_is_there_and_what_was_heard(day: Doing) -> None:
    assert day.run.room.of("aurelia") is Attendance.PRESENT
    day.do(Do.ATTEND, 1, owner="aurelia", text="late")
    day.do(Do.TOLD, 2, owner="groups/media", session="five", number=4)
    day.do(Do.HEARD, 3, owner="aurelia", session="five", text="paper")
    day.do(Do.ATTEND, 4, owner="norland", text="lost")
    room = day.run.room
    assert room.of("aurelia") is Attendance.LATE
    assert room.told["groups/media", "five"] == Told(4, at(2))
    assert room.heard["groups/media", "five"] == Heard(How.TOLD, at(2))
    assert room.heard["aurelia", "five"] == Heard(How.PAPER, at(3))
    assert room.of("norland") is Attendance.PRESENT


def test_the_parking_lot_keeps_lines_with_owner_and_answer(day: Doing) -> None:
    line = day.do(Do.PARK, 1, text="Who pays?", who="Ms Ito")
    day.do(Do.PARK_OWNER, 2, step=line.id, who="Secretariat")
    day.do(Do.PARK_ANSWER, 3, step=line.id, text="The budget of 2026")
    day.do(Do.PARK_DROP, 4, step=line.id)
    (parked,) = day.run.parking_lot
    assert (parked.text, parked.who, parked.owner) == ("Who pays?", "Ms Ito", "Secretariat")
    assert (parked.answer, parked.dropped) == ("The budget of 2026", True)
    day.do(Do.PARK_KEEP, 5, step=line.id)
    assert not day.run.parking_lot[0].dropped
    day.do(Do.PARK, 6, text="  ")
    assert len(day.run.parking_lot) == 1


def test_time_away_is_a_pause_where_it_is_called_one(day: Doing) -> None:
    day.do(Do.SLOT_START, 60, group="media")
    day.do(Do.AWAY, 600, since=at(100), until=at(580), text=AwayWas.PAUSE)
    assert day.elapsed("five.plenary", 600) == 120
    assert day.queue.slots["media"].elapsed(at(600)).total_seconds() == 60
    assert [(span.kind, span.start, span.end) for span in day.run.spans] == [
        (SpanKind.PHASE, at(0), at(100)),
        (SpanKind.PAUSE, at(100), at(580)),
        (SpanKind.PHASE, at(580), None),
    ]


def test_time_away_in_which_it_ran_changes_nothing_but_is_known(day: Doing) -> None:
    day.do(Do.AWAY, 600, since=at(100), until=at(580), text=AwayWas.RAN)
    assert day.elapsed("five.plenary", 600) == 600
    assert [away.was for away in day.run.aways] == [AwayWas.RAN]


def test_a_phase_that_ended_while_away_ended_then(day: Doing) -> None:
    day.do(Do.PAUSE, 50)
    day.do(Do.RESUME, 60)
    day.do(Do.AWAY, 600, since=at(100), until=at(580), text=AwayWas.ENDED)
    assert day.run.state is State.GAP
    assert day.run.gap_since == at(100)
    assert day.elapsed("five.plenary", 9999) == 90


def test_a_night_is_neither_gap_nor_phase(day: Doing) -> None:
    day.do(Do.CLOSE, 3600)
    assert (day.run.state, day.run.gap_since, day.run.closed) == (State.IDLE, None, at(3600))
    day.do(Do.START, 60_000, "six.group", since=at(60_000))
    assert [(span.kind, span.end) for span in day.run.spans] == [
        (SpanKind.PHASE, at(3600)),
        (SpanKind.NIGHT, at(60_000)),
        (SpanKind.PHASE, None),
    ]


def test_a_day_is_closed_in_a_gap_too(day: Doing) -> None:
    day.do(Do.NEXT, 100)
    day.do(Do.CLOSE, 400)
    assert day.run.closed == at(100)
    assert [span.kind for span in day.run.spans] == [SpanKind.PHASE, SpanKind.NIGHT]


def test_blocks_are_left_out_taken_in_moved_and_replanned(day: Doing) -> None:
    day.do(Do.OUT, 1, block="lunch")
    day.do(Do.OUT, 2, block="five")
    assert day.run.day.left_out == {"lunch"}
    day.do(Do.IN, 3, block="lunch")
    day.do(Do.MOVE, 4, block="seven", before="six")
    day.do(Do.REPLAN, 5, each=(("six.group", 600),), text="shrink")
    assert (day.run.day.left_out, day.run.day.moves) == (frozenset(), (("seven", "six"),))
    assert day.run.day.seconds == {"six.group": 600}


def test_a_block_that_is_started_is_not_left_out(day: Doing) -> None:
    day.do(Do.OUT, 1, block="six")
    day.do(Do.NEXT, 2)
    day.do(Do.START, 3, "six.group")
    assert day.run.day.left_out == frozenset()


def test_a_phase_does_not_begin_before_the_last_one_ended(day: Doing) -> None:
    day.do(Do.NEXT, 100)
    day.do(Do.START, 200, "six.group", since=at(40))
    assert day.run.phases["six.group"].since == at(100)


def test_the_machine_of_the_first_step_holds_the_run_until_another_takes_it(day: Doing) -> None:
    assert day.run.holder == "laptop"
    day.steps.append(Step("take", at(50), "other", Do.HOLD))
    assert day.run.holder == "other"


def test_what_was_checked_before_doors_is_known(day: Doing) -> None:
    day.do(Do.CHECK, 1, text="projector")
    day.do(Do.CHECK, 2, text="sound")
    day.do(Do.UNCHECK, 3, text="sound")
    assert day.run.checked == {"projector"}


def test_each_kind_of_screen_undoes_its_own(day: Doing) -> None:
    next_ = day.do(Do.NEXT, 10)
    attend = day.do(Do.ATTEND, 20, owner="aurelia", text="absent")
    day.do(Do.UNDO, 30, step=next_.id)
    assert day.run.current == "five.plenary"
    assert day.run.room.of("aurelia") is Attendance.ABSENT
    assert day.run.undoables[Stack.PEOPLE] == attend
    day.do(Do.REDO, 40, step=next_.id)
    assert day.run.gap_since == at(10)


def test_a_press_that_did_nothing_does_not_stand_in_the_way_of_undo(day: Doing) -> None:
    next_ = day.do(Do.NEXT, 10)
    day.do(Do.NEXT, 10.2, "five.plenary")
    day.do(Do.UNDO, 20, step=next_.id)
    assert day.run.current == "five.plenary"


# Any day at all

PHASES = ["five.group", "five.plenary", "six.group"]
ANY_STEP = st.fixed_dictionaries(
    {
        "do": st.sampled_from(list(Do)),
        "phase": st.sampled_from([*PHASES, "on", "on", "on", "on"]),
        "wait": st.floats(0.5, 900),
        "seconds": st.integers(-300, 300),
        "ago": st.integers(0, 600),
        "until": st.integers(0, 300),
        "block": st.sampled_from(["five", "six", "lunch"]),
        "before": st.sampled_from(["", "five", "media"]),
        "group": st.sampled_from(["media", "parliament"]),
        "owner": st.sampled_from(["aurelia", "groups/media"]),
        "text": st.sampled_from(["late", "pause", "ended", "ran", "paper", "levels", ""]),
        "by": st.sampled_from(["one", "two"]),
        "stack": st.sampled_from(list(Stack)),
    }
)
ANY_DAY = st.lists(ANY_STEP, max_size=30)


def day_of(drawn: list[dict]) -> list[Step]:
    """Steps in order of time; undo and redo name what they would act on then."""
    made: list[Step] = []
    moment = 0.0
    for number, one in enumerate(drawn):
        moment += one["wait"]
        run = fold(made)
        targets = {Do.UNDO: run.undoables, Do.REDO: run.redoables}.get(one["do"], {})
        target = targets.get(one["stack"]) or (made[number // 2] if made else None)
        made.append(
            Step(
                id=f"{number:04}",
                at=at(moment),
                by=one["by"],
                do=one["do"],
                phase=run.current if one["phase"] == "on" else one["phase"],
                since=at(moment - one["ago"]),
                until=at(moment - one["until"]),
                seconds=one["seconds"],
                step=target.id if target else "",
                block=one["block"],
                before=one["before"],
                group=one["group"],
                owner=one["owner"],
                session="five",
                text=one["text"],
                each=((PHASES[0], 600),),
            )
        )
    return made


def steps_that_did_something(steps: list[Step]) -> list[Step]:
    run, found = Run(), []
    for step in steps:
        if (after := step_taken(run, step)) is not run:
            run = after
            found.append(step)
    return found


@given(ANY_DAY, st.integers(0, 4000))
def test_the_stretches_of_a_day_add_up_to_the_wall_clock(drawn: list, later: int) -> None:
    steps = day_of(drawn)
    run = fold(steps)
    if not run.spans:
        assert not run.phases
        return
    now = steps[-1].at + dt.timedelta(seconds=later)
    for one, following in zip(run.spans, run.spans[1:], strict=False):
        assert one.end == following.start
    assert run.spans[-1].end is None
    assert sum((span.length(now) for span in run.spans), dt.timedelta()) == now - run.spans[0].start
    for phase in run.phases.values():
        ran = (span.length(now) for span in run.spans if (span.kind, span.phase) == (SpanKind.PHASE, phase.phase))
        assert phase.elapsed(now) == sum(ran, dt.timedelta())


@given(ANY_DAY)
def test_a_slot_never_takes_longer_than_its_phase(drawn: list) -> None:
    steps = day_of(drawn)
    run = fold(steps)
    for name, queue in run.queues.items():
        now = steps[-1].at
        spoken = sum((slot.elapsed(now) for slot in queue.slots.values()), dt.timedelta())
        assert spoken <= now - START
        assert not queue.on or (name == run.current and queue.slots[queue.on].ended is None)


@given(ANY_DAY, st.sampled_from([stack for stack in Stack if stack is not Stack.NONE]))
def test_undo_takes_back_one_step_and_nothing_else(drawn: list, stack: Stack) -> None:
    steps = day_of([one for one in drawn if one["do"] not in (Do.UNDO, Do.REDO)])
    run = fold(steps)
    target = run.undoables.get(stack)
    if target is None:
        return
    now = steps[-1].at
    undone = fold([*steps, Step("zzzz", now, "x", Do.UNDO, step=target.id)])
    without = fold([step for step in steps_that_did_something(steps) if step.id != target.id])
    if now - target.at > dt.timedelta(minutes=10):
        without = run
    same = ("phases", "current", "gap_since", "closed", "spans", "aways", "day", "queues", "room", "projected")
    for name in (*same, "parking_lot", "checked"):
        assert getattr(undone, name) == getattr(without, name), name


@given(ANY_DAY, st.randoms())
def test_copies_of_a_day_join_to_one_in_any_order(drawn: list, random: object) -> None:
    steps = day_of(drawn)
    shuffled = list(steps)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    half = len(steps) // 2
    assert fold(joined(shuffled[:half], shuffled[half // 2 :])) == fold(steps)


def test_every_kind_of_step_has_a_stack() -> None:
    assert set(STACK_OF) == set(Do)
