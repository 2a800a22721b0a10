"""What the writer probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST_GUESSED = 40
"""Comparing long strings is slow and no id is that long."""
MOST_CANDIDATES = 500


def guess(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate most like the word, or an empty string where none is close."""
    if len(word) > LONGEST_GUESSED:
        return ""
    names = {candidate.lower(): candidate for candidate in list(candidates)[:MOST_CANDIDATES]}
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""
