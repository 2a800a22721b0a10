"""Asks a server over many connections from one thread: no request waits for another thread's turn but the server's own.

With a thread for each connection, Python hands the turn on every 5 ms at worst, and that would be counted as the
server's time.
"""

import math
import selectors
import socket
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

PATIENCE = 60.0
"""Seconds to wait for an answer."""
Times = dict[str, list[float]]
"""How long requests took, by name, in ms."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A whole request, and when it is due: seconds from the beginning; None: as soon as a connection is free."""

    name: str
    text: bytes
    due: float | None = None


class Line:
    """A connection that is kept."""

    def __init__(self, port: int, patience: float = PATIENCE) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.body = b""
        """of the last answer"""
        self._heard, self._length = bytearray(), -1

    def send(self, text: bytes) -> None:
        """Ask, and do not wait."""
        self._heard.clear()
        self._length = -1
        self.socket.sendall(text)

    def hear(self) -> int:
        """Hear what has come, and return the status once the answer is whole; until then 0. Raises OSError."""
        got = self.socket.recv(65536)
        if not got:
            raise ConnectionResetError
        self._heard += got
        if self._length < 0 and (end := self._heard.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._heard[:end]).lower()
            self._length = end + 4 + int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if not 0 <= self._length <= len(self._heard):
            return 0
        self.body = bytes(self._heard[self._heard.index(b"\r\n\r\n") + 4 :])
        return int(self._heard[9:12])

    def ask(self, text: bytes) -> int:
        """Ask, wait, and return the status of the answer. Raises OSError where none comes."""
        self.send(text)
        while not (status := self.hear()):
            pass
        return status

    def drop(self, text: bytes) -> None:
        """Ask, and hang up without having read the answer."""
        self.send(text)
        self.socket.recv(1)
        self.socket.close()


def put_on(port: int, wanted: Iterable[Asked], connections: int, seconds: float = math.inf) -> Times:
    """Ask for everything in the order given, and return how long each took; begin nothing more after `seconds`.

    A request that is due counts from that moment, whether or not a connection was free.
    """
    with selectors.SelectSelector() as selector:  # the others wait in whole ms, which would be counted as the server's
        load = _Load(port, selector, connections)
        todo = iter(wanted)
        coming = next(todo, None)
        while coming is not None and load.now < seconds:
            if load.can_take(coming):
                load.take(coming)
                coming = next(todo, None)
            else:
                load.wait(coming.due)
        while load.is_busy:
            load.wait(None)
        load.hang_up()
    return load.times


class _Load:
    """Connections, those that are free and those on which an answer is awaited."""

    def __init__(self, port: int, selector: selectors.BaseSelector, connections: int) -> None:
        self.times: Times = defaultdict(list)
        self._port, self._selector, self._begin = port, selector, time.perf_counter()
        self._may_open = connections
        self._free: list[Line] = []
        self._since: dict[Line, tuple[str, float]] = {}

    @property
    def now(self) -> float:
        return time.perf_counter() - self._begin

    @property
    def is_busy(self) -> bool:
        return bool(self._since)

    def can_take(self, asked: Asked) -> bool:
        return bool(self._free or self._may_open) and (asked.due is None or asked.due <= self.now)

    def take(self, asked: Asked) -> None:
        since = self.now if asked.due is None else asked.due
        line = self._free.pop() if self._free else self._open()
        self._since[line] = asked.name, since
        line.send(asked.text)

    def wait(self, due: float | None) -> None:
        """Hear the next answers; where a connection is free, no longer than until the next request is due."""
        longest = max(0.0, due - self.now) if due is not None and (self._free or self._may_open) else None
        for key, _ in self._selector.select(longest):
            line: Line = key.data
            if line not in self._since:  # the server does not keep connections for ever on which nothing is asked
                self._close(line)
            elif status := line.hear():
                name, since = self._since.pop(line)
                self.times[name if status < 400 else f"{name} {status}"].append((self.now - since) * 1000)
                self._free.append(line)

    def hang_up(self) -> None:
        for line in list(self._free):
            self._close(line)

    def _open(self) -> Line:
        line = Line(self._port)
        self._may_open -= 1
        self._selector.register(line.socket, selectors.EVENT_READ, line)
        return line

    def _close(self, line: Line) -> None:
        self._free.remove(line)
        self._may_open += 1
        self._selector.unregister(line.socket)
        line.socket.close()
