"""Every action of a scene, taken by all groups of states at once: the engine's rules over columns.

The weights come from the engine's own `weigh` and its table; the order of things follows `engine.chat`. That both agree
state for state is what the tests with the reference solver show.
"""

from fractions import Fraction
from functools import lru_cache

import numpy as np

from game.analysis.cards import unopened
from game.analysis.fields import (
    ANNOUNCED,
    CARE,
    COUNTERS,
    FACTS,
    FRESH,
    HEARD,
    HEAT,
    MASKED,
    MINUTES,
    ROWS,
    SHOP,
    SOFT,
    STRIKES,
    USED,
    Column,
    Fields,
    Table,
    open_promise,
    settle_promise,
)  # fmt: skip
from game.analysis.onward import Moves, Onward
from game.analysis.work import SATISFACTION, STAMINA, at_least, join, move, suffer
from game.engine import table as rules
from game.engine.conditions import leaves
from game.engine.effects import Context, cause, rounded
from game.engine.outcome import Cause
from game.engine.prepare import BROKEN, KEPT, OPEN, ReadyChoice, prepare
from game.engine.state import (
    CARE_KINDS,
    EXHAUSTED_BELOW,
    HEAT_PER_MOOD,
    HEAT_STEPS,
    MASK_TOP,
    MINUTES_TOP,
    SHOP_STEPS,
    SOFT_TOP,
    STRIKES_TOP,
    TIRED_BELOW,
)  # fmt: skip
from game.story import MOODS, Choice, Condition, Flag, Read, Scene, Story

UNREAD = ".unread"
"""Ends the address under which it is noted that a reply is locked to who has opened no card."""


