"""A further contest on a running server, by who governs one there already: its rules, its stories, another round.

Its stories are solved and known to be good, so nothing is read or uploaded.
"""

from game.team.names import NameProblem, clean_name, name_key
from game.team.organising import Found, Governed
from game.team.server import contests
from game.team.server.boards.publishing import publish
from game.team.server.contests import Times
from game.team.server.organisers.seeing import every
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import contests as store
from game.team.server.store import log, play
from game.team.server.store.contests import Kept
from game.team.server.store.play import StoryKept


def found(services: Services, like: Kept, order: Found) -> Governed:
    """Make a contest like another one, governed by the same token. Raises Refused, NameProblem."""
    name = clean_name(order.name)
    if not name_key(name):
        raise NameProblem("empty")
    with services.database.reading() as connection:
        stories = _wanted(play.stories(connection, like.id), order.stories)
        if len(store.every(connection)) >= contests.MOST_CONTESTS - 1:
            raise Refused(409, "too_many_contests")
    times, rules = _times(order, services.now()), order.rules or like.rules
    made = contests.make(services, name, stories, times, rules, admin_hash=like.admin_hash).contest
    with services.database.writing() as connection:
        store.change(connection, made.id, address=like.address)
        log.note(
            connection, made.id, services.now(), "admin", "found", target=made.slug, before="", after=name,
            reason=order.reason,
        )  # fmt: skip
    publish(services, made.id)
    with services.database.reading() as connection:
        made = store.by_id(connection, made.id)
    return every(services, (made,)).contests[0]


def _wanted(stories: list[StoryKept], ids: tuple[str, ...]) -> list[StoryKept]:
    known = {story.story_id: story for story in stories}
    if not set(ids) <= set(known):
        raise Refused(404, "no_story")
    return [known[id] for id in dict.fromkeys(ids)] or stories


def _times(order: Found, now: int) -> Times:
    given = (order.opens, order.freezes, order.closes)
    moments = [moment for moment in given if moment is not None]
    if moments != sorted(moments):
        raise Refused(400, "bad_order")
    times = Times(*(None if moment is None else moment * 1000 for moment in given))
    if times.are_past(now):
        raise Refused(409, "in_the_past")
    return times
