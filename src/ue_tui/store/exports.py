"""Writing documents under names that every system takes, beside those that are there."""

from __future__ import annotations

from pathlib import Path

from ue_tui.model.errors import NotSaved
from ue_tui.store.saving import reason, replace

MOST_NAMES = 99


def write_document(folder: Path, stem: str, data: bytes, suffix: str = ".docx") -> Path:
    """Write a document and return its path; a name that is taken, or held open by Word, gets ` (2)`.

    Raises:
        NotSaved: the disk refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSaved(f"{folder} cannot be made: {reason(error)}.") from error
    names = (f"{stem}{suffix}", *(f"{stem} ({number}){suffix}" for number in range(2, MOST_NAMES)))
    name = next((one for one in names if not (folder / one).exists()), names[0])
    replace(folder / name, data, expect=None)
    return folder / name
