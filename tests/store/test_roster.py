"""A roster is read as spreadsheets save it, and what is wrong with it is said line by line."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ue_tui.model.errors import Refused
from ue_tui.store.roster import RosterRow, read_roster, stem_for

TWO = "delegation,organization,group,user group\nAurelia,Statistics Aurelia,Parliament,Parliament\nNorland,,Media,\n"
ROWS = (
    RosterRow("Aurelia", "Statistics Aurelia", "Parliament", "Parliament"),
    RosterRow("Norland", "", "Media", ""),
)


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_roster(text.encode())
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_roster_is_read_as_any_spreadsheet_saves_it(encoding: str, delimiter: str, newline: str) -> None:
    text = TWO.replace("Norland", "Nôrland") + "ລາວ,ایران,Media,\n"
    data = text.replace(",", delimiter).replace("\n", newline).encode(encoding)

    assert read_roster(data) == (
        ROWS[0],
        RosterRow("Nôrland", "", "Media", ""),
        RosterRow("ລາວ", "ایران", "Media", ""),
    )


def test_columns_stand_in_any_order_and_case_and_others_are_left_alone() -> None:
    text = (
        "User_Group,Seat,DELEGATION,Discussion group,Organisation\nParliament,4,Aurelia,Parliament,Statistics Aurelia\n"
    )

    assert read_roster(text.encode()) == ROWS[:1]


def test_each_row_knows_its_line() -> None:
    rows = read_roster(b'\ndelegation;organization;group;user group\n\n"Aure\nlia";;;\n;;;\nNorland;;;\n')

    assert [(row.delegation, row.line) for row in rows] == [("Aure lia", 4), ("Norland", 7)]


def test_the_line_that_only_excel_reads_is_passed_over() -> None:
    rows = read_roster(("sep=;\r\n" + TWO.replace(",", ";")).encode())

    assert rows == ROWS
    assert [row.line for row in rows] == [3, 4]


def test_names_are_one_line_of_visible_characters() -> None:
    text = TWO + '"Bo\x00re\nal\x1b ",  Statistics   Borealis ,Media,\n'

    assert read_roster(text.encode())[2] == RosterRow("Bo re al", "Statistics Borealis", "Media", "")


def test_quotation_marks_in_a_name_are_part_of_it() -> None:
    text = TWO + '"The ""North"", united",The "Office",Media,\n'

    assert read_roster(text.encode())[2] == RosterRow('The "North", united', 'The "Office"', "Media", "")


def test_a_user_group_said_once_holds_for_the_whole_group() -> None:
    text = "delegation,organization,group,user group\nA,,Media,\nB,,MEDIA,The media\nC,,media,the media\nD,,,\n"

    assert [(row.group, row.user_group) for row in read_roster(text.encode())] == [("Media", "The media")] * 3 + [
        ("", "")
    ]


def test_a_row_that_repeats_another_is_taken_once() -> None:
    assert read_roster((TWO + "aurelia,Statistics Aurelia,PARLIAMENT,Parliament\n").encode()) == ROWS


def test_accents_tell_names_apart() -> None:
    text = "delegation,organization,group,user group\nCuracao,,,\nCuraçao,,,\n"

    assert [row.delegation for row in read_roster(text.encode())] == ["Curacao", "Curaçao"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("Borealis,,Media,\nAurelia,Statistics Aurelia,Media,\n", "Line 5: “Aurelia” is in two groups: “Media” here, "),
        ("Aurelia,Statistics Aurelia,,\n", "Line 4: “Aurelia” is in two groups: nothing here, “Parliament” in line 2."),
        ("Aurelia,Another,Parliament,\n", "Line 4: “Aurelia” has two organizations: “Another” here, “Statistics Au"),
        (",Statistics Borealis,Media,\n", "Line 4: there is no name in the column “delegation”."),
        ("Borealis,,parliament,Press\n", "Line 4: the group “parliament” has two user groups: “Press” here, “Parl"),
        ("Borealis,,,Press\n", "Line 4: “Borealis” has a user group, but no group"),
        ('"Borealis,,Media,\nSarda,,Media,\n', "Line 4: this line cannot be read as a row of a table"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(rows: str, sentence: str) -> None:
    assert refusal(TWO + rows).startswith(sentence)


def test_everything_that_is_wrong_is_said_at_once_up_to_ten_lines() -> None:
    assert [line[:7] for line in refusal(TWO + ",a,,\n,b,,\n").splitlines()] == ["Line 4:", "Line 5:"]

    lines = refusal(TWO + ",a,,\n" * 14).splitlines()
    assert (len(lines), lines[-1]) == (11, "There are 4 more lines like these.")


def test_a_missing_column_is_named_with_those_that_are_there() -> None:
    assert refusal("delegation,group,user group\nAurelia,A,B\n") == (
        "Line 1: the column “organization” is missing; the first line names “delegation”, “group” and “user group”."
    )
    assert refusal("Name;Group\n").startswith("Line 1: the columns “delegation”, “organization” and “user group” are")


def test_what_is_no_table_is_refused_with_a_way_out() -> None:
    assert "its first line names the columns" in refusal("\n  \n")
    assert "Line 3: there is a letter that is not UTF-8" in _refused(TWO.replace("N", "\xd1").encode("latin-1"))
    assert "This is a workbook" in _refused(b"PK\x03\x04...")
    assert "over 1 MB" in _refused(b"x" * 2_000_000)


def _refused(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_roster(data)
    return str(refused.value)


def test_a_header_alone_is_a_roster_of_nobody() -> None:
    assert read_roster(b"delegation,organization,group,user group\n") == ()


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (TWO + text).encode(errors="replace")))
def test_any_bytes_are_a_roster_or_are_refused(data: bytes) -> None:
    with contextlib.suppress(Refused):
        assert all(row.delegation for row in read_roster(data))


@pytest.mark.parametrize(
    ("name", "taken", "stem"),
    [
        ("Aurelia", [], "aurelia"),
        ("Lao People's Democratic Republic", [], "lao-people-s-democratic-republic"),
        ("Curaçao", ["curacao"], "curacao-2"),
        ("Curacao", ["CURACAO", "curacao-2"], "curacao-3"),
        ("../../etc/passwd", [], "etc-passwd"),
        ("..\\..", [], "delegation-1"),
        ("!?", ["a", "b", "c", "d", "e", "f"], "delegation-7"),
        ("", ["delegation-2"], "delegation-3"),
        ("CON", [], "con-2"),
        ("Lpt1", ["lpt1-2"], "lpt1-3"),
        ("日本", [], "ri-ben"),
    ],
)
def test_a_file_name_is_plain_free_and_safe(name: str, taken: list[str], stem: str) -> None:
    assert stem_for(name, taken) == stem


@given(st.text(max_size=200), st.lists(st.sampled_from(["", "a", "con", "ລາວ", "ایران", "delegation-1"]), max_size=5))
def test_names_in_any_script_get_files_of_their_own(name: str, others: list[str]) -> None:
    taken: list[str] = []
    for one in [*others, name, name, "ລາວ", "ایران"]:
        stem = stem_for(one, taken, "group")
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stem)
        assert stem not in {*taken, "con"}
        assert len(stem) <= 70
        taken.append(stem)
