"""Having something done that takes a moment, and saying it where it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from game.saves.problems import SavesError
from game.team.client.errors import ContestError
from game.text import Translator
from game.ui.contest.moment import Done, Moment
from game.ui.contest.words import trouble
from game.ui.stage import Stage

T = TypeVar("T")
Problem = ContestError | SavesError


def sentence_of(problem: Problem, t: Translator) -> str:
    """What went wrong and what to do."""
    return trouble(t, problem) if isinstance(problem, ContestError) else problem.problem.sentence(t)


class Waiting:
    """Has things done in a thread while a box says so; `changed` is called after each, even if nobody waited for it."""

    def __init__(self, stage: Stage, changed: Callable[[], None]) -> None:
        self._stage = stage
        self._changed = changed

    def wait_for(
        self,
        doing: str,
        work: Callable[[], T],
        then: Callable[[T], None],
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        """Do `work`, `then` go on with what it came to; `doing` is a key. What fails is said in a notice, unless
        something else is to be done `otherwise`."""

        def to_its_end() -> T:
            try:
                return work()
            finally:
                if not box.is_attached:  # the player did not wait
                    self._stage.call_later(self._changed)

        def over(done: Done[T] | None) -> None:
            self._changed()
            if done is None:
                return
            if done.problem is None:
                then(done.value)  # type: ignore[arg-type]  # None only where T is
            else:
                (otherwise or self._say)(done.problem)

        box = Moment(self._stage.context, doing, to_its_end)
        self._stage.push_screen(box, over)

    def _say(self, problem: Problem) -> None:
        self._stage.say(sentence_of(problem, self._stage.context.t), warning=True)
