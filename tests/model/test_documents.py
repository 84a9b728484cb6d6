"""Which documents an event has, what they are called, and that every word of a sheet is in them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.tui.nasty import NASTY
from ue_tui.model.answers import Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.documents import Document, What, build, documents_of, file_stem
from ue_tui.model.event import Event
from ue_tui.model.handout import Block, Handout, Heading, Paragraph, Table, plain
from ue_tui.model.people import DiscussionGroup, Owner, delegation, group
from ue_tui.model.sheets import Table as Grid
from ue_tui.model.worksheet import Worksheet
from ue_tui.model.worksheet_document import table_blocks

NOON = dt.datetime(2025, 12, 2, 5, 2, tzinfo=dt.UTC)
TOKYO = dt.timezone(dt.timedelta(hours=9))


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in (block.header, *(row.cells for row in block.rows)):
                for cell in row:
                    yield from (paragraph.text for paragraph in cell.paragraphs)
        else:
            yield block.text


def made(
    event: Event, document: Document, groups: tuple[DiscussionGroup, ...], sheets: Mapping[Owner, Worksheet]
) -> Handout:
    return build(event, document, groups=groups, sheets=sheets, as_of=NOON, zone=TOKYO)


def test_an_event_has_a_brief_for_each_group_that_speaks_and_a_worksheet_for_each_sheet(
    event: Event, groups: tuple[DiscussionGroup, ...], delegations: dict[str, Worksheet]
) -> None:
    every = documents_of(event, groups, delegations)
    assert len([one for one in every if one.what is What.BRIEF]) == 3 * 3
    assert len([one for one in every if one.what is What.WORKSHEET]) == 4 * 6 + 3 * 3
    few = documents_of(event, groups, delegations, what=What.BRIEF, session="user_journey", owner=group("media"))
    assert few == (Document(What.BRIEF, "user_journey", group("media")),)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Parliament", "S5 Parliament BRIEF 1402"),
        ("../../etc", "S5 etc BRIEF 1402"),
        ("a/b:c*d", "S5 a b c d BRIEF 1402"),
        ("CON", "S5 CON BRIEF 1402"),
        ("...", "S5 media BRIEF 1402"),
        ("ສະຖິຕິ", "S5 ສະຖິຕິ BRIEF 1402"),
        ("\x07bell\ud800", "S5 bell BRIEF 1402"),
        ("x" * 300, f"S5 {'x' * 100} BRIEF 1402"),
        ("xx" + "\u1eb9\u0301" * 100, "S5 xx" + "\u1eb9\u0301" * 19 + " BRIEF 1402"),
    ],
)
def test_names_begin_with_what_differs_and_suit_every_system(event: Event, name: str, stem: str) -> None:
    document = Document(What.BRIEF, "user_journey", group("media"))
    assert file_stem(event, document, name, NOON.astimezone(TOKYO)) == stem


def test_a_name_that_windows_reserves_is_not_the_whole_name(event: Event) -> None:
    document = Document(What.WORKSHEET, "user_journey", delegation("nul"))
    assert file_stem(event, document, "nul", NOON) == "S5 nul WORKSHEET 0502"


def test_every_word_of_a_sheet_is_in_its_documents_and_nothing_of_the_example(
    event: Event,
    groups: tuple[DiscussionGroup, ...],
    delegations: dict[str, Worksheet],
    sheets: dict[Owner, Worksheet],
) -> None:
    example = event.session("user_journey").example
    assert example is not None
    foreign = {bullet for cell in example.cells.values() for bullet in cell}
    for document in documents_of(event, groups, delegations):
        handout = made(event, document, groups, sheets)
        whole = "\n".join(texts(handout.blocks))
        sheet = sheets[document.owner]
        for field in event.session(document.session).fields(document.owner.kind):
            for bullet in sheet.bullets(*field.place):
                assert bullet.text in whole, (document, bullet)
        assert not [text for text in foreign if text in whole]
        assert handout.running_header == event.running_header
        assert handout.footer.endswith("as of 2 December 2025, 14:02")


def test_headings_never_jump_and_cells_are_never_empty(
    event: Event,
    groups: tuple[DiscussionGroup, ...],
    delegations: dict[str, Worksheet],
    sheets: dict[Owner, Worksheet],
) -> None:
    empty = {owner: Worksheet(owner) for owner in sheets}
    for filled in (sheets, empty):
        for document in documents_of(event, groups, delegations):
            handout = made(event, document, groups, filled)
            levels = [block.level for block in handout.blocks if isinstance(block, Heading)]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert all(text.strip() for text in texts(handout.blocks))


def test_a_worksheet_has_the_packs_words(event: Event, sheets: dict[Owner, Worksheet]) -> None:
    session = event.session("user_journey")
    handout = made(event, Document(What.WORKSHEET, session.id, delegation("aurelia")), (), sheets)
    whole = "\n".join(texts(handout.blocks))
    assert isinstance(session.grid, Grid)
    for row in session.grid.rows:
        assert f"{row.label} {row.question}" in whole
        assert row.prompt in whole
    assert session.instructions[0] in whole
    assert session.schedule in whole
    bold = [span.text for block in handout.blocks if isinstance(block, Paragraph) for span in block.spans if span.bold]
    assert "AEIOU framework" in bold


def test_marks_read_without_colour_and_the_reference_stays(event: Event, aurelia: Worksheet) -> None:
    sheet = aurelia.write(("stocktaking", "initiating_contact", "score"), "embedded")
    sheet = sheet.write(("stocktaking", "establishing_user_needs", "score"), Unread("much"))
    sheet = sheet.write(("stocktaking", "initiating_contact", "note"), "Two registers.\nOne is old.")
    document = Document(What.WORKSHEET, "stocktaking", aurelia.owner)
    handout = made(event, document, (), {aurelia.owner: sheet})
    whole = list(texts(handout.blocks))
    assert "☒ Embedded" in whole
    assert whole.count("☐") == 3 * 31 - 1
    assert "much (could not be read)" in whole
    assert any(text.endswith("Two registers.\nOne is old.") for text in whole)
    spans = [span for block in handout.blocks if isinstance(block, Paragraph) for span in block.spans]
    assert any(span.underline and "UNECA" in span.text for span in spans)


def test_a_group_sees_what_its_members_share(
    event: Event, sheets: dict[Owner, Worksheet], groups: tuple[DiscussionGroup, ...]
) -> None:
    document = Document(What.WORKSHEET, "action_plan", group("parliament"))
    whole = list(texts(made(event, document, groups, sheets).blocks))
    assert "Aurelia · Recommendation 1 · top recommendation · 7 hands" in whole
    assert "Top recommendation: Aurelia, Recommendation 1" in whole
    undecided = {**sheets, group("parliament"): sheets[group("parliament")].write(("action_plan", "top"), None)}
    alone = (DiscussionGroup("parliament", "Parliament"),)
    assert "This group has no members." in list(texts(made(event, document, alone, undecided).blocks))
    silent = {**sheets, delegation("norland"): Worksheet(delegation("norland"))}
    assert "norland · none shared yet · 4 hands" in list(texts(made(event, document, groups, silent).blocks))


def test_the_shared_recommendation_says_so(event: Event, sheets: dict[Owner, Worksheet]) -> None:
    document = Document(What.WORKSHEET, "action_plan", delegation("aurelia"))
    assert "Recommendation 1 · shared with the group" in list(texts(made(event, document, (), sheets).blocks))


@pytest.mark.parametrize("text", [NASTY, "''' \\ \"", "ສະຖິຕິ آمار 統計", "x" * 5000])
def test_text_of_people_is_data(event: Event, aurelia: Worksheet, text: str) -> None:
    place = ("user_journey", "objects", "constraints")
    sheet = aurelia.write(("delegation", "name"), text).write(place, (Bullet(text, "refine", True),))
    document = Document(What.WORKSHEET, "user_journey", aurelia.owner)
    whole = list(texts(made(event, document, (), {aurelia.owner: sheet}).blocks))
    assert f"refine: {text}" in whole


def test_a_talk_says_that_it_has_no_worksheet(event: Event, aurelia: Worksheet) -> None:
    talk = replace(event.session("stocktaking"), grid=None, reference=None)
    assert table_blocks(talk, aurelia, group=None, delegations={}) == (plain("This session has no worksheet."),)
