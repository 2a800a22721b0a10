"""What home, the boards and the contest ask of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.contest.flow import ContestFlow
    from game.ui.contest.screen import ContestScreen
    from game.ui.flow import Flow


class ContestOrders:
    """Handlers of messages, to be mixed into the app. The second of two clicks finds another screen in front."""

    flow: Flow

    @property
    def _contest(self) -> ContestFlow:
        return self.flow.contest

    def on_home_screen_board_wanted(self) -> None:
        """The player wants to see who stands where."""
        if self.flow.is_at_home:
            self._contest.board()

    def on_home_screen_join_wanted(self) -> None:
        """The player wants to join a contest."""
        if self.flow.is_at_home:
            self._contest.join()

    def on_board_screen_turn_wanted(self) -> None:
        """Somebody wants to play a ranked chat on this computer."""
        self._contest.turns.take()

    def on_board_screen_join_wanted(self) -> None:
        """Somebody wants to join a contest."""
        self._contest.join()

    def on_contest_screen_wanted(self, message: ContestScreen.Wanted) -> None:
        """Something is to be done with the contest."""
        self._contest.act(message.what, message.id)
