"""Backups: a whole database in one SQLite file, made while the server goes on, and put back where none is running.

Whatever the database is, the backup is an SQLite file. So a contest that has outgrown its laptop moves to PostgreSQL by
a backup here and a restore there. It holds everything, secrets too: keep it as you keep the database.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from game.team.server.alone import ServedAlreadyError, alone
from game.team.server.database import Database
from game.team.server.migrate import migrate, version
from game.team.server.starting import answering
from game.team.server.tables import audit, bucket, contest, metadata, team_point

PIECE = 500
"""Rows that are copied at a time."""
SIDES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file."""


class BackupError(Exception):
    """A backup that cannot be made or put back. `code` is a message of the catalogue."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds."""

    contests: int
    runs: int
    aside: Path | None = None
    """where the database that was there before lies now"""


def back_up(database: Database, file: Path) -> Saved:
    """Write a backup to a file that does not exist yet. Raises BackupError, NoDatabaseError, OSError.

    It shows one moment: what comes in while it is written is not in it. Writers are not held up.
    """
    if file.exists():
        raise BackupError("exists", path=str(file))
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))  # nobody else may read it
        if database.is_sqlite:
            with database.reading() as connection:
                _copy_file(connection.connection.driver_connection, beside)
        else:
            with _opened(beside) as target, answering():
                migrate(target)
                with database.snapshot() as source, target.writing() as connection:
                    _copy_rows(source, connection)
        saved = _checked(beside)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return saved


def restore(file: Path, database: Database, now: str) -> Saved:
    """Put a backup back. Raises BackupError, NewerDatabaseError, NoDatabaseError, OSError.

    An SQLite database must not be in use; what it was is put aside under `now`. Another must hold no contest.
    """
    home = database.file
    if home is not None:
        home.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home.parent if home else None) as folder:
        copy = Path(folder) / "restored.db"  # the backup itself is only ever read
        _read_backup(file, copy)
        saved = _checked(copy)
        with _opened(copy) as restored, answering():
            migrate(restored)
            if home is None:
                _fill(database, restored)
        if home is None:
            return saved
        _checked(copy)
        copy.chmod(0o600)
        try:
            with alone(home):
                aside = _put_aside(home, now)
                copy.replace(home)
        except ServedAlreadyError as error:
            raise BackupError("in_use", path=str(home)) from error
    return replace(saved, aside=aside)


# Files


def _read_backup(file: Path, copy: Path) -> None:
    if not file.is_file():
        raise BackupError("no_file", path=str(file))
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source:
            _copy_file(source, copy)
    except sqlite3.DatabaseError as error:
        raise BackupError("no_backup", path=str(file)) from error


def _copy_file(source: Any, target: Path) -> None:
    """Copy a database by SQLite's own way, which is whole even while somebody writes."""
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _checked(file: Path) -> Saved:
    """What a file holds, made one file that nothing lies beside. Raises BackupError where it is damaged."""
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise BackupError("no_backup", path=str(file))
            contests, runs = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("contest", "run")
            )
    except sqlite3.DatabaseError as error:
        raise BackupError("no_backup", path=str(file)) from error
    return Saved(contests, runs)


def _put_aside(home: Path, now: str) -> Path | None:
    """Move the database that is there out of the way, with all that lies beside it. Raises BackupError: `in_use`."""
    if not home.exists():
        return None
    _must_be_idle(home)
    aside = home.with_name(f"{home.stem}-before-{now}{home.suffix}")
    if aside.exists():
        raise BackupError("exists", path=str(aside))
    for side in SIDES:
        beside = home.with_name(home.name + side)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + side))
    home.replace(aside)
    return aside


def _must_be_idle(home: Path) -> None:
    """Leaving the log takes the file alone: it fails while anybody else has it open."""
    try:
        with closing(sqlite3.connect(home, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise BackupError("in_use", path=str(home)) from error
    except sqlite3.DatabaseError:
        return  # damaged: that is why a backup is put back


@contextmanager
def _opened(file: Path) -> Iterator[Database]:
    database = Database.in_file(file)
    try:
        yield database
    finally:
        database.close()


# Rows


def _fill(database: Database, restored: Database) -> None:
    """Copy everything into a database that holds nothing yet; one that holds anything is left as it is."""
    if _holds_contests(database):
        raise BackupError("not_empty")
    migrate(database)
    with restored.reading() as source, database.writing() as target:
        _copy_rows(source, target)
        for table in (contest, team_point, audit):  # the next row gets a number of its own
            last = f"(SELECT max(id) FROM {table.name})"
            wish = (
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce({last}, 1), {last} IS NOT NULL)"
            )
            target.execute(text(wish))


def _holds_contests(database: Database) -> bool:
    if version(database) is None:
        return False
    with database.reading() as connection:
        return bool(connection.execute(select(func.count()).select_from(contest)).scalar_one())


def _copy_rows(source: Connection, target: Connection) -> None:
    for table in (table for table in metadata.sorted_tables if table is not bucket):  # rate limits begin anew
        order = list(table.primary_key.columns)
        rows = source.execution_options(yield_per=PIECE).execute(select(table).order_by(*order)).mappings()
        for piece in rows.partitions(PIECE):
            target.execute(insert(table), [dict(row) for row in piece])
