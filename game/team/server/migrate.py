"""The tables brought to this version when the server starts, by Alembic's steps in `migrations/`."""

from contextlib import suppress
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from game.team.server.database import Database
from game.team.server.planning import know_sizes
from game.team.server.tables import metadata

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_204_117
"""PostgreSQL: of several processes that start at once, one migrates and the others wait."""


class NewerDatabaseError(Exception):
    """The tables are those of a newer version of the game; nothing was changed."""


def migrate(database: Database) -> None:
    """Bring the tables to this version, all steps or none. Raises NewerDatabaseError."""
    scripts = _scripts()
    if database.file is not None:
        with suppress(OSError):  # told better by the first statement
            database.file.touch(mode=0o600)  # a file that is made is nobody else's to read
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        try:
            _upgrade(scripts, connection)
        except CommandError as error:
            raise NewerDatabaseError(str(error)) from error
        know_sizes(connection)


def version(database: Database) -> str | None:
    """Return the step at which the tables stand; None where there are none."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the step that this version of the game needs."""
    return _scripts().get_current_head()


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def _upgrade(scripts: ScriptDirectory, connection: Connection) -> None:
    with EnvironmentContext(Config(), scripts, fn=lambda revision, _: scripts._upgrade_revs("head", revision)) as to:
        # Both databases roll table changes back; Alembic takes SQLite for one that does not.
        to.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
        to.run_migrations()
