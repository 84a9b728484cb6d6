"""Worksheets: answers by place, progress, references, and what a person should know of them."""

import pytest

from ue_tui.model.answers import Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.findings import Finding, Problem, Severity, findings
from ue_tui.model.people import DiscussionGroup, by_name, delegation, folded, group
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import (
    Progress,
    Worksheet,
    delegation_of,
    group_of,
    is_answered,
    progress,
    stem_of,
    top_reference,
)

ACTIVITY = (Bullet("Name one contact person"),)


def test_writing_gives_a_new_worksheet(aurelia: Worksheet) -> None:
    place = ("user_journey", "product")
    written = aurelia.write(place, "Census report")
    assert (aurelia.text(*place), written.text(*place)) == ("", "Census report")
    assert written.write(place, None) == aurelia
    assert written.write(place, "") == aurelia
    assert written.bullets(*place) == ()


def test_a_worksheet_without_a_name_is_called_by_its_file() -> None:
    assert Worksheet(delegation("laos")).name == "laos"
    assert delegation_of(Worksheet(delegation("laos"), {("delegation", "organization"): "LSB"})).organization == "LSB"


def test_a_group_knows_its_members_and_who_speaks() -> None:
    sheet = Worksheet(
        group("parliament"),
        {
            ("group", "name"): "Parliament",
            ("group", "members"): (Bullet("AURELIA"), Bullet("nowhere")),
            ("group", "rapporteurs", "user_journey"): "Ms Ito",
            ("group", "scribes", "user_journey"): "Mr Berg",
        },
    )
    found = group_of(sheet, str.lower)
    assert found.members == ("aurelia", "nowhere")
    assert found.rapporteurs == {"user_journey": "Ms Ito"}
    assert found.scribes == {"user_journey": "Mr Berg"}


def test_stocktaking_counts_stages_and_nothing_else(event: Event, aurelia: Worksheet) -> None:
    session = event.session("stocktaking")
    assert progress(session, aurelia) == Progress(0, 7)
    item = aurelia.write(("stocktaking", "initiating_contact", "user_identification"), "embedded")
    assert progress(session, item).filled == 0
    wrong = aurelia.write(("stocktaking", "initiating_contact", "score"), Unread("much"))
    assert progress(session, wrong).filled == 0
    right = aurelia.write(("stocktaking", "initiating_contact", "score"), "embedded")
    assert progress(session, right).filled == 1


def test_two_recommendations_and_a_shared_one_are_enough(event: Event, aurelia: Worksheet) -> None:
    session = event.session("action_plan")
    sheet = aurelia
    for number, expected in ((1, 1), (2, 2), (3, 2)):
        sheet = sheet.write(("action_plan", f"recommendation_{number}", "activity_strategy"), ACTIVITY)
        assert progress(session, sheet) == Progress(expected, 3)
    sheet = sheet.write(("action_plan", "shared"), "recommendation_2")
    assert progress(session, sheet).done
    assert not progress(
        session,
        sheet.write(("action_plan", "recommendation_1", "activity_strategy"), None).write(
            ("action_plan", "recommendation_3", "activity_strategy"), None
        ),
    ).done


def test_a_group_has_no_stocktaking_and_one_top_recommendation(event: Event) -> None:
    sheet = Worksheet(group("parliament"))
    assert progress(event.session("stocktaking"), sheet) == Progress(0, 0)
    assert not progress(event.session("stocktaking"), sheet).done
    assert progress(event.session("action_plan"), sheet.write(("action_plan", "top"), "aurelia")).done


def test_what_cannot_be_read_is_no_answer() -> None:
    assert not is_answered(Unread("x"))
    assert not is_answered(None)
    assert is_answered("x")


def test_names_are_compared_without_case_and_accents_and_sorted_so() -> None:
    assert folded(" Côte d’Ivoire ") == folded("cote d’ivoire")
    assert sorted(["Österreich", "Oman", "Zeta", "áb"], key=by_name) == ["áb", "Oman", "Österreich", "Zeta"]


def test_a_delegation_is_found_by_stem_or_by_a_name_that_only_one_has() -> None:
    sheets = {
        "aurelia": Worksheet(delegation("aurelia"), {("delegation", "name"): "Republic of Aurelia"}),
        "one": Worksheet(delegation("one"), {("delegation", "name"): "Twin"}),
        "two": Worksheet(delegation("two"), {("delegation", "name"): "Twin"}),
    }
    assert stem_of("AURELIA", sheets) == "aurelia"
    assert stem_of("republic of aurelia", sheets) == "aurelia"
    assert stem_of("Twin", sheets) == "Twin"


