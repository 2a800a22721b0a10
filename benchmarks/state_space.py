"""How large a story is: every state that can be reached, deal by deal, counted by a search that closes.

Packed 64-bit states in NumPy, a scene's states at a time, with the engine's own table of effects. What nothing
reads from here on is masked out (exact: no ending, choice or score depends on it). Needs NumPy.

    python benchmarks/state_space.py stories/picky-returner [...]
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from game.engine import start
from game.engine.conditions import leaves, tracked_choices
from game.engine.effects import Context, Weighed, weigh
from game.engine.prepare import ReadyChoice, prepare
from game.engine.state import CARE_KINDS, State
from game.engine.table import (
    CARE_MINUTES,
    CARE_STAMINA,
    COLD_ROWS,
    INSULT_COST,
    PROMISE_BROKEN,
    SOFTENING,
    STEADYING_THOUGHTS,
    THOUGHT_STAMINA,
)
from game.story import (
    END,
    MOODS,
    PROMISE_STATES,
    All,
    Any_,
    Compare,
    Condition,
    Fact,
    Flag,
    Heard,
    Line,
    MoodIs,
    Not,
    PromiseIs,
    Read,
    Scene,
    Story,
    Used,
)

PIECE = 1_000_000
"""States taken on at a time, to bound the memory."""
Column = NDArray[np.int64]
Columns = dict[str, Column]
WIDTHS = {
    "scene": 6, "satisfaction": 7, "stamina": 7, "heat": 4, "heard": 1, "minutes": 3, "announced": 1, "strikes": 2,
    "shop": 4, "soft": 2, "mask": 2, "fresh": 1, "care": 3, "facts": 6, "promises": 4, "counters": 4, "used": 5,
}  # fmt: skip
SHIFTS = {name: sum(list(WIDTHS.values())[:place]) for place, name in enumerate(WIDTHS)}


def pack(columns: Columns) -> Column:
    packed = np.zeros(len(columns["scene"]), dtype=np.int64)
    for name in WIDTHS:
        packed |= columns[name] << SHIFTS[name]
    return packed


def unpack(packed: Column) -> Columns:
    return {name: packed >> SHIFTS[name] & (1 << width) - 1 for name, width in WIDTHS.items()}


class Space:
    """The state space of one deal."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.ready = prepare(story)
        self.scenes = list(story.scenes)
        self.fact = {id: 1 << place for place, id in enumerate(story.facts)}
        self.used = {id: 1 << place for place, id in enumerate(tracked_choices(story))}
        self.promise = {id: 2 * place for place, id in enumerate(story.promises)}
        self.counter = {counter.id: (2 * place, counter) for place, counter in enumerate(story.counters)}
        self.live = {id: self._live(id) for id in self.scenes}
        self.last = {id for id in self.scenes if self._is_last(id)}
        self.transitions = 0
        self.endings: set[str] = set()

    # What a scene and everything after it reads.

    def _after(self, id: str) -> set[str]:
        seen, todo = set(), [id]
        while todo:
            scene = todo.pop()
            if scene in seen or scene == END:
                continue
            seen.add(scene)
            here = self.story.scenes[scene]
            todo += [route.to for route in here.next] + [choice.go for choice in here.choices if choice.go]
        return seen

    def _reads(self, scene: Scene) -> list[Condition]:
        found = [scene.abuse, *(route.when for route in scene.next), *(line.when for line in scene.say if line.insult)]
        for choice in scene.choices:
            found += [choice.when, choice.needs, *(line.when for line in choice.reply if line.insult)]
            if "OWN" in choice.uses:
                found.append(self.story.at_fault if choice.at_fault is None else choice.at_fault)
        return [leaf for condition in found for leaf in leaves(condition)]

    def _live(self, id: str) -> dict[str, int]:
        after = [self.story.scenes[scene] for scene in self._after(id)]
        read = [leaf for scene in after for leaf in self._reads(scene)]
        read += [leaf for ending in self.story.endings for leaf in leaves(ending.when)]
        choices = [choice for scene in after for choice in scene.choices]
        here = self.story.scenes[id]
        promises = {leaf.id for leaf in read if isinstance(leaf, PromiseIs)}
        promises |= {p for c in choices for p in c.promises.keeps + c.promises.breaks + c.promises.slips}
        promises |= {p for scene in after for p in scene.breaks}
        used = {leaf.choice for leaf in read if isinstance(leaf, Used)} | {c.id for c in choices if c.once}
        counters = {leaf.name for leaf in read if isinstance(leaf, Compare)}
        full = {name: (1 << width) - 1 for name, width in WIDTHS.items()}
        softens = any(SOFTENING & set(c.uses) for c in choices)
        strengths = any(c.demanding or {"NAME", "OWN"} & set(c.uses) for c in here.choices)
        gates = any({"OPTIONS", "EXPLAIN"} & set(c.uses) for c in choices) or any(isinstance(r, Heard) for r in read)
        care = any(scene.care and scene.choices for scene in after)
        return full | {
            "facts": sum(self.fact[leaf.id] for leaf in set(read) if isinstance(leaf, Fact)),
            "used": sum(self.used[id] for id in used),
            "promises": sum(3 << self.promise[id] for id in promises),
            "counters": sum(3 << shift for name, (shift, _) in self.counter.items() if name in counters),
            "soft": full["soft"] * softens,
            "mask": full["mask"] * any(c.slip == "MASK" for c in choices),
            "fresh": full["fresh"] * (strengths or here.care),
            "care": full["care"] * care,
            "minutes": full["minutes"] * here.care,
            "announced": full["announced"] * here.care,
            "heard": full["heard"] * gates,
        }

    def _is_last(self, id: str) -> bool:
        """Whether every reply here ends the chat and nothing reads the mood after it: only the band of heat counts."""
        scene = self.story.scenes[id]
        ways = [route.to for route in scene.next] + [choice.go for choice in scene.choices if choice.go]
        read = [leaf for ending in self.story.endings for leaf in leaves(ending.when)]
        read += [leaf for choice in scene.choices for line in choice.reply if line.insult for leaf in leaves(line.when)]
        insulted = any(line.insult for choice in scene.choices for line in choice.reply)
        asks = any(isinstance(leaf, MoodIs | Heard) for leaf in read)
        return set(ways) == {END} and not (scene.care or asks or insulted)

    # Conditions over columns.

    def test(self, condition: Condition, c: Columns) -> NDArray[np.bool_]:
        size = len(c["scene"])
        match condition:
            case Flag(value):
                return np.full(size, value)
            case Not(part):
                return ~self.test(part, c)
            case All(parts):
                return np.logical_and.reduce([self.test(part, c) for part in parts])
            case Any_(parts):
                return np.logical_or.reduce([self.test(part, c) for part in parts])
            case MoodIs(low, high):
                mood = c["heat"] // 3
                return (mood >= MOODS.index(low)) & (mood <= MOODS.index(high))
            case Heard():
                return c["heard"] == 1
            case Fact(id):
                return c["facts"] & self.fact[id] != 0
            case Used(id):
                return c["used"] & self.used[id] != 0
            case Read():
                return np.full(size, True)
            case PromiseIs(id, state):
                return c["promises"] >> self.promise[id] & 3 == PROMISE_STATES.index(state)
            case Compare():
                return self._compare(condition, c)
        raise TypeError(condition)

    def _compare(self, condition: Compare, c: Columns) -> NDArray[np.bool_]:
        if condition.name in self.counter:
            shift, counter = self.counter[condition.name]
            value = (c["counters"] >> shift & 3) + counter.lowest
        else:
            value = c[condition.name] * (10 if condition.name == "shop" else 1)
        compare: dict[str, Callable[[Column, int], NDArray[np.bool_]]] = {
            ">=": np.greater_equal, "<=": np.less_equal, ">": np.greater, "<": np.less, "=": np.equal,
        }  # fmt: skip
        return compare[condition.comparison](value, condition.number)

    # One scene's states at a time.

    def _expand(self, scene: Scene, c: Columns) -> list[Column]:
        found = []
        abuse = self.test(scene.abuse, c)
        for choice in self.ready.scenes[scene.id].choices.values():
            open_ = self.test(choice.choice.when, c) & self.test(choice.choice.needs, c)
            if choice.choice.once:
                open_ &= c["used"] & choice.used_bit == 0
            if choice.choice.demanding:
                open_ &= (c["stamina"] >= 30) | (c["fresh"] == 1)
            if open_.any():
                self.transitions += int(open_.sum())
                found += self._reply(choice, select(c, open_), abuse[open_])
        if scene.care:
            found += self._care(scene, c)
        return found

    def _care(self, scene: Scene, c: Columns) -> list[Column]:
        found = []
        actions = [(kind, stamina, 1) for kind, stamina in CARE_STAMINA.items()]
        kinds = {thought.kind for thought in self.story.thoughts.values()}
        actions += [("reframe", THOUGHT_STAMINA[kind], int(kind in STEADYING_THOUGHTS)) for kind in sorted(kinds)]
        for name, gained, fresh in actions:
            bit = 1 << CARE_KINDS.index(name)
            n = select(c, c["care"] & bit == 0)
            self.transitions += len(n["scene"])
            before = n["minutes"]
            n["minutes"] = np.minimum(before + CARE_MINUTES[name], 4)
            cold = (n["minutes"] == 4) & (before < 4) & (n["announced"] == 0)
            rows = np.array([(row.satisfaction, (row.heat + 4) // 8) for row in COLD_ROWS])[n["heat"] // 3]
            n["care"], n["fresh"] = n["care"] | bit, np.full_like(before, fresh)
            self._move(n, rows[:, 0] * cold, rows[:, 1] * cold, np.full_like(before, gained))
            found += self._close(n)
        return found

    def _reply(self, choice: ReadyChoice, c: Columns, abuse: NDArray[np.bool_]) -> list[Column]:
        fault_condition = self.story.at_fault if choice.choice.at_fault is None else choice.choice.at_fault
        fault = self.test(fault_condition, c) if "OWN" in choice.choice.uses else np.full(len(abuse), True)
        acts = choice.promises
        standing = [self._open(c, places) for places in (acts.keeps, acts.breaks, acts.slips)]
        tired = c["stamina"] < 50
        parts = [c["heat"] // 3, c["heard"], c["soft"], c["mask"], c["fresh"], tired, fault, abuse, *standing]
        key = sum(
            (np.asarray(part, dtype=np.int64) << 3 * place for place, part in enumerate(parts)),
            np.zeros_like(tired, int),
        )
        kinds, inverse = np.unique(key, return_inverse=True)
        weighed = [self._weigh(choice, [int(kind) >> 3 * place & 7 for place in range(len(parts))]) for kind in kinds]
        rows = np.array([(w.satisfaction, w.heat, w.stamina, w.heard) for w in weighed], dtype=np.int64)[inverse]
        n = dict(c)
        n["heard"] = rows[:, 3]
        self._move(n, rows[:, 0], rows[:, 1], rows[:, 2])
        zero = np.zeros_like(n["scene"])
        n["minutes"], n["announced"], n["fresh"] = zero, zero + choice.steadies, zero + choice.steadies
        n["strikes"] = np.minimum(n["strikes"] + choice.strikes, 2)
        n["shop"] = np.clip(n["shop"] + choice.shop_steps - standing[1], 0, 10)
        n["soft"] = np.minimum(n["soft"] + choice.softens, 3)
        n["mask"] = np.minimum(n["mask"] + 1, 2) if choice.masks else zero
        n["facts"], n["used"] = n["facts"] | choice.facts, n["used"] | choice.used_bit
        for place, change, low, high in choice.counters:
            value = np.clip((n["counters"] >> 2 * place & 3) + change, 0, high - low)
            n["counters"] = n["counters"] & ~(3 << 2 * place) | value << 2 * place
        for places, state in ((acts.keeps, 2), (acts.breaks, 3)):
            for place in places:
                n["promises"] = np.where(n["promises"] >> 2 * place & 3 == 1, self._set(n, place, state), n["promises"])
        for place in acts.opens:
            n["promises"] = self._set(n, place, 1)
        self._speak(choice.choice.reply, n, "BOUNDARY" in choice.choice.uses)
        return self._go(self._routes_of(choice), n)

    def _open(self, c: Columns, places: tuple[int, ...]) -> Column:
        """How many of these promises are open."""
        found = np.zeros_like(c["scene"])
        for place in places:
            found += (c["promises"] >> 2 * place & 3) == 1
        return found

    def _weigh(self, choice: ReadyChoice, parts: list[int]) -> Weighed:
        mood, heard, soft, mask, fresh, tired, fault, abuse, *promises = parts
        moment = (mood, bool(heard), soft, mask, bool(fresh), bool(tired), bool(fault), bool(abuse), *promises)
        return weigh(choice.traits, Context(*moment))

    def _set(self, n: Columns, place: int, state: int) -> Column:
        return n["promises"] & ~(3 << 2 * place) | state << 2 * place

    def _routes_of(self, choice: ReadyChoice) -> list[tuple[str, Condition]]:
        if choice.choice.go is not None:
            return [(choice.choice.go, Flag(True))]
        scene = next(s for s in self.story.scenes.values() if choice.choice in s.choices)
        return [(route.to, route.when) for route in scene.next]

    def _go(self, routes: list[tuple[str, Condition]], c: Columns) -> list[Column]:
        found: list[Column] = []
        c = select(c, self._alive(c))
        for to, when in routes:
            taken = self.test(when, c)
            if taken.any():
                found += self._end(select(c, taken)) if to == END else self._enter(to, select(c, taken))
            c = select(c, ~taken)
        return found

    def _alive(self, c: Columns) -> NDArray[np.bool_]:
        if (c["satisfaction"] == 0).any():
            self.endings.add("walk-out")
        if ((c["stamina"] == 0) & (c["satisfaction"] > 0)).any():
            self.endings.add("hand-over")
        return (c["satisfaction"] > 0) & (c["stamina"] > 0)

    def _end(self, c: Columns) -> list[Column]:
        for ending in self.story.endings:
            if ending.id not in ("walk-out", "hand-over") and len(c["scene"]):
                won = self.test(ending.when, c)
                if won.any():
                    self.endings.add(ending.id)
                c = select(c, ~won)
        return []

    def _enter(self, id: str, c: Columns) -> list[Column]:
        scene = self.story.scenes[id]
        c["scene"] = np.full_like(c["scene"], self.scenes.index(id))
        for place in self.ready.scenes[id].breaks:
            open_ = c["promises"] >> 2 * place & 3 == 1
            c["promises"] = np.where(open_, self._set(c, place, 3), c["promises"])
            c["shop"] = np.clip(c["shop"] - open_, 0, 10)
            self._move(c, open_ * PROMISE_BROKEN[0], open_ * 3, open_ * PROMISE_BROKEN[2])
        self._speak(scene.say, c, False)
        return self._close(c) if scene.choices else self._go([(r.to, r.when) for r in scene.next], c)

    def _speak(self, lines: tuple[Line, ...], c: Columns, boundary: bool) -> None:
        for line in lines:
            if line.insult:
                cost = np.array([-(-v // 2) if boundary else v for v in INSULT_COST])[c["heat"] // 3]
                said = self.test(line.when, c)
                self._move(c, 0 * cost, 0 * cost, -cost * said)

    def _move(self, c: Columns, satisfaction: Column, heat: Column, stamina: Column) -> None:
        hotter = np.clip(c["heat"] + heat, 0, 11)
        c["heard"] = c["heard"] * (hotter // 3 <= c["heat"] // 3)
        c["heat"] = hotter
        c["satisfaction"] = np.clip(c["satisfaction"] + satisfaction, 0, 100)
        c["stamina"] = np.clip(c["stamina"] + stamina, 0, 100)

    def _close(self, c: Columns) -> list[Column]:
        c = select(c, self._alive(c))
        if not len(c["scene"]):
            return []
        id = self.scenes[int(c["scene"][0])]
        if id in self.last:
            c["heat"] = c["heat"] // 3 * 3
        live = self.live[id]
        return [np.unique(pack({name: column & live[name] for name, column in c.items()}))]

    def first(self, variant: str) -> Column:
        state, _ = start(self.story, variant)
        return pack(
            {name: np.array([value & self.live[state.scene][name]]) for name, value in self._values(state).items()}
        )

    def _values(self, state: State) -> dict[str, int]:
        values = {name: int(getattr(state, name)) for name in WIDTHS if name not in ("scene", "promises", "counters")}
        values["scene"] = self.scenes.index(state.scene)
        values["promises"] = sum(value << 2 * place for place, value in enumerate(state.promises))
        values["counters"] = sum(
            value - counter.lowest << 2 * place
            for place, (value, counter) in enumerate(zip(state.counters, self.story.counters, strict=True))
        )
        return values

    def search(self, variant: str, cap: int = 60_000_000) -> tuple[int, bool]:
        """Every state of the deal, scene by scene in reading order; a loop brings a scene back until nothing is new."""
        none = np.zeros(0, dtype=np.int64)
        seen = [none for _ in self.scenes]
        pending: list[list[Column]] = [[] for _ in self.scenes]
        first = self.first(variant)
        pending[int(first[0] & 63)].append(first)
        while any(pending) and sum(map(len, seen)) < cap:
            place = next(place for place, parts in enumerate(pending) if parts)
            new = np.unique(np.concatenate(pending[place]))
            pending[place] = []
            new = new[~np.isin(new, seen[place], assume_unique=True)]
            seen[place] = np.union1d(seen[place], new)
            for piece in np.array_split(new, len(new) // PIECE + 1):
                for found in self._expand(self.ready.scenes[self.scenes[place]].scene, unpack(piece)):
                    pending[int(found[0] & 63)].append(found)
        self.per_scene = [len(part) for part in seen]
        return sum(self.per_scene), not any(pending)


def select(c: Columns, mask: NDArray[np.bool_]) -> Columns:
    return {name: column[mask] for name, column in c.items()}


def main(paths: list[str]) -> None:
    from game.format.read import read_story

    for path in paths:
        story = read_story(Path(path)).story
        if story is None:
            print(f"{path}: has mistakes, see `steady check`")
            continue
        for variant in story.variants:
            space = Space(story)
            began = time.perf_counter()
            states, closed = space.search(variant.id)
            print(f"{story.id} {variant.id}: {states:,} states, {space.transitions:,} transitions, "
                  f"{'closed' if closed else 'NOT CLOSED'} in {time.perf_counter() - began:.1f} s, "
                  f"endings {', '.join(sorted(space.endings))}")  # fmt: skip
            if "-v" in sys.argv:
                print({id: int(n) for id, n in zip(space.scenes, space.per_scene, strict=True)})


if __name__ == "__main__":
    main([arg for arg in sys.argv[1:] if not arg.startswith("-")])
