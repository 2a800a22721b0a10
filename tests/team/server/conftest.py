"""Both databases under every test: SQLite in a file, and a real PostgreSQL, one server for the whole session."""

import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from game.team.server.database import Database
from game.team.server.migrate import migrate
from tests.support.postgres import NoPostgresError, postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    try:
        with postgres() as url:
            yield url
    except NoPostgresError as error:
        warnings.warn(f"NOT TESTED ON POSTGRESQL: {error}", pytest.PytestWarning, stacklevel=1)
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'team.db'}"
    url: str = request.getfixturevalue("postgres_url")
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy"))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with the tables of this version."""
    database = Database.at(database_url)
    migrate(database)
    yield database
    database.close()
