"""What must be remembered in each scene: what is read there or anywhere after it. Forgetting the rest is exact."""

import numpy as np

from game.analysis.ahead import Ahead
from game.analysis.fields import (
    ANNOUNCED,
    CARE,
    HEARD,
    HEAT,
    METERS,
    MINUTES,
    ROWS,
    SOFT,
    WIDEST,
    Column,
    Fields,
    Table,
    TooWideError,
)
from game.analysis.knowledge import Knowledge, Known
from game.engine.conditions import leaves
from game.engine.state import CARE_KINDS, HEAT_PER_MOOD, MINUTES_TOP
from game.engine.table import CARE_MINUTES
from game.story import All, Heard, Scene, Story

_SOFT_TOLD_APART = np.array([(0, 0, 0, 0), (0, 1, 1, 3), (0, 1, 2, 3)])
"""By the soft replies still to come, and those so far: which of the latter do alike. Used once or twice is one where
soft words can be used but once more, and all are where they cannot."""
_LEFT_MINUTES = np.array(
    [
        sum(CARE_MINUTES[kind] for place, kind in enumerate(CARE_KINDS) if not done >> place & 1)
        for done in range(1 << len(CARE_KINDS))
    ]
)
"""For each set of care actions done: the minutes that the others would take."""
_UNSEEN = -1


class Liveness:
    """For each scene, the bits of each field that matter from there on, and how they pack into one number."""

    def __init__(self, story: Story) -> None:
        self.fields = Fields(story)
        self._story = story
        self._knowledge = Knowledge(story, self.fields)
        self._ahead: dict[int, Ahead] = {}
        at_most = Ahead(story, self.fields, self._knowledge, Known({}, frozenset()))
        self._scenes = {
            id: _Remembered(scene, at_most.read(scene, False)[0], 2 * self._knowledge.size, at_most.is_closing(scene))
            for id, scene in story.scenes.items()
        }

    def pack(self, scene: Scene, table: Table) -> Column:
        """Each column reduced to what matters in the scene, as one number."""
        remembered = self._scenes[scene.id]
        kept = table[METERS:] & remembered.widest
        settled = 2 * self._knowledge.of(kept) + (kept[HEARD - METERS] == 0) * remembered.asks_heard
        for number in remembered.unseen(settled):
            remembered.add(number, *self._ahead_of(number >> 1).read(scene, bool(number & 1)))
        return remembered.pack(kept, settled)

    def unpack(self, scene: Scene, packed: Column) -> Table:
        """The columns again; what does not matter is 0."""
        table = np.zeros((ROWS, len(packed)), dtype=np.int64)
        for field, start, mask, shift in self._scenes[scene.id].runs:
            table[METERS + field] |= (packed >> shift & mask) << start
        return table

    def _ahead_of(self, number: int) -> Ahead:
        if number not in self._ahead:
            self._ahead[number] = Ahead(self._story, self.fields, self._knowledge, self._knowledge.known(number))
        return self._ahead[number]


class _Remembered:
    """What is remembered in one scene: at most, and by what is settled.

    `closing`: heat is read there by its band alone.
    """

    def __init__(self, scene: Scene, widest: tuple[int, ...], settled: int, closing: bool) -> None:
        self.widest = np.array(widest)[:, None]
        self.runs = _runs(widest)
        offered = [leaf for choice in scene.choices for leaf in leaves(All((choice.when, choice.needs)))]
        self.asks_heard = Heard() in offered
        """Does it hang on it, whether she feels heard, what can be said?"""
        self._care, self._closing = scene.care, closing
        self._place = np.full(settled, _UNSEEN)
        self._masks = np.zeros((len(widest), 0), dtype=np.int64)
        self._soft = _SOFT_TOLD_APART[:0]

    def unseen(self, settled: Column) -> list[int]:
        """The numbers of what is settled that were not met before."""
        missing = settled[self._place[settled] == _UNSEEN]
        return np.unique(missing).tolist() if len(missing) else []

    def add(self, number: int, masks: tuple[int, ...], soft: int) -> None:
        """Learn what matters while so much is settled."""
        self._place[number] = len(self._soft)
        self._masks = np.column_stack([self._masks, masks])
        self._soft = np.vstack([self._soft, _SOFT_TOLD_APART[soft]])

    def pack(self, kept: Table, settled: Column) -> Column:
        """Fields with nothing but what is remembered at most, as one number each. Changes the fields."""
        place = self._place[settled]
        kept &= self._masks[:, place]
        kept[SOFT - METERS] = self._soft[place, kept[SOFT - METERS]]
        if self._closing:
            kept[HEAT - METERS] -= kept[HEAT - METERS] % HEAT_PER_MOOD
        if self._care:
            _forget_minutes(kept)
        packed = np.zeros(kept.shape[1], dtype=np.int64)
        for field, start, mask, shift in self.runs:
            packed |= (kept[field] >> start & mask) << shift
        return packed


def _forget_minutes(kept: Table) -> None:
    """Minutes that can no longer turn her cold are all one."""
    minutes, left = kept[MINUTES - METERS], _LEFT_MINUTES[kept[CARE - METERS]]
    may_pass = (minutes < MINUTES_TOP) & (minutes + left >= MINUTES_TOP) & (kept[ANNOUNCED - METERS] == 0)
    kept[MINUTES - METERS] = np.where(may_pass, minutes, MINUTES_TOP)
    kept[ANNOUNCED - METERS] = 0


def _runs(masks: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """For each unbroken run of bits that matter: its field, first bit, mask, and place in the packed number."""
    runs, shift = [], 0
    for field, mask in enumerate(masks):
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
