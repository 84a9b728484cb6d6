"""Which documents an event has, what they are called, and that every word of a sheet is in them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.tui.nasty import NASTY
from ue_tui.model.answers import Answer, Unread
from ue_tui.model.bullets import Bullet
from ue_tui.model.documents import Document, What, build, document_name, documents_of, file_stem, in_hand
from ue_tui.model.event import Event
from ue_tui.model.handout import Block, Handout, Heading, Paragraph, Table, plain
from ue_tui.model.people import DiscussionGroup, Owner, delegation, group
from ue_tui.model.run import Run
from ue_tui.model.sheets import Table as Grid
from ue_tui.model.slots import Queue
from ue_tui.model.snapshot import Snapshot
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


def as_it_stands(
    event: Event, groups: tuple[DiscussionGroup, ...], sheets: Mapping[Owner, Worksheet], **more: Any
) -> Snapshot:
    return Snapshot(event, groups, sheets, NOON, TOKYO, **more)


def made(
    event: Event, document: Document, groups: tuple[DiscussionGroup, ...], sheets: Mapping[Owner, Worksheet]
) -> Handout:
    return build(as_it_stands(event, groups, sheets), document)


def name_of(event: Event, document: Document, name: str) -> str:
    """The file's name of a document whose owner has that name."""
    assert document.owner is not None
    sheet = Worksheet(document.owner, {(document.owner.kind.value, "name"): name})
    return file_stem(as_it_stands(event, (), {document.owner: sheet}), document)


def test_an_event_has_a_document_for_everything(snapshot: Snapshot) -> None:
    kinds = Counter(one.what for one in documents_of(snapshot))
    assert kinds == {
        What.BRIEF: 3 * 3,
        What.WORKSHEET: 4 * 6 + 3 * 3,
        What.BLANK: 4,
        What.RECORD: 1,
        What.DATA: 1,
    }


def test_some_of_the_documents_can_be_asked_for(snapshot: Snapshot) -> None:
    media = group("media")
    few = documents_of(snapshot, what=What.BRIEF, session="user_journey", owner=media)
    assert few == (Document(What.BRIEF, "user_journey", media),)
    assert documents_of(snapshot, what=What.BRIEF, owner=delegation("aurelia")) == ()
    assert documents_of(snapshot, what=What.RECORD, session="user_journey") == ()
    blanks = documents_of(snapshot, what=What.BLANK, owner=media)
    assert [one.session for one in blanks] == ["user_journey", "employee_potential"]
    assert {one.owner for one in blanks} == {media}


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
    assert name_of(event, document, name) == stem


def test_a_name_that_windows_reserves_is_not_the_whole_name(event: Event) -> None:
    document = Document(What.WORKSHEET, "user_journey", delegation("nul"))
    assert name_of(event, document, "nul") == "S5 nul WORKSHEET 1402"


def test_what_is_of_the_whole_event_bears_its_date_and_a_rehearsal_its_mark(snapshot: Snapshot) -> None:
    assert file_stem(snapshot, Document(What.RECORD)) == "RECORD 2025-12-02 1402"
    assert file_stem(snapshot, Document(What.BLANK, "stocktaking")) == "S4 Stocktaking BLANK 1402"
    assert Document(What.DATA).suffix == ".csv"
    rehearsed = replace(snapshot, mark="REHEARSAL ×10")
    document = Document(What.BRIEF, "user_journey", group("media"))
    assert file_stem(rehearsed, document) == "REHEARSAL ×10 S5 Media BRIEF 1402"
    handout = build(rehearsed, document)
    assert handout.running_header.startswith("REHEARSAL ×10 · Enhancing")
    assert handout.footer.startswith("REHEARSAL ×10 · Brief of Media")
    assert "REHEARSAL" in next(iter(texts(build(rehearsed, Document(What.RECORD)).blocks)))
    titled = replace(rehearsed.event.agenda, title=f"REHEARSAL ×10: {rehearsed.event.agenda.title}")
    twice = replace(rehearsed, event=Event(titled, rehearsed.event.sessions))
    assert build(twice, document).running_header.count("REHEARSAL") == 1


