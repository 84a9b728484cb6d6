"""The paper: the print's own words, codes to key in by, room to write, and nobody's answers."""

from dataclasses import replace

from ue_tui.model.blank_document import LINES_A_ROW, blank_blocks, has_blank
from ue_tui.model.bullets import Bullet
from ue_tui.model.event import Event
from ue_tui.model.handout import Block, Heading, Paragraph, Table
from ue_tui.model.people import DiscussionGroup, OwnerKind, delegation, group
from ue_tui.model.sheets import Kind
from ue_tui.model.worksheet import Worksheet


def words(blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            cells = [cell for row in (block.header, *(row.cells for row in block.rows)) for cell in row]
            found += [paragraph.text for cell in cells for paragraph in cell.paragraphs]
        else:
            found.append(block.text)
    return found


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def test_every_item_stands_with_its_code_and_a_box_for_each_level(event: Event) -> None:
    session = event.session("stocktaking")
    said = words(blank_blocks(session, None, group=None))
    marks = [field for field in session.fields(OwnerKind.DELEGATION) if field.kind is Kind.MARK]
    for field in marks:
        assert f"{field.code}  {field.label}" in said
    assert said.count("☐") == 3 * len(marks)
    assert "Cross one box a row: 1 Unstructured   2 In Progress   3 Embedded" in said
    assert any("UNECA" in text for text in said)


def test_there_is_room_to_write_in_every_row(event: Event) -> None:
    blocks = blank_blocks(event.session("user_journey"), None, group=None)
    table, example = tables(blocks)
    assert {row.room for row in table.rows} == {LINES_A_ROW}
    assert {row.room for row in example.rows} == {0}
    assert all(paragraph.text == "•" for row in table.rows for cell in row.cells[1:] for paragraph in cell.paragraphs)
    [plan] = tables(blank_blocks(event.session("action_plan"), None, group=None))
    assert all(paragraph.text == "-" for row in plan.rows for cell in row.cells[1:] for paragraph in cell.paragraphs)
    assert all(row.room for row in plan.rows)


def test_the_example_stands_on_a_page_of_its_own_with_its_own_prompts(event: Event) -> None:
    session = event.session("user_journey")
    assert session.example is not None
    blocks = blank_blocks(session, None, group=None)
    assert Heading(2, "EXAMPLE:", page_break=True) in blocks
    said = words(blocks)
    assert all(bullet in said for cell in session.example.cells.values() for bullet in cell)
    assert "Context: Parliament requesting census report" in said
    assert all(prompt in said for prompt in session.example.prompts.values())


def test_a_paper_can_bear_a_name_and_never_an_answer(event: Event) -> None:
    sheet = Worksheet(delegation("aurelia"), {("delegation", "name"): "Aurelia"})
    sheet = sheet.write(("user_journey", "objects", "constraints"), (Bullet("Secret"),))
    media = DiscussionGroup("media", "Media", members=("aurelia",))
    said = words(blank_blocks(event.session("user_journey"), sheet, group=media))
    assert any(text.startswith("Delegation: Aurelia   Group: Media") for text in said)
    assert "Secret" not in said
    assert "Aurelia" not in "".join(words(blank_blocks(event.session("user_journey"), None, group=None)))
    of_group = blank_blocks(event.session("user_journey"), Worksheet(group("media")), group=media)
    assert isinstance(of_group[3], Paragraph)
    assert "Rapporteur: ___" in of_group[3].text


def test_who_has_a_paper(event: Event) -> None:
    plan, stock = event.session("action_plan"), event.session("stocktaking")
    assert has_blank(plan, None)
    assert has_blank(plan, OwnerKind.DELEGATION)
    assert not has_blank(plan, OwnerKind.GROUP)
    assert not has_blank(stock, OwnerKind.GROUP)
    assert not has_blank(replace(stock, grid=None), None)


def test_without_an_example_there_is_no_page_for_it(event: Event) -> None:
    blocks = blank_blocks(replace(event.session("user_journey"), example=None), None, group=None)
    assert len(tables(blocks)) == 1
    talk = replace(event.session("stocktaking"), grid=None, sheets=())
    assert tables(blank_blocks(talk, None, group=None)) == []
