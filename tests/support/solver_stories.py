"""Made-up stories with small closed spaces of states, to compare solvers on: few scenes, but every rule of the game.

Each story is made of a random half of the features below. So most stay small, and rules meet in all combinations.
"""

from collections.abc import Callable
from functools import cache
from os import environ
from random import Random
from typing import get_args

from game.story import (
    ALWAYS,
    END,
    MOODS,
    PROMISE_STATES,
    SLIPS,
    TECHNIQUES,
    TRAITS,
    All,
    Any_,
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
    Slip,
    Start,
    Story,
    Technique,
    Used,
    Variant,
)
from game.story.condition import Comparison
from tests.support.generated import CARDS, FACTS, PROMISES
from tests.support.making import HAND_OVER, THOUGHTS, WALK_OUT
from tests.support.reference_solver import Reference, TooLargeError

FEATURES = (
    "abuse", "big effects", "cards", "care", "compounds", "counters", "dead ends", "endless", "facts", "fault", "heard",
    "insults", "loops", "meters", "moods", "once", "promises", "shop", "silent", "slips", "strength", "strikes", "used",
    "warmth",
)  # fmt: skip
COUNTERS = (Counter("trust", 0, 3, 1), Counter("doubt", -1, 1, 0))
MOST_STATES = 600
"""A deal with more is made anew: what is to be found shows in small ones as well."""
SEEDS = range(int(environ.get("STEADY_MADE_UP", "40")))
"""Seeds of stories which together hold all that a story can; `tests.analysis.test_solve` sees to that.

The suite stays short with these; set STEADY_MADE_UP to compare on hundreds after a change to the solver."""
FEWEST_STATES = 40
"""A story with less in its larger deal is made anew as well: it is over before anything meets."""
_COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)


@cache
def solved_story(seed: int, most: int = MOST_STATES) -> tuple[Story, tuple[Reference, ...]]:
    """The story of a seed, and each of its deals solved; none has more states than `most`. Kept, and never changed."""
    return make_solved_story(seed, most)


def make_solved_story(seed: int, most: int = MOST_STATES) -> tuple[Story, tuple[Reference, ...]]:
    """Make and solve the story of a seed."""
    random = Random(seed)
    while True:
        story = SolverMaker(random).story()
        try:
            deals = tuple(Reference(story, variant.id, most) for variant in story.variants)
        except TooLargeError:
            continue
        if max(len(deal.length) for deal in deals) >= FEWEST_STATES:
            return story, deals


