"""A backup made while people play is one whole moment, and can be put back: here, on another machine, in PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import text

from game.team.server.alone import alone
from game.team.server.backup import BackupError, back_up, restore
from game.team.server.database import Database
from game.team.server.migrate import NewerDatabaseError, migrate, version
from game.team.server.store import contests, play
from tests.support.calls import Answer, Desk
from tests.team.server.loading import Loading
from tests.team.server.serving import Serving, emptied
from tests.team.server.test_kept import assert_is_recount


@pytest.fixture
def loading(database: Database) -> Iterator[Loading]:
    loading = Loading(Serving(database), teams=2, members=4)
    loading.anything(Random(3), 12)
    yield loading
    loading.serving.close()


def runs(database: Database) -> list[Any]:
    with database.reading() as connection:
        return [dict(row) for kept in contests.every(connection) for row in play.every_run(connection, kept.id)]


def test_a_backup_made_while_the_server_writes_is_one_whole_moment(loading: Loading, tmp_path: Path) -> None:
    """All that is kept from its runs is what its runs give, though runs came in while it was written."""
    stop = Event()

    def write() -> None:
        draw = Random(4)
        while not stop.is_set():
            loading.anything(draw, 1)

    writer = Thread(target=write)
    writer.start()
    try:
        backups = [tmp_path / f"{number}.db" for number in range(3)]
        for file in backups:
            back_up(loading.serving.services.database, file)
    finally:
        stop.set()
        writer.join()
    for file in backups:
        home = Database.in_file(tmp_path / f"home of {file.name}")
        restore(file, home, "now")
        other = Serving.__new__(Serving)
        other.services, other.made = type(loading.serving.services)(home), loading.serving.made
        assert_is_recount(other, file.name)
        assert runs(home)
        home.close()


def test_what_is_put_back_is_what_was_there_and_goes_on(loading: Loading, tmp_path: Path) -> None:
    """From either database into an empty one of either kind: the same rows, the same tokens, new rows after them."""
    serving = loading.serving
    saved = back_up(serving.services.database, tmp_path / "backup.db")
    before = runs(serving.services.database)
    assert (saved.contests, saved.runs) == (1, len(before))
    with serving.services.database.writing() as connection:
        from game.team.server.organisers.retention import erase

        erase(connection, loading.contest)
    if serving.services.database.is_sqlite:
        home = Database.in_file(tmp_path / "home.db")
        restore(tmp_path / "backup.db", home, "now")
    else:
        home = serving.services.database
        restore(tmp_path / "backup.db", home, "now")
    assert runs(home) == before
    again = Serving.__new__(Serving)
    again.__dict__ |= serving.__dict__ | {"services": type(serving.services)(home, serving.services.now)}
    loading.serving = again
    loading.anything(Random(6), 8)
    assert_is_recount(again, "after going on")
    assert Loading(Serving(home), 1, 1).contest > loading.contest


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Database]:
    database = Database.in_file(tmp_path / "team.db")
    migrate(database)
    yield database
    database.close()


def test_a_running_server_s_database_is_not_replaced(home: Database, tmp_path: Path) -> None:
    back_up(home, tmp_path / "backup.db")
    with pytest.raises(BackupError, match="in_use"):
        restore(tmp_path / "backup.db", Database.in_file(tmp_path / "team.db"), "now")
    home.close()
    with alone(tmp_path / "team.db"), pytest.raises(BackupError, match="in_use"):  # it is about to open it
        restore(tmp_path / "backup.db", Database.in_file(tmp_path / "team.db"), "now")
    aside = restore(tmp_path / "backup.db", Database.in_file(tmp_path / "team.db"), "now").aside
    assert aside is not None
    assert aside.is_file()


def test_a_damaged_database_is_put_aside_for_a_backup(home: Database, tmp_path: Path) -> None:
    back_up(home, tmp_path / "backup.db")
    home.close()
    (tmp_path / "team.db").write_bytes(b"scribble" * 1000)
    restore(tmp_path / "backup.db", Database.in_file(tmp_path / "team.db"), "now")
    assert (tmp_path / "team-before-now.db").read_bytes().startswith(b"scribble")
    again = Database.in_file(tmp_path / "team.db")
    migrate(again)
    again.close()


def test_nothing_that_is_there_is_overwritten(home: Database, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(BackupError, match="exists"):
        back_up(home, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"


def _scribble(file: Path) -> None:
    file.write_bytes(b"no database at all" * 300)


def _spoil(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:60_000] = b"\0" * (60_000 - 4096)
    file.write_bytes(data)


def _other(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (x)")


@pytest.mark.parametrize("harm", [_scribble, _spoil, _other, Path.unlink], ids=lambda harm: harm.__name__)
def test_what_is_no_backup_changes_nothing(home: Database, tmp_path: Path, harm: Any) -> None:
    backup = tmp_path / "backup.db"
    back_up(home, backup)
    home.close()
    harm(backup)
    before = (tmp_path / "team.db").read_bytes()
    with pytest.raises(BackupError):
        restore(backup, Database.in_file(tmp_path / "team.db"), "now")
    assert (tmp_path / "team.db").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"team.db", "backup.db"}


def test_a_backup_of_a_newer_version_is_left_alone(home: Database, tmp_path: Path) -> None:
    back_up(home, tmp_path / "backup.db")
    home.close()
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(NewerDatabaseError):
        restore(tmp_path / "backup.db", Database.in_file(tmp_path / "team.db"), "now")


def test_a_database_that_holds_contests_is_not_even_brought_to_this_version(
    home: Database, shared_postgresql: Database, tmp_path: Path
) -> None:
    """A server may be running on it."""
    back_up(home, tmp_path / "backup.db")
    Serving(emptied(shared_postgresql)).close()
    to = text("UPDATE alembic_version SET version_num = :version")
    ours = {"version": version(shared_postgresql)}
    with shared_postgresql.writing() as connection:
        connection.execute(to, {"version": "9999"})
    try:
        with pytest.raises(BackupError, match="not_empty"):
            restore(tmp_path / "backup.db", shared_postgresql, "now")
    finally:
        with shared_postgresql.writing() as connection:
            connection.execute(to, ours)


def test_a_backup_is_nobody_else_s_to_read(home: Database, tmp_path: Path) -> None:
    back_up(home, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").stat().st_mode & 0o077 == 0


def test_the_commands_say_what_they_did(home: Database, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    url, file = f"sqlite:///{tmp_path / 'team.db'}", str(tmp_path / "backup.db")

    def call(*words: str) -> Answer:
        return desk.call("--lang", "en", "serve", *words)

    made = call("backup", file, "--database", url)
    assert (made.code, made.err) == (0, "")
    assert "Backed up to" in made.out
    assert call("--database", url, "backup", file).code == 2
    busy = call("restore", file, "--database", url)
    assert (busy.code, "server is running" in busy.err) == (2, True)
    home.close()
    assert "lies in" in call("--database", url, "restore", file).out
    assert call("backup", str(tmp_path / "x.db")).code == 2
