"""The fold: from the steps of a run to its state. The same steps give the same state, however they arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from ue_tui.model.attendance import room_after
from ue_tui.model.day import day_after
from ue_tui.model.parking_lot import parked_after
from ue_tui.model.projected import projected_after
from ue_tui.model.run import Away, PhaseRun, Run, Span, SpanKind
from ue_tui.model.slots import (
    Queue,
    away_in_slot,
    ended_with_phase,
    paused_with_phase,
    queue_after,
    resumed_with_phase,
)
from ue_tui.model.steps import OF_THE_PHASE, SLOTS, UNDO_FOR, AwayWas, Do, Stack, Step

NIGHT_AFTER = dt.timedelta(hours=4)
"""A gap over this is a night, although nobody closed the day."""

_NOTHING = dt.timedelta()


def fold(steps: Sequence[Step]) -> Run:
    """The state that steps come to."""
    told = _Fold()
    for step in steps:
        told.take(step)
    return told.run()


class _Fold:
    """The steps that stand, with the state after each, and those that can be redone."""

    def __init__(self) -> None:
        self._standing: list[tuple[Step, Run]] = []
        self._undone: dict[Stack, list[Step]] = {}
        self._last: Step | None = None
        self._holder = ""

    def take(self, step: Step) -> None:
        self._last = step
        self._holder = step.by if step.do is Do.HOLD or not self._holder else self._holder
        if step.do is Do.UNDO:
            self._undo(step)
        elif step.do is Do.REDO:
            self._redo(step)
        elif self._apply(step):
            self._undone[step.stack] = []

    def _apply(self, step: Step) -> bool:
        before = self._standing[-1][1] if self._standing else Run()
        after = step_taken(before, step)
        if after is before:
            return False
        self._standing.append((step, after))
        return True

    def _again(self, number: int, steps: Sequence[Step]) -> None:
        """Go on with these steps from the state after the first ones."""
        del self._standing[number:]
        for step in steps:
            self._apply(step)

    def _undo(self, step: Step) -> None:
        number = next((n for n, (one, _) in enumerate(self._standing) if one.id == step.step), None)
        if number is None:
            return
        target = self._standing[number][0]
        after = [one for one, _ in self._standing[number + 1 :]]
        if any(one.stack is target.stack for one in after) or step.at - target.at > UNDO_FOR:
            return
        if target.stack is not Stack.NONE:
            self._undone.setdefault(target.stack, []).append(target)
            self._again(number, after)

    def _redo(self, step: Step) -> None:
        target = next((some[-1] for some in self._undone.values() if some and some[-1].id == step.step), None)
        if target is None:
            return
        self._undone[target.stack].pop()
        number = next((n for n, (one, _) in enumerate(self._standing) if one.at > target.at), len(self._standing))
        self._again(number, [target, *(one for one, _ in self._standing[number:])])

    def run(self) -> Run:
        undoables: dict[Stack, Step] = {one.stack: one for one, _ in self._standing if one.stack is not Stack.NONE}
        redoables = {stack: some[-1] for stack, some in self._undone.items() if some}
        run = self._standing[-1][1] if self._standing else Run()
        return replace(run, undoables=undoables, redoables=redoables, last=self._last, holder=self._holder)


def step_taken(run: Run, step: Step) -> Run:
    """The run after one step; the same run where the step does not apply."""
    if step.do in OF_THE_PHASE and step.phase != run.current:
        return run
    match step.do:
        case Do.START:
            return _start(run, step)
        case Do.BACK:
            return _back(run, step)
        case Do.PAUSE | Do.RESUME | Do.NEXT | Do.ADD | Do.AWAY:
            on = run.on()
            return run if on is None else _in_phase(run, on, step)
        case Do.CLOSE:
            return _close(run, step)
        case Do.HAND | Do.HAND_DOWN:
            hands = _hands(run.hands, step)
            return run if hands == run.hands else replace(run, hands=hands)
        case Do.CHECK | Do.UNCHECK:
            checked = run.checked | {step.text} if step.do is Do.CHECK else run.checked - {step.text}
            return run if checked == run.checked else replace(run, checked=checked)
        case Do.LATE:
            return replace(run, late_start=MappingProxyType({**run.late_start, step.phase: step.number}))
    if step.do in SLOTS:
        return _in_queue(run, step)
    return _beside_the_clock(run, step)


def _hands(hands: tuple[str, ...], step: Step) -> tuple[str, ...]:
    """The raised hands after one more, or one less; a name stands there once."""
    others = tuple(one for one in hands if one != step.who)
    if step.do is Do.HAND_DOWN:
        return others
    return (*hands, step.who) if step.who and step.who not in hands else hands


def _beside_the_clock(run: Run, step: Step) -> Run:
    """What changes neither phase nor slot."""
    if step.do is Do.OUT and step.block == run.current.partition(".")[0]:
        return run
    day, room = day_after(run.day, step), room_after(run.room, step)
    projected, parked = projected_after(run.projected, step), parked_after(run.parking_lot, step)
    if day is run.day and room is run.room and projected is run.projected and parked is run.parking_lot:
        return run
    return replace(run, day=day, room=room, projected=projected, parking_lot=parked)


def _in_queue(run: Run, step: Step) -> Run:
    queue = run.queue()
    after = queue_after(queue, step) if run.current else queue
    return run if after is queue else _with_queue(run, after)


def _with_queue(run: Run, queue: Queue) -> Run:
    if queue == run.queue():
        return run
    return replace(run, queues=MappingProxyType({**run.queues, run.current: queue}))


def _in_phase(run: Run, on: PhaseRun, step: Step) -> Run:
    """A step on the phase that is on."""
    match step.do:
        case Do.PAUSE if on.pause is None:
            paused = _with_queue(run, paused_with_phase(run.queue(), step.at))
            return _span(_with(paused, replace(on, pause=step.at)), SpanKind.PAUSE, step.at)
        case Do.RESUME if on.pause is not None:
            resumed = _with_queue(run, resumed_with_phase(run.queue(), on.pause, step.at))
            again = replace(on, pause=None, paused=on.paused + (step.at - on.pause))
            return _span(_with(resumed, again), SpanKind.PHASE, step.at)
        case Do.ADD if step.seconds:
            return _with(run, replace(on, added=on.added + step.seconds, taken=on.taken - min(step.seconds, 0)))
        case Do.NEXT:
            return _end(run, on, step.at)
        case Do.AWAY:
            return _away(run, on, step)
    return run


def _end(run: Run, on: PhaseRun, at: dt.datetime) -> Run:
    """The phase ends; what was up for the room goes with it."""
    at = max(at, on.since)
    pause = max(at - on.pause, _NOTHING) if on.pause else _NOTHING
    ended = replace(on, pause=None, paused=on.paused + pause, ended=at)
    after = _with(_with_queue(run, ended_with_phase(run.queue(), at)), ended)
    return _span(replace(_uncovered(after), current="", gap_since=at), SpanKind.GAP, at)


def _uncovered(run: Run) -> Run:
    return replace(run, projected=replace(run.projected, picture=None))


def _close(run: Run, step: Step) -> Run:
    """The day is over, with the phase that is on or in a gap."""
    on = run.on()
    if on is None and run.gap_since is None:
        return run
    after = _end(run, on, step.at) if on is not None else run
    return _closed(after, after.gap_since or step.at)  # a gap that nothing followed belongs to the night


def _closed(run: Run, at: dt.datetime) -> Run:
    return replace(_span(run, SpanKind.NIGHT, at), gap_since=None, closed=at)


def _away(run: Run, on: PhaseRun, step: Step) -> Run:
    """A time away, as it was decided; only what lies in this phase counts."""
    if step.since is None or step.until is None or step.text not in set(AwayWas):
        return run
    since, until = max(step.since, on.since), min(step.until, step.at)
    noted = replace(run, aways=(*run.aways, Away(step.since, step.until, AwayWas(step.text))))
    if step.text == AwayWas.ENDED:
        ended = _end_at(noted, on, since)
        return _closed(ended, since) if step.until - since > NIGHT_AFTER else ended
    if step.text == AwayWas.PAUSE and (length := min(until, on.pause or until) - since) > _NOTHING:
        counted = _with_queue(noted, away_in_slot(noted.queue(), since, since + length))
        return _cut(_with(counted, replace(on, paused=on.paused + length)), since, since + length)
    return noted


def _end_at(run: Run, on: PhaseRun, at: dt.datetime) -> Run:
    """The phase ended in the past: what has been taken for it since is the gap."""
    later = sum(
        (
            span.length(at) - max(at - span.start, _NOTHING)
            for span in run.spans
            if span.end and span.end > at and span.kind is SpanKind.PAUSE and span.phase == on.phase
        ),
        _NOTHING,
    )
    return _end(replace(run, spans=_before(run.spans, at)), replace(on, paused=on.paused - later), at)


def _before(spans: tuple[Span, ...], at: dt.datetime) -> tuple[Span, ...]:
    """The spans up to a moment, the last one open again."""
    kept = [span for span in spans if span.start <= at]
    return (*kept[:-1], replace(kept[-1], end=None)) if kept else ()


def _cut(run: Run, since: dt.datetime, until: dt.datetime) -> Run:
    """A pause is cut out of the phase's spans."""
    cut: list[Span] = []
    for span in run.spans:
        start, end = max(span.start, since), until if span.end is None else min(span.end, until)
        if span.kind is not SpanKind.PHASE or end <= start:
            cut.append(span)
            continue
        parts = (
            replace(span, end=start),
            Span(SpanKind.PAUSE, span.phase, start, end),
            replace(span, start=end),
        )
        cut += [part for part in parts if part.end is None or part.end > part.start]
    return replace(run, spans=tuple(cut))


