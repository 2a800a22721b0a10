"""A story made ready for stepping: conditions compiled, replies reduced to what the rules read. Done once per story."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from game.engine.conditions import ConditionCompiler, Test, always
from game.engine.effects import Context, ReplyTraits, Weighed, weigh
from game.engine.outcome import Lock, Option
from game.engine.state import HEAT_PER_MOOD, TIRED_BELOW, State
from game.engine.table import SHOP_COST_STEPS, SOFTENING
from game.story import ALWAYS, END, PROMISE_STATES, Choice, Line, PromiseActs, Route, Scene, Story

OPEN, KEPT, BROKEN = (PROMISE_STATES.index(state) for state in ("open", "kept", "broken"))

LISTINGS_KEPT = 64
"""Orders of replies remembered for a scene."""

Lines = tuple[tuple[Line, Test], ...]
Routes = tuple[tuple[str, Test], ...]


class ReadyPromises(NamedTuple):
    """What a reply does to promises, by place. Keeping, breaking and slipping act on open promises only."""

    opens: tuple[int, ...]
    keeps: tuple[int, ...]
    breaks: tuple[int, ...]
    slips: tuple[int, ...]


@dataclass(slots=True)
class ReadyChoice:
    """A choice with everything that does not change in a play worked out. Treat as frozen."""

    choice: Choice
    when: Test
    needs: Test
    at_fault: Test
    traits: ReplyTraits
    reply: Lines
    routes: Routes
    used_bit: int
    facts: int
    counters: tuple[tuple[int, int, int, int], ...]
    """place, change, lowest, highest"""
    promises: ReadyPromises
    shop_steps: int
    softens: bool
    masks: bool
    steadies: bool
    strikes: int
    said: tuple[str, ...]
    """the bubbles the agent sends; none for a quiet choice"""
    options: Mapping[Lock | None, Option]
    """how it is offered"""
    always_open: bool
    """nothing can hide or lock it"""
    weighed: dict[Context, Weighed] = field(default_factory=dict)

    def weigh(self, state: State, abuse: bool) -> Weighed:
        """What the reply does now; remembered by the few things that the rules read."""
        moment = Context(
            state.heat // HEAT_PER_MOOD, state.heard, state.soft, state.mask, state.fresh,
            state.stamina < TIRED_BELOW, self.at_fault(state), abuse, *self._standing(state),
        )  # fmt: skip
        return self.weigh_in(moment)

    def weigh_in(self, moment: Context) -> Weighed:
        """What the reply does in a moment; each is weighed once."""
        found = self.weighed.get(moment)
        if found is None:
            found = self.weighed[moment] = weigh(self.traits, moment)
        return found

    def _standing(self, state: State) -> tuple[int, int, int]:
        """How many open promises the reply keeps, breaks and says to slip."""
        _, keeps, breaks, slips = self.promises
        return count_open(state, keeps), count_open(state, breaks), count_open(state, slips)


@dataclass(slots=True)
class ReadyScene:
    """A scene with its conditions compiled. Treat as frozen."""

    scene: Scene
    say: Lines
    abuse: Test
    breaks: tuple[int, ...]
    choices: Mapping[str, ReadyChoice]
    routes: Routes
    listings: dict[int, tuple[ReadyChoice, ...]] = field(default_factory=dict)

    def listed(self, order: int) -> tuple[ReadyChoice, ...]:
        """The replies in the order that a seed deals; the same on every machine. 0: as written."""
        found = self.listings.get(order)
        if found is None:
            choices = list(self.choices.values())
            if order:
                choices.sort(key=lambda ready: hashlib.sha256(f"{order}:{ready.choice.id}".encode()).digest())
            if len(self.listings) >= LISTINGS_KEPT:
                self.listings.clear()
            found = self.listings[order] = tuple(choices)
        return found


@dataclass(slots=True)
class ReadyStory:
    """A story as `step` reads it. Treat as frozen."""

    story: Story
    scenes: Mapping[str, ReadyScene]
    endings: tuple[tuple[str, Test], ...]
    """The story's own endings, in order."""
    fact_bits: Mapping[str, int]
    card_bits: Mapping[str, int]


def count_open(state: State, places: tuple[int, ...]) -> int:
    """How many of these promises are open."""
    return sum(state.promises[place] == OPEN for place in places) if places else 0


