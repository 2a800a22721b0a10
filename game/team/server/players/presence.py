"""Whether somebody is still there, once the contest is held: a request may have been on its way while they left."""

from sqlalchemy import Connection

from game.team.server.refusals import unknown_token
from game.team.server.store import people
from game.team.server.store.people import Person


def as_now(connection: Connection, person: Person) -> Person:
    """A member as they are under the lock: moved or renamed since they asked. Raises Refused where they have left."""
    found = people.by_id(connection, person.contest, person.id)
    if found is None or not people.has_token(connection, person.id):
        raise unknown_token()
    return found
