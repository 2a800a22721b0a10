"""A ranked chat of a contest: begun with a ticket, gone on with, watched."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine import RULES_VERSION, Deal, Session
from game.saves import RunMissingError
from game.saves.contests import JoinedContest, KeptTicket, Waiting
from game.saves.recording import Recording
from game.saves.resume import resume
from game.team.client.errors import ContestError
from game.team.client.kinds import RankedPlay, RankedStory, Sending, Watched
from game.team.client.link import Link
from game.team.client.stories import ContestStories, Telling
from game.team.client.watching import need_variant, told_story, watched
from game.team.wire import RunReplay, Ticket, TicketRequest, Tickets
from game.text import Language

if TYPE_CHECKING:
    from game.team.client.http import Client

Asking = Callable[[], "Client"]
"""Opens the connection when it is needed, and not before: with a ticket kept ahead, none is."""
LEAST_GAP = 0.17
"""Seconds from one action to the next: a little more than servers take for the quickest that a person can choose."""


class RankedChats:
    """Begins ranked chats and goes on with them. Methods raise ContestError and SavesError."""

    def __init__(self, link: Link, stories: ContestStories) -> None:
        self._link = link
        self._stories = stories

    def begin(self, contest: JoinedContest, story: RankedStory, language: Language, ask: Asking) -> RankedPlay:
        """Begin an attempt at a story, or go on with the one that has begun: one ticket, one chat."""
        telling = self.telling(story, ask)  # before the ticket, whose time runs
        going_on = self._begun(story, story.run, language, telling)
        if going_on is not None:
            return going_on
        if story.is_spent:
            raise ContestError("spent", attempts=story.attempts)
        ticket = self._unplayed(contest, story) or self.ticket(contest, story, ask)
        meanwhile = self._begun(story, ticket.run, language, telling)
        if meanwhile is not None:
            return meanwhile
        told = told_story(telling, language)
        need_variant(told, ticket.variant)
        session = Session(told, Deal(ticket.variant, ticket.order), mode="ranked", player=contest.name)
        recording = Recording.begin(self._link.saves, session, language)
        if not self._link.store.bind(ticket, recording.run_id):  # another terminal was quicker
            return self.begin(contest, story, language, ask)
        recording.least_gap = LEAST_GAP
        return RankedPlay(recording, story, ticket.attempt, story.attempts, False, telling)

    def _begun(self, story: RankedStory, run: str | None, language: Language, telling: Telling) -> RankedPlay | None:
        """A chat that has begun and not ended."""
        if run is None or self._link.store.outbox_of(run) is not None:
            return None
        return self.go_on(story, run, language, telling)

    def go_on(self, story: RankedStory, run: str, language: Language, telling: Telling) -> RankedPlay | None:
        """Go on with an unfinished chat; None where it no longer can be, so that its ticket is free again."""
        ticket = self._link.store.ticket_of(run)
        try:
            resumption = resume(told_story(telling, language), self._link.saves.load(run))
        except RunMissingError:
            return None
        if ticket is None or resumption.changed:
            return None
        recording = resumption.go_on(self._link.saves, language)
        recording.least_gap = LEAST_GAP
        return RankedPlay(recording, story, ticket.attempt, story.attempts, True, telling, resumption.notes)

    def telling(self, story: RankedStory, ask: Asking | None) -> Telling:
        """Return a story of a contest, fetched from the server where it is not here and one may `ask`."""
        found = self._stories.find(story.id, story.digest)
        if found is None and ask is not None:
            file = ask().story(story.digest)
            try:
                self._stories.keep(story.digest, file)
            except OSError as error:
                raise ContestError("disk", reason=error.strerror or str(error)) from error
            found = self._stories.find(story.id, story.digest)
        if found is None:
            raise ContestError("no_story_here")
        return found

    def ticket(self, contest: JoinedContest, story: RankedStory, ask: Asking) -> KeptTicket:
        """Ask for a ticket and keep it."""
        told = ask().ticket(TicketRequest(story.digest, RULES_VERSION))
        if told.digest != story.digest:
            raise ContestError("versions")
        ticket = _kept(told, contest)
        self._link.store.add_ticket(ticket)
        known = next(kept for kept in self._link.store.tickets(contest.id) if kept.ticket == ticket.ticket)
        sent = self._link.store.outbox_of(known.run) if known.run is not None else None
        if sent is not None and sent.answer is None:
            raise ContestError("unsent")  # the server has not heard yet that this one was played
        # One that was answered and is handed out again: it gave the attempt back, or was restored from a backup.
        return known

    def fetch_ahead(self, contest: JoinedContest, stories: Iterable[RankedStory], client: "Client") -> None:
        """Get stories and tickets, to play without a network."""
        every = list(stories)
        first = next((story for story in every if not (story.is_spent or story.run or story.waiting)), None)
        if first is not None:
            self.ticket(contest, first, lambda: client)  # says whether game and server play by the same rules
        held = {ticket.digest for ticket in self._keep(client.tickets_ahead(), contest)}
        for story in every:
            if story.digest in held:
                self.telling(story, lambda: client)

    def _keep(self, told: Tickets, contest: JoinedContest) -> list[KeptTicket]:
        tickets = [_kept(ticket, contest) for ticket in told.tickets]
        for ticket in tickets:
            self._link.store.add_ticket(ticket)
        return tickets

    def watch(self, run: RunReplay, stories: Iterable[RankedStory], language: Language, ask: Asking) -> Watched:
        """Return a run of a server, played again. Raises ContestError where that cannot be done."""
        known = next((story for story in stories if story.digest == run.digest), None)
        telling = self.telling(known or RankedStory("", run.digest, {}, 0, 0), ask)
        return watched(run, telling, language)

    def own(self, entry: Waiting, told: Sending | None, player: str, language: Language, ask: Asking) -> Watched:
        """Return a run that was played here; `told` is what became of it. Raises ContestError as `watch`."""
        ticket = self._link.store.ticket_of(entry.run)
        if ticket is None or told is None:
            raise ContestError("no_story_here")
        kept = RunReplay(
            entry.run, entry.digest, ticket.variant, ticket.order, entry.actions, entry.times_ms, entry.rules,
            "counted", told.score, told.points, player,
        )  # fmt: skip  # what has really become of it, which may be nothing yet, follows
        telling = self.telling(RankedStory(told.story, entry.digest, told.titles, 0, 0), ask)
        return replace(watched(kept, telling, language), status=told.state)

    def _unplayed(self, contest: JoinedContest, story: RankedStory) -> KeptTicket | None:
        """A ticket with which no chat has ended: one kept ahead, or that of a chat that cannot be gone on with."""
        tickets = [ticket for ticket in self._link.store.tickets(contest.id) if ticket.digest == story.digest]
        fresh = [ticket for ticket in tickets if ticket.expires > self._link.clock()]
        return next((ticket for ticket in fresh if ticket.run is None or self._is_lost(ticket.run, story)), None)

    def _is_lost(self, run: str, story: RankedStory) -> bool:
        """Whether a chat has begun and can never end: it could not be gone on with, or its record is gone."""
        return run == story.run or (self._link.store.outbox_of(run) is None)


def _kept(told: Ticket, contest: JoinedContest) -> KeptTicket:
    times = (told.issued_at, told.expires)
    return KeptTicket(told.ticket, contest.id, told.digest, told.variant, told.order, told.attempt, *times)
