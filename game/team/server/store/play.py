"""Stories of a contest, tickets for them, and the runs that came in."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, literal_column, select, update

from game.team.rules import Result
from game.team.server.store.prepared import Prepared, exactly, named
from game.team.server.tables import TOLD_OF_OWN, contest, member, run, story, ticket

COUNTING = ("counted", "flagged")
"""A flag is for people to look at; until somebody has decided, the run counts."""
_COUNTS = run.c.status.not_in(("refused", "late", "void"))
"""All others: said by what most runs are not, so that no index is read by it."""


@dataclass(frozen=True, slots=True)
class StoryKept:
    """A story of a contest, as it was when the contest was made."""

    digest: str
    story_id: str
    titles: Mapping[str, str]
    yaml: str
    translations: Mapping[str, str]
    best_scores: Mapping[str, int | None]
    """by deal; None: not known"""


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to one ranked run. Moments are milliseconds since the epoch."""

    hash: str
    member: str
    digest: str
    attempt: int
    variant: str
    seed: int
    issued_at: int
    expires_at: int
    run: str | None


def add_story(connection: Connection, contest: int, place: int, kept: StoryKept) -> None:
    """Keep a story of a contest."""
    texts = {"titles": kept.titles, "translations": kept.translations, "best_scores": kept.best_scores}
    values = {name: json.dumps(dict(value), ensure_ascii=False) for name, value in texts.items()}
    plain = {"digest": kept.digest, "story_id": kept.story_id, "yaml": kept.yaml}
    connection.execute(insert(story).values(contest_id=contest, place=place, **plain, **values))


def stories(connection: Connection, contest: int) -> list[StoryKept]:
    """Return the stories of a contest in their order."""
    rows = connection.execute(select(story).where(story.c.contest_id == contest).order_by(story.c.place)).mappings()
    return [_story(row) for row in rows]


def story_of(connection: Connection, contest: int, digest: str) -> StoryKept | None:
    """Return a story of a contest."""
    same = select(story).where(story.c.contest_id == contest, story.c.digest == digest)
    row = connection.execute(same).mappings().one_or_none()
    return None if row is None else _story(row)


def homes_of_story(connection: Connection, digest: str) -> list[int]:
    """Return the contests that have a story."""
    return list(connection.execute(select(story.c.contest_id).where(story.c.digest == digest)).scalars())


_HEADS = Prepared(
    select(story.c.digest, story.c.story_id, story.c.titles)
    .where(story.c.contest_id == bindparam("contest")).order_by(story.c.place),
    many=True,
)  # fmt: skip


def heads(connection: Connection, contest: int) -> list[tuple[str, str, dict[str, str]]]:
    """Return digest, id and titles by language of the stories of a contest, in their order, without their texts."""
    rows = _HEADS.rows(connection, {"contest": contest})
    return [(digest, id, json.loads(found)) for digest, id, found in rows]


def titles(connection: Connection, contest: int) -> dict[str, dict[str, str]]:
    """Return the titles of the stories: id to language to title."""
    return {id: found for _, id, found in heads(connection, contest)}


