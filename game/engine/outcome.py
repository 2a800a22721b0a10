"""What just happened, and what is open now: all that a front end shows."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from game.engine.state import State
from game.story import Card, Choice, Ending, Line, Mood, Slip, Technique, Thought

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a change, with its exact share: points, steps of heat, points."""

    code: str
    """A technique, a slip, or a word of `engine.cause` in the message catalogue."""
    satisfaction: Fraction = ZERO
    heat: Fraction = ZERO
    stamina: Fraction = ZERO


@dataclass(frozen=True, slots=True)
class Change:
    """How the meters moved in one action, after rounding and bounds. `shop` in points."""

    satisfaction: int = 0
    stamina: int = 0
    heat: int = 0
    shop: int = 0


class Outcome(NamedTuple):
    """One action and what it led to. The opening has the action None."""

    action: str | None
    before: State | None
    after: State
    said: tuple[str, ...]
    """What the agent sent, bubble by bubble."""
    lines: tuple[Line, ...]
    """What was said or told in answer, on the way into the next scene included."""
    choice: Choice | None = None
    card: Card | None = None
    thought: Thought | None = None
    hint: str | None = None
    """What the colleague said when asked."""
    causes: tuple[Cause, ...] = ()
    ending: Ending | None = None
    clock: int = 0
    """Story minutes that this action took."""

    @property
    def techniques(self) -> tuple[Technique, ...]:
        """The techniques of the reply."""
        return self.choice.uses if self.choice else ()

    @property
    def slip(self) -> Slip | None:
        """The slip of the reply."""
        return self.choice.slip if self.choice else None

    @property
    def mood(self) -> Mood:
        """The customer's mood afterwards."""
        return self.after.mood

    @property
    def change(self) -> Change:
        """How the meters moved."""
        if self.before is None:
            return Change()
        return Change(
            self.after.satisfaction - self.before.satisfaction,
            self.after.stamina - self.before.stamina,
            self.after.heat - self.before.heat,
            (self.after.shop - self.before.shop) * 10,
        )


Lock = Literal["needs", "exhausted"]
"""Why a reply is locked: `needs` (the story's words are in `choice.locked`), or the agent is `exhausted`."""


@dataclass(frozen=True, slots=True)
class Option:
    """A reply as it is offered now."""

    choice: Choice
    lock: Lock | None = None

    @property
    def locked(self) -> bool:
        """Whether it is only shown."""
        return self.lock is not None

    @property
    def id(self) -> str:
        """The action that takes it."""
        return self.choice.id


class View(NamedTuple):
    """What the player can do now."""

    options: tuple[Option, ...]
    """Replies in the dealt order, locked ones included."""
    care: tuple[str, ...]
    """Care actions still open: of `breathe`, `reframe`, `ask`."""
    thoughts: tuple[Thought, ...]
    """What `reframe` offers."""
    cards: tuple[Card, ...]
    """What can be looked up; opening a card again is fine."""

    @property
    def replies(self) -> tuple[str, ...]:
        """Actions that reply, by id: the options that are not locked."""
        return tuple(option.id for option in self.options if not option.locked)

    @property
    def care_actions(self) -> tuple[str, ...]:
        """Actions that care for the agent, by id: one for each thought."""
        plain = tuple(f"care:{kind}" for kind in self.care if kind != "reframe")
        return plain + tuple(f"care:reframe:{thought.id}" for thought in self.thoughts)

    @property
    def card_actions(self) -> tuple[str, ...]:
        """Actions that look something up, by id."""
        return tuple(f"card:{card.id}" for card in self.cards)

    @property
    def actions(self) -> tuple[str, ...]:
        """Every available action by its id."""
        return self.replies + self.care_actions + self.card_actions
