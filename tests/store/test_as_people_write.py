"""What people type and break in Notepad: ordinary answers are read, slips are told with their place, bytes stay."""

import codecs
import datetime as dt
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events import event_of
from ue_tui.model.errors import Refused
from ue_tui.model.people import Owner, delegation, group
from ue_tui.store.event_folder import EventFolder
from ue_tui.store.live_event import LiveEvent
from ue_tui.store.new_worksheet import new_worksheet
from ue_tui.store.toml_repairs import changed_bytes

ROOT = Path(__file__).parents[2]
EVENT = event_of(ROOT)
NOON = dt.datetime(2025, 12, 2, 3, 0, tzinfo=dt.UTC)
AURELIA, PARLIAMENT = delegation("aurelia"), group("parliament")
ORDINARY = {
    'They say "no" often': 'They say "no" often',
    "“curly” quotes and ‘single’ ones": "“curly” quotes and ‘single’ ones",
    "members' letters, the users'": "members' letters, the users'",
    "C:\\Users\\stat\\new\\table.xlsx": "C:\\Users\\stat\\new\\table.xlsx",
    "# 4 of the plan, room #2": "# 4 of the plan, room #2",
    "[draft] to be checked (by whom?)": "[draft] to be checked (by whom?)",
    "response rate = 40 %, a = b": "response rate = 40 %, a = b",
    "- with a dash in front": "with a dash in front",
    "•\tWord's own bullet – and a dash": "Word's own bullet – and a dash",
    "ສະຖິຕິ ລາວ": "ສະຖິຕິ ລາວ",
    "إحصاءات العربية": "إحصاءات العربية",
    "統計局 ‧ 数据 ‧ 통계": "統計局 ‧ 数据 ‧ 통계",
}
CELLS = [place for place, field in EVENT.fields(AURELIA.kind).items() if field.kind.value == "cell"]


def as_notepad_saves(text: str, encoding: str) -> bytes:
    marks = {"utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    plain = "utf-8" if encoding.startswith("utf-8") else encoding
    return marks.get(encoding, b"") + text.replace("\n", "\r\n").encode(plain)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_twelve_ordinary_answers_typed_into_a_blank_worksheet_are_all_read(encoding: str) -> None:
    text = new_worksheet(EVENT, AURELIA, {("delegation", "name"): "Aurelia"})
    for place, typed in zip(CELLS, ORDINARY, strict=False):
        head, heading, rest = text.partition(f"\n[{'.'.join(place[:-1])}]\n")
        before, key, after = rest.partition(f"{place[-1]} = '''\n")
        assert heading
        assert key
        text = f"{head}{heading}{before}{key}{typed}{after}"
    live = LiveEvent(EVENT)

    live.load([("worksheets/aurelia.toml", as_notepad_saves(text, encoding), "x")])

    sheet = live.sheet(AURELIA)
    assert live.files[AURELIA].broken is None
    assert [[bullet.text for bullet in sheet.bullets(*place)] for place in CELLS[: len(ORDINARY)]] == [
        [read] for read in ORDINARY.values()
    ]


def test_all_twelve_in_one_cell_are_twelve_points() -> None:
    text = new_worksheet(EVENT, AURELIA, {}).replace(
        "current_practices = '''\n", "current_practices = '''\n" + "\n".join(ORDINARY), 1
    )
    live = LiveEvent(EVENT)
    live.load([("worksheets/aurelia.toml", as_notepad_saves(text, "utf-8"), "x")])
    cell = live.sheet(AURELIA).bullets("user_journey", "activities", "current_practices")
    assert [bullet.text for bullet in cell] == list(ORDINARY.values())


# Broken in every way

SHEETS: dict[Owner, str] = {
    AURELIA: (ROOT / "worksheets" / "aurelia.toml").read_text(encoding="utf-8"),
    PARLIAMENT: (ROOT / "worksheets" / "groups" / "parliament.toml").read_text(encoding="utf-8"),
}
NOISE = st.one_of(
    st.sampled_from(
        ["'''", '"', "'", "[", "]", "[[", "=", "#", "\\", ",", "{", "}", "\x00", "\ufeff", "“", "\r", "\n", "\u2028"]
    ),
    st.sampled_from(
        ["[stocktaking]", "score = 2", "format = 9", 'name = "x', "[[conflict]]", "a.b = 1", "= = =", "1979-05-27"]
    ),
    st.text(max_size=5),
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Owner, bytes]:
    """One of our worksheets after a cat has walked over the keyboard."""
    owner = draw(st.sampled_from(list(SHEETS)))
    text = SHEETS[owner]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        match draw(st.sampled_from(["put", "take", "twice", "cut", "swap"])):
            case "put":
                text = text[:at] + draw(NOISE) + text[at:]
            case "take":
                text = text[:at] + text[at + draw(st.integers(1, 60)) :]
            case "twice":
                length = draw(st.integers(1, 200))
                text = text[:at] + text[at : at + length] * 2 + text[at + length :]
            case "cut":
                text = text[:at] if draw(st.booleans()) else text[at:]
            case "swap":
                lines = text.split("\n")
                one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[one], lines[other] = lines[other], lines[one]
                text = "\n".join(lines)
    data = text.encode("utf-8", "replace")
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at:]
    return owner, data


