"""Both databases under every test: SQLite in a file, and a real PostgreSQL, one server for the whole session."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from game.team.server.database import Database
from game.team.server.migrate import migrate
from tests.support.postgres import NoPostgresError, postgres
from tests.team.server.serving import Serving, emptied


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    try:
        with postgres() as url:
            yield url
    except NoPostgresError as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return _new_database(request.getfixturevalue("postgres_url"))


@pytest.fixture(scope="session")
def shared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An SQLite database with the tables of this version, made once: making them takes longer than most tests."""
    yield from _with_tables(f"sqlite:///{tmp_path_factory.mktemp('team') / 'team.db'}")


@pytest.fixture(scope="session")
def shared_postgresql(postgres_url: str) -> Iterator[Database]:
    """The same in PostgreSQL."""
    yield from _with_tables(_new_database(postgres_url))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> Database:
    """Both of them, one after the other; each lives as long as the session, for the modules take turns at them."""
    found: Database = request.getfixturevalue(f"shared_{request.param}")
    return found


@pytest.fixture
def database(shared: Database) -> Database:
    """An empty database with the tables of this version."""
    return emptied(shared)


@pytest.fixture
def sqlite(shared_sqlite: Database) -> Database:
    """An empty SQLite database: for rules in which no SQL of its own has a part."""
    return emptied(shared_sqlite)


@pytest.fixture
def serving(database: Database) -> Iterator[Serving]:
    """A contest that is open."""
    serving = Serving(database)
    yield serving
    serving.close()


def _with_tables(url: str) -> Iterator[Database]:
    database = Database.at(url)
    migrate(database)
    yield database
    database.close()


def _new_database(url: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")
