"""How a full contest server does: reads and submits over HTTP beside a database of many runs.

    python benchmarks/team_load.py [--runs 1000000] [--members 50000] [--teams 500] [--database URL] [--seconds 10]

Fills an SQLite file (or the PostgreSQL database of that address, which should be empty) with made-up runs straight
through the tables, kept tables included, starts one server process, and measures at 50 submits a second.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import insert, update

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from game.team.rules import StoryPoints, TeamSum, member_total  # noqa: E402
from game.team.server.contests import Times  # noqa: E402
from game.team.server.database import Database  # noqa: E402
from game.team.server.migrate import migrate  # noqa: E402
from game.team.server.running import listen  # noqa: E402
from game.team.server.secret import hashed  # noqa: E402
from game.team.server.services import system_clock  # noqa: E402
from game.team.server.tables import best, contest, member, run, standing, tally, team  # noqa: E402
from tests.team.server.serving import Player, Serving  # noqa: E402

STORIES = 3
CHUNK = 5000
SERVER = """
import os, socket, sys
from game.team.server.database import Database
from game.team.server.running import run
from game.team.server.services import Services
run(Services(Database.at(os.environ["STEADY_TEAM_DATABASE"])), socket.socket(fileno=int(sys.argv[1])))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000)
    parser.add_argument("--members", type=int, default=50_000)
    parser.add_argument("--teams", type=int, default=500)
    parser.add_argument("--database")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=50.0)
    args = parser.parse_args()
    folder = tempfile.TemporaryDirectory()
    url = args.database or f"sqlite:///{folder.name}/team.db"
    database = Database.at(url)
    migrate(database)
    serving = Serving(database, times=Times(opens=0))
    serving.now = system_clock()
    began = time.perf_counter()
    fill(serving, database, args)
    print(f"filled with {args.runs} runs in {time.perf_counter() - began:.0f} s")
    measure(serving, url, args)
    database.close()


def fill(serving: Serving, database: Database, args: argparse.Namespace) -> None:
    draw, at = random.Random(1), serving.made.contest
    teams = [f"team-{number:05}" for number in range(args.teams)]
    people = [(f"member-{number:07}", teams[number % args.teams]) for number in range(args.members)]
    zero = {"size": 0, "members": 0, "points": 0, "attempts": 0}
    roster = Counter(team_id for _, team_id in people)
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for id in teams:
        rows[team].append({"id": id, "contest_id": at.id, "name": id, "name_key": id, "roster": roster[id], **zero})
    for id, team_id in people:
        rows[member].append(
            {"id": id, "contest_id": at.id, "team_id": team_id, "name": id, "name_key": id, "role": "member",
             "token_hash": hashed(id), "language": "en", "hidden": False, "joined_at": 0, "erased_at": None}
        )  # fmt: skip
    bests: dict[str, dict[str, StoryPoints]] = defaultdict(dict)
    for number in range(args.runs):
        row = made_run(draw, at.id, number, *people[number % len(people)])
        rows[run].append(row)
        keep_best(bests[row["member_id"]], row)
    sums: dict[str, TeamSum] = defaultdict(TeamSum)
    places: Counter[tuple[str, int, int]] = Counter()
    for id, team_id in people:
        if id not in bests:
            continue
        total = member_total(id, team_id, bests[id].values(), at.rules)
        whose = {"contest_id": at.id, "member_id": id}
        rows[standing].append({**whose, "team_id": team_id, "total": total.points, "attempts": total.attempts})
        rows[best] += [
            {**whose, "story_id": s.story, "points": s.points, "attempts": s.attempts, "run_id": s.run}
            for s in total.stories
        ]
        sums[team_id] = sums[team_id].plus(total)
        places.update([("", total.points, total.attempts), *((s.story, s.points, s.attempts) for s in total.stories)])
    for (board, points, attempts), count in places.items():
        rows[tally].append(
            {"contest_id": at.id, "board": board, "points": points, "attempts": attempts, "members": count}
        )
    with database.writing() as connection:
        for table in (team, member, run, best, standing, tally):
            for first in range(0, len(rows[table]), CHUNK):
                connection.execute(insert(table), rows[table][first : first + CHUNK])
        for id, total in sums.items():
            values = {"members": total.played, "points": total.points, "attempts": total.attempts}
            connection.execute(update(team).where(team.c.id == id).values(values))
        whole = {"members": sum(s.played for s in sums.values()), "points": sum(s.points for s in sums.values())}
        connection.execute(update(contest).where(contest.c.id == at.id).values(whole))


