"""What must be remembered in each scene: what is read there or anywhere after it. Forgetting the rest is exact."""

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
    METERS,
    MINUTES,
    PROMISE_BITS,
    PROMISES,
    ROWS,
    SOFT,
    USED,
    WIDEST,
    Column,
    Fields,
    Table,
    TooWideError,
)
from game.engine.conditions import leaves
from game.engine.state import CARE_KINDS, HEAT_PER_MOOD, MINUTES_TOP, SOFT_TOP
from game.engine.table import CARE_MINUTES, SOFTENING
from game.story import END, Choice, Compare, Condition, Fact, Heard, MoodIs, PromiseIs, Scene, Story, Used

_PROMISE = (1 << PROMISE_BITS) - 1
_MANY = 2
_LEFT_MINUTES = np.array(
    [
        sum(CARE_MINUTES[kind] for place, kind in enumerate(CARE_KINDS) if not done >> place & 1)
        for done in range(1 << len(CARE_KINDS))
    ]
)
"""For each set of care actions done: the minutes that the others would take."""


class Liveness:
    """For each scene, the bits of each field that matter from there on, and how they pack into one number."""

    def __init__(self, story: Story, fields: Fields) -> None:
        self._story = story
        self._fields = fields
        self._read = {id: self._read_in(scene) for id, scene in story.scenes.items()}
        self._closing = {id: self._is_closing(scene) for id, scene in story.scenes.items()}
        self._softenings = self._counted_softenings()
        masks = {id: self._masks(id) for id in story.scenes}
        self._runs = {id: _runs(mask) for id, mask in masks.items()}

    def pack(self, scene: Scene, table: Table) -> Column:
        """Each column reduced to what matters in the scene, as one number."""
        table = self._reduced(scene, table)
        packed = np.zeros(table.shape[1], dtype=np.int64)
        for field, start, mask, shift in self._runs[scene.id]:
            packed |= (table[field] >> start & mask) << shift
        return packed

    def unpack(self, scene: Scene, packed: Column) -> Table:
        """The columns again; what does not matter is 0."""
        table = np.zeros((ROWS, len(packed)), dtype=np.int64)
        for field, start, mask, shift in self._runs[scene.id]:
            table[field] |= (packed >> shift & mask) << start
        return table

    def _reduced(self, scene: Scene, table: Table) -> Table:
        """Three more exact steps: minutes that can no longer turn her cold, heat that only its band tells apart, and
        whether soft words were used once or twice, where they can be used but once more."""
        last_soft = self._softenings[scene.id] == 1
        if not (scene.care or self._closing[scene.id] or last_soft):
            return table
        table = table.copy()
        if last_soft:
            table[SOFT] = np.where(table[SOFT] == SOFT_TOP - 1, 1, table[SOFT])
        if self._closing[scene.id]:
            table[HEAT] -= table[HEAT] % HEAT_PER_MOOD
        if scene.care:
            minutes, left = table[MINUTES], _LEFT_MINUTES[table[CARE]]
            may_pass = (minutes < MINUTES_TOP) & (minutes + left >= MINUTES_TOP) & (table[ANNOUNCED] == 0)
            table[MINUTES] = np.where(may_pass, minutes, MINUTES_TOP)  # past its time: no care turns her cold
            table[ANNOUNCED] = 0
        return table

    def _masks(self, id: str) -> tuple[int, ...]:
        here, after = self._story.scenes[id], [self._story.scenes[scene] for scene in self._after(id)]
        read = set[Condition]().union(*(self._read[scene.id] for scene in after))
        read |= {leaf for ending in self._story.endings for leaf in leaves(ending.when)}
        choices = [choice for scene in after for choice in scene.choices]
        uses = {technique for choice in choices for technique in choice.uses}
        strength = any(choice.demanding or {"NAME", "OWN"} & set(choice.uses) for choice in here.choices)
        masks = list(self._fields.full)
        masks[HEARD - METERS] *= bool({"OPTIONS", "EXPLAIN"} & uses) or Heard() in read
        masks[MINUTES - METERS] *= here.care
        masks[ANNOUNCED - METERS] *= here.care
        masks[SOFT - METERS] *= bool(SOFTENING & uses)
        masks[MASKED - METERS] *= any(choice.slip == "MASK" for choice in choices)
        masks[FRESH - METERS] *= strength
        masks[CARE - METERS] *= any(scene.care and scene.choices for scene in after)
        masks[FACTS - METERS] = self._fields.facts(leaf.id for leaf in read if isinstance(leaf, Fact))
        masks[PROMISES - METERS] = sum(
            _PROMISE << PROMISE_BITS * self._fields.promise_places[id] for id in _promises(read, after, choices)
        )
        masks[COUNTERS - METERS] = self._counter_mask(read)
        masks[USED - METERS] = self._used_mask(read, choices)
        return tuple(masks)

    def _counter_mask(self, read: set[Condition]) -> int:
        names = {leaf.name for leaf in read if isinstance(leaf, Compare)} & self._fields.counters.keys()
        bits, shifts = self._fields.counter_bits, self._fields.counter_shift
        return sum((1 << bits[name]) - 1 << shifts[name] for name in names)

    def _used_mask(self, read: set[Condition], choices: list[Choice]) -> int:
        used = {leaf.choice for leaf in read if isinstance(leaf, Used)}
        used |= {choice.id for choice in choices if choice.once}
        return sum(self._fields.used_bits[id] for id in used)

    def _after(self, id: str) -> list[str]:
        """The scene and all that can follow it, whatever the conditions."""
        found: dict[str, None] = {}
        todo = [id]
        while todo:
            scene = self._story.scenes[todo.pop()]
            if scene.id not in found:
                found[scene.id] = None
                todo += [target for target in _targets(scene) if target != END]
        return list(found)

    def _counted_softenings(self) -> dict[str, int]:
        """How many soft replies the longest way on from each scene can hold; 2 stands for more, as for any round."""
        scenes = self._story.scenes
        soft = {id: any(SOFTENING & set(choice.uses) for choice in scene.choices) for id, scene in scenes.items()}
        counts = dict.fromkeys((*scenes, END), 0)
        changed = True
        while changed:
            changed = False
            for id in reversed(list(scenes)):
                count = min(soft[id] + max(counts[target] for target in _targets(scenes[id])), _MANY)
                changed = changed or count != counts[id]
                counts[id] = count
        return counts

    def _read_in(self, scene: Scene) -> set[Condition]:
        found = [scene.abuse, *(route.when for route in scene.next), *(line.when for line in scene.say)]
        for choice in scene.choices:
            found += [choice.when, choice.needs, *(line.when for line in choice.reply)]
            if "OWN" in choice.uses:
                found.append(self._story.at_fault if choice.at_fault is None else choice.at_fault)
        return {leaf for condition in found for leaf in leaves(condition)}

    def _is_closing(self, scene: Scene) -> bool:
        """Does every reply here end the chat, and nothing after the reply read or move the heat?"""
        lines = [line for choice in scene.choices for line in choice.reply]
        read = {leaf for ending in self._story.endings for leaf in leaves(ending.when)}
        read |= {leaf for line in lines for leaf in leaves(line.when)}
        asked = any(isinstance(leaf, MoodIs | Heard) for leaf in read)
        return set(_targets(scene)) == {END} and not (scene.care or asked or any(line.insult for line in lines))


def _targets(scene: Scene) -> list[str]:
    return [route.to for route in scene.next] + [choice.go for choice in scene.choices if choice.go]


def _promises(read: set[Condition], after: list[Scene], choices: list[Choice]) -> set[str]:
    found = {leaf.id for leaf in read if isinstance(leaf, PromiseIs)}
    for choice in choices:
        found |= {*choice.promises.keeps, *choice.promises.breaks, *choice.promises.slips}
    return found | {id for scene in after for id in scene.breaks}


def _runs(masks: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """For each unbroken run of bits that matter: its field, first bit, mask, and place in the packed number."""
    runs, shift = [], 0
    for field, mask in enumerate(masks, METERS):
        start = 0
        while mask >> start:
            start += ((mask >> start) & -(mask >> start)).bit_length() - 1
            rest = mask >> start
            width = (~rest & rest + 1).bit_length() - 1
            runs.append((field, start, (1 << width) - 1, shift))
            start, shift = start + width, shift + width
    if shift > WIDEST:
        raise TooWideError(masks)
    return runs
