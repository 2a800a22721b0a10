"""A server that is killed in the middle of its work: every run that was sent again is there exactly once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.running import listen
from game.team.server.services import system_clock
from game.team.server.store import contests, play
from tests.team.server.serving import Player, Serving
from tests.team.server.test_kept import assert_is_recount

ROOT = Path(__file__).parents[3]
RUNS = 18
MOTHER = """
import os, socket, sys
from game.team.server.database import Database
from game.team.server.running import run
from game.team.server.services import Services
listening = socket.socket(fileno=int(sys.argv[1]))
for url in sys.stdin:
    server = os.fork()
    if not server:
        run(Services(Database.at(url.strip())), listening)
        os._exit(0)
    print(server, flush=True)
    os.waitpid(server, 0)
    print("dead", flush=True)
"""
"""Starts a server on each database it is told. What a server is made of is imported once, not at every start."""


class Servers:
    """One server at a time, in a process of its own, always on the same socket."""

    def __init__(self) -> None:
        self.listening = listen("127.0.0.1", 0)
        self.listening.set_inheritable(True)
        descriptor = self.listening.fileno()
        self._mother = subprocess.Popen(
            [sys.executable, "-c", MOTHER, str(descriptor)], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT,
            pass_fds=[descriptor], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._pid = 0
        self._http = httpx.Client()

    def start(self, url: str) -> None:
        assert self._mother.stdin
        print(url, file=self._mother.stdin, flush=True)
        self._pid = int(self._heard())

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        assert self._heard() == "dead"

    def close(self) -> None:
        self._mother.communicate()  # it ends when it hears nothing more
        self.listening.close()
        self._http.close()

    def send(self, player: Player, run: str, body: Any, patience: float) -> Any:
        """One try to send a run; None where no answer came."""
        url = f"http://127.0.0.1:{self.listening.getsockname()[1]}/api/runs/{run}"
        headers = {"authorization": f"Bearer {player.token}", "content-type": "application/json"}
        try:
            got = self._http.put(url, content=json.dumps(body), headers=headers, timeout=patience)
        except httpx.TransportError:
            time.sleep(0.02)
            return None
        assert got.status_code in (200, 429, 503), got.content
        return got.json() if got.status_code == 200 else None

    def _heard(self) -> str:
        assert self._mother.stdout
        return self._mother.stdout.readline().strip()


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    servers = Servers()
    yield servers
    servers.close()


def test_a_killed_server_loses_nothing_and_doubles_nothing(database: Database, servers: Servers) -> None:
    serving = Serving(database, times=Times(opens=0))
    serving.now = system_clock()
    runs, kills, answers = _runs(serving), 0, dict[str, Any]()
    servers.start(database.shown)
    try:
        for number, (player, run, body) in enumerate(runs):
            if number % 8 == 4:  # it dies with a request under way, or just before or after its answer
                answers[run] = servers.send(player, run, body, patience=0.02)
                servers.kill()
                servers.start(database.shown)
                kills += 1
            while answers.get(run) is None:
                answers[run] = servers.send(player, run, body, patience=10)
    finally:
        servers.kill()
    assert kills == 2
    with database.reading() as connection:
        kept = [row["id"] for row in play.every_run(connection, serving.made.contest.id)]
        assert contests.by_id(connection, serving.made.contest.id).members == len({player.id for player, *_ in runs})
    assert sorted(kept) == sorted(run for _, run, _ in runs)
    assert {answer["status"] for answer in answers.values()} <= {"counted", "flagged"}
    assert_is_recount(serving, "after the kills")
    serving.close()


def _runs(serving: Serving) -> list[tuple[Player, str, Any]]:
    """Runs that are ready to be sent: their tickets are as old as they say they took."""
    now, found = serving.now, []
    for number in range(RUNS // 3):
        serving.now = now - 40_000_000 + number * 200_000
        player = serving.join(f"P{number}", f"Team {number % 3}")
        for story in range(3):
            body = player.submission(player.ticket(story), number)
            found.append((player, player.new_run(), body))
    return found
