"""What a chat can still come to read from each scene on, given what is settled for good."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.analysis.fields import (
    ANNOUNCED,
    CARE,
    COUNTERS,
    FACTS,
    FRESH,
    HEARD,
    HEAT,
    MASKED,
    METERS,
    MINUTES,
    PROMISE_BITS,
    PROMISES,
    ROWS,
    SHOP,
    SOFT,
    STRIKES,
    USED,
    Fields,
)
from game.analysis.knowledge import Knowledge, Known, Leaves, Settled, left_of
from game.engine.conditions import leaves
from game.engine.table import SOFTENING
from game.story import END, Choice, Compare, Condition, Fact, Flag, Heard, MoodIs, PromiseIs, Scene, Story, Used

MANY = 2
"""Soft replies still to come that stand for any number: with two to come each of the numbers so far tells."""
_PROMISE = (1 << PROMISE_BITS) - 1
_PLACE = 64
"""Bits between the fields of a set of bits, which is one number: so two sets are joined at once."""
Bits = int
"""Bits of fields: those of row r of a table stand from (r - METERS) * 64 on."""


@dataclass(slots=True)
class _Stop:
    """What one scene reads, and where it leads."""

    coming: Bits = 0
    """read on the way in"""
    here: Bits = 0
    """read while standing there"""
    own: Bits = 0
    """read there of what no action carries along into another scene"""
    ways: tuple[tuple[bool, frozenset[str]], ...] = ()
    """by action: does it use soft words, and where can it lead"""


class Ahead:
    """What can be read in the scenes of a story while certain things are settled."""

    def __init__(self, story: Story, fields: Fields, knowledge: Knowledge, known: Known) -> None:
        self._story, self._fields, self._known = story, fields, known
        self._bits = knowledge.bits
        self._constant = self._of(knowledge.constant)
        self._stops = {id: self._stop(scene) for id, scene in story.scenes.items()}
        self._stops[END] = _Stop(coming=self._endings())
        self._soft = dict.fromkeys(self._stops, 0)
        while True:
            counts = {id: self._soft_along(self._stops[id]) for id in self._stops}
            if counts == self._soft:
                break
            self._soft = counts

    def read(self, scene: Scene, unheard: bool) -> tuple[tuple[int, ...], int]:
        """For each field the bits that matter to who stands in a scene, whether she feels heard or not.

        And how many soft replies the longest way on can hold; MANY stands for more, as for any round.
        """
        here = self._stop(scene, unheard) if unheard else self._stops[scene.id]
        after = self._after(here)
        soft = self._soft_along(here)
        found = self._constant | self._always() | here.here | here.own
        for id in after:
            found |= self._stops[id].coming | self._stops[id].here
        if any(self._cares(id) for id in (scene.id, *after)):
            found |= self._full(CARE)
        if soft:
            found |= self._full(SOFT)
        return tuple(found >> _PLACE * row & (1 << _PLACE) - 1 for row in range(ROWS - METERS)), soft

    def is_closing(self, scene: Scene) -> bool:
        """Does every reply here end the chat, and nothing after the reply read or move the heat?"""
        lines = [line for choice in scene.choices for line in choice.reply]
        conditions = [line.when for line in lines] + [ending.when for ending in self._story.endings]
        asked = any(isinstance(leaf, MoodIs | Heard) for condition in conditions for leaf in leaves(condition))
        targets = frozenset[str]().union(*(to for _, to in self._stops[scene.id].ways))
        return targets == {END} and not (scene.care or asked or any(line.insult for line in lines))

    def _always(self) -> Bits:
        return self._full(HEAT) | self._full(STRIKES) | self._full(SHOP)

    def _cares(self, id: str) -> bool:
        return id != END and self._story.scenes[id].care and bool(self._story.scenes[id].choices)

    def _after(self, here: _Stop) -> list[str]:
        """All that can follow; the scene itself where it can come back."""
        found: dict[str, None] = {}
        todo = [here]
        while todo:
            for _, targets in todo.pop().ways:
                new = targets - found.keys()
                found |= dict.fromkeys(new)
                todo += [self._stops[id] for id in new]
        return list(found)

    def _soft_along(self, stop: _Stop) -> int:
        ways = (soft + max(map(self._soft.__getitem__, to), default=0) for soft, to in stop.ways)
        return min(max(ways, default=0), MANY)

    # What is read where

    def _stop(self, scene: Scene, unheard: bool = False) -> _Stop:
        """`unheard`: who stands there knows that she does not feel heard. No care makes her feel so."""
        stop = _Stop(coming=self._promises(scene.breaks))
        for line in scene.say:
            stop.coming |= self._ask(line.when)[1]
        if not scene.choices:
            targets, found = self._routes(scene)
            stop.coming |= found
            stop.ways = ((False, targets),)
            return stop
        stop.here = self._ask(scene.abuse)[1]
        stop.own = (self._full(MINUTES) | self._full(ANNOUNCED)) * scene.care
        stop.ways = tuple(self._ways(scene, stop, frozenset((Heard(),)) if unheard else frozenset()))
        return stop

    def _ways(self, scene: Scene, stop: _Stop, failed: Leaves) -> Iterator[tuple[bool, frozenset[str]]]:
        for choice in scene.choices:
            shown, read = self._ask(choice.when, failed)
            stop.here |= read
            if choice.once:
                stop.here |= self._of((Used(choice.id),))
            if shown is False or (choice.once and Used(choice.id) in self._known.held):
                continue
            sendable, read = self._ask(choice.needs, failed)
            stop.here |= read
            stop.own |= self._full(FRESH) * choice.demanding
            if sendable is not False:
                targets, read = self._taken(scene, choice)
                stop.here |= read
                stop.own |= self._full(FRESH) * bool({"NAME", "OWN"} & set(choice.uses))
                stop.own |= self._full(MASKED) * (choice.slip == "MASK")
                yield bool(SOFTENING & set(choice.uses)), targets

    def _taken(self, scene: Scene, choice: Choice) -> tuple[frozenset[str], Bits]:
        """Where a reply can lead, and what is read on the way there."""
        acts = choice.promises
        found = self._promises((*acts.keeps, *acts.breaks, *acts.slips))
        found |= self._full(HEARD) * bool({"OPTIONS", "EXPLAIN"} & set(choice.uses))
        conditions = [line.when for line in choice.reply]
        if "OWN" in choice.uses:
            conditions.append(self._story.at_fault if choice.at_fault is None else choice.at_fault)
        for condition in conditions:
            found |= self._ask(condition)[1]
        targets, read = self._routes(scene) if choice.go is None else (frozenset((choice.go,)), 0)
        return targets, found | read

    def _routes(self, scene: Scene) -> tuple[frozenset[str], Bits]:
        targets, found = set(), 0
        for route in scene.next:
            taken, read = self._ask(route.when)
            found |= read
            if taken is not False:
                targets.add(route.to)
            if taken:
                break
        return frozenset(targets), found

    def _endings(self) -> Bits:
        found = 0
        for ending in self._story.own_endings:
            won, read = self._ask(ending.when)
            found |= read
            if won:
                break
        return found

    def _ask(self, condition: Condition, failed: Leaves = frozenset()) -> tuple[bool | None, Bits]:
        if isinstance(condition, Flag):
            return condition.value, 0
        settled = Settled(self._known.held, failed, self._bits)
        answer, read = settled.reading(left_of(condition, self._known.firm))
        return answer, self._of(read)

    # Bits

    def _of(self, read: Iterable[Condition]) -> Bits:
        found = 0
        for leaf in read:
            match leaf:
                case Fact(id):
                    found |= self._fields.fact_bits.get(id, 0) << _PLACE * (FACTS - METERS)
                case Used(id):
                    found |= self._fields.used_bits[id] << _PLACE * (USED - METERS)
                case Heard():
                    found |= self._full(HEARD)
                case PromiseIs(id):
                    found |= self._promises((id,))
                case Compare(name) if name in self._fields.counters:
                    mask = (1 << self._fields.counter_bits[name]) - 1
                    found |= mask << self._fields.counter_shift[name] + _PLACE * (COUNTERS - METERS)
        return found

    def _promises(self, ids: Iterable[str]) -> Bits:
        places = (self._fields.promise_places[id] for id in ids)
        return sum({_PROMISE << PROMISE_BITS * place for place in places}) << _PLACE * (PROMISES - METERS)

    def _full(self, row: int) -> Bits:
        return self._fields.full[row - METERS] << _PLACE * (row - METERS)
