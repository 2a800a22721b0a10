"""What the writer probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

LONGEST_GUESSED = 40
"""Comparing long strings is slow and no id is that long."""
MOST_CANDIDATES = 300
MOST_APART = 6
"""Characters by which a word and what was meant may differ in length."""


def guess(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate most like the word, or an empty string where none is close."""
    if len(word) > LONGEST_GUESSED:
        return ""
    near = (name for name in candidates if abs(len(name) - len(word)) <= MOST_APART)
    names = {name.lower(): name for name in sorted(islice(near, MOST_CANDIDATES))}
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""
