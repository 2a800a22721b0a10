"""The deal of the chat that is open, solved beside it: only where a review will be wanted, and early enough for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.analysis.background import DealSolver
    from game.analysis.review_facts import Review
    from game.engine import Run, Session
    from game.story import Story


class Thinking:
    """Thinks about one chat. `solver` begins to solve the deal of a run; that takes a process and its memory.

    So it begins when the player has done something there, which leaves seconds before any ending: whoever only looks
    in costs nothing. Where the review `waits`, as between the attempts of a contest, it begins when it is asked for.
    """

    def __init__(self, solver: Callable[[Story, Run], DealSolver], waits: bool = False) -> None:
        self._begin = solver
        self._waits = waits
        self._solver: DealSolver | None = None

    def look(self, session: Session) -> None:
        """Begin, if it is time and has not been done."""
        if session.actions and not self._waits:
            self._solving(session)

    def review(self, session: Session) -> Future[Review]:
        """Ask for the review of the chat, which has ended. Where nobody can play on from it, thinking ends with it."""
        asked = self._solving(session).review(session.run)
        if not session.is_practice:
            asked.add_done_callback(lambda _: self.close())
        return asked

    def close(self) -> None:
        """Stop, if it has begun, and begin no more."""
        self._waits = True
        if self._solver:
            self._solver.close()

    def _solving(self, session: Session) -> DealSolver:
        if self._solver is None:
            self._solver = self._begin(session.story, session.run)
        return self._solver
