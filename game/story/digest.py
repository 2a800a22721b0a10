"""The digest of what a story means: equal exactly when two stories play alike.

Texts, translations and comments do not enter; ids, conditions, techniques, effects, targets, endings and variants do.
"""

import hashlib
from dataclasses import fields, is_dataclass
from functools import lru_cache

from game.story.condition import ALWAYS
from game.story.story import Line, Story

_TEXTS = frozenset(
    (
        "title",
        "summary",
        "name",
        "portrait",
        "about_text",
        "hidden",
        "text",
        "locked",
        "reply_text",
        "why",
        "hint",
        "softer",
    )
)
_NOT_LOGIC = frozenset(
    (
        "language", "source_language", "untranslated", "translated", "speaker", "role", "level", "teaches", "checked_on",
        "cast", "rule", "goal", "checks", "portrait",
    )
)  # fmt: skip


@lru_cache(maxsize=64)
def digest(story: Story) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the story's logic."""
    return hashlib.sha256(repr(_logic(story)).encode()).hexdigest()[:16]


def _logic(value: object, owner: str = "") -> object:
    """The value with every text taken out, as nested tuples whose `repr` is the same on every machine."""
    if isinstance(value, Line):
        return ("Line", value.insult, _logic(value.when))
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        kept = [name for name in (part.name for part in fields(value)) if not _is_text(kind, name)]
        return (kind, *((name, _logic(getattr(value, name), kind)) for name in kept))
    if isinstance(value, tuple):
        return tuple(_logic(part) for part in value if not _is_plain_line(part))
    if hasattr(value, "items"):
        return tuple((key, None if isinstance(part, str) else _logic(part)) for key, part in value.items())
    return value


def _is_text(kind: str, name: str) -> bool:
    if name == "about":  # a Choice argues about price or quality; elsewhere it is prose
        return kind != "Choice"
    return name in _TEXTS or name in _NOT_LOGIC


def _is_plain_line(part: object) -> bool:
    """A line without a condition or a cost changes nothing but words."""
    return isinstance(part, Line) and part.when == ALWAYS and not part.insult
