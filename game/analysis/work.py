"""Groups of states on their way through one action: their fields, and how their meters have moved since it began.

What a chat does to a meter is a chain of steps, each kept within 0..100. Such a chain is always "add so much, then
keep within these bounds", so a group carries three numbers a meter. A comparison of a meter parts a group by where its
states started. So a group never lists its states: it holds for those that start in one rectangle of the two meters.
"""

from collections.abc import Callable

import numpy as np

from game.analysis.fields import (
    COUNTERS,
    FACTS,
    HEARD,
    HEAT,
    SHOP,
    STRIKES,
    USED,
    Column,
    Fields,
    Mask,
    Table,
    promise,
)
from game.engine.state import HEAT_PER_MOOD, HEAT_STEPS, METER_TOP
from game.story import (
    MOODS,
    PROMISE_STATES,
    All,
    Any_,
    Compare,
    Condition,
    Fact,
    Flag,
    Heard,
    MoodIs,
    Not,
    PromiseIs,
    Read,
    Used,
)

SOURCE = 0
"""Row: the number of the group from which these states come."""
SATISFACTION, STAMINA = 1, 6
"""First of five rows a meter: what is added, the least and the most it can then be, the first and last start."""
ADDED, LEAST, MOST, FIRST, LAST = range(5)


def begin(work: Table, lowest: int = 1) -> Table:
    """The groups at the beginning of an action: nothing moved, any start possible. Changes and returns the table.

    No chat goes on with a meter at 0, so the lowest start is 1.
    """
    work[SOURCE] = np.arange(work.shape[1])
    for meter in (SATISFACTION, STAMINA):
        work[meter : meter + LAST + 1] = np.array([[0], [0], [METER_TOP], [lowest], [METER_TOP]])
    return work


def move(work: Table, meter: int, by: Column | int) -> None:
    """Adds to a meter, kept within 0..100, in place."""
    work[meter + ADDED] += by
    bounds = work[meter + LEAST : meter + MOST + 1]
    # Two plain steps: `clip` takes several times as long on tables as small as these.
    np.minimum(np.maximum(bounds + by, 0), METER_TOP, out=bounds)


def suffer(work: Table, satisfaction: Column, heat: Column, stamina: Column) -> None:
    """Moves the meters, in place; whoever's heat rises a band stops feeling heard."""
    hotter = np.minimum(np.maximum(work[HEAT] + heat, 0), HEAT_STEPS - 1)
    work[HEARD] *= hotter // HEAT_PER_MOOD <= work[HEAT] // HEAT_PER_MOOD
    work[HEAT] = hotter
    move(work, SATISFACTION, satisfaction)
    move(work, STAMINA, stamina)


def at_least(work: Table, meter: int, number: int) -> tuple[Table, Table]:
    """The groups parted by whether the meter now is at least the number."""
    added, least, most = work[meter + ADDED], work[meter + LEAST], work[meter + MOST]
    cut = np.where(least >= number, 0, np.where(most < number, METER_TOP + 1, number - added))
    above, below = cut <= work[meter + LAST], cut > work[meter + FIRST]
    if not below.any():
        return work, work[:, :0]
    yes, no = work[:, above], work[:, below]
    np.maximum(yes[meter + FIRST], cut[above], out=yes[meter + FIRST])
    np.minimum(no[meter + LAST], cut[below] - 1, out=no[meter + LAST])
    return yes, no


def join(*parts: Table) -> Table:
    """Groups put side by side."""
    filled = [part for part in parts if part.shape[1]]
    if not filled:
        return parts[0]
    return filled[0] if len(filled) == 1 else np.concatenate(filled, axis=1)


class Conditions:
    """What a story's conditions mean for groups of states."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def part(self, condition: Condition, work: Table) -> tuple[Table, Table]:
        """The groups for which it holds, and those for which it does not."""
        match condition:
            case Flag(value):
                none = work[:, :0]
                return (work, none) if value else (none, work)
            case Not(part):
                yes, no = self.part(part, work)
                return no, yes
            case All(parts):
                return self._all(parts, work)
            case Any_(parts):
                no, yes = self._all(tuple(Not(part) for part in parts), work)
                return yes, no
            case Compare("satisfaction" | "stamina" as name, comparison, number):
                return _compared(work, SATISFACTION if name == "satisfaction" else STAMINA, comparison, number)
            case _:
                holds = self._holds(condition, work)
                return work[:, holds], work[:, ~holds]

    def _all(self, parts: tuple[Condition, ...], work: Table) -> tuple[Table, Table]:
        yes, failed = work, []
        for part in parts:
            yes, no = self.part(part, yes)
            failed.append(no)
        return yes, join(*failed)

    def _holds(self, condition: Condition, work: Table) -> Mask:
        match condition:
            case MoodIs(lowest, highest):
                mood: Column = work[HEAT] // HEAT_PER_MOOD
                holds: Mask = (mood >= MOODS.index(lowest)) & (mood <= MOODS.index(highest))
                return holds
            case Heard():
                return work[HEARD] == 1
            case Fact(id):
                return work[FACTS] & self._fields.fact_bits[id] != 0
            case Used(id):
                return work[USED] & self._fields.used_bits[id] != 0
            case Read():
                return np.ones(work.shape[1], dtype=np.bool_)
            case PromiseIs(id, state):
                return promise(work, self._fields.promise_places[id]) == PROMISE_STATES.index(state)
            case Compare(name, comparison, number):
                return _COMPARE[comparison](self._number(name, work), number)
        raise TypeError(condition)

    def _number(self, name: str, work: Table) -> Column:
        if name == "shop":
            return work[SHOP] * 10
        if name == "strikes":
            return work[STRIKES]
        counter, bits = self._fields.counters[name], self._fields.counter_bits[name]
        return (work[COUNTERS] >> self._fields.counter_shift[name] & (1 << bits) - 1) + counter.lowest


def _compared(work: Table, meter: int, comparison: str, number: int) -> tuple[Table, Table]:
    match comparison:
        case ">=":
            return at_least(work, meter, number)
        case ">":
            return at_least(work, meter, number + 1)
        case "<":
            return at_least(work, meter, number)[::-1]
        case "<=":
            return at_least(work, meter, number + 1)[::-1]
    above, below = at_least(work, meter, number)
    more, equal = at_least(above, meter, number + 1)
    return equal, join(below, more)


_COMPARE: dict[str, Callable[[Column, int], Mask]] = {
    ">=": np.greater_equal, "<=": np.less_equal, ">": np.greater, "<": np.less, "=": np.equal,
}  # fmt: skip
