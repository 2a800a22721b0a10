"""What a reply does to the meters: the table, the traits of the customer and the rules that weigh them.

Order of the rules: each technique in the order written (OPTIONS after NAME is heard), with its own factors; then the
factors of the whole reply; then the flat points; one rounding per meter at the very end, halves towards harm.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from game.engine import table
from game.engine.outcome import Cause
from game.engine.state import MASK_TOP, SOFT_TOP
from game.story import MOODS, Slip, Technique, Trait

HALF = Fraction(1, 2)
CONCRETE_FACTOR = Fraction(5, 4)
TIRED_FACTOR = Fraction(5, 4)
HEATING_UNIT, COOLING_UNIT = 8, 10
"""How much of a row's heat makes one of the twelve steps. Anger goes more slowly than it comes."""
IRRITATED = MOODS.index("irritated")


@dataclass(frozen=True, slots=True)
class ReplyTraits:
    """What the rules read of a reply: the keys the writer set, where it stands, and to whom it is said."""

    uses: tuple[Technique, ...]
    slip: Slip | None
    concrete: bool
    warm: bool
    emoji: bool
    cold: bool
    about: Trait | None
    opening: bool
    """It stands in the scene that opens the chat."""
    middle: bool
    """It stands in act 2."""
    closing: bool
    """It ends the chat."""
    customer: tuple[Trait, ...]
    satisfaction: int
    heat: int
    stamina: int
    """The story's own `effect`: satisfaction, heat in steps, stamina."""


class Context(NamedTuple):
    """What the rules read of the moment."""

    mood: int
    heard: bool
    soft: int
    mask: int
    fresh: bool
    tired: bool
    at_fault: bool
    abuse: bool
    kept: int = 0
    """Open promises that the reply keeps; likewise broken, or said to slip."""
    broken: int = 0
    slipped: int = 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """The rounded change of a reply with its reasons. Heat in steps."""

    satisfaction: int
    heat: int
    stamina: int
    heard: bool
    """The reply makes the customer feel heard (unless heat rises a band)."""
    causes: tuple[Cause, ...]


def weigh(reply: ReplyTraits, context: Context) -> Weighed:
    """What a reply does in a moment, before the bounds 0..100 and 0..11."""
    acts, heard = _techniques(reply, context)
    acts.append(_slip(reply, context))
    causes = [cause for act in acts for cause in act]
    causes += _concrete(acts) if reply.concrete else []
    causes += _tired(causes) if context.tired else []
    causes += _flat(reply, context)
    return Weighed(*rounded(causes), heard=heard, causes=tuple(causes))


def rounded(causes: Iterable[Cause]) -> tuple[int, int, int]:
    """What causes come to together: satisfaction, heat in steps, stamina; each rounded once, halves towards harm."""
    satisfaction, heat, stamina = _sum(causes)
    return _down(satisfaction), -_down(-heat), _down(stamina)


def _sum(causes: Iterable[Cause]) -> tuple[Fraction, Fraction, Fraction]:
    satisfaction = heat = stamina = Fraction(0)
    for part in causes:
        satisfaction, heat, stamina = satisfaction + part.satisfaction, heat + part.heat, stamina + part.stamina
    return satisfaction, heat, stamina


def _down(value: Fraction) -> int:
    """Rounded to the nearest, halves down: towards harm for satisfaction and stamina."""
    return math.ceil(value - HALF)


def cause(code: str, row: tuple[int, int, int], times: Fraction = Fraction(1)) -> Cause:
    """A table row as a cause; the factor weighs what it does to the customer, not what it costs the agent."""
    unit = HEATING_UNIT if row[1] > 0 else COOLING_UNIT
    return Cause(code, row[0] * times, Fraction(row[1], unit) * times, Fraction(row[2]))


def _techniques(reply: ReplyTraits, context: Context) -> tuple[list[list[Cause]], bool]:
    """The causes of each technique by itself, and whether the customer feels heard after them."""
    acts: list[list[Cause]] = []
    heard = context.heard
    for technique in reply.uses:
        acts.append(_technique(technique, reply, context, heard))
        heard = heard or technique == "NAME" or (technique == "LISTEN" and reply.concrete)
    return acts, heard


