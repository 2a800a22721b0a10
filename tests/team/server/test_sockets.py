"""Attacks that only a real socket can make: bodies without end, bodies and heads that trickle, connections that wait.

The limits of time are short here, and nothing is measured: each test waits until the server hangs up.
"""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
import uvicorn

from game.team.server.app import framework_app
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.running import config_of, listen
from game.team.server.web.body import Bodies
from game.team.server.web.patience import Patience
from tests.team.server.serving import Serving

MB = 1024 * 1024
Address = tuple[str, int]


class Hasty(Patience):
    longest = 0.3


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A server on a real socket, and a contest on it."""
    database = Database.in_file(tmp_path_factory.mktemp("sockets") / "team.db")
    migrate(database)
    serving, listening = Serving(database), listen("127.0.0.1", 0)
    app = Bodies(framework_app(serving.services, tick=None), longest=0.3)
    server = uvicorn.Server(config_of(app, protocol=Hasty))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield listening.getsockname()
    server.should_exit = True
    thread.join()
    serving.close()
    listening.close()
    database.close()


def connected(address: Address) -> socket.socket:
    return socket.create_connection(address, timeout=20)


def heard(connection: socket.socket) -> bytes:
    """All that comes until the server hangs up."""
    said = b""
    with suppress(ConnectionError):
        while piece := connection.recv(65536):
            said += piece
    return said


def answered(connection: socket.socket) -> bytes:
    """One whole answer; the connection stays."""
    said = b""
    while b"\r\n\r\n" not in said:
        said += connection.recv(65536)
    top, _, body = said.partition(b"\r\n\r\n")
    length = int(top.lower().partition(b"content-length: ")[2].split()[0])
    while len(body) < length:
        body += connection.recv(65536)
    return top


def head(method: str = "POST", path: str = "/api/join", *more: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: team", "Accept-Language: en", *more, "", ""]
    return "\r\n".join(lines).encode()


def test_200_mb_in_chunks_are_not_taken_in(address: Address) -> None:
    sent, chunk = 0, b"10000\r\n" + b"x" * 65536 + b"\r\n"
    with connected(address) as connection:
        connection.sendall(head("POST", "/api/join", "Transfer-Encoding: chunked"))
        with suppress(ConnectionError):
            while sent < 200 * MB:
                connection.sendall(chunk)
                sent += 65536
        heard(connection)
    assert sent < 20 * MB  # what the buffers of two sockets hold


def test_a_chunked_body_that_is_too_big_is_told_so(address: Address) -> None:
    with connected(address) as connection:
        connection.sendall(head("POST", "/api/join", "Transfer-Encoding: chunked"))
        connection.sendall(b"5000\r\n" + b"x" * 0x5000 + b"\r\n")
        answer = heard(connection)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b'"too_big"' in answer


def test_a_body_that_trickles_is_hung_up_on_with_a_sentence(address: Address) -> None:
    with connected(address) as connection, trickle(connection, b"x"):
        connection.sendall(head("POST", "/api/join", "Content-Length: 15000"))
        answer = heard(connection)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"too_slow"' in answer


def test_a_head_that_trickles_is_hung_up_on(address: Address) -> None:
    with connected(address) as connection:
        connection.sendall(b"GET /api/contests/spring-cup HTTP/1.1\r\n")
        with trickle(connection, b"X-A: b\r\n"):
            assert heard(connection) == b""


def test_a_head_that_trickles_after_a_good_request_is_hung_up_on(address: Address) -> None:
    with connected(address) as connection:
        connection.sendall(head("GET", "/api/contests/spring-cup"))
        assert answered(connection).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /api/contests/spring-cup HTTP/1.1\r\n")
        with trickle(connection, b"X-A: b\r\n"):
            assert b"HTTP/1.1" not in heard(connection)


def test_who_says_nothing_is_hung_up_on(address: Address) -> None:
    with connected(address) as connection:
        assert heard(connection) == b""


def test_a_head_without_end_is_not_taken_in(address: Address) -> None:
    sent = 0
    with connected(address) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n")
        with suppress(ConnectionError):
            while sent < 100 * MB:
                connection.sendall(b"X-Filler: " + b"x" * 8000 + b"\r\n")
                sent += 8000
        heard(connection)
    assert sent < 20 * MB


def test_two_requests_go_over_one_connection(address: Address) -> None:
    with connected(address) as connection:
        for _ in range(2):
            connection.sendall(head("GET", "/api/contests/spring-cup"))
            assert answered(connection).startswith(b"HTTP/1.1 200")


def test_slow_ones_do_not_keep_others_out(address: Address) -> None:
    with ExitStack() as slow:
        for _ in range(100):
            slow.enter_context(connected(address)).sendall(head("POST", "/api/join", "Content-Length: 9")[:-3])
        with connected(address) as connection:
            connection.sendall(head("GET", "/api/contests/spring-cup"))
            assert answered(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "smuggled",
    [
        head("POST", "/api/join", "Connection: close", "Content-Length: 5", "Transfer-Encoding: chunked")
        + b"0\r\n\r\nGET /api/contests/spring-cup HTTP/1.1\r\n\r\n",
        head("POST", "/api/join", "Content-Length: 5", "Content-Length: 6") + b"hello",
        head("POST", "/api/join", "Content-Length: -1") + b"hello",
        b"\x16\x03\x01\x02\x00\x01\x00" * 50,
    ],
    ids=["both lengths", "two lengths", "below nothing", "tls"],
)
def test_what_is_no_http_gets_no_further(address: Address, smuggled: bytes) -> None:
    with connected(address) as connection:
        connection.sendall(smuggled)
        answer = heard(connection)
    assert answer == b"" or answer.split()[1].startswith(b"4")
    assert answer.count(b"HTTP/1.1") <= 1


class trickle:
    """Sends a little now and then, as long as it lasts."""

    def __init__(self, connection: socket.socket, piece: bytes) -> None:
        self._connection, self._piece, self._stop = connection, piece, Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        with suppress(OSError):
            while not self._stop.wait(0.02):
                self._connection.sendall(self._piece)


def test_the_server_has_the_limits_that_are_tested_here(tmp_path: Path) -> None:
    """Ten seconds for a head, five for a body, a thousand connections: `steady serve` as it is."""
    config = config_of("x")
    assert config.http is Patience
    assert (Patience.longest, config.limit_concurrency, config.timeout_graceful_shutdown) == (10.0, 1000, 3)
