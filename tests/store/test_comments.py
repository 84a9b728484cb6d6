"""Words behind a # are pointed out, explanations are not."""

from pathlib import Path

import pytest

from tests.events import event_of
from ue_tui.model.findings import Repair, Severity
from ue_tui.model.people import OwnerKind
from ue_tui.store.comments import explanations_of, words_after_hash

ROOT = Path(__file__).parents[2]
EVENT = event_of(ROOT)
KNOWN = {kind: explanations_of(EVENT, kind) for kind in OwnerKind}
AURELIA = (ROOT / "worksheets" / "aurelia.toml").read_text(encoding="utf-8")


def told(text: str) -> list[tuple[int, str]]:
    found = list(words_after_hash("x", text, KNOWN[OwnerKind.DELEGATION]))
    assert {one.severity for one in found} <= {Severity.WARNING}
    return [(one.line, one.message) for one in found]


@pytest.mark.parametrize("path", sorted((ROOT / "worksheets").rglob("*.toml")), ids=lambda path: path.stem)
def test_the_explanations_of_the_sample_event_are_known(path: Path) -> None:
    kind = OwnerKind.GROUP if path.parent.name == "groups" else OwnerKind.DELEGATION
    assert list(words_after_hash("x", path.read_text(encoding="utf-8"), KNOWN[kind])) == []


def test_words_behind_a_value_are_told_in_their_place() -> None:
    text = AURELIA.replace("user_identification = 2", "user_identification = 2  # we think 3")
    [(line, message)] = told(text)
    assert text.splitlines()[line - 1] == "user_identification = 2  # we think 3"
    assert message.startswith("“we think 3” stands after a #")


def test_a_line_that_was_made_a_comment_is_told() -> None:
    text = AURELIA.replace("[user_journey.objects]\n", "[user_journey.objects]\n# Printed copies cost too much\n")
    [(_, message)] = told(text)
    assert "Printed copies cost too much" in message


def test_a_hash_inside_an_answer_is_part_of_it() -> None:
    text = AURELIA.replace("Committee clerks telephone", "# Room #4: committee clerks telephone")
    assert told(text) == []


def test_explanations_wrapped_in_another_way_and_lines_above_the_first_key_are_no_answers() -> None:
    text = AURELIA.replace(
        "# Enumerate the set of actions users do to", "# Enumerate the set of\n# actions users do to"
    )
    assert told(text.replace("\nformat = 1", "\n# of our own office\nformat = 1")) == []


def test_a_mark_behind_the_hash_of_one_that_is_not_made_has_a_repair() -> None:
    text = AURELIA.replace("user_identification = 2", "user_identification = 0 # 2")
    [problem] = words_after_hash("x", text, KNOWN[OwnerKind.DELEGATION])
    assert problem.repair == Repair(problem.line, ("user_identification = 0 # 2",), ("user_identification = 2",))


def test_a_file_full_of_its_own_explanations_is_told_once() -> None:
    text = AURELIA.replace("\nscore = ", "\n# von hier\nscore = ").replace("\nconstraints", "\n# wir\nconstraints")
    text = text.replace("\nareas_for", "\n# auch\nareas_for")
    [(_, message)] = told(text)
    assert "lines words stand after a #" in message
