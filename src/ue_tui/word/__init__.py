"""Documents as bytes: `document_bytes` makes a Word document, or a table, of an event as it stands.

Only what is named here is meant for other packages. python-docx is imported when the first document is made.
"""

from ue_tui.word.document import render
from ue_tui.word.exporting import document_bytes
from ue_tui.word.letterhead import Letterhead, house_letterhead

__all__ = ["Letterhead", "document_bytes", "house_letterhead", "render"]
