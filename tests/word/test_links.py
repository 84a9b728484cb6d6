import pytest

from ue_tui.word.links import Links, address


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://tinyurl.com/SIAPMS", "https://tinyurl.com/SIAPMS"),
        (" https://example.org/a b\n", "https://example.org/a%20b"),
        (
            "https://example.org:8080/ü?q=é&r=1%20#Teil ä",
            "https://example.org:8080/%C3%BC?q=%C3%A9&r=1%20#Teil%20%C3%A4",
        ),
        ("http://example.org/100%", "http://example.org/100%25"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("mailto:someone@example.org?subject=a b", "mailto:someone@example.org?subject=a%20b"),
    ],
)
def test_an_address_becomes_one_that_word_takes(link: str, expected: str) -> None:
    assert address(link) == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "file:///c:/secret.txt",
        "\\\\server\\share",
        "http://",
        "http://[bad",
        "http://a_b<c>/",
        "http://example.org:port/",
        "http://example.org:99999/",
        "http://" + "a" * 80 + ".org/",
        "http://\ud800/",
        "mailto:nobody",
        "http://example.org/" + "x" * 2000,
    ],
)
def test_what_is_no_address_becomes_no_link(link: str) -> None:
    assert address(link) == ""


def test_a_link_to_a_heading_leads_to_its_first() -> None:
    links = Links(lambda target: target, ["Media", "Parliament", "Media"])

    assert links.opening("#Media") == '<w:hyperlink w:anchor="heading_1" w:history="1">'
    assert links.opening("# Parliament ") == '<w:hyperlink w:anchor="heading_2" w:history="1">'
    assert links.opening("#Nowhere") == ""
    first, second = links.bookmark("Media"), links.bookmark("Media")
    assert first == ('<w:bookmarkStart w:id="0" w:name="heading_1"/>', '<w:bookmarkEnd w:id="0"/>')
    assert second == ("", "")
