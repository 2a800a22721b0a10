"""What every part of the player's side is handed: what is kept, the clock, the way to a server."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from game.saves import BadRunError, RunMissingError, Saves
from game.saves.contests import Contests, JoinedContest
from game.team.client.address import Address, read_address
from game.team.client.errors import ContestError
from game.team.client.progress import Known
from game.team.client.seen import Seen
from game.team.wire import ContestInfo, Me
from game.text import Language

if TYPE_CHECKING:
    from game.team.client.http import Client

Connect = Callable[[Address, str, Language], "Client"]
"""Opens a connection: to an address, with a token (empty for nobody yet), in a language."""


class Link:
    """What is kept of contests, and connections to their servers."""

    def __init__(
        self, saves: Saves, language: Language, clock: Callable[[], float], connect: Connect | None = None
    ) -> None:
        """`clock` tells seconds since the epoch; without `connect`, connections go by HTTP."""
        self.saves = saves
        self.store = Contests(saves.database)
        self.seen = Seen(self.store, clock)
        self.clock = clock
        self.language: Language = language
        self._connect = connect

    def current(self) -> JoinedContest | None:
        """Return the current contest."""
        return next(iter(self.store.joined()), None)

    def need(self) -> JoinedContest:
        """Return the current contest. Raises ContestError where none was joined."""
        contest = self.current()
        if contest is None:
            raise ContestError("not_joined")
        return contest

    def contest(self, id: str) -> JoinedContest:
        """Return a contest. Raises ContestError where it was not joined, or has been left."""
        found = next((contest for contest in self.store.joined() if contest.id == id), None)
        if found is None:
            raise ContestError("not_joined")
        return found

    def contest_of(self, run: str) -> JoinedContest | None:
        """Return the contest that a run is played for; None where it is played for none."""
        ticket = self.store.ticket_of(run)
        return next((joined for joined in self.store.joined() if ticket and joined.id == ticket.contest), None)

    def connect(self, address: Address, token: str = "") -> Client:
        """Open a connection; close it after use."""
        if self._connect is not None:
            return self._connect(address, token, self.language)
        from game.team.client.http import Client  # a game without a contest never loads it

        return Client(address, token, self.language)

    def client(self, contest: JoinedContest) -> Client:
        """Open a connection to the server of a contest; close it after use. Raises ContestError."""
        return self.connect(read_address(contest.address), contest.token)

    def known(self, contest: JoinedContest) -> Known | None:
        """Return all that is known here of a contest; None where it was never seen."""
        info = self.seen.last(contest.id, "contest", ContestInfo).value
        if info is None:
            return None
        tickets = self.store.tickets(contest.id)
        unfinished = frozenset(ticket.run for ticket in tickets if ticket.run and self._is_unfinished(ticket.run))
        me = self.seen.last(contest.id, "me", Me).value
        return Known(info, me, tickets, self.store.sent(contest.id), unfinished, self.clock())

    def _is_unfinished(self, run: str) -> bool:
        with suppress(RunMissingError, BadRunError):
            return self.saves.load(run).result is None
        return False
