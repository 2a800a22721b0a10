"""The shape of the saved data, version by version. A published version is never edited; a change is a new function."""

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x53544459
"""`STDY` in the file's header: tells our file from any other program's."""


def to_version_1(connection: sqlite3.Connection) -> None:
    """Runs, their actions, and settings."""
    connection.execute("""
        CREATE TABLE runs (
            id TEXT PRIMARY KEY,
            story TEXT NOT NULL,
            digest TEXT NOT NULL,
            rules INTEGER NOT NULL,
            format INTEGER NOT NULL,
            variant TEXT NOT NULL,
            order_seed INTEGER NOT NULL,
            stamina INTEGER,
            mode TEXT NOT NULL CHECK (mode IN ('practice', 'ranked')),
            player TEXT NOT NULL,
            language TEXT NOT NULL,
            forked_from TEXT,
            started_at REAL NOT NULL,
            touched_at REAL NOT NULL,
            length INTEGER NOT NULL CHECK (length >= 0), -- how many actions there must be
            cuts INTEGER NOT NULL DEFAULT 0,             -- how often steps were taken back
            snapshot TEXT,                               -- the state as JSON ...
            snapshot_place INTEGER,                      -- ... after so many actions
            set_aside INTEGER NOT NULL DEFAULT 0,        -- no longer offered for going on
            finished_at REAL,
            ending TEXT,
            grade TEXT,
            score INTEGER CHECK (score BETWEEN 0 AND 1000),
            CHECK ((finished_at IS NULL) = (ending IS NULL) AND (ending IS NULL) = (score IS NULL)),
            CHECK ((ending IS NULL) = (grade IS NULL))
        ) WITHOUT ROWID""")
    connection.execute("CREATE INDEX runs_by_story ON runs (story, started_at)")
    connection.execute("""
        CREATE TABLE actions (
            run TEXT NOT NULL REFERENCES runs (id),
            place INTEGER NOT NULL CHECK (place >= 0),
            action TEXT NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (run, place)
        ) WITHOUT ROWID""")
    connection.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")


def to_version_2(connection: sqlite3.Connection) -> None:
    """Contests that were joined, their tickets, the runs that wait to be sent, and the pace of actions."""
    connection.execute("ALTER TABLE actions ADD COLUMN pace_ms INTEGER")  # since the action before it, as a watch says
    connection.execute("""
        CREATE TABLE contests (
            id TEXT PRIMARY KEY,
            member TEXT NOT NULL,
            address TEXT NOT NULL,
            slug TEXT NOT NULL,
            title TEXT NOT NULL,
            code TEXT NOT NULL,
            token TEXT NOT NULL,
            name TEXT NOT NULL,
            team TEXT NOT NULL,
            joined_at REAL NOT NULL,
            chosen_at REAL NOT NULL                      -- the latest is the current one
        ) WITHOUT ROWID""")
    connection.execute("""
        CREATE TABLE contest_documents (
            contest TEXT NOT NULL REFERENCES contests (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            etag TEXT NOT NULL,
            body TEXT NOT NULL,
            seen_at REAL NOT NULL,
            PRIMARY KEY (contest, kind)
        ) WITHOUT ROWID""")
    _tickets_and_outbox(connection)


def _tickets_and_outbox(connection: sqlite3.Connection) -> None:
    connection.execute("""
        CREATE TABLE tickets (
            ticket TEXT NOT NULL,
            contest TEXT NOT NULL REFERENCES contests (id) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            variant TEXT NOT NULL,
            order_seed INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            issued_at INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            run TEXT UNIQUE,                             -- that is played with it
            PRIMARY KEY (contest, ticket)
        ) WITHOUT ROWID""")
    connection.execute("""
        CREATE TABLE outbox (
            run TEXT PRIMARY KEY,
            contest TEXT NOT NULL REFERENCES contests (id) ON DELETE CASCADE,
            ticket TEXT NOT NULL,
            digest TEXT NOT NULL,
            rules INTEGER NOT NULL,
            actions TEXT NOT NULL,
            times_ms TEXT NOT NULL,
            added_at REAL NOT NULL,
            tries INTEGER NOT NULL DEFAULT 0,
            next_try REAL NOT NULL,
            trouble TEXT NOT NULL DEFAULT '',            -- why it waits
            answer TEXT                                  -- of the server, as JSON; absent while it waits
        ) WITHOUT ROWID""")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (to_version_1, to_version_2)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of the data in an open file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the data up to this game's version, within the caller's transaction. A newer version stays as it is."""
    for number, change in enumerate(MIGRATIONS[version_of(connection) :], start=version_of(connection) + 1):
        change(connection)
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
