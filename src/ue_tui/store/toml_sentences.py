"""What is wrong with a text that is no TOML, in words for its writer: what the parser says, looked at again.

Parsers name what they did not expect, often a line too late; a person needs the line to mend and how.
"""

from __future__ import annotations

import re

Place = tuple[int, int, str]
"""Line and column from 1, and the sentence."""

_CURLY = "“”„‟‘’‚‛«»"
_HEADING = re.compile(r"^\s*\[(.+?)\]\s*(#.*)?$")
_ASSIGNMENT = re.compile(r"^\s*([A-Za-z0-9_\-\"'.]+)\s*=\s*(.*?)\s*$")

_TEXT_ONLY = "open it in its own program and copy the words into the worksheet, in Notepad."
_OTHER_FILES = {
    b"PK\x03\x04": f"This is a Word or Excel document with another name: {_TEXT_ONLY}",
    b"\xd0\xcf\x11\xe0": f"This is an old Word or Excel document with another name: {_TEXT_ONLY}",
    b"{\\rtf": f"This was saved by WordPad as a document, not as a text: {_TEXT_ONLY}",
    b"%PDF": f"This is a PDF with another name: {_TEXT_ONLY}",
}


def other_file(data: bytes) -> str:
    """What a file of another program is that got a worksheet's name; empty where it may be a text."""
    return next((sentence for beginning, sentence in _OTHER_FILES.items() if data.startswith(beginning)), "")


def explain(text: str, line: int, column: int, said: str) -> Place:
    """Where to mend a text and how, from where the parser stopped and what it said."""
    lines = text.splitlines() or [""]
    line = min(max(line, 1), len(lines))
    here = lines[line - 1]
    for look in (
        _invisible,
        _open_block,
        _twice,
        _curly,
        _list,
        _broken_string,
        _quotes,
        _bare_words,
        _backslash,
        _colon,
        _stray_words,
        _heading,
    ):
        if (found := look(lines, line, here, said)) is not None:
            return found
    return line, column, f"This line cannot be read: compare it with the lines around it. It says: {_short(here)}"


