"""Screens beside which the room sees something: the keys for what the projector shows."""

from __future__ import annotations

from textual.timer import Timer

from ue_tui.model.picture import Of, Subject
from ue_tui.model.steps import Do
from ue_tui.tui.commands import Command
from ue_tui.tui.frame import FramedScreen
from ue_tui.tui.messages import GoTo, TakeStep

CONFIRM_WITHIN = 5.0
"""Seconds in which a second press confirms."""


class FacingScreen(FramedScreen):
    """A screen with the keys for the room; on one mirrored screen the room sees this one too, masked."""

    names_on = False
    """Whether names stand in what is shown; switched on by a second press, and off with the picture."""

    def picture_in_hand(self) -> Subject | None:
        """What `V` puts up: while a group speaks its sheet, unless the screen has a picture in hand."""
        slot = self.desk.state.queue().speaking
        session = self.desk.state.current.partition(".")[0]
        return Subject(Of.SHEET, session, group=slot.group) if slot is not None and session else None

    def footer_word(self, command: Command) -> str:
        if command.action == "reveal" and self.picture_in_hand() is None and self.desk.state.projected.picture is None:
            return ""
        return super().footer_word(command)

    def action_reveal(self) -> None:
        """Show the room what is in hand; where it shows just that, take it back."""
        subject, up = self.picture_in_hand(), self.desk.state.projected.picture
        if subject is not None and (up is None or up.what != subject.text):
            self.post_message(TakeStep(Do.REVEAL, details={"text": subject.text, "names": self.names_on}))
        elif up is not None:
            self.post_message(TakeStep(Do.COVER))
        else:
            self.notify("Nothing is in hand that the room could see: g p goes to the plenary's pictures.", markup=False)

    def action_names(self) -> None:
        """Names on by a second press, off by one; the picture that is up is put up anew."""
        up, masked = self.desk.state.projected.picture, self.desk.is_masked
        if (masked or not self.names_on) and self._asking_names is None:
            self._asking_names = self.set_timer(CONFIRM_WITHIN, self._forget_names)
            what = "this screen, marks and notes and all" if masked else "who is who"
            self.notify(f"A again shows {what}, and the room sees it too.", timeout=CONFIRM_WITHIN)
            return
        self._forget_names()
        if masked:
            self.desk.unmask()
            self._take_over()
            return
        self.names_on = not self.names_on
        if up is not None:
            self.post_message(TakeStep(Do.REVEAL, details={"text": up.what, "names": self.names_on}))
        self.refresh_values()
        self.refresh_frame()

    _asking_names: Timer | None = None

    def _forget_names(self) -> None:
        if self._asking_names is not None:
            self._asking_names.stop()
        self._asking_names = None

    def action_want_capital(self, key: str) -> None:
        self.notify(f"{key} is seen by the room: it wants the capital, Shift+{key}.", markup=False)

    def action_projector_view(self) -> None:
        """Show in this window what the room sees; with no projector window, this screen is the one that is mirrored."""
        self.desk.is_mirrored = not self.desk.has_projector()
        self.post_message(GoTo("projector view"))

    def action_blank(self) -> None:
        """Make the projector dark, or let it show again."""
        self.post_message(TakeStep(Do.SHOW if self.desk.state.projected.blank else Do.BLANK))

    def action_tell(self) -> None:
        """Tell the room a line, or take off the one that is up."""
        from ue_tui.tui.dialogs.tell import TellDialog  # with the first message

        shown = self.desk.state.projected.message

        def tell(line: str | None) -> None:
            if line is not None and line != shown:
                self.post_message(TakeStep(Do.TELL, details={"text": line}))

        self.app.push_screen(TellDialog(shown), tell)

    def action_mute(self) -> None:
        """Silence the bell of this window, or let it ring again."""
        self.desk.is_muted = not self.desk.is_muted
        self.notify("The bell is silent now." if self.desk.is_muted else "The bell rings again.")
