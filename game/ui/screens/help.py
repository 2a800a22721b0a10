"""Help: what can be done here, what the game is about, what it is not."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from game import __version__
from game.text import cell_width
from game.ui.commands import Command
from game.ui.context import ScreenContext
from game.ui.screens.base import GameScreen
from game.ui.widgets.prose import GAP, Block, Prose, para
from game.ui.widgets.rows import Span

_PARTS = ("title", "turns", "satisfaction", "stamina", "care", "locked", "end")
IDEA = tuple(f"ui_pages.help.idea.{part}" for part in _PARTS)
"""What the game is about: a heading, then sentences."""
_MOST_KEYS = 3


class HelpScreen(GameScreen[None]):
    """Explains the commands of the screen below; `place` returns what that screen is called at the moment.

    `idea` are the messages that say what the app is about: a heading, then sentences.
    """

    CSS_PATH = "help.tcss"
    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("close", "escape,q,enter", group="pages", area="ui_pages"),)

    def __init__(
        self,
        context: ScreenContext,
        commands: Sequence[Command],
        place: Callable[[], str] = str,
        version: str = __version__,
        idea: Sequence[str] = IDEA,
    ) -> None:
        super().__init__(context)
        self._idea_of_it = tuple(idea)
        self._commands = tuple(commands)
        self._place = place
        self._version = version

    def body(self) -> ComposeResult:
        """One page to scroll."""
        with VerticalScroll(id="page"):
            yield Prose()

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one("#page").focus()

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_pages.help.title"), self._place())
        self.query_one(Prose).say(*self._idea(), *self._keys(), *self._about())

    def _idea(self) -> Iterator[Block]:
        t, look = self.context.t, self.context.look
        heading, *sentences = self._idea_of_it
        yield para(t(heading), "heading")
        for sentence in sentences:
            yield para(t(sentence), lead=f"{look.cursor} ", lead_role="key")
        yield GAP

    def _keys(self) -> Iterator[Block]:
        t = self.context.t
        caps = {command: " / ".join(command.key_caps[:_MOST_KEYS]) for command in self._commands}
        width = max((cell_width(cap) for cap in caps.values()), default=0) + 2
        for heading, commands in groupby(self._commands, key=lambda c: t(f"{c.area}.group.{c.group}")):
            yield para(heading, "heading")
            for command in commands:
                lead = caps[command] + " " * (width - cell_width(caps[command]))
                label, sentence = command.label(t), command.help(t)
                yield Block((Span(label, "strong"), Span("  "), Span(sentence, "note")), Span(lead, "key"))
            yield GAP
        yield para(t("ui_pages.help.lists"), "note")
        yield GAP

    def _about(self) -> Iterator[Block]:
        t = self.context.t
        yield para(t("ui_pages.help.about_title"), "heading")
        for part in ("training", "evidence", "private"):
            yield para(t(f"ui_pages.help.about.{part}"))
        yield para(t("ui_pages.help.version", version=self._version), "dim")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