def test_every_word_of_a_sheet_is_in_its_documents_and_nothing_of_the_example(snapshot: Snapshot) -> None:
    event = snapshot.event
    example = event.session("user_journey").example
    assert example is not None
    foreign = {bullet for cell in example.cells.values() for bullet in cell}
    for document in documents_of(snapshot):
        if document.owner is None:
            continue
        handout = build(snapshot, document)
        whole = "\n".join(texts(handout.blocks))
        sheet = snapshot.sheet(document.owner)
        for field in event.session(document.session).fields(document.owner.kind):
            for bullet in sheet.bullets(*field.place):
                assert bullet.text in whole, (document, bullet)
        assert not [text for text in foreign if text in whole]
        assert handout.running_header == event.running_header
        assert handout.footer.endswith("as of 2 December 2025, 14:02")


def test_headings_never_jump_and_cells_are_never_empty(snapshot: Snapshot) -> None:
    empty = replace(snapshot, sheets={owner: Worksheet(owner) for owner in snapshot.sheets})
    nobody = replace(snapshot, sheets={}, groups=())
    for stand in (snapshot, empty, nobody):
        for document in documents_of(stand):
            if document.what is What.DATA:
                continue
            handout = build(stand, document)
            levels = [block.level for block in handout.blocks if isinstance(block, Heading)]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert all(text.strip() for text in texts(handout.blocks))


def test_the_brief_follows_the_queue_of_the_day(snapshot: Snapshot) -> None:
    queue = Queue(moves=(("parliament", "business"),), absent=frozenset({"media"}))
    moved = replace(snapshot, run=Run(queues={"user_journey.plenary": queue}))
    session = snapshot.event.session("user_journey")
    assert [one.name for one in moved.speakers(session)] == ["Parliament", "Business"]
    business = build(moved, Document(What.BRIEF, session.id, group("business")))
    assert any("you speak 2nd of 2, after Parliament" in text for text in texts(business.blocks))
    elsewhere = build(moved, Document(What.BRIEF, "action_plan", group("business")))
    assert any("you speak 3rd of 3, after Parliament" in text for text in texts(elsewhere.blocks))


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


def test_what_can_be_made_of_what_is_in_hand(snapshot: Snapshot) -> None:
    media = group("media")
    everything = in_hand(snapshot, "user_journey", media)
    assert {document.owner for document in everything.values()} == {media, None}
    assert list(in_hand(snapshot, "", None)) == [What.RECORD]
    assert set(in_hand(snapshot, "stocktaking", None)) == {What.BLANK, What.RECORD}
    assert in_hand(snapshot, "action_plan", media)[What.BLANK].owner is None
    talk = replace(snapshot.event.session("stocktaking"), grid=None, sheets=())
    talks = replace(snapshot, event=Event(snapshot.event.agenda, (talk,)))
    assert list(in_hand(talks, "stocktaking", delegation("aurelia"))) == [What.RECORD]
    assert document_name(snapshot, "user_journey", media) == "Media · User journey"
    assert document_name(snapshot, "", None) == snapshot.event.agenda.title


def test_many_members_stand_in_several_tables_and_odd_choices_are_told(event: Event) -> None:
    many = {f"m{number}": Worksheet(delegation(f"m{number}")) for number in range(6)}
    sheet = Worksheet(group("big"), {("group", "members"): tuple(Bullet(stem) for stem in many)})
    crowd = DiscussionGroup("big", "Big", members=tuple(many))

    def said(top: Answer | None) -> list[str]:
        blocks = table_blocks(
            event.session("action_plan"), sheet.write(("action_plan", "top"), top), group=crowd, delegations=many
        )
        assert [block.caption[-11:] for block in blocks if isinstance(block, Table)] == ["part 1 of 2", "part 2 of 2"]
        return list(texts(blocks))

    assert "Top recommendation: none chosen yet" in said(None)
    assert "Top recommendation: atlantis.recommendation_1 (is shared by no delegation)" in said(
        "atlantis.recommendation_1"
    )
    assert "Top recommendation: [[ (could not be read)" in said(Unread("[["))
    alone = many["m0"].write(("action_plan", "shared"), Unread("four"))
    plan = table_blocks(event.session("action_plan"), alone, group=None, delegations={})
    assert "Shared with the group: four (could not be read)" in list(texts(plan))
