"""The way to a scene: how to stand in it by what a player can really do."""

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from game.engine.outcome import View
from game.engine.run import Deal, Run
from game.engine.state import State
from game.engine.step import start, step
from game.engine.view import view
from game.story import Scene, Story, digest

MOST_STATES = 50_000
"""States looked at before a search gives up: some seconds. The shipped stories need a few thousand."""
_Place = tuple[int, int, int, State, tuple[str, ...]]
"""Actions at least, the place of its deal, a number to break ties, where it stands, the actions so far."""


def way_to(story: Story, deal: Deal, scene: str, most: int = MOST_STATES) -> Run | None:
    """Return a practice run of the fewest replies that stands in a scene; None where the search finds none.

    Care and cards are taken where replies alone do not lead there. It is dealt as `deal` says, unless another variant
    leads there with less. `most` bounds the states looked at. Raises KeyError where there is no such variant or scene.
    """
    first = story.variant(deal.variant)
    others = (variant for variant in story.variants if variant is not first)
    deals = [Deal(variant.id, deal.order) for variant in (first, *others)]
    left = _replies_left(story, story.scenes[scene])
    for taken in (_replies, _actions):
        run = _search(story, deals, left, taken, most)
        if run is not None:
            return run
    return None


def _replies(now: View) -> tuple[str, ...]:
    return now.replies


def _actions(now: View) -> tuple[str, ...]:
    return now.actions


def _search(
    story: Story, deals: list[Deal], left: dict[str, int], taken: Callable[[View], tuple[str, ...]], most: int
) -> Run | None:
    """The shortest way among actions `taken`: A*, as no way is shorter than the replies `left`."""
    numbers = count()
    todo: list[_Place] = []
    seen: set[tuple[int, State]] = set()

    def note(place: int, state: State, way: tuple[str, ...]) -> None:
        if not state.ended and state.scene in left and (place, state) not in seen:
            seen.add((place, state))
            # Of ways as short, the newest is gone on with, which is the one furthest on: hence the falling numbers.
            heappush(todo, (len(way) + left[state.scene], place, -next(numbers), state, way))

    for place, deal in enumerate(deals):
        note(place, start(story, deal.variant)[0], ())
    while todo and len(seen) < most:
        _, place, _, state, way = heappop(todo)
        if not left[state.scene]:
            return Run(story.id, digest(story), deals[place], way)
        for action in taken(view(story, state)):
            note(place, step(story, state, action)[0], (*way, action))
    return None


def _replies_left(story: Story, scene: Scene) -> dict[str, int]:
    """How many replies lie at least between each scene and this one; scenes that cannot lead to it are left out."""
    left = {scene.id: 0}
    for _ in story.scenes:  # every round settles the scenes that are one step further away
        for here in story.scenes.values():
            onward = [left[to] for to in _exits(here) if to in left]
            if onward and here is not scene:
                left[here.id] = min(onward) + bool(here.choices)
    return left


def _exits(scene: Scene) -> set[str]:
    return {route.to for route in scene.next} | {choice.go for choice in scene.choices if choice.go}