def test_top_names_the_recommendation_or_means_the_shared_one(event: Event, aurelia: Worksheet) -> None:
    session = event.session("action_plan")
    known = {"aurelia": aurelia.write(("action_plan", "shared"), "recommendation_2")}
    assert top_reference("aurelia", session, known) == ("aurelia", "recommendation_2")
    assert top_reference("aurelia.recommendation_1", session, known) == ("aurelia", "recommendation_1")
    assert top_reference("nowhere", session, known) == ("nowhere", "")


def found(event: Event, sheet: Worksheet, known: dict[str, Worksheet] | None = None) -> list[Finding]:
    known = known if known is not None else {sheet.owner.stem: sheet}
    return [one for one in findings(event, sheet, known) if one.severity is not Severity.OPEN]


def test_a_nameless_worksheet_is_told(event: Event) -> None:
    assert found(event, Worksheet(delegation("laos")))[0].message == "There is no name: “laos” is shown instead."


def test_sharing_an_empty_recommendation_is_told(event: Event, aurelia: Worksheet) -> None:
    sheet = aurelia.write(("action_plan", "shared"), "recommendation_2")
    assert "Recommendation 2 is shared, but has no activity/strategy yet" in found(event, sheet)[0].message
    assert found(event, sheet.write(("action_plan", "recommendation_2", "activity_strategy"), ACTIVITY)) == []


TOP: Place = ("action_plan", "top")


@pytest.mark.parametrize(
    ("top", "members", "words"),
    [
        ("nowhere", ["aurelia"], "“nowhere” names no delegation: write its file name, such as aurelia"),
        ("norland", ["aurelia"], "“norland” is not a member of this group"),
        ("aurelia", ["aurelia"], "Aurelia shares no recommendation yet"),
        ("aurelia.recommendation_9", ["aurelia"], "is none of the recommendations of aurelia"),
        ("", ["nowhere"], "there is no nowhere.toml"),
        ("", ["aurelia", "Aurelia"], "named twice"),
    ],
)
def test_references_of_a_group_are_checked(
    event: Event, aurelia: Worksheet, top: str, members: list[str], words: str
) -> None:
    norland = Worksheet(delegation("norland"), {("delegation", "name"): "Norland"})
    sheet = Worksheet(
        group("parliament"),
        {
            ("group", "name"): "Parliament",
            ("group", "members"): tuple(map(Bullet, members)),
            **({TOP: top} if top else {}),
        },
    )
    assert words in " ".join(one.message for one in found(event, sheet, {"aurelia": aurelia, "norland": norland}))


def test_a_right_top_one_is_not_mentioned(event: Event, aurelia: Worksheet) -> None:
    sheet = Worksheet(
        group("parliament"),
        {("group", "name"): "P", ("group", "members"): (Bullet("Aurelia"),), TOP: "aurelia.recommendation_1"},
    )
    shares = aurelia.write(("action_plan", "shared"), "recommendation_1").write(
        ("action_plan", "recommendation_1", "activity_strategy"), (Bullet("One form for all"),)
    )
    assert found(event, sheet, {"aurelia": shares}) == []
    assert "has withdrawn Recommendation 1" in found(event, sheet, {"aurelia": aurelia})[0].message


def test_what_is_open_is_told_apart(event: Event, aurelia: Worksheet) -> None:
    messages = [one.message for one in findings(event, aurelia, {}) if one.severity is Severity.OPEN]
    assert messages == ["Session 4: 0 of 7 filled.", "Session 6: 0 of 3 filled."]
    of_group = [one.message for one in findings(event, Worksheet(group("p"), {("group", "name"): "P"}), {})]
    assert "Nobody is named to speak in session 5." in of_group
    spoken = Worksheet(group("p"), {("group", "name"): "P", ("group", "rapporteurs", "user_journey"): "Ms Ito"})
    assert "Nobody is named to speak in session 5." not in [one.message for one in findings(event, spoken, {})]


def test_a_finished_sheet_is_not_open(event: Event, aurelia: Worksheet) -> None:
    for field in event.session("stocktaking").fields(aurelia.owner.kind):
        if field.counts:
            aurelia = aurelia.write(field.place, "embedded")
    assert "Session 4" not in " ".join(one.message for one in findings(event, aurelia, {}))


def test_a_problem_prints_as_compilers_do() -> None:
    problem = Problem("worksheets/laos.toml", 12, 9, Severity.ERROR, "Something.")
    assert str(problem) == "worksheets/laos.toml:12:9: error: Something."


def test_owners_print_as_the_command_line_takes_them() -> None:
    assert (str(delegation("laos")), str(group("media"))) == ("laos", "groups/media")
    assert DiscussionGroup("media", "Media").members == ()
