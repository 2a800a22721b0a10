"""One moment: a quiet box while something takes its time, such as an answer of a server."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult

from game.saves.problems import SavesError
from game.team.client.errors import ContestError
from game.ui.commands import Command
from game.ui.contest.errand import away
from game.ui.context import ScreenContext
from game.ui.screens.base import GameModal
from game.ui.widgets.prose import Prose, para

T = TypeVar("T")
SHOWS_AFTER = 0.3
"""Seconds before one is told to wait: what is quicker than that does not flicker."""


class Done(Generic[T]):
    """What an errand came to: a `value`, or the `problem` that it ended with."""

    def __init__(self, value: T | None = None, problem: ContestError | SavesError | None = None) -> None:
        self.value = value
        self.problem = problem


class Moment(GameModal[Done[T]]):
    """Does `work` in a thread and ends with what it came to; None where the player would not wait.

    Nothing is undone then: what the work does is done all the same.
    """

    COMMANDS: ClassVar[tuple[Command, ...]] = (Command("close", "escape", group="contest", area="ui_contest"),)

    def __init__(self, context: ScreenContext, doing: str, work: Callable[[], T], after: float = SHOWS_AFTER) -> None:
        """`doing` is the key of the sentence that is shown, `after` so many seconds."""
        super().__init__(context)
        self._doing = doing
        self._work = work
        self._after = after

    def body(self) -> ComposeResult:
        """The sentence."""
        yield Prose()

    def on_mount(self) -> None:
        """Begin; the box comes later."""
        if self._after:
            self.query_one(".box").visible = False
            self.set_timer(self._after, self._show)
        self.run_worker(self._run(), group="moment", exclusive=True)

    def _show(self) -> None:
        self.query_one(".box").visible = True

    async def _run(self) -> None:
        try:
            done = Done(await away(self._work))
        except (ContestError, SavesError) as problem:
            done = Done(problem=problem)
        self.dismiss(done)

    def retell(self) -> None:
        """Set all texts."""
        t = self.context.t
        self.set_title(t("ui_contest.one_moment"))
        self.query_one(Prose).say(para(t(self._doing)))

    def action_close(self) -> None:
        """Wait no longer."""
        self.dismiss(None)
