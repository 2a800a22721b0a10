"""The digest of what a story means: two stories with the same one play alike.

Texts, translations and comments do not enter; ids, conditions, techniques, effects, targets, endings and variants do.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from game.story.condition import ALWAYS
from game.story.story import Line, Story

_NOT_LOGIC: dict[str, frozenset[str]] = {
    "Story": frozenset(
        (
            "language",
            "source_language",
            "untranslated",
            "title",
            "summary",
            "level",
            "place",
            "teaches",
            "checked_on",
            "cast",
            "rule",
            "goal",
            "checks",
            "portrait",
        )
    ),
    "Customer": frozenset(("name", "portrait", "about", "hidden")),
    "Variant": frozenset(("about", "hidden")),
    "Card": frozenset(("title", "text")),
    "Thought": frozenset(("text", "why")),
    "Scene": frozenset(("hint",)),
    "Choice": frozenset(("text", "locked", "why")),
    "Ending": frozenset(("title", "text")),
    "Line": frozenset(("text", "speaker", "role", "softer", "translated")),
}
"""What a reader of the story sees and the rules never do, by kind of value."""

_PLAIN = frozenset((str, int, bool, type(None)))


@lru_cache(maxsize=64)
def digest(story: Story) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the story's logic."""
    return hashlib.sha256(repr(_logic(story)).encode()).hexdigest()[:16]


def _logic(value: Any) -> object:
    """The value without its texts, as nested tuples whose `repr` is the same on every machine."""
    kind: Any = type(value)
    if kind in _PLAIN:  # most of a story; a preview asks at every save
        return value
    if kind is tuple:
        return tuple([_logic(part) for part in value if not _is_plain_line(part)])
    names = _names(kind)
    if names is not None:
        return (kind.__name__, *[(name, _logic(getattr(value, name))) for name in names])
    if isinstance(value, Mapping):
        return tuple([(key, None if isinstance(part, str) else _logic(part)) for key, part in value.items()])
    return value


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a noun that mean something to the rules; None for what is no noun."""
    texts = _NOT_LOGIC.get(kind.__name__, frozenset())
    if not is_dataclass(kind):
        return None
    return tuple(part.name for part in fields(kind) if part.name not in texts)


def _is_plain_line(part: object) -> bool:
    """A line without a condition or a cost changes nothing but words."""
    return isinstance(part, Line) and part.when == ALWAYS and not part.insult
