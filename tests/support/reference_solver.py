"""A solver to check solvers by: every state of one deal, found with the engine's own steps. Slow, and plain.

What it takes as given: reading cards is free and can always be done, so every card counts as read from the start and
no card action is taken; of the thoughts of a kind the first stands for all. A length is a number of actions, cards
left out. What it knows of the way through silent scenes it learns from a copy of the story whose lines say their own
addresses and whose conditions take note of how they were answered.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from game.engine import Outcome, State, View, score, start, step, view
from game.engine.conditions import Test
from game.engine.prepare import Lines, ReadyChoice, ReadyScene, Routes, prepare
from game.format.addresses import retold
from game.story import ALWAYS, Condition, Flag, Line, Scene, Story


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
        self._copy = speaking_addresses(story)
        self.seen: dict[str, int] = {}
        """By address: the fewest actions after which it was seen. A choice is seen when it can be taken, `.locked` when
        it is listed and cannot."""
        self.read: dict[str, set[bool]] = defaultdict(set)
        """By the address of a condition that is no constant: its answers wherever the engine read it."""
        self.moves: dict[State, tuple[Move, ...]] = {}
        """The states in which the chat still runs, nearest first, with all that can be done in each."""
        self.ended: dict[State, int] = {}
        """The states in which it is over, with their scores."""
        self.length: dict[State, int] = {}
        """The fewest actions that lead to a state."""
        self._actions = 0
        self._watch_conditions()
        self.first = self._search(variant, most)

    # The search.

    def _search(self, variant: str | None, most: int) -> State:
        state, outcome = start(self._copy, variant)
        first = state._replace(read=(1 << len(self.story.cards)) - 1)
        todo = deque([first])
        self._arrive(first, outcome)
        while todo:
            state = todo.popleft()
            if state.ended:
                self.ended[state] = score(self._copy, state).total
                continue
            self._actions = self.length[state] + 1
            found = [(action, *step(self._copy, state, action)) for action in self._open_actions(state)]
            self.moves[state] = tuple(Move(action, after) for action, after, _ in found)
            todo += [after for _, after, outcome in found if self._arrive(after, outcome)]
            if len(self.length) > most:
                raise TooLargeError(most)
        return first

    def _open_actions(self, state: State) -> tuple[str, ...]:
        now = view(self._copy, state)
        return now.replies + tuple(f"care:{kind}" for kind in now.care if kind != "reframe") + first_thoughts(now)

    def _arrive(self, state: State, outcome: Outcome) -> bool:
        """Take note of what is seen on the way into a state; True if it was never entered before."""
        for line in outcome.lines:
            self._see(line.text)
        if state in self.length:
            return False
        self.length[state] = self._actions
        if state.ending is not None:
            self._see(f"endings.{state.ending}")
        for option in view(self._copy, state).options:
            self._see(f"choices.{option.id}" + (".locked" if option.locked else ""))
        return True

    def _see(self, address: str) -> None:
        """Breadth first: what is seen first is seen after the fewest actions."""
        self.seen.setdefault(address, self._actions)

    # Taking note of conditions: the tests of this copy of the story, made ready for it alone, are wrapped.

    def _watch_conditions(self) -> None:
        ready = prepare(self._copy)
        whens = {ending.id: ending.when for ending in self.story.endings}
        ready.endings = tuple((id, self._watched(f"endings.{id}.when", whens[id], test)) for id, test in ready.endings)
        for scene in ready.scenes.values():
            self._watch_scene(scene)
            for choice in scene.choices.values():
                self._watch_choice(choice, scene.scene)

    def _watch_scene(self, ready: ReadyScene) -> None:
        scene, address = ready.scene, f"scenes.{ready.scene.id}"
        ready.say = self._watched_lines(ready.say)
        ready.routes = self._watched_routes(scene, ready.routes)
        ready.abuse = self._watched(f"{address}.abuse", scene.abuse, ready.abuse)

    def _watch_choice(self, ready: ReadyChoice, scene: Scene) -> None:
        choice, address = ready.choice, f"choices.{ready.choice.id}"
        ready.when = self._watched(f"{address}.if", choice.when, ready.when)
        ready.needs = self._watched(f"{address}.needs", choice.needs, ready.needs)
        ready.reply = self._watched_lines(ready.reply)
        if choice.go is None:
            ready.routes = self._watched_routes(scene, ready.routes)
        if "OWN" in choice.uses and choice.at_fault is not None:
            ready.at_fault = self._watched(f"{address}.at_fault", choice.at_fault, ready.at_fault)
        elif "OWN" in choice.uses:
            ready.at_fault = self._watched("at_fault", self.story.at_fault, ready.at_fault)

    def _watched_lines(self, lines: Lines) -> Lines:
        return tuple((line, self._watched(line.text, line.when, test)) for line, test in lines)

    def _watched_routes(self, scene: Scene, routes: Routes) -> Routes:
        """Ways on are seen when taken; only those with a condition, or after one, are asked about."""
        watched = []
        for number, (route, (to, test)) in enumerate(zip(scene.next, routes, strict=True), 1):
            address = f"scenes.{scene.id}.next.{number}"
            watched.append((to, self._seen_if_true(address, self._watched(address, route.when, test))))
        return tuple(watched)

    def _watched(self, address: str, condition: Condition, test: Test) -> Test:
        if isinstance(condition, Flag):
            return test

        def watched(state: State) -> bool:
            answer = test(state)
            self.read[address].add(answer)
            return answer

        return watched

    def _seen_if_true(self, address: str, test: Test) -> Test:
        def watched(state: State) -> bool:
            answer = test(state)
            if answer:
                self._see(address)
            return answer

        return watched

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


def speaking_addresses(story: Story) -> Story:
    """A copy of the story in which every line says its own address, and every scene its own before them."""

    def tell_line(address: str, line: Line) -> Line:
        return replace(line, text=address)

    told = retold(story, lambda _, text: text, tell_line)
    scenes = {id: replace(scene, say=(Line(f"scenes.{id}"), *scene.say)) for id, scene in told.scenes.items()}
    return replace(told, scenes=scenes)


def asked(story: Story) -> tuple[str, ...]:
    """Every address of which `reachable` is asked, in reading order."""
    found = []
    for scene in story.scenes.values():
        found += [f"scenes.{scene.id}", *_conditional(f"scenes.{scene.id}.say", scene.say)]
        for choice in scene.choices:
            found.append(f"choices.{choice.id}")
            found += [f"choices.{choice.id}.locked"] if choice.needs != ALWAYS or choice.demanding else []
            found += _conditional(f"choices.{choice.id}.reply", choice.reply)
        first = next((n for n, route in enumerate(scene.next, 1) if route.when != ALWAYS), len(scene.next) + 1)
        found += [f"scenes.{scene.id}.next.{number}" for number in range(first, len(scene.next) + 1)]
    return (*found, *(f"endings.{ending.id}" for ending in story.endings))


def _conditional(address: str, lines: tuple[Line, ...]) -> list[str]:
    return [f"{address}.{number}" for number, line in enumerate(lines, 1) if line.when != ALWAYS]


def conditions(story: Story) -> dict[str, Condition]:
    """Every condition that is no constant, by the address where it is read, in reading order."""
    found = {"at_fault": story.at_fault}
    for scene in story.scenes.values():
        found |= {f"scenes.{scene.id}.say.{n}": line.when for n, line in enumerate(scene.say, 1)}
        found[f"scenes.{scene.id}.abuse"] = scene.abuse
        for choice in scene.choices:
            address = f"choices.{choice.id}"
            found |= {f"{address}.if": choice.when, f"{address}.needs": choice.needs}
            found |= {f"{address}.at_fault": choice.at_fault} if choice.at_fault is not None else {}
            found |= {f"{address}.reply.{n}": line.when for n, line in enumerate(choice.reply, 1)}
        found |= {f"scenes.{scene.id}.next.{n}": route.when for n, route in enumerate(scene.next, 1)}
    found |= {f"endings.{ending.id}.when": ending.when for ending in story.endings}
    return {address: condition for address, condition in found.items() if not isinstance(condition, Flag)}
