"""A server that is killed in the middle of its work: every run that was sent again is there exactly once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.running import listen
from game.team.server.services import system_clock
from game.team.server.store import contests, play
from tests.team.server.serving import Player, Serving
from tests.team.server.test_kept import assert_is_recount

ROOT = Path(__file__).parents[3]
RUNS = 18
SERVER = """
import os, socket, sys
from game.team.server.database import Database
from game.team.server.running import run
from game.team.server.services import Services
run(Services(Database.at(os.environ["STEADY_TEAM_DATABASE"])), socket.socket(fileno=int(sys.argv[1])))
"""


def test_a_killed_server_loses_nothing_and_doubles_nothing(database_url: str, serving_at: Any) -> None:
    serving: Serving = serving_at(database_url)
    serving.now = system_clock()
    runs = _runs(serving)
    listening = listen("127.0.0.1", 0)
    server, kills, answers = _start(database_url, listening), 0, {}
    try:
        for number, (player, run, body) in enumerate(runs):
            if number % 8 == 4:  # it dies with a request under way, or just before or after its answer
                answers[run] = _send(listening, player, run, body, patience=0.02)
                os.kill(server.pid, signal.SIGKILL)
                server.wait()
                server, kills = _start(database_url, listening), kills + 1
            while answers.get(run) is None:
                answers[run] = _send(listening, player, run, body, patience=10)
    finally:
        server.kill()
        server.wait()
        listening.close()
    assert kills == 2
    with serving.services.database.reading() as connection:
        kept = [row["id"] for row in play.every_run(connection, serving.made.contest.id)]
        assert contests.by_id(connection, serving.made.contest.id).members == len({player.id for player, *_ in runs})
    assert sorted(kept) == sorted(run for _, run, _ in runs)
    assert {answer["status"] for answer in answers.values()} <= {"counted", "flagged"}
    assert_is_recount(serving, "after the kills")


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


def _start(url: str, listening: socket.socket) -> "subprocess.Popen[bytes]":
    listening.set_inheritable(True)
    environ = {**os.environ, "STEADY_TEAM_DATABASE": url, "PYTHONPATH": str(ROOT)}
    order = [sys.executable, "-c", SERVER, str(listening.fileno())]
    return subprocess.Popen(
        order,
        env=environ,
        pass_fds=[listening.fileno()],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _send(listening: socket.socket, player: Player, run: str, body: Any, patience: float) -> Any:
    """One try; None where no answer came."""
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/api/runs/{run}"
    headers = {"authorization": f"Bearer {player.token}", "content-type": "application/json"}
    try:
        got = httpx.put(url, content=json.dumps(body), headers=headers, timeout=patience)
    except httpx.TransportError:
        time.sleep(0.02)
        return None
    assert got.status_code in (200, 429, 503), got.content
    return got.json() if got.status_code == 200 else None


@pytest.fixture
def serving_at() -> Any:
    made: list[Serving] = []

    def make(url: str) -> Serving:
        database = Database.at(url)
        migrate(database)
        made.append(Serving(database, times=Times(opens=0)))
        return made[-1]

    yield make
    for serving in made:
        serving.close()
        serving.services.database.close()
