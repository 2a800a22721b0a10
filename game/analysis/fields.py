"""The parts of a state besides the two meters, as rows of a table of numbers: one column for each group of states.

A group holds every state of a scene that agrees in all of these; which values of satisfaction and stamina occur
with it is kept as a tile of bits (see `tiles`).
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from game.engine.conditions import conditions_of, leaves, tracked_choices
from game.engine.prepare import OPEN
from game.engine.state import State
from game.story import Fact, Story

Table = NDArray[np.int64]
"""One row a field, one column a group of states."""
Column = NDArray[np.int64]
Mask = NDArray[np.bool_]

METERS = 11
"""The first rows tell of the meters (see `work`); the fields stand below them."""
FIELDS = 14
ROWS = METERS + FIELDS
HEAT, HEARD, MINUTES, ANNOUNCED, STRIKES, SHOP, SOFT, MASKED, FRESH, CARE, FACTS, PROMISES, COUNTERS, USED = range(
    METERS, ROWS
)
_PLAIN = ("heat", "heard", "minutes", "announced", "strikes", "shop", "soft", "mask", "fresh", "care")
_PLAIN_WIDTHS = (4, 1, 3, 1, 2, 4, 2, 2, 1, 3)
PROMISE_BITS = 2
WIDEST = 63
"""Bits in which what must be remembered in one scene has to fit."""


class TooWideError(Exception):
    """A scene has to remember more than fits in 63 bits, so the story cannot be solved."""


class Fields:
    """How the parts of one story's states become numbers."""

    def __init__(self, story: Story) -> None:
        asked = {leaf.id for condition in conditions_of(story) for leaf in leaves(condition) if isinstance(leaf, Fact)}
        tracked = [id for id in story.facts if id in asked]
        self._declared = {id: 1 << place for place, id in enumerate(story.facts)}
        self.fact_bits: Mapping[str, int] = {id: 1 << place for place, id in enumerate(tracked)}
        self.used_bits: Mapping[str, int] = {id: 1 << place for place, id in enumerate(tracked_choices(story))}
        self.promise_places: Mapping[str, int] = {id: place for place, id in enumerate(story.promises)}
        self.counter_shift: dict[str, int] = {}
        self.counter_bits: dict[str, int] = {}
        self.counters = {counter.id: counter for counter in story.counters}
        shift = 0
        for counter in story.counters:
            self.counter_shift[counter.id] = shift
            self.counter_bits[counter.id] = (counter.highest - counter.lowest).bit_length()
            shift += self.counter_bits[counter.id]
        widths = (len(tracked), PROMISE_BITS * len(story.promises), shift, len(self.used_bits))
        if max(widths) >= WIDEST:
            raise TooWideError(story.id)
        self.full = tuple((1 << width) - 1 for width in (*_PLAIN_WIDTHS, *widths))
        """Every bit of every field, in the order of the rows."""

    def facts(self, ids: Iterable[str]) -> int:
        """The bits of those facts that some condition reads."""
        return sum(self.fact_bits.get(id, 0) for id in set(ids))

    def column(self, state: State) -> Column:
        """A state of the engine as a column of ROWS numbers; those of the meters are 0."""
        values = [0] * METERS + [int(getattr(state, name)) for name in _PLAIN]
        values.append(sum(bit for id, bit in self.fact_bits.items() if state.facts & self._declared[id]))
        values.append(sum(value << PROMISE_BITS * place for place, value in enumerate(state.promises)))
        numbers = zip(state.counters, self.counters.values(), strict=True)
        values.append(sum(value - counter.lowest << self.counter_shift[counter.id] for value, counter in numbers))
        values.append(state.used)
        return np.array(values, dtype=np.int64)


def open_promise(table: Table, place: int) -> Mask:
    """For each group, whether a promise is open."""
    open_: Mask = promise(table, place) == OPEN
    return open_


def promise(table: Table, place: int) -> Column:
    """How a promise stands, as an index into PROMISE_STATES."""
    return table[PROMISES] >> PROMISE_BITS * place & (1 << PROMISE_BITS) - 1


def settle_promise(table: Table, place: int, state: int, where: Mask | bool = True) -> None:
    """Lets a promise stand so, in place, for the groups where it shall."""
    shift = PROMISE_BITS * place
    settled = table[PROMISES] & ~((1 << PROMISE_BITS) - 1 << shift) | state << shift
    table[PROMISES] = np.where(where, settled, table[PROMISES])
