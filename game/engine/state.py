"""Everything that changes in a chat: one small, hashable tuple of whole numbers."""

from typing import NamedTuple

from game.story import MOODS, Mood

RULES_VERSION = 1
"""Raised when the same actions may lead to other numbers than before."""

HEAT_STEPS = 12
HEAT_PER_MOOD = 3
METER_TOP = 100
SHOP_STEPS = 10
SOFT_TOP = 3
MASK_TOP = 2
STRIKES_TOP = 2
MINUTES_TOP = 4
TIRED_BELOW = 50
"""Below this stamina every reply costs more."""
EXHAUSTED_BELOW = 30
"""Below this stamina demanding replies are locked until the player has steadied."""
CARE_KINDS = ("breathe", "reframe", "ask")


class State(NamedTuple):
    """Where a chat stands. Bit sets are numbered in the order in which the story declares its parts."""

    scene: str
    satisfaction: int
    """0..100"""
    stamina: int
    """0..100"""
    heat: int
    """0..11, three steps a mood"""
    heard: bool
    minutes: int
    """0..4 story minutes since the agent last wrote"""
    announced: bool
    """The running gap was announced."""
    strikes: int
    """0..2"""
    shop: int
    """0..10, shown times ten"""
    soft: int
    """0..3 replies with a softening technique"""
    mask: int
    """0..2 MASK replies in a row"""
    fresh: bool
    """The last action steadied the agent: RESET, breathing, a helping thought, the colleague."""
    care: int
    """a bit for each of breathe, reframe, ask"""
    facts: int
    counters: tuple[int, ...]
    promises: tuple[int, ...]
    """index into `PROMISE_STATES` for each promise"""
    used: int
    """a bit for each choice that `once:` or `used` asks about"""
    read: int
    """a bit for each card"""
    ending: str | None
    """the id of the ending, once the chat has ended"""

    @property
    def mood(self) -> Mood:
        """The customer's mood: the band of heat."""
        return MOODS[self.heat // HEAT_PER_MOOD]

    @property
    def ended(self) -> bool:
        """Whether the chat is over."""
        return self.ending is not None


def clamp(value: int, top: int) -> int:
    """The value kept within 0..top."""
    return 0 if value < 0 else min(value, top)


def mood_heat(mood: Mood) -> int:
    """The heat at which a mood starts: the middle of its band."""
    return MOODS.index(mood) * HEAT_PER_MOOD + 1
