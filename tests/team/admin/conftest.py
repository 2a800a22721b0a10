"""One server for all tests of looking after contests: a contest with three teams, and a run that is flagged."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn

from game.team.client.address import read_address
from game.team.client.admin import AdminClient
from game.team.client.organiser import Organiser
from game.team.organiser_key import keep_key
from game.team.server.app import make_app
from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.running import listen
from tests.support.calls import Answer, Desk
from tests.team.server.serving import Player, Serving

HOSTILE = "[/red][@click=x]\u202e"
PEOPLE = (("Mei", "Lantern"), ("Kai", "Lantern"), ("小林", "茶壶"), ("Kai", "Night"), (HOSTILE, "Night"))


@dataclass(frozen=True)
class Office:
    """An organiser at a computer on which a server runs."""

    serving: Serving
    players: tuple[Player, ...]
    desk: Desk
    url: str
    opened: list[Organiser] = field(default_factory=list)

    def organiser(self, *tokens: str) -> Organiser:
        made = Organiser(read_address(self.url), tokens or (self.serving.made.admin_token,), "en", AdminClient)
        self.opened.append(made)
        return made

    def call(self, *words: str, **environ: str) -> Answer:
        """Run `steady team admin words`."""
        return self.desk.call("--lang", "en", "team", "admin", *words, environ=environ)

    def member(self, number: int) -> str:
        return self.players[number].id


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("office")
    database = Database.in_file(folder / "team.db")
    migrate(database)
    serving = Serving(database)
    players = tuple(serving.join(name, team) for name, team in PEOPLE)
    for taste, player in enumerate(players):
        player.play(taste=taste)
    quick = players[0]
    quick.send(quick.submission(quick.ticket(1), taste=3, pace_ms=160))  # read faster than people read
    listening = listen("127.0.0.1", 0)
    desk, url = Desk(folder), f"http://127.0.0.1:{listening.getsockname()[1]}"
    keep_key(desk.saves, url, serving.slug, serving.made.admin_token)
    with _answering(serving, listening):
        made = Office(serving, players, desk, url)
        yield made
        for organiser in made.opened:
            organiser.close()
    serving.close()
    database.close()


class _answering:
    """The server answers on a socket while this lasts."""

    def __init__(self, serving: Serving, listening: socket.socket) -> None:
        config = uvicorn.Config(make_app(serving.services, tick=None), log_level="critical", lifespan="off")
        self._server, self._listening = uvicorn.Server(config), listening
        self._thread = threading.Thread(target=self._server.run, args=([listening],))

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listening.close()
