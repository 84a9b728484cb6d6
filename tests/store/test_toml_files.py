"""Files are read as programs save them, and a change of some values leaves everything else as it was."""

import codecs
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.events import LINES
from ue_tui.model.sheets import Place
from ue_tui.store import toml_files
from ue_tui.store.places import index
from ue_tui.store.toml_files import (
    MOST_BYTES,
    Block,
    BrokenToml,
    TomlText,
    Value,
    block,
    decode,
    encode,
    parse,
    quoted,
    set_values,
)

FOLDER = Path(__file__).parents[1] / "data" / "worksheets"
SHEETS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.toml"))}
LINE = LINES.map(lambda line: line.replace("\n", " "))
BLOCKS = st.lists(LINE, max_size=4).map(lambda lines: Block(tuple(lines)))


def leaves(values: Mapping[str, Any], place: Place = ()) -> Iterator[tuple[Place, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from leaves(value, (*place, key))
        else:
            yield (*place, key), value


def at(text: str, place: Place) -> Any:
    value: Any = tomli.loads(text)
    for key in place:
        value = value[key]
    return value


def lines_of(found: object) -> tuple[str, ...]:
    """What was to be written as a block, as it is read."""
    if isinstance(found, list):
        return tuple(found)
    assert isinstance(found, str)
    return tuple(found.removesuffix("\n").split("\n"))


def is_said(found: object, value: Value) -> bool:
    if isinstance(value, Block):
        return lines_of(found) in (value.lines, value.lines or ("",))
    return repr(found) == repr(list(value) if isinstance(value, tuple) else value)


def around(text: str, places: Iterable[Place]) -> str:
    """A text without the values at some places."""
    found = index(text).spans
    for span in sorted((found[place] for place in places), key=lambda one: one.start, reverse=True):
        text = text[: span.start] + "…" + text[span.end :]
    return text


def likely(value: object) -> st.SearchStrategy[Value]:
    """What may be written in place of a value."""
    if isinstance(value, int):
        return st.integers(0, 3)
    if isinstance(value, list):
        return st.one_of(st.lists(LINE, max_size=4).map(tuple), BLOCKS)
    return st.one_of(BLOCKS, LINE) if "\n" in str(value) else LINE


def edits(text: str, *, most: int = 5) -> st.SearchStrategy[dict[Place, Value]]:
    known = dict(leaves(tomli.loads(text)))
    some = st.lists(st.sampled_from(list(known)), min_size=1, max_size=most, unique=True)
    return some.flatmap(lambda few: st.fixed_dictionaries({place: likely(known[place]) for place in few}))


# Reading


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("encoding", "bom", "read_as"),
    [("utf-8", False, "utf-8"), ("utf-8-sig", True, "utf-8"), ("utf-16", False, "utf-16")],
)
def test_a_file_is_read_as_notepad_saves_it_and_written_as_utf8(
    encoding: str, bom: bool, read_as: str, newline: str
) -> None:
    text = SHEETS["aurelia"].replace("Aurelia", "Aurélia ລາວ 🐘").replace("\n", newline)

    read = decode(text.encode(encoding))

    assert read == TomlText(text, newline, bom, read_as)
    assert encode(read) == (codecs.BOM_UTF8 if bom else b"") + text.encode()


def test_utf16_of_either_byte_order_is_read() -> None:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode(mark + "a = 'é'\n".encode(encoding)).text == "a = 'é'\n"


def test_the_line_ending_of_a_file_is_that_of_most_of_its_lines() -> None:
    assert decode(b"a = 1\r\nb = 2\r\nc = 3\n").newline == "\r\n"
    assert decode(b"a = 1\r\nb = 2\nc = 3\n").newline == "\n"
    assert decode(b"").newline == "\n"


@given(st.binary(max_size=200) | st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"]))
def test_any_bytes_are_read_and_written_back_or_refused(data: bytes) -> None:
    try:
        read = decode(data)
    except BrokenToml:
        return
    assert read.encoding == "utf-16" or encode(read) == data


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_a_file_saved_as_ansi_names_the_line_and_what_to_do(bom: bytes) -> None:
    with pytest.raises(BrokenToml, match="Encoding UTF-8") as broken:
        decode(bom + "a = 1\r\nb = 'é'\r\n".encode("cp1252"))

    assert (broken.value.line, broken.value.column) == (2, 6)


def test_a_cut_off_utf16_file_is_told() -> None:
    with pytest.raises(BrokenToml, match="cut off in the middle of a letter"):
        decode("a = 1".encode("utf-16")[:-1])


def test_a_file_of_more_than_a_million_bytes_is_refused_before_it_is_parsed() -> None:
    assert decode(b"#" * MOST_BYTES).newline == "\n"
    with pytest.raises(BrokenToml, match=r"1,000,001 bytes; a worksheet has at most 1,000,000"):
        decode(b"#" * (MOST_BYTES + 1))


@pytest.mark.parametrize("opening", ["[", "{a=", "[ ["])
def test_brackets_in_brackets_without_end_are_a_sentence_and_not_a_crash(opening: str) -> None:
    with pytest.raises(BrokenToml, match="too deeply") as broken:
        parse("format = 1\na = " + opening * 100_000)

    assert broken.value.line == 2


def test_a_number_of_5000_digits_is_told_with_its_line() -> None:
    with pytest.raises(BrokenToml, match="too long") as broken:
        parse("format = 1\na = " + "7" * 5_000)

    assert broken.value.line == 2


# Writing


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@given(data=st.data())
@settings(max_examples=60)
def test_any_edits_of_a_worksheet_leave_every_other_byte(sheet: str, newline: str, data: st.DataObject) -> None:
    text = SHEETS[sheet].replace("\n", newline)
    changes = data.draw(edits(text))

    after = set_values(text, changes)

    assert around(after, changes) == around(text, changes)
    assert all(is_said(at(after, place), value) for place, value in changes.items())
    if newline == "\r\n":
        assert after.count("\n") == after.count("\r\n")
    before = index(text).spans
    for place, value in changes.items():
        span = index(after).spans[place]
        if text[before[place].start :].startswith("'''") and isinstance(value, Block) and block(value.lines)[0] == "'":
            assert after[span.start :].startswith(f"'''{newline}")
            assert after[: span.end].endswith(f"{newline}'''")


@pytest.mark.parametrize("sheet", SHEETS)
@given(data=st.data())
@settings(max_examples=30)
def test_answers_that_are_missing_are_added_in_their_order_and_nothing_else(sheet: str, data: st.DataObject) -> None:
    """Lines and tables that a person took out come back where the worksheet has them."""
    text = SHEETS[sheet]
    order = [place for place, _ in leaves(tomli.loads(text))]
    gone = data.draw(st.lists(st.sampled_from(order[1:]), min_size=1, max_size=8, unique=True))
    spans = index(text).spans
    short = text
    for place in sorted(gone, key=lambda one: spans[one].key, reverse=True):
        end = short.find("\n", spans[place].end) + 1
        short = short[: spans[place].key] + short[end:]
    changes: dict[Place, Value] = {place: Block(("new", "points")) for place in data.draw(st.permutations(gone))}

    after = set_values(short, changes, order=order)

    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in text.splitlines() if line.startswith("#")
    ]
    assert [place for place, _ in leaves(tomli.loads(after))] == order
    added = "".join(f"{place[-1]} = '''\nnew\npoints\n'''\n" for place in gone)
    assert sorted(after) == sorted(short + added)


def test_nothing_asked_changes_nothing_not_even_in_a_broken_file() -> None:
    assert set_values("no toml", {}) == "no toml"


def test_a_broken_file_is_not_written_to() -> None:
    with pytest.raises(BrokenToml):
        set_values("a = 1\nno toml", {("a",): 2})


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("''", "two words", '"two words"'),
        ("0", 3, "3"),
        ('"In Progress"', 2, "2"),
        ("false", True, "true"),
        ('"one"', Block(("other",)), '"other"'),
        ('"one"', Block(()), '""'),
        ('"one"', Block(("it's", 'a "b"')), "'''\nit's\na \"b\"\n'''"),
        ("'''one'''", Block(("other",)), "'''\nother\n'''"),
        ("'''\none\n'''", Block(()), "'''\n\n'''"),
        ('"""\none\n"""', Block(("C:\\new",)), "'''\nC:\\new\n'''"),
        ("'''\n\n'''", Block(("the users'",)), "'''\nthe users'\n'''"),
        ("'''\n\n'''", Block(("'",)), "'''\n'\n'''"),
        ("'''\n\n'''", Block(("''",)), "'''\n''\n'''"),
        ("'''\n\n'''", Block(("a '''b''' c",)), "[\n  \"a '''b''' c\",\n]"),
        ("'''\n\n'''", Block(("a\x1bb", "c")), '[\n  "a\\u001bb",\n  "c",\n]'),
        ("'''\n\n'''", Block(("a\rb",)), '[\n  "a\\rb",\n]'),
        ("'''\n\n'''", Block(("tab\there", "nél\x85")), "'''\ntab\there\nnél\x85\n'''"),
        ("[]", ("a", "b"), '["a", "b"]'),
        ('"aurelia"', ("a",), '["a"]'),
        ("3", Block(("a",)), '"a"'),
    ],
)
def test_a_value_is_written_in_the_way_that_stood_there(before: str, value: Value, after: str) -> None:
    text = f"a = 1\nb = {before}  # why\nc = nan\n"

    assert set_values(text, {("b",): value}) == f"a = 1\nb = {after}  # why\nc = nan\n"


