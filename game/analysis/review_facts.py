"""The review of one finished run: what each reply was worth, judged by what could still be reached."""

from dataclasses import dataclass
from typing import Literal

Judgement = Literal["best", "good", "inaccuracy", "mistake", "blunder"]
LIMITS: tuple[tuple[Judgement, int], ...] = (("best", 0), ("good", 10), ("inaccuracy", 40), ("mistake", 120))
"""The most points of 1000 that a reply so judged may lose; what loses more is a blunder."""


def judge(loss: int) -> Judgement:
    """The judgement of a reply that lost so many points of 1000."""
    return next((name for name, most in LIMITS if loss <= most), "blunder")


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """One reply of a run. Values are the best score 0..1000 that replies alone can still reach."""

    place: int
    """index into the run's actions"""
    action: str
    before: int
    after: int
    best: tuple[str, ...]
    """the replies that would have lost nothing"""
    lost_endings: tuple[str, ...] = ()
    """endings that were still possible before this reply and no longer after it"""

    @property
    def loss(self) -> int:
        """Points of 1000 given away."""
        return self.before - self.after

    @property
    def judgement(self) -> Judgement:
        """What the loss amounts to."""
        return judge(self.loss)


@dataclass(frozen=True, slots=True)
class Line:
    """Actions played out from a moment of the run to an ending."""

    place: int
    """how many of the run's actions stay before it"""
    actions: tuple[str, ...]
    ending: str
    score: int


@dataclass(frozen=True, slots=True)
class Temptation:
    """A reply that pleases at once and costs later: what it gains now, what it is worth in the end."""

    place: int
    action: str
    gain: int
    """satisfaction it brings at once"""
    best_gain: int
    """satisfaction that the best reply brings at once"""
    loss: int
    """points of 1000 it gives away"""
    line: Line
    """the best that can still follow it"""


@dataclass(frozen=True, slots=True)
class Review:
    """A finished run looked back at. The sum holds: par - losses + care = score."""

    score: int
    par: int
    """the best score that replies alone reach from the opening"""
    best: int
    """the best score with care as well"""
    replies: tuple[ReplyFacts, ...]
    care: int
    """points of 1000 that the care actions of the run were worth; below 0 where a pause came at the wrong moment"""
    accuracy: float
    """0..100"""
    turning_point: int | None
    """index into `replies` of the costliest one, None where none lost anything"""
    better: Line | None
    """from the turning point on: the best replies, to their ending"""
    tempting: Temptation | None
