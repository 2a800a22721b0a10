"""Tickets: leave to play one ranked attempt, with the deal and the time at which it began."""

from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Connection

from game.engine import RULES_VERSION
from game.team.dealing import deal
from game.team.server import secret
from game.team.server.contests import must_be_open
from game.team.server.players.judging import need_same_rules
from game.team.server.players.presence import as_now
from game.team.server.refusals import Refused, not_found
from game.team.server.services import Services
from game.team.server.store import contests, play
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person
from game.team.server.store.play import StoryKept, Ticket
from game.team.stories import story_of
from game.team.wire import Ticket as ToldTicket
from game.team.wire import Tickets

_HOUR = 3_600_000


def issue(services: Services, person: Person, digest: str, rules: int = RULES_VERSION) -> ToldTicket:
    """Return the ticket of the next attempt: the same one again while it is unused. Raises Refused.

    Also where it would be played under other `rules`: better said before a chat than after it. 0: not said.
    """
    need_same_rules(rules or RULES_VERSION)
    with services.database.writing() as connection:
        kept, now = contests.lock(connection, person.contest), services.now()
        person = as_now(connection, person)  # who has left since has none, and one could not even be kept
        must_be_open(kept, now)
        story = play.story_of(connection, kept.id, digest)
        if story is None:
            raise not_found("no_story")
        return _told(kept, _ticket(connection, kept, person, story, now))


def ahead(services: Services, person: Person) -> Tickets:
    """Return a ticket for every story that has attempts left, as many as one may hold, to play without a network.

    Raises Refused where the contest is not being played.
    """
    with services.database.writing() as connection:
        kept, now = contests.lock(connection, person.contest), services.now()
        person = as_now(connection, person)  # who has left since has none, and one could not even be kept
        must_be_open(kept, now)
        for story in play.stories(connection, kept.id):
            with suppress(Refused):  # no attempts left, or enough tickets
                _ticket(connection, kept, person, story, now)
        return _held(connection, kept, person, now)


def held(services: Services, person: Person) -> Tickets:
    """Return the tickets that one holds and can still use."""
    with services.database.glance() as connection:
        return _held(connection, contests.by_id(connection, person.contest), person, services.now())


def _held(connection: Connection, kept: Kept, person: Person, now: int) -> Tickets:
    every = play.open_tickets(connection, person.id)
    return Tickets(tuple(_told(kept, ticket) for ticket in every if now < ticket.expires_at))


def _ticket(connection: Connection, kept: Kept, person: Person, story: StoryKept, now: int) -> Ticket:
    last = play.last_ticket(connection, person.id, story.digest)
    if last is not None and last.run is None and now < last.expires_at:
        return last
    _must_have_room(connection, kept, person, now)
    if last is None or last.run is not None:
        made = _next(kept, person.id, story, last.attempt + 1 if last else 1, now)
        play.add_ticket(connection, kept.id, made)
        return made
    renewed = replace(last, expires_at=_expiry(kept, now))
    play.renew_ticket(connection, renewed.hash, renewed.expires_at)
    return renewed


def _must_have_room(connection: Connection, kept: Kept, person: Person, now: int) -> None:
    unused = [ticket for ticket in play.open_tickets(connection, person.id) if now < ticket.expires_at]
    if len(unused) >= kept.rules.open_tickets:
        raise Refused(409, "tickets_unused", unused=len(unused))


def _told(kept: Kept, ticket: Ticket) -> ToldTicket:
    text = secret.ticket_text(kept.secret, ticket.member, ticket.digest, ticket.attempt)
    seconds = (ticket.issued_at // 1000, ticket.expires_at // 1000)
    return ToldTicket(text, ticket.digest, ticket.variant, ticket.seed, ticket.attempt, *seconds)


def _next(kept: Kept, member: str, story: StoryKept, attempt: int, now: int) -> Ticket:
    if attempt > kept.rules.attempts:
        raise Refused(409, "no_attempts_left", attempts=kept.rules.attempts)
    variants = [variant.id for variant in story_of(story.yaml).variants]
    variant, order = deal(kept.secret, member, story.digest, attempt, variants)
    hash = secret.hashed(secret.ticket_text(kept.secret, member, story.digest, attempt))
    return Ticket(hash, member, story.digest, attempt, variant, order, now, _expiry(kept, now), None)


def _expiry(kept: Kept, now: int) -> int:
    return now + kept.rules.ticket_hours * _HOUR
