"""A solver to check solvers by: every state of one deal, found with the engine's own steps. Slow, and plain.

What it takes as given: reading cards is free and can always be done, so every card counts as read from the start and
no card action is taken; only locks are looked at once more as those see them who have read some cards or none. Of the
thoughts of a kind the first stands for all. A length is a number of actions, cards left out.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from game.engine import State, View, score, view
from game.engine.conditions import leaves
from game.engine.outcome import Option
from game.story import Read, Story
from tests.support.solver_watching import Watcher


class Move(NamedTuple):
    """An action and where it leads."""

    action: str
    after: State

    @property
    def is_reply(self) -> bool:
        return ":" not in self.action


class TooLargeError(Exception):
    """The deal has more states than the caller wants to wait for."""


class Reference:
    """Everything that can happen in one deal of a story."""

    def __init__(self, story: Story, variant: str | None = None, most: int = 100_000) -> None:
        """Searches the whole deal. Raises TooLargeError beyond so many states, KeyError for an unknown variant."""
        self.story = story
        self.seen: dict[str, int] = {}
        """By address: the fewest actions after which it was seen."""
        self.read: dict[str, set[bool]] = defaultdict(set)
        """By the address of a condition that is no constant: its answers wherever the engine read it."""
        self.moves: dict[State, tuple[Move, ...]] = {}
        """The states in which the chat still runs, nearest first, with all that can be done in each."""
        self.ended: dict[State, int] = {}
        """The states in which it is over, with their scores."""
        self.length: dict[State, int] = {}
        """The fewest actions that lead to a state."""
        self._actions = 0
        self._watcher = Watcher(story, self._see, lambda address, answer: self.read[address].add(answer))
        self.first = self._search(variant, most)

    # The search.

    def _search(self, variant: str | None, most: int) -> State:
        first = self._watcher.start(variant)._replace(read=(1 << len(self.story.cards)) - 1)
        todo = deque([first])
        self._arrive(first)
        while todo:
            state = todo.popleft()
            if state.ended:
                self.ended[state] = score(self.story, state).total
                continue
            self._actions = self.length[state] + 1
            moves = [Move(action, self._watcher.step(state, action)) for action in self._open_actions(state)]
            self.moves[state] = tuple(moves)
            todo += [move.after for move in moves if self._arrive(move.after)]
            if len(self.length) > most:
                raise TooLargeError(most)
        if any(isinstance(leaf, Read) for choice in self.story.choices.values() for leaf in leaves(choice.needs)):
            self._look_for_locks(first)
        return first

    def _open_actions(self, state: State) -> tuple[str, ...]:
        now = view(self.story, state)
        return now.replies + tuple(f"care:{kind}" for kind in now.care if kind != "reframe") + first_thoughts(now)

    def _arrive(self, state: State) -> bool:
        """Take note of a state; True if it was never entered before."""
        if state in self.length:
            return False
        self.length[state] = self._actions
        self._watcher.look(state)
        return True

    def _look_for_locks(self, first: State) -> None:
        """The locks that those meet who have read some cards or none, going only where these let them go."""
        todo, known = deque([(first, 0, 0)]), set()
        while todo:
            state, read, length = todo.popleft()
            if (state, read) in known or state.ended:
                continue
            known.add((state, read))
            now = view(self.story, state._replace(read=read))
            for option in now.options:
                self._look_at_lock(option, length)
            # To read one card more takes no action, so who does that comes next.
            todo.extendleft((state, read | 1 << card, length) for card in range(len(self.story.cards)))
            moves = [move for move in self.moves[state] if not move.is_reply or move.action in now.replies]
            todo += [(move.after, read, length + 1) for move in moves]

    def _look_at_lock(self, option: Option, length: int) -> None:
        address = f"choices.{option.id}"
        if option.locked:
            self.seen[f"{address}.locked"] = min(length, self.seen.get(f"{address}.locked", length))
        if option.lock == "needs":
            self.read[f"{address}.needs"].add(False)

    def _see(self, address: str) -> None:
        """Breadth first: what is seen first is seen after the fewest actions."""
        self.seen.setdefault(address, self._actions)

    # What follows from the whole.

    @property
    def transitions(self) -> int:
        """How many moves all states have together."""
        return sum(map(len, self.moves.values()))

    @property
    def dead_ends(self) -> tuple[State, ...]:
        """States in which nothing can be done, nearest first."""
        return tuple(state for state, moves in self.moves.items() if not moves)

    @property
    def stuck(self) -> tuple[State, ...]:
        """States from which no ending can be reached, nearest first."""
        return tuple(state for state in self.moves if state not in self.best)

    @cached_property
    def best(self) -> dict[State, int]:
        """The best score that can still be reached, by state; states without any are left out."""
        return self._flooded(self._by_score(reverse=True), lambda move: True)

    @cached_property
    def worst(self) -> dict[State, int]:
        """The worst score that can still be reached, by state."""
        return self._flooded(self._by_score(reverse=False), lambda move: True)

    @cached_property
    def best_by_replies(self) -> dict[State, int]:
        """The best score that can still be reached without any care from here on, by state."""
        return self._flooded(self._by_score(reverse=True), lambda move: move.is_reply)

    @cached_property
    def worst_by_replies(self) -> dict[State, int]:
        """The worst score that can still be reached without any care from here on, by state."""
        return self._flooded(self._by_score(reverse=False), lambda move: move.is_reply)

    @cached_property
    def endings(self) -> dict[State, frozenset[str]]:
        """The endings that can still be reached, by state; empty where there is none."""
        found: dict[State, set[str]] = {state: set() for state in self.length}
        for ending in self.story.endings:
            goal = [(state, 0) for state in self.ended if state.ending == ending.id]
            for state in self._flooded(goal, lambda move: True):
                found[state].add(ending.id)
        return {state: frozenset(endings) for state, endings in found.items()}

    def _by_score(self, reverse: bool) -> list[tuple[State, int]]:
        return sorted(self.ended.items(), key=lambda pair: pair[1], reverse=reverse)

    def _flooded(self, goals: Iterable[tuple[State, int]], allowed: Callable[[Move], bool]) -> dict[State, int]:
        """Give each state the value of the first goal in the list that it can reach: backwards from goal after goal."""
        before: dict[State, list[State]] = defaultdict(list)
        for state, moves in self.moves.items():
            for move in moves:
                if allowed(move):
                    before[move.after].append(state)
        values: dict[State, int] = {}
        for goal, value in goals:
            todo = [goal]
            while todo:
                state = todo.pop()
                if state not in values:
                    values[state] = value
                    todo += before[state]
        return values


def first_thoughts(now: View) -> tuple[str, ...]:
    """The first thought of each kind, as actions."""
    kinds = {thought.kind: thought.id for thought in reversed(now.thoughts)}
    return tuple(f"care:reframe:{thought.id}" for thought in now.thoughts if kinds[thought.kind] == thought.id)
