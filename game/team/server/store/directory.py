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

MOST = 32
"""Contests whose names are kept."""
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
    """The names of a contest, as they were when the row of that number was the last to be changed."""

    def __init__(self, rows: Iterable[Roll]) -> None:
        self.rows = {(row.team_id, row.part): row for row in rows}
        self.number = max((row.changed for row in self.rows.values()), default=0)
        there = sorted((row for row in self.rows.values() if row.names), key=lambda row: (row.team_key or "", row.part))
        self._teams = [_team(list(of)) for _, of in groupby(there, attrgetter("team_id"))]

    def with_(self, changed: Sequence[Roll]) -> "_Names":
        """The names after some rows have changed."""
        if all(self.rows.get((row.team_id, row.part)) == row for row in changed):
            return self
        return _Names([*self.rows.values(), *changed])

    def search(self, key: str, most: int, place: Place) -> tuple[int, Sequence[str]]:
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


class Directory:
    """The names of the contests that were searched. May be used from several threads."""

    def __init__(self) -> None:
        self._kept: dict[int, _Names] = {}

    def search(
        self, connection: Connection, contest: int, key: str, most: int, place: Place = ("", "", "")
    ) -> tuple[int, Sequence[str]]:
        """Return how many members a key finds, and the ids of the first `most` behind a place; all by code points.

        It finds those that have it in their names, and everybody in a team that has it in its own; counted no further
        than one team beyond COUNTED.
        """
        known = self._kept.get(contest, _Names(()))
        changed = rolls.changed_since(connection, contest, known.number)
        if known.rows and not changed:  # the last one at least is there, unless the database was put back meanwhile
            known, changed = _Names(()), rolls.changed_since(connection, contest, 0)
        now = known.with_(changed)
        if contest not in self._kept and len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[contest] = now
        return now.search(key, most, place)

    def forget(self, contest: int) -> None:
        """Forget a contest that is erased, see `Shelf.forget`."""
        self._kept.pop(contest, None)
