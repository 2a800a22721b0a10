"""What happens before the first request: the database brought to this version, the contest made or found again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.boards.publishing import publish
from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.organisers.retention import erase_expired
from game.team.server.par import KeptPar
from game.team.server.services import Services
from game.team.server.store import contests as store
from game.team.server.store import shown
from game.team.server.store.contests import Kept
from game.team.server.stories import take_in_apart
from game.text.clean import clean

Titles = Mapping[str, str]
"""What a story is called, by language."""

LONGEST_ADDRESS = 100


class NoDatabaseError(Exception):
    """The database does not answer."""


@dataclass(frozen=True, slots=True)
class Started:
    """A contest that is ready to be played."""

    contest: Kept
    admin_token: str
    """empty where it was told before"""
    is_new: bool
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A contest that is to be made. `stories` are folders or files."""

    name: str
    stories: Sequence[Path]
    times: Times
    rules: ContestRules


class SameStoryError(Exception):
    """Two of the stories have one id."""


def connect(database: Database) -> Services:
    """Return the services on a database, its tables at this version and what is over for long erased.

    Raises NoDatabaseError, NewerDatabaseError.
    """
    services = Services(database)
    with answering():
        migrate(database)
        erase_expired(services)
    return services


@contextmanager
def answering() -> Iterator[None]:
    """Raise NoDatabaseError, with the first line of why, where a database does not answer."""
    try:
        yield
    except DBAPIError as error:
        raise NoDatabaseError(str(error.orig).strip().partition("\n")[0]) from error


def begin(services: Services, plan: Plan, par: KeptPar, solving: Callable[[Titles], None]) -> Started:
    """Make a contest. Raises StoryProblemsError, StoryDiedError, SameStoryError.

    `solving` is told the titles of each story whose best scores must be found out first.
    """
    taken = take_in_apart(plan.stories)
    ids = [kept.story_id for _, kept in taken]
    if len(set(ids)) < len(ids):
        raise SameStoryError(next(id for id in ids if ids.count(id) > 1))
    titles = {kept.story_id: kept.titles for _, kept in taken}
    best = par.of([story for story, _ in taken], lambda story: solving(titles[story.id]))
    stories = [replace(kept, best_scores=found) for (_, kept), found in zip(taken, best, strict=True)]
    opens = plan.times.opens if plan.times.opens is not None else services.now()
    made = contests.make(services, plan.name, stories, replace(plan.times, opens=opens), plan.rules)
    publish(services, made.contest.id)  # the wall has something to show from its first look on
    return Started(made.contest, made.admin_token, is_new=True)


def resume(services: Services, name: str | None, *, new_token: bool, or_over: bool = False) -> Started | None:
    """Return the contest that is going on, of that name if one is given; None where there is none.

    `or_over`: where all are over, the newest of them.
    """
    going_on = contests.running(services, name)
    kept = contests.newest(services, name) if going_on is None and or_over else going_on
    if kept is None:
        return None
    token = contests.new_admin_token(services, kept) if new_token else ""
    return Started(kept, token, is_new=False, is_over=going_on is None)


def say_where(services: Services, contest: Kept, address: str, *, show_code: bool) -> None:
    """Keep where people join, and let the wall show it if that is wished for; never take it from the wall.

    The address is that of all contests here: the walls of the others tell it, too.
    """
    where = clean(address, limit=LONGEST_ADDRESS)
    with services.database.writing() as connection:
        if show_code:
            store.change(connection, contest.id, code_shown=True)
        for kept in store.every(connection):
            if kept.address != where or kept.id == contest.id:
                store.change(connection, kept.id, address=where)
                shown.mark(connection, kept.id)