def keep_best(mine: dict[str, StoryPoints], row: dict[str, Any]) -> None:
    before = mine.get(row["story_id"])
    if before is None or (row["points"], -row["attempt"]) > (before.points, -before.attempts):
        mine[row["story_id"]] = StoryPoints(row["story_id"], row["points"], row["attempt"], row["id"])


def made_run(draw: random.Random, contest_id: int, number: int, member_id: str, team_id: str) -> dict[str, Any]:
    points = max(0, min(1000, round(draw.gauss(600, 150))))
    return {
        "id": f"{number:08x}-0000-7000-8000-{number:012x}", "contest_id": contest_id, "member_id": member_id,
        "team_id": team_id, "story_id": f"made-{draw.randrange(10)}", "digest": "0" * 16, "ticket_hash": "",
        "attempt": 1 + draw.randrange(3), "variant": "default", "seed": 1, "actions": "[]",
        "actions_hash": f"{number:x}", "times_ms": "[]", "rules": 1, "ending": "e", "grade": "mixed", "stamina": 50,
        "promises_kept": 0, "promises_broken": 0, "score": points, "best_score": 1000, "points": points,
        "status": "counted", "reason": "", "flags": "", "body_hash": "", "answer": "{}", "duration_ms": 1000,
        "issued_at": 0, "received_at": number,
    }  # fmt: skip


def measure(serving: Serving, url: str, args: argparse.Namespace) -> None:
    now, todo = serving.now, []
    for number in range(int(args.seconds * args.rate / STORIES) + 1):
        serving.now = now - 40_000_000 + number * 20_000
        player = serving.join(f"P{number}", f"Own {number % 20}")
        for story in range(STORIES):
            todo.append((player, player.new_run(), player.submission(player.ticket(story), number)))
    listening = listen("127.0.0.1", 0)
    listening.set_inheritable(True)
    environ = {**os.environ, "STEADY_TEAM_DATABASE": url, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(listening.fileno())], env=environ, pass_fds=[listening.fileno()]
    )
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        httpx.get(f"{base}/api/contests/{serving.slug}", timeout=60)
        time.sleep(3)
        times = load(base, serving, todo, args)
    finally:
        server.terminate()
        server.wait()
    for name, found in sorted(times.items()):
        found.sort()
        p95 = found[int(len(found) * 0.95)]
        print(f"{name:12} {len(found):6} requests   median {statistics.median(found):7.1f} ms   p95 {p95:7.1f} ms")


def load(
    base: str, serving: Serving, todo: list[tuple[Player, str, Any]], args: argparse.Namespace
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = defaultdict(list)
    reads = [f"/api/contests/{serving.slug}/board.json", f"/api/contests/{serving.slug}", "/api/me", "/api/me/around"]

    def ask(client: httpx.Client, name: str, method: str, path: str, token: str, body: Any = None) -> None:
        began = time.perf_counter()
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        got = client.request(method, base + path, headers=headers, content=body)
        if got.status_code < 400:
            times[name].append((time.perf_counter() - began) * 1000)
        else:
            times[f"{name} {got.status_code}"].append(0.0)

    def reading() -> None:
        with httpx.Client(timeout=30) as client:
            for number in range(int(args.seconds * 20)):
                path = reads[number % len(reads)]
                ask(client, path.rpartition("/")[2], "GET", path, f"member-{number % args.members:07}")
                time.sleep(0.05)

    def submitting(mine: list[tuple[Player, str, Any]], part: int) -> None:
        time.sleep(part / args.rate)  # one after the other, not four at once
        with httpx.Client(timeout=30) as client:
            for player, run_id, body in mine:
                began = time.perf_counter()
                ask(client, "submit", "PUT", f"/api/runs/{run_id}", player.token, json.dumps(body))
                time.sleep(max(0, 4 / args.rate - (time.perf_counter() - began)))

    threads = [threading.Thread(target=reading)]
    threads += [threading.Thread(target=submitting, args=(todo[part::4], part)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


if __name__ == "__main__":
    main()
