"""When to try again. Pure: no clock, no dice.

Full jitter (a random share of a wait that doubles) so that a whole office whose server was away does not come back in
one moment; see also the server's Retry-After, which counts for at least what it says.
"""

FIRST = 1.0
"""Seconds before the second try, at most."""
LONGEST = 300.0
"""Seconds between two tries, at most ..."""
LONGEST_WISH = 3600.0
"""... unless the server asks for more; so much is believed of it."""


def wait(tries: int, draw: float, retry_after: float | None = None) -> float:
    """Return how many seconds to wait after `tries` tries that failed (1 and more); `draw` is a number in 0..1."""
    jittered = draw * min(LONGEST, FIRST * 2.0 ** min(tries, 30))
    return max(jittered, min(max(retry_after or 0.0, 0.0), LONGEST_WISH))


def is_due(next_try: float, now: float) -> bool:
    """Whether to try now. A moment further away than any wait comes from a clock that was wrong and is over."""
    return next_try <= now or next_try > now + LONGEST_WISH
