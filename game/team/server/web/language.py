"""In which language an answer speaks."""

from functools import cache

from game.text import Language, Translator, load


def translator_for(accept: str) -> Translator:
    """Return the translator for an Accept-Language header: the first of our languages in it, English for none."""
    for wish in accept[:200].split(","):
        tag = wish.strip().lower()
        if tag.startswith(("zh", "en")):
            return _translator("zh" if tag.startswith("zh") else "en")
    return _translator("en")


@cache
def _translator(language: Language) -> Translator:
    return load(language)
