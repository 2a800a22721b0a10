"""Fills a contest with made-up people and runs, straight through the tables, what is kept from them included.

    python benchmarks/team_fill.py DATABASE [--runs 1000000] [--members 50000] [--teams 500] [--stories DIR …]

DATABASE is an SQLite file that does not exist yet, or the address of an empty PostgreSQL database. The token of a
made-up member is the member's id. `team_load.py` measures on it.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, update

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from game.team.names import name_key  # noqa: E402
from game.team.rules import ContestRules, StoryPoints, TeamSum, member_total  # noqa: E402
from game.team.server.contests import Times, make  # noqa: E402
from game.team.server.database import Database  # noqa: E402
from game.team.server.migrate import migrate  # noqa: E402
from game.team.server.secret import hashed  # noqa: E402
from game.team.server.services import Services, system_clock  # noqa: E402
from game.team.server.store import rolls  # noqa: E402
from game.team.server.store.kept import entries  # noqa: E402
from game.team.server.stories import take_in  # noqa: E402
from game.team.server.tables import audit, best, contest, member, run, standing, tally, team  # noqa: E402

CHUNK = 5000
PLAYED = 10
"""Different stories that the made-up runs are of."""
PAR = 900
NOTES = 2000
"""Lines of the log."""
OPENED = 1_700_000_000_000
ACTIONS = json.dumps([f"some-scene.reply-{number}" for number in range(11)])
TIMES = json.dumps([20_000 * number for number in range(1, 12)])
People = list[tuple[str, str]]
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--members", type=int, default=50_000)
    parser.add_argument("--teams", type=int, default=500)
    parser.add_argument("--stories", type=Path, nargs="+", default=sorted((ROOT / "stories").glob("*/")))
    args = parser.parse_args()
    began = time.perf_counter()
    database = Database.at(args.database if "://" in args.database else f"sqlite:///{args.database}")
    migrate(database)
    services = Services(database)
    taken = [take_in(path) for path in args.stories]
    for story, kept in taken:
        kept.best_scores.update({variant.id: PAR for variant in story.variants})  # type: ignore[attr-defined]
    at = make(services, "Full Cup", [kept for _, kept in taken], Times(opens=OPENED), ContestRules()).contest
    fill(database, at.id, at.rules, args)
    database.close()
    print(f"filled with {args.runs} runs in {time.perf_counter() - began:.0f} s")


def fill(database: Database, contest_id: int, rules: ContestRules, args: argparse.Namespace) -> None:
    """Fill a contest."""
    teams = [f"team-{number:05}" for number in range(args.teams)]
    people = [(f"member-{number:07}", teams[number % args.teams]) for number in range(args.members)]
    bests: dict[str, dict[str, StoryPoints]] = defaultdict(dict)
    with database.writing() as connection:
        load(connection, team, team_rows(contest_id, teams, people))
        load(connection, member, member_rows(contest_id, people))
        for id in teams:
            rolls.renew(connection, contest_id, id)
        load(connection, run, noted(bests, (made_run(contest_id, number, people) for number in range(args.runs))))
        connection.execute(insert(audit), list(log_rows(contest_id)))
        totals = [member_total(id, whose, bests[id].values(), rules) for id, whose in people if id in bests]
        whose = {"contest_id": contest_id}
        load(connection, best, (
            {**whose, "member_id": t.member, "story_id": s.story, "points": s.points, "attempts": s.attempts,
             "run_id": s.run}
            for t in totals for s in t.stories
        ))  # fmt: skip
        load(connection, standing, (
            {**whose, "member_id": t.member, "team_id": t.team, "total": t.points, "attempts": t.attempts}
            for t in totals
        ))  # fmt: skip
        places = Counter(place for t in totals for place in entries(t))
        load(connection, tally, (
            {**whose, "board": board, "points": points, "attempts": attempts, "members": count}
            for (board, points, attempts), count in places.items()
        ))  # fmt: skip
        sums: dict[str, TeamSum] = defaultdict(TeamSum)
        for total in totals:
            sums[total.team] = sums[total.team].plus(total)
        for id, of_team in sums.items():
            values = {"members": of_team.played, "points": of_team.points, "attempts": of_team.attempts}
            connection.execute(update(team).where(team.c.id == id).values(values))
        whole = {"members": len(totals), "points": sum(total.points for total in totals), "runs": args.runs}
        connection.execute(update(contest).where(contest.c.id == contest_id).values(whole))
    with database.writing() as connection:  # both databases plan by what they know of their tables
        connection.exec_driver_sql("ANALYZE")


def load(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Put rows into a table the fast way of its database."""
    todo, names = iter(rows), [column.name for column in table.columns]
    if connection.dialect.name == "sqlite":
        while chunk := list(islice(todo, CHUNK)):
            connection.execute(insert(table), chunk)
        return
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in todo:
            copy.write_row([row.get(name) for name in names])