def last_ticket(connection: Connection, member: str, digest: str) -> Ticket | None:
    """Return the member's latest ticket for a story."""
    same = select(ticket).where(ticket.c.member_id == member, ticket.c.digest == digest)
    row = connection.execute(same.order_by(ticket.c.attempt.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else _ticket(row)


def open_tickets(connection: Connection, member: str) -> list[Ticket]:
    """Return the tickets that a member holds and has not used, the oldest first."""
    unused = select(ticket).where(ticket.c.member_id == member, ticket.c.run_id.is_(None))
    return [_ticket(row) for row in connection.execute(unused.order_by(ticket.c.issued_at, ticket.c.hash)).mappings()]


_TICKET_TOLD = ("digest", "attempt", "variant", "seed", "issued_at", "expires_at", "run_id")
_TICKETS_OF = Prepared(
    select(*(ticket.c[name] for name in _TICKET_TOLD)).where(ticket.c.member_id == bindparam("member"))
    .order_by(ticket.c.issued_at),
    many=True,
)  # fmt: skip


def tickets_of(connection: Connection, member: str) -> list[dict[str, Any]]:
    """Return a member's tickets, but not what would show who holds one."""
    return named(_TICKET_TOLD, _TICKETS_OF.rows(connection, {"member": member}))


def add_ticket(connection: Connection, contest: int, made: Ticket) -> None:
    """Keep a new ticket."""
    names = ("hash", "digest", "attempt", "variant", "seed", "issued_at", "expires_at")
    values = {name: getattr(made, name) for name in names}
    connection.execute(insert(ticket).values(contest_id=contest, member_id=made.member, **values))


def renew_ticket(connection: Connection, hash: str, expires_at: int) -> None:
    """Let a ticket that was never used last longer. When it was issued stays: its chat may have begun then."""
    connection.execute(update(ticket).where(ticket.c.hash == hash).values(expires_at=expires_at))


_USED = Prepared(
    select(ticket.c.digest, func.count())
    .where(ticket.c.member_id == bindparam("member"), ticket.c.run_id.is_not(None)).group_by(ticket.c.digest),
    many=True,
)  # fmt: skip


def used_attempts(connection: Connection, member: str) -> dict[str, int]:
    """Return how many attempts a member has used, by digest."""
    return dict(_USED.rows(connection, {"member": member}))


def run_of(connection: Connection, id: str) -> RowMapping | None:
    """Return a run, all columns; None where there is none."""
    return connection.execute(select(run).where(run.c.id == id)).mappings().one_or_none()


def change_run(connection: Connection, id: str, **values: Any) -> None:
    """Set columns of a run."""
    connection.execute(update(run).where(run.c.id == id).values(**values))


_RUNS_OF = Prepared(
    select(run).where(run.c.member_id == bindparam("member")).order_by(run.c.received_at, run.c.id), many=True
)


def runs_of_member(connection: Connection, member: str) -> list[dict[str, Any]]:
    """Return a member's runs, the oldest first."""
    return named(run.c.keys(), _RUNS_OF.rows(connection, {"member": member}))


_TOLD = (*TOLD_OF_OWN, "received_at")
_LAST = Prepared(
    select(*(run.c[name] for name in _TOLD)).where(run.c.member_id == bindparam("member"))
    .order_by(run.c.received_at.desc(), run.c.id.desc()).limit(bindparam("most")),
    many=True,
)  # fmt: skip


def last_of_member(connection: Connection, member: str, most: int) -> list[dict[str, Any]]:
    """Return what a member is told in the list of the own runs: of the last ones, the oldest first."""
    rows = _LAST.rows(connection, {"member": member, "most": most})
    return named(_TOLD, reversed(rows))


_TOLD_OF_TEAM = ("member_id", *_TOLD)
# Not "is not null": for that SQLite would go through all members of the team.
_LEFT = select(member.c.id).where(member.c.team_id == bindparam("of"), member.c.erased_at >= literal_column("0"))


@lru_cache(maxsize=100)
def _last_of_team(most: int) -> Prepared:
    found = select(*(run.c[name] for name in _TOLD_OF_TEAM))
    theirs = found.where(run.c.team_id == bindparam("of"), run.c.member_id.not_in(_LEFT))
    return Prepared(theirs.order_by(run.c.received_at.desc(), run.c.id.desc()).limit(exactly(most)), many=True)


def last_of_team(connection: Connection, team: str, most: int) -> list[dict[str, Any]]:
    """Return the last runs of a team as its lead is told of them, the oldest first; without those of who has left."""
    rows = _last_of_team(most).rows(connection, {"of": team})
    return named(_TOLD_OF_TEAM, reversed(rows))


def has_run(connection: Connection, member: str) -> bool:
    """Return whether a member has sent any run."""
    return connection.execute(select(run.c.id).where(run.c.member_id == member).limit(1)).first() is not None


def remove_of_member(connection: Connection, contest_id: int, member: str) -> None:
    """Remove a member's runs and tickets."""
    gone = connection.execute(delete(run).where(run.c.member_id == member)).rowcount
    connection.execute(update(contest).where(contest.c.id == contest_id).values(runs=contest.c.runs - gone))
    connection.execute(delete(ticket).where(ticket.c.member_id == member))


def results_of_member(connection: Connection, member: str, team: str) -> list[Result]:
    """Return the results of a member that count."""
    found = select(run).where(run.c.member_id == member, _COUNTS)
    return [result(row, team) for row in connection.execute(found).mappings()]


def results(connection: Connection, contest: int) -> Iterator[Result]:
    """Yield every result of a contest that counts, under the team in which it was played."""
    found = select(run).where(run.c.contest_id == contest, _COUNTS)
    for row in connection.execute(found).mappings():
        yield result(row, row["team_id"])


def latest(connection: Connection, contest: int, story_id: str, most: int) -> list[Result]:
    """Return the latest results that count, of a story or, where it is empty, of all; the newest first."""
    found = select(run).where(run.c.contest_id == contest, _COUNTS)
    found = found.where(run.c.story_id == story_id) if story_id else found
    newest = found.order_by(run.c.received_at.desc(), run.c.id.desc()).limit(most)
    return [result(row, row["team_id"]) for row in connection.execute(newest).mappings()]


def every_run(connection: Connection, contest: int) -> Iterator[RowMapping]:
    """Yield all runs of a contest, all columns, in the order of their ids, a piece at a time."""
    streamed = connection.execution_options(yield_per=500)
    yield from streamed.execute(select(run).where(run.c.contest_id == contest).order_by(run.c.id)).mappings()


def move_runs(connection: Connection, member: str, team: str) -> None:
    """Let a member's runs go with the member to another team."""
    connection.execute(update(run).where(run.c.member_id == member).values(team_id=team))


def result(row: RowMapping, team: str) -> Result:
    """Return a run as the rules see it."""
    same = ("digest", "attempt", "score", "best_score", "grade", "stamina", "promises_kept", "promises_broken")
    return Result(
        run=row["id"], member=row["member_id"], team=team, story=row["story_id"], deal=row["variant"],
        played_at=row["received_at"] / 1000, **{name: row[name] for name in same},
    )  # fmt: skip


def _story(row: RowMapping) -> StoryKept:
    texts = {name: json.loads(row[name]) for name in ("titles", "translations", "best_scores")}
    return StoryKept(row["digest"], row["story_id"], yaml=row["yaml"], **texts)


def _ticket(row: RowMapping) -> Ticket:
    names = ("hash", "digest", "attempt", "variant", "seed", "issued_at", "expires_at")
    return Ticket(member=row["member_id"], run=row["run_id"], **{name: row[name] for name in names})
