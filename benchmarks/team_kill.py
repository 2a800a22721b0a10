"""Runs sent through servers that are killed and answers that are dropped: all of them arrive exactly once.

    python benchmarks/team_kill.py [--runs 3000] [--kills 6] [--senders 8] [--dropped 5]

On an SQLite file with one server, and on a PostgreSQL of its own with two. A run whose answer did not come is sent
again; of a hundred answers, `--dropped` are not read although they came. In the end the tables must hold every run
once, and what is kept from the runs must be a recount of them.
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.load_generator import Line  # noqa: E402
from benchmarks.team_fill import PAR, fill  # noqa: E402
from benchmarks.team_load import prepared, serve  # noqa: E402
from game.team.rules import ContestRules  # noqa: E402
from game.team.server.contests import Times, make  # noqa: E402
from game.team.server.database import Database  # noqa: E402
from game.team.server.migrate import migrate  # noqa: E402
from game.team.server.running import listen  # noqa: E402
from game.team.server.services import Services  # noqa: E402
from game.team.server.store import play  # noqa: E402
from game.team.server.stories import take_in  # noqa: E402
from tests.support.postgres import postgres  # noqa: E402
from tests.team.server.test_kept import assert_is_recount  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--senders", type=int, default=8)
    parser.add_argument("--dropped", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        check("SQLite", f"sqlite:///{folder}/team.db", 1, args)
    with postgres() as url:
        check("PostgreSQL", url, 2, args)


def check(name: str, url: str, servers: int, args: argparse.Namespace) -> None:
    """Send all runs to servers on that database while they are killed, and look whether all are there once."""
    database = Database.at(url)
    migrate(database)
    services, stories = Services(database), [take_in(path) for path in sorted((ROOT / "stories").glob("*/"))]
    for story, kept in stories:
        kept.best_scores.update({variant.id: PAR for variant in story.variants})  # type: ignore[attr-defined]
    at = make(services, "Killed Cup", [kept for _, kept in stories], Times(opens=0), ContestRules()).contest
    fill(database, at.id, at.rules, argparse.Namespace(runs=0, members=args.runs, teams=20))
    bodies = list(prepared(database, args.runs)[1])
    sending = Sending(bodies, args)
    with Servers(url, servers) as running:
        sending.all_through(running)
    with database.reading() as connection:
        there = sorted(row["id"] for row in play.every_run(connection, at.id))
    assert there == sorted(sending.answers), "a run is missing, or one is there that nobody sent"
    serving: Any = SimpleNamespace(services=services, made=SimpleNamespace(contest=at))
    assert_is_recount(serving, "after the kills")
    print(f"{name}: {len(there)} runs there once each; {sending.sent} requests, {running.kills} kills, "
          f"{sending.dropped} answers dropped, {sending.lost} requests without an answer")  # fmt: skip
    database.close()


class Servers:
    """Servers on one socket, which can be killed one after the other."""

    def __init__(self, url: str, count: int) -> None:
        self._url, self.kills = url, 0
        self._listening = listen("127.0.0.1", 0)
        self.port: int = self._listening.getsockname()[1]
        self._running = [serve(url, self._listening, 1) for _ in range(count)]

    def __enter__(self) -> "Servers":
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._running:
            server.kill()
            server.wait()
        self._listening.close()

    def kill_one(self) -> None:
        """Kill one as it is, and start another in its place."""
        server = self._running.pop(0)
        server.send_signal(signal.SIGKILL)
        server.wait()
        self.kills += 1
        self._running.append(serve(self._url, self._listening, 1))


class Sending:
    """Runs on their way."""

    def __init__(self, bodies: list[bytes], args: argparse.Namespace) -> None:
        self._bodies, self._args = bodies, args
        self._turn, self._draw = threading.Lock(), random.Random(1)
        self.answers: dict[str, Any] = {}
        self.sent = self.dropped = self.lost = 0

    def all_through(self, servers: Servers) -> None:
        """Send all of them; a server dies each time another part of them has arrived."""
        threads = [
            threading.Thread(target=self._send_part, args=(part, servers.port)) for part in range(self._args.senders)
        ]
        for thread in threads:
            thread.start()
        for number in range(1, self._args.kills + 1):
            while len(self.answers) < len(self._bodies) * number / (self._args.kills + 1):
                time.sleep(0.01)
            servers.kill_one()
        for thread in threads:
            thread.join()

    def _send_part(self, part: int, port: int) -> None:
        for body in self._bodies[part :: self._args.senders]:
            id = body.split(b" ")[1].decode().rpartition("/")[2]
            first = self._until_answered(port, body)
            if self._draw.random() < 0.05:
                assert self._until_answered(port, body) == first, "the same run was answered in two ways"
            with self._turn:
                self.answers[id] = first

    def _until_answered(self, port: int, body: bytes) -> Any:
        while True:
            with suppress(OSError, StopIteration):
                self.sent += 1
                line = Line(port, patience=20)
                if self._draw.random() < self._args.dropped / 100:
                    line.drop(body)
                    self.dropped += 1
                    continue
                status = line.ask(body)
                if status == 200:
                    return json.loads(line.body)
                assert status in (429, 503), line.body
            self.lost += 1
            time.sleep(0.02)


if __name__ == "__main__":
    main()
