"""`steady team admin …`: looking after contests. Alone it opens a screen; every word of it works without one."""

import argparse
import importlib
from functools import partial
from types import ModuleType
from typing import Any

from game.cli.context import Context
from game.cli.parser import Parser, Subparsers, WrongCallError
from game.text import Translator

MODULES = ("look", "lists", "orders", "found", "watch", "export")
"""Each is a module `game.cli.team_admin_NAME` with WORDS, `add(subparsers, t)` and `run(args, context) -> int`."""


def add(subparsers: Subparsers, t: Translator) -> None:
    """Add the commands and their options."""
    about = t("team_admin.about")
    parser = subparsers.add_parser("admin", help=about.partition("\n")[0], description=about)
    add_place(parser, t, default=None)
    as_this: Any = partial(Parser, t=t)
    commands = parser.add_subparsers(
        dest="admin_command", metavar="COMMAND", title=t("cli.heading.commands"), parser_class=as_this
    )
    for name in MODULES:
        _module(name).add(commands, t)


def add_place(parser: argparse.ArgumentParser, t: Translator, *, default: object = argparse.SUPPRESS) -> None:
    """Add the options that say which server and which contest; without a default they leave what was said before."""
    parser.add_argument("--address", metavar="URL", default=default, help=t("team_admin.link.address"))
    parser.add_argument("--contest", metavar="NAME", default=default, help=t("team_admin.link.contest"))


def word(commands: Subparsers, name: str, t: Translator) -> argparse.ArgumentParser:
    """Add a command with the options that all of them have, and return its parser."""
    about = t(f"team_admin.word.{name}")
    parser = commands.add_parser(name, help=about, description=about)
    add_place(parser, t)
    parser.add_argument("--json", action="store_true", help=t("team_admin.link.json"))
    return parser


def run(args: argparse.Namespace, context: Context) -> int:
    """Do what was asked for, or open the screen. Raises WrongCallError."""
    if args.admin_command is None:
        return _screen(args, context)
    module = next(found for found in map(_module, MODULES) if args.admin_command in found.WORDS)
    code: int = module.run(args, context)
    return code


def _screen(args: argparse.Namespace, context: Context) -> int:
    if not context.streams.is_terminal or context.streams.environ.get("TERM") == "dumb":
        known = ", ".join(word for name in MODULES for word in _module(name).WORDS)
        raise WrongCallError(context.t("team.cli.which", known=known))
    from game.cli.team_admin_screen import open_screen

    return open_screen(args, context)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"game.cli.team_admin_{name}")
