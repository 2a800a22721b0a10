"""The game in a browser, whole: it goes on where the line broke; and the last door around it."""

import os
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from websockets.sync.client import ClientConnection

from game.cli.hosted import watch
from game.cli.serve_play import COMMAND
from game.saves import RunSummary, open_saves
from game.ui.widgets.choices import REST
from tests.support.calls import Desk
from tests.team.browser.house import Inn, hang_up, inn, says

PATIENCE = 20.0


def test_a_reply_outlives_a_cut_line_and_the_chat_goes_on(tmp_path: Path) -> None:
    with inn(tmp_path, COMMAND) as real:
        token = real.guest()
        with real.line(token) as line:
            comes_up(line)
            says(line, "stdin", "\x1b[B")  # below the contest: the first story
            before = played(line, real, 1)
            hang_up(line)
        with real.line(token) as again:
            comes_up(again)
            assert kept(real) == before
            says(again, "stdin", "c")  # go on with the last chat
            after = played(again, real, before.length + 1)
        assert after.id == before.id


def comes_up(line: ClientConnection) -> None:
    """Wait until the game has painted its first screen."""
    while len(line.recv(timeout=PATIENCE)) < 1000:
        pass


def kept(real: Inn) -> RunSummary | None:
    """The chat that the guest has not finished."""
    (member,) = real.rooms()
    with closing(open_saves(real.house.rooms.of(member))) as saves:
        return next(iter(saves.unfinished()), None)


def played(line: ClientConnection, real: Inn, length: int) -> RunSummary:
    """Press Enter, which takes whatever is first, until so many actions are kept."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        run = kept(real)
        if run is not None and run.length >= length:
            return run
        says(line, "stdin", "\r")
        listen(line)
    raise AssertionError("nothing was kept")


def listen(line: ClientConnection) -> None:
    """Until nothing is painted any more, for longer than keys that come too early put off the next."""
    try:
        while line.recv(timeout=REST + 0.1):
            pass
    except TimeoutError:
        return


ROOM = Path("/srv/players/one")


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("socket.connect", (None, ("127.0.0.1", 22))),
        ("socket.connect", (None, ("169.254.169.254", 8765))),
        ("socket.connect", (None, "/run/docker.sock")),
        ("socket.getaddrinfo", ("evil.example", 80, 0, 0, 0)),
        ("subprocess.Popen", ("/bin/sh", ["sh"], None, None)),
        ("os.system", (b"id",)),
        ("webbrowser.open", ("https://evil.example",)),
        ("open", ("/srv/players/two/steady.db", "w", os.O_WRONLY | os.O_CREAT)),
        ("open", ("/srv/players/one/../two/x", "w", os.O_WRONLY)),
        ("open", ("/srv/players/one-more/x", "w", os.O_WRONLY)),
    ],
)
def test_a_game_reaches_nothing_but_its_server_and_its_room(event: str, args: tuple[object, ...]) -> None:
    with pytest.raises(PermissionError):
        watch(ROOM, "127.0.0.1", 8765)(event, args)


@pytest.mark.parametrize(
    ("event", "args"),
    [
        ("socket.connect", (None, ("127.0.0.1", 8765))),
        ("subprocess.Popen", (sys.executable, [], None, None)),
        ("open", ("/srv/players/one/record.txt", "w", os.O_WRONLY | os.O_CREAT)),
        ("open", ("/usr/share/zoneinfo/UTC", "rb", os.O_RDONLY)),
        ("open", (3, "w", os.O_WRONLY)),
    ],
)
def test_what_a_game_needs_it_may(event: str, args: tuple[object, ...]) -> None:
    watch(ROOM, "127.0.0.1", 8765)(event, args)


@pytest.mark.parametrize(
    ("words", "said"), [(("--play", "--workers", "2"), "one process"), (("--play", "0"), "1 to 500")]
)
def test_what_cannot_be_is_said_before_anything_is_served(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    call = Desk(tmp_path).call("serve", "--database", "postgresql+psycopg://nobody@127.0.0.1:1/none", *words)
    assert call.code == 2
    assert said in call.err
