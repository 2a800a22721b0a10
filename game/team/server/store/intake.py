"""What is read and written when runs come in: for several at a time, each thing by one statement for all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, literal_column, select, update

from game.team.rules import MemberTotal, StoryPoints, TeamSum
from game.team.server.store.kept import Entry
from game.team.server.store.play import Ticket
from game.team.server.store.prepared import Prepared, PreparedEach, PreparedList, Upsert, adding, several
from game.team.server.tables import best, contest, dirty, member, run, standing, tally, team, team_point, ticket
from game.team.timing import Window

Row = dict[str, Any]

_KNOWN = PreparedList("id", lambda size: select(run).where(run.c.id.in_(several("id", size))))
_TICKETS = PreparedList(
    "hash",
    lambda size: select(
        ticket.c.hash, ticket.c.member_id, ticket.c.digest, ticket.c.attempt, ticket.c.variant, ticket.c.seed,
        ticket.c.issued_at, ticket.c.expires_at, ticket.c.run_id, member.c.team_id,
    ).join(member, member.c.id == ticket.c.member_id).where(ticket.c.hash.in_(several("hash", size))),
)  # fmt: skip
_BESTS = PreparedList(
    "id",
    lambda size: select(best.c.member_id, best.c.story_id, best.c.points, best.c.attempts, best.c.run_id).where(
        best.c.member_id.in_(several("id", size))
    ),
)
_WINDOWS = PreparedList(
    "id",
    lambda size: select(run.c.member_id, run.c.issued_at, run.c.received_at, run.c.duration_ms).where(
        run.c.member_id.in_(several("id", size)), run.c.received_at >= bindparam("since"), run.c.status != "refused"
    ),
)
_UNPLAYABLE = PreparedList(
    "id",
    lambda size: select(run.c.member_id, func.count()).where(
        run.c.member_id.in_(several("id", size)), run.c.status == "refused", run.c.reason == "unplayable"
    ).group_by(run.c.member_id),
)  # fmt: skip
_ALIKE = PreparedEach(
    lambda number: select(literal_column(str(number)), select(run.c.id).where(
        run.c.contest_id == bindparam("contest"), run.c.actions_hash == bindparam(f"hash_{number}"),
        run.c.member_id != bindparam(f"member_{number}"),
    ).exists())
)  # fmt: skip
_LAST = (
    select(team_point.c.score)
    .where(team_point.c.contest_id == team.c.contest_id, team_point.c.team_id == team.c.id)
    .order_by(team_point.c.id.desc()).limit(1).correlate(team).scalar_subquery()
)  # fmt: skip
_TEAMS = PreparedList(
    "id",
    lambda size: select(team.c.id, team.c.points, team.c.attempts, team.c.members, _LAST).where(
        team.c.id.in_(several("id", size))
    ),
)
_ADD_RUN = adding(run)
_ADD_POINT = adding(team_point, "contest_id", "team_id", "at", "score")
_PUT_BEST = Upsert(best, lambda new: {name: new[name] for name in ("points", "attempts", "run_id")})
_PUT_STANDING = Upsert(standing, lambda new: {name: new[name] for name in ("team_id", "total", "attempts")})
_COUNT = Upsert(tally, lambda new: {"members": tally.c.members + new.members})
_USE = Prepared(update(ticket).where(ticket.c.hash == bindparam("of")).values(run_id=bindparam("run")))
_RAISE_TEAM = Prepared(
    update(team).where(team.c.id == bindparam("of")).values(
        points=team.c.points + bindparam("more_points"), attempts=team.c.attempts + bindparam("more_attempts"),
        members=team.c.members + bindparam("more_members"),
    )
)  # fmt: skip
_RAISE_CONTEST = Prepared(
    update(contest).where(contest.c.id == bindparam("of")).values(
        points=contest.c.points + bindparam("more_points"), members=contest.c.members + bindparam("more_members"),
        runs=contest.c.runs + bindparam("more_runs"),
    )
)  # fmt: skip
_MARK = Prepared(
    update(dirty).where(dirty.c.contest_id == bindparam("of")).values(
        changes=dirty.c.changes + bindparam("changes")
    )
)  # fmt: skip
_SAME_PLACE = [tally.c[name] == bindparam(f"of_{name}") for name in ("contest_id", "board", "points", "attempts")]
_CLEAR = Prepared(delete(tally).where(*_SAME_PLACE, tally.c.members == 0))


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Return those runs that there are, by id."""
    names = [column.name for column in run.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in _KNOWN.of(connection, ids)}


