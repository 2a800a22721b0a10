"""Having something done that takes a moment, and saying it where it fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from game.saves.problems import SavesError
from game.team.client.errors import ContestError
from game.text import Translator
from game.ui.contest.moment import Done, Moment
from game.ui.contest.words import trouble

if TYPE_CHECKING:
    from game.ui.app import SteadyApp

T = TypeVar("T")
Problem = ContestError | SavesError


def sentence_of(problem: Problem, t: Translator) -> str:
    """What went wrong and what to do."""
    return trouble(t, problem) if isinstance(problem, ContestError) else problem.problem.sentence(t)


def wait_for(
    app: SteadyApp,
    doing: str,
    work: Callable[[], T],
    then: Callable[[T], None],
    otherwise: Callable[[Problem], None] | None = None,
) -> None:
    """Do `work` in a thread while a box says that it is being done; `doing` is a key. What fails is said in a notice,
    unless something else is to be done `otherwise`. Open screens are told when it is done, even if nobody waited."""
    changed = app.flow.contest.changed

    def to_its_end() -> T:
        try:
            return work()
        finally:
            if not box.is_attached:  # the player did not wait
                app.call_later(changed)

    def over(done: Done[T] | None) -> None:
        changed()
        if done is None:
            return
        if done.problem is None:
            then(done.value)  # type: ignore[arg-type]  # None only where T is
        elif otherwise is not None:
            otherwise(done.problem)
        else:
            app.say(sentence_of(done.problem, app.context.t), warning=True)

    box = Moment(app.context, doing, to_its_end)
    app.push_screen(box, over)
