"""`steady serve`: one command, said in plain words; what cannot be done is said before anything is."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from game.team.names import show_code
from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.alone import alone
from game.team.server.boards.publishing import publish
from game.team.server.contests import Times
from game.team.server.database import Database
from game.team.server.qr import picture
from game.team.server.running import is_loopback
from game.team.server.services import Services
from tests.support.calls import PARCEL, Desk
from tests.team.server.serving import emptied

ROOT = Path(__file__).parents[3]


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories" / "late-parcel"
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(PARCEL, encoding="utf-8")
    return folder.parent


def test_one_command_serves_a_contest(stories: Path, tmp_path: Path) -> None:
    said = _serve(tmp_path, "--stories", str(stories), "--name", "Spring Cup")
    assert "Spring Cup" in said
    assert "admin token" in said
    assert "shown this once" in said
    assert "Only this computer can connect now" in said


@pytest.mark.skipif(os.name != "posix", reason="the folder that one stands in cannot be removed")
def test_the_next_start_goes_on_with_it_in_several_processes(shared_postgresql: Database, tmp_path: Path) -> None:
    """Wherever it is called, even in a folder that its processes cannot enter: here, one that is gone."""
    services = Services(emptied(shared_postgresql))
    made = contests.make(services, "Spring Cup", [], Times(opens=0), ContestRules()).contest
    publish(services, made.id)
    elsewhere = ("sh", "-c", 'mkdir "$0"; cd "$0"; rmdir "$0"; exec "$@"', str(tmp_path / "gone"))
    words = ("--resume", "--closes", "2199-05-20T15:00", "--address", "https://steady.example.com/", "--workers", "2")
    said = _serve(tmp_path, "--database", shared_postgresql.shown, *words, before=elsewhere)
    assert "Going on with: Spring Cup" in said
    assert "keeps its times" in said
    assert "goes on under the rules" not in said
    assert _line(said, "join code") == show_code(made.code)
    assert _line(said, "wall") == "https://steady.example.com/wall/spring-cup"
    assert "A proxy on it must pass on what is asked at https://steady.example.com." in said
    assert "--new-token" in said


def _serve(tmp_path: Path, *words: str, before: Sequence[str] = ()) -> str:
    """Start, ask once, stop with Ctrl-C; what it wrote and said."""
    order = [
        *before,
        sys.executable,
        "-m",
        "game",
        "--lang",
        "en",
        "--saves",
        str(tmp_path / "saves"),
        "serve",
        "--port",
        "0",
    ]
    server = subprocess.Popen(
        [*order, *words], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdout is not None
    lines = []
    for line in server.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    here, name = _here("".join(lines)), _line("".join(lines), "wall").rpartition("/")[2]
    wall = f"{here}/wall/{name}"
    assert httpx.get(wall, timeout=20).status_code == 200
    board = wall.replace("/wall/", "/api/contests/") + "/board.json"
    assert httpx.get(board, timeout=20).json()["contest"]["state"] == "open"
    server.send_signal(signal.SIGINT)
    rest, errors = server.communicate(timeout=20)
    assert server.returncode == 0, errors
    assert "Traceback" not in errors
    assert "Stopped" in rest
    return "".join(lines) + errors


def _here(text: str) -> str:
    return next(word.rstrip(".") for word in text.split() if word.startswith("http://127.0.0.1:"))


def _line(text: str, begins: str) -> str:
    return next(line.split()[-1] for line in text.splitlines() if line.startswith(begins))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "99999"], "--port takes a number"),
        (["--workers", "0"], "--workers takes a number"),
        (["--workers", "2"], "SQLite takes one writing process"),
        (["--resume"], "There is no contest here yet"),
        (["--opens", "tomorrow"], "I cannot read this time"),
        (["--opens", "2026-05-20T15:00", "--closes", "2026-05-20T14:00"], "wrong order"),
        (["--closes", "2026-05-20T14:00"], "a time that has passed"),
        (["--database", "mysql://x/y"], "cannot be used"),
        (["--database", "sqlite:////no/such/folder/team.db"], "No such file or directory"),
        (["--stories", "no-such-story"], "No stories found"),
        (["--host", "203.0.113.7"], "Try another --port"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_cannot_be_served_is_said_in_a_sentence(tmp_path: Path, words: list[str], said: str) -> None:
    answer = Desk(tmp_path).call("--lang", "en", "serve", "--port", "0", *words)
    assert answer.code == 2
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_server_touches_nothing_of_a_database_that_another_one_serves(tmp_path: Path) -> None:
    """Not even to bring its tables to a newer version."""
    desk = Desk(tmp_path)
    file = desk.saves / "team" / "team.db"
    file.parent.mkdir(parents=True)
    with alone(file):
        answer = desk.call("--lang", "en", "serve", "--port", "0")
    assert (answer.code, file.exists()) == (2, False)
    assert "Another server is running" in answer.err


def test_a_qr_code_is_a_square_with_a_border() -> None:
    lines = list(picture("http://127.0.0.1:8765/wall/spring-cup"))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert set(lines[0]) == {"█"}
    assert set("".join(lines)) == set("█▀▄ ")


@pytest.mark.parametrize(("host", "expected"), [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)])
def test_a_loopback_address_is_told_from_others(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
