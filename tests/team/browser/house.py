"""A server with a door for browsers on a real socket, and people before it."""

import json
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import uvicorn
from websockets.sync.client import ClientConnection, connect

from game.saves.ids import new_id
from game.team.names import show_code
from game.team.rules import ContestRules
from game.team.server import contests
from game.team.server.app import make_app
from game.team.server.browser.house import COOKIE, House, guest_of
from game.team.server.browser.plugin import BrowserPlay
from game.team.server.browser.rooms import Rooms
from game.team.server.browser.seats import Seats
from game.team.server.contests import Made, Times
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.running import config_of, listen
from game.team.server.services import Services
from tests.team.server.serving import stories

SEATS = 2


@dataclass
class Inn:
    """The server, as those before it see it."""

    services: Services
    house: House
    made: Made
    address: str
    http: httpx.Client = field(default_factory=httpx.Client)

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://")

    @property
    def code(self) -> str:
        return show_code(self.made.contest.code)

    def ask(self, method: str, path: str, cookie: str = "", origin: str | None = None, **more: Any) -> httpx.Response:
        headers = {"accept-language": "en", "origin": self.address if origin is None else origin}
        if cookie:
            headers["cookie"] = f"{COOKIE}={cookie}"
        return self.http.request(method, self.address + path, headers=headers, **more)

    def joins(self, name: str, **more: Any) -> httpx.Response:
        body = {"code": self.code, "team": "Lantern", "name": name, "language": "en"}
        return self.ask("POST", "/play/join", json=body, **more)

    def guest(self) -> str:
        """The token of somebody new."""
        token = self.joins(f"Guest {new_id(0)[-10:]}").cookies[COOKIE]
        self.http.cookies.clear()
        return token

    def member(self, token: str) -> str:
        guest = guest_of(self.services, token)
        assert guest is not None
        return guest.member

    def line(self, token: str = "", origin: str | None = None, query: str = "") -> ClientConnection:
        """A line to a game. Raises InvalidStatus where the door stays shut."""
        headers = {"cookie": f"{COOKIE}={token}"} if token else {}
        said = self.address if origin is None else origin or None
        return connect(
            f"ws://{self.host}/play/socket{query}", additional_headers=headers, origin=said,  # type: ignore[arg-type]
            open_timeout=20, close_timeout=20, compression=None, proxy=None,
        )  # fmt: skip

    def is_empty(self) -> bool:
        """Wait until the last game has ended: a line that is closed at this end may have one yet."""
        until = time.monotonic() + 20
        while self.house.seats.taken and time.monotonic() < until:
            time.sleep(0.005)
        return not self.house.seats.taken

    def rooms(self) -> frozenset[str]:
        return self.house.rooms.members()


def first_words(line: ClientConnection) -> Any:
    """What the stand-in says of itself."""
    return json.loads(line.recv(timeout=20))


def says(line: ClientConnection, *words: Any) -> None:
    line.send(json.dumps(words))


def hang_up(line: ClientConnection) -> None:
    """Cut the line as a cable is cut: without a word."""
    line.socket.shutdown(socket.SHUT_RDWR)
    line.socket.close()


@contextmanager
def inn(folder: Path, command: Sequence[str], seats: int = SEATS) -> Iterator[Inn]:
    """Open the door on a free port of this computer while the block runs."""
    database, listening = Database.in_file(folder / "team.db"), listen("127.0.0.1", 0)
    migrate(database)
    services = Services(database)
    kept = [story for _, story in stories()]
    made = contests.make(services, "Spring <b>Cup</b>", kept, Times(opens=services.now() - 1000), ContestRules())
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    house = House(Rooms(folder / "players"), command, address, "https://steady.example.com", Seats(seats))
    app = make_app(services, plugins=(BrowserPlay(house),))
    server = uvicorn.Server(config_of(app, sockets=True))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    opened = Inn(services, house, made, address)
    try:
        yield opened
    finally:
        opened.http.close()
        server.should_exit = True
        thread.join()
        listening.close()
        database.close()
