"""Dialogs that return values."""
