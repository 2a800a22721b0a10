"""Opening the saved data whatever state it is in. There is always something to play with, and nothing gets lost."""

import os
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from game.saves.database import PATIENCE, Database, telling, tolerant
from game.saves.migrations import APPLICATION_ID, VERSION, migrate, version_of
from game.saves.problems import SavesError, SavesProblem, problem
from game.saves.salvage import (
    ALL_FILES,
    HEADER_SIZE,
    Salvage,
    beside,
    copied,
    has_true_header,
    move_aside,
    restore,
    salvage,
)

Opened = tuple[Database, tuple[SavesProblem, ...]]

REPAIR, REPAIR_LOCK = ".repair", ".repair-lock"
DAMAGED, HALF_REPAIRED = "damaged", "half_repaired"
LEAVE_ALONE = frozenset(("newer", "foreign", "is_folder"))
"""Faults of files that are not ours to change."""
YOUNG = 10.0
"""Seconds for which an empty file may be one that another terminal is just making."""
_OWNER = struct.Struct(">60xI4xI")
"""Where a file's header holds the version of the data and whose it is."""
_DAMAGE = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


def open_database(path: Path, patience: float = PATIENCE) -> Opened:
    """Open the file, mended where it was damaged, or a stand-in in memory where it cannot be written. Never raises.

    What was wrong comes back beside it. A stand-in starts with what can be read of the file.
    """
    try:
        return _open(path, patience)
    except SavesError as error:
        return _stand_in(path, error.problem.code), (error.problem, problem("not_kept"))


def examine(path: Path) -> str | None:
    """Return what is wrong with a file without changing it; None if nothing is. Raises OSError, sqlite3.Error."""
    if path.is_dir():
        return "is_folder"
    log = beside(path, "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    if not path.exists():
        return HALF_REPAIRED if beside(path, REPAIR).exists() else DAMAGED if has_log else None
    if path.stat().st_size == 0:
        return DAMAGED if has_log else None
    return _header_fault(path) or _inner_fault(path)


def _open(path: Path, patience: float) -> Opened:
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        was_there, was_empty = path.exists(), _is_old_and_empty(path)
        fault = examine(path)
    if fault in LEAVE_ALONE:
        raise SavesError(problem(str(fault), path=str(path)))
    database = _opened(path, patience) if fault is None else None
    if database is None:
        return _repair(path, patience)
    if not was_there:
        _sync_folder(path.parent)
    return database, (problem("empty", path=str(path)),) if was_empty else ()


def _repair(path: Path, patience: float) -> Opened:
    """Builds a new file from what can be read, and only then puts it in the place of the damaged one."""
    with _alone(path, patience), telling(path):
        fault = examine(path)
        if fault is None and (mended := _opened(path, patience)):  # by another terminal, meanwhile
            return mended, ()
        new = beside(path, REPAIR)
        found = None if fault == HALF_REPAIRED else _write_anew(salvage(path), new)
        aside = move_aside(path)
        os.replace(new, path)
        _sync_folder(path.parent)
        return Database.in_file(path, patience), () if found is None else (_damaged(path, aside, found),)


def _opened(path: Path, patience: float) -> Database | None:
    """The file, opened for writing; None where that shows damage which reading did not. Raises SavesError."""
    try:
        return Database.in_file(path, patience)
    except SavesError as error:
        if error.problem.code != "damaged_now":
            raise
        return None


def _damaged(path: Path, aside: Path, found: Salvage) -> SavesProblem:
    code = "damaged_lost" if not found.runs else "damaged_cut" if found.shortened else "damaged"
    return problem(code, path=str(path), aside=str(aside), runs=len(found.runs), cut=found.shortened)


def _write_anew(found: Salvage, new: Path) -> Salvage:
    """Write a new file from what was read; an empty one where even that makes no sense. Returns what it holds."""
    for attempt in (found, Salvage()):
        for ending in ALL_FILES:  # of a repair that was cut off; the damaged file is still where it was
            beside(new, ending).unlink(missing_ok=True)
        try:
            with closing(Database.in_file(new)) as database:
                restore(database, attempt)
        except SavesError as error:
            if error.problem.code != "failed":
                raise
            continue
        if beside(new, "-wal").exists():  # closing could not put all of it into the file
            raise SavesError(problem("full", path=str(new)))
        return attempt
    raise SavesError(problem("failed", path=str(new), detail="repair"))


def _stand_in(path: Path, code: str) -> Database:
    ways: tuple[Callable[[Path], AbstractContextManager[sqlite3.Connection]], ...] = (_reading, copied)
    for way in ways if code not in LEAVE_ALONE else ():
        with suppress(OSError, sqlite3.Error, UnicodeDecodeError, SavesError), way(path) as connection:
            if _fault(connection) is None and version_of(connection) > 0:
                return Database.in_memory(path, connection)
    return Database.in_memory(path)


def _header_fault(path: Path) -> str | None:
    """`newer`, told without opening the file as a database."""
    with path.open("rb") as file:
        header = file.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE or not has_true_header(header):
        return DAMAGED
    version, owner = _OWNER.unpack_from(header)
    return "newer" if owner == APPLICATION_ID and version > VERSION else None


def _inner_fault(path: Path) -> str | None:
    try:
        with _reading(path) as connection:
            return _fault(connection)
    except UnicodeDecodeError:
        return DAMAGED
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGE:
            return DAMAGED
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return None  # a folder in which nothing can be written: opening it will tell
        raise


def _fault(connection: sqlite3.Connection) -> str | None:
    """What is wrong with an open file: `newer`, `foreign`, `damaged` or nothing. Raises sqlite3.Error."""
    [(owner,)] = connection.execute("PRAGMA application_id")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and owner != APPLICATION_ID and "actions" not in tables:
        return "foreign"
    version = version_of(connection)
    if version > VERSION:
        return "newer"
    [(verdict,)] = connection.execute("PRAGMA integrity_check(1)")
    fits = version < VERSION or _shape(connection) == _true_shape()
    if version == 0:
        fits = not tables
    return None if verdict == "ok" and fits else DAMAGED


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Every table with its columns."""
    query = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
    return set(connection.execute(query))


def _true_shape() -> set[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        return _shape(fresh)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for reading only. Raises sqlite3.Error."""
    name = path.absolute().as_posix()
    uri = f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
        connection.text_factory = tolerant
        yield connection


@contextmanager
def _alone(path: Path, patience: float) -> Iterator[None]:
    """Keep other terminals from mending the same file; the system frees the lock when a program dies."""
    with telling(path), closing(sqlite3.connect(beside(path, REPAIR_LOCK), timeout=patience)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _is_old_and_empty(path: Path) -> bool:
    if not path.is_file():
        return False
    about = path.stat()
    return about.st_size == 0 and time.time() - about.st_mtime > YOUNG


def _sync_folder(folder: Path) -> None:
    """Make sure that a new file's name survives a power cut. Windows does so by itself."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
