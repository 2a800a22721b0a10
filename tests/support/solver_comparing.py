"""Does a fast solver say of a deal what the slow one says? Everything compared state for state."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache

from game.analysis.explore import Space
from game.analysis.tiles import cells
from game.engine import State
from game.engine.conditions import leaves
from game.story import Read, Story
from tests.support.reference_solver import Reference
from tests.support.solver_watching import asked, conditions

Key = Hashable
"""What a fast solver remembers of a state."""


@dataclass(frozen=True)
class Explored:
    """What a fast solver found in a deal, in words that any of them can be put in."""

    key: Callable[[State], Key]
    """what it remembers of a state in which the chat still runs"""
    keys: Set[Key]
    """every such state that it found"""
    transitions: int
    lengths: dict[str, int]
    """by address: the fewest actions after which it was seen"""
    answers: dict[str, set[bool]]
    """by the address of a condition: its answers"""


def explored(space: Space) -> Explored:
    """The findings of the solver that the game uses."""

    @cache
    def key(state: State) -> Key:
        packed = space.liveness.pack(space.story.scenes[state.scene], space.fields.column(state)[:, None])
        return state.scene, int(packed[0]), state.stamina, state.satisfaction

    keys = set()
    for scene in space.story.scenes:
        groups = space.groups[scene]
        for place, stamina, satisfaction in zip(*cells(groups.tiles), strict=True):
            keys.add((scene, int(groups.packed[place]), int(stamina), int(satisfaction)))
    answers: dict[str, set[bool]] = {}
    for address, answer in space.sightings:
        answers.setdefault(address, set()).add(answer)
    return Explored(key, keys, space.transitions, _lengths(space), answers)


def _lengths(space: Space) -> dict[str, int]:
    """Level 0 is before the first lines, so what an action shows at level n is seen after n actions; a choice, one
    earlier, for it is seen before anything is done."""
    return {
        address: sighting.level - address.startswith("choices.") * (address.count(".") == 1 or "locked" in address)
        for (address, answer), sighting in space.sightings.items()
        if answer
    }


def differences(deal: Reference, found: Explored) -> list[str]:
    """What the two do not agree in: states, moves, first sightings, answers of conditions. Empty where all is well."""
    keys = {found.key(state) for state in deal.moves}
    transitions = sum(len(ways) for ways in _by_key(deal, found).values())
    return [
        *(f"state {key} is missing" for key in keys - found.keys),
        *(f"state {key} is too much" for key in found.keys - keys),
        *_unlike(deal, found),
        *([f"{found.transitions} moves, not {transitions}"] if found.transitions != transitions else []),
        *_unequal(
            "first seen", found.lengths, deal.seen,
            {*asked(deal.story), "endings.walk-out", "endings.hand-over"} - _of_cards(deal.story, "locked"),
        ),
        *_unequal(
            "answers", found.answers, deal.read, {*deal.read, *conditions(deal.story)} - _of_cards(deal.story, "needs")
        ),
    ]  # fmt: skip


def _of_cards(story: Story, part: str) -> set[str]:
    """What hangs on cards: a search that takes them all as read cannot tell, only who looks at each lock again."""
    choices = story.choices.values()
    return {f"choices.{one.id}.{part}" for one in choices if any(isinstance(leaf, Read) for leaf in leaves(one.needs))}


def _by_key(deal: Reference, found: Explored) -> dict[Key, dict[str, Key]]:
    """Where each action leads, by what is remembered of the state."""
    return {found.key(state): _ways(deal, found, state) for state in reversed(deal.moves)}


def _ways(deal: Reference, found: Explored, state: State) -> dict[str, Key]:
    return {move.action: _landing(deal, found, move.after) for move in deal.moves[state]}


def _unlike(deal: Reference, found: Explored) -> list[str]:
    """States that are held for one must go on alike: only then is forgetting the rest exact."""
    kinds = _by_key(deal, found)
    return [f"{state} goes on unlike its kind" for state in deal.moves
            if kinds[found.key(state)] != _ways(deal, found, state)]  # fmt: skip


def _unequal(
    what: str, found: Mapping[str, object], wanted: Mapping[str, object], addresses: Iterable[str]
) -> list[str]:
    return [f"{address}: {what} {found.get(address)}, not {wanted.get(address)}"
            for address in addresses if found.get(address) != wanted.get(address)]  # fmt: skip


def _landing(deal: Reference, found: Explored, state: State) -> Key:
    return (state.ending, deal.ended[state]) if state.ended else found.key(state)
