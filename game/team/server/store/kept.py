"""What is kept from the runs, so that no page ever counts them: bests, places, totals, sums of teams.

`refold` works out anew what one member has reached and carries the difference on; it is called in the very transaction
that changed a run, under the lock of the contest. Whatever happened to the run before, the outcome is a recount.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from game.team.contest import Roster, Team
from game.team.rules import MemberTotal, StoryPoints, TeamSum, counted, member_total, story_points
from game.team.server.store.contests import Kept
from game.team.server.store.play import results_of_member
from game.team.server.store.prepared import Prepared, PreparedEach
from game.team.server.tables import best, contest, standing, tally, team

ALL = ""
"""The board of all stories together."""
Entry = tuple[str, int, int]
"""A board, points and attempts: what decides a place there."""
Ranked = tuple[str, int, int]
"""A member, points and attempts."""
Result = tuple[int, int]
"""Points and attempts."""


COARSE = "*"
"""All stories together, in steps of points: a place is a sum of a few steps and of results within one, ..."""
STEP = 32
"""... which are fewest where there are about as many steps as points in one: totals go to 3,000 by default."""


def _numbered(number: int) -> Any:
    """The place of a result, whose values end in that number."""
    given = (bindparam(f"{name}_{number}", type_=Integer()) for name in ("points", "attempts"))
    return select(literal_column(str(number)), place_of(*given))


def place_of(points: Any, attempts: Any) -> Any:
    """Return the expression for the place of a result, on the board of all stories: one behind all that are better."""
    step = points // STEP
    within = and_(tally.c.points >= points, tally.c.points < (step + 1) * STEP)
    better = or_(tally.c.points > points, tally.c.attempts < attempts)
    return 1 + _members(COARSE, tally.c.points > step) + _members(ALL, within, better)


def _members(board: str, *which: Any) -> Any:
    """How many stand at some results of a board."""
    those = (tally.c.contest_id == bindparam("contest"), tally.c.board == literal_column(f"'{board}'"), *which)
    return select(func.coalesce(func.sum(tally.c.members), 0)).where(*those).scalar_subquery()


_PLACES = PreparedEach(_numbered)


def refold(connection: Connection, at: Kept, member_id: str, team_id: str) -> MemberTotal | None:
    """Work out anew what a member has reached and return it; None for nothing.

    `team_id` is the member's team from now on. The contest must be locked.
    """
    before = total_of(connection, at, member_id)
    after = _total(connection, at, member_id, team_id)
    if before == after:
        return after
    _replace_bests(connection, at, member_id, after)
    _recount(connection, at, before, after)
    _sum_up(connection, at, before, after)
    return after


_TOTAL = Prepared(
    select(standing.c.team_id, best.c.story_id, best.c.points, best.c.attempts, best.c.run_id)
    .join(best, best.c.member_id == standing.c.member_id).where(standing.c.member_id == bindparam("member"))
)  # fmt: skip


def total_of(connection: Connection, at: Kept, member_id: str) -> MemberTotal | None:
    """Return what is kept of a member; None where that is nothing."""
    rows = _TOTAL.rows(connection, {"member": member_id})
    return member_total(member_id, rows[0][0], [StoryPoints(*row[1:]) for row in rows], at.rules) if rows else None


def _total(connection: Connection, at: Kept, member_id: str, team_id: str) -> MemberTotal | None:
    results = counted(results_of_member(connection, member_id, team_id), at.rules)
    stories = {result.story for result in results}
    points = [story_points(r for r in results if r.story == story) for story in stories]
    return member_total(member_id, team_id, points, at.rules) if points else None


def _replace_bests(connection: Connection, at: Kept, member_id: str, after: MemberTotal | None) -> None:
    for table in (best, standing):
        connection.execute(delete(table).where(table.c.member_id == member_id))
    if after is None:
        return
    whose = {"contest_id": at.id, "member_id": member_id}
    rows = [
        {**whose, "story_id": s.story, "points": s.points, "attempts": s.attempts, "run_id": s.run}
        for s in after.stories
    ]
    connection.execute(insert(best), rows)
    total = {"team_id": after.team, "total": after.points, "attempts": after.attempts}
    connection.execute(insert(standing).values(**whose, **total))


def _recount(connection: Connection, at: Kept, before: MemberTotal | None, after: MemberTotal | None) -> None:
    change = Counter(entries(after))
    change.subtract(Counter(entries(before)))
    rows: list[dict[str, Any]] = [
        {"contest_id": at.id, "board": board, "points": points, "attempts": attempts, "members": members}
        for (board, points, attempts), members in sorted(change.items())
        if members
    ]
    if rows:
        connection.execute(_add(connection), rows)
    for row in rows:
        if row["members"] < 0:
            same = [tally.c[name] == row[name] for name in ("contest_id", "board", "points", "attempts")]
            connection.execute(delete(tally).where(*same, tally.c.members == 0))


def _add(connection: Connection) -> Any:
    """A statement that counts members into a place, or, with a number below 0, out of it."""
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    new = dialect.insert(tally)
    key = [tally.c.contest_id, tally.c.board, tally.c.points, tally.c.attempts]
    return new.on_conflict_do_update(index_elements=key, set_={"members": tally.c.members + new.excluded.members})


def entries(total: MemberTotal | None) -> list[Entry]:
    """Return where a member stands on all boards."""
    if total is None:
        return []
    whole = [(ALL, total.points, total.attempts), (COARSE, total.points // STEP, 0)]
    return whole + [(story.story, story.points, story.attempts) for story in total.stories]


def _sum_up(connection: Connection, at: Kept, before: MemberTotal | None, after: MemberTotal | None) -> None:
    change: dict[str, TeamSum] = defaultdict(TeamSum)
    for total, times in ((before, -1), (after, 1)):
        if total is not None:
            change[total.team] = change[total.team].plus(total, times)
    for id, by in sorted(change.items()):
        values = {"points": team.c.points + by.points, "attempts": team.c.attempts + by.attempts}
        played = {"members": team.c.members + by.played}
        connection.execute(update(team).where(team.c.id == id).values(values | played))
    whole = {
        "members": contest.c.members + sum(by.played for by in change.values()),
        "points": contest.c.points + sum(by.points for by in change.values()),
    }
    connection.execute(update(contest).where(contest.c.id == at.id).values(whole))


_OF_TEAM = (team.c.points, team.c.attempts, team.c.members)
_TEAMS = Prepared(
    select(team.c.id, team.c.name, team.c.size, team.c.roster, *_OF_TEAM)
    .where(team.c.contest_id == bindparam("contest")).order_by(team.c.id),
    many=True,
)  # fmt: skip


def teams(connection: Connection, contest_id: int) -> tuple[Roster, dict[str, TeamSum]]:
    """Return the teams of a contest, without who is in them, and the kept sums of those that have a result."""
    found, sums = [], {}
    for id, name, size, joined, points, attempts, played in _TEAMS.rows(connection, {"contest": contest_id}):
        found.append(Team(id, name, max(size, joined)))
        if played:
            sums[id] = TeamSum(points, attempts, played)
    return Roster(tuple(found)), sums


def team_sum(connection: Connection, team_id: str) -> TeamSum:
    """Return the kept sum of a team."""
    return TeamSum(*connection.execute(select(*_OF_TEAM).where(team.c.id == team_id)).one())


def place(connection: Connection, contest_id: int, points: int, attempts: int) -> int:
    """Return the place of that total: one behind all that are better."""
    return places_of(connection, contest_id, [(points, attempts)])[0]


def places_of(connection: Connection, contest_id: int, totals: Sequence[Result]) -> list[int]:
    """Return the places of totals, in their order."""
    wanted = [{"points": points, "attempts": attempts} for points, attempts in totals]
    return [int(found) for found in _PLACES.of(connection, wanted, contest=contest_id)]


def people(connection: Connection, contest_id: int, board: str) -> int:
    """Return how many have a result on a board."""
    same = select(func.coalesce(func.sum(tally.c.members), 0))
    return int(connection.execute(same.where(tally.c.contest_id == contest_id, tally.c.board == board)).scalar_one())


def _top(table: Table, points: Any, *which: Any) -> Prepared:
    found = select(table.c.member_id, points, table.c.attempts).where(
        table.c.contest_id == bindparam("contest"), *which
    )
    first = found.order_by(points.desc(), table.c.attempts, table.c.member_id).limit(bindparam("most"))
    return Prepared(first, many=True)


_TOP = _top(standing, standing.c.total)
_TOP_OF_STORY = _top(best, best.c.points, best.c.story_id == bindparam("story"))


def top(connection: Connection, contest_id: int, board: str, most: int) -> list[Ranked]:
    """Return the first members of a board, the best first."""
    values = {"contest": contest_id, "most": most}
    if board == ALL:
        return _TOP.rows(connection, values)
    return _TOP_OF_STORY.rows(connection, {**values, "story": board})
