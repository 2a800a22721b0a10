"""The members of a contest as an organiser looks at them: all of them, or those that a search finds."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, tuple_

from game.team.names import is_id, name_key
from game.team.organising import COUNTED
from game.team.server.store.directory import Directory, Place
from game.team.server.store.prepared import Prepared, PreparedList, Row, exactly, named, several
from game.team.server.tables import TO_LOOK_AT, member, run, standing, team


def list_members(
    connection: Connection, directory: Directory, contest: int, find: str, most: int, after: str = ""
) -> tuple[int | None, Sequence[Row]]:
    """Return the first members whose id or team's id is `find`, or whose name or team's name has it in it.

    All where it is empty; and how many there are, None for more than COUNTED that were searched for. Ask for it in a
    snapshot: who leaves between its statements would be missed, and with them all that come later.
    `after`: those that come after the member of that id, none where there is no such member.
    With what they have reached, and the number of their `runs` and of those that are `flagged`.
    """
    place = _PLACE_OF_MEMBER.rows(connection, {"contest": contest, "find": after}) if after else []
    key = name_key(find)
    if find and key and not is_id(find):
        of, rows = _of_name(connection, directory, contest, key, most, *place)
    else:
        of, rows = _of_id(connection, contest, find, most, *place)
    listed = named(_MEMBER, rows) if place or not after else []
    return of if of <= COUNTED or not find else None, listed


def _of_name(
    connection: Connection, directory: Directory, contest: int, key: str, most: int, *place: Place
) -> tuple[int, Sequence[Any]]:
    of, ids = directory.search(connection, contest, key, most, *place)
    rows = {row[0]: row for row in _OF_IDS.of(connection, ids, contest=contest)}
    return of, [rows[id] for id in ids if id in rows]


def _of_id(connection: Connection, contest: int, find: str, most: int, *place: Place) -> tuple[int, Sequence[Any]]:
    values = {"contest": contest, **({"find": find} if find else {})}
    [(of,)] = _number(bool(find)).rows(connection, values)
    after = dict(zip(_PLACE, *place, strict=True)) if place else {}
    return of, _members(bool(find), bool(place), most).rows(connection, values | after)


_PLACE = {"of_team": team.c.name_key, "of_name": member.c.name_key, "id": member.c.id}
"""What members are ordered by."""
# The contest of a member, too: names stand in the index that begins with it.
_TOGETHER = team.join(member, and_(team.c.id == member.c.team_id, team.c.contest_id == member.c.contest_id))
_HERE = team.c.contest_id == bindparam("contest")
_PLACE_OF_MEMBER = Prepared(
    select(*_PLACE.values()).select_from(_TOGETHER).where(_HERE, member.c.id == bindparam("find"))
)
_MEMBER = (
    "id", "name", "team_id", "role", "hidden", "erased_at", "joined_at", "team_name", "total", "attempts", "runs",
    "flagged",
)  # fmt: skip
_OF_ID = or_(member.c.id == bindparam("find"), member.c.team_id == bindparam("find"))


@lru_cache(maxsize=100)
def _members(is_of_id: bool, is_later: bool, most: int) -> Prepared:
    """The first members of all, or of an id; `is_later`: those after a place."""
    place: Any = [bindparam(name, type_=column.type) for name, column in _PLACE.items()]
    later = [tuple_(*_PLACE.values()) > tuple_(*place)] if is_later else []
    return Prepared(_those(*([_OF_ID] if is_of_id else []), *later, most=most), many=True)


@cache
def _number(is_of_id: bool) -> Prepared:
    """How many of them there are; how many have joined a team is kept."""
    if is_of_id:
        return Prepared(select(func.count()).select_from(_TOGETHER).where(_HERE, _OF_ID))
    return Prepared(select(func.coalesce(func.sum(team.c.roster), 0)).where(_HERE))


def _those(*which: Any, most: int | None = None) -> Any:
    """Members, or the first `most` of those; the runs of these alone are counted."""
    own = [member.c[name] for name in _MEMBER if name in member.c]
    labels = [column.label(name) for name, column in _PLACE.items() if name != "id"]
    found = select(*own, team.c.name.label("team_name"), *labels).select_from(_TOGETHER).where(_HERE, *which)
    first = (found if most is None else found.order_by(*_PLACE.values()).limit(exactly(most))).cte()
    flagged = func.sum(case((TO_LOOK_AT, 1), else_=0)).label("flagged")
    counted = select(run.c.member_id, func.count().label("runs"), flagged)
    played = counted.where(run.c.member_id.in_(select(first.c.id))).group_by(run.c.member_id).subquery()
    numbers = (standing.c.total, standing.c.attempts, *(func.coalesce(played.c[name], 0) for name in _MEMBER[-2:]))
    return (
        select(*(first.c[name] for name in _MEMBER if name in first.c), *numbers)
        .outerjoin(standing, standing.c.member_id == first.c.id)
        .outerjoin(played, played.c.member_id == first.c.id)
        .order_by(*(first.c[name] for name in _PLACE))
    )


_OF_IDS = PreparedList("id", lambda size: _those(member.c.id.in_(several("id", size))))
