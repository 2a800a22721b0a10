"""Stories that are played again and again, kept ready: what has a digest never changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from game.story import Story
from game.team.server.store import play
from game.team.stories import story_of

MOST = 256


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story of a contest, read."""

    story: Story
    best_scores: Mapping[str, int | None]
    """by deal; None: not known"""


class Shelf:
    """The stories that this process was asked for. May be used from several threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], Shelved] = {}

    def story(self, connection: Connection, contest: int, digest: str) -> Shelved | None:
        """Return a story of a contest; None where it has no such story."""
        key = (contest, digest)
        found = self._kept.get(key)
        if found is None:
            kept = play.story_of(connection, contest, digest)
            if kept is None:
                return None
            if len(self._kept) >= MOST:
                self._kept.clear()
            found = self._kept[key] = Shelved(story_of(kept.yaml), kept.best_scores)
        return found

    def forget(self, contest: int) -> None:
        """Forget a contest that is erased: SQLite may give its number to a new one, whose stories are its own."""
        for key in tuple(self._kept):
            if key[0] == contest:
                self._kept.pop(key, None)
