"""The tables: made by steps, on both databases, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, String, inspect, select, text, update
from sqlalchemy.exc import DBAPIError

from game.team.server.alone import ServedAlreadyError, alone
from game.team.server.database import Database, UnknownDatabaseError
from game.team.server.limits import Limit, allow
from game.team.server.migrate import FOLDER, NewerDatabaseError, migrate, newest, version
from game.team.server.refusals import Refused
from game.team.server.services import Services
from game.team.server.store import contests, play
from game.team.server.tables import bucket, metadata


def test_the_steps_lead_to_the_tables_that_the_server_uses(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert version(database) == newest()


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    assert version(database) == newest()


def test_servers_that_start_at_once_migrate_once(database_url: str) -> None:
    databases = [Database.at(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, databases))
    assert {version(database) for database in databases} == {newest()}
    for database in databases:
        database.close()


def test_tables_of_a_newer_version_are_refused_and_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError):
        migrate(database)
    with database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest()})


def test_a_step_that_fails_leaves_nothing_behind(database_url: str) -> None:
    """A table that is in the way of the last ones: the first ones must not stay."""
    database = Database.at(database_url)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE dirty (x INTEGER)"))
    with pytest.raises(Exception, match="dirty"):
        migrate(database)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["dirty"]
    database.close()


def test_writers_take_turns_and_none_is_lost(database: Database) -> None:
    """Each reads first and writes what it read plus one: under a deferred BEGIN most of these would fail."""
    with database.writing() as connection:
        connection.execute(bucket.insert().values(key="n", level=0.0, at=0))

    def add(_: int) -> None:
        with database.writing() as connection:
            level = connection.execute(select(bucket.c.level).with_for_update()).scalar_one()
            connection.execute(update(bucket).values(level=level + 1))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(80)))
    with database.reading() as connection:
        assert connection.execute(select(bucket.c.level)).scalar() == 80


@pytest.mark.parametrize("url", ["", "mysql://x/y", "nonsense", "sqlite+aiosqlite:///x", "postgresql://x:port/y"])
def test_an_address_of_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(UnknownDatabaseError):
        Database.at(url)


def test_an_error_that_goes_to_the_log_names_nobody(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed, database.reading() as connection:
        connection.execute(text("SELECT nothing FROM member WHERE name = :name"), {"name": "Mei"})
    assert "nothing" in str(failed.value)
    assert "Mei" not in str(failed.value)


def test_connections_that_postgresql_has_cut_are_made_anew(database_url: str) -> None:
    """A request after the database was started anew must not fail because connections lay waiting."""
    if database_url.startswith("sqlite"):
        pytest.skip("a file has nobody who could hang up")
    database, operator = Database.at(database_url), Database.at(database_url)
    with database.reading() as one, database.reading() as other:  # from then on, they lie waiting
        ids = [connection.execute(text("SELECT pg_backend_pid()")).scalar_one() for connection in (one, other)]
    with operator.glance() as connection:
        connection.execute(text("SELECT pg_terminate_backend(id) FROM unnest(:ids) id"), {"ids": ids})
        still = text("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(:ids)")
        while connection.execute(still, {"ids": ids}).scalar():
            pass
    with database.reading() as one, database.reading() as other:
        assert [connection.execute(text("SELECT 1")).scalar() for connection in (one, other)] == [1, 1]
    for each in (operator, database):
        each.close()


def test_who_asks_many_times_at_once_gets_no_more_than_one_by_one(database: Database) -> None:
    limit, services = Limit("test", 7, 1), Services(database)

    def ask(_: int) -> bool:
        try:
            allow(services, limit, "somebody")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(40))) == 7


def test_what_was_kept_under_the_first_tables_is_kept_on(database_url: str) -> None:
    """From every step on: the tables of the first one, a contest in them, then all later steps."""
    database = Database.at(database_url)
    with database.writing() as connection:
        first = ScriptDirectory(str(FOLDER)).get_revision("0001").module
        with Operations.context(MigrationContext.configure(connection)):
            first.upgrade()
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
        connection.execute(text(
            "INSERT INTO contest (slug, name, rules, secret, code, admin_hash, members, points, created_at) "
            "VALUES ('cup', 'Cup', '{}', 'aa', 'CODE', 'hash', 0, 0, 5)"
        ))  # fmt: skip
        _one_row_each(connection, "team", "member", "run")
    migrate(database)
    with database.reading() as connection:
        (kept,) = contests.every(connection)
        (row,) = play.every_run(connection, kept.id)
    assert (kept.slug, kept.covered, kept.address, kept.code_shown) == ("cup", None, "", False)
    assert (row["answer"], row["expires_at"]) == ("x", None)
    database.close()


def _one_row_each(connection: Connection, *names: str) -> None:
    """A row of each of these tables as they are now: x in every text, 1 in every number."""
    for name in names:
        columns = {column["name"]: column["type"] for column in inspect(connection).get_columns(name)}
        values = ", ".join("'x'" if isinstance(kind, String) else "'1'" for kind in columns.values())
        connection.execute(text(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({values})"))


def test_a_database_is_nobody_else_s_to_read(tmp_path: Path) -> None:
    database = Database.in_file(tmp_path / "new" / "team.db")
    migrate(database)
    assert {file.stat().st_mode & 0o077 for file in (tmp_path / "new").iterdir()} == {0}
    database.close()


def test_one_server_has_a_database_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path / "team.db"):
        with pytest.raises(ServedAlreadyError), alone(tmp_path / "team.db"):
            pass
        with alone(tmp_path / "other.db"), alone(None):
            pass
    with alone(tmp_path / "team.db"):
        pass
