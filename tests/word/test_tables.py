import pytest

from tests.word.reading import Reader, W, words
from tests.word.samples import STYLES, bullets, grid, handout
from ue_tui.model.handout import Cell, Paragraph, Row, Span, Table, plain


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((plain(text),)) for text in texts)


def test_a_table_holds_every_cell_in_order() -> None:
    made = Reader(handout(grid(Row(cells("a", "b", "c")), Row((Cell((plain("d"),), span=2), *cells("e"))))))

    rows = [[words(cell) for cell in row.findall(f"{W}tc")] for row in made.find("//w:tr")]
    assert rows == [["Row", "Now", "Constraints"], ["a", "b", "c"], ["d", "e"]]
    assert made.values("//w:gridSpan") == ["2"]


def test_the_header_row_repeats_and_rows_that_ask_stay_whole() -> None:
    made = Reader(handout(grid(Row(cells("a", "b", "c")), Row(cells("d", "e", "f"), keep=False))))

    marks = [[str(mark.tag).removeprefix(W) for mark in row.iterfind(f"{W}trPr/*")] for row in made.find("//w:tr")]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"], []]


@pytest.mark.parametrize("words_of_it", ["word " * 400, "漢字" * 250, "line\n" * 60])
def test_a_row_of_more_than_half_a_page_may_break(words_of_it: str) -> None:
    made = Reader(handout(grid(Row((*cells("a", "b"), bullets(*[words_of_it] * 3))))))

    assert len(made.find("//w:tr[w:trPr/w:cantSplit]")) == 1


def test_columns_fill_the_width_of_the_text_exactly() -> None:
    for landscape, width in ((False, 9638), (True, 14570)):
        row = Row((Cell((plain("wide"),), span=2), *cells("c", "d", "e", "f", "g")))
        table = grid(row, header=tuple("abcdefg"), widths=(3, 1, 1, 1, 0, 5, 7))
        made = Reader(handout(table, landscape=landscape))
        columns = [int(column.get(f"{W}w", "")) for column in made.find("//w:gridCol")]
        widths = [int(cell.get(f"{W}w", "")) for cell in made.find("//w:tr[2]/w:tc/w:tcPr/w:tcW")]

        assert sum(columns) == sum(widths) == width
        assert min(columns) > 0
        assert widths[0] == columns[0] + columns[1]
        assert made.one("//w:tblPr/w:tblW").get(f"{W}w") == str(width)


@pytest.mark.parametrize("spans", [(1, 1), (1, 1, 2), (1, 1, 1, 1)])
def test_a_row_that_does_not_fill_its_columns_is_refused(spans: tuple[int, ...]) -> None:
    row = Row(tuple(Cell((plain("x"),), span=span) for span in spans))

    with pytest.raises(ValueError, match="of 3 columns"):
        Reader(handout(grid(row)))


@pytest.mark.parametrize("empty", [(), (plain(""),), (Paragraph(()),), (plain(" \n"), plain("\u200b", bullet=True))])
def test_an_empty_cell_says_that_nothing_was_recorded(empty: tuple[Paragraph, ...]) -> None:
    made = Reader(handout(grid(Row((*cells("a", "b"), Cell(empty))))))

    assert made.texts("//w:tr[2]/w:tc[3]") == ["not recorded"]


@pytest.mark.parametrize("mark", ["•", "-", "☐"])
def test_the_prints_own_mark_stays(mark: str) -> None:
    made = Reader(handout(grid(Row(cells("a", "b", mark)))))

    assert made.texts("//w:tr[2]/w:tc[3]") == [mark]


def test_a_paragraph_left_blank_between_others_is_kept() -> None:
    made = Reader(handout(grid(Row((*cells("a", "b"), Cell((plain("one"), plain(""), plain("two"))))))))

    assert made.texts("//w:tr[2]/w:tc[3]/w:p") == ["one", "", "two"]


def test_shades_lie_behind_the_words() -> None:
    row = Row(tuple(Cell((plain(str(shade)),), shade=shade) for shade in (0, 1, 2, 3, 9)))
    made = Reader(handout(grid(row, header=tuple("abcde"))))

    fills = [cell.get(f"{W}fill") for cell in made.find("//w:tr[2]/w:tc/w:tcPr/w:shd")]
    assert fills == ["F2F2F2", "E0E0E0", "CCCCCC", "CCCCCC"]
    assert made.find("//w:tr[2]/w:tc[1]/w:tcPr/w:shd") == []


def test_bullets_are_a_list_of_words_own() -> None:
    made = Reader(handout(grid(Row((*cells("a", "b"), bullets("one", "two"))))))
    [style] = set(made.values("//w:tr[2]/w:tc[3]//w:pStyle"))

    assert made.values(f"//w:style[@w:styleId='{style}']//w:numId", "word/styles.xml") == ["1"]
    assert "•" not in "".join(made.texts("//w:tbl"))
    assert made.values("//w:lvlText", "word/numbering.xml") == ["•"]


def test_every_style_has_its_look_in_a_table() -> None:
    cell = Cell(tuple(Paragraph((Span(style),), style, bullet) for style in STYLES for bullet in (False, True)))
    made = Reader(handout(grid(Row((cell,)), header=("Row",))))

    assert made.values("//w:tr[2]//w:pStyle") == (
        ["TableText", "TableBullet"]
        + ["Lead"] * 2
        + ["Speech"] * 2
        + ["Prompt"] * 2
        + ["Quiet"] * 2
        + ["TableHeading"] * 2
    )
    assert len(made.find("//w:tr[2]//w:numPr")) == 5
    assert made.values("//w:tr[1]//w:pStyle") == ["TableHeading"]


def test_two_tables_never_touch_and_none_ends_the_document() -> None:
    table = grid(Row(cells("a", "b", "c")))
    made = Reader(handout(table, table))

    assert [str(one.tag).removeprefix(W) for one in made.find("//w:body/*")] == ["p", "tbl", "p", "tbl", "p", "sectPr"]


def test_alternative_text_is_on_one_line_and_always_there() -> None:
    row = Row(cells("a"))
    made = Reader(
        handout(
            Table('The "AEIOU"\r\n table', "Rows & <columns>", (1,), cells("x"), (row,)),
            Table("", "\x00", (1,), cells("x"), (row,)),
        )
    )

    assert made.values("//w:tblCaption") == ['The "AEIOU" table', "Table"]
    assert made.values("//w:tblDescription") == ["Rows & <columns>"]


def test_a_table_headed_in_persian_runs_from_right_to_left() -> None:
    made = Reader(handout(grid(Row(cells("سلام")), header=("نام",)), grid(Row(cells("سلام")), header=("Name",))))

    assert len(made.find("//w:bidiVisual")) == 1
    assert len(made.find("//w:tbl[1]/w:tblPr/w:bidiVisual")) == 1
