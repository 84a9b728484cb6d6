"""The KEY by which a person names a question on the command line or from paper."""

from __future__ import annotations

from ue_tui.model.errors import NotFound
from ue_tui.model.event import Event
from ue_tui.model.people import OwnerKind
from ue_tui.model.sheets import Field, Place, dotted, nearest, refusal_of


def resolve(event: Event, kind: OwnerKind, key: str) -> tuple[Field, int | None]:
    """The question that a KEY of `set` and `show` names, and which bullet of it, from 1.

    A path in any case with `-` and `_` alike; a code of paper such as `3` or `3.2`; `.2` after a cell for its second
    bullet; the end of a path where only one place ends so, such as `shared`.

    Raises:
        NotFound: no question, or several, are meant.
    """
    if (as_written := event.field(kind, tuple(key.split(".")))) is not None:
        return as_written, None
    parts = tuple(part for part in key.strip().casefold().replace("-", "_").split(".") if part)
    fields = event.fields(kind)
    by_code = [one for one in fields.values() if one.code and one.code == ".".join(parts)]
    if len(by_code) == 1:
        return by_code[0], None
    exact = event.field(kind, parts) or event.field(kind, (*parts, "score"))
    if exact is not None:
        return exact, None
    if len(parts) > 1 and parts[-1].isdecimal() and (cell := event.field(kind, parts[:-1])) is not None:
        return cell, int(parts[-1])
    ends = [one for place, one in fields.items() if parts and place[-len(parts) :] == parts]
    if len(ends) == 1:
        return ends[0], None
    if ends:
        raise NotFound(f"“{key}” can be {', '.join(dotted(one.place) for one in ends[:4])}: write more of it.")
    raise NotFound(_no_such_key(event, kind, key, parts))


def _no_such_key(event: Event, kind: OwnerKind, key: str, parts: Place) -> str:
    for session in event.sessions:
        if parts and session.id == parts[0] and (refusal := refusal_of(session.grid, parts)):
            return refusal
    close = nearest(key, [dotted(place) for place in event.fields(kind)])
    hint = f" Did you mean {close}?" if close else ""
    return f"“{key}” is no place in the worksheet of a {kind}.{hint}"
