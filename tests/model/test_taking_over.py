"""What a group's cell takes over from its members."""

from ue_tui.model.bullets import Bullet
from ue_tui.model.taking_over import Offer, offers, taken_over

MEMBERS = [
    ("Aurelia", [Bullet("One form for all"), Bullet("Telephone", "refine")]),
    ("Norland", [Bullet("one form, for all!"), Bullet("Letters")]),
]


def test_bullets_that_say_the_same_are_one_offer_with_both_names() -> None:
    assert offers([], MEMBERS) == (
        Offer("One form for all", "", ("Aurelia", "Norland")),
        Offer("Telephone", "refine", ("Aurelia",)),
        Offer("Letters", "", ("Norland",)),
    )


def test_what_was_taken_over_is_not_offered_again_even_when_it_was_mended() -> None:
    here = [Bullet("One form for everyone", sources=("Aurelia", "Norland")), Bullet("Letters")]
    assert [offer.text for offer in offers(here, MEMBERS)] == ["Telephone", "Letters"]


def test_the_same_name_twice_is_one_name() -> None:
    assert offers([], [("Aurelia", [Bullet("x"), Bullet("X")])]) == (Offer("x", "", ("Aurelia",)),)


def test_a_bullet_keeps_where_it_came_from() -> None:
    offer = Offer("Letters", "", ("Norland",))
    assert taken_over((), offer) == (Bullet("Letters", sources=("Norland",)),)
    here = (Bullet("a"), Bullet("letters!", sources=("Aurelia",)))
    assert taken_over(here, offer) == (Bullet("a"), Bullet("letters!", sources=("Aurelia", "Norland")))
