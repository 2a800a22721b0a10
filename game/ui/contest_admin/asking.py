"""Asking the server beside the screen, so that no key waits for a network."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from game.team.client.errors import ContestError
from game.team.codec import WireError
from game.ui.commands import Command
from game.ui.contest.errand import away
from game.ui.screens.base import GameScreen
from game.ui.stage import Stage

T = TypeVar("T")
_RESTS = 4
"""A server that took long is left alone so many times as long: nobody's game is to wait for an organiser's screen."""


class AskingScreen(GameScreen[None]):
    """A screen that shows what a server says, anew every few seconds. A subclass has `ask_all` and `take`."""

    COMMANDS: ClassVar[tuple[Command, ...]] = ()

    def __init__(self, *args: Any, every: float | None) -> None:
        """`every`: seconds between two looks; None: only when something was done."""
        super().__init__(*args)
        self._every = every
        self._rests_until = 0.0
        self.problem: ContestError | WireError | None = None
        """Why what is shown is not how it is now."""

    def on_mount(self) -> None:
        """Look at once, then again and again."""
        self.look()
        if self._every is not None:
            self.set_interval(self._every, self._look_again)

    def on_screen_resume(self) -> None:
        """Look when another screen goes away."""
        self.look()

    def ask_all(self) -> Any:
        """Ask for what is to be shown; runs in a thread. Raises ContestError."""

    def take(self, found: Any) -> None:
        """Keep what was found; the texts are set afterwards."""

    def look(self) -> None:
        """Ask, and show what comes."""
        self.run_worker(self._look(), group="look", exclusive=True)

    def do(self, order: Callable[[], T], then: Callable[[T], None]) -> None:
        """Have something done beside the screen, then go on with what came of it; what went wrong is said."""
        self.run_worker(self._do(order, then), group="do")

    def say(self, sentence: str, warning: bool = False) -> None:
        """Show a short notice."""
        stage: Stage = self.app  # type: ignore[assignment]
        stage.say(sentence, warning)

    async def _look(self) -> None:
        begin = time.monotonic()
        try:
            found = await away(self.ask_all)
        except (ContestError, WireError) as error:
            self.problem = error
        else:
            self.problem = None
            self.take(found)
        now = time.monotonic()
        self._rests_until = now + _RESTS * (now - begin)
        self._show()

    async def _do(self, order: Callable[[], T], then: Callable[[T], None]) -> None:
        try:
            found = await asyncio.to_thread(order)  # leaving waits for it: an order is not to be lost on its way
        except (ContestError, WireError) as error:
            self.say(error.sentence(self.context.t), warning=True)
        else:
            then(found)
        self.look()

    def _look_again(self) -> None:
        is_looking = any(worker.group == "look" and worker.is_running for worker in self.workers)
        if self.is_current and not is_looking and time.monotonic() >= self._rests_until:
            self.look()

    def _show(self) -> None:
        if self.can_tell:
            self.retell()
            self.refresh_keys()
