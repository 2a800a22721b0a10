"""`steady serve backup` and `steady serve restore`: the whole database in one file, and back."""

import argparse
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.context import Context
from game.cli.parser import Parser, WrongCallError
from game.text import Translator

if TYPE_CHECKING:
    from game.team.server.backup import Saved
    from game.team.server.database import Database

COMMANDS = ("backup", "restore")


def add(parser: argparse.ArgumentParser, t: Translator) -> None:
    """Add the two commands below `steady serve`, which serves without one."""
    as_this: Any = partial(Parser, t=t)
    commands = parser.add_subparsers(
        dest="serve_command", metavar="COMMAND", title=t("cli.heading.commands"), parser_class=as_this
    )
    for name in COMMANDS:
        about = t(f"team_server.backup.about_{name}")
        command = commands.add_parser(name, help=about, description=about)
        command.add_argument("file", metavar="FILE", help=t(f"team_server.backup.option_file_{name}"))
        # What stands before the command counts unless it is said again.
        command.add_argument(
            "--database", metavar="URL", default=argparse.SUPPRESS, help=t("team_server.serve.option_database")
        )


def run(args: argparse.Namespace, context: Context, database: "Database") -> int:
    """Do it and say what was done. Raises WrongCallError where it cannot be done."""
    from game.team.server.backup import BackupError
    from game.team.server.migrate import NewerDatabaseError
    from game.team.server.starting import NoDatabaseError

    t, file = context.t, Path(args.file)
    with closing(database):
        try:
            said = _back_up(database, file, t) if args.serve_command == "backup" else _restore(database, file, t)
        except BackupError as error:
            raise WrongCallError(t(f"team_server.backup.{error.code}", **error.values)) from error
        except NewerDatabaseError as error:
            raise WrongCallError(t("team_server.serve.newer_database")) from error
        except NoDatabaseError as error:
            raise WrongCallError(t("team_server.serve.no_database", detail=str(error))) from error
    context.write(said)
    return 0


def _back_up(database: "Database", file: Path, t: Translator) -> str:
    from game.team.server.backup import BackupError, back_up

    if database.file is not None and not database.file.is_file():
        raise BackupError("nothing", path=str(database.file))
    saved = back_up(database, file)
    return t("team_server.backup.backed_up", path=str(file), contests=saved.contests, runs=saved.runs)


def _restore(database: "Database", file: Path, t: Translator) -> str:
    from game.team.server.backup import restore

    saved = restore(file, database, f"{datetime.now():%Y%m%d-%H%M%S}")
    said = t("team_server.backup.restored", path=str(file), contests=saved.contests, runs=saved.runs)
    return said + _aside(saved, t)


def _aside(saved: "Saved", t: Translator) -> str:
    return "" if saved.aside is None else "\n" + t("team_server.backup.aside", path=str(saved.aside))
