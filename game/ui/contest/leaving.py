"""Leaving a contest: on this computer alone, or with the server erasing the player, too. Asked twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from game.ui.commands import Command
from game.ui.contest.chats import words
from game.ui.contest.venue import Venue
from game.ui.contest.waiting import Waiting
from game.ui.screens.question import BACK, MenuBox, Question
from game.ui.stage import Stage
from game.ui.widgets.picklist import Menu
from game.ui.widgets.prose import Prose, para

if TYPE_CHECKING:
    from game.team.client.kinds import Membership
    from game.ui.context import ScreenContext

BOTH, HERE, STAY, YES = "both", "here", "stay", "yes"


class LeaveScreen(MenuBox):
    """Says what leaving means; the result is BOTH, HERE, STAY or None."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (BACK,)

    def __init__(self, context: ScreenContext, title: str, waiting: int) -> None:
        """`title` is that of the contest; `waiting` runs would be lost."""
        super().__init__(context)
        self._title = title
        self._waiting = waiting

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_contest.leave.title", contest=self._title))
        lost = [para(t("ui_contest.leave.waiting", count=self._waiting), "mid")] if self._waiting else []
        self.query_one(Prose).say(para(t("ui_contest.leave.why")), *lost)
        helps = {BOTH: t("ui_contest.leave.both_help"), HERE: t("ui_contest.leave.here_help"), STAY: ""}
        self.query_one(Menu).set_items([(id, t(f"ui_contest.leave.{id}"), told) for id, told in helps.items()])

    def action_back(self) -> None:
        """Stay."""
        self.dismiss(STAY)


def leave(stage: Stage, venue: Venue, waiting: Waiting, contest: Membership, left: Callable[[], None]) -> None:
    """Ask, ask again, leave, and say so; `left` is called after that."""

    def chosen(answer: str | None) -> None:
        if answer in (BOTH, HERE):
            stage.push_screen(_sure(stage.context, answer), lambda sure: go(answer) if sure == YES else None)

    def go(how: str) -> None:
        here_only = how == HERE
        waiting.wait_for("ui_contest.leave.going", lambda: venue.play.leave(contest.id, here_only=here_only), gone)

    def gone(said: str) -> None:
        stage.say(said or stage.context.t("ui_contest.leave.gone", contest=contest.title))
        left()

    unsent = sum(not sending.sent for sending in venue.play.outbox(contest.id))
    stage.push_screen(LeaveScreen(stage.context, contest.title, unsent), chosen)


def _sure(context: ScreenContext, how: str) -> Question:
    """The second question."""
    answers = [(YES, words("ui_contest.leave.yes")), (STAY, words("ui_contest.leave.stay"))]
    return Question(context, words("ui_contest.leave.sure"), words(f"ui_contest.leave.sure_{how}"), answers)
