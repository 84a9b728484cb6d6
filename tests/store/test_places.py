"""Every key, value and table of a TOML text is found where it stands, however it is written."""

from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.events import LINES
from ue_tui.model.sheets import Place
from ue_tui.store.places import Made, index
from ue_tui.store.toml_files import quoted

BARE = st.text("abcXYZ019_-", min_size=1, max_size=5)
KEYS = st.one_of(
    BARE, LINES.map(quoted), st.sampled_from(["''", "'a.b'", "'it\"s'", '"a]b"', '"a=b # c"', '"\\""', '"é"'])
)
DOTTED = st.lists(KEYS, min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([".", " . ", ".\t"]).map(lambda dot: dot.join(parts))
)
SPACE = st.sampled_from(["", " ", "\t", "  "])
BREAKS = st.sampled_from(["", "\n", ' # it\'s "one" ]}\n', "\n\n  "])
SCALARS = st.sampled_from(
    [
        "0",
        "-17",
        "+1_000",
        "0xFF",
        "3.14",
        "-inf",
        "nan",
        "true",
        "1979-05-27T07:32:00Z",
        "1979-05-27 07:32:00",
        "07:32:00.5",
        '""',
        "''",
        "'C:\\Users'",
        "'#[]{}=,'",
        '"\\"\\\\"',
        '""""""',
        "''''''",
        '"""a\n""b\\""" # no\n"""',
        '"""two at the end"""""',
        "'''two at the end'''''",
        "'''\none's point\n\n# no comment\n[no.heading]\n'''",
        '"""\\\n   cut \\\n  off"""',
    ]
)


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    entry = st.tuples(BREAKS, values, BREAKS).map("".join)
    ending = st.sampled_from(["", ",", ",\n# last\n"])
    return st.tuples(st.lists(entry, max_size=3), ending).map(
        lambda found: f"[{','.join(found[0])}{found[1] if found[0] else ''}]"
    )


def tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    entry = st.tuples(SPACE, DOTTED, SPACE, st.just("="), SPACE, values, SPACE).map("".join)
    return st.lists(entry, max_size=3).map(lambda entries: "{" + ",".join(entries) + "}")


VALUES = st.recursive(
    st.one_of(SCALARS, LINES.map(quoted)), lambda inner: st.one_of(lists(inner), tables(inner)), max_leaves=6
)
LINE = st.one_of(
    st.tuples(SPACE, DOTTED, SPACE, st.just("="), SPACE, VALUES, st.sampled_from(["", " ", " # = [no]"])).map("".join),
    st.tuples(SPACE, st.just("["), SPACE, DOTTED, SPACE, st.just("]"), st.sampled_from(["", " # [a]"])).map("".join),
    st.tuples(st.just("[["), DOTTED, st.just("]]")).map("".join),
    st.sampled_from(["", "# '''", "   # a = 1"]),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A text of TOML; a line that would make it none is left out."""
    text = ""
    for line in draw(st.lists(LINE, max_size=10)):
        try:
            tomli.loads(text + line + "\n")
        except tomli.TOMLDecodeError:
            continue
        text += line + "\n"
    return text if draw(st.booleans()) else text.replace("\n", "\r\n")


def places_of(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    if place:
        yield place, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places_of(one, (*place, str(key)))


def alike(one: Any, other: Any) -> bool:
    return repr(one) == repr(other)


@given(documents())
@settings(max_examples=300)
@example("[a.b]\nx = 1\n[a]\ny = 2\n")
@example("a = {b.c = 1, d = [{e.f = 2}]}\n")
@example("a.b.c = 1\na.d = 2\n")
@example("[[a]]\n[a.b]\nx = 1\n[[a]]\n[a.b]\nx = 2\n[[a.c]]\ny = 3\n[[a.c]]\n")
@example("a = { # TOML 1.1\n  b = 1,\n}\n")
def test_every_place_is_found_and_what_stands_there_says_the_same(text: str) -> None:
    found = index(text)
    expected = dict(places_of(tomli.loads(text)))

    assert set(found.spans) == set(expected)
    for place, span in found.spans.items():
        before = text[: span.key]
        assert span.line == before.count("\n") + 1
        assert span.column == len(before) - (before.rfind("\n") + 1) + 1
        if span.made is Made.TABLE:
            assert text[span.key] == "["
            assert text[span.end - 1] == "]"
        elif span.start == span.end:
            assert isinstance(expected[place], dict), "only a table that a dotted key names has no text of its own"
        else:
            assert alike(tomli.loads(f"v = {text[span.start : span.end]}")["v"], expected[place])


@given(documents(), st.data())
def test_what_stands_before_a_mistake_is_found(text: str, data: st.DataObject) -> None:
    """What stands in whole lines above a cut or a stray sign is found as it was."""
    cut = data.draw(st.integers(0, len(text)))
    for stray in ("", "\n= oops", "\n]", '\n"'):
        whole, broken = index(text), index(text[:cut] + stray)
        for place, span in whole.spans.items():
            if "\n" in text[span.end : cut] and place not in broken.spans:
                assert span.made is Made.INSIDE, "only what stands inside a value that is cut off is lost"


@pytest.mark.parametrize(
    "text",
    [
        "a = ",
        "a = [",
        "a = [1",
        "a = {b",
        "[a",
        "[[a]",
        "a = '",
        'a = "\\',
        "a = '''",
        'a = "x\n"',
        "a b = 1",
        '"\\q" = 1',
        "a = [1 2]",
        "a = " + "[" * 5_000,
        "a = " + "{a=" * 5_000,
        "\x00",
        "“a” = 1",
    ],
)
def test_a_text_that_is_no_toml_is_followed_as_far_as_it_goes(text: str) -> None:
    found = index("first = 1\n" + text)

    assert found.spans["first",].end == len("first = 1")


def test_a_key_under_a_heading_is_told_from_one_inside_a_value_or_named_by_dots() -> None:
    found = index('[a]\nb = {c = 1}\nd.e = 2\nf = ["x"]\n').spans

    assert {place: span.made.value for place, span in found.items()} == {
        ("a",): "table",
        ("a", "b"): "key",
        ("a", "b", "c"): "inside",
        ("a", "d"): "inside",
        ("a", "d", "e"): "inside",
        ("a", "f"): "key",
        ("a", "f", "0"): "inside",
    }


def test_a_table_stands_at_its_own_heading_also_where_one_inside_it_comes_first() -> None:
    found = index("[a.b]\nx = 1\n\n[a]\ny = 2\n").spans

    assert found["a", "b"].line == 1
    assert found["a",].line == 4


def test_the_last_key_of_each_table_is_known() -> None:
    found = index("format = 1\n[a]\nx = 1\ny.z = 2\n[b]\n[[c]]\nx = 1\n[[c]]\nw = 2\n")

    assert found.last_key_of == {
        (): ("format",),
        ("a",): ("a", "y", "z"),
        ("c", "0"): ("c", "0", "x"),
        ("c", "1"): ("c", "1", "w"),
    }


def test_a_key_that_stands_twice_is_found_where_it_stands_last() -> None:
    assert index("a = 1\nb = 2\na = 3\n").spans["a",].line == 3