class SolverMaker:
    """Draws one story from a random source."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.features = {feature for feature in FEATURES if random.random() < 0.5}
        self.scene_ids = [f"s{number}" for number in range(random.choice((2, 3, 3, 4, 4, 5)))]
        self.silent = {id for id in self.scene_ids[1:] if "silent" in self.features and self.chance(0.3)}
        replying = [id for id in self.scene_ids if id not in self.silent]
        self.choice_ids = [f"{id}-{number}" for id in replying for number in range(random.choice((1, 2, 3, 3)))]

    def chance(self, of: float, feature: str | None = None) -> bool:
        """Toss a coin; never heads where the feature is missing."""
        return self.random.random() < of and (feature is None or feature in self.features)

    def story(self) -> Story:
        pick = self.random.choice
        return Story(
            id="made-up",
            language="en",
            title="Made up",
            customer=Customer("Ms Gu", pick(MOODS), traits=tuple(self.random.sample(TRAITS, 2))),
            scenes={id: self.scene(place, id) for place, id in enumerate(self.scene_ids)},
            endings=self.endings(),
            start=Start(pick((None, None, 55, 97)), pick((35, 60, 80, 99)), pick((10, 100))),
            at_fault=self.condition() if self.chance(0.6, "fault") else Flag(self.chance(0.5)),
            facts=FACTS,
            counters=COUNTERS,
            promises=dict.fromkeys(PROMISES, "a promise"),
            variants=self.variants(),
            cards={id: Card(id, id, "facts") for id in CARDS},
            thoughts=THOUGHTS,
        )

    def variants(self) -> tuple[Variant, ...]:
        pick = self.random.choice
        other = Variant(
            "other", (pick(FACTS),), pick((None, *MOODS)), pick((None, 30, 75)), pick((None, 20, 60)), pick((None, 50))
        )
        return (Variant("plain"), other)

    def endings(self) -> tuple[Ending, ...]:
        best = Compare("satisfaction", ">=", self.random.choice((60, 75)))
        return (
            WALK_OUT,
            HAND_OVER,
            Ending("best", "best", "Best", "", All((best, self.condition())) if self.chance(0.4) else best),
            Ending("mended", "good", "Mended", "", self.condition()),
            Ending("mixed", "mixed", "Mixed", "", Compare("satisfaction", ">=", 40)),
            Ending("bad", "bad", "Bad", ""),
        )

    # Conditions.

    def condition(self) -> Condition:
        if self.chance(0.3, "compounds"):
            parts = (self.statement(), self.statement())
            return All(parts) if self.chance(0.5) else Any_(parts)
        return self.statement()

    def statement(self) -> Condition:
        found = self.leaf()
        return Not(found) if self.chance(0.25) else found

    def leaf(self) -> Condition:
        pick = self.random.choice
        makers: dict[str, Callable[[], Condition]] = {
            "meters": lambda: self.compare(("satisfaction", "stamina"), tuple(range(20, 90))),
            "shop": lambda: self.compare(("shop",), (70, 80, 90)),
            "strikes": lambda: self.compare(("strikes",), (0, 1)),
            "counters": lambda: self.compare(("trust", "doubt"), (0, 1, 2)),
            "moods": lambda: MoodIs(*sorted((pick(MOODS), pick(MOODS)), key=MOODS.index)),
            "facts": lambda: Fact(pick(FACTS)),
            "used": lambda: Used(pick(self.choice_ids)),
            "promises": lambda: PromiseIs(pick(PROMISES), pick(PROMISE_STATES)),
            "heard": Heard,
        }  # fmt: skip
        known = [feature for feature in makers if feature in self.features] or ["meters"]
        return makers[pick(known)]()

    def compare(self, names: tuple[str, ...], numbers: tuple[int, ...]) -> Compare:
        pick = self.random.choice
        return Compare(pick(names), pick(_COMPARISONS), pick(numbers))

    def maybe(self, chance: float) -> Condition:
        return self.condition() if self.chance(chance) else ALWAYS

    def needs(self) -> Condition:
        """Cards stand in `needs` alone, and never negated."""
        card = Read(self.random.choice(CARDS))
        if self.chance(0.25, "cards"):
            return self.random.choice((card, All((card, self.condition())), Any_((card, self.condition()))))
        return self.maybe(0.2)

    # Scenes.

    def scene(self, place: int, id: str) -> Scene:
        mine = [choice for choice in self.choice_ids if choice.startswith(f"{id}-")]
        return Scene(
            id,
            act=1 + place * 3 // len(self.scene_ids),
            say=tuple(self.line() for _ in range(self.random.randint(0, 2))),
            abuse=self.condition() if self.chance(0.4, "abuse") else Flag(False),
            care=self.chance(0.7, "care"),
            breaks=(self.random.choice(PROMISES),) if self.chance(0.3, "promises") else (),
            choices=tuple(self.choice(place, choice, number) for number, choice in enumerate(mine)),
            next=self.routes(place),
        )

    def routes(self, place: int) -> tuple[Route, ...]:
        further = (*self.scene_ids[place + 1 :], *self.scene_ids[place + 2 :], END)
        silent = self.scene_ids[place] in self.silent
        ways = [Route(self.random.choice(further), self.condition()) for _ in range(self.random.randint(0, 1 + silent))]
        if not silent and self.chance(0.2, "endless"):
            return (*ways, Route(self.random.choice(self.scene_ids)))
        return (*ways, Route(further[0]))

    def line(self) -> Line:
        insult = self.chance(0.3, "insults")
        return Line("words", "Ms Gu", "customer", self.maybe(0.4), insult)

    # Replies.

    def choice(self, place: int, id: str, number: int) -> Choice:
        pick, free = self.random.choice, number == 0 and "dead ends" not in self.features
        return Choice(
            id,
            f"says {id}",
            when=ALWAYS if free else self.maybe(0.25),
            needs=ALWAYS if free else self.needs(),
            once=not free and self.chance(0.4, "once"),
            uses=self.uses(),
            slip=self.slip(),
            concrete=self.chance(0.5),
            warm=self.chance(0.4, "warmth"),
            emoji=self.chance(0.3, "warmth"),
            cold=self.chance(0.5),
            about=pick(("price", "quality", None)),
            demanding=not free and self.chance(0.4, "strength"),
            at_fault=self.condition() if self.chance(0.4, "fault") else None,
            effect=self.effect(),
            sets=(pick(FACTS),) if self.chance(0.6, "facts") else (),
            promises=self.acts(),
            reply=tuple(self.line() for _ in range(self.random.randint(0, 2))),
            go=self.target(place),
        )

    def uses(self) -> tuple[Technique, ...]:
        wanted: dict[Technique, str] = {"RESET": "strength", "BOUNDARY": "abuse", "OWN": "fault", "OPTIONS": "heard"}
        likely = tuple(technique for technique, feature in wanted.items() if self.chance(0.3, feature))
        return likely[:2] or tuple(self.random.sample(TECHNIQUES, self.random.randint(0, 2)))

    def slip(self) -> Slip | None:
        if self.chance(0.4, "strength"):
            return "MASK"
        if self.chance(0.3, "strikes"):
            return "BREACH"
        if self.chance(0.3, "shop"):
            return "OVERPAY"
        return self.random.choice(SLIPS) if self.chance(0.4, "slips") else None

    def effect(self) -> Effect:
        if not self.chance(0.4):
            return Effect()
        points, size = self.random.randint, 8 if self.chance(0.4, "big effects") else 1
        counters = (("trust", points(-2, 2)), ("doubt", points(-1, 1))) if "counters" in self.features else ()
        shop = 10 * points(-4, 2) if "shop" in self.features else 0
        return Effect(points(-9, 9) * size, points(-2, 2) * size, points(-8, 4) * size, shop, counters)

    def acts(self) -> PromiseActs:
        acts: list[tuple[str, ...]] = [()] * 4
        for _ in range(self.random.randint(1, 2) if self.chance(0.6, "promises") else 0):
            acts[self.random.randrange(4)] = tuple(self.random.sample(PROMISES, self.random.randint(1, 2)))
        return PromiseActs(*acts)

    def target(self, place: int) -> str | None:
        if self.chance(0.4, "loops"):
            return self.random.choice(self.scene_ids[: place + 1])
        return self.random.choice((*self.scene_ids[place + 1 :], END)) if self.chance(0.1) else None
