"""Conditions as small frozen values. What they mean for a state is in `game.engine.conditions`."""

from dataclasses import dataclass
from typing import Literal

from game.story.words import Mood, PromiseState

Comparison = Literal[">=", "<=", ">", "<", "="]


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition that always holds, or never."""

    value: bool


ALWAYS = Flag(True)


@dataclass(frozen=True, slots=True)
class Compare:
    """A number compared: `satisfaction`, `stamina`, `shop` (0..100 each), `strikes` (0..2) or a declared counter."""

    name: str
    comparison: Comparison
    number: int


@dataclass(frozen=True, slots=True)
class MoodIs:
    """The mood lies between two moods, both included."""

    lowest: Mood
    highest: Mood


@dataclass(frozen=True, slots=True)
class Heard:
    """The customer feels heard."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact has been set."""

    id: str


@dataclass(frozen=True, slots=True)
class Used:
    """A choice has been taken in this chat."""

    choice: str


@dataclass(frozen=True, slots=True)
class Read:
    """A card has been opened in this chat."""

    card: str


@dataclass(frozen=True, slots=True)
class PromiseIs:
    """A promise stands so."""

    id: str
    state: PromiseState


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Flag | Compare | MoodIs | Heard | Fact | Used | Read | PromiseIs | Not | All | Any_
