"""Every state that one deal of a story can reach, found level by level: level n holds what takes n actions at least."""

import time
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.analysis.fields import METERS, Column, Table
from game.analysis.groups import Groups
from game.analysis.liveness import Liveness
from game.analysis.moves import Mover
from game.analysis.onward import Landed, Moves
from game.analysis.tiles import WORD, Strip, cells, count, empty, gathered, moved
from game.analysis.ways import Front, SceneWays, standing
from game.analysis.work import SOURCE, begin, join
from game.engine.step import first_state
from game.story import Story

BEFORE = ""
"""Stands for the scene before the first lines, and for the action that speaks them."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much one deal may take: states, seconds. What is not searched by then stays unknown."""

    states: int = 20_000_000
    seconds: float = 60.0


class Sighting(NamedTuple):
    """The first time that something was met: on an action from a state that takes `level` actions to reach."""

    level: int
    scene: str
    group: int
    stamina: int
    satisfaction: int
    action: str


Level = dict[str, Front]
"""By scene: what is new there."""


class Space:
    """The states of one deal, begun with so much stamina where it is given.

    Raises TooWideError for a story whose scenes must remember too much at once.
    """

    def __init__(self, story: Story, variant: str, budget: Budget | None = None, stamina: int | None = None) -> None:
        self.story = story
        self.variant = variant
        self._stamina = stamina
        self.liveness = Liveness(story)
        self.fields = self.liveness.fields
        self.groups = {id: Groups() for id in (BEFORE, *story.scenes)}
        self.ways = {id: SceneWays() for id in (BEFORE, *story.scenes)}
        self.levels: list[Level] = []
        self.sightings: dict[tuple[str, bool], Sighting] = {}
        """By address and answer."""
        self.transitions = 0
        self.seconds = 0.0
        self.closed = False
        self._mover = Mover(story, self.fields)
        self._explore(budget or Budget())

    @property
    def states(self) -> int:
        """How many states were found."""
        return sum(groups.states for groups in self.groups.values()) - 1

    def _explore(self, budget: Budget) -> None:
        began = time.monotonic()
        found, level = 0, self._opening()
        while level and found <= budget.states and time.monotonic() - began <= budget.seconds:
            self.levels.append(level)
            for scene, front in level.items():
                self._learn(scene, front.groups)
                self._look(scene, front)
                self._spread(scene, front)
            level = self._settled()
            found += sum(count(front.tiles) for front in level.values())
        self.seconds = time.monotonic() - began
        self.closed = not level

    def _opening(self) -> Level:
        """The one state before the first lines, whose only action is to speak them."""
        state = first_state(self.story, self.variant, self._stamina)
        column = self.fields.column(state)[:, None]
        self.groups[BEFORE].find(np.zeros(1, dtype=np.int64))
        tile = empty(1)
        word, bit = divmod(state.satisfaction, WORD)
        tile[0, word, state.stamina] = 1 << bit
        self.groups[BEFORE].bring(np.zeros(1, dtype=np.int64), Strip(tile, 0))
        self.groups[BEFORE].worked[:] = True
        self._keep(BEFORE, [self._mover.opening(begin(column, lowest=0))], np.zeros(1, dtype=np.int64))
        return self._settled()

    def _settled(self) -> Level:
        settled = {scene: groups.settle() for scene, groups in self.groups.items()}
        return {scene: Front(groups, tiles) for scene, (groups, tiles) in settled.items() if len(groups)}

    def _learn(self, scene: str, groups: Column) -> None:
        """Work out the ways on from groups that are met for the first time."""
        known = self.groups[scene]
        new = groups[~known.worked[groups]]
        if len(new):
            known.worked[new] = True
            here = self.story.scenes[scene]
            work = begin(self.liveness.unpack(here, known.packed[new]))
            self._keep(scene, self._mover.all(here, work), new)

    def _keep(self, scene: str, taken: list[Moves], groups: Column) -> None:
        ways = self.ways[scene]
        ways.actions = tuple(moves.action for moves in taken)
        for target, (work, action) in _side_by_side([moves.into for moves in taken]).items():
            place = self.groups[target].find(self.liveness.pack(self.story.scenes[target], work))
            ways.add(f"scenes.{target}", _meters(work, groups), action, place)
        for ending, (work, action) in _side_by_side([moves.ended for moves in taken]).items():
            ways.add(f"endings.{ending}", _meters(work, groups), action, standing(work))
        for number, moves in enumerate(taken):
            for key, parts in moves.asked.items():
                if key not in self.sightings:
                    ways.ask(key, _meters(join(*parts), groups), number)

    def _look(self, scene: str, front: Front) -> None:
        """Note what is met for the first time."""
        ways = self.ways[scene]
        for key in list(ways.asked):
            if key in self.sightings or self._sight(key, scene, front):
                del ways.asked[key]

    def _sight(self, key: tuple[str, bool], scene: str, front: Front) -> bool:
        for noted in self.ways[scene].asked[key]:
            for part, taken in front.along(noted):
                _, stamina, satisfaction = cells(taken.tiles[:1], taken.first)
                self.sightings[key] = Sighting(
                    len(self.levels) - 1, scene, int(part.groups[SOURCE, 0]), int(stamina[0]), int(satisfaction[0]),
                    self.ways[scene].actions[part.action[0]],
                )  # fmt: skip
                return True
        return False

    def _spread(self, scene: str, front: Front) -> None:
        """Move new states along every way."""
        for target, ways in self.ways[scene].to.items():
            kind, _, id = target.partition(".")
            for part, taken in front.along(ways, by_row=True):
                self.transitions += count(taken.tiles) * (scene != BEFORE)
                if kind == "scenes":
                    self.groups[id].bring(*gathered(moved(taken, part.groups), part.target))


def _side_by_side(taken: list[Landed]) -> dict[str, tuple[Table, Column]]:
    """By target all that lands there, and by which action: many small tables take longer than a large one."""
    found: dict[str, tuple[list[Table], list[int]]] = {}
    for action, landed in enumerate(taken):
        for target, parts in landed.items():
            tables, actions = found.setdefault(target, ([], []))
            tables += parts
            actions += [action] * len(parts)
    return {
        target: (join(*tables), np.repeat(actions, [table.shape[1] for table in tables]))
        for target, (tables, actions) in found.items()
    }


def _meters(work: Table, groups: Column) -> Table:
    """What ways keep of a work table: its meters, and the index of the group in place of the column's."""
    meters = work[:METERS].copy()
    meters[SOURCE] = groups[meters[SOURCE]]
    return meters
