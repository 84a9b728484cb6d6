"""Run a workshop from the laptop in the room: agenda, clock, worksheets and Word documents, on plain files."""

__version__ = "0.1.0"