@given(mutated())
@settings(max_examples=150)
def test_a_worksheet_broken_in_any_way_is_opened_told_with_its_place_and_left_as_it_is(
    broken: tuple[Owner, bytes],
) -> None:
    owner, data = broken
    live = LiveEvent(EVENT)
    path = f"worksheets/{owner}.toml"
    files = {f"worksheets/{one}.toml": text.encode() for one, text in SHEETS.items()}
    files[path] = data
    live.load([(name, content, name) for name, content in files.items()])

    lines = data.decode("utf-8", "replace").count("\n") + 1
    problems = [one for one in live.problems() if one.path == path]
    assert all(1 <= one.line <= max(lines, 1) + 1 and one.column >= 1 and one.message for one in problems)
    file = live.files[owner]
    if file.broken is not None:
        assert any(one.line == file.broken.line for one in problems)
        with pytest.raises(Refused, match="cannot be read, so it is not written to"):
            live.edit(owner, CELLS[0], None, NOON)
    assert live.due(NOON, at_once=True) == ()
    for problem in problems:
        if problem.repair is not None:
            mended = changed_bytes(data, problem.repair)
            assert mended != data


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_any_bytes_at_all_are_opened_and_left_as_they_are(data: bytes) -> None:
    live = LiveEvent(EVENT)
    live.load([("worksheets/aurelia.toml", data, "x")])
    assert live.due(NOON, at_once=True) == ()
    assert all(one.message for one in live.problems())


INVALID = [
    "",
    " ",
    "\n\n",
    "# only a comment\n",
    "x",
    "= 1",
    "[",
    "[]",
    "[a",
    "[[a]",
    "[a]]",
    "[a.]",
    "[.a]",
    "a",
    "a =",
    "a = =",
    "a = 1 2",
    "a = '",
    'a = "',
    "a = '''",
    'a = """',
    "a = [",
    "a = [1",
    "a = [1,,2]",
    "a = {",
    "a = {b = 1",
    "a = {b}",
    "a = 1\na = 2",
    "[a]\n[a]",
    "a.b = 1\na = 2",
    "a = yes",
    "a = 01",
    "a = 1__0",
    "a = +-1",
    "a = 0xZ",
    "a = .5",
    "a = 1.",
    "a = 1e",
    "a = 2025-13-01",
    "a = 25:00:00",
    'a = "\\q"',
    'a = "\\u12"',
    'a = "\\ud800"',
    'a = "\x01"',
    "a b = 1",
    '"a = 1',
    "a = 'b'c",
    "\x00",
    "a = 1 \\",
    "a = [1 2]",
    'a = "b\nc"',
    "a = ’’’\nb\n’’’",
    "a : 1",
    "a = nan1",
    "[a]b = 1",
]


@pytest.mark.parametrize("text", INVALID)
def test_every_kind_of_invalid_toml_is_told_with_a_place_and_a_sentence(text: str) -> None:
    whole = f"format = 1\n[delegation]\nname = 'x'\n{text}\n" if text.strip() and not text.startswith("#") else text
    live = LiveEvent(EVENT)
    live.load([("worksheets/aurelia.toml", whole.encode("utf-8", "surrogatepass"), "x")])
    file = live.files[AURELIA]
    assert file.broken is not None, "this is TOML after all"
    assert 1 <= file.broken.line <= whole.count("\n") + 1
    assert len(file.broken.message.split()) >= 4
    assert live.due(NOON, at_once=True) == ()


def test_the_event_opens_whatever_stands_beside_its_worksheets(root: Path, tmp_path: Path) -> None:
    for part in ("sessions", "worksheets"):
        shutil.copytree(root / part, tmp_path / part)
    for name, data in {"a.toml": b"\xff\xfe\x00", "b.toml": b"PK\x03\x04", "c.toml": b"x = " + b"[" * 9_000}.items():
        (tmp_path / "worksheets" / name).write_bytes(data)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    live = EventFolder(tmp_path).open(NOON).live
    assert {"worksheets/a.toml", "worksheets/b.toml", "worksheets/c.toml"} <= {one.path for one in live.problems()}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
