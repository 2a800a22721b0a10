"""What happens before the first request: the database brought to this version, the contest made or found again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from game.story import Story
from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.boards.publishing import publish
from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.par import KeptPar
from game.team.server.services import Services
from game.team.server.store.contests import Kept
from game.team.server.stories import take_in


class NoDatabaseError(Exception):
    """The database does not answer."""


@dataclass(frozen=True, slots=True)
class Started:
    """A contest that is ready to be played."""

    contest: Kept
    admin_token: str
    """empty where it was told before"""
    is_new: bool


def connect(database: Database) -> Services:
    """Return the services on a database, its tables at this version. Raises NoDatabaseError, NewerDatabaseError."""
    try:
        migrate(database)
    except DBAPIError as error:
        first_line = str(error.orig).strip().partition("\n")[0]
        raise NoDatabaseError(first_line) from error
    return Services(database)


def begin(
    services: Services, name: str, paths: Sequence[Path], times: Times, par: KeptPar, solving: Callable[[Story], None]
) -> Started:
    """Make a contest of the stories in those folders. Raises StoryProblemsError.

    `solving` is told of each story whose best scores must be found out first.
    """
    taken = [take_in(path) for path in paths]
    best = par.of([story for story, _ in taken], solving)
    stories = [replace(kept, best_scores=found) for (_, kept), found in zip(taken, best, strict=True)]
    opens = times.opens if times.opens is not None else services.now()
    made = contests.make(services, name, stories, replace(times, opens=opens), ContestRules())
    publish(services, made.contest.id)  # the wall has something to show from its first look on
    return Started(made.contest, made.admin_token, is_new=True)


def resume(services: Services, name: str | None, *, new_token: bool) -> Started | None:
    """Return the contest that is going on, of that name if one is given; None where there is none."""
    kept = contests.running(services, name)
    if kept is None:
        return None
    return Started(kept, contests.new_admin_token(services, kept) if new_token else "", is_new=False)