def _technique(technique: Technique, reply: ReplyTraits, context: Context, heard: bool) -> list[Cause]:
    if technique in table.SOFTENING and context.soft >= SOFT_TOP:
        return [cause("spent", table.SPENT)]
    row = _row(technique, reply, context, heard)
    causes = [cause(technique, row)]
    worn = technique in table.SOFTENING and context.soft > 0
    if worn:
        causes.append(cause("spent", (row.satisfaction, row.heat, 0), -HALF))
    if context.fresh and technique in ("NAME", "OWN") and row.stamina < 0:
        causes.append(Cause("fresh", stamina=-row.stamina * HALF))
    return causes + _trait(technique, reply, row, HALF if worn else Fraction(1))


def _row(technique: Technique, reply: ReplyTraits, context: Context, heard: bool) -> table.Row:
    band = table.TECHNIQUE_ROWS[technique]
    if technique == "OWN" and not context.at_fault:
        band = table.OWN_WITHOUT_FAULT
    elif technique == "OPTIONS" and not heard:
        band = table.OPTIONS_UNHEARD
    elif technique == "EXPLAIN" and not heard:
        band = table.EXPLAIN_UNHEARD
    elif technique == "BOUNDARY" and context.abuse:
        band = table.BOUNDARY_ON_ABUSE
    elif technique == "HANDOFF" and reply.cold:
        band = table.HANDOFF_COLD
    return band[context.mood]


def _trait(technique: Technique, reply: ReplyTraits, row: table.Row, left: Fraction) -> list[Cause]:
    """What the customer's nature adds to a technique of which so much is left."""
    doubled = (
        (technique == "OPTIONS" and reply.about == "price" and "price" in reply.customer)
        or (technique in ("EXPLAIN", "MATCH") and reply.about == "quality" and "quality" in reply.customer)
        or (technique == "LISTEN" and "talkative" in reply.customer)
    )
    if doubled:
        return [cause("trait", (row.satisfaction, row.heat, 0), left)]
    if technique == "NAME" and "terse" in reply.customer:
        return [cause("trait", (row.satisfaction, row.heat, 0), -HALF * left)]
    return []


def _slip(reply: ReplyTraits, context: Context) -> list[Cause]:
    if reply.slip is None:
        return []
    row = table.SLIP_ROWS[reply.slip][context.mood]
    if reply.slip == "OVERPAY" and "principled" in reply.customer:
        row = table.OVERPAY_TO_PRINCIPLED
    elif reply.slip == "OVERPAY" and "opportunist" in reply.customer:
        row = table.OVERPAY_TO_OPPORTUNIST
    causes = [cause(reply.slip, row)]
    if reply.slip == "MASK" and context.mask:
        causes.append(Cause("mask_streak", stamina=Fraction(-2 * min(context.mask, MASK_TOP))))
    return causes


def _concrete(acts: list[list[Cause]]) -> list[Cause]:
    """Concrete words make what helps help more, technique by technique; what hurts stays as it is."""
    more = CONCRETE_FACTOR - 1
    helping = [_sum(act) for act in acts]
    satisfaction = sum((max(act[0], Fraction(0)) for act in helping), Fraction(0)) * more
    heat = sum((min(act[1], Fraction(0)) for act in helping), Fraction(0)) * more
    return [Cause("concrete", satisfaction, heat)] if satisfaction or heat else []


def _tired(causes: list[Cause]) -> list[Cause]:
    """A tired agent pays a quarter more for a reply, and one point more at least."""
    cost = _sum(causes)[2]
    return [Cause("tired", stamina=min(cost * TIRED_FACTOR, cost - 1) - cost)] if cost < 0 else []


def _flat(reply: ReplyTraits, context: Context) -> list[Cause]:
    found: list[Cause] = []
    if reply.opening and not reply.warm:
        found.append(cause("bookend_cold", (-1, 0, 0)))
    if reply.middle and reply.warm:
        found.append(cause("bookend_filler", (-1, 0, 0)))
    if reply.closing:
        found.append(cause("bookend_goodbye", (2, 0, 0)) if reply.warm else cause("bookend_cold", (-1, 0, 0)))
    if reply.emoji and context.mood >= IRRITATED:
        found.append(cause("emoji", table.EMOJI_IN_ANGER))
    found += [cause("promise_kept", table.PROMISE_KEPT)] * context.kept
    found += [cause("promise_broken", table.PROMISE_BROKEN)] * context.broken
    found += [cause("promise_slips", table.PROMISE_SLIPS)] * context.slipped
    if reply.satisfaction or reply.heat or reply.stamina:
        found.append(Cause("effect", *map(Fraction, (reply.satisfaction, reply.heat, reply.stamina))))
    return found
