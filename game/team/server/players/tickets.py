"""Tickets: leave to play one ranked attempt, with the deal and the time at which it began."""

from game.team.server import secret
from game.team.server.contests import must_be_open
from game.team.server.refusals import Refused, not_found
from game.team.server.services import Services
from game.team.server.store import contests, play
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person
from game.team.server.store.play import StoryKept, Ticket
from game.team.server.stories import story_of
from game.team.wire import Ticket as ToldTicket

_HOUR = 3_600_000


def issue(services: Services, person: Person, digest: str) -> ToldTicket:
    """Return the ticket of the next attempt: the same one again while it is unused. Raises Refused."""
    with services.database.writing() as connection:
        kept, now = contests.lock(connection, person.contest), services.now()
        must_be_open(kept, now)
        story = play.story_of(connection, kept.id, digest)
        if story is None:
            raise not_found("no_story")
        last = play.last_ticket(connection, person.id, digest)
        if last is None or last.run is not None:
            last = _next(kept, person.id, story, last.attempt + 1 if last else 1, now)
            play.add_ticket(connection, kept.id, last)
        elif now >= last.expires_at:
            play.renew_ticket(connection, last.hash, now, _expiry(kept, now))
            last = _next(kept, person.id, story, last.attempt, now)
    text = secret.ticket_text(kept.secret, person.id, digest, last.attempt)
    seconds = (last.issued_at // 1000, last.expires_at // 1000)
    return ToldTicket(text, digest, last.variant, last.seed, last.attempt, *seconds)


def _next(kept: Kept, member: str, story: StoryKept, attempt: int, now: int) -> Ticket:
    if attempt > kept.rules.attempts:
        raise Refused(409, "no_attempts_left", attempts=kept.rules.attempts)
    variants = [variant.id for variant in story_of(story.yaml).variants]
    variant, order = secret.deal(kept.secret, member, story.digest, attempt, variants)
    hash = secret.hashed(secret.ticket_text(kept.secret, member, story.digest, attempt))
    return Ticket(hash, member, story.digest, attempt, variant, order, now, _expiry(kept, now), None)


def _expiry(kept: Kept, now: int) -> int:
    return now + kept.rules.ticket_hours * _HOUR
