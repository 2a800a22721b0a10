"""The way into a contest: the form, and saying that it worked, even to who has closed it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.ui.contest.join import JoinScreen
from game.ui.contest.venue import Venue
from game.ui.stage import Stage

if TYPE_CHECKING:
    from game.team.client.kinds import Membership
    from game.ui.contest.fields import Wish


class Joining:
    """Joins contests; `changed` is called when one was joined."""

    def __init__(self, stage: Stage, venue: Venue, changed: Callable[[], None]) -> None:
        self._stage = stage
        self._venue = venue
        self._changed = changed

    def ask(self, then: Callable[[Membership], None]) -> None:
        """Ask for a contest and join it; `then` go on from there, as who has joined or was in it already."""
        context = self._stage.context
        form = JoinScreen(context, self._join, self._known, context.settings.player)
        self._stage.push_screen(form, lambda joined: then(joined) if joined else None)

    def _known(self, code: str) -> tuple[Membership, ...]:
        return self._venue.play.joined_with(code)

    def _join(self, wish: Wish) -> Membership:
        """In a thread; who closed the form meanwhile has joined all the same, and is told."""
        contest = self._venue.play.join(wish.address, wish.code, wish.team, wish.name)
        self._stage.call_later(self._tell, contest)
        return contest

    def _tell(self, contest: Membership) -> None:
        t = self._stage.context.t
        self._stage.say_instead(
            t("ui_contest.join.joined", contest=contest.title, name=contest.name, team=contest.team)
        )  # fmt: skip
        if not self._stage.services.saves.kept:
            self._stage.say_instead(t("ui_contest.join.not_kept"), warning=True)
        self._changed()
