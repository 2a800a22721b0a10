"""How a full contest server does: reads and submits over HTTP, the load generator on the same machine.

    python benchmarks/team_fill.py full.db
    python benchmarks/team_load.py full.db [--processes 1] [--seconds 10] [--rate 50] [--connections 24]

DATABASE is what `team_fill.py` filled; it is changed. Runs are plays of the shipped stories under tickets of an hour
ago, each by a member of its own. First reads at 20 a second beside submits at `--rate`, then submits as fast as they
are answered over so many connections. All requests are made before anything is measured. CPU is what the server's
processes used, PostgreSQL's own not included.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from sqlalchemy import func, insert, select, update

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.load_generator import Asked, Times, put_on  # noqa: E402
from game.engine import RULES_VERSION, Deal, Session  # noqa: E402
from game.saves.ids import new_id  # noqa: E402
from game.team.dealing import deal  # noqa: E402
from game.team.server.boards.publishing import publish  # noqa: E402
from game.team.server.database import Database  # noqa: E402
from game.team.server.migrate import migrate  # noqa: E402
from game.team.server.running import listen  # noqa: E402
from game.team.server.secret import hashed, ticket_text  # noqa: E402
from game.team.server.services import Services, system_clock  # noqa: E402
from game.team.server.store import contests, play  # noqa: E402
from game.team.server.tables import contest, member, run, ticket  # noqa: E402
from game.team.stories import story_of  # noqa: E402

HOUR = 3_600_000
TASTES = 400
"""Ways to play a story: with more players than that, some do the very same, as in life."""
PACE_MS = 30_000
ADMIN = "the-organiser-of-the-full-cup"
SERVER = """
import os, socket, sys
from game.team.server.database import Database
from game.team.server.running import run, run_many
from game.team.server.services import Services
if __name__ == "__main__":
    url, processes = os.environ["STEADY_TEAM_DATABASE"], int(sys.argv[2])
    listening = socket.socket(fileno=int(sys.argv[1]))
    run(Services(Database.at(url)), listening) if processes == 1 else run_many(url, listening, processes)
"""
Todo = Iterator[bytes]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--connections", type=int, default=24)
    args = parser.parse_args()
    url = args.database if "://" in args.database else f"sqlite:///{args.database}"
    database = Database.at(url)
    migrate(database)
    slug, bodies = prepared(database, int(args.seconds * (args.rate + 1000)))
    before = count(database)
    times = measured(url, slug, bodies, args)
    sent = sum(len(times[name]) for name in ("submit", "as fast as it goes") if name in times)
    assert count(database) - before == sent, "a run is missing, or there twice"
    database.close()
    for name, found in sorted(times.items()):
        found.sort()
        p50, p95 = statistics.median(found), found[int(len(found) * 0.95)]
        print(f"{name:28} {len(found):6} requests   median {p50:7.1f} ms   p95 {p95:7.1f} ms")


def count(database: Database) -> int:
    """Return how many runs there are."""
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(run)).scalar_one()


def prepared(database: Database, most: int) -> tuple[str, Todo]:
    """Return the contest's address and whole requests that submit runs, tickets for which are in the database."""
    services = Services(database)
    with database.writing() as connection:
        (at, *_) = contests.every(connection)
        connection.execute(update(contest).where(contest.c.id == at.id).values(admin_hash=hashed(ADMIN)))
        free = select(member.c.id).where(member.c.id.like("member-%"), ~select(ticket.c.hash).where(
            ticket.c.member_id == member.c.id).exists())  # fmt: skip
        members = list(connection.execute(free.order_by(func.substr(member.c.id, -3)).limit(most)).scalars())
        rows, todo, stories = [], [], play.stories(connection, at.id)
        for number, who in enumerate(members):
            story = stories[number % len(stories)]
            variants = [variant.id for variant in story_of(story.yaml).variants]
            variant, seed = deal(at.secret, who, story.digest, 1, variants)
            text, issued = ticket_text(at.secret, who, story.digest, 1), system_clock() - HOUR
            rows.append({
                "hash": hashed(text), "contest_id": at.id, "member_id": who, "digest": story.digest, "attempt": 1,
                "variant": variant, "seed": seed, "issued_at": issued, "expires_at": issued + 24 * HOUR,
            })  # fmt: skip
            todo.append((who, text, story.digest, story.yaml, variant, number % TASTES))
        connection.execute(insert(ticket), rows)
        connection.execute(update(member).where(member.c.id < "member-0000500").values(role="lead"))
    publish(services, at.id)
    return at.slug, (submission(*one) for one in todo)


def submission(who: str, text: str, digest: str, yaml: str, variant: str, taste: int) -> bytes:
    """Return the request that submits a run."""
    actions = played(yaml, variant, taste)
    times = [PACE_MS * number for number in range(1, len(actions) + 1)]
    body = {"ticket": text, "digest": digest, "rules": RULES_VERSION, "actions": actions, "times_ms": times}
    return request("PUT", f"/api/runs/{new_id(time.time())}", who, json.dumps(body).encode())


