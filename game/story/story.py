"""A story as the engine sees it: frozen, in one language, every reference resolved by the reader.

All texts are in the language of this value. The translated story is another value with the same digest, so a run can
be told again in another language by replaying it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from game.story.condition import ALWAYS, Condition, Flag
from game.story.words import Grade, Mood, Slip, Technique, ThoughtKind, Trait

END = "END"
"""The target that ends the chat."""
DEFAULT_VARIANT = "default"
"""The one deal of a story that declares no variants."""
BUILT_IN_ENDINGS = ("walk-out", "hand-over")
"""Satisfaction at 0, stamina at 0: both stand before the story's own endings."""
NEVER = Flag(False)


@dataclass(frozen=True, slots=True)
class Line:
    """Something said or told. `speaker` is None for narration."""

    text: str
    speaker: str | None = None
    role: str = "narration"
    """`customer`, `agent` (the player), `other` or `narration`."""
    when: Condition = ALWAYS
    insult: bool = False
    softer: str | None = None
    """What is shown instead of an insult when the player asked for softer insults."""
    translated: bool = True
    """False where this text fell back to the story's source language."""


@dataclass(frozen=True, slots=True)
class Customer:
    """The person on the other side."""

    name: str
    mood: Mood
    portrait: str | None = None
    about: str = ""
    hidden: str = ""
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Meters at the start, each 0..100; shop in tens. None leaves satisfaction to the mood."""

    satisfaction: int | None = None
    stamina: int = 80
    shop: int = 100


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which the story can be dealt. What is None or empty stays as the story has it."""

    id: str
    facts: tuple[str, ...] = ()
    mood: Mood | None = None
    satisfaction: int | None = None
    stamina: int | None = None
    shop: int | None = None
    about: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Counter:
    """A number of the story's own, kept within its bounds."""

    id: str
    lowest: int
    highest: int
    start: int


@dataclass(frozen=True, slots=True)
class Card:
    """Something the agent can look up at any time, at no cost."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Thought:
    """A thought to choose from when reframing."""

    id: str
    text: str
    kind: ThoughtKind
    why: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a reply adds to the table: points, heat in steps of twelve, shop in points (tens), counters by id."""

    satisfaction: int = 0
    heat: int = 0
    stamina: int = 0
    shop: int = 0
    counters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseActs:
    """What a reply does to promises, by id."""

    opens: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One possible way on: taken if its condition holds and none before it did."""

    to: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Choice:
    """A reply the player may send."""

    id: str
    text: str
    quiet: bool = False
    when: Condition = ALWAYS
    needs: Condition = ALWAYS
    locked: str = ""
    once: bool = False
    uses: tuple[Technique, ...] = ()
    slip: Slip | None = None
    concrete: bool = False
    warm: bool = False
    emoji: bool = False
    cold: bool = False
    about: Trait | None = None
    demanding: bool = False
    at_fault: Condition | None = None
    effect: Effect = Effect()
    sets: tuple[str, ...] = ()
    promises: PromiseActs = PromiseActs()
    reply: tuple[Line, ...] = ()
    why: str = ""
    go: str | None = None

    @property
    def bubbles(self) -> tuple[str, ...]:
        """The text as the separate messages in which it is sent."""
        return tuple(part for part in self.text.split("\n") if part.strip())


@dataclass(frozen=True, slots=True)
class Scene:
    """A beat of the chat: what is said on entering, and the replies to it."""

    id: str
    act: int = 1
    say: tuple[Line, ...] = ()
    abuse: Condition = NEVER
    care: bool = True
    hint: str = ""
    breaks: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    next: tuple[Route, ...] = (Route(END),)


@dataclass(frozen=True, slots=True)
class Ending:
    """One way in which the chat can end; `when` is not asked for the built-in endings."""

    id: str
    grade: Grade
    title: str
    text: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Check:
    """A claim of the writer's: `every-ending`, or what a sequence of actions leads to."""

    kind: str
    """`every-ending`, `ends`, `never-ends` or `can-end`."""
    play: tuple[str, ...] = ()
    ending: str | None = None


@dataclass(frozen=True, eq=False)
class Story:
    """A whole story in one language. Compared by identity; use `digest` to ask whether two are the same story."""

    id: str
    language: str
    title: str
    customer: Customer
    scenes: Mapping[str, Scene]
    endings: tuple[Ending, ...]
    summary: str = ""
    level: int = 1
    place: int = 99
    """1..99, the order within a level on the shift board"""
    teaches: tuple[str, ...] = ()
    checked_on: str = ""
    cast: tuple[str, ...] = ()
    start: Start = Start()
    at_fault: Condition = NEVER
    facts: tuple[str, ...] = ()
    counters: tuple[Counter, ...] = ()
    promises: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[Variant, ...] = (Variant(DEFAULT_VARIANT),)
    cards: Mapping[str, Card] = field(default_factory=dict)
    thoughts: Mapping[str, Thought] = field(default_factory=dict)
    rule: str = ""
    goal: str = ""
    checks: tuple[Check, ...] = ()
    portrait: str | None = None
    """A portrait of the story's own, as the text of its `portrait.txt`."""
    source_language: str = ""
    untranslated: frozenset[str] = frozenset()
    """Addresses whose text fell back to the source language."""

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """Every choice by its id; ids are unique in a story."""
        return {choice.id: choice for scene in self.scenes.values() for choice in scene.choices}

    @cached_property
    def opening(self) -> Scene:
        """The scene in which the chat starts: the first one."""
        return next(iter(self.scenes.values()))

    @cached_property
    def own_endings(self) -> tuple[Ending, ...]:
        """The endings that the story tells itself; those of an empty meter are not for collecting."""
        return tuple(ending for ending in self.endings if ending.id not in BUILT_IN_ENDINGS)

    def variant(self, id: str) -> Variant:
        """The variant of that id. Raises KeyError where there is none."""
        for variant in self.variants:
            if variant.id == id:
                return variant
        raise KeyError(id)

    def customer_in(self, variant: str) -> Customer:
        """The customer as that variant has them. Raises KeyError where there is none."""
        dealt, own = self.variant(variant), self.customer
        return replace(
            own, mood=dealt.mood or own.mood, about=dealt.about or own.about, hidden=dealt.hidden or own.hidden
        )

    def ending(self, id: str) -> Ending:
        """The ending of that id, built-in ones included. Raises KeyError where there is none."""
        for ending in self.endings:
            if ending.id == id:
                return ending
        raise KeyError(id)
