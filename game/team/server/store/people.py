"""Teams and who is in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, and_, bindparam, delete, insert, select, update

from game.team.contest import Member, Roster, Team
from game.team.server.store import rolls
from game.team.server.store.prepared import Prepared, PreparedList, named, several
from game.team.server.tables import contest as contest_table
from game.team.server.tables import member, team

_WHO = (
    member.c.id, member.c.contest_id, member.c.team_id, member.c.name, member.c.role, member.c.hidden,
    member.c.language,
)  # fmt: skip
"""What a Person is made of."""
_BY_TOKEN = PreparedList(
    "hash",
    lambda size: select(member.c.token_hash, *_WHO).where(member.c.token_hash.in_(several("hash", size))),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the server knows them."""

    id: str
    contest: int
    team: str
    name: str
    role: str
    hidden: bool
    language: str


def team_of_name(connection: Connection, contest: int, key: str) -> Team | None:
    """Return the team whose name reads like that."""
    row = connection.execute(select(team).where(team.c.contest_id == contest, team.c.name_key == key)).mappings()
    found = row.one_or_none()
    return None if found is None else Team(found["id"], found["name"], found["size"])


_TEAM = Prepared(
    select(team.c.id, team.c.name, team.c.size)
    .where(team.c.contest_id == bindparam("contest"), team.c.id == bindparam("of"))
)  # fmt: skip


def team_of_id(connection: Connection, contest: int, id: str) -> Team | None:
    """Return a team of the contest."""
    found = _TEAM.rows(connection, {"contest": contest, "of": id})
    return Team(*found[0]) if found else None


_HOME = Prepared(
    select(contest_table.c.slug, team.c.name)
    .outerjoin(team, and_(team.c.contest_id == contest_table.c.id, team.c.id == bindparam("of")))
    .where(contest_table.c.id == bindparam("contest"))
)  # fmt: skip


def home_of(connection: Connection, person: Person) -> tuple[str, str]:
    """Return the name in addresses of somebody's contest, and the name of their team, "?" where it has gone."""
    [(slug, name)] = _HOME.rows(connection, {"contest": person.contest, "of": person.team})
    return slug, name or "?"


def add_team(connection: Connection, contest: int, id: str, name: str, key: str) -> None:
    """Keep a new team."""
    values = {"size": 0, "roster": 0, "members": 0, "points": 0, "attempts": 0}
    connection.execute(insert(team).values(id=id, contest_id=contest, name=name, name_key=key, **values))


def count_teams(connection: Connection, contest: int) -> int:
    """Return how many teams a contest has."""
    return len(connection.execute(select(team.c.id).where(team.c.contest_id == contest)).all())


def add_member(connection: Connection, values: dict[str, Any]) -> None:
    """Keep a new member, who counts for the team's roster from now on."""
    connection.execute(insert(member).values(values))
    grow(connection, values["team_id"], 1)
    rolls.add(connection, *(values[name] for name in ("contest_id", "team_id", "name_key", "id")))


def grow(connection: Connection, team_id: str, by: int) -> None:
    """Count members into or out of a team's roster."""
    connection.execute(update(team).where(team.c.id == team_id).values(roster=team.c.roster + by))


def of_name(connection: Connection, team_id: str, key: str) -> Person | None:
    """Return who in the team has a name that reads like that."""
    same = select(member).where(member.c.team_id == team_id, member.c.name_key == key)
    row = connection.execute(same).mappings().one_or_none()
    return None if row is None else _person(row)


def has_token(connection: Connection, id: str) -> bool:
    """Return whether there is a token that is a member's; who has left, and who is let in again, has none."""
    mine = select(member.c.id).where(member.c.id == id, member.c.token_hash.is_not(None))
    return connection.execute(mine).first() is not None


def by_token(connection: Connection, hash: str) -> Person | None:
    """Return whose token that is."""
    return by_tokens(connection, [hash]).get(hash)


def by_tokens(connection: Connection, hashes: Sequence[str]) -> dict[str, Person]:
    """Return whose tokens those are, by token."""
    return {hash: _who(row) for hash, *row in _BY_TOKEN.of(connection, hashes)}


def by_id(connection: Connection, contest: int, id: str) -> Person | None:
    """Return a member of the contest."""
    same = select(member).where(member.c.contest_id == contest, member.c.id == id)
    row = connection.execute(same).mappings().one_or_none()
    return None if row is None else _person(row)


