"""A change to a contest: what it is made on, and what is said of it afterwards."""

from dataclasses import dataclass

from sqlalchemy import Connection

from game.team.server.refusals import not_found
from game.team.server.store import people
from game.team.server.store.contests import Kept
from game.team.server.store.people import Person


@dataclass(frozen=True, slots=True)
class Changing:
    """A transaction that holds the contest."""

    connection: Connection
    at: Kept
    now: int

    def member(self, id: str) -> Person:
        """Return a member, or who was one. Raises Refused where there is none."""
        person = people.by_id(self.connection, self.at.id, id)
        if person is None:
            raise not_found("no_member")
        return person

    def present(self, id: str) -> Person:
        """Return a member who has not left: who has is nobody, and gets no name again. Raises Refused."""
        if not people.still_here(self.connection, (id,)):
            raise not_found("no_member")
        return self.member(id)


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, from what to what."""

    target: str
    before: str
    after: str
    secret: bool = False
    """what it is now must not stand in the log"""

    @property
    def noted(self) -> dict[str, str]:
        """What the log keeps of it."""
        return {"target": self.target, "before": self.before, "after": "" if self.secret else self.after}
