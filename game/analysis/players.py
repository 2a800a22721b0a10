"""How stated players fare: exact shares of the endings, and how many of them take each way."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from game.analysis.facts import Flow, PlayerFacts
from game.analysis.rounds import Habit, Mass, Options, visits
from game.analysis.successors import CLOSED, SCORES, Block, Numbers, Successors
from game.engine import step, view
from game.engine.score import score
from game.engine.state import CARE_KINDS, TIRED_BELOW
from game.engine.step import start
from game.engine.table import STEADYING_THOUGHTS
from game.story import Story

Flows = defaultdict[tuple[str, str, str], float]
"""By scene, action and target: how often in a play."""
LONGEST_PLAY = 400
"""Replies, or rounds through a story with loops, after which players are no longer followed step by step."""
NEGLIGIBLE = 1e-9
"""The share of players that may still be on their way when a count ends."""


@dataclass
class Crowd:
    """Players spread over a story: how they end, and which ways they take."""

    ended: NDArray[np.float64]
    """(endings, scores): their share"""
    flows: Flows = field(default_factory=lambda: defaultdict(float))
    undecided: float = 0.0
    """The share of them of whom it is not known how they end, nor that they never do."""


def habits(story: Story) -> dict[str, Habit]:
    """The players that choose by the state alone; `greedy` looks ahead one reply and is played by itself."""
    return {
        "uniform": lambda block, to, stamina: _replies_open(block, to),
        "careful": _Careful(story),
        "template": _Fond(story, "TEMPLATE"),
        "mask": _Fond(story, "MASK"),
    }


def crowd(graph: Successors, first: int, habit: Habit, *, flows: bool = False) -> Crowd:
    """Players who all start in one state and follow a habit; with `flows` the ways they take are counted.

    Whoever goes in circles for ever is in no ending.
    """
    mass = np.zeros(graph.size)
    mass[first] = 1.0
    found = Crowd(np.zeros((len(graph.endings), SCORES)))
    ways = found.flows if flows else None
    for _ in range(LONGEST_PLAY if graph.loops else 1):
        for block in graph.blocks:
            _go_on(graph, block, mass, mass, habit, ways)
        if mass[: graph.states].sum() < NEGLIGIBLE:
            break
    else:
        _go_round(graph, mass, habit, found, ways)
    found.ended += mass[graph.states : -1].reshape(found.ended.shape)
    return found


def _go_round(graph: Successors, mass: Mass, habit: Habit, found: Crowd, flows: Flows | None) -> None:
    """Brings those to their end who are still on their way."""
    left = mass[: graph.states].copy()
    stays = visits(graph, left, habit)
    if stays is None:
        found.undecided = float(left.sum())
        return
    for block in graph.blocks:
        _go_on(graph, block, stays, mass, habit, flows)


def _go_on(graph: Successors, block: Block, mass: Mass, after: Mass, habit: Habit, flows: Flows | None) -> None:
    """Moves all that is in a block on, into `after`."""
    here = np.flatnonzero(mass[block.first : block.last])
    if not len(here):
        return
    numbers = here + block.first
    to = block.to if len(here) == block.to.shape[1] else block.to.take(here, axis=1)
    options = habit(block, to, graph.stamina[numbers])
    shares = mass[numbers] / np.maximum(np.count_nonzero(options, axis=0), 1)
    mass[numbers] = 0.0
    for place, action in enumerate(block.actions):
        taken = np.flatnonzero(options[place])
        if len(taken):
            leads, share = to[place].take(taken), shares.take(taken)
            np.add.at(after, leads, share)
            if flows is not None:
                for target, sum_ in graph.by_target(leads, share):
                    flows[block.scene, action, target] += sum_


def player_facts(player: str, deal: str, graph: Successors, found: Crowd) -> PlayerFacts:
    """What became of a crowd."""
    shares = tuple((id, float(share)) for id, share in zip(graph.endings, found.ended.sum(axis=1), strict=True))
    return PlayerFacts(player, deal, shares, float(found.ended.sum(axis=0) @ np.arange(SCORES)), found.undecided)


def greedy(story: Story, variant: str) -> PlayerFacts:
    """The player who always sends the reply that pleases most at once, the first as written among equals."""
    state = start(story, variant)[0]
    every_card = (1 << len(story.cards)) - 1
    for _ in range(LONGEST_PLAY):
        if state.ending is not None:
            break
        state = state._replace(read=every_card)
        open_ = [option.id for option in view(story, state).options if option.lock is None]
        if not open_:
            break
        state = max((step(story, state, action)[0] for action in open_), key=lambda after: after.satisfaction)
    shares = tuple((ending.id, float(ending.id == state.ending)) for ending in story.endings)
    return PlayerFacts("greedy", variant, shares, float(score(story, state).total) if state.ending else 0.0)


def flows_of(crowds: list[Crowd], possible: set[tuple[str, str, str]]) -> tuple[Flow, ...]:
    """What crowds did over all deals together, and what else can happen."""
    keys = sorted(possible | {key for found in crowds for key in found.flows})
    return tuple(Flow(*key, sum(found.flows.get(key, 0.0) for found in crowds) / len(crowds)) for key in keys)


def _replies_open(block: Block, to: Numbers) -> Options:
    open_ = to != CLOSED
    open_[block.replies :] = False
    return open_


class _Fond:
    """Sends replies with one slip wherever there are any, else any."""

    def __init__(self, story: Story, slip: str) -> None:
        self._fond = {choice.id for choice in story.choices.values() if choice.slip == slip}

    def __call__(self, block: Block, to: Numbers, stamina: NDArray[np.uint8]) -> Options:
        return _preferred(_replies_open(block, to), [action in self._fond for action in block.actions])


class _Careful:
    """Sends replies without a slip wherever there are any, and pauses while tired."""

    def __init__(self, story: Story) -> None:
        self._clean = {choice.id for choice in story.choices.values() if choice.slip is None}
        helping = [thought.id for thought in story.thoughts.values() if thought.kind in STEADYING_THOUGHTS]
        self._pauses = [f"care:{kind}" for kind in CARE_KINDS if kind != "reframe"]
        self._pauses[1:1] = [f"care:reframe:{id}" for id in helping[:1]]

    def __call__(self, block: Block, to: Numbers, stamina: NDArray[np.uint8]) -> Options:
        options = _preferred(_replies_open(block, to), [action in self._clean for action in block.actions])
        for pause in reversed([block.actions.index(pause) for pause in self._pauses if pause in block.actions]):
            pausing = (stamina < TIRED_BELOW) & (to[pause] != CLOSED)
            options[:, pausing] = False
            options[pause, pausing] = True
        return options


def _preferred(open_: Options, liked: list[bool]) -> Options:
    """Of the open actions those liked, where there are any."""
    if not any(liked):
        return open_
    some = open_[liked].any(axis=0)
    open_[~np.array(liked)] &= ~some
    return open_
