"""The pace of a breath: step, count and fullness at any moment. Pure: the screen only keeps the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

Phase = Literal["in", "sip", "hold", "out"]
CALMING: tuple[tuple[Phase, int], ...] = (("in", 4), ("hold", 2), ("out", 6))
"""Seconds of each step: out longer than in, five breaths a minute."""
SIGHING: tuple[tuple[Phase, int], ...] = (("in", 3), ("sip", 1), ("out", 8))
"""Cyclic sighing: in through the nose, a second short sip on top, twice as long out."""
_BEFORE_SIP = 0.78
"""How full the lungs are when only the sip is missing."""


@dataclass(frozen=True)
class Breath:
    """A moment: the step, seconds left in it counted down to 1, and how full the lungs are, 0..1."""

    phase: Phase
    count: int
    fullness: float


def breath_at(seconds: float, pattern: Sequence[tuple[Phase, int]] = CALMING) -> Breath:
    """The moment `seconds` after the beginning of the first breath; the pattern repeats."""
    into = seconds % sum(length for _, length in pattern)
    top = _BEFORE_SIP if any(phase == "sip" for phase, _ in pattern) else 1.0
    for phase, length in pattern:
        if into < length:
            return Breath(phase, length - int(into), _fullness(phase, into / length, top))
        into -= length
    return Breath(pattern[-1][0], 1, 0.0)


def _fullness(phase: Phase, share: float, top: float) -> float:
    """Lungs fill and empty gently at both ends; the first breath in fills them up to `top`."""
    eased = (1 - cos(pi * share)) / 2
    return {"in": eased * top, "sip": top + (1 - top) * eased, "hold": 1.0, "out": 1 - eased}[phase]
