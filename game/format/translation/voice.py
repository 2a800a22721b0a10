"""In which language to say what the game brings along to a story."""

from functools import lru_cache

from game.text.messages import Translator, load


def same_language(first: str, second: str) -> bool:
    """Are these the same language, whether `zh`, `zh-CN` or `zh_CN`?"""
    return first[:2].lower() == second[:2].lower()


@lru_cache(maxsize=2)
def speaking(language: str) -> Translator:
    """Return the translator for a story's language."""
    return load("zh" if same_language(language, "zh") else "en")
