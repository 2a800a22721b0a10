"""One deal solved: what is met and how, what its choices are worth, how stated players fare. Plain values."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from game.analysis.cards import with_cards, with_every_card
from game.analysis.compare import Comparison, compare
from game.analysis.explore import Budget, Space
from game.analysis.facts import DealSize, Play, PlayerFacts
from game.analysis.locks import locked_without_cards
from game.analysis.moves import UNREAD
from game.analysis.players import Crowd, crowd, greedy, habits, player_facts
from game.analysis.successors import CLOSED, Successors
from game.analysis.values import NO_SCORE, Values, values_of
from game.analysis.witness import Plays
from game.engine import ActionUnavailableError, ChatEndedError, State, start, step
from game.story import Story

Played = dict[str, tuple[str, ...]]
"""By ending that can follow a play: the actions of the play and of a way on to that ending."""
Seen = dict[tuple[str, bool], Play | None]
"""By address and answer what was met, with the shortest play that shows it; None where the budget did not tell."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What only a closed search can tell."""

    stuck: Play | None
    """the way into a state where nothing can be done"""
    lost: Play | None
    """the way into a state from which no ending can be reached"""
    scores: dict[str, tuple[int, int]]
    """by ending met: the worst and the best score with which it comes"""
    best: int
    worst: int
    best_without_slip: int
    compared: Comparison
    players: tuple[PlayerFacts, ...]
    uniform: Crowd
    possible: frozenset[tuple[str, str, str]]
    """scene, choice and target of every way that can be taken"""


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What is known of one deal."""

    size: DealSize
    seen: Seen
    solution: Solution | None = None
    """None where the budget ran out"""
    checks: dict[int, Played | None] = field(default_factory=dict)
    """By number of a check with a play; None where the play cannot be played."""


def solve_deal(story: Story, variant: str, budget: Budget) -> DealFacts:
    """Explore a deal and, where the budget allows, answer everything. Raises TooWideError."""
    space = Space(story, variant, budget)
    size = DealSize(variant, space.states, space.transitions, space.seconds, space.closed)
    plays = Plays(space)
    seen = _seen(space, plays, budget)
    if not space.closed:
        return DealFacts(size, seen)
    graph = Successors(space)
    values = values_of(graph)
    solution = _solution(graph, plays, values)
    checks = {n: _after(graph, values, check.play) for n, check in enumerate(story.checks, 1) if check.play}
    return DealFacts(replace(size, best_score=solution.best), seen, solution, checks)


def _seen(space: Space, plays: Plays, budget: Budget) -> Seen:
    """Everything that was met. A lock that a card would open is met by those who have not opened it."""
    seen: Seen = {key: plays.to(*key, met) for key, met in space.sightings.items() if not key[0].endswith(UNREAD)}
    for reply, play in locked_without_cards(space, budget) if space.closed else ():
        for key in ((f"choices.{reply}.locked", True), (f"choices.{reply}.needs", False)):
            found = [way for way in (seen.get(key), play) if way]
            seen[key] = min(found, key=lambda way: way.length, default=None)
    return seen


def _solution(graph: Successors, plays: Plays, values: Values) -> Solution:
    story, variant = graph.space.story, graph.space.variant
    first = graph.opening
    crowds = {player: crowd(graph, first, habit, flows=player == "uniform") for player, habit in habits(story).items()}
    facts = [player_facts(player, variant, graph, found) for player, found in crowds.items()]
    return Solution(
        stuck=plays.into(graph, _stuck(graph)),
        lost=plays.into(graph, values.best[: graph.states] == NO_SCORE),
        scores=graph.scores,
        best=int(values.best[first]),
        worst=int(values.worst[first]),
        best_without_slip=int(values.without_slip[first]),
        compared=compare(graph, values),
        players=(*facts, greedy(story, variant)),
        uniform=crowds["uniform"],
        possible=frozenset(graph.possible),
    )


def _stuck(graph: Successors) -> NDArray[np.bool_]:
    """For each state, whether nothing at all can be done in it."""
    stuck = np.zeros(graph.states, dtype=np.bool_)
    for block in graph.blocks:
        stuck[block.first : block.last] = (block.to == CLOSED).all(axis=0)
    return stuck


def _after(graph: Successors, values: Values, play: tuple[str, ...]) -> Played | None:
    """What can follow a play in this deal; None where it cannot be played."""
    story = graph.space.story
    state, _ = start(story, graph.space.variant)
    try:
        for action in play:
            state, _ = step(story, state, action)
    except (ActionUnavailableError, ChatEndedError):
        return None
    if state.ending is not None:
        return {state.ending: play}
    bits = int(values.endings[graph.places.number_of(state)])
    possible = [place for place in range(len(graph.endings)) if bits >> place & 1]
    ways = {graph.endings[place]: _way_on(graph, values, state, place) for place in possible}
    return {ending: with_cards(story, [*play, *way]) for ending, way in ways.items()}


def _way_on(graph: Successors, values: Values, state: State, ending: int) -> tuple[str, ...]:
    """Actions from a state to an ending (by its place) that is possible there, cards taken as read.

    What is still to be done is kept with the state before its last action, which many a time is never taken.
    """
    story = graph.space.story
    state = with_every_card(story, state)
    todo: list[tuple[State, tuple[str, ...]]] = [(state, ())]
    seen: set[int] = set()
    while todo:
        before, way = todo.pop()
        state = step(story, before, way[-1])[0] if way else before
        if state.ending is not None:
            return way
        number = graph.places.number_of(state)
        if number in seen:
            continue
        seen.add(number)
        block = graph.block_of(number)
        leads = block.to[:, number - block.first]
        onward = np.flatnonzero((leads != CLOSED) & (values.endings[leads] >> ending & 1 == 1))
        todo += [(state, (*way, block.actions[place])) for place in onward[::-1]]
    raise ValueError(graph.endings[ending])
