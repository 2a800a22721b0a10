"""After the end: the customer's voice first, then the player's own guess, then the record and what to take along."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing

from game.analysis.background import BackgroundSolver, DealSolver, NoReviewError
from game.analysis.review_facts import Review
from game.engine import Run, Session
from game.plain import wording
from game.plain.console import picked
from game.plain.player import Player
from game.story import Story
from game.telling import turning_point


def debrief(player: Player, session: Session, solve: Callable[[Story, Run], DealSolver] = BackgroundSolver) -> None:
    """Tell how the chat ended and look back at it. Raises Leave at the end of the input.

    The chat's deal is solved while the player reads and guesses.
    """
    player.say("heading.ending")
    player.console.say_all(wording.ending_lines(session, player.t))
    with closing(solve(session.story, session.run)) as solver:
        asked = solver.review(session.run)
        _guess(player, session)
        review = _awaited(player, asked)
    player.console.say_all(wording.debrief_lines(session, player.t, review, player.settings.softer_insults))


def _guess(player: Player, session: Session) -> None:
    replies = [outcome for outcome in session.outcomes if outcome.choice]
    guess = picked(player.ask("review.first"), len(replies)) if replies else None
    if guess is not None and replies[guess] is turning_point(session.outcomes):
        player.say("review.agreed")


def _awaited(player: Player, asked: Future[Review]) -> Review | None:
    """The review, however long it takes; None, which is said, where there is none."""
    if not asked.done():
        player.console.say(player.t("telling_review.solving"))
    try:
        return asked.result()
    except NoReviewError:
        player.console.say(player.t("telling_review.missing"))
        return None
