"""The end of a ranked chat of a contest: what its debrief is told beside the chat itself."""

from collections.abc import Callable
from dataclasses import dataclass

from game.team.client.kinds import Sending


@dataclass(frozen=True, slots=True)
class RankedEnd:
    """What becomes of a run that is being sent, and whether its review must wait."""

    run: str
    sending: Callable[[], Sending | None]
    """as it is known here at the moment"""
    withheld: int = 0
    """attempts that must be used up before the review is shown; 0: it is shown"""
