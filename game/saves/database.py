"""One connection to the saved data: safe settings, whole transactions, errors told as problems."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from game.saves.migrations import migrate
from game.saves.problems import SavesError, problem, problem_of

PATIENCE = 5.0
"""Seconds to wait for another terminal to finish writing."""
Row = dict[str, Any]


class Database:
    """The saved data in a file, or in memory where `path` only says what it stands for.

    May be used from several threads; they take turns.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, kept: bool) -> None:
        self.path = path
        self.kept = kept
        """Whether what is written survives the program."""
        self._connection = connection
        self._turn = threading.RLock()

    @classmethod
    def in_file(cls, path: Path, patience: float = PATIENCE) -> "Database":
        """Open the file, made if absent, at this game's version. Raises SavesError.

        Every commit is on the disk when it returns: the log of a WAL file is synced at each commit under FULL, and
        where the file system cannot do WAL, EXTRA syncs the folder as well.
        """
        with telling(path):
            _keep_private(path)
            database = cls(_connect(str(path), patience), path, kept=True)
            try:
                mode = database._prefer_wal()
                database._connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
                database._connection.execute("PRAGMA fullfsync = ON")  # macOS: past the drive's own cache, too
                database._set_up()
            except BaseException:
                database.close()
                raise
        return database

    @classmethod
    def in_memory(cls, path: Path, content: sqlite3.Connection | None = None) -> "Database":
        """Open a database that vanishes with the program, starting with a copy of `content`. Raises SavesError."""
        with telling(path):
            database = cls(_connect(":memory:", PATIENCE), path, kept=False)
            if content is not None:
                content.backup(database._connection)
            database._set_up()
        return database

    def close(self) -> None:
        """Close the file; closing twice does no harm. What was written stays, even if this fails."""
        with self._turn, suppress(sqlite3.Error):
            self._connection.close()

    def writing(self) -> AbstractContextManager[None]:
        """A transaction: all that is written within is on the disk afterwards, or nothing is. Raises SavesError."""
        return self._transaction("IMMEDIATE")

    def reading(self) -> AbstractContextManager[None]:
        """A transaction in which all queries see the same moment. Raises SavesError."""
        return self._transaction("DEFERRED")

    def write(self, statement: str, *values: object) -> int:
        """Run a statement within `writing` and return how many rows it changed. Raises SavesError."""
        with telling(self.path):
            return self._connection.execute(statement, values).rowcount

    def write_all(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run a statement once per row within `writing`. Raises SavesError."""
        with telling(self.path):
            self._connection.executemany(statement, rows)

    def read(self, query: str, *values: object) -> list[Row]:
        """Return the rows of a query, each by column name. Raises SavesError."""
        with self._turn, telling(self.path):
            return read_rows(self._connection, query, values)

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        with self._turn, telling(self.path):
            self._connection.execute(f"BEGIN {kind}")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # some errors have rolled back already
                    self._connection.execute("ROLLBACK")
                raise

    def _prefer_wal(self) -> str:
        try:
            return str(self._connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return "busy"  # another terminal opens the file at this moment and makes the switch

    def _set_up(self) -> None:
        self._connection.execute("PRAGMA foreign_keys = ON")
        with self.writing():
            migrate(self._connection)
            self._connection.execute("DELETE FROM settings WHERE 0")  # changes nothing, but fails where writing would


def read_rows(connection: sqlite3.Connection, query: str, values: Sequence[object] = ()) -> list[Row]:
    """Return the rows of a query, each by column name. Raises sqlite3.Error."""
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn errors of the database or the system into a SavesError that speaks of `path`."""
    try:
        yield
    except UnicodeDecodeError as error:  # sqlite3 failed to read a name in a damaged file
        raise SavesError(problem("damaged_now", path=str(path))) from error
    except (sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.ProgrammingError):
            raise  # a mistake of ours, such as using a closed file
        raise SavesError(problem_of(error, path)) from error


def tolerant(text: bytes) -> str:
    """Decode a text from a file that may be damaged."""
    return text.decode("utf-8", errors="replace")


def _keep_private(path: Path) -> None:
    """Let nobody else here read it: it may hold what opens one's own results. SQLite's logs follow the file."""
    with suppress(OSError):  # a file system without rights, or somebody else's file
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with suppress(OSError):
        rights = path.stat().st_mode & 0o777
        if rights & 0o077:
            path.chmod(rights & 0o700)


def _connect(name: str, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.text_factory = tolerant
    return connection
