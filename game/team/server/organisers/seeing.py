"""What an organiser may see: everything of their contests but tokens, tickets and secrets."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection

from game.team.contest import Roster
from game.team.document import Clock
from game.team.names import ID, show_code
from game.team.organising import (
    MOST_SHOWN,
    SHOWN,
    Contests,
    Governed,
    Members,
    MemberSeen,
    Note,
    Notes,
    Overview,
    Runs,
    RunSeen,
    StorySeen,
    Teams,
    TeamSeen,
)
from game.team.rules import TeamScore
from game.team.server.players.verdicts import scores
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import looking, play
from game.team.server.store.contests import Kept
from game.team.server.store.members import list_members
from game.team.server.store.prepared import Row
from game.team.server.store.ranking import ranking, search

MOST_COUNT = 1_000_000
MOST_FIND = 400
T = TypeVar("T")


def every(services: Services, governed: Sequence[Kept]) -> Contests:
    """Return all contests that somebody governs."""
    with services.database.glance() as connection:
        return Contests(tuple(_governed(connection, at, services.now()) for at in governed))


def overview(services: Services, at: Kept) -> Overview:
    """Return how a contest stands now."""
    with services.database.glance() as connection:
        stories = play.heads(connection, at.id)
        contest = _governed(connection, at, services.now())
    return Overview(contest, at.rules, tuple(StorySeen(id, digest, titles) for digest, id, titles in stories))


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a long list: so many, after those that were seen. Raises Refused for what is no such place."""

    after: str = ""
    """what the part before says is `next`"""
    limit: int = SHOWN

    @property
    def most(self) -> int:
        """How many, and one more that tells whether there are any after them."""
        return min(max(self.limit, 1), MOST_SHOWN) + 1

    def cut(self, rows: Sequence[T], next: Callable[[T], str]) -> tuple[Sequence[T], str]:
        """Return the rows without that one more, and where the next part begins."""
        shown = rows[: self.most - 1]
        return shown, next(shown[-1]) if len(rows) > len(shown) else ""

    def place(self, pattern: str) -> Sequence[str]:
        """Return what it says of the place that it begins after, empty where that is the beginning."""
        found = re.fullmatch(pattern, self.after)
        if self.after and found is None:
            raise Refused(400, "bad_request")
        return found.groups() if found else ()


def teams(services: Services, at: Kept, find: str, part: Part) -> Teams:
    """Return the teams that a search finds as they stand now, whatever the public board shows."""
    (seen,) = map(int, part.place(r"(\d{1,6})") or ("0",))
    with services.database.glance() as connection:
        if find := _searched(find):
            found, roster = search(connection, at, find)
            of = len(found)
        else:
            of, found, roster = ranking(connection, at, seen + part.most)
    shown, next = part.cut(found[seen:], lambda _: str(seen + part.most - 1))
    return Teams(of, tuple(_team(roster, *one) for one in shown), next)


def members(services: Services, at: Kept, find: str, part: Part) -> Members:
    """Return the members that a search finds."""
    last = part.place(f"({ID})")
    with services.database.snapshot() if find else services.database.glance() as connection:
        of, rows = list_members(connection, services.directory, at.id, _searched(find), part.most, *last)
    shown, next = part.cut(rows, lambda row: str(row["id"]))
    return Members(of, tuple(map(_member, shown)), next)


def _searched(find: str) -> str:
    """What is searched for. Raises Refused for what is longer than any name or id: no database takes all there is."""
    if len(find) > MOST_FIND:
        raise Refused(400, "bad_request")
    return find.strip()


def runs(services: Services, at: Kept, member: str, story: str, run: str, part: Part) -> Runs:
    """Return the runs of a member, of a story, of that id; of all where they are empty."""
    only = {"member_id": member, "story_id": story, "id": run}
    last = part.place(rf"([01])-(\d{{1,15}})-({ID})")
    place = (last[0] == "1", int(last[1]), last[2]) if last else None
    with services.database.glance() as connection:
        rows = looking.runs(connection, at.id, part.most, place, **only)
        of = looking.number_of_runs(connection, at.id, **only) if any(only.values()) else at.runs
    shown, next = part.cut(rows, lambda row: f"{_run(row).needs_a_look:d}-{row['received_at']}-{row['id']}")
    return Runs(of, tuple(map(_run, shown)), next)


def notes(services: Services, at: Kept, part: Part) -> Notes:
    """Return what was done, the newest first."""
    last = part.place(r"(\d{1,9})")
    with services.database.glance() as connection:
        of, found = looking.notes(connection, at.id, part.most, *map(int, last))
        rows, next = part.cut(found, lambda row: str(row["id"]))
        names = looking.names(connection, sorted({row["target"] for row in rows}))
    plain = ("actor", "action", "target", "before", "after", "reason")
    told = (Note(row["at"] // 1000, name=names.get(row["target"], ""), **{n: row[n] for n in plain}) for row in rows)
    return Notes(of, tuple(told), next)


def _team(roster: Roster, place: int | None, score: TeamScore) -> TeamSeen:
    name, shown = roster.team[score.id].name, None if place is None else score.score
    return TeamSeen(score.id, name, score.size, score.played, place, shown)


def _governed(connection: Connection, at: Kept, now: int) -> Governed:
    shown = at.shown(now)
    return Governed(
        slug=at.slug, name=at.name, state=shown.state, frozen=shown.frozen,
        clock=Clock(shown.now, shown.opens, shown.freezes, shown.closes), code=show_code(at.code),
        code_shown=at.code_shown, address=at.address, covered=at.covered, played=at.members,
        runs=at.runs, **looking.counts(connection, at.id),
    )  # fmt: skip


def _member(row: Row) -> MemberSeen:
    return MemberSeen(
        row["id"], row["name"], row["team_name"], row["team_id"], "lead" if row["role"] == "lead" else "member",
        bool(row["hidden"]), row["erased_at"] is not None, row["joined_at"] // 1000, row["runs"], int(row["flagged"]),
        row["total"], row["attempts"] or 0,
    )  # fmt: skip


def _run(row: Row) -> RunSeen:
    score, points = scores(row)
    return RunSeen(
        row["id"], row["member_id"], row["name"], row["team_name"], row["story_id"], row["attempt"], row["status"],
        row["reason"], tuple(flag for flag in row["flags"].split(",") if flag), row["received_at"] // 1000,
        min(row["duration_ms"] // 1000, MOST_COUNT), score, points,
    )  # fmt: skip
