"""Stories and plays that hypothesis makes up, for rules that must hold in all of them."""

from collections.abc import Callable
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from game.engine import Session
from game.story import (
    MOODS,
    SLIPS,
    TECHNIQUES,
    TRAITS,
    Card,
    Choice,
    Compare,
    Condition,
    Counter,
    Customer,
    Effect,
    Ending,
    Fact,
    Flag,
    Heard,
    Line,
    MoodIs,
    Not,
    PromiseActs,
    PromiseIs,
    Read,
    Route,
    Scene,
    Story,
    Used,
    Variant,
)
from tests.support.making import HAND_OVER, THOUGHTS, WALK_OUT

FACTS, PROMISES, CARDS = ("known", "seen", "told"), ("call", "photo"), ("rule", "file")
_ENDINGS = (
    WALK_OUT,
    HAND_OVER,
    Ending("best", "best", "Best", "", Compare("satisfaction", ">=", 75)),
    Ending("good", "good", "Good", "", Compare("satisfaction", ">=", 50)),
    Ending("bad", "bad", "Bad", ""),
)
T = TypeVar("T")
U = TypeVar("U")


class Maker:
    """Draws the parts of one story from a random source."""

    def __init__(self, random: Random, scenes: int) -> None:
        self.random = random
        self.scene_ids = [f"s{number}" for number in range(scenes)]
        self.choice_ids = [f"{id}-{number}" for id in self.scene_ids for number in range(random.randint(1, 4))]

    def maybe(self, chance: float, make: Callable[[], T], otherwise: U) -> T | U:
        return make() if self.random.random() < chance else otherwise

    def condition(self) -> Condition:
        pick = self.random.choice
        found: Condition = pick(
            (
                lambda: Compare(
                    pick(("satisfaction", "stamina", "shop")), pick((">=", "<=", ">", "<")), pick((20, 50, 70))
                ),
                lambda: Compare("trust", pick((">=", "<", "=")), pick((1, 2))),
                lambda: MoodIs(*sorted((pick(MOODS), pick(MOODS)), key=MOODS.index)),
                lambda: Fact(pick(FACTS)),
                lambda: Used(pick(self.choice_ids)),
                lambda: PromiseIs(pick(PROMISES), pick(("none", "open", "kept", "broken"))),
                Heard,
            )
        )()
        return Not(found) if self.random.random() < 0.3 else found

    def line(self) -> Line:
        insult = self.random.random() < 0.15
        return Line("words", "Ms Gu", "customer", self.maybe(0.2, self.condition, Flag(True)), insult)

    def effect(self) -> Effect:
        points = self.random.randint
        return Effect(points(-9, 9), points(-2, 2), points(-6, 3), -10 * points(0, 2), (("trust", points(-2, 2)),))

    def choice(self, id: str, always_open: bool) -> Choice:
        pick, sample = self.random.choice, self.random.sample
        return Choice(
            id,
            f"says {id}",
            when=Flag(True) if always_open else self.maybe(0.3, self.condition, Flag(True)),
            needs=Flag(True) if always_open else self.maybe(0.2, lambda: Read(pick(CARDS)), Flag(True)),
            once=not always_open and self.random.random() < 0.2,
            uses=tuple(sample(TECHNIQUES, self.random.randint(0, 2))),
            slip=self.maybe(0.4, lambda: pick(SLIPS), None),
            concrete=pick((True, False)),
            warm=pick((True, False)),
            emoji=self.random.random() < 0.1,
            demanding=not always_open and self.random.random() < 0.2,
            effect=self.maybe(0.3, self.effect, Effect()),
            sets=self.maybe(0.3, lambda: (pick(FACTS),), ()),
            promises=self.maybe(0.3, self.acts, PromiseActs()),
            reply=tuple(self.line() for _ in range(self.random.randint(0, 2))),
            go=self.maybe(0.2, lambda: pick(self.scene_ids), None),
        )

    def acts(self) -> PromiseActs:
        acts: list[tuple[str, ...]] = [()] * 4
        acts[self.random.randrange(4)] = (self.random.choice(PROMISES),)
        return PromiseActs(*acts)

    def scene(self, place: int, id: str) -> Scene:
        mine = [choice for choice in self.choice_ids if choice.startswith(f"{id}-")]
        onward = self.scene_ids[place + 1] if place + 1 < len(self.scene_ids) else "END"
        return Scene(
            id,
            act=1 + place * 3 // len(self.scene_ids),
            say=tuple(self.line() for _ in range(self.random.randint(0, 2))),
            abuse=Flag(self.random.random() < 0.2),
            care=self.random.random() < 0.6,
            breaks=self.maybe(0.2, lambda: (self.random.choice(PROMISES),), ()),
            choices=tuple(self.choice(choice, always_open=number == 0) for number, choice in enumerate(mine)),
            next=(*self.maybe(0.2, lambda: (Route("END", self.condition()),), ()), Route(onward)),
        )

    def story(self) -> Story:
        pick = self.random.choice
        return Story(
            id="made-up",
            language="en",
            title="Made up",
            customer=Customer("Ms Gu", pick(MOODS), traits=tuple(self.random.sample(TRAITS, 2))),
            scenes={id: self.scene(place, id) for place, id in enumerate(self.scene_ids)},
            endings=_ENDINGS,
            at_fault=Fact("seen"),
            facts=FACTS,
            counters=(Counter("trust", 0, 3, 1),),
            promises=dict.fromkeys(PROMISES, "a promise"),
            variants=(Variant("plain"), Variant("seen", facts=("seen",), mood=pick(MOODS), satisfaction=30)),
            cards={id: Card(id, id, "facts") for id in CARDS},
            thoughts=THOUGHTS,
        )


def stories(scenes: int = 5) -> st.SearchStrategy[Story]:
    """Stories of a few scenes with every part of the format in them."""
    return st.integers(0, 2**32).map(lambda seed: Maker(Random(seed), scenes).story())


def random_play(told: Story, seed: int, longest: int = 40) -> Session:
    """A play of random available actions."""
    from game.engine import Deal

    random = Random(seed)
    session = Session(told, Deal(random.choice(told.variants).id, seed % 5))
    for _ in range(longest):
        actions = session.view.actions
        if not actions:
            break
        session.act(random.choice(actions))
    return session
