import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.word.csv_table import csv_bytes


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_knows_the_encoding_by_its_mark() -> None:
    assert csv_bytes(["name"], [["ລາວ"]]) == b"\xef\xbb\xbfname\r\n" + "ລາວ".encode() + b"\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+41", "-", "@SUM(A1)", "\t=1", "\n=1", '=HYPERLINK("http://x")'])
def test_no_text_is_run_as_a_formula(text: str) -> None:
    [[value]] = read(csv_bytes(["x"], [[text]]))[1:]
    assert value == f"'{text}"


@given(st.lists(st.tuples(st.text(st.characters()), st.text(st.characters(exclude_categories=[]))), max_size=5))
def test_any_text_keeps_its_row_and_column(rows: list[tuple[str, str]]) -> None:
    found = read(csv_bytes(["a", "b"], rows))
    assert [len(row) for row in found] == [2] * (len(rows) + 1)
    assert all(not value.startswith(("=", "+", "-", "@", "\t", "\r")) for row in found[1:] for value in row)
