"""The story's own clock: every reply takes a minute, care takes what the rules say, looking things up takes none."""

from collections.abc import Iterable
from itertools import accumulate

from game.engine import Outcome

REPLY_MINUTES = 1
"""Only shown; to the rules, a reply takes no time."""


def minutes_after(outcomes: Iterable[Outcome]) -> tuple[int, ...]:
    """Return the story minutes that have passed after each outcome; 0 after the opening."""
    return tuple(accumulate(outcome.clock + (REPLY_MINUTES if outcome.choice else 0) for outcome in outcomes))
