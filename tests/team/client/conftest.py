"""One server for all tests of the client, emptied between them, and a player at a computer of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.tables import metadata
from tests.team.client.playing import Player, Wire, playing
from tests.team.server.serving import Serving


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database.at(f"sqlite:///{tmp_path_factory.mktemp('client') / 'team.db'}")
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def wire(tables: Database) -> Iterator[Wire]:
    """The wire to a contest that is open."""
    with tables.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    serving = Serving(tables)
    yield Wire(serving)
    serving.close()


@pytest.fixture
def player(wire: Wire, tmp_path: Path) -> Iterator[Player]:
    """Mei, who has joined."""
    with playing(tmp_path, wire) as player:
        player.join()
        yield player
