"""Every action of a scene, taken by all groups of states at once: the engine's rules over columns.

The weights come from the engine's own `weigh` and its table; the order of things follows `engine.chat`. That both agree
state for state is what the tests with the reference solver show.
"""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

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
    PROMISES,
    ROWS,
    SHOP,
    SOFT,
    STRIKES,
    USED,
    Column,
    Fields,
    Table,
)  # fmt: skip
from game.analysis.work import SATISFACTION, STAMINA, Conditions, at_least, join, move
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
from game.story import ALWAYS, END, MOODS, All, Any_, Choice, Condition, Flag, Line, Read, Route, Scene, Story

Asked = dict[tuple[str, bool], list[Table]]
"""By address and answer: the groups for which a condition there was asked and answered so."""


@dataclass(slots=True)
class Moves:
    """What one action does to groups of states: where they are then, and what was asked on the way."""

    action: str
    into: dict[str, list[Table]] = field(default_factory=dict)
    """by scene"""
    ended: dict[str, list[Table]] = field(default_factory=dict)
    """by ending"""
    asked: Asked = field(default_factory=dict)

    def note(self, address: str, answer: bool, work: Table) -> None:
        """Keep that these groups came by there."""
        if work.shape[1]:
            self.asked.setdefault((address, answer), []).append(work)


