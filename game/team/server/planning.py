"""SQLite told how much is in its tables: by that it chooses between indexes, and it does not look by itself.

Without, or with what it knew when the tables were empty, a page of a full contest may read a million rows.
"""

from sqlalchemy import Connection

from game.team.server.services import Services

SAMPLE = 20_000
"""Rows of an index that are looked at: a few milliseconds each, however full it is. Fewer, and an index of the few runs
that are to be looked at seems as long as one of all runs."""


def know_sizes(connection: Connection) -> None:
    """Let it look. PostgreSQL looks by itself."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {SAMPLE}")
        connection.exec_driver_sql("ANALYZE")


def look_again(services: Services) -> None:
    """Let it look at what has come in meanwhile; connections know of it once they are made anew."""
    if services.database.is_sqlite:
        with services.database.writing() as connection:
            know_sizes(connection)
