"""What is settled for good at some moment of a chat, and what conditions still read then.

Facts and replies taken are never undone, strikes only grow, and the shop's money only shrinks where no reply wins any
back. So some parts of conditions have their last answer long before they are read, and with it others need no reading.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from game.analysis.fields import FACTS, METERS, SHOP, STRIKES, USED, Column, Fields, Table
from game.engine.conditions import conditions_of, leaves
from game.engine.state import SHOP_STEPS, STRIKES_TOP
from game.story import All, Any_, Compare, Condition, Fact, Flag, Not, Story, Used

MOST_BITS = 8
"""Facts and replies that are looked at; each can double what has to be thought through."""
Leaves = frozenset[Condition]
"""Parts of conditions that hold no other."""


class Known(NamedTuple):
    """What is settled for good."""

    firm: Mapping[Condition, bool]
    """leaves about what is remembered all through a chat: strikes, the shop, facts that no reply sets"""
    held: Leaves
    """other facts set, and replies taken"""


class Reading(NamedTuple):
    """What is read of a condition."""

    answer: bool | None
    """None where it is not settled"""
    leaves: Leaves


class Knowledge:
    """What is settled in groups of states, as one small number for each."""

    def __init__(self, story: Story, fields: Fields) -> None:
        facts = [(Fact(id), FACTS, bit) for id, bit in fields.fact_bits.items()]
        used = [(Used(id), USED, bit) for id, bit in fields.used_bits.items()]
        self._bits = (facts + used)[:MOST_BITS]
        self.bits: Leaves = frozenset(leaf for leaf, _, _ in self._bits)
        """Facts and replies of which it is known, once they are set, that they are."""
        set_later = {Fact(id) for choice in story.choices.values() for id in choice.sets}
        self.constant: Leaves = frozenset(leaf for leaf in self.bits - set_later if isinstance(leaf, Fact))
        """Those of them that a deal has or has not: no reply sets them. To remember them all through costs nothing."""
        asked = [leaf for condition in conditions_of(story) for leaf in leaves(condition)]
        compared = [leaf for leaf in asked if isinstance(leaf, Compare)]
        grows = any(choice.effect.shop > 0 for choice in story.choices.values())
        self._strikes = _Bands("strikes", [range(n, STRIKES_TOP + 1) for n in range(STRIKES_TOP + 1)], compared)
        shop = [range(SHOP_STEPS + 1) if grows else range(n + 1) for n in range(SHOP_STEPS + 1)]
        self._shop = _Bands("shop", [[10 * step for step in steps] for steps in shop], compared)
        self.size = (len(self._strikes.settled) * len(self._shop.settled)) << len(self._bits)
        """How many numbers there are."""

    def of(self, kept: Table) -> Column:
        """The number of what is settled in each column of fields (without rows for the meters)."""
        bands = self._strikes.number[kept[STRIKES - METERS]] * len(self._shop.settled)
        key: Column = bands + self._shop.number[kept[SHOP - METERS]] << len(self._bits)
        for place, (_, row, bit) in enumerate(self._bits):
            key |= (kept[row - METERS] & bit != 0) << place
        return key

    def known(self, number: int) -> Known:
        """What a number stands for."""
        strikes, shop = divmod(number >> len(self._bits), len(self._shop.settled))
        answers: dict[Condition, bool] = {
            leaf: bool(number >> place & 1) for place, (leaf, _, _) in enumerate(self._bits)
        }
        firm = {leaf: answers[leaf] for leaf in self.constant}
        firm |= self._strikes.settled[strikes] | self._shop.settled[shop]
        return Known(firm, frozenset(leaf for leaf, holds in answers.items() if holds) - self.constant)


class _Bands:
    """Values of a number from which on the same comparisons are settled; `to_come` says what each can still become."""

    def __init__(self, name: str, to_come: list[list[int]] | list[range], compared: list[Compare]) -> None:
        mine = dict.fromkeys(leaf for leaf in compared if leaf.name == name)
        answers = [{leaf: {_holds(leaf, value) for value in values} for leaf in mine} for values in to_come]
        told: list[dict[Condition, bool]] = [
            {leaf: both.pop() for leaf, both in found.items() if len(both) == 1} for found in answers
        ]
        self.settled = [found for place, found in enumerate(told) if found not in told[:place]]
        self.number = np.array([self.settled.index(found) for found in told])


def _holds(leaf: Compare, value: int) -> bool:
    match leaf.comparison:
        case ">=":
            return value >= leaf.number
        case "<=":
            return value <= leaf.number
        case ">":
            return value > leaf.number
        case "<":
            return value < leaf.number
    return value == leaf.number


def left_of(condition: Condition, firm: Mapping[Condition, bool]) -> Condition:
    """What is left of a condition once all that is firm has been put in."""
    match condition:
        case Not(part):
            left = left_of(part, firm)
            return Flag(not left.value) if isinstance(left, Flag) else Not(left)
        case All(parts):
            return _joined(All, tuple(left_of(part, firm) for part in parts))
        case Any_(parts):
            return _joined(Any_, tuple(left_of(part, firm) for part in parts))
    return Flag(firm[condition]) if condition in firm else condition


def _joined(kind: type[All] | type[Any_], parts: tuple[Condition, ...]) -> Condition:
    decisive = Flag(kind is Any_)
    if decisive in parts:
        return decisive
    open_ = tuple(part for part in parts if not isinstance(part, Flag))
    return kind(open_) if open_ else Flag(kind is All)


class Settled(NamedTuple):
    """Leaves that are settled where a condition is read.

    Those of `bits` count as read even where others answer without them: what is settled is told from them, so whether
    they are remembered must not hang on what is settled.
    """

    held: Leaves
    failed: Leaves
    bits: Leaves

    def reading(self, condition: Condition) -> Reading:
        """What is read of a condition in which nothing firm is left."""
        match condition:
            case Flag(value):
                return Reading(value, frozenset())
            case Not(part):
                answer, found = self.reading(part)
                return Reading(None if answer is None else not answer, found)
            case All(parts):
                return self._together(parts, False)
            case Any_(parts):
                return self._together(parts, True)
        answer = True if condition in self.held else False if condition in self.failed else None
        return Reading(answer, frozenset((condition,)))

    def _together(self, parts: tuple[Condition, ...], decisive: bool) -> Reading:
        """Parts of which a single one can decide."""
        readings = [self.reading(part) for part in parts]
        found = frozenset[Condition]().union(*(part.leaves for part in readings))
        deciding = [part.leaves for part in readings if part.answer is decisive]
        if deciding:
            return Reading(decisive, (found & self.bits).union(*deciding))
        return Reading(None if any(part.answer is None for part in readings) else not decisive, found)