def _with(run: Run, phase: PhaseRun) -> Run:
    return replace(run, phases=MappingProxyType({**run.phases, phase.phase: phase}))


def _span(run: Run, kind: SpanKind, at: dt.datetime) -> Run:
    """The open span ends at that moment and another one begins."""
    spans = run.spans
    phase = run.current or (spans[-1].phase if spans else "")
    if spans:
        closed = replace(spans[-1], end=max(at, spans[-1].start))
        spans = (*spans[:-1], closed) if closed.end and closed.end > closed.start else spans[:-1]
        at = max(at, spans[-1].end or at) if spans else at
    return replace(run, spans=(*spans, Span(kind, phase, at)))


def _start(run: Run, step: Step) -> Run:
    if run.current or not step.phase:
        return run
    since = min(step.since or step.at, step.at)
    if free_since := run.closed or run.gap_since:  # before that, another phase was on
        since = max(since, free_since)
    before = run.phases.get(step.phase)
    if before is not None and before.ended is not None:  # run before: it goes on where it stood
        on = replace(before, ended=None, paused=before.paused + (since - before.ended))
    else:
        on = PhaseRun(step.phase, since, added=step.seconds, taken=-min(step.seconds, 0))
    if run.gap_since is not None and since - run.gap_since > NIGHT_AFTER:
        run = replace(run, spans=(*run.spans[:-1], replace(run.spans[-1], kind=SpanKind.NIGHT)), closed=run.gap_since)
    if run.closed is not None or not run.spans:
        run = replace(run, mornings=(*run.mornings, step.phase))
    day = replace(run.day, left_out=run.day.left_out - {step.phase.partition(".")[0]})
    after = replace(_with(_uncovered(run), on), current=step.phase, gap_since=None, closed=None, day=day)
    return _span(after, SpanKind.PHASE, since)


def _back(run: Run, step: Step) -> Run:
    """Back to the phase that the step names: it goes on as it stood when it ended; what was on since is forgotten."""
    before = run.phases.get(step.phase)
    if before is None or before.ended is None:
        return run
    phases = {name: phase for name, phase in run.phases.items() if name != run.current}
    queues = {name: queue for name, queue in run.queues.items() if name != run.current}
    spans = tuple(
        replace(span, kind=SpanKind.GAP) if span.phase == run.current and span.kind is not SpanKind.GAP else span
        for span in run.spans
    )
    again = replace(before, ended=None, paused=before.paused + (step.at - before.ended))
    after = replace(_uncovered(run), phases=phases, queues=queues, spans=spans, gap_since=None, closed=None)
    return _span(replace(_with(after, again), current=step.phase), SpanKind.PHASE, step.at)
