"""The palette: every command of the screen that is on, by its words."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from ue_tui.tui.commands import BEYOND_KEYS, Command
from ue_tui.tui.frame import FramedScreen


class CommandsProvider(Provider):
    """Offers what the keys of the screen do, and what has no key."""

    def _commands(self) -> list[Command]:
        """Each command once, the screen's own first."""
        screen = self.screen
        if not isinstance(screen, FramedScreen):
            return []
        found: dict[str, Command] = {}
        for section in (*reversed(screen.SECTIONS), BEYOND_KEYS):
            for command in section.commands:
                if command.in_palette and screen.can_do(command):
                    found.setdefault(command.action, command)
        return list(found.values())

    async def discover(self) -> Hits:
        for command in self._commands():
            yield DiscoveryHit(_words(command), partial(self._run, command), help=_keys(command))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands():
            words = _words(command)
            if (score := matcher.match(words)) > 0:
                yield Hit(score, matcher.highlight(words), partial(self._run, command), help=_keys(command))

    async def _run(self, command: Command) -> None:
        screen = self.screen
        if isinstance(screen, FramedScreen):
            await screen.do(command.action)


def _words(command: Command) -> str:
    return command.title[:1].upper() + command.title[1:]


def _keys(command: Command) -> str:
    return command.key or "no key: from here only"
