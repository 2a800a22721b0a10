"""All that the contest's screen shows, looked at in one go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.team.client.errors import ContestError
from game.team.client.kinds import Board, Neighbours, Sending, Standing, TeamRuns

if TYPE_CHECKING:
    from game.saves.problems import SavesProblem
    from game.team.client.contest_play import ContestPlay
    from game.team.local import LocalBoard


@dataclass(frozen=True, slots=True)
class ContestView:
    """A contest as the player sees it."""

    standing: Standing
    neighbours: Neighbours
    board: Board
    """the teams'"""
    sendings: tuple[Sending, ...]
    """one's finished runs, the latest first"""
    asked_runs: TeamRuns | None
    """for a lead: the runs of the team; None where the server was not asked, or did not say"""
    others: int
    """contests joined beside this one"""
    here: LocalBoard | SavesProblem
    """the board of this computer"""
    now: float
    """when it was looked at, in seconds since the epoch"""

    @property
    def team_runs(self) -> TeamRuns:
        """The runs of the team, as far as they are known."""
        return self.asked_runs or TeamRuns()


def look(
    play: ContestPlay, here: Callable[[], LocalBoard | SavesProblem], clock: Callable[[], float], ask: bool, most: int
) -> ContestView:
    """Look at the current contest, and for a lead at so many runs of the team, at most; asks its server if it may.

    Raises ContestError where none was joined; SavesError.
    """
    standing = play.standing(ask)
    goes_on = ask and standing.problem is None  # a server that is away is not asked again and again
    runs = _runs(play, most) if goes_on and standing.is_lead else None
    return ContestView(
        standing, play.neighbours(ask=False), play.board(ask=goes_on), play.outbox()[::-1], runs,
        len(play.joined()) - 1, here(), clock(),
    )  # fmt: skip


def _runs(play: ContestPlay, most: int) -> TeamRuns | None:
    try:
        return play.team_runs(most)
    except ContestError:  # no longer lead, or the server went away in between: what else was seen is shown
        return None
