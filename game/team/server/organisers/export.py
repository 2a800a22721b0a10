"""A contest as data, for a spreadsheet or for anybody who wants to work the board out again.

JSON lines hold everything that a recount needs (see `game.team.exported`): rules, stories with the best score of each
deal, people, what organisers changed, every run with its deal and its actions, the boards. No token, no ticket, no
address; the secret that deals are made from only when the contest is over. It is written to a file first, so that a
slow reader holds no database, and never stands in memory whole.
"""

import csv
import io
import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Literal

from sqlalchemy import Connection, RowMapping

from game.team.contest import Roster
from game.team.exported import FORMAT
from game.team.server.boards.publishing import publish
from game.team.server.boards.revealing import SEALED
from game.team.server.players.verdicts import scores
from game.team.server.services import Services
from game.team.server.store import contests, log, people, play, shown
from game.team.server.store.contests import Kept

Format = Literal["csv", "json", "jsonl", "zip"]
MEDIA = {"csv": "text/csv", "json": "application/json", "jsonl": "application/x-ndjson", "zip": "application/zip"}
COLUMNS = (
    "run", "team", "member", "story", "variant", "attempt", "status", "score", "best_score", "points", "ending",
    "grade", "stamina", "promises_kept", "promises_broken", "seconds", "flags", "received_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this is worked out by spreadsheets."""
IN_MEMORY = 4 * 1024 * 1024
PIECE = 256 * 1024


def export(services: Services, contest: int, format: Format, *, names: bool = True) -> Iterator[bytes]:
    """Yield a contest as a file of that format, piece by piece. Without `names`, no person is named in it."""
    publish(services, contest)  # what is published is to be what the runs give, unless it is frozen
    with SpooledTemporaryFile(IN_MEMORY) as file:
        with services.database.snapshot() as connection:
            _write(file, connection, services.now(), contest, format, names)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(file: IO[bytes], connection: Connection, now: int, contest: int, format: Format, names: bool) -> None:
    if format == "csv":
        with _text(file, "utf-8-sig") as text:  # spreadsheets read Chinese wrongly without a byte order mark
            _table(text, connection, contest, names)
        return
    lines = _numbered(lines_of(connection, contests.by_id(connection, contest), now, names))
    if format == "zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("contest.jsonl", "w") as inside:
            for line in lines:
                inside.write(line + b"\n")
    else:
        begin, between, end = (b"[", b",\n", b"]\n") if format == "json" else (b"", b"\n", b"\n")
        for number, line in enumerate(lines):
            file.write((between if number else begin) + line)
        file.write(end)


def _numbered(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """The lines as JSON, and at the end how many they were."""
    number = 0
    for line in lines:
        number += 1
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
    yield json.dumps({"kind": "end", "lines": number}).encode()


def lines_of(connection: Connection, at: Kept, now: int, names: bool) -> Iterator[dict[str, Any]]:
    """Yield a contest line by line, all but the last one."""
    yield {"kind": "contest", **_head(at, now)}
    for story in play.stories(connection, at.id):
        plain = {"digest": story.digest, "id": story.story_id, "titles": story.titles, "best_scores": story.best_scores}
        yield {"kind": "story", **plain, "yaml": story.yaml, "translations": story.translations}
    roster = people.roster(connection, at.id)
    for team in roster.teams:
        yield {"kind": "team", "id": team.id, "name": team.name, "size": team.size}
    for member in roster.members:
        name = member.name if names and not member.hidden else None
        yield {"kind": "member", "id": member.id, "team": member.team, "name": name, "hidden": member.hidden}
    for note in log.notes(connection, at.id):
        yield {"kind": "audit", **_note(note, roster, names)}
    for row in play.every_run(connection, at.id):
        yield {"kind": "run", **_run(row)}
    yield from _boards(connection, at, now, names)


def _head(at: Kept, now: int) -> dict[str, Any]:
    state = at.state(now)
    is_over = state == "revealed" and now > (at.closes_at or now) + at.grace_ms
    times = {name: getattr(at, name) for name in ("opens_at", "freezes_at", "closes_at", "revealed_at")}
    plain = {"slug": at.slug, "name": at.name, "rules": at.rules.to_json(), "state": state, "exported_at": now}
    return {"format": FORMAT, **plain, **times, "secret": at.secret.hex() if is_over else ""}


_NOTED = ("at", "actor", "action", "target", "before", "after", "reason")
_QUIET = {"before": "", "after": ""}


def _note(note: RowMapping, roster: Roster, names: bool) -> dict[str, Any]:
    """A line of the log, without a name that is not to be told; a reason is free to hold one."""
    member = roster.member.get(note["target"])
    is_name = member is not None and note["action"] == "rename" and (member.hidden or not names)
    return {name: note[name] for name in _NOTED} | (_QUIET if is_name else {}) | ({} if names else {"reason": ""})


_SAME = (
    "digest", "attempt", "variant", "status", "reason", "best_score", "ending", "grade", "stamina", "promises_kept",
    "promises_broken", "rules", "issued_at", "expires_at", "received_at",
)  # fmt: skip


def _run(row: RowMapping) -> dict[str, Any]:
    score, points = scores(row)
    return {
        "id": row["id"], "member": row["member_id"], "team": row["team_id"], "story": row["story_id"],
        "order": row["seed"], "actions": json.loads(row["actions"]), "times_ms": json.loads(row["times_ms"]),
        "score": score, "points": points, "flags": [flag for flag in row["flags"].split(",") if flag],
        **{name: row[name] for name in _SAME},
    }  # fmt: skip


def _boards(connection: Connection, at: Kept, now: int, names: bool) -> Iterator[dict[str, Any]]:
    build = shown.status(connection, at.id)
    current = build.changes == build.built and build.state == at.state(now) and not at.is_frozen(now)
    for kind, document in shown.documents(connection, at.id).items():
        if kind == SEALED:
            continue
        yield {"kind": "board", "board": _public(json.loads(document.body), names), "current": current}


def _public(board: dict[str, Any], names: bool) -> dict[str, Any]:
    """The board without the code that opens the contest and, where that is wished, without names of persons."""
    quiet = {**board, "join": None}
    if not names:
        quiet["awards"] = [
            award if award["award"] == "mastered" else {**award, "name": None} for award in board["awards"]
        ]
        if board["kind"] != "team":
            quiet["rows"] = [{**row, "name": None} for row in board["rows"]]
    return quiet


@contextmanager
def _text(file: IO[bytes], encoding: str) -> Iterator[io.TextIOWrapper]:
    """A file of bytes to write text into; it stays open afterwards."""
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _table(text: io.TextIOWrapper, connection: Connection, contest: int, names: bool) -> None:
    roster, table = people.roster(connection, contest), csv.writer(text)
    table.writerow(COLUMNS)
    for row in play.every_run(connection, contest):
        member, team = roster.member[row["member_id"]], roster.team[row["team_id"]]
        score, points = scores(row)
        cells = {
            "run": row["id"], "team": team.name, "member": member.name if names and not member.hidden else "",
            "story": row["story_id"], "score": score, "points": points, "seconds": row["duration_ms"] // 1000,
            "received_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(row["received_at"] // 1000)),
        }  # fmt: skip
        table.writerow([harmless(cells.get(name, row.get(name))) for name in COLUMNS])


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