class Mover:
    """The actions of one story."""

    def __init__(self, story: Story, fields: Fields) -> None:
        self._story = story
        self._ready = prepare(story)
        self._fields = fields
        self._conditions = Conditions(fields)
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
        self._enter(self._story.opening, work, moves)
        return moves

    # Replies

    def _reply(self, scene: Scene, ready: ReadyChoice, work: Table) -> Moves:
        moves = Moves(ready.choice.id)
        work = self._open(ready.choice, work, moves)
        if work.shape[1]:
            work = self._taken(scene, ready, work, moves)
            boundary = "BOUNDARY" in ready.choice.uses
            work = self._spoken(f"choices.{ready.choice.id}.reply", ready.choice.reply, work, moves, boundary)
            routes = scene.next if ready.choice.go is None else (Route(ready.choice.go),)
            self._go(None if ready.choice.go else scene, routes, self._alive(work, moves), moves)
        return moves

    def _open(self, choice: Choice, work: Table, moves: Moves) -> Table:
        """The groups that can send this reply."""
        address = f"choices.{choice.id}"
        work = self._ask(f"{address}.if", choice.when, work, moves)[0]
        if choice.once:
            work = work[:, work[USED] & self._fields.used_bits[choice.id] == 0]
        shown = work
        work, locked = self._ask(f"{address}.needs", choice.needs, shown, moves)
        if any(isinstance(leaf, Read) for leaf in leaves(choice.needs)):
            unread = self._conditions.part(_nothing_read(choice.needs), shown)[1]
            moves.note(f"{address}.needs", False, unread)
            moves.note(f"{address}.locked", True, unread)
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
        yes, no = self._ask(address, condition, work, moves)
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
            found += (work[PROMISES] >> 2 * place & 3) == OPEN
        return found

    def _promise(self, ready: ReadyChoice, work: Table) -> None:
        for places, settled in ((ready.promises.keeps, KEPT), (ready.promises.breaks, BROKEN)):
            for place in places:
                open_ = (work[PROMISES] >> 2 * place & 3) == OPEN
                work[PROMISES] = np.where(open_, _stand(work, place, settled), work[PROMISES])
        for place in ready.promises.opens:
            work[PROMISES] = _stand(work, place, OPEN)

    # Care

    def _care(self, scene: Scene, name: str, gained: int, steadies: int, work: Table) -> Moves:
        moves = Moves(f"care:{name}")
        kind = name.partition(":")[0]
        bit = 1 << CARE_KINDS.index(kind)
        work = work[:, work[CARE] & bit == 0]
        before = work[MINUTES].copy()
        work[MINUTES] = np.minimum(before + rules.CARE_MINUTES[kind], MINUTES_TOP)
        cold = (work[MINUTES] == MINUTES_TOP) & (before < MINUTES_TOP) & (work[ANNOUNCED] == 0)
        own = Cause("care", stamina=Fraction(gained))
        warm = np.array([rounded([own])] * len(MOODS))
        cool = np.array([rounded([own, cause("cold", row)]) for row in rules.COLD_ROWS])
        change = np.where(cold, cool[work[HEAT] // HEAT_PER_MOOD].T, warm[work[HEAT] // HEAT_PER_MOOD].T)
        work[CARE], work[FRESH] = work[CARE] | bit, steadies
        _suffer(work, *change)
        self._arrive(scene, self._alive(work, moves), moves)
        return moves

    # Ways on

    def _spoken(
        self, address: str, lines: tuple[Line, ...], work: Table, moves: Moves, boundary: bool = False
    ) -> Table:
        for number, line in enumerate(lines, 1):
            if line.when == ALWAYS and not line.insult:
                continue
            said, unsaid = self._ask(f"{address}.{number}", line.when, work, moves)
            if line.insult:
                cost = np.array([-(-points // 2) if boundary else points for points in rules.INSULT_COST])
                move(said, STAMINA, -cost[said[HEAT] // HEAT_PER_MOOD])
                work = join(said, unsaid)
        return work

    def _go(self, scene: Scene | None, routes: tuple[Route, ...], work: Table, moves: Moves) -> None:
        """Along the first way that is open; `scene` is the one whose ways these are, None for a reply's own."""
        for number, route in enumerate(routes, 1):
            if scene is None:
                taken, work = work, work[:, :0]
            else:
                address = f"scenes.{scene.id}.next.{number}"
                taken, work = self._ask(address, route.when, work, moves)
                moves.note(address, True, taken)
                if number > 1 and isinstance(route.when, Flag):
                    moves.note(f"scenes.{scene.id}.next.{number}", True, taken)
            if not taken.shape[1]:
                continue
            if route.to == END:
                self._end(taken, moves)
            else:
                self._enter(self._story.scenes[route.to], taken, moves)

    def _end(self, work: Table, moves: Moves) -> None:
        for ending in self._story.own_endings:
            won, work = self._ask(f"endings.{ending.id}.when", ending.when, work, moves)
            self._finish(ending.id, won, moves)

    def _enter(self, scene: Scene, work: Table, moves: Moves) -> None:
        moves.note(f"scenes.{scene.id}", True, work)
        work = work.copy()
        for place in self._ready.scenes[scene.id].breaks:
            self._break(place, work)
        work = self._alive(self._spoken(f"scenes.{scene.id}.say", scene.say, work, moves), moves)
        if scene.choices:
            self._arrive(scene, work, moves)
        else:
            self._go(scene, scene.next, work, moves)

    def _break(self, place: int, work: Table) -> None:
        open_ = (work[PROMISES] >> 2 * place & 3) == OPEN
        work[PROMISES] = np.where(open_, _stand(work, place, BROKEN), work[PROMISES])
        work[SHOP] = np.clip(work[SHOP] - open_ * rules.BROKEN_PROMISE_SHOP_STEPS, 0, SHOP_STEPS)
        _suffer(work, *(open_ * by for by in rounded([cause("promise_broken", rules.PROMISE_BROKEN)])))

    def _alive(self, work: Table, moves: Moves) -> Table:
        """Those with something left on both meters; the others' chat is over."""
        work, gone = at_least(work, SATISFACTION, 1)
        work, spent = at_least(work, STAMINA, 1)
        self._finish("walk-out", gone, moves)
        self._finish("hand-over", spent, moves)
        return work

    def _finish(self, ending: str, work: Table, moves: Moves) -> None:
        if work.shape[1]:
            moves.note(f"endings.{ending}", True, work)
            moves.ended.setdefault(ending, []).append(work)

    def _arrive(self, scene: Scene, work: Table, moves: Moves) -> None:
        if work.shape[1]:
            moves.into.setdefault(scene.id, []).append(work)

    def _ask(self, address: str, condition: Condition, work: Table, moves: Moves) -> tuple[Table, Table]:
        """The groups parted by a condition, and a note of both answers; a constant is not asked."""
        yes, no = self._conditions.part(condition, work)
        if not isinstance(condition, Flag):
            moves.note(address, True, yes)
            moves.note(address, False, no)
        return yes, no


def _tagged(work: Table, tag: int) -> Table:
    return np.vstack([work, np.full_like(work[:1], tag)])


def _nothing_read(condition: Condition) -> Condition:
    """The same for a player who has opened no card. (`read` stands under no `not`.)"""
    match condition:
        case Read():
            return Flag(False)
        case All(parts):
            return All(tuple(_nothing_read(part) for part in parts))
        case Any_(parts):
            return Any_(tuple(_nothing_read(part) for part in parts))
    return condition


def _stand(work: Table, place: int, state: int) -> Column:
    promises: Column = work[PROMISES] & ~(3 << 2 * place) | state << 2 * place
    return promises


def _suffer(work: Table, satisfaction: Column, heat: Column, stamina: Column) -> None:
    """Moves the meters, in place; whoever's heat rises a band stops feeling heard."""
    hotter = np.clip(work[HEAT] + heat, 0, HEAT_STEPS - 1)
    work[HEARD] *= hotter // HEAT_PER_MOOD <= work[HEAT] // HEAT_PER_MOOD
    work[HEAT] = hotter
    move(work, SATISFACTION, satisfaction)
    move(work, STAMINA, stamina)


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
