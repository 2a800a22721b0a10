"""What the times of a run say of it. Pure. Too fast to be chosen is refused; what only looks odd is a flag for people.

Times are claims of the client; only that a run cannot have taken longer than its ticket has existed is certain.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from game.engine import Outcome
from game.team.rules import ContestRules

Flag = Literal["reading", "overlap", "alike"]
"""Read faster than people read; two runs of one person must have been played at once; somebody else did the same."""
Window = tuple[int, int, int]
"""A run: when its ticket was first issued, when it came in, how long it says it took; all in ms."""
CHINESE_WORDS = 0.6
"""Words in a Chinese character: 600 words a minute are 1000 characters, which is as far above usual reading."""


def refusal(times_ms: Sequence[int], issued_at: int, received_at: int, rules: ContestRules) -> str:
    """Return why a run cannot have been played by a person: `too_fast` or `too_long`; empty where it can."""
    gaps = (later - earlier for earlier, later in zip((0, *times_ms), times_ms, strict=False))
    if any(gap < rules.reply_ms for gap in gaps):
        return "too_fast"
    took = times_ms[-1] if times_ms else 0
    return "too_long" if took > received_at - issued_at + rules.slack_ms else ""


def is_skimmed(outcomes: Sequence[Outcome], times_ms: Sequence[int], rules: ContestRules) -> bool:
    """Whether more was shown, up to the last action, than anybody reads in that time."""
    shown = sum(words(line.text) for outcome in outcomes[: len(times_ms)] for line in outcome.lines)
    return bool(times_ms) and shown * 60_000 > rules.reading_wpm * times_ms[-1]


@lru_cache(maxsize=4096)
def words(text: str) -> float:
    """Return how many words a text has for a reader; Chinese has no spaces, so its characters are counted."""
    chinese = sum("\u3400" <= letter <= "\u9fff" for letter in text)
    spaced = "".join(" " if "\u3400" <= letter <= "\u9fff" else letter for letter in text)
    return chinese * CHINESE_WORDS + sum(any(map(str.isalnum, word)) for word in spaced.split())


def is_overlapping(one: Window, others: Iterable[Window], rules: ContestRules) -> bool:
    """Whether a run and another one of the same person must have been played at once.

    Both lie between the earlier ticket and the later arrival. Where they took longer together than that, they overlap,
    whatever the clocks of the players say.
    """
    issued, received, took = one
    return any(
        took + its_took > max(received, its_received) - min(issued, its_issued) + rules.slack_ms
        for its_issued, its_received, its_took in others
    )
