"""The score of a finished chat, with its sum: every number can be asked why."""

import math
from dataclasses import dataclass
from fractions import Fraction

from game.engine.state import State
from game.story import Grade, Story

GRADE_POINTS: dict[Grade, int] = {"best": 100, "good": 75, "mixed": 40, "bad": 0}
WEIGHTS = {"customer": 40, "stamina": 25, "compliance": 20, "shop": 15}
"""Percent."""
STRIKE_POINTS = 50
HEADROOM = 40
"""The weighted mean may lie at most this far above the lowest part: nobody wins by burning out or buying peace."""
STRIKE_CAP = 600


@dataclass(frozen=True, slots=True)
class Parts:
    """The four parts, each 0..100 (customer in halves)."""

    customer: Fraction
    stamina: int
    compliance: int
    shop: int

    @property
    def values(self) -> dict[str, Fraction]:
        """The parts by name, in their fixed order."""
        return {name: Fraction(getattr(self, name)) for name in WEIGHTS}


@dataclass(frozen=True, slots=True)
class Score:
    """A score 0..1000 and the steps by which it was reached."""

    total: int
    parts: Parts
    weighted: Fraction
    """The weighted mean of the parts, 0..100."""
    ceiling: Fraction
    """The lowest part plus the headroom."""
    struck: bool
    """The cap for strikes applied."""


def score(story: Story, state: State) -> Score:
    """The score of a finished chat. Raises ValueError while it runs."""
    if state.ending is None:
        raise ValueError("a chat has a score only when it has ended")
    return score_of(state, story.ending(state.ending).grade)


def score_of(state: State, grade: Grade) -> Score:
    """The score that a state would have under an ending of that grade."""
    parts = Parts(
        customer=Fraction(state.satisfaction + GRADE_POINTS[grade], 2),
        stamina=state.stamina,
        compliance=100 - STRIKE_POINTS * state.strikes,
        shop=state.shop * 10,
    )
    weighted = sum((parts.values[name] * weight for name, weight in WEIGHTS.items()), Fraction(0)) / 100
    ceiling = min(parts.values.values()) + HEADROOM
    total = math.floor(10 * min(weighted, ceiling) + Fraction(1, 2))
    struck = state.strikes > 0 and total > STRIKE_CAP
    return Score(STRIKE_CAP if struck else total, parts, weighted, ceiling, struck)
