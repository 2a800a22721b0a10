"""What every part of the server is handed: the database and the clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from game.team.server.database import Database


def system_clock() -> int:
    """Return milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Services:
    """The database and the clock. Nothing else is kept between two requests, so any process may answer any of them."""

    database: Database
    now: Callable[[], int] = system_clock
    """milliseconds since the epoch"""
