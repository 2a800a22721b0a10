"""What servers said last, kept: so that a contest can be looked at while its server is away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from game.saves.contests import Contests, Document
from game.team.client.errors import ContestError
from game.team.codec import WireError, dumps, loads
from game.team.document import MOST_BOARD_BYTES, BoardDocument

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look(Generic[T]):
    """A look at something of a server's."""

    value: T | None = None
    """None: it was never seen"""
    seen_at: float | None = None
    """seconds since the epoch, by this computer's clock"""
    problem: ContestError | None = None
    """why it is not as it is now"""


class Seen:
    """The documents of contests. Methods raise SavesError, never ContestError."""

    def __init__(self, store: Contests, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    def last(self, contest: str, name: str, kind: type[T]) -> Look[T]:
        """Return what was seen last."""
        kept = self._store.document(contest, name)
        if kept is None:
            return Look()
        try:
            return Look(loads(kind, kept.body, MOST_BOARD_BYTES, ignore_unknown=True), kept.seen_at)
        except WireError:  # an older game kept it
            return Look()

    def ask(self, contest: str, name: str, kind: type[T], fetch: Callable[[], T]) -> Look[T]:
        """Return what is there now and keep it; where the server says nothing, what was seen last, and why."""
        try:
            found = fetch()
        except ContestError as error:
            last = self.last(contest, name, kind)
            return Look(last.value, last.seen_at, error)
        return self.keep(contest, name, found)

    def keep(self, contest: str, name: str, found: T, etag: str = "") -> Look[T]:
        """Keep what was seen just now."""
        now = self._clock()
        self._store.keep_document(contest, name, Document(etag, dumps(found).decode(), now))
        return Look(found, now)

    def board(
        self, contest: str, name: str, fetch: Callable[[str], tuple[str, BoardDocument | None]]
    ) -> Look[BoardDocument]:
        """Return a published board; `fetch` is given the ETag of what is here and gives None if that holds."""
        kept, last = self._store.document(contest, name), self.last(contest, name, BoardDocument)
        try:
            etag, found = fetch(kept.etag if kept and last.value else "")
        except ContestError as error:
            return Look(last.value, last.seen_at, error)
        if found is None and kept is not None:
            self._store.keep_document(contest, name, Document(etag, kept.body, self._clock()))
            return Look(last.value, self._clock())
        return self.keep(contest, name, found, etag) if found is not None else last