def test_what_stands_twice_in_an_edit_is_written_in_one_go() -> None:
    text = "a = 1\nb = '''\n\n'''\nc = 1\n"

    assert set_values(text, {("c",): 2, ("a",): 3, ("b",): Block(("x", "y"))}) == "a = 3\nb = '''\nx\ny\n'''\nc = 2\n"


# Lists

LIST = """\
a = 1
cell = [  # first of all
  # on the first
  "one",  # after one
  "two",
  # on the third
  'three',

  "four"  # no comma
]  # at the end
b = '''
block
'''
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("lines", "pairs"),
    [
        (("one", "2", "three", "four"), [('"two"', '"2"')]),
        (("one", "two", "three", "4"), [('"four"', '"4"')]),
        (("one", "three", "four"), [('  "two",\n', "")]),
        (("one", "two", "new", "three", "four"), [('  "two",\n', '  "two",\n  "new",\n')]),
    ],
)
def test_a_list_keeps_its_comments_entry_by_entry(
    lines: tuple[str, ...], pairs: list[tuple[str, str]], newline: str
) -> None:
    expected = LIST
    for old, new in pairs:
        expected = expected.replace(old, new)

    after = set_values(LIST.replace("\n", newline), {("cell",): Block(lines)})

    assert after == expected.replace("\n", newline)


def test_an_entry_at_the_end_of_a_list_leaves_the_comments_above_it() -> None:
    after = set_values(LIST, {("cell",): Block(("one", "two", "three", "four", "five"))})

    assert at(after, ("cell",)) == ["one", "two", "three", "four", "five"]
    assert [line.strip() for line in after.splitlines() if "#" in line][:4] == [
        "cell = [  # first of all",
        "# on the first",
        '"one",  # after one',
        "# on the third",
    ]
    assert "# no comma" in after
    assert after.endswith("]  # at the end\nb = '''\nblock\n'''\n")


def test_an_edit_of_a_list_and_of_a_block_leaves_both_as_they_are_written() -> None:
    after = set_values(LIST, {("cell",): ("one", "two", "three", "4"), ("b",): Block(("x", "y")), ("a",): 2})

    assert after == LIST.replace('"four"', '"4"').replace("block", "x\ny").replace("a = 1", "a = 2")


@given(st.lists(LINE, max_size=5), st.lists(LINE, max_size=5), st.sampled_from(["\n", "\r\n"]))
@example(["a"], [], "\n")
@example([], ["a", "b"], "\r\n")
def test_any_list_becomes_any_other_and_stays_one(old: list[str], new: list[str], newline: str) -> None:
    inner = "".join(f"  {quoted(line)}, # {number}{newline}" for number, line in enumerate(old))
    text = f"# top{newline}a = 1 # x{newline}[t]{newline}cell = [{newline}{inner}]{newline}b = 'y'{newline}"

    after = set_values(text, {("t", "cell"): Block(tuple(new))})

    assert at(after, ("t", "cell")) == new
    assert around(after, [("t", "cell")]) == around(text, [("t", "cell")])
    kept = [f"{quoted(line)}, # {number}" for number, line in enumerate(old) if old.count(line) == 1 == new.count(line)]
    if len(kept) == len(old) == len(new) and old == new:
        assert all(line in after for line in kept)


# Tables that are written in other ways


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("t = {a = 1, b = 'x'} # c", "t = {a = 2, b = 'x'} # c"),
        ("t.a = 1 # c\nt.b = 'x'", "t.a = 2 # c\nt.b = 'x'"),
        ("[t] # c\na = 1", "[t] # c\na = 2"),
        ("[ 't' ]\n\"a\" = 1", "[ 't' ]\n\"a\" = 2"),
        ("[t.u]\nx = 1\n[t]\na = 1", "[t.u]\nx = 1\n[t]\na = 2"),
    ],
)
def test_a_value_is_changed_in_whatever_way_its_table_is_written(before: str, after: str, newline: str) -> None:
    text = f"# head\n{before}\n# foot\n".replace("\n", newline)

    assert set_values(text, {("t", "a"): 2}) == f"# head\n{after}\n# foot\n".replace("\n", newline)


@pytest.mark.parametrize(
    "table", ["t = {a = 1} # c", "t = {}", "t.a = 1 # c", "[t.u]\nx = 1", "[t] # c", "[t]\n[t.u]\nx = 1", "t.u.v = 1"]
)
def test_a_key_is_added_to_a_table_in_whatever_way_it_is_written(table: str) -> None:
    text = f"# head\nfirst = 1 # one\n{table}\n\n# other\n[other] # three\nx = [\n  1, # two\n]\n"

    after = set_values(text, {("t", "new"): Block(("a", "b")), ("t", "mark"): 2})

    assert lines_of(at(after, ("t", "new"))) == ("a", "b")
    assert at(after, ("t", "mark")) == 2
    comments = [line for line in text.splitlines() if "#" in line and not line.startswith("t = ")]
    assert [line for line in after.splitlines() if line in comments] == comments
    assert after.endswith("# other\n[other] # three\nx = [\n  1, # two\n]\n")


def test_a_list_in_an_inline_table_is_changed_there() -> None:
    assert set_values("t = {a = ['x'], b = 1} # c\n", {("t", "a"): ("x", "y")}) == "t = {a = ['x', \"y\"], b = 1} # c\n"


def test_a_block_in_an_inline_table_stays_a_block() -> None:
    after = set_values("t = {a = '''\nx\n''', b = 1} # c\n", {("t", "a"): Block(("y", "z"))})

    assert after == "t = {a = '''\ny\nz\n''', b = 1} # c\n"


def test_a_value_that_stands_where_a_table_stood_takes_its_place() -> None:
    after = set_values("# c\na = 1\n[t]\nx = 1\n[t.u]\ny = 1\n[v]\n", {("t",): "x"})

    assert tomli.loads(after) == {"a": 1, "t": "x", "v": {}}


def test_a_value_that_stands_where_a_dotted_table_stood_takes_its_place() -> None:
    assert tomli.loads(set_values("a = 1\nt.x = 1\nt.y = 2\n", {("t",): "x"})) == {"a": 1, "t": "x"}


# Missing keys and tables

ORDER: list[Place] = [
    ("format",),
    ("one", "score"),
    ("one", "note"),
    ("one", "last"),
    ("two", "score"),
    ("two", "note"),
    ("three", "score"),
]


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("format = 1\n[one]\nscore = 1\n", {("one", "note"): 2}, "format = 1\n[one]\nscore = 1\nnote = 2\n"),
        ("[one]\nscore = 1\nlast = 1", {("one", "note"): 2}, "[one]\nscore = 1\nnote = 2\nlast = 1"),
        ("[one] # c\n\nnote = 1\n", {("one", "score"): 2}, "[one] # c\nscore = 2\n\nnote = 1\n"),
        ("[one]\nscore = 1 # c", {("one", "note"): 2}, "[one]\nscore = 1 # c\nnote = 2\n"),
        ("[one]\nown = 1\n# c\n", {("one", "score"): 2}, "[one]\nown = 1\nscore = 2\n# c\n"),
        ("[one]\n", {("one", "note"): 2, ("one", "score"): 1}, "[one]\nscore = 1\nnote = 2\n"),
        ("[one]\nscore = 1\n", {("one", "unknown"): 2}, "[one]\nscore = 1\nunknown = 2\n"),
        ("", {("format",): 1}, "format = 1\n"),
        ("a = 1\n[one]\n", {("format",): 1}, "a = 1\nformat = 1\n[one]\n"),
        (
            "format = 1\n\n# 1\n[one]\nscore = 1\nown = 1\n\n# 3\n[three]\nscore = 1\n",
            {("two", "note"): 2, ("two", "score"): 1},
            "format = 1\n\n# 1\n[one]\nscore = 1\nown = 1\n\n[two]\nscore = 1\nnote = 2\n\n# 3\n[three]\nscore = 1\n",
        ),
        (
            "format = 1\n",
            {("three", "score"): 3, ("one", "score"): 1},
            "format = 1\n\n[one]\nscore = 1\n\n[three]\nscore = 3\n",
        ),
        ("own = 1\n", {("a b", "é"): 1}, 'own = 1\n\n["a b"]\n"é" = 1\n'),
        ("[own]\nx = 1", {("one", "score"): 1}, "[own]\nx = 1\n\n[one]\nscore = 1\n"),
    ],
)
def test_what_is_missing_is_added_at_its_place(text: str, changes: dict[Place, Value], after: str) -> None:
    assert set_values(text, changes, order=ORDER) == after


def test_a_missing_block_is_added_with_the_line_endings_of_the_file() -> None:
    after = set_values(
        "[one]\r\nscore = 1\r\n", {("one", "note"): Block(("a",)), ("two", "note"): Block(())}, order=ORDER
    )

    assert after == "[one]\r\nscore = 1\r\nnote = '''\r\na\r\n'''\r\n\r\n[two]\r\nnote = '''\r\n\r\n'''\r\n"


# The last resort


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_where_a_change_does_not_say_what_was_asked_the_file_is_written_anew(
    monkeypatch: pytest.MonkeyPatch, newline: str
) -> None:
    for way in ("_spliced", "_edited"):
        monkeypatch.setattr(toml_files, way, lambda text, changes, order: text)
    text = "# head\n\n# more\nx = 1 # lost\ny = '\u2028\x85'\n[t.u]\nb = nan\n".replace("\n", newline)

    after = set_values(text, {("t", "u", "a"): Block(("a'", "b")), ("x",): 2, ("new", "k"): "w", ("y", "z"): 1})

    assert after.startswith(f"# head{newline}{newline}# more{newline}x = 2{newline}")
    assert after.endswith(newline)
    assert after.count("\n") == after.count(newline)
    assert repr(tomli.loads(after)) == repr(
        {"x": 2, "y": {"z": 1}, "t": {"u": {"b": float("nan"), "a": ["a'", "b"]}}, "new": {"k": "w"}}
    )


@pytest.mark.parametrize(
    "spoiled",
    [
        "a = true\nb = 1\n",
        "a = 1\n",
        "a = 1\nb = 1\nc = 1\n",
        "a = 1.0\nb = 1\n",
        "a = 1\nb = true\n",
        "a = 1\nb = 1\n[d]\n",
        "no toml",
        "a = " + "[" * 5_000,
    ],
)
def test_no_change_is_used_that_says_something_else(monkeypatch: pytest.MonkeyPatch, spoiled: str) -> None:
    for way in ("_spliced", "_edited"):
        monkeypatch.setattr(toml_files, way, lambda text, changes, order: spoiled)

    assert tomli.loads(set_values("a = 0\nb = 1\n", {("a",): 1})) == {"a": 1, "b": 1}


def test_what_utf8_cannot_hold_becomes_a_question_mark_and_the_rest_is_saved() -> None:
    after = set_values("a = '''\n\n'''\n", {("a",): Block(("one \udcff", "two"))})

    assert tomli.loads(encode(TomlText(after)).decode()) == {"a": ["one ?", "two"]}


@given(LINE)
def test_any_text_is_one_line_between_quotes(line: str) -> None:
    assert "\n" not in quoted(line)
    assert tomli.loads(f"a = {quoted(line)}") == {"a": line}
