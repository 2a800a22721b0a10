"""A story that tells what is seen and asked while it is played, for tests of what the engine keeps to itself.

It is a copy of the story whose lines say their own addresses, and whose conditions take note of how they were answered.
"""

from collections.abc import Callable
from dataclasses import replace

from game.engine import Outcome, State, start, step, view
from game.engine.conditions import Test
from game.engine.prepare import Lines, ReadyChoice, ReadyScene, Routes, prepare
from game.format.translation.addresses import retold
from game.story import ALWAYS, Condition, Flag, Line, Scene, Story


class Watcher:
    """Plays a story and reports every address that is seen, and every answer of a condition that is no constant."""

    def __init__(self, story: Story, see: Callable[[str], None], hear: Callable[[str, bool], None]) -> None:
        self._story = speaking_addresses(story)
        self._see = see
        self._hear = hear
        self._watch_conditions()

    def start(self, variant: str | None) -> State:
        """The first lines."""
        return self._met(*start(self._story, variant))

    def step(self, state: State, action: str) -> State:
        """An action. Raises as the engine does."""
        return self._met(*step(self._story, state, action))

    def look(self, state: State) -> None:
        """What can be chosen: a choice is seen when it can be taken, `.locked` when it is listed and cannot."""
        for option in view(self._story, state).options:
            self._see(f"choices.{option.id}" + (".locked" if option.locked else ""))

    def _met(self, state: State, outcome: Outcome) -> State:
        for line in outcome.lines:
            self._see(line.text)
        if state.ending is not None:
            self._see(f"endings.{state.ending}")
        return state

    # The tests of this copy of the story, made ready for it alone, are wrapped.

    def _watch_conditions(self) -> None:
        ready = prepare(self._story)
        whens = {ending.id: ending.when for ending in self._story.endings}
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
            ready.at_fault = self._watched("at_fault", self._story.at_fault, ready.at_fault)

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
            self._hear(address, answer)
            return answer

        return watched

    def _seen_if_true(self, address: str, test: Test) -> Test:
        def watched(state: State) -> bool:
            answer = test(state)
            if answer:
                self._see(address)
            return answer

        return watched


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
    return (*found, *(f"endings.{ending.id}" for ending in story.own_endings))


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
