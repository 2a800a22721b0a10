"""The number of any state of a closed space: all that is needed of it to look up values that are known by number."""

from collections.abc import Mapping

import numpy as np

from game.analysis.explore import Space
from game.analysis.numbering import Numbering
from game.engine.state import State


class Places:
    """Finds states among those that were numbered scene by scene. Keeps no states and no ways of the space."""

    def __init__(self, space: Space, numbering: Mapping[str, Numbering]) -> None:
        self._scenes = space.story.scenes
        self._liveness, self._fields = space.liveness, space.fields
        self._numbering = numbering
        self._order = {scene: np.argsort(space.groups[scene].packed) for scene in numbering}
        self._packed = {scene: space.groups[scene].packed[order] for scene, order in self._order.items()}
        """By scene: what the states of each group agree in, from the smallest on."""

    def number_of(self, state: State) -> int:
        """The number of a state of the engine's that the space holds."""
        scene = state.scene
        packed = self._liveness.pack(self._scenes[scene], self._fields.column(state)[:, None])
        group = self._order[scene][np.searchsorted(self._packed[scene], packed)]
        return int(self._numbering[scene].of(group, np.array([state.stamina]), np.array([state.satisfaction]))[0])
