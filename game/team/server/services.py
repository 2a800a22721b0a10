"""What every part of the server is handed: the database, the clock, and what one process keeps at hand."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from game.team.server.database import Database
from game.team.server.shelf import Shelf
from game.team.server.store.directory import Directory


def system_clock() -> int:
    """Return milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


class Levels:
    """Token buckets in memory, for a server that is one process: nothing need be on the disk for a limit to hold."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._levels: dict[str, tuple[float, int]] = {}

    def take(self, key: str, per_ms: float, size: float, now: int) -> float:
        """Take one from a bucket that fills by `per_ms` up to `size`, and return what is left: below 0 it was empty."""
        with self._turn:
            level, at = self._levels.get(key, (size, now))
            left = min(size, level + max(0, now - at) * per_ms) - 1
            self._levels[key] = (left if left >= 0 else left + 1, now)
        return left

    def give(self, key: str, size: float) -> None:
        """Put one back into a bucket."""
        with self._turn:
            if key in self._levels:
                level, at = self._levels[key]
                self._levels[key] = (min(size, level + 1), at)

    def forget(self, before: int) -> None:
        """Forget buckets that nobody has drawn from since then; they are full again."""
        with self._turn:
            self._levels = {key: kept for key, kept in self._levels.items() if kept[1] >= before}


@dataclass(frozen=True, slots=True)
class Services:
    """What a request is answered with. Any process may answer: nothing is kept here that can change unseen."""

    database: Database
    now: Callable[[], int] = system_clock
    """milliseconds since the epoch"""
    levels: Levels = field(default_factory=Levels)
    """of limits that guard this process itself; with SQLite, which one process serves alone, of all limits"""
    shelf: Shelf = field(default_factory=Shelf)
    directory: Directory = field(default_factory=Directory)
    """of names, which looks for what has changed before each search"""
