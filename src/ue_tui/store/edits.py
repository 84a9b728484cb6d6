"""Our own edits of worksheets, as undo and redo take them back and do them again."""

from __future__ import annotations

from dataclasses import dataclass

from ue_tui.model.people import Owner
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Worksheet

MOST_UNDO = 200
"""How many edits can be undone."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of ours: what undo takes back."""

    owner: Owner
    place: Place
    before: Worksheet
    after: Worksheet


class Edits:
    """The edits that can be taken back, and those that were and can be done again; the last one first."""

    def __init__(self) -> None:
        self._undo: list[Edit] = []
        self._redo: list[Edit] = []

    @property
    def undoable(self) -> Edit | None:
        """The edit that undo would take back."""
        return self._undo[-1] if self._undo else None

    @property
    def redoable(self) -> Edit | None:
        """The edit that redo would do again."""
        return self._redo[-1] if self._redo else None

    def add(self, edit: Edit, *, continues: bool = False) -> None:
        """Add an edit; one that `continues` the last one, at the same place, is one step with it."""
        last = self.undoable
        if continues and last is not None and (last.owner, last.place) == (edit.owner, edit.place):
            edit = Edit(edit.owner, edit.place, self._undo.pop().before, edit.after)
        self._undo.append(edit)
        del self._undo[:-MOST_UNDO]
        self._redo.clear()

    def step(self, *, backwards: bool) -> None:
        """The last edit was taken back, or done again."""
        source, target = (self._undo, self._redo) if backwards else (self._redo, self._undo)
        target.append(source.pop())
