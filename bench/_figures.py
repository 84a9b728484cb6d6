"""Two things measured in turn, and their ratio against its limit: seconds say little on a machine that is busy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles


def in_turn(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Each measure so many times, one after the other in every round; the first round only warms up."""
    taken: list[list[float]] = [[] for _ in measures]
    for number in range(rounds + 1):
        for times, measure in zip(taken, measures, strict=True):
            figure = measure()
            if number:
                times.append(figure)
    return taken


def compare(what: str, ours: Sequence[float], theirs: Sequence[float], limit: float) -> None:
    """Print the ratio of the medians, with the limit."""
    ratio = median(ours) / median(theirs)
    told = "" if ratio <= limit else "   OVER"
    print(f"{what:<58} {ratio:5.2f} × (limit {limit}){told}", flush=True)


def compare_keys(what: str, ours: Sequence[float], theirs: Sequence[float], limit: float) -> None:
    """Print the ratios of the medians and of the 90th percentiles."""
    compare(f"{what}, median", ours, theirs, limit)
    compare(f"{what}, 90th percentile", [quantiles(ours, n=10)[-1]], [quantiles(theirs, n=10)[-1]], limit)
