"""Who holds the run: the machine that steers it, and when it was last heard of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ue_tui.model.run import Run


@dataclass(frozen=True, slots=True)
class Holding:
    """The machine that holds the run, as another one sees it."""

    holder: str
    """Empty while nobody has begun."""
    is_here: bool
    last_sign: dt.datetime | None
    """When it last did something or said that it lives."""

    def words(self, zone: dt.tzinfo | None) -> str:
        """`LAPTOP-3F2 holds the run, last sign 14:02:11`."""
        if not self.holder or self.is_here:
            return "this laptop holds the run"
        sign = f", last sign {self.last_sign.astimezone(zone):%H:%M:%S}" if self.last_sign else ""
        return f"{self.holder} holds the run{sign}"


def holding(run: Run, machine: str, last_sign: dt.datetime | None = None) -> Holding:
    """Who holds the run, seen from a machine; `last_sign` is when a window of the holder last said that it lives."""
    stepped = run.last.at if run.last is not None and run.last.by == run.holder else None
    signs = [one for one in (stepped, last_sign) if one is not None]
    return Holding(run.holder, run.holder in ("", machine), max(signs) if signs else None)
