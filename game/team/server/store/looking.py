"""What an organiser looks at: counts, members, runs, with the names that go with them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    TextClause,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    union_all,
)

from game.team.names import is_id, name_key
from game.team.organising import COUNTED
from game.team.server.store.prepared import Prepared
from game.team.server.tables import TO_LOOK_AT, audit, member, run, standing, team

Row = Mapping[Any, Any]
Page = tuple[int | None, Sequence[Row]]
"""How many there are, None for more than COUNTED; and some of them in order: the first ones, or those after a place."""
Place = tuple[bool, int, str]
"""Where a run stands among the others: whether somebody should look at it, when it came in, its id."""


def counts(connection: Connection, contest: int) -> dict[str, int]:
    """Return how many `teams`, `members` (who have not left) and `flagged` runs a contest has."""
    [(teams, joined, left, flagged)] = _COUNTS.rows(connection, {"contest": contest})
    return {"teams": teams, "members": int(joined) - left, "flagged": flagged}


def _number_in(table: Table, what: Any, *which: Any) -> Any:
    return select(what).where(table.c.contest_id == bindparam("contest"), *which).scalar_subquery()


_COUNTS = Prepared(
    select(
        _number_in(team, func.count()), _number_in(team, func.coalesce(func.sum(team.c.roster), 0)),
        _number_in(member, func.count(), member.c.erased_at.is_not(None)), _number_in(run, func.count(), TO_LOOK_AT),
    )
)  # fmt: skip


def members(connection: Connection, contest: int, find: str, most: int, after: str = "") -> Page:
    """Return the members whose id or team's id is `find`, or whose name or team's name has it in it.

    All where it is empty. `after`: those that come after the member of that id.
    With what they have reached, and the number of their `runs` and of those that are `flagged`.
    """
    values = {"contest": contest, "find": find, "key": name_key(find)}
    by = ("id" if is_id(find) or not values["key"] else "name") if find else ""
    place = _PLACE_OF_MEMBER.rows(connection, {"contest": contest, "find": after}) if after else []
    if place:
        values |= dict(zip(_PLACE, *place, strict=True))
    rows = [] if after and not place else _members(by, bool(after), most).rows(connection, values)
    found = [dict(zip(_MEMBER, row, strict=True)) for row in rows]
    if find and not after and len(found) < most:  # that is all there are: to count them would be to search once more
        return len(found), found
    [(of,)] = _number_of_members(by).rows(connection, values)
    return _counted(of) if find else of, found


def _counted(of: int) -> int | None:
    """A number that was counted no further than one more than COUNTED."""
    return of if of <= COUNTED else None


_PLACE = {"of_team": team.c.name_key, "of_name": member.c.name_key, "id": member.c.id}
"""What members are ordered by."""
# The contest of a member, too: names stand in the index that begins with it.
_TOGETHER = team.join(member, and_(team.c.id == member.c.team_id, team.c.contest_id == member.c.contest_id))
_PLACE_OF_MEMBER = Prepared(
    select(*_PLACE.values()).select_from(_TOGETHER)
    .where(team.c.contest_id == bindparam("contest"), member.c.id == bindparam("find"))
)  # fmt: skip
_MEMBER = (
    "id", "name", "team_id", "role", "hidden", "erased_at", "joined_at", "team_name", "total", "attempts", "runs",
    "flagged",
)  # fmt: skip


@lru_cache(maxsize=100)
def _members(by: str, is_later: bool, most: int) -> Prepared:
    """The first members that a search finds, or those after a place; the runs of these alone are counted.

    How many stands in the text, as in `_runs`.
    """
    own = [member.c[name] for name in _MEMBER if name in member.c]
    labels = [column.label(name) for name, column in _PLACE.items() if name != "id"]
    place: Any = [bindparam(name, type_=column.type) for name, column in _PLACE.items()]
    later = [tuple_(*_PLACE.values()) > tuple_(*place)] if is_later else []
    found = select(*own, team.c.name.label("team_name"), *labels).select_from(_TOGETHER)
    first = found.where(*_searched(by), *later).order_by(*_PLACE.values()).limit(_exactly(most)).cte()
    flagged = func.sum(case((TO_LOOK_AT, 1), else_=0)).label("flagged")
    counted = select(run.c.member_id, func.count().label("runs"), flagged)
    played = counted.where(run.c.member_id.in_(select(first.c.id))).group_by(run.c.member_id).subquery()
    numbers = (standing.c.total, standing.c.attempts, *(func.coalesce(played.c[name], 0) for name in _MEMBER[-2:]))
    return Prepared(
        select(*(first.c[name] for name in _MEMBER if name in first.c), *numbers)
        .outerjoin(standing, standing.c.member_id == first.c.id)
        .outerjoin(played, played.c.member_id == first.c.id)
        .order_by(*(first.c[name] for name in _PLACE))
    )


@cache
def _number_of_members(by: str) -> Prepared:
    """How many members a search finds, at most one more than COUNTED; how many have joined a team is kept."""
    if by:
        return Prepared(_up_to(select(_ONE).select_from(_TOGETHER).where(*_searched(by))))
    return Prepared(select(func.coalesce(func.sum(team.c.roster), 0)).where(*_searched(by)))


_ONE: Any = literal_column("1")
"""Instead of a column: only so is the index alone read."""


def _up_to(found: Any) -> Any:
    return select(func.count()).select_from(found.limit(_exactly(COUNTED + 1)).subquery())


# Who has left has the id for a key, and no key of a name has a hyphen; all else about them stands in no index.
_NAMED = ~member.c.name_key.contains("-")


def _searched(by: str) -> list[Any]:
    """What a search asks for: nothing more than the contest, an id, or a part of a name."""
    here = team.c.contest_id == bindparam("contest")
    called = select(team.c.id).where(here, team.c.name_key.contains(bindparam("key")))
    which = {
        "id": or_(member.c.id == bindparam("find"), member.c.team_id == bindparam("find")),
        "name": or_(and_(member.c.name_key.contains(bindparam("key")), _NAMED), member.c.team_id.in_(called)),
    }
    return [here, *([which[by]] if by else [])]


_NOT_TO_LOOK_AT = text(f"NOT ({TO_LOOK_AT.text})")


def runs(connection: Connection, contest: int, most: int, after: Place | None = None, **only: str) -> list[Row]:
    """Return runs, those to look at first, then the newest; `only`: an `id`, `member_id`, `story_id` they must have.

    `after`: those that come after that place. All that is returned is of one moment.
    """
    wanted = _wanted(only)
    place = {"received": after[1], "last": after[2]} if after else {}
    statement = _runs(tuple(wanted), after and after[0], most)
    rows = statement.rows(connection, {"contest": contest, **wanted, **place})
    return [dict(zip((*_SEEN, "name", "team_name"), row, strict=True)) for row in rows]


def number_of_runs(connection: Connection, contest: int, **only: str) -> int | None:
    """Return how many runs there are that have these values, as in `runs`; None for more than COUNTED."""
    wanted = _wanted(only)
    [(of,)] = _number(tuple(wanted)).rows(connection, {"contest": contest, **wanted})
    return _counted(of)


def _wanted(only: Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in sorted(only.items()) if value}


_SEEN = (
    "id", "member_id", "story_id", "attempt", "status", "reason", "flags", "received_at", "duration_ms", "score",
    "points",
)  # fmt: skip
"""Of a run; what was said in it is read only to watch it."""


@lru_cache(maxsize=100)
def _runs(names: tuple[str, ...], is_after_one_to_look_at: bool | None, most: int) -> Prepared:
    """The first runs that have those values, or those after a place, found before anything is joined to them.

    How many stands in the text: PostgreSQL would plan for a tenth of the table instead, each time anew.
    """
    rest = _newest(1, names, _NOT_TO_LOOK_AT, is_after_one_to_look_at is False, most)
    if is_after_one_to_look_at is False:
        first = rest.subquery()
    else:
        flagged = _newest(0, names, TO_LOOK_AT, is_after_one_to_look_at is True, most).cte()
        # As many as there is room for: where those to look at fill it, none of the others are looked for.
        room = _exactly(most) - select(func.count()).select_from(flagged).scalar_subquery()
        first = union_all(select(flagged), select(rest.limit(room).subquery())).subquery()
    return Prepared(
        select(*(run.c[name] for name in _SEEN), member.c.name, team.c.name)
        .join(first, first.c.id == run.c.id)
        .join(member, member.c.id == run.c.member_id)
        .join(team, team.c.id == run.c.team_id)
        .order_by(first.c.turn, first.c.received_at.desc(), first.c.id.desc())
    )


def _newest(turn: int, names: tuple[str, ...], which: TextClause, is_later: bool, most: int) -> Any:
    newest = (run.c.received_at, run.c.id)
    place: Any = (bindparam("received", type_=newest[0].type), bindparam("last", type_=newest[1].type))
    later = [tuple_(*newest) < tuple_(*place)] if is_later else []
    have = _have(names, _BY_NO_INDEX if which is TO_LOOK_AT else _AS_THEY_ARE)
    found = select(*newest).where(*have, which, *later).order_by(*(column.desc() for column in newest))
    return select(found.limit(_exactly(most)).subquery(), literal_column(str(turn)).label("turn"))


# Of a story's runs few are to be looked at. SQLite would go through them all unless kept from the index of stories.
_BY_NO_INDEX: Mapping[str, Any] = {"story_id": run.c.story_id.concat("")}
_AS_THEY_ARE: Mapping[str, Any] = {}


def _exactly(most: int) -> Any:
    return literal_column(str(most))


@cache
def _number(names: tuple[str, ...]) -> Prepared:
    return Prepared(_up_to(select(_ONE).select_from(run).where(*_have(names))))


def _have(names: Iterable[str], instead: Mapping[str, Any] = _AS_THEY_ARE) -> list[Any]:
    """The contest and the values that are asked for; `instead` of some columns something that is the same."""
    columns = ((name, instead.get(name, run.c[name])) for name in names)
    return [run.c.contest_id == bindparam("contest"), *(column == bindparam(name) for name, column in columns)]


def notes(connection: Connection, contest: int, most: int, after: int | None = None) -> tuple[int, Sequence[Row]]:
    """Return the newest lines of the log, or those before the one of that number."""
    which = audit.c.contest_id == contest
    of = select(func.count()).select_from(audit).where(which)
    older = [] if after is None else [audit.c.id < after]
    found = select(audit).where(which, *older).order_by(audit.c.id.desc()).limit(most)
    return int(connection.execute(of).scalar_one()), connection.execute(found).mappings().all()


def names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return what the members, teams and players of runs of these ids are called."""
    found: dict[str, str] = {}
    who = select(run.c.id, member.c.name).join(member, member.c.id == run.c.member_id).where(run.c.id.in_(ids))
    for wanted in (select(member.c.id, member.c.name).where(member.c.id.in_(ids)),
                   select(team.c.id, team.c.name).where(team.c.id.in_(ids)), who):  # fmt: skip
        found |= {row[0]: row[1] for row in connection.execute(wanted)}
    return found
