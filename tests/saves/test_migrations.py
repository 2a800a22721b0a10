"""The shape of saved data grows version by version, each step whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.saves import open_saves
from game.saves.migrations import APPLICATION_ID, VERSION, migrate, version_of
from tests.saves.samples import run_of


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield connection


def test_an_empty_file_comes_up_to_date(empty: sqlite3.Connection) -> None:
    migrate(empty)
    assert version_of(empty) == VERSION
    assert empty.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_what_is_up_to_date_stays_as_it_is(empty: sqlite3.Connection) -> None:
    migrate(empty)
    before = empty.execute("SELECT * FROM sqlite_master").fetchall()
    migrate(empty)
    assert empty.execute("SELECT * FROM sqlite_master").fetchall() == before


def test_a_newer_file_stays_as_it_is(empty: sqlite3.Connection) -> None:
    empty.execute(f"PRAGMA user_version = {VERSION + 3}")
    migrate(empty)
    assert version_of(empty) == VERSION + 3


def test_a_change_that_fails_leaves_nothing_behind(empty: sqlite3.Connection) -> None:
    empty.execute("CREATE TABLE settings (in_the_way)")
    empty.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError):
        migrate(empty)
    empty.execute("ROLLBACK")
    assert version_of(empty) == 0
    assert empty.execute("SELECT name FROM sqlite_master").fetchall() == [("settings",)]


def test_no_action_without_its_run_and_no_half_result(tmp_path: Path) -> None:
    with closing(open_saves(tmp_path)) as saves:
        saves.start(run_of("look"), "en")
    with closing(sqlite3.connect(tmp_path / "steady.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO actions VALUES ('none', 0, 'look', 0.0, 1)")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE runs SET score = 700")