def team_rows(contest_id: int, teams: list[str], people: People) -> Iterator[Row]:
    """Yield the teams."""
    roster = Counter(team_id for _, team_id in people)
    zero = {"size": 0, "members": 0, "points": 0, "attempts": 0}
    for id in teams:
        yield {"id": id, "contest_id": contest_id, "name": id, "name_key": name_key(id), "roster": roster[id], **zero}


def member_rows(contest_id: int, people: People) -> Iterator[Row]:
    """Yield the members."""
    now = system_clock()
    for id, team_id in people:
        yield {
            "id": id, "contest_id": contest_id, "team_id": team_id, "name": id, "name_key": name_key(id),
            "role": "member", "token_hash": hashed(id), "language": "en", "hidden": False, "joined_at": now,
            "erased_at": None,
        }  # fmt: skip


def log_rows(contest_id: int) -> Iterator[Row]:
    """Yield what an organiser did, one line for each of many runs."""
    for number in range(NOTES):
        yield {
            "contest_id": contest_id, "at": OPENED + number * 1000, "actor": "admin", "action": "void",
            "target": f"{number * 7:08x}-0000-7000-8000-{number * 7:012x}", "before": "counted", "after": "void",
            "reason": "played by somebody else",
        }  # fmt: skip


def noted(bests: dict[str, dict[str, StoryPoints]], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the runs, and note the best of each member and story."""
    for row in rows:
        mine = bests[row["member_id"]]
        before = mine.get(row["story_id"])
        if before is None or (row["points"], -row["attempt"]) > (before.points, -before.attempts):
            mine[row["story_id"]] = StoryPoints(row["story_id"], row["points"], row["attempt"], row["id"])
        yield row


def made_run(contest_id: int, number: int, people: People) -> Row:
    """Return a run of the member whose turn it is; the same number is always the same run."""
    draw = random.Random(number)
    points = max(0, min(1000, round(draw.gauss(600, 150))))
    member_id, team_id = people[number % len(people)]
    return {
        "id": f"{number:08x}-0000-7000-8000-{number:012x}", "contest_id": contest_id, "member_id": member_id,
        "team_id": team_id, "story_id": f"made-{draw.randrange(PLAYED)}", "digest": "0" * 16, "ticket_hash": "",
        "attempt": 1 + draw.randrange(3), "variant": "default", "seed": 1, "actions": ACTIONS,
        "actions_hash": hashed(str(number)), "times_ms": TIMES, "rules": 1, "ending": "end", "grade": "mixed",
        "stamina": 50, "promises_kept": 0, "promises_broken": 0, "score": points, "best_score": 1000, "points": points,
        "status": "flagged" if number % 200 == 0 else "counted", "reason": "", "flags": "",
        "body_hash": hashed(str(number)), "answer": "{}", "duration_ms": 220_000,
        "issued_at": OPENED, "received_at": OPENED + number * 1000,
    }  # fmt: skip


if __name__ == "__main__":
    main()
