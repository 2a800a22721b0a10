"""The board of this computer: who stands where, and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.saves import SavesProblem
from game.ui.stage import Stage

if TYPE_CHECKING:
    from game.ui.desk import Desk
    from game.ui.screens.board.screen import BoardScreen
    from game.ui.screens.board.turn import Turn


class Turns:
    """Shows the board and takes turns by `begin`, which is given a player's name and a story."""

    def __init__(self, stage: Stage, desk: Desk, begin: Callable[[str, str], None]) -> None:
        self._stage = stage
        self._desk = desk
        self._begin = begin
        self._board: BoardScreen | None = None

    def board(self) -> None:
        """Show who stands where."""
        from game.ui.screens.board.screen import BoardScreen

        def close(_: None) -> None:
            self._board = None

        self._board = BoardScreen(self._stage.context, self._desk.ranks)
        self._stage.push_screen(self._board, close)

    def refresh(self) -> None:
        """Count again, as after a chat."""
        if self._board:
            self._board.refresh_board()

    def close(self) -> None:
        """Leave the board, where it is in front."""
        if self._board:
            self._board.dismiss(None)

    def take(self) -> None:
        """Ask who plays what, and begin a ranked chat."""
        from game.ui.screens.board.turn import Offer, TurnScreen

        ranks = self._desk.ranks()
        if isinstance(ranks, SavesProblem):
            self._stage.say(ranks.sentence(self._stage.context.t), warning=True)
            return
        broken = {shift.id for shift in self._desk.board(self._stage.context.story_language).shifts if shift.problem}
        titles = ranks.overall.contest.titles
        offers = [Offer(id, dict(told)) for id, told in titles.items() if id not in broken]
        self._stage.push_screen(TurnScreen(self._stage.context, offers, ranks), self._taken)

    def _taken(self, turn: Turn | None) -> None:
        if turn:
            self._begin(turn.player, turn.story)
