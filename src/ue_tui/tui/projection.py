"""What the room sees, from what is open at the desk; the projector's window and the facilitator's own ask here."""

from __future__ import annotations

from ue_tui.model.errors import Refused
from ue_tui.model.picture import Of, Shown, read_subject
from ue_tui.model.projected import Picture
from ue_tui.model.revealing import shown
from ue_tui.model.room import Room, Show, room
from ue_tui.model.speakers import has_slots, next_speaker, speakers
from ue_tui.store.live_event import LiveEvent
from ue_tui.tui.desk import Desk
from ue_tui.tui.material import material_of


class Projection:
    """The room as it is seen now; it keeps the picture that was put up until something in it changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made_of: tuple[object, ...] = ()
        self._shown: Shown | None = None

    def room(self) -> Room:
        """What the room sees now."""
        desk, live = self._desk, self._desk.live
        if live is None:
            return Room(Show.WELCOME, desk.outline.when_and_where, desk.outline.title)
        sheets = {owner: live.sheet(owner) for owner in live.files}
        groups = live.groups()
        up = desk.state.projected.picture
        picture = self._picture(live, up) if up is not None else None
        return room(
            live.event, desk.state, sheets, groups, desk.now(), desk.zone, picture=picture, mark=desk.folder.mark
        )

    def next_group(self) -> str:
        """The stem of the group that speaks next in the plenary that is on; empty where none does."""
        desk, live = self._desk, self._desk.live
        phase = desk.run.phase_on() if desk.run is not None else None
        if live is None or phase is None or not has_slots(live.event, phase):
            return ""
        upcoming = next_speaker(speakers(live.event, desk.state, phase, live.groups(), desk.now()))
        return upcoming.group if upcoming is not None else ""

    def _picture(self, live: LiveEvent, up: Picture) -> Shown | None:
        """The picture that is up; None where this version does not know it.

        Without names it stands as it was revealed: a mark that changed before everyone's eyes would tell whose it is. A
        speaker's sheet stands still too, until the page is turned.
        """
        try:
            subject = read_subject(up.what)
        except Refused:
            return None
        made_of: tuple[object, ...] = (up.what, up.names, up.seed)
        if subject.of is Of.SHEET:
            made_of += (up.page,)
        elif up.names:
            made_of += (tuple(live.sheet(owner) for owner in live.files), self._desk.state.room.attendance)
        if made_of != self._made_of:
            self._made_of = made_of
            self._shown = shown(subject, material_of(self._desk, subject.session), names=up.names, seed=up.seed)
        return self._shown
