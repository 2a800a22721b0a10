"""What an organiser looks at: counts, members, runs, with the names that go with them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Table,
    TextClause,
    bindparam,
    func,
    literal_column,
    select,
    text,
    tuple_,
    union_all,
)

from game.team.organising import COUNTED
from game.team.server.store.prepared import Prepared, PreparedList, Row, exactly, named, several
from game.team.server.tables import TO_LOOK_AT, audit, member, run, team

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


_NOT_TO_LOOK_AT = text(f"NOT ({TO_LOOK_AT.text})")


def runs(connection: Connection, contest: int, most: int, after: Place | None = None, **only: str) -> Sequence[Row]:
    """Return runs, those to look at first, then the newest; `only`: an `id`, `member_id`, `story_id` they must have.

    `after`: those that come after that place. All that is returned is of one moment.
    """
    wanted = _wanted(only)
    place = {"received": after[1], "last": after[2]} if after else {}
    statement = _runs(tuple(wanted), after and after[0], most)
    rows = statement.rows(connection, {"contest": contest, **wanted, **place})
    return named((*_SEEN, "name", "team_name"), rows)


def number_of_runs(connection: Connection, contest: int, **only: str) -> int | None:
    """Return how many runs there are that have these values, as in `runs`; None for more than COUNTED."""
    wanted = _wanted(only)
    [(of,)] = _number(tuple(wanted)).rows(connection, {"contest": contest, **wanted})
    return of if of <= COUNTED else None


def _wanted(only: Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in sorted(only.items()) if value}


_SEEN = (
    "id", "member_id", "story_id", "attempt", "status", "reason", "flags", "received_at", "duration_ms", "score",
    "points",
)  # fmt: skip
"""Of a run; what was said in it is read only to watch it."""


@lru_cache(maxsize=100)
def _runs(names: tuple[str, ...], is_after_one_to_look_at: bool | None, most: int) -> Prepared:
    """The first runs that have those values, or those after a place, found before anything is joined to them."""
    rest = _newest(1, names, _NOT_TO_LOOK_AT, is_after_one_to_look_at is False, most)
    if is_after_one_to_look_at is False:
        first = rest.subquery()
    else:
        flagged = _newest(0, names, TO_LOOK_AT, is_after_one_to_look_at is True, most).cte()
        # As many as there is room for: where those to look at fill it, none of the others are looked for.
        room = exactly(most) - select(func.count()).select_from(flagged).scalar_subquery()
        first = union_all(select(flagged), select(rest.limit(room).subquery())).subquery()
    return Prepared(
        select(*(run.c[name] for name in _SEEN), member.c.name, team.c.name)
        .join(first, first.c.id == run.c.id)
        .join(member, member.c.id == run.c.member_id)
        .join(team, team.c.id == run.c.team_id)
        .order_by(first.c.turn, first.c.received_at.desc(), first.c.id.desc()),
        many=True,
    )


def _newest(turn: int, names: tuple[str, ...], which: TextClause, is_later: bool, most: int) -> Any:
    newest = (run.c.received_at, run.c.id)
    place: Any = (bindparam("received", type_=newest[0].type), bindparam("last", type_=newest[1].type))
    later = [tuple_(*newest) < tuple_(*place)] if is_later else []
    have = _have(names, _BY_NO_INDEX if which is TO_LOOK_AT else _AS_THEY_ARE)
    found = select(*newest).where(*have, which, *later).order_by(*(column.desc() for column in newest))
    return select(found.limit(exactly(most)).subquery(), literal_column(str(turn)).label("turn"))


# Of a story's runs few are to be looked at. SQLite would go through them all unless kept from the index of stories.
_BY_NO_INDEX: Mapping[str, Any] = {"story_id": run.c.story_id.concat("")}
_AS_THEY_ARE: Mapping[str, Any] = {}


@cache
def _number(names: tuple[str, ...]) -> Prepared:
    one: Any = literal_column("1")  # instead of a column: only so is the index alone read
    found = select(one).select_from(run).where(*_have(names)).limit(exactly(COUNTED + 1))
    return Prepared(select(func.count()).select_from(found.subquery()))


def _have(names: Iterable[str], instead: Mapping[str, Any] = _AS_THEY_ARE) -> list[Any]:
    """The contest and the values that are asked for; `instead` of some columns something that is the same."""
    columns = ((name, instead.get(name, run.c[name])) for name in names)
    return [run.c.contest_id == bindparam("contest"), *(column == bindparam(name) for name, column in columns)]


def notes(connection: Connection, contest: int, most: int, after: int | None = None) -> tuple[int, Sequence[Row]]:
    """Return how many lines the log has, and the newest ones, or those before the one of that number."""
    [(of,)] = _NUMBER_OF_NOTES.rows(connection, {"contest": contest})
    rows = _notes(after is not None, most).rows(connection, {"contest": contest, "before": after})
    return of, named(audit.c.keys(), rows)


_LOG = audit.c.contest_id == bindparam("contest")
_NUMBER_OF_NOTES = Prepared(select(func.count()).select_from(audit).where(_LOG))


@lru_cache(maxsize=100)
def _notes(is_later: bool, most: int) -> Prepared:
    older = [audit.c.id < bindparam("before")] if is_later else []
    newest = select(audit).where(_LOG, *older).order_by(audit.c.id.desc()).limit(exactly(most))
    return Prepared(newest, many=True)


def names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return what the members, teams and players of runs of these ids are called."""
    return dict(_NAMES.of(connection, ids))


def _called(size: int) -> Any:
    ids = several("id", size)
    player = select(run.c.id, member.c.name).join(member, member.c.id == run.c.member_id)
    return union_all(
        select(member.c.id, member.c.name).where(member.c.id.in_(ids)),
        select(team.c.id, team.c.name).where(team.c.id.in_(ids)),
        player.where(run.c.id.in_(ids)),
    )


_NAMES = PreparedList("id", _called)
