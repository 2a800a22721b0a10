"""A contest as data, for a spreadsheet or for anybody who wants to work the board out again.

JSON lines hold everything that a recount needs: rules, stories with the best score of each deal, people, and every run
with its deal and its actions. No token, no ticket, no secret, no address.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping

from game.team.server.players.verdicts import scores
from game.team.server.services import Services
from game.team.server.store import contests, log, people, play

Format = Literal["csv", "json", "jsonl"]
MEDIA = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson"}
COLUMNS = (
    "run", "team", "member", "story", "variant", "attempt", "status", "score", "best_score", "points", "ending",
    "grade", "stamina", "promises_kept", "promises_broken", "seconds", "flags", "received_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this is worked out by spreadsheets."""


def export(services: Services, contest: int, format: Format) -> bytes:
    """Return a contest as a file of that format."""
    with services.database.reading() as connection:
        if format == "csv":
            return _csv(connection, contest)
        lines = list(_lines(connection, services, contest))
    if format == "json":
        return json.dumps(lines, ensure_ascii=False).encode()
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _lines(connection: Connection, services: Services, contest: int) -> Iterator[dict[str, Any]]:
    at = contests.by_id(connection, contest)
    times = {"opens_at": at.opens_at, "freezes_at": at.freezes_at, "closes_at": at.closes_at}
    head = {"slug": at.slug, "name": at.name, "rules": at.rules.to_json(), "exported_at": services.now(), **times}
    yield {"kind": "steady-contest", "format": 1, **head}
    for story in play.stories(connection, contest):
        plain = {"digest": story.digest, "id": story.story_id, "titles": story.titles, "best_scores": story.best_scores}
        yield {"kind": "story", **plain, "yaml": story.yaml, "translations": story.translations}
    roster = people.roster(connection, contest)
    for team in roster.teams:
        yield {"kind": "team", "id": team.id, "name": team.name, "size": team.size}
    for member in roster.members:
        name = None if member.hidden else member.name
        yield {"kind": "member", "id": member.id, "team": member.team, "name": name, "hidden": member.hidden}
    for row in play.every_run(connection, contest):
        yield {"kind": "run", **_run(row)}
    for note in log.notes(connection, contest):
        yield {"kind": "audit", **{name: note[name] for name in _NOTED}}


_NOTED = ("at", "actor", "action", "target", "before", "after", "reason")
_SAME = (
    "digest", "attempt", "variant", "status", "reason", "best_score", "ending", "grade", "stamina", "promises_kept",
    "promises_broken", "rules", "issued_at", "received_at",
)  # fmt: skip


def _run(row: RowMapping) -> dict[str, Any]:
    score, points = scores(row)
    return {
        "id": row["id"], "member": row["member_id"], "team": row["team_id"], "story": row["story_id"],
        "order": row["seed"], "actions": json.loads(row["actions"]), "times_ms": json.loads(row["times_ms"]),
        "score": score, "points": points, "flags": [flag for flag in row["flags"].split(",") if flag],
        **{name: row[name] for name in _SAME},
    }  # fmt: skip


def _csv(connection: Connection, contest: int) -> bytes:
    """The runs as a table. It begins with a byte order mark: spreadsheets read Chinese wrongly without it."""
    roster = people.roster(connection, contest)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for row in play.every_run(connection, contest):
        member, team = roster.member[row["member_id"]], roster.team[row["team_id"]]
        score, points = scores(row)
        cells = {
            "run": row["id"], "team": team.name, "member": "" if member.hidden else member.name,
            "story": row["story_id"], "score": score, "points": points, "seconds": row["duration_ms"] // 1000,
        }  # fmt: skip
        table.writerow([harmless(cells.get(name, row.get(name))) for name in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
