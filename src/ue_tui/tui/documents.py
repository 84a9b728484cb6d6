"""Placeholder."""


def make_document(*a):
    pass
