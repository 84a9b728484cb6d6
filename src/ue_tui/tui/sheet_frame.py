"""What every sheet screen has in common: whose sheet it is, its neighbours, its saving and its Word document."""

from __future__ import annotations

from ue_tui.model.answers import Answer
from ue_tui.model.brief import fit
from ue_tui.model.event import Session
from ue_tui.model.people import Owner, OwnerKind
from ue_tui.model.sheets import Place
from ue_tui.model.worksheet import Progress, Worksheet, progress
from ue_tui.store.earlier import bring_back, differences, earlier_sheet, earlier_versions
from ue_tui.store.history import Version
from ue_tui.tui.desk import Desk
from ue_tui.tui.dialogs.differences import DifferencesDialog
from ue_tui.tui.dialogs.earlier import Earlier, EarlierDialog
from ue_tui.tui.frame import clock_text
from ue_tui.tui.messages import ChangeSheets, ExportWord, OpenSheet, WriteAnswer
from ue_tui.tui.steering import SteeringScreen
from ue_tui.tui.wordings import kept_of

MOST_VERSIONS = 40
"""So many earlier versions are listed, the newest first; `ue-tui history` has them all."""

OF_THE_RUN = frozenset(
    {
        *("start_or_pause", "next_phase", "started_earlier", "minutes", "clock_back", "replan", "park"),
        *("reveal", "names", "want_capital", "projector_view", "tell", "blank", "mute"),
    }
)
"""What a window with one worksheet alone does not do."""


class SheetScreen(SteeringScreen):
    """The sheet of one owner for one session."""

    UNDOES = "sheets"

    def __init__(self, desk: Desk, owner: Owner, session: Session, *, alone: bool = False) -> None:
        super().__init__(desk)
        self.owner = owner
        self.session = session
        self.alone = alone
        """Whether this is a scribe's window, with no run and no other worksheets."""

    @property
    def sheet(self) -> Worksheet:
        """The worksheet as it stands now; an empty one when its file has gone."""
        live = self.desk.live
        return live.sheet(self.owner) if live is not None and self.owner in live.files else Worksheet(self.owner)

    @property
    def read_only(self) -> bool:
        """Whether the file cannot be read, or has gone: what is shown is its last good content."""
        live = self.desk.live
        return live is None or self.owner not in live.files or live.files[self.owner].broken is not None

    def problem_line(self) -> str:
        live = self.desk.live
        if live is None:
            return ""
        if self.owner not in live.files:
            return "the file has gone"
        return "read-only" if live.files[self.owner].broken is not None else ""

    def warning(self) -> str:
        live = self.desk.live
        file = live.files.get(self.owner) if live is not None else None
        if file is None or file.broken is None:
            return ""
        shown = "What was last read stands here" if file.value is not None else "Nothing of it could be read yet"
        return f"{file.path}, line {file.broken.line}: {file.broken.message} {shown}; it is not written to."

    def where(self) -> str:
        return f"{self.sheet.name} · {self.session.title}"

    def address(self) -> str:
        return f"sheet {self.owner} {self.session.id}"

    def done(self) -> Progress:
        """How far this sheet is."""
        return progress(self.session, self.sheet)

    def speaking_time(self) -> list[str]:
        """How many words a group has to say and how long that takes, against its slot; as its brief counts them."""
        live = self.desk.live
        if live is None or self.owner.kind is not OwnerKind.GROUP:
            return []
        fits = fit(live.event, self.session, self.sheet, live.delegations())
        return [fits.short] if fits is not None else []

    def room_line(self) -> str:
        return "" if self.alone else super().room_line()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A scribe's window has no run: nothing there touches the clock or the projector."""
        return False if self.alone and action in OF_THE_RUN else super().check_action(action, parameters)

    def _clock_parts(self) -> list[str]:
        return [] if self.alone else [text] if (text := clock_text(self.desk)) else []

    def _right_of_bottom(self) -> str:
        live = self.desk.live
        kept = len(live.files[self.owner].kept) if live is not None and self.owner in live.files else 0
        if kept:
            return f"kept {kept} answer{'s' * (kept != 1)} made here: Ctrl+S"
        return self.desk.saved_line(self.owner)

    def action_say_saved(self) -> None:
        """Say when it was saved; where answers were kept against a file that arrived, list them instead."""
        live = self.desk.live
        if live is not None and (kept := kept_of(live, self.owner)):
            self.app.push_screen(DifferencesDialog(kept, title="Kept here, against the file that arrived"))
        else:
            super().action_say_saved()

    def action_earlier(self) -> None:
        """List the earlier versions of this worksheet, compare them, bring one back."""
        live, owner, root = self.desk.live, self.owner, self.desk.folder.root
        if live is None or self.read_only:
            self.notify("An earlier version is brought back into a file that can be read: mend it first.")
            return
        app, name, zone = self.app, self.sheet.name, self.desk.zone

        def work() -> list[Earlier]:
            now, found = live.sheet(owner), []
            for version in earlier_versions(root, live, owner)[:MOST_VERSIONS]:
                then = earlier_sheet(live, owner, version)
                other = differences(live.event, now, then) if then is not None else None
                found.append(Earlier(version, f"{version.until.astimezone(zone):%d %B %H:%M:%S}", other))
            return found

        def done(found: list[Earlier]) -> None:
            if found:
                app.push_screen(EarlierDialog(name, found), take)
            else:
                app.notify("There is no earlier version of this worksheet yet.")

        def take(version: Version | None) -> None:
            if version is not None:
                self.post_message(ChangeSheets(lambda live, now: bring_back(live, owner, version, now)))

        self.desk.submit(work, done, lambda refused: app.notify(str(refused), severity="warning"))

    def write(self, place: Place, answer: Answer | None) -> None:
        """Post an answer of this sheet; on a read-only one say why not."""
        if self.read_only:
            why = self.warning() or "its file has gone."
            self.notify(f"Not written: {why}", severity="warning", markup=False)
        else:
            self.post_message(WriteAnswer(self.owner, place, answer))

    def session_in_hand(self) -> str:
        return self.session.id

    def go_to(self, name: str) -> None:
        if name in ("before", "after"):
            self.action_neighbour(1 if name == "after" else -1)
        else:
            super().go_to(name)

    def action_neighbour(self, by: int) -> None:
        """The sheet before or after: of the next owner, or in a scribe's window of the next session."""
        live = self.desk.live
        if live is None:
            return
        if self.alone:
            ids = [one.id for one in live.event.sessions if one.fields(self.owner.kind)]
            at = ids.index(self.session.id) + by if self.session.id in ids else 0
            target = (self.owner, ids[at % len(ids)])
        else:
            owners = self.desk.owners(self.owner.kind)
            at = owners.index(self.owner) + by if self.owner in owners else 0
            target = (owners[at % len(owners)], self.session.id)
        self.post_message(OpenSheet(*target, instead=True))

    def action_key_from_paper(self) -> None:
        self.key_from_paper(self.session, self.owner, alone=self.alone)

    def action_word(self) -> None:
        is_brief = self.owner.kind is OwnerKind.GROUP and self.session.presentation_minutes
        self.post_message(ExportWord("brief" if is_brief else "worksheet", self.session.id, self.owner))

    def help_text(self) -> str:
        return "\n".join((*self.session.instructions, *([f"Form: {self.session.form}"] if self.session.form else [])))