@lru_cache(maxsize=32)
def prepare(story: Story) -> ReadyStory:
    """The story made ready; kept for the stories last used."""
    return _Preparer(story).ready()


class _Preparer:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.compiler = ConditionCompiler(story)
        self.promise_place = {id: place for place, id in enumerate(story.promises)}
        self.counter_place = {counter.id: place for place, counter in enumerate(story.counters)}
        self.fact_bits = {id: 1 << place for place, id in enumerate(story.facts)}

    def ready(self) -> ReadyStory:
        test = self.compiler.compile
        return ReadyStory(
            story=self.story,
            scenes={scene.id: self._scene(scene) for scene in self.story.scenes.values()},
            endings=tuple((ending.id, test(ending.when)) for ending in self.story.own_endings),
            fact_bits=self.fact_bits,
            card_bits={id: 1 << place for place, id in enumerate(self.story.cards)},
        )

    def _scene(self, scene: Scene) -> ReadyScene:
        return ReadyScene(
            scene=scene,
            say=self._lines(scene.say),
            abuse=self.compiler.compile(scene.abuse),
            breaks=tuple(self.promise_place[id] for id in scene.breaks),
            choices={choice.id: self._choice(choice, scene) for choice in scene.choices},
            routes=self._routes(scene.next),
        )

    def _lines(self, lines: tuple[Line, ...]) -> Lines:
        return tuple((line, self.compiler.compile(line.when)) for line in lines)

    def _routes(self, routes: tuple[Route, ...]) -> Routes:
        return tuple((route.to, self.compiler.compile(route.when)) for route in routes)

    def _choice(self, choice: Choice, scene: Scene) -> ReadyChoice:
        test = self.compiler.compile
        routes = scene.next if choice.go is None else (Route(choice.go),)
        fault = self.story.at_fault if choice.at_fault is None else choice.at_fault
        shop = choice.effect.shop // 10 - (SHOP_COST_STEPS.get(choice.slip, 0) if choice.slip else 0)
        return ReadyChoice(
            choice=choice,
            when=test(choice.when),
            needs=test(choice.needs),
            at_fault=test(fault) if "OWN" in choice.uses else always,
            traits=self._traits(choice, scene, routes),
            reply=self._lines(choice.reply),
            routes=self._routes(routes),
            used_bit=self.compiler.used_bits.get(choice.id, 0),
            facts=sum(self.fact_bits[id] for id in set(choice.sets)),
            counters=tuple(self._counter(id, change) for id, change in choice.effect.counters),
            promises=self._promises(choice.promises),
            shop_steps=shop,
            softens=any(technique in SOFTENING for technique in choice.uses),
            masks=choice.slip == "MASK",
            steadies="RESET" in choice.uses,
            strikes=int(choice.slip == "BREACH"),
            said=() if choice.quiet else choice.bubbles,
            always_open=choice.when == choice.needs == ALWAYS and not (choice.once or choice.demanding),
            options={lock: Option(choice, lock) for lock in (None, "needs", "exhausted")},
        )

    def _counter(self, id: str, change: int) -> tuple[int, int, int, int]:
        place = self.counter_place[id]
        counter = self.story.counters[place]
        return place, change, counter.lowest, counter.highest

    def _promises(self, acts: PromiseActs) -> ReadyPromises:
        def places(ids: tuple[str, ...]) -> tuple[int, ...]:
            return tuple(self.promise_place[id] for id in ids)

        return ReadyPromises(places(acts.opens), places(acts.keeps), places(acts.breaks), places(acts.slips))

    def _traits(self, choice: Choice, scene: Scene, routes: tuple[Route, ...]) -> ReplyTraits:
        effect = choice.effect
        return ReplyTraits(
            uses=choice.uses,
            slip=choice.slip,
            concrete=choice.concrete,
            warm=choice.warm,
            emoji=choice.emoji,
            cold=choice.cold,
            about=choice.about,
            opening=scene is self.story.opening,
            middle=scene.act == 2,
            closing=all(route.to == END for route in routes),
            customer=self.story.customer.traits,
            satisfaction=effect.satisfaction,
            heat=effect.heat,
            stamina=effect.stamina,
        )
