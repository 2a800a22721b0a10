"""The pace of a breath: step, count and fullness at any moment. Pure: the screen only keeps the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

Phase = Literal["in", "hold", "out"]
CALMING: tuple[tuple[Phase, int], ...] = (("in", 4), ("hold", 2), ("out", 6))
"""Seconds of each step: out longer than in, five breaths a minute."""


@dataclass(frozen=True)
class Breath:
    """A moment: the step, seconds left in it counted down to 1, and how full the lungs are, 0..1."""

    phase: Phase
    count: int
    fullness: float


def breath_at(seconds: float, pattern: Sequence[tuple[Phase, int]] = CALMING) -> Breath:
    """The moment `seconds` after the beginning of the first breath; the pattern repeats."""
    into = seconds % sum(length for _, length in pattern)
    for phase, length in pattern:
        if into < length:
            return Breath(phase, length - int(into), _fullness(phase, into / length))
        into -= length
    return Breath(pattern[-1][0], 1, 0.0)


def _fullness(phase: Phase, share: float) -> float:
    """Lungs fill and empty gently at both ends."""
    eased = (1 - cos(pi * share)) / 2
    return {"in": eased, "hold": 1.0, "out": 1 - eased}[phase]
