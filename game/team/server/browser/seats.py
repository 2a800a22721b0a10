"""Who plays at the moment: so many in all, and everybody once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MOST = 30
"""Games at a time; each takes 55 MB, and up to 150 MB more while the review is worked out, after a chat."""


class FullError(Exception):
    """As many play already as there are seats."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at which somebody plays."""

    wanted: asyncio.Event = field(default_factory=asyncio.Event)
    """set when the same player has come in elsewhere: time to leave"""
    left: asyncio.Event = field(default_factory=asyncio.Event)


class Seats:
    """The seats of a server that is one process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[str, Seat] = {}

    @property
    def taken(self) -> int:
        """How many play."""
        return len(self._taken)

    def has_room(self, who: str) -> bool:
        """Whether somebody could sit down."""
        return who in self._taken or self.taken < self._most

    @asynccontextmanager
    async def seat(self, who: str) -> AsyncIterator[Seat]:
        """Sit down. Who sits elsewhere stands up there first: a line that broke may look alive for a while yet.

        Raises FullError.
        """
        while (old := self._taken.get(who)) is not None:
            old.wanted.set()
            await old.left.wait()
        if self.taken >= self._most:
            raise FullError
        mine = self._taken[who] = Seat()
        try:
            yield mine
        finally:
            del self._taken[who]
            mine.left.set()
