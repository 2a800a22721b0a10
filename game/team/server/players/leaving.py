"""Leaving: name and token are gone at once, everywhere; the runs stay under nobody's name, or go, too."""

from sqlalchemy import Connection

from game.team.server import secret
from game.team.server.boards import correcting
from game.team.server.boards.way import add_team_point
from game.team.server.players.presence import as_now
from game.team.server.services import Services
from game.team.server.store import contests, kept, log, people, play, shown
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person


def leave(services: Services, person: Person, *, keep_runs: bool) -> None:
    """Erase a member. Runs that are kept go on counting for the team. Raises Refused as `as_now`."""
    with services.database.writing() as connection:
        at, now = contests.lock(connection, person.contest), services.now()
        person = as_now(connection, person)
        correcting.name_member(connection, at.id, person.id, None, now)
        log.forget_names(connection, at.id, person.id)
        if keep_runs and play.has_run(connection, person.id):
            people.make_nobody(connection, person, now)
        else:
            _remove(connection, at, person, now)
        log.note(connection, at.id, now, "member", "leave", target=person.id, before="", after="", reason="")
        shown.mark(connection, at.id)


def hide(services: Services, person: Person, *, hidden: bool) -> None:
    """Let a member be shown without a name, or with it again; at once, on boards that stand still, too.

    Raises Refused as `as_now`.
    """
    with services.database.writing() as connection:
        at, now = contests.lock(connection, person.contest), services.now()
        person = as_now(connection, person)
        people.change(connection, person.id, hidden=hidden)
        correcting.name_member(connection, at.id, person.id, None if hidden else person.name, now)
        shown.mark(connection, at.id)


def renew_token(services: Services, person: Person) -> str:
    """Return a new token for a member; the old one opens nothing from now on. Raises Refused as `as_now`."""
    token = secret.new_token()
    with services.database.writing() as connection:
        contests.lock(connection, person.contest)
        person = as_now(connection, person)
        people.change(connection, person.id, token_hash=secret.hashed(token))
    return token


def _remove(connection: Connection, at: Kept, person: Person, now: int) -> None:
    play.remove_of_member(connection, at.id, person.id)
    kept.refold(connection, at, person.id, person.team)
    people.remove(connection, person)
    if people.remove_team_if_empty(connection, person.team):
        shown.forget_points(connection, person.team)
    else:
        add_team_point(connection, contests.by_id(connection, at.id), person.team, now)
