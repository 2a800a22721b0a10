"""Moments as organisers type them: by the clock of their own computer."""

import re
from datetime import datetime

_SHIFT = re.compile(r"[+-]\d{1,5}")


def read_moment(text: str, planned: int | None = None) -> int:
    """Return the second since the epoch that is meant: `2026-05-20T14:00`, or `14:00` for today, in local time.

    `+15` and `-15` are minutes after and before what was `planned`. Raises ValueError.
    """
    wish = text.strip()
    if _SHIFT.fullmatch(wish):
        if planned is None:
            raise ValueError(wish)
        return planned + 60 * int(wish)
    whole = wish if "-" in wish else f"{datetime.now().date()}T{wish}"
    try:
        return int(datetime.fromisoformat(whole).timestamp())
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(wish) from error


def show_moment(at: int) -> str:
    """Return a moment as it can be typed again."""
    return f"{datetime.fromtimestamp(at):%Y-%m-%d %H:%M}"
