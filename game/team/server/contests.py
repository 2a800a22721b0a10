"""Contests made, found and told of."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from game.team.names import name_key, new_code
from game.team.rules import ContestRules
from game.team.server import secret
from game.team.server.refusals import Refused, not_found
from game.team.server.services import Services
from game.team.server.slug import slug_of
from game.team.server.store import contests, play
from game.team.server.store.contests import Kept
from game.team.server.store.play import StoryKept
from game.team.wire import Clock, ContestInfo, StoryInfo

MOST_CONTESTS = 1000
_LOCK = 7_204_118
"""PostgreSQL: of several contests that are made at once, one looks for its address while the others wait."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new contest, and the token of its admin, which is told this once; empty where it has that of another one."""

    contest: Kept
    admin_token: str


@dataclass(frozen=True, slots=True)
class Times:
    """When a contest opens, freezes and closes, in milliseconds since the epoch; None: by hand."""

    opens: int | None = None
    freezes: int | None = None
    closes: int | None = None

    def are_past(self, now: int) -> bool:
        """Whether it is to freeze or to close at a time that has passed: no contest begins like that."""
        return any(moment is not None and moment <= now for moment in (self.freezes, self.closes))


def make(
    services: Services, name: str, stories: Sequence[StoryKept], times: Times, rules: ContestRules, admin_hash: str = ""
) -> Made:
    """Make a contest with its stories. Two contests of one name get different addresses.

    With `admin_hash`, the token of that hash governs it too, and there is no new one.
    """
    token = "" if admin_hash else secret.new_token()
    with services.database.writing() as connection:
        if not services.database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        values = {
            "slug": _free_slug(connection, name), "name": name, "rules": rules, "secret": secret.new_secret(),
            "code": new_code(), "admin_hash": admin_hash or secret.hashed(token), "created_at": services.now(),
            "opens_at": times.opens, "freezes_at": times.freezes, "closes_at": times.closes,
        }  # fmt: skip
        kept = contests.add(connection, values)
        for place, story in enumerate(stories):
            play.add_story(connection, kept.id, place, story)
    return Made(kept, token)


def running(services: Services, name: str | None = None) -> Kept | None:
    """Return the newest contest that is not over, of that name if one is given; None where there is none."""
    now = services.now()
    return next((kept for kept in _named(services, name) if kept.state(now) not in ("closed", "revealed")), None)


def newest(services: Services, name: str | None = None) -> Kept | None:
    """Return the newest contest, over or not, of that name if one is given; None where there is none."""
    return next(iter(_named(services, name)), None)


def new_admin_token(services: Services, contest: Kept) -> str:
    """Return a new token for the admin; the old one no longer opens anything: of all contests that it governs."""
    token = secret.new_token()
    with services.database.writing() as connection:
        for governed in contests.by_admin(connection, contests.lock(connection, contest.id).admin_hash):
            contests.change(connection, governed.id, admin_hash=secret.hashed(token))
    return token


def find(connection: Connection, slug: str) -> Kept:
    """Return a contest. Raises Refused where there is none."""
    kept = contests.by_slug(connection, slug)
    if kept is None:
        raise not_found("no_contest")
    return kept


def info(services: Services, slug: str) -> ContestInfo:
    """Return what everybody may know of a contest. Raises Refused where there is none."""
    with services.database.glance() as connection:
        return told(connection, find(connection, slug), services.now())


def told(connection: Connection, kept: Kept, now: int) -> ContestInfo:
    """Return what everybody may know. Stories are sealed until it opens: not even their titles are told."""
    state, shown = kept.state(now), kept.shown(now)
    stories = [] if state == "planned" else play.heads(connection, kept.id)
    return ContestInfo(
        kept.slug, kept.name, kept.rules, Clock(shown.now, shown.opens, shown.freezes, shown.closes), state,
        tuple(StoryInfo(*head) for head in stories),
    )  # fmt: skip


def must_be_open(kept: Kept, now: int) -> None:
    """Raise Refused unless the contest is being played."""
    state = kept.state(now)
    if state == "planned":
        raise Refused(409, "not_open_yet")
    if state in ("closed", "revealed"):
        raise Refused(409, "over")


def _named(services: Services, name: str | None) -> list[Kept]:
    with services.database.reading() as connection:
        every = contests.every(connection)
    return [kept for kept in every if name is None or name_key(kept.name) == name_key(name)]


def _free_slug(connection: Connection, name: str) -> str:
    slug = slug_of(name)
    names = [slug, *(f"{slug}-{number}" for number in range(2, MOST_CONTESTS))]
    taken = {kept.slug for kept in contests.every(connection)}
    return next(name for name in names if name not in taken)
