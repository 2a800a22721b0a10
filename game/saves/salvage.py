"""Reading what can still be read of a damaged file, and moving the file out of the way. Nothing is ever deleted."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from game.saves.contests import READERS, UNREADABLE, Contests, Kept
from game.saves.database import Database, Row, tolerant
from game.saves.log import insert_actions, insert_run
from game.saves.migrations import VERSION, version_of
from game.saves.problems import BadRunError
from game.saves.records import Origin, SavedRun
from game.saves.rows import run_of, run_row, saved_run, summary
from game.saves.transfer import check_action

MAGIC = b"SQLite format 3\x00"
ALL_FILES = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps under a name: the file, the log of its latest changes with its index, the older kind of log."""
HEADER_SIZE = 100
_FORMATS = slice(18, 20)
"""Bytes of the header that say by which kinds of program the file may be written and read."""
_SCHEMA_FORMAT = slice(44, 48)
NEWEST_SCHEMA_FORMAT = 4
_NO_DAMAGE = frozenset((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM))
ROWS_LIMIT = 200_000
"""Damaged pages may point in circles; no honest file is that long."""


def has_true_header(header: bytes) -> bool:
    """Whether the bytes that are the same in every file of ours are as they should be."""
    schema_format = int.from_bytes(header[_SCHEMA_FORMAT], "big")
    return header.startswith(MAGIC) and set(header[_FORMATS]) <= {1, 2} and schema_format <= NEWEST_SCHEMA_FORMAT


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read of a damaged file."""

    runs: tuple[SavedRun, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    shortened: int = 0
    """runs among them that lost their last actions"""
    contests: tuple[Kept, ...] = ()
    """joined contests, then their tickets, then what waits to be sent"""


@contextmanager
def copied(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a file and its log, so that reading cannot change the file. Raises OSError, sqlite3.Error."""
    with tempfile.TemporaryDirectory(prefix="steady-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, path.name)
        shutil.copyfile(path, copy)
        for log in ("-wal", "-journal"):
            if beside(path, log).exists():
                shutil.copyfile(beside(path, log), beside(copy, log))
        _mend_header(copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.text_factory = tolerant
            yield connection


def salvage(path: Path) -> Salvage:
    """Return what can be read of a damaged file; less the more is damaged.

    Raises OSError and sqlite3.Error where reading fails for another reason: then the file must stay where it is.
    """
    if not path.exists():
        return Salvage()  # only its log was left
    try:
        with copied(path) as connection:
            return _read_all(connection)
    except UnicodeDecodeError:
        return Salvage()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_DAMAGE:
            raise
        return Salvage()


def restore(database: Database, found: Salvage) -> None:
    """Write what was read of a damaged file into a new one, in one transaction. Raises SavesError."""
    with database.writing():
        for kept in found.runs:
            _restore_run(database, kept)
        database.write_all("INSERT OR REPLACE INTO settings VALUES (?, ?)", found.settings)
        Contests(database).restore(found.contests)


def move_aside(path: Path) -> Path:
    """Rename a file and those beside it to `steady.db.damaged-DATE`, and return its new name. Raises OSError."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    names = (f"{path.name}.damaged-{stamp}{'' if number == 1 else f'-{number}'}" for number in range(1, 1000))
    target = next(path.with_name(name) for name in names if not _any_exists(path.with_name(name)))
    for ending in ALL_FILES:  # the file first: a log left without its file is found and moved the next time
        if beside(path, ending).exists():
            os.replace(beside(path, ending), beside(target, ending))
    return target


def _any_exists(path: Path) -> bool:
    return any(beside(path, ending).exists() for ending in ALL_FILES)


def beside(path: Path, ending: str) -> Path:
    """Return the file next to `path` whose name goes on with `ending`."""
    return path.with_name(path.name + ending)


def _mend_header(copy: Path) -> None:
    """Write the fixed bytes of the header anew: a single bad bit there would hide all the rest."""
    with copy.open("r+b") as file:
        header = file.read(HEADER_SIZE)
        if len(header) == HEADER_SIZE and not has_true_header(header):
            mended = bytearray(header)
            mended[: len(MAGIC)] = MAGIC
            mended[_FORMATS] = b"\2\2"
            mended[_SCHEMA_FORMAT] = NEWEST_SCHEMA_FORMAT.to_bytes(4, "big")
            file.seek(0)
            file.write(mended)


def _read_all(connection: sqlite3.Connection) -> Salvage:
    if version_of(connection) > VERSION:
        return Salvage()
    runs, shortened = [], 0
    for row in _rows_from_both_ends(connection, "runs", "id"):
        kept = _read_run(connection, row)
        if kept is not None and (kept.summary.length or not row["length"]):  # else all that it held is gone
            runs.append(kept)
            shortened += kept.summary.length != row["length"]
    settings = _rows_from_both_ends(connection, "settings", "name")
    pairs = tuple((row["name"], row["value"]) for row in settings if isinstance(row.get("value"), str))
    return Salvage(tuple(runs), pairs, shortened, tuple(_read_contests(connection)))


def _read_contests(connection: sqlite3.Connection) -> Iterator[Kept]:
    for table, (key, read) in READERS.items():
        for row in _rows_from_both_ends(connection, table, key):
            with suppress(*UNREADABLE):
                yield read(row)


def _rows_from_both_ends(connection: sqlite3.Connection, table: str, key: str) -> list[Row]:
    """The readable rows of a table: forwards up to the damage, then backwards down to it, each once."""
    found: dict[object, Row] = {}
    for direction in ("ASC", "DESC"):
        for row in _readable(connection, f"SELECT * FROM {table} ORDER BY {key} {direction}"):
            found.setdefault(row[key], row)
    return list(found.values())


def _readable(connection: sqlite3.Connection, query: str, *values: object) -> list[Row]:
    """The rows up to the first that cannot be read."""
    found: list[Row] = []
    with suppress(sqlite3.Error, UnicodeDecodeError):
        cursor = connection.execute(query, values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            found.append(dict(zip(names, row, strict=True)))
            if len(found) == ROWS_LIMIT:
                break
    return found


def _read_run(connection: sqlite3.Connection, row: Row) -> SavedRun | None:
    """A run with as many of its first actions as can be read; with its result only if all can."""
    query = "SELECT place, action, at FROM actions WHERE run = ? ORDER BY place"
    actions = [action for _, action in takewhile(_in_place, enumerate(_readable(connection, query, row["id"])))]
    try:
        return saved_run(row, actions)
    except (BadRunError, KeyError):
        pass
    try:
        cut = {**row, "length": len(actions), "ending": None, "snapshot": None}
        return SavedRun(summary(cut), run_of(cut, actions))
    except (BadRunError, KeyError):
        return None


def _in_place(numbered: tuple[int, Row]) -> bool:
    place, action = numbered
    try:
        check_action(place, action["action"])
    except (BadRunError, KeyError):
        return False
    return bool(action["place"] == place) and isinstance(action["at"], float)


def _restore_run(database: Database, kept: SavedRun) -> None:
    about, end = kept.summary, kept.result
    row = run_row(kept.id, kept.run, Origin(about.language, about.forked_from), about.started_at)
    row |= {"touched_at": about.last_played, "set_aside": about.set_aside}
    if end is not None:
        row |= {"finished_at": about.last_played, "ending": end.ending, "grade": end.grade, "score": end.score}
    if kept.snapshot is not None:
        row |= {"snapshot": kept.snapshot.text, "snapshot_place": kept.snapshot.place}
    insert_run(database, row)
    insert_actions(database, kept.id, kept.run, about.last_played)