@cache
def played(yaml: str, variant: str, taste: int) -> list[str]:
    """Return the actions of somebody with that taste."""
    draw, session = random.Random(f"{variant} {taste}"), Session(story_of(yaml), Deal(variant, 1), mode="ranked")
    while not session.state.ended:
        free = [option.id for option in session.view.options if not option.locked]
        session.act(draw.choice(free or list(session.view.actions)))
    return list(session.actions)


def request(method: str, path: str, token: str, body: bytes = b"") -> bytes:
    """Return a whole request."""
    head = f"{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\naccept-language: en\r\n"
    return f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


def measured(url: str, slug: str, bodies: Todo, args: argparse.Namespace) -> Times:
    """Start the server, put the load on it, and return how long everything took, in ms."""
    listening, rate = listen("127.0.0.1", 0), steady(slug, bodies, args)
    full = [Asked("as fast as it goes", body) for body in bodies]
    port, server = listening.getsockname()[1], serve(url, listening, args.processes)
    try:
        # Before it counts, every process is asked for everything: PostgreSQL plans a statement until it knows it well.
        put_on(port, looks(slug, 12, every=0.01), args.connections)
        times = reported(server.pid, "steady", lambda: put_on(port, rate, args.connections))
        times |= reported(server.pid, "full", lambda: put_on(port, full, args.connections, args.seconds * 2))
    finally:
        server.terminate()
        server.wait()
    return times


def reported(server: int, name: str, put: Callable[[], Times]) -> Times:
    """Put a load on, and say how many requests a second that were, and what they cost."""
    used, began = cpu(server), time.perf_counter()
    times = put()
    took, requests = time.perf_counter() - began, sum(map(len, times.values()))
    spent = (cpu(server) - used) / requests * 1000
    print(f"{name}: {requests / took:.0f} requests/s, {spent:.2f} ms CPU each, load average {os.getloadavg()[0]:.1f}")
    print(f"  the yardstick takes {yardstick():.2f} ms at this hour")
    return times


def yardstick() -> float:
    """Return how long a fixed piece of Python takes, in ms: a shared machine is not equally fast at all hours."""
    took, texts = [], [str(number) for number in range(2000)]
    for _ in range(60):
        began = time.perf_counter()
        sum(len(text) + number * number for number, text in enumerate(texts))
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def serve(url: str, listening: socket.socket, processes: int) -> "subprocess.Popen[bytes]":
    """Start a server on that socket."""
    listening.set_inheritable(True)
    environ = {**os.environ, "STEADY_TEAM_DATABASE": url, "PYTHONPATH": str(ROOT)}
    order = [sys.executable, "-c", SERVER, str(listening.fileno()), str(processes)]
    return subprocess.Popen(order, env=environ, pass_fds=[listening.fileno()])


def reads(slug: str, draw: random.Random) -> list[tuple[str, bytes]]:
    """Return everything that people look at; the first one of each team leads it."""
    who, lead, played = draw.randrange(50_000), draw.randrange(500), draw.randrange(1_000_000)
    at, one = f"/api/contests/{slug}", f"{played:08x}-0000-7000-8000-{played:012x}"
    own = {
        "team board": f"{at}/board.json", "member board": f"{at}/board.json?kind=member", "contest": at,
        "me": "/api/me", "around": "/api/me/around", "tickets": "/api/tickets", "all my data": "/api/me/data",
    }  # fmt: skip
    organiser = {
        "contests": "contests", "overview": f"overview?contest={slug}", "runs": "runs", "teams": "teams",
        "members": "members", "log": "log", "runs of a story": f"runs?story=made-{draw.randrange(10)}",
        "runs of a member": f"runs?member=member-{who:07}", "search of teams": f"teams?find={lead:03}",
        "search of members": f"members?find={who:05}",
    }  # fmt: skip
    asked = [(name, path, f"member-{who:07}") for name, path in own.items()]
    asked += [(f"organiser's {name}", f"/api/admin/{path}", ADMIN) for name, path in organiser.items()]
    asked += [("a lead's team", "/api/team", f"member-{lead:07}"), ("a run to watch", f"/api/runs/{one}", ADMIN)]
    return [(name, request("GET", path, token)) for name, path, token in asked]


def looks(slug: str, seconds: float, every: float = 0.05) -> Iterator[Asked]:
    """Yield what people look at, one after the other."""
    draw, number = random.Random(1), 0
    while number * every < seconds:
        # At no regular times: a read of one kind would else always meet a submit, and one of another never.
        found = reads(slug, draw)
        draw.shuffle(found)
        for name, text in found:
            yield Asked(name, text, (number + draw.random()) * every)
            number += 1


def steady(slug: str, bodies: Todo, args: argparse.Namespace) -> list[Asked]:
    """Return reads, and submits at a rate: when one is late the next ones do not wait for it."""
    count = int(args.seconds * args.rate)
    submits = [Asked("submit", body, number / args.rate) for number, body in enumerate(islice(bodies, count))]
    return sorted([*submits, *looks(slug, args.seconds)], key=lambda asked: asked.due or 0)


def cpu(pid: int) -> float:
    """Return the seconds of CPU that a process and its children have used so far."""
    found = 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if pid in (int(process.name), int(fields[1])):
            found += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


if __name__ == "__main__":
    main()
