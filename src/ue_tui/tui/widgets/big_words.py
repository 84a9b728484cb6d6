"""Words in block letters for the back row, as large as the window allows; plain words where it does not."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from ue_tui.tui.widgets.wrapping import wrapped

ROWS = 5

_LETTERS = {
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": ".## #.. #.. #.. .##",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": ".## #.. #.# #.# .##",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# .#.",
    "K": "#.# #.# ##. #.# #.#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": ".#. #.# #.# #.# .#.",
    "P": "##. #.# ##. #.. #..",
    "Q": ".#. #.# #.# ### .##",
    "R": "##. #.# ##. #.# #.#",
    "S": ".## #.. .#. ..# ##.",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "##. ..# .#. #.. ###",
    "3": "##. ..# .#. ..# ##.",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ##. ..# ##.",
    "6": ".## #.. ### #.# ###",
    "7": "### ..# .#. .#. .#.",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ##.",
    " ": ".. .. .. .. ..",
    "·": ".. .. #. .. ..",
    ":": ". # . # .",
    ".": ". . . . #",
    ",": ".. .. .. .# #.",
    "-": "... ... ### ... ...",
    "–": "... ... ### ... ...",
    "+": "... .#. ### .#. ...",
    "/": "..# ..# .#. #.. #..",
    "&": ".#.. #.#. .#.. #.#. .#.#",
    "!": "# # # . #",
    "?": "##. ..# .#. ... .#.",
    "'": "# # . . .",
    "’": "# # . . .",
    "(": ".# #. #. #. .#",
    ")": "#. .# .# .# #.",
}


@lru_cache(maxsize=64)
def block_letters(text: str) -> tuple[str, ...]:
    """The five rows of dots of a text in capitals, `#` for a filled one; none where a letter has no shape."""
    capitals = text.upper()
    if not text or any(char not in _LETTERS for char in capitals):
        return ()
    shapes = [_LETTERS[char].split() for char in capitals]
    return tuple(".".join(shape[row] for shape in shapes) for row in range(ROWS))


@lru_cache(maxsize=64)
def set_in_blocks(text: str, width: int, height: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """How a text is set in block letters: its lines as rows of dots, and lines a dot (0 for half of one).

    The largest letters that fit, in as few lines as they take; no lines where not even the smallest fit.
    """
    for scale in range(max(height // ROWS, 0), -1, -1):
        per_dot, line_height = max(2 * scale, 1), ROWS * scale + 1 if scale else 4
        lines = _broken(text, width // per_dot)
        if lines and len(lines) * line_height - 1 <= height:
            return lines, scale
    return (), 0


def _broken(text: str, dots: int) -> tuple[tuple[str, ...], ...]:
    """The lines of a text in block letters of at most that many dots each; none if a word is wider."""
    lines: list[str] = []
    for word in text.split():
        candidate = f"{lines[-1]} {word}" if lines else word
        rows = block_letters(candidate)
        if rows and len(rows[0]) <= dots:
            lines[-1:] = [candidate]
            continue
        rows = block_letters(word)
        if not rows or len(rows[0]) > dots:
            return ()
        lines.append(word)
    return tuple(block_letters(line) for line in lines)


class BigWords(Widget):
    """A text in block letters in at most `lines` lines, centred; in plain bold words where they do not fit."""

    DEFAULT_CSS = """
    BigWords { width: 100%; height: auto; text-style: bold; }
    """

    _text = ""
    _lines = 0

    def say(self, text: str, lines: int) -> None:
        """Show a text in at most that many lines."""
        if (text, lines) != (self._text, self._lines):
            self._text, self._lines = text, lines
            self.display = bool(text)
            self.refresh(layout=True)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(len(self._painted(width)), 1)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._painted(width)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        text, style = lines[y], self.rich_style
        left = max(width - cell_len(text), 0) // 2
        # Whole cells are filled with colour: no font has to have the block, and none leaves gaps between two.
        filled = style + Style(bgcolor=style.color)
        runs = ("".join(run) for _, run in groupby(text, lambda char: char == "█"))
        segments = [Segment(" " * len(run), filled) if run[0] == "█" else Segment(run, style) for run in runs]
        return Strip([Segment(" " * left, style), *segments]).adjust_cell_length(width, style)

    def _painted(self, width: int) -> list[str]:
        """The lines as characters."""
        blocks, scale = set_in_blocks(self._text, width, self._lines)
        if not blocks:
            return wrapped(self._text, width)
        painted: list[str] = []
        for rows in blocks:
            painted += [""] if painted else []
            painted += _halves(rows) if not scale else _whole(rows, scale)
        return painted


def _whole(rows: tuple[str, ...], scale: int) -> list[str]:
    lines = ["".join(("█" if dot == "#" else " ") * 2 * scale for dot in row) for row in rows]
    return [line for line in lines for _ in range(scale)]


def _halves(rows: tuple[str, ...]) -> list[str]:
    """Two rows of dots a line."""
    pairs = [*zip(rows[::2], (*rows[1::2], "." * len(rows[0])), strict=True)]
    shapes = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}
    return ["".join(shapes[upper, lower] for upper, lower in zip(*pair, strict=True)) for pair in pairs]
