"""The errors of the program: each message is a sentence that its reader can act on."""


class UeTuiError(Exception):
    """Something the user can put right; `str(error)` says what and how."""


class Refused(UeTuiError):
    """A value that cannot be an answer at its place; the file or the answer before stands.

    `meant` is what was most likely meant, as a file writes it; empty where nobody can tell.
    """

    def __init__(self, sentence: str, meant: str = "") -> None:
        super().__init__(sentence)
        self.meant = meant


class NotFound(UeTuiError):
    """A delegation, group, session, place or folder that does not exist, or that several share."""


class Unreadable(UeTuiError):
    """A file that cannot be read at all; it is shown as such and not written to."""


class NotSaved(UeTuiError):
    """A write that failed: disk full, folder read-only, file locked; the edit stays in memory."""
