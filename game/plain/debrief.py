"""After the end: the customer's voice first, then the player's own guess, then the record and what to take along."""

from game.engine import Session
from game.plain import wording
from game.plain.console import picked
from game.plain.player import Player
from game.telling import turning_point


def debrief(player: Player, session: Session) -> None:
    """Tell how the chat ended and look back at it. Raises Leave at the end of the input."""
    player.say("heading.ending")
    player.console.say_all(wording.ending_lines(session, player.t))
    replies = [outcome for outcome in session.outcomes if outcome.choice]
    guess = picked(player.ask("review.first"), len(replies)) if replies else None
    if guess is not None and replies[guess] is turning_point(session.outcomes):
        player.say("review.agreed")
    player.console.say_all(wording.debrief_lines(session, player.t))
