"""Breathing, in words to follow: no animation, and nobody waits for it."""

from collections.abc import Iterator

from game.text import Translator

ROUNDS = 3
"""A cyclic sigh takes about fifteen seconds with the pause after it; the minute is a taste, as the handbook says."""


def breathing_lines(t: Translator) -> Iterator[str]:
    """Yield the guide: what to do, then the count for each round."""
    yield t("plain.care.breathe_start")
    for _ in range(ROUNDS):
        yield t("plain.care.breathe_round")