def tickets(connection: Connection, hashes: Sequence[str]) -> dict[str, tuple[Ticket, str]]:
    """Return tickets, and the team in which whoever holds one is now, by hash."""
    return {row[0]: (Ticket(*row[:9]), row[9]) for row in _TICKETS.of(connection, hashes)}


def bests(connection: Connection, members: Sequence[str]) -> dict[str, dict[str, StoryPoints]]:
    """Return what is kept of members: by member, by story."""
    found: dict[str, dict[str, StoryPoints]] = defaultdict(dict)
    for row in _BESTS.of(connection, members):
        found[row[0]][row[1]] = StoryPoints(*row[1:])
    return found


def windows(connection: Connection, members: Sequence[str], since: int) -> dict[str, list[Window]]:
    """Return when the runs were played that members sent since a moment and that were not refused."""
    found: dict[str, list[Window]] = defaultdict(list)
    for row in _WINDOWS.of(connection, members, since=since):
        found[row[0]].append(row[1:])
    return found


def unplayable(connection: Connection, members: Sequence[str]) -> Counter[str]:
    """Return how many runs of members are kept that could not be played again; for nobody, nothing is asked."""
    return Counter(dict(_UNPLAYABLE.of(connection, members)))


def alike(connection: Connection, contest_id: int, done: Sequence[tuple[str, str]]) -> list[bool]:
    """Return whether somebody else did the very same in the same story: for members and hashes of what they did."""
    wanted = [{"member": member_id, "hash": actions_hash} for member_id, actions_hash in done]
    return [bool(found) for found in _ALIKE.of(connection, wanted, contest=contest_id)]


def teams(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[TeamSum, int | None]]:
    """Return the kept sums of teams and the last score of each, which the way of its score ends with."""
    return {row[0]: (TeamSum(*row[1:4]), row[4]) for row in _TEAMS.of(connection, ids)}


def add_runs(connection: Connection, rows: Sequence[Row]) -> None:
    """Keep runs; a row has all the columns."""
    _ADD_RUN.do(connection, *rows)


def use_tickets(connection: Connection, used: Mapping[str, str]) -> None:
    """Mark tickets, by their hashes, as used by runs."""
    _USE.do(connection, *({"of": hash, "run": run_id} for hash, run_id in used.items()))


def add_points(connection: Connection, rows: Sequence[Row]) -> None:
    """Go on with the ways of team scores."""
    _ADD_POINT.do(connection, *rows)


def put_totals(connection: Connection, contest_id: int, totals: Iterable[tuple[MemberTotal, Iterable[str]]]) -> None:
    """Keep what members have reached, and the stories of each in which that changed."""
    every = [({"contest_id": contest_id, "member_id": total.member}, total, set(of)) for total, of in totals]
    _PUT_STANDING.do(connection, *(
        {**whose, "team_id": total.team, "total": total.points, "attempts": total.attempts} for whose, total, _ in every
    ))  # fmt: skip
    _PUT_BEST.do(connection, *(
        {**whose, "story_id": s.story, "points": s.points, "attempts": s.attempts, "run_id": s.run}
        for whose, total, of in every for s in total.stories if s.story in of
    ))  # fmt: skip


def count(connection: Connection, contest_id: int, change: Mapping[Entry, int]) -> None:
    """Count members into places, or, with numbers below 0, out of them."""
    names = ("board", "points", "attempts")
    moved = [(dict(zip(names, entry, strict=True)), by) for entry, by in sorted(change.items()) if by]
    _COUNT.do(connection, *({"contest_id": contest_id, **entry, "members": by} for entry, by in moved))
    _CLEAR.do(connection, *(
        {"of_contest_id": contest_id, **{f"of_{name}": value for name, value in entry.items()}}
        for entry, by in moved if by < 0
    ))  # fmt: skip


def sum_up(connection: Connection, contest_id: int, change: Mapping[str, TeamSum], runs: int) -> None:
    """Add to the kept sums of teams, by id, and of the contest, to which so many runs have come."""
    _RAISE_TEAM.do(connection, *(
        {"of": id, "more_points": by.points, "more_attempts": by.attempts, "more_members": by.played}
        for id, by in sorted(change.items())
    ))  # fmt: skip
    points, members = sum(by.points for by in change.values()), sum(by.played for by in change.values())
    _RAISE_CONTEST.do(connection, {
        "of": contest_id, "more_points": points, "more_members": members, "more_runs": runs,
    })  # fmt: skip


def mark(connection: Connection, contest_id: int, changes: int) -> None:
    """Say that something changed that the documents show."""
    _MARK.do(connection, {"of": contest_id, "changes": changes})
