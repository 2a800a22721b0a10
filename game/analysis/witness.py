"""Shortest plays: from a state back to the opening, level by level."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from game.analysis.cards import cards_for, with_cards
from game.analysis.explore import BEFORE, Sighting, Space
from game.analysis.facts import Play
from game.analysis.moves import UNREAD
from game.analysis.successors import Successors
from game.analysis.tiles import WORD, cells
from game.analysis.ways import Ways
from game.analysis.work import ADDED, FIRST, LAST, LEAST, MOST, SATISFACTION, SOURCE, STAMINA

Cell = tuple[str, int, int, int]
"""scene, group, stamina, satisfaction"""


_SEEN_BEFORE = (".if", ".needs", ".locked", UNREAD)
"""What shows in a state itself, before anything is done in it."""


class Plays:
    """Shortest plays to what was met in one explored deal."""

    def __init__(self, space: Space) -> None:
        self._space = space

    def to(self, address: str, answer: bool, sighting: Sighting) -> Play:
        """The play that meets what stands at an address, or a condition there so answered."""
        story = self._space.story
        cell = (sighting.scene, sighting.group, sighting.stamina, sighting.satisfaction)
        actions = self._actions(cell, sighting.level)
        if sighting.action != BEFORE and not address.endswith(_SEEN_BEFORE):
            actions.append(sighting.action)
        play = with_cards(story, actions)
        if address.endswith(".needs") and answer:
            play = (*play, *(card for card in cards_for(story, sighting.action) if card not in play))
        return Play(self._space.variant, play)

    def into(self, graph: Successors, wanted: NDArray[np.bool_]) -> Play | None:
        """The shortest play into one of the states marked by number; None where none is."""
        if not wanted.any():
            return None
        for number, level in enumerate(self._space.levels[1:], 1):
            for scene, front in level.items():
                place, stamina, satisfaction = cells(front.tiles)
                here = np.flatnonzero(wanted[graph.number(scene, front.groups[place], stamina, satisfaction)])
                if len(here):
                    at = here[0]
                    cell = scene, int(front.groups[place[at]]), int(stamina[at]), int(satisfaction[at])
                    return Play(self._space.variant, with_cards(self._space.story, self._actions(cell, number)))
        return None

    def _actions(self, cell: Cell, level: int) -> list[str]:
        actions: list[str] = []
        while level > 0:
            action, cell = next(self._before(cell, level))
            actions.append(action)
            level -= 1
        return actions[-2::-1]  # without the opening, which is no action of the player's

    def _before(self, cell: Cell, level: int) -> Iterator[tuple[str, Cell]]:
        """The actions and states of the level before that lead here."""
        scene, group, stamina, satisfaction = cell
        for source, front in self._space.levels[level - 1].items():
            ways = self._space.ways[source].to.get(f"scenes.{scene}")
            if ways is None:
                continue
            part = ways.chosen(np.flatnonzero(ways.target == group))
            for column, start in enumerate(part.groups[SOURCE]):
                place = front.place_of(int(start))
                for came, was in _starts(part, column, stamina, satisfaction) if place >= 0 else ():
                    word, bit = divmod(was, WORD)
                    if int(front.tiles[place, word, came]) >> bit & 1:
                        yield self._space.ways[source].actions[part.action[column]], (source, int(start), came, was)


def _starts(ways: Ways, column: int, stamina: int, satisfaction: int) -> Iterator[tuple[int, int]]:
    """The meters from which a way can have led to these."""
    for came in _origins(ways, column, STAMINA, stamina):
        for was in _origins(ways, column, SATISFACTION, satisfaction):
            yield came, was


def _origins(ways: Ways, column: int, meter: int, value: int) -> range:
    """Where a meter can have stood before a way; at a bound it may have come from beyond it."""
    added, least, most, first, last = (
        int(ways.groups[meter + row, column]) for row in (ADDED, LEAST, MOST, FIRST, LAST)
    )
    if not least <= value <= most:
        return range(0)
    lowest = first if value == least else max(first, value - added)
    highest = last if value == most else min(last, value - added)
    return range(lowest, highest + 1)