def _short(text: str) -> str:
    plain = "".join(char if char.isprintable() else "·" for char in text.strip())
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _open_block(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A ''' that opens a block and is never closed, or closed by the next block's fence; or one that opens none."""
    opened: int | None = None
    for number, text in enumerate(lines, 1):
        if opened is None and text.lstrip().startswith("#"):
            continue  # explanations speak of fences
        if text.count("'''") % 2:
            if opened is None and not _ASSIGNMENT.match(text):
                return _fence_of_nothing(lines, number)
            if opened is not None and _ASSIGNMENT.match(text):
                sentence = f"The block that begins here has no closing ''': write ''' on a line before line {number}."
                return opened, 1, sentence
            opened = None if opened is not None else number
    if opened is not None:
        return opened, 1, "The block that begins here has no closing ''': write ''' on a line of its own below it."
    return None


def _fence_of_nothing(lines: list[str], number: int) -> Place:
    """A ''' on a line of its own where no block is open."""
    above = next((n for n in range(number - 1, 0, -1) if _ASSIGNMENT.match(lines[n - 1])), 0)
    key = _ASSIGNMENT.match(lines[above - 1]) if above else None
    if key is not None and not key[2].strip("'`\"" + _CURLY):
        column = len(lines[above - 1].rstrip()) + 1
        return above, column, "The ''' that opens the block is missing behind this =."
    sentence = "This ''' closes nothing: the ''' that opens the block is missing above, or this line is too much."
    return number, 1, sentence


def _twice(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A key or a heading that stands twice."""
    if not re.search(r"overwrite|twice|duplicate|already|redefin|declare", said, re.IGNORECASE):
        return None
    if heading := _HEADING.match(here):
        first = next(
            (n for n, text in enumerate(lines[: line - 1], 1) if (m := _HEADING.match(text)) and m[1] == heading[1]), 0
        )
        before = f" first on line {first}" if first else " above"
        return line, 1, f"The heading [{heading[1]}] stands twice,{before}: put the lines of both below one of them."
    number = line
    while number > 1 and not _ASSIGNMENT.match(lines[number - 1]):
        number -= 1
    if match := _ASSIGNMENT.match(lines[number - 1]):
        key = match[1]
        for above in range(number - 1, 0, -1):
            if _HEADING.match(lines[above - 1]):
                break
            if (other := _ASSIGNMENT.match(lines[above - 1])) and other[1] == key:
                return number, 1, f"“{key}” stands twice here, first on line {above}: keep one of them."
        return number, 1, f"“{key}” stands twice here: keep one of them."
    return line, 1, "Something stands twice here: keep one of them."


def _curly(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A quotation mark of a word processor where a straight one has to be."""
    match = _ASSIGNMENT.match(here)
    value = match[2] if match else here.strip().rstrip(",")
    if value[:1] in _CURLY and value:
        column = here.index(value) + 1
        return line, column, f'The quotation mark {value[0]} is a curly one: write a straight " at both ends.'
    return None


def _list(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A comma or a bracket that lacks in a list of strings."""
    in_list = "array" in said.lower() or re.match(r"^\s*[\"']", here)
    if not in_list and (here.strip() or not any(re.search(r"=\s*\[[^\]]*$", text) for text in lines)):
        return None
    number = line - 1
    while number > 0 and not lines[number - 1].strip():
        number -= 1
    above = lines[number - 1].rstrip() if number > 0 else ""
    if re.match(r"^\s*[\"']", here) and above.endswith(('"', "'")):
        return number, len(above) + 1, "A comma is missing at the end of this line."
    opened = next((n for n in range(line, 0, -1) if re.search(r"=\s*\[", lines[n - 1])), line)
    return opened, 1, "The list that begins here has no closing ]: write ] after its last line."


def _broken_string(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A text between quotation marks that goes on on the next lines."""
    match = _ASSIGNMENT.match(here)
    if match is None or match[2][:1] not in ("'", '"') or match[2].count(match[2][0]) != 1:
        return None
    for text in lines[line : line + 7]:
        if _ASSIGNMENT.match(text) or _HEADING.match(text):
            return None
        if text.rstrip().endswith(match[2][0]):
            sentence = "This text goes on over the end of its line: write it between two lines of '''."
            return line, here.index(match[2]) + 1, sentence
    return None


def _colon(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A colon where the sign = has to be."""
    match = re.match(r"^\s*([A-Za-z_][A-Za-z0-9_]*)\s*:(?!:)", here)
    if match is None or not ("_" in match[1] or match[1] in ("score", "name", "organization", "note", "shared", "top")):
        return None
    return line, match.end(), f"A : stands behind “{match[1]}”: write = instead."


def _quotes(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """A string whose quotation mark is missing at one end."""
    match = _ASSIGNMENT.match(here)
    if match is None or match[2].startswith(("'''", '"""')):
        return None
    value = match[2]
    for mark in ('"', "'"):
        if value.startswith(mark) and (value.count(mark) != 2 or not _ends_with(value, mark)):
            if value.count(mark) > 2:
                sentence = f"There is a {mark} inside the text: write the text between the other kind of quotes."
                return line, here.index(value) + 1, sentence
            return line, len(here.rstrip()) + 1, f"The quotation mark {mark} at the end of this line is missing."
        if value.endswith(mark) and not value.startswith(mark):
            return line, here.index(value) + 1, f"The quotation mark {mark} before “{_short(value[:20])}” is missing."
    return None


def _ends_with(value: str, mark: str) -> bool:
    return value.split(" #", maxsplit=1)[0].rstrip().endswith(mark)


def _bare_words(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """Words after = without quotation marks."""
    match = _ASSIGNMENT.match(here)
    if match is None:
        return None
    value = match[2].split(" #")[0].strip()
    column = here.index("=") + 2
    if not value:
        return line, column, f'Nothing stands after the = of “{match[1]}”: write 0 for a mark, "" for a text.'
    if value[0].isalpha():
        hint = "write 1, 2 or 3, or put the words between quotes" if "score" in match[1] else "put it between quotes"
        return line, column, f"“{_short(value)}” has no quotation marks: {hint}."
    if value[0].isdigit():
        return line, column, f"“{_short(value)}” is no number: write one number, or put it between quotes."
    return None


def _backslash(lines: list[str], line: int, here: str, said: str) -> Place | None:
    if "\\" not in here:
        return None
    column = here.index("\\") + 1
    return line, column, "A \\ between \" has a meaning of its own: put the text between ' instead, or write \\\\."


def _stray_words(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """Words outside a block, or a comment that lost its #."""
    words = here.strip()
    if not words or "=" in words or words.startswith(("[", '"', "'")):
        return None
    above = next((text.strip() for text in reversed(lines[: line - 1]) if text.strip()), "")
    if above.endswith("'''"):
        return line, 1, "These words stand below the closing ''': move them up between the two lines of '''."
    below = next((text for text in lines[line:] if text.strip()), "")
    if above.startswith("#") or below.startswith("#") or _ASSIGNMENT.match(below):
        return line, 1, "This line lost its #: write # in front of it, or take it out."
    return line, 1, "These words stand outside a block: write them between two lines of '''."


def _invisible(lines: list[str], line: int, here: str, said: str) -> Place | None:
    """Characters that nobody sees."""
    for column, char in enumerate(here, 1):
        if char == "\ufeff" or (ord(char) < 32 and char != "\t") or ord(char) == 127:
            sentence = f"An invisible character (U+{ord(char):04X}) stands here: take it out by typing the line anew."
            return line, column, sentence
    return None


def _heading(lines: list[str], line: int, here: str, said: str) -> Place | None:
    if not here.lstrip().startswith("["):
        return None
    if "]" not in here:
        return line, len(here.rstrip()) + 1, "The heading's closing ] is missing."
    return line, 1, f"“{_short(here)}” is no heading: compare it with the headings around it."