class Mover:
    """The actions of one story."""

    def __init__(self, story: Story, fields: Fields) -> None:
        self._story = story
        self._ready = prepare(story)
        self._fields = fields
        self._onward = Onward(story, fields)
        self._thoughts = {thought.kind: thought.id for thought in reversed(list(story.thoughts.values()))}

    def all(self, scene: Scene, work: Table) -> list[Moves]:
        """Every action that can be open in a scene, taken from these groups."""
        found = [self._reply(scene, ready, work) for ready in self._ready.scenes[scene.id].choices.values()]
        if scene.care and scene.choices:
            found += [self._care(scene, "breathe", rules.CARE_STAMINA["breathe"], 1, work)]
            for kind, id in self._thoughts.items():
                steadies = int(kind in rules.STEADYING_THOUGHTS)
                found.append(self._care(scene, f"reframe:{id}", rules.THOUGHT_STAMINA[kind], steadies, work))
            found += [self._care(scene, "ask", rules.CARE_STAMINA["ask"], 1, work)]
        return found

    def opening(self, work: Table) -> Moves:
        """The chat's first lines."""
        moves = Moves("")
        self._onward.enter(self._story.opening, work, moves)
        return moves

    # Replies

    def _reply(self, scene: Scene, ready: ReadyChoice, work: Table) -> Moves:
        moves = Moves(ready.choice.id)
        work = self._open(ready.choice, work, moves)
        if not work.shape[1]:
            return moves
        choice, onward = ready.choice, self._onward
        work = self._taken(scene, ready, work, moves)
        work = onward.spoken(f"choices.{choice.id}.reply", choice.reply, work, moves, "BOUNDARY" in choice.uses)
        work = onward.alive(work, moves)
        if choice.go is None:
            onward.go(scene, work, moves)
        elif work.shape[1]:
            onward.go_to(choice.go, work, moves)
        return moves

    def _open(self, choice: Choice, work: Table, moves: Moves) -> Table:
        """The groups that can send this reply."""
        address = f"choices.{choice.id}"
        work = self._onward.ask(f"{address}.if", choice.when, work, moves)[0]
        if choice.once:
            work = work[:, work[USED] & self._fields.used_bits[choice.id] == 0]
        shown = work
        work, locked = self._onward.ask(f"{address}.needs", choice.needs, shown, moves)
        if any(isinstance(leaf, Read) for leaf in leaves(choice.needs)):
            unread = self._onward.conditions.part(unopened(choice.needs, self._story.cards), shown)[1]
            moves.note(f"{address}{UNREAD}", True, unread)
        if choice.demanding:
            rested, tired = at_least(work, STAMINA, EXHAUSTED_BELOW)
            steadied = tired[FRESH] == 1
            work = join(rested, tired[:, steadied])
            locked = join(locked, tired[:, ~steadied])
        moves.note(f"{address}.locked", True, locked)
        moves.note(address, True, work)
        return work

    def _taken(self, scene: Scene, ready: ReadyChoice, work: Table, moves: Moves) -> Table:
        """The reply's own effect."""
        choice, kept = ready.choice, ready.promises
        address = f"choices.{choice.id}.at_fault" if choice.at_fault is not None else "at_fault"
        fault = self._story.at_fault if choice.at_fault is None else choice.at_fault
        tagged = self._tag(address, fault if "OWN" in choice.uses else Flag(True), work, moves)
        tagged = self._tag(f"scenes.{scene.id}.abuse", scene.abuse, tagged, moves)
        rested, tired = at_least(tagged, STAMINA, TIRED_BELOW)
        tagged = join(_tagged(rested, 0), _tagged(tired, 1))
        work, (at_fault, abuse, weary) = tagged[:ROWS].copy(), tagged[ROWS:]
        standing = [self._count_open(work, places) for places in (kept.keeps, kept.breaks, kept.slips)]
        before = work[HEAT] // HEAT_PER_MOOD
        # What the rules do not read of a reply is left out, so that fewer moments have to be weighed.
        uses = set(choice.uses)
        soft, mask = work[SOFT] * ready.softens, work[MASKED] * ready.masks
        fresh, abuse = work[FRESH] * bool({"NAME", "OWN"} & uses), abuse * ("BOUNDARY" in uses)
        moment = (before, work[HEARD], soft, mask, fresh, weary, at_fault, abuse, *standing)
        satisfaction, heat, stamina, heard = _weighed(ready, moment)
        move(work, SATISFACTION, satisfaction)
        move(work, STAMINA, stamina)
        work[HEAT] = np.clip(work[HEAT] + heat, 0, HEAT_STEPS - 1)
        work[HEARD] = heard * (work[HEAT] // HEAT_PER_MOOD <= before)
        work[MINUTES], work[ANNOUNCED], work[FRESH] = 0, int(ready.steadies), int(ready.steadies)
        work[STRIKES] = np.minimum(work[STRIKES] + ready.strikes, STRIKES_TOP)
        broken = standing[1] * rules.BROKEN_PROMISE_SHOP_STEPS
        work[SHOP] = np.clip(work[SHOP] + ready.shop_steps - broken, 0, SHOP_STEPS)
        work[SOFT] = np.minimum(work[SOFT] + ready.softens, SOFT_TOP)
        work[MASKED] = np.minimum(work[MASKED] + 1, MASK_TOP) if ready.masks else 0
        work[FACTS] |= self._fields.facts(choice.sets)
        work[USED] |= self._fields.used_bits.get(choice.id, 0)
        self._count(choice, work)
        self._promise(ready, work)
        return work

    def _tag(self, address: str, condition: Condition, work: Table, moves: Moves) -> Table:
        """The groups with one more row: whether the condition holds for them."""
        if isinstance(condition, Flag):
            return _tagged(work, int(condition.value))
        yes, no = self._onward.ask(address, condition, work, moves)
        return join(_tagged(yes, 1), _tagged(no, 0))

    def _count(self, choice: Choice, work: Table) -> None:
        for id, change in choice.effect.counters:
            counter, shift = self._fields.counters[id], self._fields.counter_shift[id]
            mask = (1 << self._fields.counter_bits[id]) - 1
            value = np.clip((work[COUNTERS] >> shift & mask) + change, 0, counter.highest - counter.lowest)
            work[COUNTERS] = work[COUNTERS] & ~(mask << shift) | value << shift

    def _count_open(self, work: Table, places: tuple[int, ...]) -> Column:
        found = np.zeros(work.shape[1], dtype=np.int64)
        for place in places:
            found += open_promise(work, place)
        return found

    def _promise(self, ready: ReadyChoice, work: Table) -> None:
        for places, settled in ((ready.promises.keeps, KEPT), (ready.promises.breaks, BROKEN)):
            for place in places:
                settle_promise(work, place, settled, open_promise(work, place))
        for place in ready.promises.opens:
            settle_promise(work, place, OPEN)

    # Care

    def _care(self, scene: Scene, name: str, gained: int, steadies: int, work: Table) -> Moves:
        moves = Moves(f"care:{name}")
        kind = name.partition(":")[0]
        bit = 1 << CARE_KINDS.index(kind)
        work = work[:, work[CARE] & bit == 0]
        before = work[MINUTES].copy()
        work[MINUTES] = np.minimum(before + rules.CARE_MINUTES[kind], MINUTES_TOP)
        cold = (work[MINUTES] == MINUTES_TOP) & (before < MINUTES_TOP) & (work[ANNOUNCED] == 0)
        change = _care_changes(gained)[cold.astype(np.int64), work[HEAT] // HEAT_PER_MOOD].T
        work[CARE], work[FRESH] = work[CARE] | bit, steadies
        suffer(work, *change)
        self._onward.arrive(scene, self._onward.alive(work, moves), moves)
        return moves


@lru_cache
def _care_changes(gained: int) -> Table:
    """What a care action does, by whether she turns cold over it and by her mood: satisfaction, heat, stamina."""
    own = Cause("care", stamina=Fraction(gained))
    return np.array(
        [
            [rounded([own])] * len(MOODS),
            [rounded([own, cause("cold", row)]) for row in rules.COLD_ROWS],
        ]
    )


def _tagged(work: Table, tag: int) -> Table:
    return np.vstack([work, np.full_like(work[:1], tag)])


def _weighed(ready: ReadyChoice, moment: tuple[Column, ...]) -> Table:
    """What the reply does in each moment: satisfaction, heat, stamina, whether it makes her feel heard."""
    key = np.zeros(len(moment[0]), dtype=np.int64)
    for part in moment:
        key = key << 4 | part
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    rows = []
    for place in first:
        mood, heard, soft, mask, fresh, tired, fault, abuse, *standing = (int(part[place]) for part in moment)
        now = Context(mood, heard == 1, soft, mask, fresh == 1, tired == 1, fault == 1, abuse == 1, *standing)
        weighed = ready.weigh_in(now)
        rows.append((weighed.satisfaction, weighed.heat, weighed.stamina, weighed.heard))
    return np.array(rows, dtype=np.int64).reshape(-1, 4)[inverse].T
