"""The database behind the server: SQLite in a file, or PostgreSQL. The same statements for both."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

PATIENCE = 5.0
"""Seconds to wait for another writer."""
CONNECTIONS = 16
"""At most this many at a time, of one process."""
RENEWED = 600
"""Seconds after which a connection to SQLite is made anew: only then it knows how full the tables have become."""


class UnknownDatabaseError(Exception):
    """An address that names no database we can use."""


class Database:
    """Connections and whole transactions. May be used from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite lets a second writer sleep and look again; writers of one process wait in line instead.
        self._turn: AbstractContextManager[object] = Lock() if self.is_sqlite else nullcontext()

    @classmethod
    def at(cls, url: str) -> "Database":
        """Return the database of an address: `sqlite:///PATH` or `postgresql+psycopg://…`. Connects to nothing yet.

        Raises UnknownDatabaseError.
        """
        try:
            address = make_url(url)
            if address.drivername == "postgresql":
                address = address.set(drivername="postgresql+psycopg")
            if address.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
                raise UnknownDatabaseError(address.drivername)
            engine = _engine(address, is_sqlite=address.drivername.startswith("sqlite"))
        except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
            raise UnknownDatabaseError(str(error)) from error
        return cls(engine)

    @classmethod
    def in_file(cls, file: Path) -> "Database":
        """Return the SQLite database of a file, whose folder is made if absent. Raises OSError."""
        file.parent.mkdir(parents=True, exist_ok=True)
        return cls.at(f"sqlite:///{file}")

    @property
    def is_sqlite(self) -> bool:
        """Whether one process alone may write at a time."""
        return self._engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for another, and for one in memory."""
        name = self._engine.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    @property
    def shown(self) -> str:
        """The address of the database without its password."""
        return self._engine.url.render_as_string(hide_password=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all that is written within is kept when it ends, or nothing is.

        SQLite begins it as IMMEDIATE: a transaction that reads first and writes later would lose to another one.
        """
        with self._turn, self._engine.connect() as free:
            connection = free.execution_options(steady_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction in which nothing is written. At PostgreSQL, each of its statements sees a moment of its own."""
        with self._engine.connect().execution_options(steady_writes=False) as connection, connection.begin():
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A few small reads, each of which may see a moment of its own.

        A transaction would be two more ways there and back; with SQLite, two more turns to wait for.
        """
        if self.is_sqlite:
            with self._engine.connect().execution_options(steady_writes=False) as connection:
                yield connection
            return
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction in which nothing is written, and which sees one moment throughout, however long it takes."""
        if self.is_sqlite:  # there, every transaction does
            with self.reading() as connection:
                yield connection
            return
        free = self._engine.connect().execution_options(isolation_level="REPEATABLE READ")
        with free as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close what is open; what was written stays."""
        self._engine.dispose()


def _engine(address: Any, *, is_sqlite: bool) -> Engine:
    """The engine, whose errors go to a log and so hold no values: names and hashes are nothing for a log."""
    if not is_sqlite:
        engine = create_engine(address, **_POOL)
        event.listen(engine, "checkout", _must_be_there)
        return engine
    engine = create_engine(
        address,
        poolclass=QueuePool,
        pool_recycle=RENEWED,
        **_POOL,
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


# The last one given back is the next one taken: it has its statements prepared and its pages read.
_POOL: dict[str, Any] = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True, "hide_parameters": True}


def _must_be_there(connection: Any, record: object, proxy: object) -> None:
    """Have a connection replaced on which PostgreSQL has hung up, as it does when it is started anew.

    It says so on the connection before it goes, and while nothing was asked it says nothing else: whatever there is to
    read is a last word. `pool_pre_ping` would ask, and wait for the answer, for every request anew.
    """
    try:
        with DefaultSelector() as selector:
            selector.register(connection.fileno(), EVENT_READ)
            is_last_word = bool(selector.select(timeout=0))
    except connection.OperationalError as error:  # it was closed on this side
        raise InvalidatePoolError from error
    if is_last_word:
        raise InvalidatePoolError


def _prepare(connection: Any, record: object) -> None:
    """Every commit is on the disk when it returns; transactions begin when we say so and not by the driver's guess."""
    connection.isolation_level = None
    _keep_a_log(connection)
    for setting in ("synchronous = FULL", "foreign_keys = ON", "fullfsync = ON"):
        connection.execute(f"PRAGMA {setting}").close()


def _keep_a_log(connection: Any) -> None:
    """Write ahead into a log. Switching takes the file alone and, unlike all else, does not wait for its turn."""
    end = time.monotonic() + PATIENCE
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("steady_writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
