"""The pace of a breath: step, count and fullness at any moment. Pure: the screen only keeps the time."""

from dataclasses import dataclass
from math import cos, pi
from typing import Literal

Phase = Literal["in", "sip", "out"]
SIGHING: tuple[tuple[Phase, int], ...] = (("in", 3), ("sip", 1), ("out", 8))
"""Seconds of each step of cyclic sighing: in through the nose, a second short sip on top, twice as long out."""
BREATH = float(sum(length for _, length in SIGHING))
"""Seconds of a whole breath."""
_BEFORE_SIP = 0.78
"""How full the lungs are when only the sip is missing."""


@dataclass(frozen=True)
class Breath:
    """A moment: the step, seconds left in it counted down to 1, and how full the lungs are, 0..1."""

    phase: Phase
    count: int
    fullness: float


def breath_at(seconds: float) -> Breath:
    """The moment `seconds` after the beginning of the first breath; breaths follow one another."""
    into = seconds % BREATH
    for phase, length in SIGHING:
        if into < length:
            return Breath(phase, length - int(into), _fullness(phase, into / length))
        into -= length
    return Breath("out", 1, 0.0)


def _fullness(phase: Phase, share: float) -> float:
    """Lungs fill and empty gently at both ends; the first breath in leaves room for the sip."""
    eased = (1 - cos(pi * share)) / 2
    return {"in": eased * _BEFORE_SIP, "sip": _BEFORE_SIP + (1 - _BEFORE_SIP) * eased, "out": 1 - eased}[phase]
