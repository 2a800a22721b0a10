"""Who is called what, at hand in memory: to look through 50,000 names in the database takes ten times as long.

Before each search it is brought up to date with what the database says has changed, so any process may answer.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection

from game.team.organising import COUNTED
from game.team.server.store import rolls
from game.team.server.store.rolls import LEFT, Roll

Place = tuple[str, str, str]
"""Where a member stands: the key of the team's name, the key of the own, the id."""


class _Team(NamedTuple):
    key: str
    names: str
    ids: str

    def number(self, key: str) -> int:
        """How many members a key finds: all those of a team that has it in its own name."""
        if key in self.key:
            return self.names.count("\n") + 1
        number, at = 0, self.names.find(key)
        while at >= 0:
            number += 1
            end = self.names.find("\n", at)
            at = self.names.find(key, end) if end >= 0 else -1
        return number

    def members(self, key: str) -> Sequence[Place]:
        """These members in order; who has left stands by the id."""
        if key not in self.key and key not in self.names:
            return []
        whole = zip(self.names.split("\n"), self.ids.split("\n"), strict=True)
        found = ((name, id) for name, id in whole if key in self.key or key in name)
        return sorted((self.key, id if name == LEFT else name, id) for name, id in found)


class _Names:
    """The names of a contest, as they were when one row was the last to be changed: its number, which one it was."""

    def __init__(self, rows: Iterable[Roll]) -> None:
        self._rows = {row.place: row for row in rows}
        last = max(self._rows.values(), key=attrgetter("changed"), default=None)
        self.number: int = last.changed if last else 0
        self._last: tuple[str, int] | None = last.place if last else None
        there = (row for row in self._rows.values() if row.names)
        in_order = sorted(there, key=lambda row: (row.team_key or "", row.part))
        self._teams = [_team(list(of)) for _, of in groupby(in_order, attrgetter("team_id"))]

    def is_followed_by(self, changed: Sequence[Roll]) -> bool:
        """Whether these rows have this number or a higher one in the same history.

        The row that was the last to be changed is one of them, unless the database was put back to how it once was, or
        has the number of an erased contest for another one.
        """
        return self._last is None or any(row.place == self._last for row in changed)

    def with_(self, changed: Sequence[Roll]) -> "_Names":
        """The names after some rows have changed."""
        if all(self._rows.get(row.place) == row for row in changed):
            return self
        return _Names([*self._rows.values(), *changed])

    def search(self, key: str, most: int, place: Place) -> tuple[int, Sequence[str]]:
        """As `Directory.search`: teams are gone through one by one while there is room, then only counted."""
        of, ids = 0, list[str]()
        for team in self._teams:
            if len(ids) < most and team.key >= place[0]:
                found = team.members(key)
                of += len(found)
                ids += [one[-1] for one in found if one > place][: most - len(ids)]
            elif of <= COUNTED:
                of += team.number(key)
        return of, ids


def _team(parts: Sequence[Roll]) -> _Team:
    names, ids = ("\n".join(getattr(part, name) for part in parts) for name in ("names", "ids"))
    return _Team(parts[0].team_key or "", names, ids)


NOTHING = _Names(())


class Directory:
    """The names of the contests that were searched. May be used from several threads."""

    def __init__(self) -> None:
        self._kept: dict[int, _Names] = {}

    def search(
        self, connection: Connection, contest: int, key: str, most: int, place: Place = ("", "", "")
    ) -> tuple[int, Sequence[str]]:
        """Return how many members a key finds, and the ids of the first `most` behind a place; all by code points.

        It finds those that have it in their names, and everybody in a team that has it in its own. Beyond COUNTED, they
        are counted no further than those teams go whose members are returned.
        """
        known = self._kept.get(contest, NOTHING)
        changed = rolls.changed_since(connection, contest, known.number)
        if not known.is_followed_by(changed):
            known, changed = NOTHING, rolls.changed_since(connection, contest, 0)
        now = self._kept[contest] = known.with_(changed)
        return now.search(key, most, place)

    def clear(self) -> None:
        """Forget all names: done now and then, so that none stays in a memory after its bearer has left."""
        self._kept = {}
