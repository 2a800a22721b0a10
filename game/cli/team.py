"""`steady team …`: contests. Each of its commands is a module of its own, `team_NAME`, loaded when it is wanted."""

import argparse
import importlib
from functools import partial
from types import ModuleType
from typing import Any

from game.cli.context import Context
from game.cli.parser import Parser, Subparsers, WrongCallError
from game.text import Translator

COMMANDS = ("board", "join", "status", "submit", "fetch", "use", "leave", "verify", "admin")
"""Each is a module `game.cli.team_NAME` with `add(subparsers, t)` and `run(args, context) -> int`."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the commands and their options."""
    parser = subparsers.add_parser("team", help=t("cli.summary.team"), description=t("team.cli.about"))
    as_this: Any = partial(Parser, t=t)
    commands = parser.add_subparsers(
        dest="team_command", metavar="COMMAND", title=t("cli.heading.commands"), parser_class=as_this
    )
    for name in COMMANDS:
        _command(name).add(commands, t)


def run(args: argparse.Namespace, context: Context) -> int:
    """Do what was asked for. Raises WrongCallError where that was nothing."""
    if args.team_command is None:
        raise WrongCallError(context.t("team.cli.which", known=", ".join(COMMANDS)))
    code: int = _command(args.team_command).run(args, context)
    return code


def _command(name: str) -> ModuleType:
    return importlib.import_module(f"game.cli.team_{name}")
