"""What the organisers take home: everything that was said, and who is who only where that is asked for."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from tests.tui.nasty import NASTY
from ue_tui.model.attendance import Attendance, InTheRoom
from ue_tui.model.bullets import Bullet
from ue_tui.model.day import Day
from ue_tui.model.event import Agenda, Event
from ue_tui.model.handout import Heading, Paragraph, Table
from ue_tui.model.parking_lot import ParkedLine
from ue_tui.model.people import delegation, group
from ue_tui.model.record import DISCREET, Included, record_blocks
from ue_tui.model.run import PhaseRun, Run, Span, SpanKind
from ue_tui.model.slots import Queue, Slot
from ue_tui.model.snapshot import Snapshot
from ue_tui.model.worksheet import Worksheet

NAMES, NOTES = Included(names=True), Included(notes=True)
NINE = dt.datetime(2025, 12, 2, 0, 0, tzinfo=dt.UTC)


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def texts(snapshot: Snapshot, included: Included = DISCREET) -> list[str]:
    return [text for _, text in placed(snapshot, included)]


def placed(snapshot: Snapshot, included: Included) -> Iterator[tuple[str, str]]:
    """Each text with the chapter that it stands in."""
    chapter = ""
    for block in record_blocks(snapshot, included):
        if isinstance(block, Table):
            for row in (block.header, *(row.cells for row in block.rows)):
                yield from ((chapter, paragraph.text) for cell in row for paragraph in cell.paragraphs)
            continue
        if isinstance(block, Heading) and block.level == 1:
            chapter = block.text
        yield chapter, block.text


def chapter(snapshot: Snapshot, name: str, included: Included = DISCREET) -> list[str]:
    return [text for at, text in placed(snapshot, included) if at == name]


def rows_of(snapshot: Snapshot, caption: str, included: Included = DISCREET) -> list[list[str]]:
    [table] = [
        block for block in record_blocks(snapshot, included) if isinstance(block, Table) and block.caption == caption
    ]
    return [[" ".join(paragraph.text for paragraph in cell.paragraphs) for cell in row.cells] for row in table.rows]


def test_the_contents_lead_to_every_chapter_and_the_top_recommendations_come_first(snapshot: Snapshot) -> None:
    blocks = record_blocks(snapshot, Included())
    headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    links = [span.link for block in blocks if isinstance(block, Paragraph) for span in block.spans if span.link]
    assert links == [f"#{text}" for text in headings[1:]]
    assert len(set(headings)) == len(headings)
    assert headings[:3] == [
        "Contents", "Top recommendations: Leadership-level action plan", "Agenda as planned and as run",
    ]  # fmt: skip
    assert headings[-3:] == ["Parking lot", "Run report", "Delegations"]


def test_every_bullet_of_the_groups_and_every_recommendation_is_there(snapshot: Snapshot) -> None:
    said = texts(snapshot)
    for owner, sheet in snapshot.sheets.items():
        for place, answer in sheet.answers.items():
            if isinstance(answer, tuple) and (owner.kind == "group" or place[0] == "action_plan") and len(place) == 3:
                assert all(any(bullet.text in text for text in said) for bullet in answer), (owner, place)


def test_the_top_one_says_from_whom_it_is_and_is_marked_among_all(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "Top recommendations")
    assert rows[2][0] == "Parliament from Aurelia, Recommendation 1"
    assert rows[0][1] == "none chosen yet; 1 recommendation shared by the members"
    assert rows_of(snapshot, "Recommendations of Aurelia")[0][0] == (
        "Recommendation 1 top recommendation of Parliament shared"
    )


def test_a_top_one_that_was_withdrawn_is_told(snapshot: Snapshot) -> None:
    aurelia = snapshot.sheet(delegation("aurelia")).write(("action_plan", "shared"), None)
    changed = replace(snapshot, sheets={**snapshot.sheets, aurelia.owner: aurelia})
    assert any("withdrawn" in text for text in texts(changed))
    gone = replace(snapshot, sheets={one: two for one, two in snapshot.sheets.items() if one.stem != "aurelia"})
    assert rows_of(gone, "Top recommendations")[2][1] == "not recorded"


def marked(snapshot: Snapshot, levels: str, note: str = "") -> Snapshot:
    """The event with as many delegations as letters, each with that level at its first stage."""
    ids = {"U": "unstructured", "I": "in_progress", "E": "embedded"}
    sheets = dict(snapshot.sheets)
    for owner in list(sheets):
        if owner.kind == "delegation":
            del sheets[owner]
    for number, letter in enumerate(levels):
        sheet = Worksheet(delegation(f"d{number}"), {("delegation", "name"): f"Country {number}"})
        sheet = sheet.write(("stocktaking", "initiating_contact", "score"), ids.get(letter))
        sheets[sheet.owner] = sheet.write(("stocktaking", "initiating_contact", "note"), note)
    return replace(snapshot, sheets=sheets)


def test_counts_have_number_bar_and_words(snapshot: Snapshot) -> None:
    first = rows_of(marked(snapshot, "UUE-"), "Stocktaking, counts")[0]
    assert first == ["1  Initiating contact", "2  ■■■", "0", "1  ■■", "Unstructured", "split, 1 not marked"]
    shades = [
        [cell.shade for cell in row.cells]
        for block in record_blocks(marked(snapshot, "UIE"), Included())
        if isinstance(block, Table) and block.caption == "Stocktaking, stages and delegations"
        for row in block.rows
    ]
    assert sorted(row[1] for row in shades) == [1, 2, 3]


def test_who_is_who_is_told_only_with_names(snapshot: Snapshot) -> None:
    levels = "UUEIUIEEUI"
    event = marked(snapshot, levels)
    without = chapter(event, "4 · Stocktaking")
    assert not any("Country" in text for text in without)
    assert "Marks are shown without the names of delegations and without their notes." in " ".join(texts(event))
    named = rows_of(event, "Stocktaking, stages and delegations", NAMES)
    assert [row[:2] for row in named] == [[f"Country {n}", letter] for n, letter in enumerate(levels)]
    orders = {
        tuple(row[1] for row in rows_of(replace(event, seed=seed), "Stocktaking, stages and delegations"))
        for seed in "abcdef"
    }
    assert len(orders) > 1
    assert all(sorted(order) == sorted(levels) for order in orders)


def test_fewer_than_three_marks_are_not_shown_without_names(snapshot: Snapshot) -> None:
    event = marked(snapshot, "UE--")
    assert rows_of(event, "Stocktaking, counts")[0][1] == "fewer than 3 marks: shown with names only"
    assert rows_of(event, "Stocktaking, counts", NAMES)[0][1:4] == ["1  ■■", "0", "1  ■■"]
    assert "Fewer than 3 delegations: shown with names only." in chapter(marked(snapshot, "UE"), "4 · Stocktaking")


def test_notes_are_left_out_unless_they_are_asked_for(snapshot: Snapshot) -> None:
    event = marked(snapshot, "UIE", NASTY)
    assert NASTY not in texts(event)
    assert texts(event, NOTES).count(NASTY) == 3
    assert f"Country 1: {NASTY}" in texts(event, Included(names=True, notes=True))
    assert "There are no notes." in chapter(marked(snapshot, "UIE"), "4 · Stocktaking", NOTES)


def test_the_absent_are_counted_apart(snapshot: Snapshot) -> None:
    event = marked(snapshot, "UUEU")
    room = InTheRoom({"d3": Attendance.ABSENT})
    gone = replace(event, run=Run(room=room))
    assert "3 delegations counted, 1 delegation absent. Levels are ordinal: there is no average." in texts(gone)
    assert rows_of(gone, "Stocktaking, counts")[0][1] == "2  ■■■■"
    assert "Country 3: absent" in chapter(gone, "Run report")
    assert rows_of(gone, "Delegations")[3][-1] == "absent"


def test_the_agenda_says_what_was_planned_and_what_was(snapshot: Snapshot) -> None:
    ran = {
        "stocktaking.country": PhaseRun("stocktaking.country", NINE, added=120, ended=NINE + minutes(20)),
        "stocktaking.plenary": PhaseRun(
            "stocktaking.plenary", NINE + minutes(25), paused=minutes(5), ended=NINE + minutes(60)
        ),
        "user_journey.group": PhaseRun("user_journey.group", NINE + minutes(70)),
    }
    spans = (Span(SpanKind.GAP, "stocktaking.country", NINE + minutes(20), NINE + minutes(25)),)
    day = Day(left_out=frozenset({"lunch"}), seconds={"user_journey.group": 3600})
    event = replace(snapshot, run=Run(phases=ran, day=day, spans=spans), as_of=NINE + minutes(90))
    rows = rows_of(event, "Agenda as planned and as run")
    assert rows[0] == [
        "Stocktaking, country-level work", "15:00", "20:00", "09:00 to 09:20", "2:00 added · 3:00 over",
    ]  # fmt: skip
    assert rows[1][2:] == ["30:00", "09:25 to 10:00", "paused 5:00 · 15:00 left unused"]
    assert rows[2][1:] == ["70:00", "20:00", "10:10 to now", "re-planned to 60:00"]
    assert rows[4] == ["Lunch", "60:00", "–", "–", "left out"]
    assert rows[5][-1] == "not run"
    assert "First started on 2 December 2025." in texts(event)


def test_an_event_that_was_not_run_says_so(snapshot: Snapshot) -> None:
    said = texts(snapshot)
    assert "The clock was not started: this is the plan." in said
    assert "Nothing has been started, as of 2 December 2025, 14:02." in said
    assert "Nothing was put into the parking lot." in said


def test_the_run_report_stands_in_the_record(snapshot: Snapshot) -> None:
    ran = {"user_journey.plenary": PhaseRun("user_journey.plenary", NINE, ended=NINE + minutes(30))}
    spans = (Span(SpanKind.PHASE, "user_journey.plenary", NINE, NINE + minutes(30)),)
    slots = {"media": Slot("media", NINE + minutes(5), ended=NINE + minutes(10))}
    queue = Queue(slots=slots, absent=frozenset({"business"}))
    run = Run(phases=ran, spans=spans, queues={"user_journey.plenary": queue})
    said = chapter(replace(snapshot, run=run, as_of=NINE + minutes(90)), "Run report")
    assert "Slot of Media" in said
    assert any("30:00" in text for text in said)
    assert any(text.startswith("Business did not speak in") for text in said)


def test_the_parking_lot_keeps_what_was_dropped(snapshot: Snapshot) -> None:
    lot = (
        ParkedLine("1", NINE, NASTY, "Norland", "Secretariat", "By mail"),
        ParkedLine("2", NINE, "Off", dropped=True),
    )
    rows = rows_of(replace(snapshot, run=Run(parking_lot=lot)), "Parking lot")
    assert rows == [
        [NASTY, "Norland", "Secretariat", "By mail"],
        ["Off (dropped)", "not recorded", "not recorded", "not recorded"],
    ]


def test_delegations_stand_with_their_groups(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "Delegations")
    assert rows[0] == ["Aurelia", "Statistics Aurelia", "Parliament", "Parliament", "present"]
    alone = replace(snapshot, groups=())
    assert rows_of(alone, "Delegations")[0][2:4] == ["in no group", "not recorded"]


def test_an_event_without_anybody_says_so_everywhere(snapshot: Snapshot) -> None:
    empty = replace(snapshot, sheets={}, groups=())
    said = texts(empty)
    assert said.count("There are no delegations yet.") == 3
    assert said.count("There are no groups yet.") == 3
    nothing = Snapshot(Event(Agenda("Nothing", ()), ()), (), {}, NINE, dt.UTC)
    assert "The agenda has no blocks yet." in texts(nothing)


def test_sheets_of_delegations_are_shown_where_they_are_what_is_presented(snapshot: Snapshot) -> None:
    session = snapshot.event.session("user_journey")
    theirs = replace(session, sheets=tuple(reversed(session.sheets)))
    event = Event(snapshot.event.agenda, tuple(theirs if one is session else one for one in snapshot.event.sessions))
    sheet = snapshot.sheet(delegation("sarda")).write(("user_journey", "user", "constraints"), (Bullet("Ours"),))
    changed = replace(snapshot, event=event, sheets={**snapshot.sheets, sheet.owner: sheet})
    assert "Ours" in chapter(changed, "5 · User journey")
    talk = replace(session, grid=None)
    talks = Event(snapshot.event.agenda, tuple(talk if one is session else one for one in snapshot.event.sessions))
    assert "This session has no worksheet." in chapter(replace(snapshot, event=talks), "5 · User journey")


def test_a_rehearsal_says_that_nothing_of_it_happened(snapshot: Snapshot) -> None:
    assert texts(replace(snapshot, mark="REHEARSAL"))[0] == "REHEARSAL: nothing of this happened."
    assert group("media") in snapshot.sheets
