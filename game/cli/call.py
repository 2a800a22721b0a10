"""One call from its words to its exit code, whatever happens on the way."""

import importlib
import os
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from game import __version__
from game.cli.context import Context
from game.cli.parser import CallEndsError, Parser, Version, WrongCallError, option_value
from game.cli.streams import Streams
from game.places import DATABASE, saves_folder
from game.text import LANGUAGES, Language, Translator, load, pick_language

COMMANDS = (
    "play", "run", "replay", "check", "preview", "new", "fmt", "explain", "graph", "translate", "stats", "export",
    "team", "serve",
)  # fmt: skip
"""Each is a module of this package with `add(subparsers, t)` and `run(args, context) -> int`."""
INTERRUPTED = 130
"""What shells call a command that was stopped with Ctrl-C."""


def run_call(words: Sequence[str], streams: Streams) -> int:
    """Run one call. Nothing that happens in it leaves a traceback behind."""
    try:
        return _run(words, streams)
    except BrokenPipeError:
        streams.abandon_output()
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(words: Sequence[str], streams: Streams) -> int:
    folder = saves_folder(option_value(words, "--saves"), streams.environ)
    context = Context(load(language_of(words, streams, folder)), streams, folder)
    try:
        code = _answer(words, context)
        streams.flush()
        return code
    except BrokenPipeError:
        raise
    except OSError as error:
        from game.cli.crash import refused

        return refused(error, context)
    except Exception as error:
        from game.cli.crash import report

        return report(error, context)


def _answer(words: Sequence[str], context: Context) -> int:
    try:
        args = build_parser(words, context.t).parse_args(words)
        code: int = _command(args.command or "play").run(args, context)
        return code
    except CallEndsError as end:
        (context.say if end.code else context.write)(end.text)
        return end.code
    except WrongCallError as error:
        context.say(str(error))
        return 2


def language_of(words: Sequence[str], streams: Streams, folder: Path) -> Language:
    """Return the language to answer in: `--lang`, else the player's setting, else what the environment says."""
    wish = option_value(words, "--lang")
    if wish in LANGUAGES:
        return pick_language(wish, streams.environ)
    return pick_language(_setting(folder), streams.environ)


def _setting(folder: Path) -> str | None:
    """The language the player has set. Who has saved nothing yet need not wait for the database to load."""
    if not os.path.isfile(folder / DATABASE):  # `Path.is_file` raises where the folder may not be looked into
        return None
    from game.saves import SavesError, open_saves

    with suppress(SavesError), closing(open_saves(folder)) as saves:
        return saves.settings().language or None
    return None


def _command(name: str) -> ModuleType:
    """The module of a command, loaded when it is wanted."""
    return importlib.import_module(f"game.cli.{name}")


def build_parser(words: Sequence[str], t: Translator) -> Parser:
    """Return the parser for a call: whole for the command it names, a line of the list for the others."""
    parser = Parser(t=t, prog="steady", description=t("cli.about"), epilog=t("cli.more"))
    parser.add_argument("--lang", choices=LANGUAGES, help=t("cli.option.lang"))
    parser.add_argument("--saves", metavar="DIR", help=t("cli.option.saves"))
    said = f"steady {__version__}"
    parser.add_argument("--version", action=Version, nargs=0, const=said, help=t("cli.option.version"))
    as_this: Any = partial(Parser, t=t)  # a way to make one, which is all that argparse asks of a class
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title=t("cli.heading.commands"), parser_class=as_this
    )  # fmt: skip
    for name in COMMANDS:
        if name in words:
            _command(name).add(commands, t)
        else:
            commands.add_parser(name, help=t(f"cli.summary.{name}"))
    parser.set_defaults(story=None, scene=None, ranked=False, plain=False, player=None)
    return parser
