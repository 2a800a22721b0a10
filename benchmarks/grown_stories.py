"""Stories grown to a wanted size by the rules of the game: seeded, so that everybody measures the same ones."""

import random
from typing import NamedTuple

from game.story import (
    Choice,
    Compare,
    Customer,
    Effect,
    Ending,
    Fact,
    Line,
    MoodIs,
    PromiseActs,
    Route,
    Scene,
    Slip,
    Story,
    Technique,
    Thought,
)


class Size(NamedTuple):
    """What a story is grown from: scenes in a row, how many of them with care, replies each, the seed of the dice."""

    scenes: int
    care: int
    replies: int
    seed: int


SMALL = Size(10, 0, 4, 14)
"""64,928 states, 245,459 transitions."""
MIDDLE = Size(13, 2, 4, 4)
"""2,487,363 states, 10,149,180 transitions."""
LARGE = Size(14, 1, 5, 2)
"""8,264,949 states, 39,685,672 transitions."""

USES: tuple[tuple[Technique, ...], ...] = (
    ("NAME", "LISTEN"), ("OPTIONS",), ("EXPLAIN",), ("OWN", "CONCRETE"), ("THANK",), ("RESET",), ("LISTEN",),
    ("FOLLOW",),
)  # fmt: skip
SLIPS: tuple[Slip, ...] = ("TEMPLATE", "ARGUE", "OVERPAY", "MASK", "RUSH")
ENDINGS = (
    Ending("walk-out", "bad", "Gone", "She leaves."),
    Ending("hand-over", "mixed", "Handed over", "Someone takes over."),
    Ending("best", "best", "Best", "Thanks.", Compare("satisfaction", ">=", 80)),
    Ending("good", "good", "Good", "Well.", Compare("satisfaction", ">=", 55)),
    Ending("bad", "bad", "Bad", "She shops elsewhere."),
)


def grown(size: Size) -> Story:
    """A chat with techniques, slips, a promise, facts, care, insults and effects, as the shipped stories have them."""
    dice = random.Random(size.seed)
    return Story(
        id=f"grown-{size.scenes}",
        language="en",
        title="Grown",
        customer=Customer("Ms Gu", "irritated", traits=("quality",)),
        scenes={f"s{place}": _scene(place, size, dice) for place in range(size.scenes)},
        endings=ENDINGS,
        facts=("known", "told"),
        promises={"call": "a call"},
        thoughts={"her-shoes": Thought("her-shoes", "In her shoes", "perspective")},
    )


def _scene(place: int, size: Size, dice: random.Random) -> Scene:
    insult = Line("You lot!", "Ms Gu", "customer", MoodIs("furious", "furious"), insult=True)
    return Scene(
        f"s{place}",
        act=1 + place * 3 // size.scenes,
        say=(Line("Well?", "Ms Gu", "customer"), insult),
        care=0 <= place - size.scenes // 2 < size.care,
        choices=tuple(_choice(f"s{place}-{number}", number, dice) for number in range(size.replies)),
        next=(Route(f"s{place + 1}" if place + 1 < size.scenes else "END"),),
    )


def _choice(id: str, number: int, dice: random.Random) -> Choice:
    slip = dice.choice(SLIPS) if number == 3 else None
    return Choice(
        id,
        "Well.",
        uses=() if slip else dice.choice(USES),
        slip=slip,
        concrete=dice.random() < 0.4,
        when=Fact("known") if number == 2 and dice.random() < 0.3 else Compare("stamina", ">=", 0),
        demanding=dice.random() < 0.1,
        sets=("known",) if dice.random() < 0.2 else (),
        promises=_acts(dice),
        effect=_effect(dice) if dice.random() < 0.3 else Effect(),
    )


def _acts(dice: random.Random) -> PromiseActs:
    if dice.random() < 0.1:
        return PromiseActs(opens=("call",))
    return PromiseActs(keeps=("call",)) if dice.random() < 0.1 else PromiseActs()


def _effect(dice: random.Random) -> Effect:
    return Effect(satisfaction=dice.randint(-3, 3), stamina=dice.randint(-2, 1))
