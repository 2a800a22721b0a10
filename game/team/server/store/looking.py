"""What an organiser looks at: counts, members, runs, with the names that go with them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, case, func, or_, select

from game.team.names import name_key
from game.team.organising import NEEDS_A_LOOK
from game.team.server.tables import audit, member, run, standing, team

Page = tuple[int, Sequence[RowMapping]]
"""How many there are, and the first of them."""


def _is_open() -> ColumnElement[bool]:
    """A run that could not be played again is refused, too, but nothing can be done about it."""
    return run.c.status.in_(NEEDS_A_LOOK) & (run.c.reason != "unplayable")


def counts(connection: Connection, contest: int) -> dict[str, int]:
    """Return how many `teams`, `members` (who have not left), `runs` and `flagged` runs a contest has."""
    here = member.c.erased_at.is_(None)
    wanted: dict[str, Select[Any]] = {
        "teams": select(func.count()).select_from(team).where(team.c.contest_id == contest),
        "members": select(func.count()).select_from(member).where(member.c.contest_id == contest, here),
        "runs": select(func.count()).select_from(run).where(run.c.contest_id == contest),
        "flagged": select(func.count()).select_from(run).where(run.c.contest_id == contest, _is_open()),
    }
    return {name: int(connection.execute(count).scalar_one()) for name, count in wanted.items()}


def members(connection: Connection, contest: int, find: str, most: int) -> Page:
    """Return the members whose id is `find`, or whose name or team's name has it in it; all for an empty one."""
    which = [member.c.contest_id == contest]
    if find:
        key = name_key(find)
        names = [name.contains(key, autoescape=True) for name in (member.c.name_key, team.c.name_key)] if key else []
        which.append(or_(member.c.id == find, member.c.team_id == find, *names))
    of = select(func.count()).select_from(member.join(team, team.c.id == member.c.team_id)).where(*which)
    played = _runs_by_member(contest)
    found = (
        select(
            member, team.c.name.label("team_name"), standing.c.total, standing.c.attempts,
            func.coalesce(played.c.runs, 0).label("runs"), func.coalesce(played.c.flagged, 0).label("flagged"),
        )
        .join(team, team.c.id == member.c.team_id)
        .outerjoin(standing, standing.c.member_id == member.c.id)
        .outerjoin(played, played.c.member_id == member.c.id)
        .where(*which).order_by(team.c.name_key, member.c.name_key, member.c.id).limit(most)
    )  # fmt: skip
    return int(connection.execute(of).scalar_one()), connection.execute(found).mappings().all()


def _runs_by_member(contest: int) -> Any:
    flagged = func.sum(case((_is_open(), 1), else_=0))
    columns = select(run.c.member_id, func.count().label("runs"), flagged.label("flagged"))
    return columns.where(run.c.contest_id == contest).group_by(run.c.member_id).subquery()


def runs(connection: Connection, contest: int, most: int, **only: str) -> Page:
    """Return runs, those to look at first, then the newest; `only`: an `id`, `member_id`, `story_id` they must have."""
    which = [run.c.contest_id == contest, *(run.c[name] == value for name, value in only.items() if value)]
    found = (
        select(run, member.c.name, team.c.name.label("team_name"))
        .join(member, member.c.id == run.c.member_id)
        .join(team, team.c.id == run.c.team_id)
        .where(*which)
        .order_by(case((_is_open(), 0), else_=1), run.c.received_at.desc(), run.c.id.desc())
        .limit(most)
    )
    of = select(func.count()).select_from(run).where(*which)
    return int(connection.execute(of).scalar_one()), connection.execute(found).mappings().all()


def notes(connection: Connection, contest: int, most: int) -> Page:
    """Return the newest lines of the log."""
    which = audit.c.contest_id == contest
    of = select(func.count()).select_from(audit).where(which)
    found = select(audit).where(which).order_by(audit.c.id.desc()).limit(most)
    return int(connection.execute(of).scalar_one()), connection.execute(found).mappings().all()


def names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return what the members, teams and players of runs of these ids are called."""
    found: dict[str, str] = {}
    who = select(run.c.id, member.c.name).join(member, member.c.id == run.c.member_id).where(run.c.id.in_(ids))
    for wanted in (select(member.c.id, member.c.name).where(member.c.id.in_(ids)),
                   select(team.c.id, team.c.name).where(team.c.id.in_(ids)), who):  # fmt: skip
        found |= {row[0]: row[1] for row in connection.execute(wanted)}
    return found
