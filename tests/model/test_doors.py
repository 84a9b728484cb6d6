"""Checks before doors: what the program sees, and what a person ticks."""

from ue_tui.model.doors import BY_HAND, checks
from ue_tui.model.event import Event
from ue_tui.model.findings import Problem, Severity
from ue_tui.model.people import DiscussionGroup
from ue_tui.model.run import Run


def test_what_the_program_sees_is_done_when_it_is_so(event: Event) -> None:
    silent = DiscussionGroup("media", "Media", members=("a",))
    problem = Problem("worksheets/a.toml", 1, 1, Severity.ERROR, "broken")
    found = checks(event, Run(), (silent,), (problem,), 2, has_projector=False)
    seen = {one.text: one for one in found if not one.id}

    assert not any(one.done for one in seen.values() if "worksheet" not in one.text)
    assert "Media" in next(one.hint for one in seen.values() if "named" in one.text)
    speaks = {session.id: "Ms Ito" for session in event.sessions}
    ready = DiscussionGroup("media", "Media", members=("a", "b"), rapporteurs=speaks)
    found = checks(event, Run(), (ready,), (), 2, has_projector=True)
    assert all(one.done for one in found if not one.id and "planned time" not in one.text)


def test_what_only_a_person_sees_is_ticked(event: Event) -> None:
    name = BY_HAND[0][0]
    found = checks(event, Run(checked=frozenset({name})), (), (), 0, has_projector=False)

    assert [one.done for one in found if one.id == name] == [True]
    assert sum(one.done for one in found if one.id) == 1
