"""Somebody with the game, and a server at the other end of a wire that can be cut."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from game.format.shelf.catalogue import Catalogue
from game.saves import Saves, open_saves
from game.saves.recording import Recording
from game.team.client.address import Address
from game.team.client.contest_play import ContestPlay
from game.team.client.http import Client
from game.text import Language
from tests.team.server.serving import Serving

PACE = 20.0
"""Seconds that a reply takes, by the stopwatch of these players."""
ADDRESS = "127.0.0.1:8765"


class Wire(httpx.BaseTransport):
    """Hands requests to a server in this process; what it does is counted and can be changed."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.asked: list[tuple[str, str]] = []
        self.bodies: list[tuple[str, bytes]] = []
        self.fault: Callable[[httpx.Request, Callable[[], httpx.Response]], httpx.Response] | None = None
        """takes a request and a way to have it answered, and answers as it likes"""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.method, request.url.raw_path.decode()))
        return self.fault(request, lambda: self._answer(request)) if self.fault else self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        names = ("authorization", "accept-language", "if-none-match")
        headers = {name: request.headers[name] for name in names if name in request.headers}
        body = request.read() or None
        self.bodies.append((request.url.path, body or b""))
        got = self.serving.ask(request.method, request.url.raw_path.decode(), body, **headers)
        stream = httpx.ByteStream(got.content)
        return httpx.Response(got.status, headers=dict(got.headers), stream=stream, request=request)

    def connect(self, address: Address, token: str, language: Language) -> Client:
        return Client(address, token, language, transport=self)


def cut(request: httpx.Request, answer: Callable[[], httpx.Response]) -> httpx.Response:
    """No network."""
    raise httpx.ConnectError("no route", request=request)


class Player:
    """Somebody at a computer of their own."""

    def __init__(self, folder: Path, wire: Wire, language: Language = "en") -> None:
        self.wire = wire
        self.serving = wire.serving
        self.saves: Saves = open_saves(folder, clock=self.clock)
        self.contest = ContestPlay(
            self.saves, Catalogue(()), folder, language, clock=self.clock, connect=wire.connect
        )  # fmt: skip

    def clock(self) -> float:
        return self.serving.now / 1000

    def join(self, name: str = "Mei", team: str = "Lantern") -> None:
        self.serving.now += 60_000
        self.contest.join(ADDRESS, self.serving.made.contest.code, team, name)
        self.contest.standing()

    def play(self, story: str = "late-1", taste: int = 0) -> str:
        """Play an attempt to its end, and return the run; nothing is sent yet."""
        play = self.contest.start_ranked(story)
        recording = watched(play.recording, self.saves)
        while not recording.session.state.ended:
            view = recording.session.view
            open_now = [option.id for option in view.options if not option.locked] or list(view.actions)
            self.serving.now += int(PACE * 1000)
            recording.act(open_now[taste % len(open_now)])
        return recording.run_id


def watched(recording: Recording, saves: Saves) -> Recording:
    """The same recording with a stopwatch that goes by PACE at every look."""
    looks = iter(range(10_000))
    return Recording(
        saves, recording.session, recording.run_id, "en", stopwatch=lambda: PACE * next(looks)
    )  # fmt: skip


@contextmanager
def playing(folder: Path, wire: Wire) -> Iterator[Player]:
    """A player whose saves are closed at the end."""
    player = Player(folder, wire)
    with closing(player.saves):
        yield player
