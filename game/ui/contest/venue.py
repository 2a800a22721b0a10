"""What the app knows of contests without showing any: which was joined, how it stood, what it offers.

The shift board asks it before the first painting: until something more is wanted, only the saved data is looked into.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.saves import SavesError
from game.saves.contests import Contests, JoinedContest

if TYPE_CHECKING:
    from game.team.client.contest_play import ContestPlay
    from game.team.client.kinds import Standing
    from game.text import Language, Translator
    from game.ui.services import Services
    from game.ui.widgets.board import Entry


@dataclass(frozen=True, slots=True)
class ContestOffer:
    """A story of the current contest, as one may play it."""

    title: str
    """of the contest"""
    attempt: int
    """the next one, or the one that has begun"""
    attempts: int
    is_begun: bool = False
    is_spent: bool = False


class Venue:
    """The contests of this player. Nothing here asks a server."""

    def __init__(self, services: Services, language: Language) -> None:
        self._services = services
        self._language = language
        self._play: ContestPlay | None = None
        self._loading = threading.Lock()
        self._joined: JoinedContest | None = None
        self._standing: Standing | None = None
        self._waiting = 0

    @property
    def has_joined(self) -> bool:
        """Whether there is a contest, as of the last `refresh`."""
        return self._joined is not None

    @property
    def has_waiting(self) -> bool:
        """Whether anything waits to be sent, as far as the saved data can be read."""
        with suppress(SavesError):
            return self.has_joined and self.play.waiting() > 0
        return False

    @property
    def play(self) -> ContestPlay:
        """The contest itself; loading it takes a moment, once. Any thread may ask."""
        with self._loading:
            if self._play is None:
                self._play = self._services.contest(self._services, self._language)
            return self._play

    @property
    def language(self) -> Language:
        """In which servers answer."""
        return self._language

    @language.setter
    def language(self, language: Language) -> None:
        self._language = language
        if self._play is not None:
            self._play.language = language

    def refresh(self) -> None:
        """Look into the saved data for what the rest says from now on; where that fails, a contest stays joined."""
        self._standing, self._waiting = None, 0
        with suppress(SavesError):
            self._joined = next(iter(Contests(self._services.saves.database).joined()), None)
        if self._joined and self._play:
            self._see(self._play)

    def _see(self, play: ContestPlay) -> None:
        from game.team.client.errors import ContestError

        with suppress(SavesError, ContestError):
            self._standing, self._waiting = play.standing(ask=False), play.waiting()

    def _load(self) -> None:
        assert self.play
        self.refresh()

    def card(self, t: Translator) -> Entry | None:
        """The item of the shift board; None without a contest."""
        if self._joined is None:
            return None
        from game.ui.contest.card import card, first_card

        if self._standing is None:
            return first_card(t, self._joined.title, self._joined.team)
        return card(t, self._standing, self._waiting, self._services.clock())

    def offer(self, story: str) -> ContestOffer | None:
        """How a story can be played for the contest; None where it is none of its stories, or not now."""
        if self._joined is None:
            return None
        if self._standing is None:
            self._load()
        standing = self._standing
        if standing is None or standing.state not in ("open", "frozen"):
            return None
        found = next((known for known in standing.stories if known.id == story), None)
        if found is None:
            return None
        attempt = min(found.attempts_used + 1, found.attempts)
        is_begun = found.run is not None
        return ContestOffer(
            standing.membership.title, attempt, found.attempts, is_begun, found.is_spent and not is_begun
        )  # fmt: skip
