"""What an organiser may see: everything of their contests but tokens, tickets and secrets."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from game.team.document import Clock
from game.team.names import show_code
from game.team.organising import (
    MOST_SHOWN,
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
    TeamSeen,
)
from game.team.server.boards.made import Boards
from game.team.server.players.verdicts import scores
from game.team.server.services import Services
from game.team.server.store import looking, play
from game.team.server.store.contests import Kept

MOST_COUNT = 1_000_000


def every(services: Services, governed: Sequence[Kept]) -> Contests:
    """Return all contests that somebody governs."""
    with services.database.reading() as connection:
        return Contests(tuple(_governed(connection, at, services.now()) for at in governed))


def overview(services: Services, at: Kept) -> Overview:
    """Return how a contest stands now, whatever the public board shows."""
    now = services.now()
    with services.database.reading() as connection:
        board = Boards(connection, at).kept(at.shown(now), "team", "", None)
        stories = play.stories(connection, at.id)
        contest = _governed(connection, at, now)
    ranked = tuple(
        TeamSeen(row.id, row.name or "", row.members, row.played, row.place, row.score) for row in board.rows
    )
    filling = tuple(TeamSeen(one.id, one.name, one.members, one.played) for one in board.filling)
    told = tuple(StorySeen(story.story_id, story.digest, dict(story.titles)) for story in stories)
    return Overview(contest, at.rules, told, ranked + filling)


def members(services: Services, at: Kept, find: str) -> Members:
    """Return the members that a search finds."""
    with services.database.reading() as connection:
        of, rows = looking.members(connection, at.id, find.strip(), MOST_SHOWN)
    return Members(of, tuple(map(_member, rows)))


def runs(services: Services, at: Kept, member: str, story: str, run: str) -> Runs:
    """Return the runs of a member, of a story, of that id; of all where they are empty."""
    only = {"member_id": member, "story_id": story, "id": run}
    with services.database.reading() as connection:
        of, rows = looking.runs(connection, at.id, MOST_SHOWN, **only)
    return Runs(of, tuple(map(_run, rows)))


def notes(services: Services, at: Kept) -> Notes:
    """Return what was done, the newest first."""
    with services.database.reading() as connection:
        of, rows = looking.notes(connection, at.id, MOST_SHOWN)
        names = looking.names(connection, sorted({row["target"] for row in rows}))
    plain = ("actor", "action", "target", "before", "after", "reason")
    told = (Note(row["at"] // 1000, name=names.get(row["target"], ""), **{n: row[n] for n in plain}) for row in rows)
    return Notes(of, tuple(told))


def _governed(connection: Connection, at: Kept, now: int) -> Governed:
    shown = at.shown(now)
    return Governed(
        slug=at.slug, name=at.name, state=shown.state, frozen=shown.frozen,
        clock=Clock(shown.now, shown.opens, shown.freezes, shown.closes), code=show_code(at.code),
        code_shown=at.code_shown, address=at.address, covered=at.covered, played=at.members,
        runs=at.runs, **looking.counts(connection, at.id),
    )  # fmt: skip


def _member(row: Mapping[Any, Any]) -> MemberSeen:
    return MemberSeen(
        row["id"], row["name"], row["team_name"], row["team_id"], "lead" if row["role"] == "lead" else "member",
        row["hidden"], row["erased_at"] is not None, row["joined_at"] // 1000, row["runs"], int(row["flagged"]),
        row["total"], row["attempts"] or 0,
    )  # fmt: skip


def _run(row: Mapping[Any, Any]) -> RunSeen:
    score, points = scores(row)
    return RunSeen(
        row["id"], row["member_id"], row["name"], row["team_name"], row["story_id"], row["attempt"], row["status"],
        row["reason"], tuple(flag for flag in row["flags"].split(",") if flag), row["received_at"] // 1000,
        min(row["duration_ms"] // 1000, MOST_COUNT), score, points,
    )  # fmt: skip
