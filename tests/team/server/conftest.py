"""Both databases under every test: SQLite in a file, and a real PostgreSQL, one server for the whole session."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from game.team.server.database import Database
from game.team.server.migrate import migrate
from game.team.server.tables import metadata
from tests.support.postgres import NoPostgresError, postgres
from tests.team.server.serving import Serving


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


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with the tables of this version, made once: making them takes longer than most tests."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('team') / 'team.db'}"
    else:
        url = _new_database(request.getfixturevalue("postgres_url"))
    database = Database.at(url)
    migrate(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def shared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The same in SQLite alone."""
    database = Database.in_file(tmp_path_factory.mktemp("team") / "team.db")
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def database(shared: Database) -> Database:
    """An empty database with the tables of this version."""
    return _emptied(shared)


@pytest.fixture
def sqlite(shared_sqlite: Database) -> Database:
    """An empty SQLite database: for rules in which no SQL of its own has a part."""
    return _emptied(shared_sqlite)


@pytest.fixture
def serving(database: Database) -> Iterator[Serving]:
    """A contest that is open."""
    serving = Serving(database)
    yield serving
    serving.close()


def _emptied(database: Database) -> Database:
    with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    return database


def _new_database(url: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")
