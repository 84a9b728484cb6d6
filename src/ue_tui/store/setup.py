"""A new event from the sample's sessions and a roster, or a copy of the sample; nothing existing is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ue_tui.model.answers import Answer
from ue_tui.model.bullets import Bullet
from ue_tui.model.errors import NotFound, NotSaved
from ue_tui.model.event import Event
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Place
from ue_tui.store.event_folder import AGENDA, EventFolder
from ue_tui.store.live_event import owner_of
from ue_tui.store.new_worksheet import SCHEMA_FILE, new_worksheet
from ue_tui.store.roster import RosterRow, same_name, stem_for
from ue_tui.store.saving import reason, replace
from ue_tui.store.schema import schema_text
from ue_tui.store.toml_files import BrokenToml, decode, parse

SCHEMA = f"worksheets/{SCHEMA_FILE}"


@dataclass(frozen=True, slots=True)
class Created:
    """What became of a folder; paths are relative to it, with forward slashes."""

    root: Path
    made: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """What was there already and is as it was."""
    notes: tuple[str, ...] = ()
    """Sentences about what is left for a person to do."""


def sample_folder() -> Path:
    """Where the sample event stands: inside an installed package, else at the root of the checkout.

    Raises:
        NotFound: it is in neither place.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "sample", package.parents[1]):
        if (folder / AGENDA).is_file():
            return folder
    raise NotFound("The sample event is missing from this installation: install ue-tui again.")


def copy_sample(root: Path) -> Created:
    """Copy the sample event, its worksheets with it, into a folder.

    Raises:
        NotSaved: the folder cannot be written to.
    """
    new = NewFiles(root)
    new.copy(sample_folder(), ("worksheets", "sessions"))
    return new.created()


def init(root: Path, roster: Sequence[RosterRow] = ()) -> Created:
    """Make a folder an event: the sample's sessions, a worksheet for each delegation and group, the editors' schema.

    In a folder that is one already its own sessions hold, and the delegations that are not there yet are added.

    Raises:
        NotSaved: the folder cannot be written to.
        Unreadable: the sessions that are there cannot be read.
    """
    new = NewFiles(root)
    if (root / AGENDA).is_file():
        new.left.append(AGENDA)
    else:
        new.copy(sample_folder(), ("sessions",))
    folder = EventFolder(root)
    event, _ = folder.load_event()
    there = {kind: _Known(kind) for kind in OwnerKind}
    for path, data, _ in folder.worksheet_files():
        if (owner := owner_of(path)) is not None:
            there[owner.kind].take(owner.stem, data)
    new.write(SCHEMA, schema_text(event).encode())
    stems = _delegations(new, event, roster, there[OwnerKind.DELEGATION])
    _groups(new, event, roster, stems, there[OwnerKind.GROUP])
    return new.created()


def _delegations(new: NewFiles, event: Event, roster: Sequence[RosterRow], known: _Known) -> Mapping[str, str]:
    """Make the worksheets that are missing; the stem of each delegation by its name in the roster."""
    stems: dict[str, str] = {}
    for row in roster:
        owner, is_there = known.owner(row.delegation)
        stems[row.delegation] = owner.stem
        answers: dict[Place, Answer] = {
            ("delegation", "name"): row.delegation,
            ("delegation", "organization"): row.organization,
        }
        new.worksheet(event, owner, answers, is_there=is_there)
    return stems


def _groups(new: NewFiles, event: Event, roster: Sequence[RosterRow], stems: Mapping[str, str], known: _Known) -> None:
    for name in dict.fromkeys(row.group for row in roster if row.group):
        rows = [row for row in roster if row.group == name]
        owner, is_there = known.owner(name)
        members = [stems[row.delegation] for row in rows]
        answers: dict[Place, Answer] = {
            ("group", "name"): name,
            ("group", "user_group"): rows[0].user_group,
            ("group", "members"): tuple(Bullet(stem) for stem in members),
        }
        new.worksheet(event, owner, answers, is_there=is_there)
        missing = [stem for stem in members if is_there and stem not in known.members_of(owner.stem)]
        if missing:
            listed = ", ".join(f"“{stem}”" for stem in missing)
            new.notes.append(f"{_path(owner)} was there and is as it was: add {listed} to its members.")


