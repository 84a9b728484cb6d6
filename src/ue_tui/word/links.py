"""Links in a document: which addresses Word takes, and the bookmarks that a document's own links lead to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, quote, urlsplit

from ue_tui.word.text import clean, one_line
from ue_tui.word.xml import attribute

_LONGEST = 2000
"""Word calls a document with a longer address damaged."""
_KEPT = "!#$%&'()*+,-./:;=?@_~"
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def address(link: str) -> str:
    """The link as an address that Word takes, or nothing where there is none.

    Only web pages and e-mail: Word refuses to open a whole document because of one malformed address, and a link to a
    file or a program has no place in a hand-out.
    """
    try:
        parts = urlsplit(clean(link).strip())
        host = _host(parts)
    except ValueError:
        return ""
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    if parts.scheme in {"http", "https"} and host:
        found = SplitResult(parts.scheme, host, path, query, fragment).geturl()
    elif parts.scheme == "mailto" and "@" in path:
        found = SplitResult("mailto", "", path, query, "").geturl()
    else:
        return ""
    return found if len(found) <= _LONGEST else ""


def _host(parts: SplitResult) -> str:
    """The host and port in ASCII; an address with a password in it keeps neither name nor password."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not re.fullmatch(r"[a-z0-9.-]*", host):
        raise ValueError(host)
    return f"{host}:{parts.port}" if parts.port else host


def _quoted(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part).replace("#", "%23"), safe=_KEPT)


class Links:
    """The links of one document.

    `relate` makes a relationship for an address and gives its id. A link that begins with `#` leads to the heading
    whose text follows.
    """

    def __init__(self, relate: Callable[[str], str], headings: Iterable[str]) -> None:
        self._relate = relate
        self._bookmarks: dict[str, str] = {}
        for heading in headings:
            self._bookmarks.setdefault(heading, f"heading_{len(self._bookmarks) + 1}")
        self._placed: set[str] = set()

    def opening(self, link: str) -> str:
        """The start tag of a hyperlink, or nothing where the link leads nowhere."""
        if link.startswith("#"):
            bookmark = self._bookmarks.get(one_line(link[1:]))
            return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">' if bookmark else ""
        target = address(link)
        return f'<w:hyperlink r:id="{attribute(self._relate(target))}" w:history="1">' if target else ""

    def bookmark(self, heading: str) -> tuple[str, str]:
        """What stands before and after the words of a heading; of several with one text the first is the target."""
        name = self._bookmarks[heading]
        if name in self._placed:
            return "", ""
        number = len(self._placed)
        self._placed.add(name)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
