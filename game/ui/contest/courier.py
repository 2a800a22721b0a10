"""Runs on their way to servers: what waits is sent beside everything, and told when it has arrived."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from game.saves import SavesError
from game.ui.contest.errand import away
from game.ui.contest.venue import Venue
from game.ui.screens.base import GameScreen
from game.ui.stage import Stage

if TYPE_CHECKING:
    from game.team.client.kinds import Sending

T = TypeVar("T")
_BEGINS_AFTER = 0.7
"""Seconds between the game's first painting and the first look at a server."""
_SENDS_EVERY = 20.0
"""Seconds between two looks into the outbox, for what is due again."""


class Courier:
    """Sends in threads; `changed` is called whenever something is no longer as it was."""

    def __init__(self, stage: Stage, venue: Venue, changed: Callable[[], None]) -> None:
        self._stage = stage
        self._venue = venue
        self._changed = changed

    def start(self) -> None:
        """Some time after the first painting: send what waits, see how it stands; from then on look now and then."""
        self._stage.set_timer(_BEGINS_AFTER, self.send)
        self._stage.set_interval(_SENDS_EVERY, self.send_due)

    def send_due(self) -> None:
        """Send, if anything waits and is not on its way."""
        is_sending = any(worker.group == "send" and worker.is_running for worker in self._stage.workers)
        if self._venue.has_waiting and not is_sending:
            self.send()

    def send(self, force: bool = False) -> None:
        """Send what is due, all that waits with `force`; then look how the contest stands."""
        if self._venue.has_joined:
            self._stage.run_worker(self._send(force), group="send", exclusive=True)

    async def _send(self, force: bool) -> None:
        sent = await self._away(lambda: self._venue.play.send_now(force))
        self._changed()
        for sending in sent or ():
            if (sending.sent or force) and not self._is_told_of(sending.run):
                self._tell(sending)
        await self._look()

    def finish(self, run: str) -> None:
        """Send a run that has just ended."""
        self._stage.run_worker(self._finish(run), group=f"finish-{run}", exclusive=True)

    async def _finish(self, run: str) -> None:
        await self._away(lambda: self._venue.play.finish(run))
        self._changed()
        await self._look()

    async def _look(self) -> None:
        await self._away(self._venue.play.standing)
        self._changed()

    async def _away(self, work: Callable[[], T]) -> T | None:
        """Do something beside everything; nobody waits for it, so what fails is tried again some other time."""
        from game.team.client.errors import ContestError

        try:
            return await away(work)
        except (ContestError, SavesError):
            return None

    def _is_told_of(self, run: str) -> bool:
        return isinstance(self._stage.screen, GameScreen) and self._stage.screen.tells_of(run)

    def _tell(self, sending: Sending) -> None:
        """Say what became of a run that was sent."""
        from game.ui.contest.words import sending_line

        t = self._stage.context.t
        told = {"title": sending.title(t.language), "attempt": sending.attempt, "said": sending_line(t, sending)}
        self._stage.say_instead(t("ui_contest.sent_now.one", **told), warning=not sending.sent)