def _path(owner: Owner) -> str:
    return f"worksheets/{owner}.toml"


class _Known:
    """The delegations or the groups that have a worksheet, and what they are called."""

    def __init__(self, kind: OwnerKind) -> None:
        self._kind = kind
        self._stems: set[str] = set()
        self._by_name: dict[str, str] = {}
        self._by_stem: set[str] = set()
        self._members: dict[str, Collection[str]] = {}

    def take(self, stem: str, data: bytes) -> None:
        """Learn from a worksheet; one that cannot be read, or has another name by now, is known by its stem."""
        try:
            table = parse(decode(data).text).get(self._kind.value)
        except BrokenToml:
            table = None
        name = table.get("name") if isinstance(table, dict) else None
        members = table.get("members") if isinstance(table, dict) else None
        self._stems.add(stem)
        self._members[stem] = members if isinstance(members, list) else ()
        if isinstance(name, str):
            self._by_name.setdefault(same_name(name), stem)
        if not isinstance(name, str) or stem_for(name, ()) != stem:
            self._by_stem.add(stem)

    def owner(self, name: str) -> tuple[Owner, bool]:
        """The owner of that name, and whether it has a worksheet already."""
        stem = self._by_name.get(same_name(name))
        if stem is None and (plain := stem_for(name, ())) in self._by_stem:
            stem = plain
        if stem is not None:
            return Owner(self._kind, stem), True
        stem = stem_for(name, self._stems, self._kind.value)
        self._stems.add(stem)
        return Owner(self._kind, stem), False

    def members_of(self, stem: str) -> Collection[str]:
        """The members of a group as its worksheet names them."""
        return self._members[stem]


@dataclass(slots=True)
class NewFiles:
    """Files that are made in a folder, each only where there is none."""

    root: Path
    made: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def created(self) -> Created:
        """What became of the folder."""
        return Created(self.root, tuple(self.made), tuple(self.left), tuple(self.notes))

    def copy(self, source: Path, names: Sequence[str]) -> None:
        """Copy the files of some folders; the agenda last, so that a folder is an event only when it is whole."""
        paths = [path for name in names for path in sorted((source / name).rglob("*")) if _is_of_an_event(path)]
        for path in sorted(paths, key=lambda path: path == source / AGENDA):
            self.write(path.relative_to(source).as_posix(), path.read_bytes())

    def worksheet(self, event: Event, owner: Owner, answers: Mapping[Place, Answer], *, is_there: bool) -> None:
        """Make a worksheet, unless its owner has one."""
        if is_there:
            self.left.append(_path(owner))
        else:
            self.write(_path(owner), new_worksheet(event, owner, answers).encode())

    def write(self, relative: str, data: bytes) -> None:
        """Write a file whole, or leave the one that is there.

        Raises:
            NotSaved: it cannot be written; the sentence says why.
        """
        path = self.root / relative
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                self.left.append(relative)
                return
        except OSError as error:
            raise NotSaved(_why_not(self.root, path, error)) from error
        replace(path, data, expect=None)
        self.made.append(relative)


def _is_of_an_event(path: Path) -> bool:
    return path.suffix in (".toml", ".json") and not path.name.startswith(".") and path.is_file()


def _why_not(root: Path, path: Path, error: OSError) -> str:
    """What the system says of a folder, as a sentence."""
    file = next((folder for folder in path.parents if folder.is_file()), None)
    if file is not None:
        return f"There is a file where a folder is needed, at {file}: choose another name."
    return f"The folder {root} cannot be written to: {reason(error)}."
