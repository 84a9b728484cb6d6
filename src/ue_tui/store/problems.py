"""Everything that a person should know of an event's worksheets, with the place in the file where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ue_tui.model.event import Event
from ue_tui.model.findings import Finding, Problem, Severity, findings
from ue_tui.model.people import DiscussionGroup, Owner, OwnerKind
from ue_tui.model.sheets import dotted
from ue_tui.model.worksheet import Worksheet
from ue_tui.store.comments import WordsAfterHash
from ue_tui.store.copies import Copy
from ue_tui.store.places import index
from ue_tui.store.toml_files import BrokenToml, TomlText
from ue_tui.store.toml_repairs import repair_of_value


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A worksheet's file as its problems are found in it."""

    owner: Owner
    path: str
    """Relative to the event."""
    text: TomlText | None
    """None where its bytes could not be read as a text."""
    value: Worksheet | None
    found: tuple[Finding, ...]
    """What reading the file found."""
    broken: BrokenToml | None


def problems_of(
    event: Event,
    files: Sequence[SheetFile],
    delegations: Mapping[str, Worksheet],
    groups: Sequence[DiscussionGroup],
    severities: frozenset[Severity],
) -> Iterator[Problem]:
    """The problems of each file, then those of who sits where; only of these severities."""
    for file in files:
        if file.broken is not None:
            yield broken_file(file.path, file.broken)
        elif file.value is not None:
            of_sheet = [*file.found, *_undecided(file.value), *findings(event, file.value, delegations)]
            yield from placed(file.path, file.text, [one for one in of_sheet if one.severity in severities])
    seats = _grouping({file.owner: file for file in files}, delegations, groups)
    yield from (one for one in seats if one.severity in severities)


def _undecided(sheet: Worksheet) -> Iterator[Finding]:
    for number, one in enumerate(sheet.conflicts):
        message = (
            f"Two wordings of {dotted(one.at)}: “{one.kept}” stands, “{one.other}” waits until somebody decides. "
            "To keep what stands, delete this [[conflict]]."
        )
        yield Finding(("conflict", str(number)), Severity.WARNING, message)


def _grouping(
    files: Mapping[Owner, SheetFile], delegations: Mapping[str, Worksheet], groups: Sequence[DiscussionGroup]
) -> Iterator[Problem]:
    """Delegations in two groups, and in none."""
    member_of: dict[str, DiscussionGroup] = {}
    for group in groups:
        file = files[Owner(OwnerKind.GROUP, group.stem)]
        for stem in dict.fromkeys(group.members):
            if stem in member_of and stem in delegations:
                other = member_of[stem].name
                message = f"{delegations[stem].name} is in two groups, {other} and {group.name}: take it out of one."
                yield from placed(file.path, file.text, [Finding(("group", "members"), Severity.ERROR, message)])
            member_of.setdefault(stem, group)
    for stem, sheet in delegations.items() if groups else ():
        if stem not in member_of:
            message = f"{sheet.name} is in no discussion group: write “{stem}” into the members of one."
            yield Problem(files[sheet.owner].path, 1, 1, Severity.WARNING, message)


def of_copies(copies: Sequence[Copy]) -> Iterator[Problem]:
    """Copies beside worksheets: they are not counted, and what is in them is not seen."""
    for copy in copies:
        name = "groups/" * (copy.of.kind is OwnerKind.GROUP) + f"{copy.of.stem}.toml"
        message = f"This is a copy of {name}, and is not counted: merge it into {name}, or take it out of this folder."
        yield Problem(copy.path, 1, 1, Severity.WARNING, message)


def of_comments(files: Sequence[SheetFile], comments: WordsAfterHash) -> Iterator[Problem]:
    """Words that somebody wrote behind a #, where nobody reads them."""
    for file in files:
        if file.broken is None and file.text is not None:
            yield from comments.of(file.owner.kind, file.path, file.text.text)


def broken_file(path: str, broken: BrokenToml) -> Problem:
    """A file that cannot be read at all, with its repair where there is one."""
    return Problem(path, broken.line, broken.column, Severity.ERROR, broken.message, (), broken.repair)


def placed(path: str, text: TomlText | None, found: Iterable[Finding]) -> list[Problem]:
    """Findings with the line and column in which their place stands, or the nearest table around it."""
    listed = list(found)
    places = index(text.text) if listed and text else None
    problems = []
    for one in listed:
        span = places.nearest(one.place) if places is not None else None
        line, column = (span.line, span.column) if span is not None else (1, 1)
        exact = places.get(one.place) if places is not None and one.right else None
        repair = repair_of_value(text.text, exact, one.right, of_key=one.of_key) if text and exact else None
        problems.append(Problem(path, line, column, one.severity, one.message, one.place, repair))
    return problems