def still_here(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Return which of some members are there and have not left."""
    found = select(member.c.id).where(member.c.id.in_(ids), member.c.erased_at.is_(None))
    return frozenset(connection.execute(found).scalars())


_KEPT_OF_ONE = tuple(c.name for c in member.c if c.name not in ("token_hash", "name_key", "contest_id"))
_ROW = Prepared(select(*(member.c[name] for name in _KEPT_OF_ONE)).where(member.c.id == bindparam("member")))


def row_of(connection: Connection, id: str) -> dict[str, Any]:
    """Return all that is kept of a member but the hash of the token."""
    [found] = named(_KEPT_OF_ONE, _ROW.rows(connection, {"member": id}))
    return found | {"hidden": bool(found["hidden"])}


class Named(NamedTuple):
    """What a board shows of a member."""

    id: str
    team_id: str
    name: str
    hidden: bool
    team_name: str


_NAMED = PreparedList(
    "id",
    lambda size: select(member.c.id, member.c.team_id, member.c.name, member.c.hidden, team.c.name)
    .join(team, team.c.id == member.c.team_id).where(member.c.id.in_(several("id", size))),
)  # fmt: skip


def some(connection: Connection, ids: Sequence[str]) -> dict[str, Named]:
    """Return what a board shows of some members, by id."""
    return {row[0]: Named(*row) for row in _NAMED.of(connection, ids)}


def change(connection: Connection, id: str, **values: Any) -> None:
    """Set columns of a member."""
    connection.execute(update(member).where(member.c.id == id).values(**values))


def move(connection: Connection, person: Person, team_id: str) -> None:
    """Put a member into another team."""
    change(connection, person.id, team_id=team_id)
    grow(connection, person.team, -1)
    grow(connection, team_id, 1)
    for id in (person.team, team_id):
        rolls.renew(connection, person.contest, id)


def rename(connection: Connection, person: Person, name: str, key: str) -> None:
    """Call a member otherwise."""
    change(connection, person.id, name=name, name_key=key)
    rolls.renew(connection, person.contest, person.team)


def make_nobody(connection: Connection, person: Person, now: int) -> None:
    """Take a member's name, token and language away; what stays is a number."""
    gone = {"name": "", "name_key": person.id, "token_hash": None, "language": "", "hidden": True, "role": "member"}
    change(connection, person.id, **gone, erased_at=now)
    rolls.renew(connection, person.contest, person.team)


def remove(connection: Connection, person: Person) -> None:
    """Remove a member who has no ticket and no run."""
    connection.execute(delete(member).where(member.c.id == person.id))
    grow(connection, person.team, -1)
    rolls.renew(connection, person.contest, person.team)


def remove_team_if_empty(connection: Connection, id: str) -> bool:
    """Remove a team that nobody is left of, and return whether it was."""
    gone = connection.execute(delete(team).where(team.c.id == id, team.c.roster == 0))
    return gone.rowcount > 0


_OF_TEAM = Prepared(
    select(*_WHO).where(member.c.team_id == bindparam("of"), member.c.erased_at.is_(None))
    .order_by(member.c.joined_at, member.c.id),
    many=True,
)  # fmt: skip


def of_team(connection: Connection, id: str) -> list[Person]:
    """Return the members of a team, in the order in which they joined; those who left have no place in it."""
    return [_who(row) for row in _OF_TEAM.rows(connection, {"of": id})]


def rename_team(connection: Connection, contest: int, id: str, name: str, key: str) -> None:
    """Call a team otherwise."""
    connection.execute(update(team).where(team.c.id == id).values(name=name, name_key=key))
    rolls.renew(connection, contest, id)


def teams(connection: Connection, contest: int) -> tuple[Team, ...]:
    """Return the teams of a contest."""
    rows = connection.execute(select(team.c.id, team.c.name, team.c.size).where(team.c.contest_id == contest))
    return tuple(Team(*row) for row in rows)


def roster(connection: Connection, contest: int) -> Roster:
    """Return everybody who takes part."""
    columns = (member.c.id, member.c.team_id, member.c.name, member.c.hidden)
    people = connection.execute(select(*columns).where(member.c.contest_id == contest))
    return Roster(teams(connection, contest), tuple(Member(*row) for row in people))


def _who(row: Sequence[Any]) -> Person:
    id, contest, team_id, name, role, hidden, language = row
    return Person(id, contest, team_id, name, role, bool(hidden), language)


def _person(row: RowMapping) -> Person:
    names = ("id", "name", "role", "hidden", "language")
    return Person(contest=row["contest_id"], team=row["team_id"], **{name: row[name] for name in names})
