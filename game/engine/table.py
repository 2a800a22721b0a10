"""The emotion table: what each technique and slip does, as data.

A row holds, for the moods calm, anxious, irritated and furious, the change of (satisfaction, heat, stamina).
Satisfaction and stamina are points of 0..100; heat is on a scale of 0..100, of which `effects.cause` makes the twelve
heat steps. The values follow the directions of the evidence on service talk (validation before facts, concrete words,
options, surface acting drains); their sizes are set by hand and tuned until the balance tests hold.
"""

from typing import NamedTuple

from game.story import Slip, Technique, ThoughtKind


class Row(NamedTuple):
    """One change: points, heat of 0..100, points."""

    satisfaction: int
    heat: int
    stamina: int


Band = tuple[Row, Row, Row, Row]


def _band(*rows: tuple[int, int, int]) -> Band:
    calm, anxious, irritated, furious = (Row(*row) for row in rows)
    return calm, anxious, irritated, furious


TECHNIQUE_ROWS: dict[Technique, Band] = {
    "LISTEN": _band((2, -2, -1), (4, -6, -1), (3, -6, -2), (1, -4, -3)),
    "NAME": _band((1, 0, -1), (5, -10, -2), (6, -12, -3), (5, -14, -4)),
    "OWN": _band((1, -1, -1), (3, -5, -1), (6, -10, -2), (6, -12, -3)),
    "THANK": _band((3, -1, 0), (3, -3, 0), (2, -3, 0), (-3, 4, -1)),
    "OPTIONS": _band((5, -2, -1), (7, -8, -1), (8, -10, -1), (7, -10, -2)),
    "CONCRETE": _band((4, -1, -1), (8, -12, -1), (6, -8, -1), (4, -6, -2)),
    "EXPLAIN": _band((4, -1, -1), (5, -5, -1), (2, -2, -1), (0, 0, -2)),
    "MATCH": _band((7, -2, -1), (7, -6, -1), (-1, 2, -1), (-6, 8, -2)),
    "BOUNDARY": _band((-8, 10, -1), (-8, 10, -1), (-8, 10, -1), (-10, 12, -2)),
    "HANDOFF": _band((-1, 0, 1), (1, -2, 2), (2, -4, 4), (3, -6, 5)),
    "FOLLOW": _band((6, -4, 2), (7, -10, 2), (6, -8, 1), (4, -6, 0)),
    "RESET": _band((0, 0, 6), (0, 1, 7), (-1, 1, 8), (-1, 2, 9)),
}
"""OWN with the shop at fault; OPTIONS and EXPLAIN heard; BOUNDARY without abuse; HANDOFF warm."""

OWN_WITHOUT_FAULT = _band((0, 0, -1), (1, -2, -1), (2, -3, -2), (1, -2, -3))
OPTIONS_UNHEARD = _band((5, -2, -1), (4, -2, -1), (1, 2, -2), (-4, 8, -3))
EXPLAIN_UNHEARD = _band((4, -1, -1), (3, 0, -1), (-4, 6, -2), (-8, 10, -3))
BOUNDARY_ON_ABUSE = _band((0, -2, 2), (0, -2, 2), (-1, -4, 3), (-1, -8, 4))
HANDOFF_COLD = _band((-4, 4, 1), (-6, 6, 1), (-6, 8, 2), (-8, 10, 2))

SLIP_ROWS: dict[Slip, Band] = {
    "RUSH": _band((-1, 1, 0), (-2, 3, 0), (-3, 6, -1), (-5, 9, -2)),
    "TEMPLATE": _band((0, 0, 1), (-3, 3, 1), (-6, 8, 1), (-10, 14, 0)),
    "ARGUE": _band((-6, 8, -2), (-8, 12, -3), (-12, 16, -5), (-16, 20, -8)),
    "OVERPROMISE": _band((5, -2, 0), (10, -14, 1), (9, -12, 1), (8, -12, 1)),
    "OVERPAY": _band((2, 0, 0), (3, -2, 0), (5, -6, 0), (6, -8, 0)),
    "PUSH": _band((-4, 4, 0), (-8, 10, 0), (-10, 12, -1), (-14, 16, -2)),
    "MASK": _band((1, 0, -4), (1, -1, -6), (1, -1, -9), (1, -2, -12)),
    "BREACH": _band((0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)),
}

OVERPAY_TO_PRINCIPLED = Row(-4, 0, 0)
OVERPAY_TO_OPPORTUNIST = Row(0, 8, 0)
"""Easy money invites a new demand: one step of heat."""

COLD_ROWS = _band((-5, 8, 0), (-6, 10, 0), (-8, 10, 0), (-10, 12, 0))
"""A gap of more than three story minutes that was not announced."""

INSULT_COST = (0, 0, 6, 8)
"""Stamina points by mood; half, rounded up, when the insult answers a BOUNDARY."""

PROMISE_KEPT = Row(8, -8, 2)
PROMISE_SLIPS = Row(-3, 4, 0)
PROMISE_BROKEN = Row(-20, 25, -6)

SPENT = Row(-2, 3, 0)
"""What a softening technique does once such words are used up."""

EMOJI_IN_ANGER = Row(-2, 3, 0)

CARE_STAMINA = {"breathe": 6, "ask": 5}
THOUGHT_STAMINA: dict[ThoughtKind, int] = {"perspective": 5, "reappraise": 4, "distract": 2, "suppress": -1}
STEADYING_THOUGHTS: frozenset[ThoughtKind] = frozenset(("perspective", "reappraise"))
CARE_MINUTES = {"breathe": 1, "reframe": 1, "ask": 2}

SOFTENING: frozenset[Technique] = frozenset(("NAME", "OWN", "THANK"))
"""Techniques that wear out: full the first time, half twice, then they grate (the seven-second rule)."""

SHOP_COST_STEPS: dict[Slip, int] = {"OVERPAY": 2, "BREACH": 1}
"""What a slip costs the shop at once, in steps of ten points."""
BROKEN_PROMISE_SHOP_STEPS = 1
