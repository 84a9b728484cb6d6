"""Word documents: `render` turns a handout into the bytes of a .docx file.

Only `document` is meant for other packages. python-docx is imported when the first document is made.
"""

from ue_tui.word.document import render

__all__ = ["render"]
