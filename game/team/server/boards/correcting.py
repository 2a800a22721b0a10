"""Names changed or taken out in what is published already: a frozen board keeps places, no name against a wish.

Without this, who leaves or hides would stand on a frozen board until the reveal. A board that is being made meanwhile
knows the old name, so it is not published.
"""

import json
from typing import Any

from sqlalchemy import Connection

from game.team.server.boards.paper import paper
from game.team.server.store import shown


def name_member(connection: Connection, contest: int, member: str, name: str | None, now: int) -> None:
    """Let every published document call a member by that name; None: by none. The contest must be locked."""
    for kind, document in shown.documents(connection, contest).items():
        data = json.loads(document.body)
        if not _touches(data, member):
            continue
        for part in ("rows", "awards"):
            data[part] = [{**row, "name": name} if row["id"] == member else row for row in data[part]]
        shown.publish(connection, contest, kind, paper(_next(data)), now)
    shown.outdate(connection, contest)


def name_team(connection: Connection, contest: int, team: str, before: str, name: str, now: int) -> None:
    """Let every published document call a team by another name. The contest must be locked."""
    for kind, document in shown.documents(connection, contest).items():
        data = json.loads(document.body)
        for part in ("rows", "filling", "awards", "ticker"):
            data[part] = [_renamed(row, team, before, name) for row in data[part]]
        shown.publish(connection, contest, kind, paper(_next(data)), now)
    shown.outdate(connection, contest)


def _renamed(row: dict[str, Any], team: str, before: str, name: str) -> dict[str, Any]:
    renamed = {"name": name} if row.get("id") == team else {}
    return {**row, **renamed, **({"team": name} if row.get("team") == before else {})}


def _touches(data: dict[str, Any], member: str) -> bool:
    return any(row["id"] == member for part in ("rows", "awards") for row in data[part])


def _next(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "version": data["version"] + 1}
