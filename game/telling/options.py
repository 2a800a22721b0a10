"""Replies that cannot be sent now, and why."""

from game.engine import Option
from game.text import Translator


def locked_reason(option: Option, t: Translator) -> str:
    """Return why a reply is locked, in the story's words where it has some; empty for one that is open."""
    if not option.locked:
        return ""
    if option.lock == "exhausted":
        return t("engine.lock.exhausted")
    return option.choice.locked or t("telling.locked")
