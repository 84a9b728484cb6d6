"""The KEY by which a person names a question."""

import pytest

from ue_tui.model.errors import NotFound
from ue_tui.model.event import Event
from ue_tui.model.keys import resolve
from ue_tui.model.people import OwnerKind

DELEGATION, GROUP = OwnerKind.DELEGATION, OwnerKind.GROUP


@pytest.mark.parametrize(
    ("kind", "key", "place", "number"),
    [
        (DELEGATION, "stocktaking.initiating_contact.score", "stocktaking.initiating_contact.score", None),
        (DELEGATION, "Stocktaking.Initiating-Contact", "stocktaking.initiating_contact.score", None),
        (DELEGATION, "3", "stocktaking.instigating_user_engagement.score", None),
        (DELEGATION, "3.2", "stocktaking.instigating_user_engagement.press_events", None),
        (DELEGATION, "user_journey.objects.constraints.2", "user_journey.objects.constraints", 2),
        (DELEGATION, "shared", "action_plan.shared", None),
        (DELEGATION, "product", "user_journey.product", None),
        (GROUP, "top", "action_plan.top", None),
        (GROUP, "group.rapporteurs.user_journey", "group.rapporteurs.user_journey", None),
        (GROUP, "action_plan.hands.viet-nam", "action_plan.hands.viet-nam", None),
    ],
)
def test_a_key_names_a_place(event: Event, kind: OwnerKind, key: str, place: str, number: int | None) -> None:
    field, found = resolve(event, kind, key)
    assert ".".join(field.place) == place
    assert found == number


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        (DELEGATION, "constraints", "can be user_journey.activities.constraints, .*: write more of it"),
        (DELEGATION, "stocktaking.initiating_contcat.score", "Did you mean stocktaking.initiating_contact.score"),
        (DELEGATION, "action_plan.recommendation_4.activity_strategy", "up to 3 recommendations"),
        (DELEGATION, "9.9", "is no place in the worksheet of a delegation"),
        (GROUP, "3.2", "is no place in the worksheet of a group"),
        (DELEGATION, "", "is no place"),
    ],
)
def test_a_wrong_key_says_what_could_be_meant(event: Event, kind: OwnerKind, key: str, words: str) -> None:
    with pytest.raises(NotFound, match=words):
        resolve(event, kind, key)
